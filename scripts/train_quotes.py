#!/usr/bin/env python3
"""Remake the weights of ``mediakit.quotes`` from the training articles of PolNeAR.

    python scripts/train_quotes.py ../shared/benchmarks/polnear/train

Three models: a conditional random field that tags content, cue and source; a ranker over the noun phrases near a content; a
small network that chooses among the few it leaves. Each sees the one before as it will meet it, on articles that was not
trained on; the confidence is calibrated the same way. About five minutes on one core; same input, same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from mediakit.quotes import closeup, content, features, ranker, tagger
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.tokens import Tokens, tokenise

ROOM = Path(__file__).parent.parent / "src" / "mediakit" / "quotes"
TAGS = 7
FOLDS = 4
RAREST = 3  # a bucket met in fewer articles is left out: it would only remember them
PENALTY = 1e-5
RATE = 0.05
EPOCHS = 10
FORBIDDEN = -1e4
HIDDEN = 64
PASSES = 12
STEP = 2e-3
DROPPED = 0.4
DECAY = 1e-3


def note(line: str) -> None:
    """Say on stderr how far the training is."""
    sys.stderr.write(line + "\n")


STANCE = frozenset(
    "think believe plead reject dismiss thank attribute label dub compare wonder mock challenge".split()
)
ACTS = frozenset(form for form, base in SAYING.items() if base not in STANCE) | frozenset(
    "according statement spokesman spokeswoman spokesperson caption headline titled entitled account remarks comments claims"
    " allegation allegations accusation accusations assertion warning argument".split()
)


@dataclass
class Attribution:
    """One attribution as the annotators marked it."""

    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    said: bool


@dataclass
class Document:
    """One article with its tokens and what the models see of it."""

    tokens: Tokens
    base: features.Ints
    state: features.Ints
    phrases: list[Phrase]
    attributions: list[Attribution]
    table: Any
    tags: features.Ints


def read_attributions(path: Path, text: str) -> list[Attribution]:
    """Read one brat file; text always comes from the offsets."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if re.fullmatch(r"T\d+", parts[0]) and len(parts) > 1:
            offsets = parts[1].partition(" ")[2]
            spans[parts[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in offsets.split(";"))]
        elif re.fullmatch(r"E\d+", parts[0]) and len(parts) > 1:
            events.append([argument.split(":", 1) for argument in parts[1].split()])
    found = []
    for arguments in events:
        roles: dict[str, list[tuple[int, int]]] = {"content": [], "source": [], "cue": []}
        for role, name in arguments:
            roles.get(role.rstrip("0123456789").lower(), []).extend(spans.get(name, []))
        if roles["content"]:
            cue = " ".join(text[a:b] for a, b in sorted(roles["cue"])).lower()
            words = re.findall(r"[\w'’]+", cue)
            said = not words or any(word in ACTS for word in words)
            found.append(
                Attribution(sorted(roles["content"]), sorted(roles["source"]), sorted(roles["cue"]), said)
            )
    return found


def read_documents(folder: Path) -> Iterator[Document]:
    """Read the articles in order of name; of several annotators the first counts."""
    files = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    for name, paths in sorted(files.items()):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        yield make_document(text, read_attributions(paths[0], text))


def make_document(text: str, attributions: list[Attribution]) -> Document:
    """Describe one article as the models will see it."""
    tokens = tokenise(text)
    base, state = features.describe(tokens), features.states(tokens, find_marked(text))
    table = features.table(tokens, base, state)
    return Document(
        tokens, base, state, find_phrases(tokens), attributions, table, gold_tags(tokens, attributions)
    )


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that a span touches."""
    first = tokens.index(start)
    if first and tokens.ends[first - 1] > start:
        first -= 1
    return first, tokens.index(end)


def gold_tags(tokens: Tokens, attributions: list[Attribution]) -> features.Ints:
    """Return the tag of every token; content wins over cue and source."""
    tags = np.zeros(len(tokens), dtype=np.int64)
    for attribution in attributions:
        if attribution.said:
            for role, tag in ((attribution.cue, tagger.CUE), (attribution.source, tagger.SOURCE)):
                for start, end in role:
                    first, last = token_range(tokens, start, end)
                    tags[first:last] = tag
    for attribution in attributions:
        begin = tagger.BEGIN if attribution.said else tagger.BEGIN_STANCE
        for first, last in content_ranges(tokens, attribution):
            tags[first:last] = begin + 1
            tags[first] = begin
    return tags


def content_ranges(tokens: Tokens, attribution: Attribution) -> list[tuple[int, int]]:
    """Return the content's pieces as token ranges, cut at line ends, joined where no word lies between."""
    pieces: list[tuple[int, int]] = []
    for start, end in attribution.content:
        first, last = token_range(tokens, start, end)
        while first < last:
            cut = next(
                (k for k in range(first + 1, last) if tokens.paragraph[k] != tokens.paragraph[first]), last
            )
            joins = bool(pieces) and tokens.paragraph[pieces[-1][1] - 1] == tokens.paragraph[first]
            if joins and not any(w[0].isalnum() for w in tokens.words[pieces[-1][1] : first]):
                pieces[-1] = (pieces[-1][0], cut)
            else:
                pieces.append((first, cut))
            first = cut
    return pieces


def forbidden_steps() -> Any:
    """Return the transitions no sequence may take: a content goes on only where it began."""
    steps = np.zeros((TAGS + 1, TAGS))
    for begin in (tagger.BEGIN, tagger.BEGIN_STANCE):
        steps[:, begin + 1] = FORBIDDEN
        steps[[begin, begin + 1], begin + 1] = 0
    return steps


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


def sorted_contents(document: Document) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """List (content, source) in the order of the text."""
    return sorted(
        (piece, (attribution.source[0][0], attribution.source[-1][1]))
        for attribution in document.attributions
        if attribution.source
        for piece in content_ranges(document.tokens, attribution)
        if attribution.said or document.state[piece[0] : piece[1]].any()
    )


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
    pairs = pair_up(document, seen, [(one.first, one.last) for one in found])
    if not len(pairs.phrase):
        return None
    sources = ranker.keys(tokens, document.phrases)
    score, chosen = ranker.look(pairs, sources, first, {}, ())
    few = ranker.shortlist(pairs, sources, score, chosen)
    named = [source_of(document, one.first, one.last) for one in found]
    right = right_pairs(document, pairs, named)
    return Listed(few, pairs.content[few.pair], right[few.pair], np.array([one is not None for one in named]))


def source_of(document: Document, first: int, last: int) -> tuple[int, int] | None:
    """Return the source that the annotators give what shares half its words with a found content."""
    best, source = 0.5, None
    for attribution in document.attributions:
        for start, end in content_ranges(document.tokens, attribution):
            shared = max(0, min(end, last) - max(start, first))
            whole = min if document.state[first:last].any() else max
            if attribution.source and shared / whole(end - start, last - first) > best:
                best = shared / whole(end - start, last - first)
                source = attribution.source[0][0], attribution.source[-1][1]
    return source


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


def main() -> None:
    """Train all models and write them into the package."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="polnear/train, with text/ and attributions/")
    parser.add_argument("--out", type=Path, default=ROOM, help="folder for tagger.npz and ranker.npz")
    options = parser.parse_args()
    documents = list(read_documents(options.folder))
    folds = np.arange(len(documents)) % FOLDS
    seen = read_unseen(documents, folds)
    marks = train_marks([mark_examples(*pair) for pair in zip(documents, seen, strict=True)])
    note("tagger on everything")
    model = train_tagger(documents)
    stored = {"weights": model.weights, "scale": model.scale, "transitions": model.transitions}
    np.savez_compressed(options.out / "tagger.npz", **stored, marks=marks)
    first, network = train_speakers(documents, seen, marks, folds)
    layers = {name: getattr(network, name) for name in ("numbers", "kinds", "bias", "out")}
    np.savez_compressed(
        options.out / "ranker.npz",
        weights=first.weights.astype(np.float16),
        same=first.same.astype(np.float16),
        **{name: layer.astype(np.float16) for name, layer in layers.items()},
        trust=network.trust,
        calibration=network.calibration,
    )


def read_unseen(documents: Sequence[Document], folds: Any) -> list[Seen]:
    """Tag every article by a tagger trained on the articles of the other folds."""
    seen: dict[int, Seen] = {}
    for fold in range(FOLDS):
        note(f"tagger without fold {fold}")
        model = train_tagger([d for d, f in zip(documents, folds, strict=True) if f != fold])
        for number in np.flatnonzero(folds == fold).tolist():
            one = documents[number]
            seen[number] = Seen(*tagger.read(one.tokens, one.base, one.state, model))
    return [seen[number] for number in range(len(documents))]


def train_speakers(
    documents: Sequence[Document], seen: Sequence[Seen], marks: Any, folds: Any
) -> tuple[ranker.Ranker, ranker.Network]:
    """Fit the first look, then the second on what the first says of articles it has not seen."""
    examples = [example(*pair) for pair in zip(documents, seen, strict=True)]
    looks = [
        train_ranker([e for e, f in zip(examples, folds, strict=True) if f != fold]) for fold in range(FOLDS)
    ]
    parts = [
        listed(one, said, marks, looks[fold]) for one, said, fold in zip(documents, seen, folds, strict=True)
    ]
    lists = stack_lists(parts, folds)
    calibration = calibrate(lists)
    network = train_network(lists, np.ones(len(lists.right), bool))
    return train_ranker(examples), replace(network, calibration=calibration)


if __name__ == "__main__":
    main()
