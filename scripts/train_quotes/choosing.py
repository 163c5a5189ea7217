"""The second look: a small network that chooses among the few candidates that the first leaves, and its confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from corpus import FOLDS, Document, note, source_of
from ranking import pair_up, right_pairs
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from tagging import Seen

from mediakit.quotes import closeup, content, ranker
from mediakit.quotes.find import outside_marks
from mediakit.quotes.marks import find_marked

HIDDEN = 64
PASSES = 12
STEP = 2e-3
DROPPED = 0.4
DECAY = 1e-3


@dataclass
class Listed:
    """The shortlists of one article's contents as found, and which candidates are right."""

    few: ranker.Shortlist
    content: Any
    right: Any
    named: Any


def listed(document: Document, seen: Seen, marks: Any, first: ranker.Ranker) -> Listed | None:
    """List the likeliest candidates of the contents that the tagger finds, as the second look will meet them."""
    tokens = document.tokens
    found = content.find_contents(
        tokens, document.base, find_marked(tokens.text), seen.tags, seen.probability, marks
    )
    able = [document.phrases[number] for number in outside_marks(found, document.phrases)]
    document = replace(document, phrases=able)
    pairs = pair_up(document, seen, [(one.first, one.last) for one in found])
    if not len(pairs.phrase):
        return None
    sources = ranker.keys(tokens, document.phrases)
    score, chosen = ranker.look(pairs, sources, first, {}, ())
    few = ranker.shortlist(pairs, sources, score, chosen)
    named = [source_of(document, one.first, one.last) for one in found]
    right = right_pairs(document, pairs, named)
    return Listed(few, pairs.content[few.pair], right[few.pair], np.array([one is not None for one in named]))


@dataclass
class Lists:
    """Shortlists of many articles as one table: a row a candidate, the rows of a content together."""

    numbers: Any
    kinds: Any
    behind: Any
    right: Any
    content: Any
    fold: Any
    named: Any


def stack_lists(parts: Sequence[Listed | None], folds: Any) -> Lists:
    """Put the shortlists one under the other."""
    kept = [(part, fold) for part, fold in zip(parts, folds, strict=True) if part is not None]
    counts = np.cumsum([0, *(len(part.named) for part, _ in kept)])
    contents = [part.content + count for (part, _), count in zip(kept, counts, strict=False)]
    return Lists(
        np.concatenate([part.few.numbers for part, _ in kept]),
        np.concatenate([part.few.kinds for part, _ in kept]),
        np.concatenate([part.few.behind for part, _ in kept]),
        np.concatenate([part.right for part, _ in kept]),
        np.concatenate(contents),
        np.concatenate([np.full(len(part.right), fold) for part, fold in kept]),
        np.concatenate([part.named for part, _ in kept]),
    )


def train_network(lists: Lists, rows: Any) -> ranker.Network:
    """Fit the second look on the contents that have a right candidate, by Adam with dropout; average the last third."""
    has = np.zeros(lists.content.max() + 1, bool)
    has[lists.content[lists.right]] = True
    rows = np.flatnonzero(rows & has[lists.content])
    numbers, kinds, behind, right = (
        part[rows] for part in (lists.numbers, lists.kinds, lists.behind, lists.right)
    )
    middle, spread = numbers.mean(axis=0), numbers.std(axis=0) + 1e-3
    size, width = len(rows), numbers.shape[1]
    slots = csr_matrix((np.ones(kinds.size), kinds.ravel(), np.arange(0, kinds.size + 1, kinds.shape[1])))
    slots.resize(size, closeup.KINDS * kinds.shape[1])
    design = hstack([(numbers - middle) / spread, slots], format="csr", dtype=np.float32)
    borders = np.flatnonzero(np.diff(lists.content[rows], prepend=-1, append=-1))
    generator = np.random.default_rng(0)
    weights = Weights(design.shape[1], width, generator)
    for epoch in range(PASSES):
        rate = STEP * (1 - epoch / PASSES) + 1e-4
        for batch in np.array_split(generator.permutation(len(borders) - 1), len(borders) // 128):
            at = np.concatenate([np.arange(borders[one], borders[one + 1]) for one in batch])
            starts = np.concatenate(([0], np.cumsum(borders[batch + 1] - borders[batch])))
            weights.step(_slopes(weights.now, design[at], behind[at], right[at], starts, generator), rate)
            weights.keep(late=3 * epoch >= 2 * PASSES)
    into, bias, out, trust = weights.mean
    numeric = into[:width] / spread[:, None]
    return ranker.Network(
        numeric, into[width:], bias - middle @ numeric, out, float(trust[0]), np.array([1.0, 0.0])
    )


class Weights:
    """The weights of the network, moved by Adam, and their mean over the late steps."""

    def __init__(self, inputs: int, width: int, generator: np.random.Generator) -> None:
        into = generator.normal(0, 1 / np.sqrt(width), (inputs, HIDDEN))
        self.now = [into, np.zeros(HIDDEN), generator.normal(0, 0.1, HIDDEN), np.ones(1)]
        self.mean = [np.zeros_like(part) for part in self.now]
        self._speed = [np.zeros_like(part) for part in self.now]
        self._square = [np.zeros_like(part) for part in self.now]
        self._steps = self._kept = 0

    def step(self, slopes: Sequence[Any], rate: float) -> None:
        """Take one step."""
        self._steps += 1
        for part, slope, speed, square in zip(self.now, slopes, self._speed, self._square, strict=True):
            speed += 0.1 * (slope - speed)
            square += 0.001 * (slope * slope - square)
            even = speed / (1 - 0.9**self._steps)
            part -= rate * even / (np.sqrt(square / (1 - 0.999**self._steps)) + 1e-7)

    def keep(self, *, late: bool) -> None:
        """Take the weights as they are into the mean."""
        self._kept += late
        for mean, part in zip(self.mean, self.now, strict=True):
            mean += (part - mean) / self._kept if late else 0


def _slopes(
    weights: Sequence[Any], design: Any, behind: Any, right: Any, starts: Any, generator: np.random.Generator
) -> list[Any]:
    """Return the gradient of the loss of a batch of contents; its rows lie between ``starts``."""
    into, bias, out, trust = weights
    hidden = design @ into + bias
    open_ = (hidden > 0) * (generator.random(hidden.shape) > DROPPED) / (1 - DROPPED)
    active = hidden * open_
    score = active @ out + trust * behind
    lengths = np.diff(starts)
    chance = np.exp(score - np.repeat(np.maximum.reduceat(score, starts[:-1]), lengths))
    chance /= np.repeat(np.add.reduceat(chance, starts[:-1]), lengths)
    error = (chance - right) / len(lengths)
    back = np.outer(error, out) * open_
    return [design.T @ back + DECAY * into, back.sum(axis=0), active.T @ error, np.array([error @ behind])]


def calibrate(lists: Lists) -> Any:
    """Fit confidence on articles that the network has not seen; return slope and intercept on the logit."""
    logit, right = [], []
    for fold in range(FOLDS):
        network, rows = train_network(lists, lists.fold != fold), np.flatnonzero(lists.fold == fold)
        few = ranker.Shortlist(rows, lists.behind[rows], lists.numbers[rows], lists.kinds[rows])
        score = ranker.rate(few, network)
        borders = np.flatnonzero(np.diff(lists.content[rows], prepend=-1, append=-1))
        for low, high in zip(borders, borders[1:], strict=False):
            if lists.named[lists.content[rows[low]]]:
                best = low + int(score[low:high].argmax())
                top = np.clip(1 / np.exp(score[low:high] - score[best]).sum(), 1e-6, 1 - 1e-6)
                logit.append(np.log(top / (1 - top)))
                right.append(bool(lists.right[rows[best]]))
    note(f"  held-out speaker accuracy {np.mean(right):.4f}")
    fitted = LogisticRegression(C=100.0).fit(np.array(logit)[:, None], right)
    return np.array([fitted.coef_[0, 0], fitted.intercept_[0]])
