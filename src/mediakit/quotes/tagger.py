"""A small trained tagger: which tokens are content, cue and source.

A linear-chain conditional random field over hashed features. It gives each token of a line a probability for each of
seven tags; ``scripts/train_quotes`` makes its weights, ``docs/models/quotes.md`` says what they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from mediakit.quotes import features
from mediakit.quotes.features import Ints
from mediakit.quotes.tokens import Tokens

Floats = NDArray[np.float64]
OUTSIDE, BEGIN, INSIDE, BEGIN_STANCE, INSIDE_STANCE, CUE, SOURCE = range(7)
_LONGEST = 400
_BATCH = 20_000
_BIAS = 128
_EVERY_OTHER = np.uint64(0x00FF00FF00FF00FF)


@dataclass(frozen=True, slots=True)
class Tagger:
    """What training found out.

    ``weights`` has a row a feature bucket and a column a tag, ``packed`` holds each row as one number of eight bytes;
    the last row of ``transitions`` is the start; ``marks`` weighs ``content.describe_marks``.
    """

    weights: NDArray[np.int8]
    packed: NDArray[np.uint64]
    scale: Floats
    transitions: Floats
    marks: Floats


@cache
def load() -> Tagger:
    """Read the weights that ship with the package."""
    with files("mediakit.quotes").joinpath("tagger.npz").open("rb") as file, np.load(file) as stored:
        weights = stored["weights"]
        return Tagger(weights, pack(weights), stored["scale"], stored["transitions"], stored["marks"])


def pack(weights: NDArray[np.int8]) -> NDArray[np.uint64]:
    """Lay the weights of all tags, made positive, side by side in one number, so that one look-up fetches them all."""
    lanes = np.zeros((len(weights), 8), dtype=np.uint8)
    lanes[:, : weights.shape[1]] = weights.astype(np.int16) + _BIAS
    return lanes.view(np.uint64)[:, 0]


def read(tokens: Tokens, base: Ints, state: Ints, tagger: Tagger | None = None) -> tuple[Ints, Floats]:
    """Return the best tag of each token, and the probability of every tag: a row a token, a column a tag."""
    tagger = tagger or load()
    best = np.zeros(len(tokens), dtype=np.int64)
    probability = np.zeros((len(tokens), len(tagger.scale)))
    if not len(tokens):
        return best, probability
    scores = emissions(features.table(tokens, base, state), tagger)
    for batch in _batches(_segments(tokens)):
        padded, lengths = _padded(scores, batch)
        paths = _best_paths(padded, lengths, tagger.transitions)
        chances = _forward_backward(padded, lengths, tagger.transitions)
        for row, (start, end) in enumerate(batch):
            best[start:end] = paths[: end - start, row]
            probability[start:end] = chances[: end - start, row]
    return best, probability


def emissions(table: NDArray[np.int32], tagger: Tagger) -> Floats:
    """Add up the weights of each token's features: every other tag of a number at a time, with room to carry between."""
    rows, count = tagger.packed[table], len(tagger.scale)
    total = np.empty((len(table), 8), dtype=np.int64)
    total[:, 0::2] = (rows & _EVERY_OTHER).sum(axis=1)[:, None].view(np.uint16)
    total[:, 1::2] = (rows >> np.uint64(8) & _EVERY_OTHER).sum(axis=1)[:, None].view(np.uint16)
    return np.asarray((total[:, :count] - _BIAS * table.shape[1]) * tagger.scale)


def _segments(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield each line as a range of tokens, very long ones in pieces."""
    line = np.array(tokens.paragraph)
    borders = [0, *(np.flatnonzero(line[1:] != line[:-1]) + 1).tolist(), len(tokens)]
    for start, end in zip(borders, borders[1:], strict=False):
        for at in range(start, end, _LONGEST):
            yield at, min(at + _LONGEST, end)


def _batches(segments: Iterator[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Group segments of similar length, so that padding stays small."""
    batch: list[tuple[int, int]] = []
    for start, end in sorted(segments, key=lambda s: s[1] - s[0]):
        if batch and (len(batch) + 1) * (end - start) > _BATCH:
            yield batch
            batch = []
        batch.append((start, end))
    if batch:
        yield batch


def _padded(scores: Floats, batch: list[tuple[int, int]]) -> tuple[Floats, Ints]:
    """Lay the segments of a batch side by side: step, segment, tag."""
    lengths = np.array([end - start for start, end in batch])
    padded = np.zeros((int(lengths.max()), len(batch), scores.shape[1]))
    for row, (start, end) in enumerate(batch):
        padded[: end - start, row] = scores[start:end]
    return padded - padded.max(axis=2, keepdims=True), lengths


def _best_paths(padded: Floats, lengths: Ints, transitions: Floats) -> Ints:
    """Viterbi: the best sequence of tags of every segment."""
    longest, rows, tags = padded.shape
    origin = np.zeros((longest, rows, tags), dtype=np.int64)
    value = padded[0] + transitions[-1]
    final = value.copy()
    for t in range(1, longest):
        reach = value[:, :, None] + transitions[None, :-1]
        origin[t] = reach.argmax(axis=1)
        value = reach.max(axis=1) + padded[t]
        final[lengths > t] = value[lengths > t]
    path = np.zeros((longest, rows), dtype=np.int64)
    tag = final.argmax(axis=1)
    row = np.arange(rows)
    for t in range(longest - 1, -1, -1):
        path[t] = tag
        if t:
            tag = np.where(lengths > t, origin[t, row, tag], tag)
    return path


def _forward_backward(padded: Floats, lengths: Ints, transitions: Floats) -> Floats:
    """Return the probabilities of the tags of every segment, all segments at once, step by step."""
    weight, step = np.exp(padded), np.exp(transitions[:-1])
    longest, rows, tags = padded.shape
    forward = np.empty_like(padded)
    forward[0] = weight[0] * np.exp(transitions[-1])
    for t in range(1, longest):
        state = (forward[t - 1] @ step) * weight[t]
        forward[t] = state / np.maximum(state.sum(axis=1, keepdims=True), 1e-300)
    backward = np.ones((rows, tags))
    for t in range(longest - 1, -1, -1):
        forward[t] *= backward
        state = (weight[t] * backward) @ step.T
        state /= np.maximum(state.sum(axis=1, keepdims=True), 1e-300)
        backward = np.where((lengths > t)[:, None], state, 1.0)
    return np.asarray(forward / np.maximum(forward.sum(axis=2, keepdims=True), 1e-300))
