"""The tagger of content, cue and source, a conditional random field; and which of the marks that it missed are quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from corpus import Document, note
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mediakit.quotes import content, features, tagger
from mediakit.quotes.marks import find_marked

TAGS = 7
RAREST = 3  # a bucket met in fewer articles is left out: it would only remember them
PENALTY = 1e-5
RATE = 0.05
EPOCHS = 10
FORBIDDEN = -1e4


def train_tagger(documents: Sequence[Document]) -> tagger.Tagger:
    """Fit the conditional random field by AdaGrad on batches of lines, averaging the last epochs."""
    table, tags, lines, common = _stack(documents)
    generator = np.random.default_rng(0)
    steps = forbidden_steps()
    weights, squares = (
        np.zeros((len(common), TAGS), np.float32),
        np.full((len(common), TAGS), 0.01, np.float32),
    )
    transitions, step_squares = np.zeros((TAGS + 1, TAGS)), np.full((TAGS + 1, TAGS), 0.01)
    mean_weights, mean_transitions = np.zeros_like(weights), np.zeros_like(transitions)
    for epoch in range(EPOCHS):
        loss = 0.0
        for batch in line_batches(lines, generator):
            loss += _step(table, tags, batch, weights, squares, transitions, step_squares, steps)
        note(f"  epoch {epoch}: {loss / len(tags):.4f} nats a token")
        if epoch >= EPOCHS // 2:
            mean_weights += weights / (EPOCHS - EPOCHS // 2)
            mean_transitions += transitions / (EPOCHS - EPOCHS // 2)
    mean_weights[~common] = 0
    return pack(mean_weights, mean_transitions + steps)


def _stack(documents: Sequence[Document]) -> tuple[Any, Any, Any, Any]:
    """Put the articles' tables one under the other; rare buckets share bucket 0, which weighs nothing."""
    count = np.zeros(1 << features.BITS, dtype=np.int64)
    for document in documents:
        count[np.unique(document.table)] += 1
    common = count >= RAREST
    common[0] = False
    table = np.concatenate([d.table for d in documents])
    table[~common[table]] = 0
    lines, offset = [], 0
    for document in documents:
        paragraph = np.array(document.tokens.paragraph)
        cuts = np.flatnonzero(paragraph[1:] != paragraph[:-1]) + 1 if len(paragraph) else []
        borders = [0, *cuts, len(paragraph)]
        lines.extend((offset + a, offset + b) for a, b in zip(borders, borders[1:], strict=False) if b > a)
        offset += len(paragraph)
    return table, np.concatenate([d.tags for d in documents]), np.array(lines), common


def line_batches(lines: Any, generator: np.random.Generator, limit: int = 3000) -> list[Any]:
    """Group lines of similar length, in random order."""
    lengths = lines[:, 1] - lines[:, 0]
    order = np.argsort(lengths * np.exp(generator.normal(0, 0.1, len(lines))))
    batches: list[list[int]] = [[]]
    for number in order:
        if batches[-1] and lengths[number] * (len(batches[-1]) + 1) > limit:
            batches.append([])
        batches[-1].append(number)
    generator.shuffle(batches)
    return [lines[batch] for batch in batches]


def _step(
    table: Any,
    tags: Any,
    batch: Any,
    weights: Any,
    squares: Any,
    transitions: Any,
    step_squares: Any,
    steps: Any,
) -> float:
    """Take one AdaGrad step on a batch of lines; return its loss."""
    lengths = batch[:, 1] - batch[:, 0]
    at = np.concatenate([np.arange(a, b) for a, b in batch])
    row = np.repeat(np.arange(len(batch)), lengths)
    time = np.concatenate([np.arange(length) for length in lengths])
    buckets, gold = table[at], tags[at]
    scores = sum(weights[column] for column in buckets.T)
    padded = np.zeros((lengths.max(), len(batch), TAGS))
    padded[time, row] = scores
    partition, chance, step_chance = expectations(padded, lengths, transitions + steps)
    gradient = chance[time, row]
    gradient[np.arange(len(gold)), gold] -= 1
    before = np.where(time > 0, np.concatenate(([0], gold[:-1])), TAGS)
    np.add.at(step_chance, (before, gold), -1)
    loss = partition - scores[np.arange(len(gold)), gold].sum() - transitions[before, gold].sum()
    used, inverse = np.unique(buckets, return_inverse=True)
    shape = (len(at), len(used))
    design = csr_matrix(
        (
            np.ones(buckets.size, np.float32),
            inverse.ravel(),
            np.arange(0, buckets.size + 1, buckets.shape[1]),
        ),
        shape,
    )
    step = np.asarray(design.T @ gradient.astype(np.float32)) + PENALTY * len(at) * weights[used]
    squares[used] += step * step
    weights[used] -= RATE * step / np.sqrt(squares[used])
    step_squares += step_chance**2
    transitions -= RATE * step_chance / np.sqrt(step_squares)
    return float(loss)


def expectations(padded: Any, lengths: Any, transitions: Any) -> tuple[float, Any, Any]:
    """Forward-backward in probabilities: log partition, tag chances, transition chances."""
    longest, rows, tags = padded.shape
    top = padded.max(axis=2, keepdims=True)
    weight, step = np.exp(padded - top), np.exp(transitions[:-1])
    real = np.arange(longest)[:, None] < lengths[None]
    forward, scale = np.zeros_like(weight), np.ones((longest, rows))
    state = weight[0] * np.exp(transitions[-1])
    for t in range(longest):
        if t:
            state = (forward[t - 1] @ step) * weight[t]
        scale[t] = np.where(real[t], state.sum(axis=1), 1)
        forward[t] = state / np.maximum(state.sum(axis=1, keepdims=True), 1e-300)
    backward = np.ones((longest, rows, tags))
    for t in range(longest - 2, -1, -1):
        state = (weight[t + 1] * backward[t + 1]) @ step.T / scale[t + 1][:, None]
        backward[t] = np.where(real[t + 1][:, None], state, 1.0)
    chance = forward * backward * real[:, :, None]
    right = weight[1:] * backward[1:] * (real[1:] / scale[1:])[:, :, None]
    pair = np.einsum("tnk,tnj->kj", forward[:-1], right, optimize=True) * step
    partition = float((np.log(np.maximum(scale, 1e-300)) * real).sum() + (top[:, :, 0] * real).sum())
    return partition, chance, np.vstack([pair, chance[0].sum(axis=0)[None]])


def forbidden_steps() -> Any:
    """Return the transitions no sequence may take: a content goes on only where it began."""
    steps = np.zeros((TAGS + 1, TAGS))
    for begin in (tagger.BEGIN, tagger.BEGIN_STANCE):
        steps[:, begin + 1] = FORBIDDEN
        steps[[begin, begin + 1], begin + 1] = 0
    return steps


def pack(weights: Any, transitions: Any) -> tagger.Tagger:
    """Round the weights to one byte each; one scale a tag."""
    scale = np.percentile(np.abs(weights[weights.any(axis=1)]), 99.95, axis=0) / 127
    rounded = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    return tagger.Tagger(rounded, tagger.pack(rounded), scale.astype(np.float64), transitions, np.zeros(0))


@dataclass
class Seen:
    """What a tagger that has not been trained on an article says of it."""

    tags: Any
    probability: Any


def mark_examples(document: Document, seen: Seen) -> tuple[Any, Any]:
    """Describe the marked stretches that the tagger missed; tell which the annotators hold to be content."""
    tokens = document.tokens
    ranges = content.mark_ranges(tokens, find_marked(tokens.text))
    spans = content.split(tokens, content.square(content.tagged(seen.tags), ranges), ranges)
    missed = content.uncovered(ranges, spans)
    gold = document.tags
    inside = (gold >= tagger.BEGIN) & (gold <= tagger.INSIDE_STANCE)
    said = np.array([inside[first:last].mean() > 0.7 for first, last in missed], dtype=bool)
    if not missed:
        return np.zeros((0, 0)), said
    return content.describe_marks(tokens, document.base, missed, seen.probability), said


def train_marks(parts: Sequence[tuple[Any, Any]]) -> Any:
    """Fit which of the missed marked stretches are quotations; the last column is the intercept."""
    rows = np.vstack([rows for rows, said in parts if len(said)])
    said = np.concatenate([said for _, said in parts])
    fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(rows, said)
    note(f"  missed marks: {len(said)}, quotations {said.mean():.3f}, fit {fitted.score(rows, said):.3f}")
    return fitted.coef_[0]
