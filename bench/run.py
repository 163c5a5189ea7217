"""Run every benchmark in one go, the rivals beside mediakit.

    make bench

The scores of accuracy need the labelled data that lies beside the project (../shared/benchmarks); without it they are
left out, and said to be. The others make what they need. docs/benchmarks.md keeps the figures that were seen.
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LABELLED = HERE.parents[1] / "shared" / "benchmarks"

SCORES = {
    "Extraction": [
        "score_extraction.py",
        "--engine",
        "newspaper3k",
        "--engine",
        "trafilatura",
        "--engine",
        "mediakit",
    ],
    "Quotations": ["score_quotes.py"],
    "Sentiment": ["score_sentiment.py"],
}


def run(title: str, command: list[str]) -> bool:
    """Run one benchmark; say so when it fails."""
    sys.stdout.write(f"\n== {title}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, *command], check=False).returncode == 0


def main() -> int:
    sys.stdout.write(f"{platform.platform()}, Python {platform.python_version()}\n")
    good = True
    if LABELLED.is_dir():
        for title, (script, *options) in SCORES.items():
            good &= run(title, [str(LABELLED / script), *options])
    else:
        sys.stdout.write(
            "accuracy is left out: ../shared/benchmarks, the labelled data, is not beside the project\n"
        )
    for script in sorted(HERE.glob("*.py")):
        if script.name != "run.py":
            good &= run(script.stem.capitalize(), [str(script)])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
