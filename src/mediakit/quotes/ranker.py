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

from mediakit.quotes.features import Columns, Ints, bucket, code
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tagger import BEGIN, CUE, INSIDE, SOURCE, Floats
from mediakit.quotes.tokens import Tokens

BITS = 16
_BEFORE, _AFTER = 24, 12
_GOES_ON = 0.9
_FORMS = {"pronoun": 1, "name": 2, "description": 3}


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
        _describe(
            columns,
            same,
            tokens,
            kinds,
            verbs,
            state,
            probability,
            np.array(contents),
            phrases,
            content_of,
            phrase_of,
        )
        return Pairs(borders, phrase_of, columns.table(), same.table())
    empty = np.zeros((0, 1), dtype=np.int32)
    return Pairs(borders, phrase_of, empty, empty)


def _sums(values: NDArray[np.generic]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values.astype(np.float64))))


def _level(values: Floats) -> Ints:
    return np.clip((values * 5).astype(np.int64), 0, 4) + (values > 0.02)


def _describe(
    columns: Columns,
    same: Columns,
    tokens: Tokens,
    kinds: Ints,
    verbs: Ints,
    state: Ints,
    probability: Floats,
    contents: Ints,
    phrases: Sequence[Phrase],
    content_of: Ints,
    phrase_of: Ints,
) -> None:
    size = len(tokens)
    first = np.array([p.first for p in phrases])[phrase_of]
    last = np.array([p.last for p in phrases])[phrase_of]
    head = np.array([p.head for p in phrases])[phrase_of]
    form = np.array([_FORMS[p.form] for p in phrases])[phrase_of]
    start, end = contents[content_of, 0], contents[content_of, 1]
    sentence, line = np.array(tokens.sentence), np.array(tokens.paragraph)

    def at(values: Ints, where: Ints) -> Ints:
        inside = (where >= 0) & (where < size)
        spot = np.clip(where, 0, size - 1)
        return np.where(inside, values[spot], 1)

    after = (first >= end).astype(np.int64)
    low, high = np.where(after, end, last), np.where(after, first, start)
    gap = high - low
    words = _sums(np.array([w[0].isalnum() for w in tokens.words]))
    quiet = _sums(1 - np.clip(probability[:, CUE] + probability[:, SOURCE], 0, 1))
    said = _sums(probability[:, BEGIN] + probability[:, INSIDE])
    cue_sum = _sums(probability[:, CUE])
    marks = _sums(state > 0)
    names = _sums(np.isin(kinds, [code("cName"), code("cName's"), code("csubject")]))
    verb_sum = _sums(verbs > 0)
    comma = _sums(kinds == code("c,"))
    apart = np.where(
        after, sentence[first] - sentence[np.maximum(end - 1, 0)], sentence[start] - sentence[last - 1]
    )
    lines = np.abs(line[first] - line[start])
    place = after * 100 + np.minimum(apart, 3) * 10 + np.minimum(lines, 2)

    source = _sums(probability[:, SOURCE])
    mass = _level((source[last] - source[first]) / (last - first))
    head_mass = _level(probability[head, SOURCE])
    cue_next = _level(np.minimum(cue_sum[np.minimum(last + 4, size)] - cue_sum[last], 1))
    cue_prev = _level(np.minimum(cue_sum[first] - cue_sum[np.maximum(first - 4, 0)], 1))
    cue_between = _level(np.minimum(cue_sum[high] - cue_sum[low], 1))
    said_between = bucket((said[high] - said[low]).astype(np.int64))
    marks_between = np.minimum((marks[high] - marks[low]).astype(np.int64), 2)
    quiet_between = bucket(np.maximum(quiet[high] - quiet[low] + 0.5, 0).astype(np.int64))
    words_between = bucket((words[high] - words[low]).astype(np.int64))
    verbs_between = np.minimum((verb_sum[high] - verb_sum[low]).astype(np.int64), 3)
    commas_between = np.minimum((comma[high] - comma[low]).astype(np.int64), 3)
    names_between = np.minimum((names[high] - names[low]).astype(np.int64), 4)
    order = np.minimum(
        np.abs(
            phrase_of
            - np.where(
                after, _edge(content_of, phrase_of, after, True), _edge(content_of, phrase_of, after, False)
            )
        ),
        5,
    )
    inside = at(state, head)
    before_kind, after_kind = at(kinds, first - 1), at(kinds, last)
    before_verb, after_verb = at(verbs, first - 1), at(verbs, last)
    after_two, before_two = at(kinds, last + 1), at(kinds, first - 2)
    head_kind, head_word = kinds[head], np.array([code(tokens.lower[h]) for h in head.tolist()])
    opens = (sentence[first] != at(sentence, first - 1)).astype(np.int64)
    quoted = state[start] + 3 * (at(state, start - 1) > 0)
    next_kind, prev_kind = at(kinds, end), at(kinds, start - 1)
    next_two, prev_two = at(kinds, end + 1), at(kinds, start - 2)
    content_end = kinds[end - 1]
    content_opens = (sentence[start] != at(sentence, start - 2)).astype(np.int64)
    best = (
        source[last] - source[first] >= _group_max(source[last] - source[first], content_of) - 1e-9
    ).astype(np.int64)
    length = np.minimum(last - first, 4)
    for parts in (
        (),
        (place,),
        (place, order),
        (place, form),
        (place, head_kind, opens),
        (place, quiet_between),
        (place, words_between),
        (place, words_between, marks_between),
        (place, marks_between, said_between),
        (place, verbs_between, commas_between),
        (place, names_between, cue_between),
        (place, cue_between, quiet_between),
        (place, order, quoted),
        (place, inside, quoted),
        (place, mass, head_mass),
        (mass, best, form),
        (best, place, quoted),
        (head_mass, order, place),
        (mass, cue_next, cue_prev),
        (after, cue_next, cue_prev, order),
        (after_verb, place),
        (before_verb, place),
        (after_kind, before_kind, after),
        (after_kind, after_two, after),
        (before_kind, before_two, after),
        (after_verb, gap < 3, after),
        (before_verb, gap < 3, after),
        (after_kind, head_kind, place),
        (before_kind, head_kind, place),
        (form, inside, opens, after),
        (head_kind, inside, length),
        (next_kind, place, order),
        (prev_kind, place, order),
        (next_kind, next_two, after, order, quoted),
        (prev_kind, prev_two, after, order, quoted),
        (content_end, next_kind, place, order),
        (content_opens, place, order, quoted),
        (content_opens, place, cue_between, quoted),
        (content_end, content_opens, next_kind, prev_kind, place),
        (head_kind, after_verb, after, order),
        (head_kind, before_verb, after, order),
        (quoted, place, cue_next, cue_prev, form),
        (said_between, quiet_between, order, after),
        (mass, head_mass, best, order, place),
        (head_word, form),
    ):
        columns.add(*parts)
    for parts in (
        (),
        (place,),
        (form,),
        (content_opens, quoted),
        (place, content_opens, quoted),
        (mass, best),
        (cue_between, place),
        (content_opens, next_kind, prev_kind),
    ):
        same.add(*parts)


def _edge(content_of: Ints, phrase_of: Ints, after: Ints, right: bool) -> Ints:
    """Return for each pair the nearest phrase of its side: the last one before, the first one after."""
    count = int(content_of.max()) + 1
    if right:
        edge = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(edge, content_of[after == 1], phrase_of[after == 1])
    else:
        edge = np.full(count, -1)
        np.maximum.at(edge, content_of[after == 0], phrase_of[after == 0])
    return np.asarray(edge[content_of], dtype=np.int64)


def _group_max(values: Floats, group: Ints) -> Floats:
    best = np.zeros(int(group.max()) + 1)
    np.maximum.at(best, group, values)
    return np.asarray(best[group], dtype=np.float64)


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
