"""Remake the weights of ``mediakit.quotes`` from the training articles of PolNeAR.

    python scripts/train_quotes ../shared/benchmarks/polnear/train

Three models: a conditional random field that tags content, cue and source; a ranker over the noun phrases near a content; a
small network that chooses among the few it leaves. Each sees the one before as it will meet it, on articles that was not
trained on; the confidence is calibrated the same way. About five minutes on one core; same input, same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from choosing import calibrate, listed, stack_lists, train_network
from corpus import FOLDS, Document, note, read_documents
from ranking import example, train_ranker
from tagging import Seen, mark_examples, train_marks, train_tagger

from mediakit.quotes import ranker, tagger

ROOM = Path(__file__).parents[2] / "src" / "mediakit" / "quotes"


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
