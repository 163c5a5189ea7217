#!/usr/bin/env python3
"""Remake the weights of ``mediakit.quotes`` from the training articles of PolNeAR.

    python scripts/train_quotes.py ../shared/benchmarks/polnear/train

Two models: a conditional random field that tags content, cue and source, and a ranker that chooses the phrase naming the
source. The ranker sees the tagger as it will meet it, on articles the tagger was not trained on; the confidence is
calibrated the same way. A few minutes on one core; same input, same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from mediakit.quotes import content, features, ranker, tagger
from mediakit.quotes.lexicon import SAYING
from mediakit.quotes.marks import find_marked
from mediakit.quotes.phrases import Phrase, find_phrases
from mediakit.quotes.tokens import Tokens, tokenise

ROOM = Path(__file__).parent.parent / "src" / "mediakit" / "quotes"
TAGS = 7
FOLDS = 4
RAREST = 3  # a bucket met in fewer articles is left out: it would only remember them
PENALTY = 1e-4
RATE = 0.05
EPOCHS = 4
FORBIDDEN = -1e4


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


def mark_examples(document: Document, model: tagger.Tagger) -> tuple[Any, Any]:
    """Describe the marked stretches that the tagger missed; tell which the annotators hold to be content."""
    tokens = document.tokens
    tags, probability = tagger.read(tokens, document.base, document.state, model)
    ranges = content.mark_ranges(tokens, find_marked(tokens.text))
    spans = content.split(tokens, content.square(content.tagged(tags), ranges), ranges)
    missed = content.uncovered(ranges, spans)
    gold = document.tags
    inside = (gold >= tagger.BEGIN) & (gold <= tagger.INSIDE_STANCE)
    said = np.array([inside[first:last].mean() > 0.7 for first, last in missed], dtype=bool)
    rows = content.describe_marks(tokens, document.base, missed, probability) if missed else np.zeros((0, 0))
    return rows, said


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


def example(document: Document, model: tagger.Tagger) -> Example:
    """Pair the annotators' contents with the phrases around them."""
    tokens, phrases = document.tokens, document.phrases
    _, probability = tagger.read(tokens, document.base, document.state, model)
    contents = sorted_contents(document)
    spans = [piece for piece, _ in contents]
    pairs = ranker.pair_up(
        tokens, document.base[:, 2], document.base[:, 3], document.state, probability, spans, phrases
    )
    names = ranker.keys(tokens, phrases)
    right, same = np.zeros(len(pairs.phrase), bool), np.zeros(len(pairs.phrase), bool)
    previous: str | None = None
    for number, (_, source) in enumerate(contents):
        low, high = pairs.borders[number], pairs.borders[number + 1]
        same[low:high] = [names[p] == previous for p in pairs.phrase[low:high]]
        hits = [k for k in range(low, high) if names_source(tokens, phrases[pairs.phrase[k]], source)]
        right[hits[:1]] = True
        if hits:
            previous = names[pairs.phrase[hits[0]]]
    return Example(pairs, right, same)


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
    """Tell whether the head of a phrase lies in the annotators' source."""
    return source[0] <= tokens.starts[phrase.head] < source[1]


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
    return ranker.Ranker(mean[:size].astype(np.float32), mean[size:].astype(np.float32), np.array([1.0, 0.0]))


def ranking_gradient(score: Any, one: Example) -> Any:
    """Return, a pair, the chance given minus the chance deserved."""
    gradient = np.zeros_like(score)
    for low, high in zip(one.pairs.borders, one.pairs.borders[1:], strict=False):
        if one.right[low:high].any():
            chance = np.exp(score[low:high] - score[low:high].max())
            gradient[low:high] = chance / chance.sum() - one.right[low:high]
    return gradient


def calibrate(examples: Sequence[Example], folds: Any) -> Any:
    """Fit confidence on articles that the ranker has not seen; return slope and intercept on the logit."""
    logit, right = [], []
    for fold in range(FOLDS):
        model = train_ranker([e for e, f in zip(examples, folds, strict=True) if f != fold])
        for one in (e for e, f in zip(examples, folds, strict=True) if f == fold):
            score = (
                model.weights[one.pairs.table].sum(axis=1) + model.same[one.pairs.same].sum(axis=1) * one.same
            )
            for low, high in zip(one.pairs.borders, one.pairs.borders[1:], strict=False):
                if high > low:
                    chance = np.exp(score[low:high] - score[low:high].max())
                    best = int(chance.argmax())
                    top = np.clip(chance[best] / chance.sum(), 1e-6, 1 - 1e-6)
                    logit.append(np.log(top / (1 - top)))
                    right.append(bool(one.right[low + best]))
    note(f"  held-out speaker accuracy {np.mean(right):.4f}")
    fitted = LogisticRegression(C=100.0).fit(np.array(logit)[:, None], right)
    return np.array([fitted.coef_[0, 0], fitted.intercept_[0]])


def main() -> None:
    """Train both models and write them into the package."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="polnear/train, with text/ and attributions/")
    parser.add_argument("--out", type=Path, default=ROOM, help="folder for tagger.npz and ranker.npz")
    options = parser.parse_args()
    documents = list(read_documents(options.folder))
    folds = np.arange(len(documents)) % FOLDS
    examples: list[Example | None] = [None] * len(documents)
    marks: list[tuple[Any, Any]] = []
    for fold in range(FOLDS):
        note(f"tagger without fold {fold}")
        model = train_tagger([d for d, f in zip(documents, folds, strict=True) if f != fold])
        for number in np.flatnonzero(folds == fold):
            examples[number] = example(documents[number], model)
            marks.append(mark_examples(documents[number], model))
    note("tagger on everything")
    model = train_tagger(documents)
    stored = {"weights": model.weights, "scale": model.scale, "transitions": model.transitions}
    np.savez_compressed(options.out / "tagger.npz", **stored, marks=train_marks(marks))
    ready = [e for e in examples if e is not None]
    calibration = calibrate(ready, folds)
    ranking = train_ranker(ready)
    np.savez_compressed(
        options.out / "ranker.npz",
        weights=ranking.weights.astype(np.float16),
        same=ranking.same.astype(np.float16),
        calibration=calibration,
    )


if __name__ == "__main__":
    main()
