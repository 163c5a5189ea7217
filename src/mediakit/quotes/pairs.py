"""How a noun phrase stands to a content: the numbers the ranker hashes.

Every function below returns arrays with one entry a (content, phrase) pair, under the names that the templates use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes.features import Ints, bucket, code
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tagger import BEGIN, CUE, INSIDE, SOURCE, Floats
from mediakit.quotes.tokens import Tokens

PRONOUN = 1
_FORMS = {"pronoun": PRONOUN, "name": 2, "description": 3}
TEMPLATES = tuple(
    template.split()
    for template in (
        "",
        "place",
        "place order",
        "place form",
        "place head_kind opens",
        "place quiet_between",
        "place words_between",
        "place words_between marks_between",
        "place marks_between said_between",
        "place verbs_between commas_between",
        "place names_between cue_between",
        "place cue_between quiet_between",
        "place order quoted",
        "place inside quoted",
        "place mass head_mass",
        "mass best form",
        "best place quoted",
        "head_mass order place",
        "mass cue_next cue_prev",
        "after cue_next cue_prev order",
        "after_verb place",
        "before_verb place",
        "after_kind before_kind after",
        "after_kind after_two after",
        "before_kind before_two after",
        "after_verb near after",
        "before_verb near after",
        "after_kind head_kind place",
        "before_kind head_kind place",
        "form inside opens after",
        "head_kind inside length",
        "next_kind place order",
        "prev_kind place order",
        "next_kind next_two after order quoted",
        "prev_kind prev_two after order quoted",
        "content_end next_kind place order",
        "content_opens place order quoted",
        "content_opens place cue_between quoted",
        "content_end content_opens next_kind prev_kind place",
        "head_kind after_verb after order",
        "head_kind before_verb after order",
        "quoted place cue_next cue_prev form",
        "said_between quiet_between order after",
        "mass head_mass best order place",
        "head_word form",
    )
)
"""What the ranker hashes together; the order is part of the weights."""
SAME = tuple(
    template.split()
    for template in (
        "",
        "place",
        "form",
        "content_opens quoted",
        "place content_opens quoted",
        "mass best",
        "cue_between place",
        "content_opens next_kind prev_kind",
    )
)
"""The same for candidates that named the speaker of the content before."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of each token of a text, and each phrase as a row of first, last, head and form."""

    tokens: Tokens
    kinds: Ints
    verbs: Ints
    state: Ints
    probability: Floats
    phrases: Ints
    sentence: Ints
    line: Ints
    wordy: NDArray[np.bool_]

    def at(self, values: Ints, where: Ints) -> Ints:
        """Return values at token positions; 1 outside the text."""
        inside = (where >= 0) & (where < len(values))
        return np.where(inside, values[np.clip(where, 0, len(values) - 1)], 1)


@dataclass(frozen=True, slots=True)
class Couple:
    """The pairs: number of the content, number of the phrase, and the tokens of both."""

    content_of: Ints
    phrase_of: Ints
    start: Ints
    end: Ints
    first: Ints
    last: Ints
    head: Ints
    form: Ints
    after: Ints
    low: Ints
    high: Ints


def set_scene(
    tokens: Tokens, kinds: Ints, verbs: Ints, state: Ints, probability: Floats, phrases: Sequence[Phrase]
) -> Scene:
    """Lay out tokens and phrases as arrays."""
    rows = [(p.first, p.last, p.head, _FORMS[p.form]) for p in phrases]
    return Scene(
        tokens,
        kinds,
        verbs,
        state,
        probability,
        np.array(rows, dtype=np.int64).reshape(len(rows), 4),
        np.array(tokens.sentence, dtype=np.int64),
        np.array(tokens.paragraph, dtype=np.int64),
        np.array([word[0].isalnum() for word in tokens.words], dtype=bool),
    )


def couple(scene: Scene, contents: Ints, content_of: Ints, phrase_of: Ints) -> Couple:
    """Lay out the tokens of both sides of every pair; ``low`` to ``high`` is what stands between."""
    first, last, head, form = scene.phrases[phrase_of].T
    start, end = contents[content_of].T
    after = (first >= end).astype(np.int64)
    low, high = np.where(after, end, last), np.where(after, first, start)
    return Couple(content_of, phrase_of, start, end, first, last, head, form, after, low, high)


def describe_pairs(scene: Scene, pairs: Couple) -> dict[str, Ints]:
    """Return every number of every pair, by name."""
    return {
        **_place(scene, pairs),
        **_between(scene, pairs),
        **_of_phrase(scene, pairs),
        **_of_content(scene, pairs),
    }


def _place(scene: Scene, p: Couple) -> dict[str, Ints]:
    """Return where the phrase stands: side, sentences and lines away, how many phrases nearer."""
    sentence, line = scene.sentence, scene.line
    apart = np.where(
        p.after,
        sentence[p.first] - sentence[np.maximum(p.end - 1, 0)],
        sentence[p.start] - sentence[p.last - 1],
    )
    lines = np.abs(line[p.first] - line[p.start])
    edge = np.where(p.after, _edge(p, right=True), _edge(p, right=False))
    return {
        "after": p.after,
        "place": p.after * 100 + np.minimum(apart, 3) * 10 + np.minimum(lines, 2),
        "order": np.minimum(np.abs(p.phrase_of - edge), 5),
        "near": (p.high - p.low < 3).astype(np.int64),
    }


def _between(scene: Scene, p: Couple) -> dict[str, Ints]:
    """Return how much of what stands between phrase and content."""
    chance, kinds = scene.probability, scene.kinds

    def count(values: NDArray[np.generic]) -> Floats:
        total = _sums(values)
        return total[p.high] - total[p.low]

    quiet = count(1 - np.clip(chance[:, CUE] + chance[:, SOURCE], 0, 1))
    named = np.isin(kinds, [code("cName"), code("cName's"), code("csubject")])
    return {
        "cue_between": _level(np.minimum(count(chance[:, CUE]), 1)),
        "said_between": bucket(count(chance[:, BEGIN] + chance[:, INSIDE]).astype(np.int64)),
        "marks_between": np.minimum(count(scene.state > 0).astype(np.int64), 2),
        "quiet_between": bucket(np.maximum(quiet + 0.5, 0).astype(np.int64)),
        "words_between": bucket(count(scene.wordy).astype(np.int64)),
        "verbs_between": np.minimum(count(scene.verbs > 0).astype(np.int64), 3),
        "commas_between": np.minimum(count(kinds == code("c,")).astype(np.int64), 3),
        "names_between": np.minimum(count(named).astype(np.int64), 4),
    }


def _of_phrase(scene: Scene, p: Couple) -> dict[str, Ints]:
    """Return what the phrase is and what stands beside it."""
    tokens, kinds, verbs, size = scene.tokens, scene.kinds, scene.verbs, len(scene.tokens)
    sentence, heads = scene.sentence, scene.phrases[:, 2].tolist()
    cue, source = _sums(scene.probability[:, CUE]), _sums(scene.probability[:, SOURCE])
    total = source[p.last] - source[p.first]
    return {
        "form": p.form,
        "mass": _level(total / (p.last - p.first)),
        "head_mass": _level(scene.probability[p.head, SOURCE]),
        "best": (total >= _group_max(total, p.content_of) - 1e-9).astype(np.int64),
        "cue_next": _level(np.minimum(cue[np.minimum(p.last + 4, size)] - cue[p.last], 1)),
        "cue_prev": _level(np.minimum(cue[p.first] - cue[np.maximum(p.first - 4, 0)], 1)),
        "inside": scene.at(scene.state, p.head),
        "before_kind": scene.at(kinds, p.first - 1),
        "after_kind": scene.at(kinds, p.last),
        "before_verb": scene.at(verbs, p.first - 1),
        "after_verb": scene.at(verbs, p.last),
        "after_two": scene.at(kinds, p.last + 1),
        "before_two": scene.at(kinds, p.first - 2),
        "head_kind": kinds[p.head],
        "head_word": np.array([code(tokens.lower[head]) for head in heads])[p.phrase_of],
        "opens": (sentence[p.first] != scene.at(sentence, p.first - 1)).astype(np.int64),
        "length": np.minimum(p.last - p.first, 4),
    }


def _of_content(scene: Scene, p: Couple) -> dict[str, Ints]:
    """Return how the content begins and ends and what stands beside it."""
    kinds, state, sentence = scene.kinds, scene.state, scene.sentence
    return {
        "quoted": state[p.start] + 3 * (scene.at(state, p.start - 1) > 0),
        "next_kind": scene.at(kinds, p.end),
        "prev_kind": scene.at(kinds, p.start - 1),
        "next_two": scene.at(kinds, p.end + 1),
        "prev_two": scene.at(kinds, p.start - 2),
        "content_end": kinds[p.end - 1],
        "content_opens": (sentence[p.start] != scene.at(sentence, p.start - 2)).astype(np.int64),
    }


def _sums(values: NDArray[np.generic]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values.astype(np.float64))))


def _level(values: Floats) -> Ints:
    return np.clip((values * 5).astype(np.int64), 0, 4) + (values > 0.02)


def _edge(p: Couple, *, right: bool) -> Ints:
    """Return for each pair the nearest phrase of its side: the last one before, the first one after."""
    count, side = int(p.content_of.max()) + 1, p.after == int(right)
    if right:
        edge = np.full(count, np.iinfo(np.int64).max)
        np.minimum.at(edge, p.content_of[side], p.phrase_of[side])
    else:
        edge = np.full(count, -1)
        np.maximum.at(edge, p.content_of[side], p.phrase_of[side])
    return np.asarray(edge[p.content_of], dtype=np.int64)


def _group_max(values: Floats, group: Ints) -> Floats:
    best = np.zeros(int(group.max()) + 1)
    np.maximum.at(best, group, values)
    return np.asarray(best[group], dtype=np.float64)
