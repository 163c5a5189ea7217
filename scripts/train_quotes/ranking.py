"""The first look for the speaker: a ranker over the noun phrases near a content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from corpus import Document, sorted_contents
from tagging import Seen

from mediakit.quotes import ranker
from mediakit.quotes.phrases import Phrase
from mediakit.quotes.tokens import Tokens


@dataclass
class Example:
    """The candidates of one article's contents, and which are right."""

    pairs: ranker.Pairs
    right: Any
    same: Any


def pair_up(document: Document, seen: Seen, spans: Sequence[tuple[int, int]]) -> ranker.Pairs:
    """Pair contents with the phrases around them."""
    base, state = document.base, document.state
    return ranker.pair_up(
        document.tokens, base[:, 2], base[:, 3], state, seen.probability, spans, document.phrases
    )


def example(document: Document, seen: Seen) -> Example:
    """Pair the annotators' contents with the phrases around them."""
    contents = sorted_contents(document)
    pairs = pair_up(document, seen, [piece for piece, _ in contents])
    names = ranker.keys(document.tokens, document.phrases)
    right = right_pairs(document, pairs, [source for _, source in contents])
    same, previous = np.zeros(len(pairs.phrase), bool), -1
    for low, high in zip(pairs.borders, pairs.borders[1:], strict=False):
        same[low:high] = names[pairs.phrase[low:high]] == previous
        if right[low:high].any():
            previous = names[pairs.phrase[low + right[low:high].argmax()]]
    return Example(pairs, right, same)


def right_pairs(document: Document, pairs: ranker.Pairs, sources: Sequence[tuple[int, int] | None]) -> Any:
    """Tell the first candidate of each content that names its source."""
    right = np.zeros(len(pairs.phrase), bool)
    for source, low, high in zip(sources, pairs.borders, pairs.borders[1:], strict=False):
        hits = (
            number
            for number in range(low, high)
            if source and names_source(document.tokens, document.phrases[pairs.phrase[number]], source)
        )
        right[list(hits)[:1]] = True
    return right


def names_source(tokens: Tokens, phrase: Phrase, source: tuple[int, int]) -> bool:
    """Tell whether the head of a phrase lies in the annotators' source, or the phrase holds all of it ("his claim")."""
    head = tokens.starts[phrase.head]
    return source[0] <= head < source[1] or (
        tokens.starts[phrase.first] <= source[0] and source[1] <= tokens.ends[phrase.last - 1]
    )


def train_ranker(
    examples: Sequence[Example], epochs: int = 6, rate: float = 0.1, penalty: float = 3e-3
) -> ranker.Ranker:
    """Fit the ranker: the right candidate against the others of its content."""
    size = 1 << ranker.BITS
    weights, squares = np.zeros(2 * size), np.full(2 * size, 0.01)
    mean = np.zeros_like(weights)
    generator = np.random.default_rng(0)
    for epoch in range(epochs):
        for number in generator.permutation(len(examples)):
            one = examples[number]
            if not one.right.any():
                continue
            columns = np.hstack(
                [one.pairs.table, np.where(one.same[:, None], one.pairs.same + size, 2 * size - 1)]
            )
            gradient = ranking_gradient(weights[columns].sum(axis=1), one)
            used, inverse = np.unique(columns, return_inverse=True)
            step = (
                np.bincount(inverse.ravel(), np.repeat(gradient, columns.shape[1]))
                + penalty * len(one.pairs.borders) * weights[used]
            )
            squares[used] += step * step
            weights[used] -= rate * step / np.sqrt(squares[used])
            weights[2 * size - 1] = 0
        if epoch >= epochs // 2:
            mean += weights / (epochs - epochs // 2)
    return ranker.Ranker(mean[:size].astype(np.float32), mean[size:].astype(np.float32))


def ranking_gradient(score: Any, one: Example) -> Any:
    """Return, a pair, the chance given minus the chance deserved."""
    gradient = np.zeros_like(score)
    for low, high in zip(one.pairs.borders, one.pairs.borders[1:], strict=False):
        if one.right[low:high].any():
            chance = np.exp(score[low:high] - score[low:high].max())
            gradient[low:high] = chance / chance.sum() - one.right[low:high]
    return gradient
