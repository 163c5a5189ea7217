"""What the tagger sees of each token: hashed features, computed for a whole text at once.

Every word becomes a few small numbers (hash, ending, shape, closed class); windows and combinations of these are hashed
again into buckets of one weight table, so the table holds no word.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes.lexicon import (
    ADVERBS,
    DAYS,
    HONORIFICS,
    ROLE_HEADS,
    SAYING,
)
from mediakit.quotes.marks import Marked
from mediakit.quotes.tokens import Tokens

Ints = NDArray[np.int64]
BITS = 18
_P1, _P2 = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F

_CLASSES = (
    ("det", "the a an this these those every each any no some many several most"),
    ("poss", "his her their its our my your"),
    ("subject", "he she they we i you"),
    ("it", "it"),
    ("who", "who"),
    ("object", "him them us me himself herself themselves itself"),
    ("that", "that"),
    ("wh", "which whom whose what how why where when whether if"),
    ("be", "is are was were be been being am"),
    ("have", "has have had having"),
    ("do", "do does did"),
    ("modal", "will would can could may might shall should must wo ca"),
    ("not", "not never n't"),
    ("to", "to"),
    ("of", "of"),
    ("in", "in at on into onto within inside near over under across around"),
    ("for", "for"),
    ("with", "with without against about toward towards between among regarding"),
    ("by", "by"),
    ("from", "from since until before after during"),
    ("as", "as than like"),
    ("and", "and or"),
    ("but", "but yet nor so"),
    ("because", "because although though while unless despite"),
    ("there", "there here"),
    ("according", "according"),
    ("more", "more less other another one two three four five six"),
)
_CLASS = {word: name for name, words in _CLASSES for word in words.split()}


def code(name: str) -> int:
    """Return a stable number for a name."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


_PUNCTUATION = dict.fromkeys("-–—―", "dash") | dict.fromkeys(
    ("“", "”", '"', "''", "``", "«", "»", "„", "＂"), "mark"
)


def _class(word: str, lower: str) -> str:
    if not word[0].isalnum():
        return _PUNCTUATION.get(word, word)
    known = _CLASS.get(lower)
    if known is not None:
        return known
    if lower in SAYING:
        ending = lower[-1] if lower[-1] in "sdg" else "0"
        return "saying" + ending
    if lower in HONORIFICS:
        return "honorific"
    if lower in ROLE_HEADS:
        return "role"
    if lower in DAYS:
        return "day"
    if lower in ADVERBS or lower.endswith("ly"):
        return "adverb"
    if word[0].isdigit():
        return "number"
    if word[0].isupper():
        return "Name's" if lower.endswith("'s") else "Name"
    for ending in ("ing", "ed", "'s", "n't", "s"):
        if lower.endswith(ending):
            return "-" + ending
    return "word"


@lru_cache(maxsize=30_000)
def _of_word(word: str, lower: str) -> tuple[int, int, int, int, int, int]:
    """Return hash, ending, class, verb, whether a verb of saying, whether capitalised."""
    kind = _class(word, lower)
    base = SAYING.get(lower, "according" if lower == "according" else "")
    return (
        code(_PUNCTUATION.get(lower, lower)),
        code(lower[-3:] + "~"),
        code("c" + kind),
        code(base),
        int(bool(base)),
        int(word[0].isupper()),
    )


def _shifted(values: Ints, line: Ints, by: int) -> Ints:
    """Return each token's neighbour's value; 1 where the neighbour is in another line."""
    out = np.ones_like(values)
    if by >= len(values) or -by >= len(values):
        return out
    if by > 0:
        out[:-by] = np.where(line[:-by] == line[by:], values[by:], 1)
    elif by < 0:
        out[-by:] = np.where(line[-by:] == line[:by], values[:by], 1)
    else:
        out[:] = values
    return out


def bucket(distance: Ints) -> Ints:
    """Return a coarse logarithmic distance."""
    return np.where(distance < 4, distance, 3 + np.log2(np.maximum(distance, 1) / 2).astype(np.int64))


class Columns:
    """Collects the columns of the feature table."""

    def __init__(self, size: int, bits: int = BITS) -> None:
        self._columns: list[NDArray[np.uint64]] = []
        self._size = size
        self._shift = np.uint64(64 - bits)

    def add(self, *parts: Ints) -> None:
        """Add one template: the hash of its parts, which are arrays of one number a token."""
        value = np.full(self._size, (len(self._columns) + 1) * 0x51ED270B % 2**32, dtype=np.uint64)
        for part in parts:
            value ^= part.view(np.uint64)
            value *= np.uint64(_P1)
            value ^= value >> np.uint64(29)
        value *= np.uint64(_P2)
        value >>= self._shift
        self._columns.append(value)

    def table(self) -> NDArray[np.int32]:
        """Return the table, a row a token."""
        return np.stack(self._columns, axis=1).astype(np.int32)


def states(tokens: Tokens, marked: list[Marked]) -> Ints:
    """Return 0 outside marks, 1 for the first token inside, 2 for further ones."""
    state = np.zeros(len(tokens), dtype=np.int64)
    for mark in marked:
        first, last = tokens.index(mark.start), tokens.index(mark.end)
        state[first:last] = 2
        state[first : first + 1] = 1
    return state


def describe(tokens: Tokens) -> Ints:
    """Return a row a token: hash, ending, class, verb, whether a verb of saying, whether capitalised."""
    rows = [_of_word(*pair) for pair in zip(tokens.words, tokens.lower, strict=True)]
    return np.array(rows, dtype=np.int64).reshape(len(tokens), 6)


def table(tokens: Tokens, base: Ints, state: Ints) -> NDArray[np.int32]:
    """Return the feature buckets of every token, one row each."""
    line = np.array(tokens.paragraph, dtype=np.int64)
    sentence = np.array(tokens.sentence, dtype=np.int64)
    columns = Columns(len(tokens))
    _windows(columns, base, state, line)
    _cues(columns, base, state, sentence, line)
    return columns.table()


def _windows(columns: Columns, base: Ints, state: Ints, line: Ints) -> None:
    word = {k: _shifted(base[:, 0], line, k) for k in range(-3, 4)}
    kind = {k: _shifted(base[:, 2], line, k) for k in range(-4, 5)}
    ending = {k: _shifted(base[:, 1], line, k) for k in (-1, 0, 1)}
    quoted = {k: _shifted(state + 10, line, k) for k in range(-2, 3)}
    columns.add()
    for k in range(-3, 4):
        columns.add(word[k])
    for k in range(-4, 5):
        columns.add(kind[k])
    columns.add(word[-1], word[0])
    columns.add(word[0], word[1])
    columns.add(word[-2], word[-1])
    columns.add(word[1], word[2])
    for low, high in (
        (-1, 0),
        (0, 1),
        (-2, -1),
        (1, 2),
        (-2, 0),
        (-1, 1),
        (0, 2),
        (-3, 0),
        (0, 3),
        (-2, 1),
        (-1, 2),
        (-3, -1),
        (1, 3),
    ):
        columns.add(*(kind[k] for k in range(low, high + 1)))
    columns.add(base[:, 1], base[:, 5])
    columns.add(ending[-1])
    columns.add(ending[1])
    columns.add(ending[0], kind[-1])
    columns.add(word[0], kind[-1])
    columns.add(word[0], kind[1])
    columns.add(quoted[-1], quoted[0], quoted[1])
    columns.add(quoted[0], kind[0], kind[-1])
    columns.add(quoted[0], kind[0], kind[1])
    columns.add(quoted[-2], quoted[-1], kind[0], kind[1])
    columns.add(quoted[0], quoted[1], quoted[2], kind[0])


def _last_true(flag: NDArray[np.bool_]) -> Ints:
    """Return, for each token, the last token before or at it where the flag holds, or -1."""
    return np.maximum.accumulate(np.where(flag, np.arange(len(flag)), -1))


def _next_true(flag: NDArray[np.bool_]) -> Ints:
    """Return, for each token, the next token at or after it where the flag holds, or the length."""
    size = len(flag)
    return size - 1 - _last_true(flag[::-1])[::-1]


def _take(values: Ints | NDArray[np.bool_], at: Ints, valid: NDArray[np.bool_]) -> Ints:
    return np.where(valid, values[np.clip(at, 0, len(values) - 1)], 1)


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The nearest verb of saying of each token's sentence, on the left and on the right."""

    left: Ints
    left_ok: NDArray[np.bool_]
    right: Ints
    right_ok: NDArray[np.bool_]


def _nearest_verbs(base: Ints, state: Ints, sentence: Ints) -> _Verbs:
    size = len(base)
    verb = (base[:, 4] == 1) & (state == 0)
    left, right = _last_true(verb), _next_true(verb)
    return _Verbs(
        left,
        (left >= 0) & (sentence[np.clip(left, 0, size - 1)] == sentence),
        right,
        (right < size) & (sentence[np.clip(right, 0, size - 1)] == sentence),
    )


def _cues(columns: Columns, base: Ints, state: Ints, sentence: Ints, line: Ints) -> None:
    """Add what the nearest reporting words of the sentence look like."""
    near = _nearest_verbs(base, state, sentence)
    values = {
        **_beside_verbs(base, near),
        **_within_sentence(base, state, sentence, near),
        **_beside_marks(base, state, line),
    }
    values["state"], values["kind"] = state, base[:, 2]
    for names in _CUE_TEMPLATES:
        columns.add(*(values[name] for name in names))


def _beside_verbs(base: Ints, near: _Verbs) -> dict[str, Ints]:
    """Return the nearest verbs, how far they are, and what stands beside them."""
    left, left_ok, right, right_ok = near.left, near.left_ok, near.right, near.right_ok
    here, kinds, words = np.arange(len(base)), base[:, 2], base[:, 3]
    next_that = _next_true(kinds == code("cthat"))
    has_that = ((next_that - left) <= 7).astype(np.int64) * (1 + (next_that < here))
    return {
        "gap": bucket(np.where(left_ok, here - left, 0)) + 1,
        "ahead": bucket(np.where(right_ok, right - here, 0)) + 1,
        "lverb": _take(words, left, left_ok),
        "rverb": _take(words, right, right_ok),
        "lkind": _take(kinds, left, left_ok),
        "rkind": _take(kinds, right, right_ok),
        "lprev": _take(kinds, left - 1, left_ok),
        "lnext": _take(kinds, left + 1, left_ok),
        "lthat": _take(has_that, here, left_ok),
        "rprev": _take(kinds, right - 1, right_ok),
        "rnext": _take(kinds, right + 1, right_ok),
    }


def _within_sentence(base: Ints, state: Ints, sentence: Ints, near: _Verbs) -> dict[str, Ints]:
    """Return the token's place in its sentence and clause, and the commas between it and the verbs."""
    left, left_ok, right, right_ok = near.left, near.left_ok, near.right, near.right_ok
    size, kinds = len(base), base[:, 2]
    here = np.arange(size)
    comma = np.isin(kinds, [code("c,"), code("cdash")])
    last_comma, commas = _last_true(comma), np.cumsum(comma)
    new = sentence[1:] != sentence[:-1]
    starts = _last_true(np.concatenate(([True], new))) if size else here
    ends = _next_true(np.concatenate((new, [True]))) if size else here
    quoted = np.cumsum(state > 0)
    last_small = _last_true(np.isin(kinds, _SMALL))
    return {
        "rcomma": bucket(np.where(right_ok, right - _take(last_comma, right, right_ok), 0)),
        "since_comma": bucket(here - np.maximum(last_comma, 0)),
        "between_left": np.minimum(commas - _take(commas, left, left_ok), 3),
        "between_right": np.minimum(_take(commas, right, right_ok) - commas, 3),
        "tail": bucket(np.where(right_ok, ends - right, 0)),
        "since_start": bucket(here - starts),
        "any_quote": np.minimum(quoted[ends] - quoted[starts], 1),
        "opener": kinds[starts],
        "opener_word": base[:, 0][starts],
        "clause": _take(base[:, 0], last_small, last_small >= starts),
    }


def _beside_marks(base: Ints, state: Ints, line: Ints) -> dict[str, Ints]:
    """Return how far the nearest marked stretches of the line are, and how the one on the left ends."""
    size, here, inside = len(base), np.arange(len(base)), state > 0
    left, right = _last_true(inside), _next_true(inside)
    left_ok = (left >= 0) & (line[np.clip(left, 0, size - 1)] == line)
    right_ok = (right < size) & (line[np.clip(right, 0, size - 1)] == line)
    return {
        "since_marks": bucket(np.where(left_ok, here - left + 1, 0)),
        "until_marks": bucket(np.where(right_ok, right - here + 1, 0)),
        "marks_end": _take(base[:, 2], left, left_ok),
    }


_CUE_TEMPLATES = tuple(
    template.split()
    for template in (
        "lverb gap",
        "lverb lnext lthat",
        "lverb lprev lkind",
        "lverb lkind lthat between_left",
        "lkind lnext lthat gap",
        "lverb gap kind",
        "lverb between_left state",
        "rverb ahead",
        "rverb rprev rkind",
        "rverb rnext rkind",
        "rverb rcomma tail",
        "rkind rcomma tail between_right",
        "rkind rprev rnext between_right",
        "rverb rcomma between_right lverb",
        "lverb lthat rverb rcomma",
        "lverb rverb any_quote state",
        "opener since_start",
        "opener_word since_start",
        "opener lkind rkind since_comma",
        "clause lverb",
        "clause kind since_comma",
        "clause lkind rkind state",
        "since_start any_quote state",
        "since_comma lkind lthat",
        "tail rverb between_right opener",
        "since_marks marks_end kind",
        "until_marks kind",
        "since_marks until_marks lkind rkind",
        "since_marks marks_end rverb ahead",
        "until_marks lverb gap",
    )
)
"""What is hashed together; the order is part of the weights."""
_SMALL = [
    code("c" + name)
    for name in (
        "that",
        "wh",
        "to",
        "as",
        "and",
        "but",
        "because",
        "who",
        "modal",
        "of",
        "by",
        "according",
        "for",
        "with",
    )
]
