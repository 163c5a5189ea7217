"""Make the weights of mediakit's sentiment from NewsMTSC's training sentences.

    python scripts/train_sentiment.py ../shared/benchmarks/newsmtsc/train.jsonl

Writes src/mediakit/sentiment/weights.npz, and prints the macro F1 of a cross-validation in which no sentence is on
both sides. Needs scikit-learn (the dev extra); what it writes needs numpy only. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import zipfile
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from mediakit.sentiment.features import context, dense, sparse
from mediakit.sentiment.lexicon import WORD_BUCKETS, rule_score, word_buckets
from mediakit.sentiment.model import feature_key
from mediakit.sentiment.words import tokens

OUT = Path(__file__).parent.parent / "src" / "mediakit" / "sentiment" / "weights.npz"
CLASSES = {2: 0, 4: 1, 6: 2}
SPARSE_WEIGHT, DENSE_WEIGHT, STRENGTH = 3.0, 0.2, 0.5
LARGEST_RATIO = 2.5
RIDGE, LEARNED_SHARE = 4.0, 0.35


def read(path: Path) -> list[tuple[str, int, int, int]]:
    """Return sentence, start, end and class (0 negative, 1 neutral, 2 positive) of every target."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            polarity = CLASSES[int(target["polarity"])]
            rows.append((row["sentence_normalized"], int(target["from"]), int(target["to"]), polarity))
    return rows


def matrix(places: list[list[int]], lengths: list[int], width: int) -> csr_matrix:
    """Return one row for each list of places; a row with all its features known has length 1."""
    indices = np.concatenate([np.asarray(p, dtype=np.int64) for p in places])
    ends = np.cumsum([0, *map(len, places)])
    values = np.concatenate(
        [np.full(len(p), 1 / np.sqrt(max(n, 1))) for p, n in zip(places, lengths, strict=True)]
    )
    return csr_matrix((values, indices, ends), shape=(len(places), width))


def targets(rows: list[tuple[str, int, int, int]]) -> tuple[np.ndarray, csr_matrix, np.ndarray]:
    """Return the hashes of features that occur twice, and the sparse and the dense features of every target."""
    seen = [context(*row[:3]) for row in rows]
    names = [sorted({feature_key(name) for name in sparse(s)}) for s in seen]
    found, counts = np.unique(
        np.concatenate([np.asarray(n, dtype=np.uint32) for n in names]), return_counts=True
    )
    keys = found[counts >= 2]
    order = {int(key): place for place, key in enumerate(keys)}
    places = [[order[name] for name in row if name in order] for row in names]
    return keys, matrix(places, [len(row) for row in names], len(keys)), np.array([dense(s) for s in seen])


def evidence(found: csr_matrix, labels: np.ndarray) -> np.ndarray:
    """Return how much each feature tells the classes apart: its mean absolute log-count ratio, 1 on average.

    Scaling features by it is the NB-SVM of Wang & Manning (2012), Baselines and bigrams, here for three classes.
    """
    present = found.astype(bool)
    ratios = []
    for label in range(3):
        inside, outside = (
            np.asarray(present[labels == label].sum(axis=0)).ravel() + 1.0,
            np.asarray(present[labels != label].sum(axis=0)).ravel() + 1.0,
        )
        log_ratio = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
        ratios.append(np.minimum(np.abs(log_ratio), LARGEST_RATIO))
    mean = np.mean(ratios, axis=0)
    return mean / mean.mean()


def fit(found: csr_matrix, measured: csr_matrix, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of sparse and dense features (rows) for the three classes, and the intercepts."""
    scale = np.concatenate(
        [evidence(found, labels) * SPARSE_WEIGHT, np.full(measured.shape[1], DENSE_WEIGHT)]
    )
    features = hstack([found, measured]).tocsr() @ diags(scale)
    model = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced").fit(features, labels)
    return model.coef_.T * scale[:, None], model.intercept_


def cross_validate(
    found: csr_matrix, measured: csr_matrix, labels: np.ndarray, sentences: list[str]
) -> float:
    guessed = np.zeros_like(labels)
    for learn, check in GroupKFold(5).split(found, labels, sentences):
        weights, intercept = fit(found[learn], measured[learn], labels[learn])
        guessed[check] = (hstack([found[check], measured[check]]) @ weights + intercept).argmax(axis=1)
    return float(f1_score(labels, guessed, average="macro"))


def train_targets(rows: list[tuple[str, int, int, int]]) -> dict[str, np.ndarray]:
    keys, found, measured = targets(rows)
    labels = np.array([row[3] for row in rows])
    spread = measured.std(axis=0)
    spread[spread == 0] = 1
    centre = measured.mean(axis=0)
    even = csr_matrix((measured - centre) / spread)
    sys.stdout.write(
        f"cross-validated macro F1 {cross_validate(found, even, labels, [r[0] for r in rows]):.4f}\n"
    )
    weights, intercept = fit(found, even, labels)
    table, by_dense = weights[: len(keys)], weights[len(keys) :] / spread[:, None]
    scale = np.abs(table).max(axis=0) / 127
    return {
        "keys": keys,
        "table": np.round(table / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "dense": by_dense.astype(np.float32),
        "intercept": (intercept - centre @ by_dense).astype(np.float32),
    }


def train_words(rows: list[tuple[str, int, int, int]]) -> np.ndarray:
    """Return a weight for each word from the mean label of the sentences it is in."""
    labels = defaultdict(list)
    for sentence, _, _, label in rows:
        labels[sentence].append(label - 1)
    sentences = list(labels)
    places = [word_buckets(tokens(s)) for s in sentences]
    found = matrix(places, [len(p) for p in places], WORD_BUCKETS)
    once = np.asarray((found > 0).sum(axis=0)).ravel() < 2
    model = Ridge(alpha=RIDGE).fit(found, np.array([np.mean(v) for v in labels.values()]))
    weights = np.where(once, 0, model.coef_)
    spreads = np.std([rule_score(s) for s in sentences]), np.std(found @ weights)
    return (weights * LEARNED_SHARE * spreads[0] / spreads[1]).astype(np.float16)


def write(arrays: dict[str, np.ndarray], path: Path) -> None:
    """Write arrays as compressed .npz with constant times, so that equal arrays give equal bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = BytesIO()
            np.save(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED, 9)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path, help="NewsMTSC's train.jsonl")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    rows = read(args.train)
    write({**train_targets(rows), "words": train_words(rows)}, args.out)
    sys.stdout.write(f"{args.out}: {args.out.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
