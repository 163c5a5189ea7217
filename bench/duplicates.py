"""Time and memory of clustering near-copies.

    python bench/duplicates.py --articles 100000

Makes articles of 150 to 800 words whose words follow Zipf's law; every fifth text is a copy of an earlier one, with
a changed opening, a cut end or a house style of its own. Prints seconds, peak memory of the process, and how many of
the copies were found and how many other articles were joined to a cluster by mistake.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from mediakit.duplicates import cluster

VOCABULARY = 30_000


def make(number: int, seed: int) -> tuple[list[str], list[int]]:
    """Return texts, and for each the number of the text that it copies (itself for an original)."""
    generator = np.random.default_rng(seed)
    words = np.array([f"w{n}" for n in range(VOCABULARY)])
    chances = 1 / np.arange(1, VOCABULARY + 1)
    chances /= chances.sum()
    texts: list[str] = []
    origins: list[int] = []
    for place in range(number):
        if place % 5 == 4:
            origin = origins[int(generator.integers(0, place))]
            texts.append(altered(texts[origin].split(" "), generator))
            origins.append(origin)
        else:
            length = int(generator.integers(150, 800))
            texts.append(" ".join(words[generator.choice(VOCABULARY, length, p=chances)]))
            origins.append(place)
    return texts, origins


def altered(words: list[str], generator: np.random.Generator) -> str:
    """Return a copy as another desk would print it."""
    kind = int(generator.integers(0, 3))
    if kind == 0:
        words = ["a", "line", "by", "the", "desk", *words]
    elif kind == 1:
        words = words[: int(len(words) * generator.uniform(0.4, 0.95))]
    else:
        words = [word for word in words if generator.random() > 0.03]
    return " ".join(words)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    texts, origins = make(args.articles, args.seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    clusters = cluster(texts)
    seconds = time.perf_counter() - began
    copies = [place for place, origin in enumerate(origins) if origin != place]
    originals = [place for place, origin in enumerate(origins) if origin == place]
    result = {
        "articles": args.articles,
        "seconds": round(seconds, 1),
        "memory_before_mb": round(before),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "copies": len(copies),
        "copies_found": sum(clusters[place] == clusters[origins[place]] for place in copies),
        "originals_joined": sum(clusters[place] != place for place in originals),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    if args.json:
        args.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
