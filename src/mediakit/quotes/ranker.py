"""A small trained ranker: which noun phrase names the source of a content.

Every phrase near a content is a candidate; a linear model over hashed features scores each, and the scores of one
content's candidates become probabilities. ``scripts/train_quotes.py`` makes the weights.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes.features import Columns, Ints
from mediakit.quotes.pairs import SAME, TEMPLATES, Scene, couple, describe_pairs
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tagger import Floats
from mediakit.quotes.tokens import Tokens

BITS = 16
_BEFORE, _AFTER = 24, 12
_GOES_ON = 0.9


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of the features, and of those that count only for the speaker of the content before."""

    weights: NDArray[np.float32]
    same: NDArray[np.float32]
    calibration: Floats


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates of all contents: content ``i`` has the pairs ``borders[i]`` to ``borders[i + 1]``."""

    borders: list[int]
    phrase: Ints
    table: NDArray[np.int32]
    same: NDArray[np.int32]


@cache
def load() -> Ranker:
    """Read the weights that ship with the package."""
    with files("mediakit.quotes").joinpath("ranker.npz").open("rb") as file, np.load(file) as stored:
        return Ranker(
            stored["weights"].astype(np.float32), stored["same"].astype(np.float32), stored["calibration"]
        )


def keys(tokens: Tokens, phrases: Sequence[Phrase]) -> list[str]:
    """Return for each phrase what it shares with other mentions of the same source: its head."""
    return [tokens.lower[phrase.head].removesuffix("'s") for phrase in phrases]


def candidates(
    tokens: Tokens, contents: Sequence[tuple[int, int]], phrases: Sequence[Phrase]
) -> tuple[Ints, Ints, list[int]]:
    """List (content, phrase) pairs: phrases outside the content, a number before it and a number after it."""
    first = np.array([p.first for p in phrases], dtype=np.int64)
    last = np.array([p.last for p in phrases], dtype=np.int64)
    content_of, phrase_of, borders = [], [], [0]
    for number, (start, end) in enumerate(contents):
        left = int(np.searchsorted(last, start, "right"))
        right = int(np.searchsorted(first, end, "left"))
        stop = right
        while (
            stop < min(right + _AFTER, len(phrases))
            and tokens.paragraph[phrases[stop].first] == tokens.paragraph[end - 1]
        ):
            stop += 1
        chosen = [*range(max(0, left - _BEFORE), left), *range(right, stop)]
        phrase_of.extend(chosen)
        content_of.extend([number] * len(chosen))
        borders.append(len(phrase_of))
    return np.array(content_of, dtype=np.int64), np.array(phrase_of, dtype=np.int64), borders


def pair_up(
    tokens: Tokens,
    kinds: Ints,
    verbs: Ints,
    state: Ints,
    probability: Floats,
    contents: Sequence[tuple[int, int]],
    phrases: Sequence[Phrase],
) -> Pairs:
    """Describe every candidate of every content by hashed features."""
    content_of, phrase_of, borders = candidates(tokens, contents, phrases)
    columns, same = Columns(len(phrase_of), BITS), Columns(len(phrase_of), BITS)
    if len(phrase_of):
        scene = Scene(tokens, kinds, verbs, state, probability)
        values = describe_pairs(scene, couple(np.array(contents), phrases, content_of, phrase_of))
        for names in TEMPLATES:
            columns.add(*(values[name] for name in names))
        for names in SAME:
            same.add(*(values[name] for name in names))
        return Pairs(borders, phrase_of, columns.table(), same.table())
    empty = np.zeros((0, 1), dtype=np.int32)
    return Pairs(borders, phrase_of, empty, empty)


def choose(
    pairs: Pairs,
    names: Sequence[str],
    ranker: Ranker | None = None,
    fixed: Mapping[int, int] | None = None,
    goes_on: Collection[int] = (),
) -> list[tuple[int, float] | None]:
    """Choose a phrase for each content, in order, with its probability; None where nothing is near.

    ``fixed`` gives content → phrase where the page itself says so; contents in ``goes_on`` take the source before.
    """
    ranker, fixed = ranker or load(), fixed or {}
    base = ranker.weights[pairs.table].sum(axis=1)
    bonus = ranker.same[pairs.same].sum(axis=1)
    previous: str | None = None
    chosen: list[tuple[int, float] | None] = []
    for number, (low, high) in enumerate(zip(pairs.borders, pairs.borders[1:], strict=False)):
        if number in fixed or low == high:
            chosen.append((fixed[number], 1.0) if number in fixed else None)
            continue
        before = chosen[-1] if chosen else None
        if number in goes_on and before is not None:
            chosen.append((before[0], before[1] * _GOES_ON))
            continue
        same = np.array([names[p] == previous for p in pairs.phrase[low:high]])
        score = base[low:high] + bonus[low:high] * same
        weight = np.exp(score - score.max())
        best = int(weight.argmax())
        phrase = int(pairs.phrase[low + best])
        previous = names[phrase]
        chosen.append((phrase, _calibrated(float(weight[best] / weight.sum()), ranker.calibration)))
    return chosen


def _calibrated(chance: float, calibration: Floats) -> float:
    """Turn the model's own probability into one that held-out articles bear out."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    logit = np.log(chance / (1 - chance))
    return float(1 / (1 + np.exp(-(calibration[0] * logit + calibration[1]))))
