"""A closer look at the few likeliest candidates: the numbers that the second network reads.

Where the first look hashes coarse levels, this one keeps the tagger's probabilities as they are, and it knows what the
first look decided for the contents around and for the rest of the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes.features import Ints, code
from mediakit.quotes.pairs import PRONOUN, Couple, Scene
from mediakit.quotes.tagger import BEGIN, BEGIN_STANCE, CUE, INSIDE, INSIDE_STANCE, SOURCE, Floats

Chosen = Sequence[tuple[int, float] | None]
KINDS = 64  # a slot of the network's table for every kind of word, in every place
_NAMES = (
    "det poss subject it who object that wh be have do modal not to of in for with by from as and but because there"
    " according more saying0 sayings sayingd sayingg honorific role day adverb number Name's Name -ing -ed -'s -n't -s word"
    " dash mark , . : ; ? ! ( )"
).split()
_CODES = np.sort([code("c" + name) for name in _NAMES])
_PRONOUNS = (
    "he", "she", "they", "it its", "who", "i", "we", "you", "him her them us me whom himself herself themselves",
    "his their my our your", "which that",
)  # fmt: skip
_PRONOUN = {word: number for number, words in enumerate(_PRONOUNS, 1) for word in words.split()}
_REACH = 16
_UNLIKELY = 0.15
_FAR = 99


def _kind(name: str) -> int:
    return int(np.searchsorted(_CODES, code("c" + name))) + 1


_VERBAL = [_kind(name) for name in ("-ed", "sayingd", "sayings", "be", "have", "modal")]


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene with its contents and phrases, and sums up to every token of what is counted between two places."""

    scene: Scene
    kinds: Ints
    spans: Ints
    firsts: Ints
    mass: Floats
    cues: Ints
    sums: Mapping[str, Floats]

    def between(self, name: str, low: Ints, high: Ints) -> Floats:
        """Add up a number over the tokens from ``low`` to ``high``, in whichever order they stand."""
        total = self.sums[name]
        return np.asarray(np.abs(total[high] - total[low]))

    def near(self, values: NDArray[np.generic], at: Ints) -> Floats:
        """Return values at token positions; 0 outside the text."""
        inside = (at >= 0) & (at < len(values))
        return np.where(inside, values[np.clip(at, 0, len(values) - 1)], 0)


def set_stage(scene: Scene, spans: Ints) -> Stage:
    """Prepare what all candidates share."""
    at = np.clip(np.searchsorted(_CODES, scene.kinds), 0, len(_CODES) - 1)
    kinds = np.where(_CODES[at] == scene.kinds, at + 1, 0)
    chance = scene.probability
    counted = {
        "said": chance[:, BEGIN] + chance[:, INSIDE],
        "stance": chance[:, BEGIN_STANCE] + chance[:, INSIDE_STANCE],
        "cue": chance[:, CUE],
        "source": chance[:, SOURCE],
        "saying": scene.verbs != code(""),
        "marks": scene.state > 0,
        "commas": kinds == _kind(","),
        "words": scene.wordy,
        "who": kinds == _kind("who"),
        "that": np.isin(kinds, [_kind("that"), _kind("wh")]),
        "and": kinds == _kind("and"),
        "names": np.isin(kinds, [_kind("Name"), _kind("Name's")]),
        "verbal": np.isin(kinds, _VERBAL),
    }
    sums = {name: np.concatenate(([0.0], np.cumsum(values))) for name, values in counted.items()}
    firsts, lasts = scene.phrases[:, 0], scene.phrases[:, 1]
    mass = sums["source"][lasts] - sums["source"][firsts]
    return Stage(scene, kinds, spans, firsts, mass, _cues(scene, spans), sums)


def numbers(stage: Stage, pairs: Couple, share: Floats, keys: Ints, first: Chosen) -> Floats:
    """Return a row of numbers for each candidate; ``share`` is its probability at first look."""
    columns = {
        **_place(stage, pairs),
        **_phrase(stage, pairs),
        **_content(stage, pairs),
        **_cue(stage, pairs),
        **_first_look(pairs, share, keys),
        **_around(stage, pairs, keys, first),
    }
    rows = np.column_stack([np.asarray(column, dtype=np.float64) for column in columns.values()])
    return np.asarray(np.sign(rows) * np.log1p(np.abs(rows)))


def kinds(stage: Stage, p: Couple) -> Ints:
    """Return a row for each candidate: the slots of the kinds of words in it, beside it, and beside the content."""
    words, lower = stage.kinds, stage.scene.tokens.lower
    pronouns = np.array([_PRONOUN.get(lower[head], 0) for head in stage.scene.phrases[:, 2].tolist()])
    pronouns[stage.scene.phrases[:, 3] != PRONOUN] = 0
    places = [
        *(stage.near(words, at) for at in (p.last, p.last + 1, p.first - 1, p.first - 2, p.head)),
        *(stage.near(words, at) for at in (p.end - 1, p.end, p.end + 1, p.start - 1, p.start - 2)),
        stage.near(words, stage.cues[p.content_of]),
        pronouns[p.phrase_of],
        p.form,
        stage.scene.state[p.start],
    ]
    return np.column_stack([place.astype(np.int64) + KINDS * n for n, place in enumerate(places)])


def _place(stage: Stage, p: Couple) -> dict[str, NDArray[np.generic]]:
    """Return on which side the candidate stands, how far, and what stands between."""
    sentence, line = stage.scene.sentence, stage.scene.line
    apart = np.where(
        p.after, sentence[p.first] - sentence[p.end - 1], sentence[p.start] - sentence[p.last - 1]
    )
    left = np.searchsorted(stage.firsts, p.start) - 1 - p.phrase_of
    return {
        "after": p.after,
        "apart": apart,
        "lines": np.abs(line[p.first] - line[p.start]),
        "nearer": np.where(p.after, p.phrase_of - np.searchsorted(stage.firsts, p.end), left),
        "since_line": p.first - np.searchsorted(line, line[p.first]),
        "since_sentence": p.first - np.searchsorted(sentence, sentence[p.first]),
        **{f"{name}_between": stage.between(name, p.low, p.high) for name in stage.sums},
    }


def _phrase(stage: Stage, p: Couple) -> dict[str, NDArray[np.generic]]:
    """Return how likely the tagger holds the candidate and what stands beside it to be source, cue or content."""
    chance, mass = stage.scene.probability, stage.mass[p.phrase_of]
    best = np.zeros(len(stage.spans))
    np.maximum.at(best, p.content_of, mass)
    said = chance[:, BEGIN] + chance[:, INSIDE]
    return {
        "mass": mass,
        "mean_mass": mass / (p.last - p.first),
        "mass_gap": mass - best[p.content_of],
        "head_source": chance[p.head, SOURCE],
        "head_cue": chance[p.head, CUE],
        "head_said": said[p.head],
        "head_stance": chance[p.head, BEGIN_STANCE] + chance[p.head, INSIDE_STANCE],
        "inside": stage.scene.state[p.head] > 0,
        "length": p.last - p.first,
        **{f"cue{at}": stage.near(chance[:, CUE], p.last + at) for at in range(3)},
        **{f"cue-{at}": stage.near(chance[:, CUE], p.first - at) for at in (1, 2, 3)},
        **{f"source{at}": stage.near(chance[:, SOURCE], p.last + at) for at in range(2)},
        "source-1": stage.near(chance[:, SOURCE], p.first - 1),
        "said0": stage.near(said, p.last),
        "said-1": stage.near(said, p.first - 1),
    }


def _content(stage: Stage, p: Couple) -> dict[str, NDArray[np.generic]]:
    """Return what the content is: its length, its marks, whether it opens its sentence."""
    sentence, length = stage.scene.sentence, p.end - p.start
    return {
        "content_length": length,
        "content_said": stage.between("said", p.start, p.end) / length,
        "content_stance": stage.between("stance", p.start, p.end) / length,
        "content_opens": sentence[p.start] != stage.near(sentence, p.start - 1),
        "content_marked": sentence[p.start] != stage.near(sentence, p.start - 2),
        "marked_before": stage.near(stage.scene.state, p.start - 1) > 0,
    }


def _cues(scene: Scene, spans: Ints) -> Ints:
    """Return the likeliest cue near each content, nearer ones first; -1 where there is none."""
    chance, line = scene.probability[:, CUE].tolist(), scene.tokens.paragraph
    found = []
    for start, end in spans.tolist():
        best, likely = -1, 0.0
        for at in (*range(max(0, start - _REACH), start), *range(end, min(end + _REACH, len(chance)))):
            away = start - at if at < start else at - end
            if line[at] == line[start] and chance[at] > _UNLIKELY and chance[at] - 0.02 * away > likely:
                best, likely = at, chance[at] - 0.02 * away
        found.append(best)
    return np.array(found, dtype=np.int64)


def _cue(stage: Stage, p: Couple) -> dict[str, NDArray[np.generic]]:
    """Return how the candidate stands to the cue: on which side, how far, what stands between."""
    cue, size = stage.cues[p.content_of], len(stage.scene.tokens)
    has, behind = cue >= 0, cue >= p.last
    sentence = stage.scene.sentence
    low = np.clip(np.where(behind, p.last, cue + 1), 0, size)
    high = np.clip(np.where(behind, cue, p.first), low, size)
    away = np.where(behind, cue - p.last, np.where(cue < p.first, p.first - 1 - cue, 0))
    weighty = np.concatenate(([0], np.cumsum(stage.mass > 0.5)))
    one, other = np.searchsorted(stage.firsts, low), np.searchsorted(stage.firsts, high)
    found = {
        "cue_follows": np.where(behind, 1, 0),
        "cue_after_content": np.where(cue >= p.end, 1, 0),
        "cue_away": np.where(has, away, _FAR),
        "cue_same_sentence": stage.near(sentence, cue) == sentence[p.first],
        "cue_chance": stage.near(stage.scene.probability[:, CUE], cue),
        "phrases_to_cue": other - one,
        "sources_to_cue": weighty[other] - weighty[one],
    }
    for name in ("commas", "saying", "who", "that", "and", "verbal", "marks", "source"):
        found[f"{name}_to_cue"] = stage.between(name, low, high)
    return {name: np.where(has, column, -1) for name, column in found.items()}


def _first_look(p: Couple, share: Floats, keys: Ints) -> dict[str, NDArray[np.generic]]:
    """Return how likely the candidate was at first look, and all mentions of the same source together."""
    both = p.content_of * (int(keys.max()) + 1) + keys[p.phrase_of]
    _, same = np.unique(both, return_inverse=True)
    best = np.zeros(int(p.content_of.max()) + 1)
    np.maximum.at(best, p.content_of, share)
    return {
        "share": share,
        "share_of_source": np.bincount(same, share)[same],
        "behind_best": np.log(np.maximum(share, 1e-9) / best[p.content_of]),
    }


def _around(stage: Stage, p: Couple, keys: Ints, first: Chosen) -> dict[str, NDArray[np.generic]]:
    """Return whether the first look gave the contents beside, and how many others, to the same source."""
    spans, line = stage.spans, stage.scene.line
    phrase = np.array([-1 if choice is None else choice[0] for choice in first])
    sure = np.array([0.0 if choice is None else choice[1] for choice in first])
    spoken = np.where(phrase >= 0, keys[phrase], -1)
    mine, count = keys[p.phrase_of], int(keys.max()) + 1
    speaks = np.bincount(np.maximum(spoken, 0), np.where(spoken >= 0, sure, 0), minlength=count)
    other = speaks[mine] - np.where(spoken[p.content_of] == mine, sure[p.content_of], 0)
    mass = np.bincount(keys, stage.mass, minlength=count)
    found: dict[str, NDArray[np.generic]] = {
        "speaks": other,
        "speaks_share": other / max(1.0, float(sure.sum())),
        "mentions": np.bincount(keys, minlength=count)[mine],
        "mass_elsewhere": mass[mine] - stage.mass[p.phrase_of],
    }
    for step in (-2, -1, 1):
        there = p.content_of + step
        has = (there >= 0) & (there < len(spans))
        there = np.clip(there, 0, len(spans) - 1)
        gap = p.start - spans[there, 1] if step < 0 else spans[there, 0] - p.end
        beside = {
            "same": spoken[there] == mine,
            "same_phrase": phrase[there] == p.phrase_of,
            "sure": sure[there],
            "gap": gap,
            "lines": np.abs(line[spans[there, 0]] - line[p.start]),
            "marked": stage.scene.state[spans[there, 0]],
        }
        found |= {f"{name}{step}": np.where(has, column, -1) for name, column in beside.items()}
    return found
