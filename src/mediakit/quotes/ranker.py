"""Which noun phrase names the source of a content: two small trained looks.

Every phrase near a content is a candidate. At first look a linear model over hashed features scores them all; at second
look a network with one hidden layer chooses among the few likeliest, knowing what the first look decided for the rest of
the article. ``scripts/train_quotes`` makes the weights of both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes import closeup
from mediakit.quotes.features import Columns, Ints
from mediakit.quotes.pairs import SAME, TEMPLATES, Scene, couple, describe_pairs, set_scene
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tagger import Floats
from mediakit.quotes.tokens import Tokens

BITS = 16
_BEFORE, _AFTER = 24, 12
_FEW, _HOPELESS = 8, 6.0  # the second look takes so many, none so many nats behind the best
_GOES_ON = 0.9

Choice = tuple[int, float] | None


@dataclass(frozen=True, slots=True)
class Ranker:
    """The first look: weights of the features, and of those that count only for the speaker of the content before."""

    weights: NDArray[np.float32]
    same: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The second look: ``numbers`` and ``kinds`` lead to the hidden layer, ``out`` from there; ``trust`` weighs the first look."""

    numbers: NDArray[np.float32]
    kinds: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    trust: float
    calibration: Floats


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates of all contents: content ``i`` has the pairs ``borders[i]`` to ``borders[i + 1]``."""

    scene: Scene
    spans: Ints
    borders: list[int]
    content: Ints
    phrase: Ints
    table: NDArray[np.int32]
    same: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The few likeliest pairs, how far each lies behind the best of its content, and what the second look reads of them."""

    pair: Ints
    behind: Floats
    numbers: Floats
    kinds: Ints


@cache
def load() -> Ranker:
    """Read the weights of the first look that ship with the package."""
    with files("mediakit.quotes").joinpath("ranker.npz").open("rb") as file, np.load(file) as stored:
        return Ranker(stored["weights"].astype(np.float32), stored["same"].astype(np.float32))


@cache
def load_network() -> Network:
    """Read the weights of the second look that ship with the package."""
    with files("mediakit.quotes").joinpath("ranker.npz").open("rb") as file, np.load(file) as stored:
        numbers, kinds, bias, out = (
            stored[name].astype(np.float32) for name in ("numbers", "kinds", "bias", "out")
        )
        return Network(numbers, kinds, bias, out, float(stored["trust"]), stored["calibration"])


def keys(tokens: Tokens, phrases: Sequence[Phrase]) -> Ints:
    """Return a number for each phrase that it shares with other mentions of the same source: those with its head."""
    order: dict[str, int] = {}
    heads = (tokens.lower[phrase.head].removesuffix("'s") for phrase in phrases)
    return np.array([order.setdefault(head, len(order)) for head in heads], dtype=np.int64)


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
    scene = set_scene(tokens, kinds, verbs, state, probability, phrases)
    spans = np.array(contents, dtype=np.int64).reshape(len(contents), 2)
    if not len(phrase_of):
        empty = np.zeros((0, 1), dtype=np.int32)
        return Pairs(scene, spans, borders, content_of, phrase_of, empty, empty)
    values = describe_pairs(scene, couple(scene, spans, content_of, phrase_of))
    for names in TEMPLATES:
        columns.add(*(values[name] for name in names))
    for names in SAME:
        same.add(*(values[name] for name in names))
    return Pairs(scene, spans, borders, content_of, phrase_of, columns.table(), same.table())


def choose(
    pairs: Pairs,
    sources: Ints,
    fixed: Mapping[int, int] | None = None,
    goes_on: Collection[int] = (),
) -> list[Choice]:
    """Choose a phrase for each content, in order, with its probability; None where nothing is near.

    ``sources`` are the phrases' ``keys``. ``fixed`` gives content → phrase where the page itself says so; contents in ``goes_on`` take the source before.
    """
    given = fixed or {}
    score, first = look(pairs, sources, load(), given, goes_on)
    if not len(score):
        return first
    listed, network = shortlist(pairs, sources, score, first), load_network()
    second = rate(listed, network)
    content, chosen = pairs.content[listed.pair], first
    borders = np.searchsorted(content, np.arange(len(first) + 1))
    for number, (low, high) in enumerate(zip(borders, borders[1:], strict=False)):
        if number not in given and low < high:
            best, chance = _likeliest(second[low:high])
            phrase = int(pairs.phrase[listed.pair[low + best]])
            chosen[number] = phrase, _calibrated(chance, network.calibration)
        chosen[number] = _settled(number, chosen, given, goes_on)
    return chosen


def look(
    pairs: Pairs, sources: Ints, ranker: Ranker, fixed: Mapping[int, int], goes_on: Collection[int]
) -> tuple[Floats, list[Choice]]:
    """Score every pair at first look, and choose: the speaker of the content before counts for more."""
    score = ranker.weights[pairs.table].sum(axis=1).astype(np.float64)
    bonus = ranker.same[pairs.same].sum(axis=1)
    source, before = sources[pairs.phrase], -1
    chosen: list[Choice] = []
    for number, (low, high) in enumerate(zip(pairs.borders, pairs.borders[1:], strict=False)):
        score[low:high] += bonus[low:high] * (source[low:high] == before)
        chosen.append(None)
        if low < high:
            best, chance = _likeliest(score[low:high])
            chosen[-1] = int(pairs.phrase[low + best]), chance
        settled = chosen[-1] = _settled(number, chosen, fixed, goes_on)
        before = before if settled is None else int(sources[settled[0]])
    return score, chosen


def _settled(
    number: int, chosen: Sequence[Choice], fixed: Mapping[int, int], goes_on: Collection[int]
) -> Choice:
    """Return the choice for a content after what the form of the page says."""
    if number in fixed:
        return fixed[number], 1.0
    before = chosen[number - 1] if number else None
    if number in goes_on and before is not None:
        return before[0], before[1] * _GOES_ON
    return chosen[number]


def shortlist(pairs: Pairs, sources: Ints, score: Floats, first: Sequence[Choice]) -> Shortlist:
    """Keep the likeliest candidates of each content, described for the second look."""
    kept, behind, share = [], [], []
    for low, high in zip(pairs.borders, pairs.borders[1:], strict=False):
        if low == high:
            continue
        best = score[low:high].max()
        order = np.argsort(-score[low:high], kind="stable")[:_FEW]
        order = np.sort(order[score[low + order] > best - _HOPELESS])
        kept.append(low + order)
        behind.append(score[low + order] - best)
        share.append(np.exp(behind[-1]) / np.exp(score[low:high] - best).sum())
    pair = np.concatenate(kept)
    listed = couple(pairs.scene, pairs.spans, pairs.content[pair], pairs.phrase[pair])
    stage = closeup.set_stage(pairs.scene, pairs.spans)
    numbers = closeup.numbers(stage, listed, np.concatenate(share), sources, first)
    return Shortlist(pair, np.concatenate(behind), numbers, closeup.kinds(stage, listed))


def rate(listed: Shortlist, network: Network) -> Floats:
    """Score the candidates of a shortlist at second look."""
    # einsum, because "@" wakes a thread on every core for products as small as these
    hidden = np.einsum("ij,jk->ik", listed.numbers.astype(np.float32), network.numbers)
    hidden += network.kinds[listed.kinds].sum(axis=1) + network.bias
    score = np.einsum("ij,j->i", np.maximum(hidden, 0), network.out)
    return np.asarray(score + network.trust * listed.behind, dtype=np.float64)


def _likeliest(score: Floats) -> tuple[int, float]:
    best = int(score.argmax())
    return best, float(1 / np.exp(score - score[best]).sum())


def _calibrated(chance: float, calibration: Floats) -> float:
    """Turn the network's own probability into one that held-out articles bear out."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    logit = np.log(chance / (1 - chance))
    return float(1 / (1 + np.exp(-(calibration[0] * logit + calibration[1]))))
