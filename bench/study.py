"""Time and memory of reading an archive into frames: pages a second, from capture to quotations and mentions.

    python bench/study.py --copies 20

Imports the invented newsroom's pages several times over, each copy under another name and with another date in its
text, and makes the frames. Prints pages a second and the peak memory of the process and of its workers.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from mediakit import newsroom, study
from mediakit.newsroom.site import replies


def save_pages(folder: Path, copies: int) -> int:
    """Save the newsroom's articles as pages, several times over, no two the same."""
    room = newsroom.load(study.sample() / "newsroom")
    answers = replies(room)
    number = 0
    for copy in range(copies):
        for story in room.gold:
            number += 1
            body = answers[story.url].body.replace(
                story.outlet.host.encode(), f"copy{copy}.{story.outlet.host}".encode()
            )
            (folder / f"{number}.html").write_bytes(body)
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        pages = Path(place) / "pages"
        pages.mkdir()
        number = save_pages(pages, options.copies)
        opened = study.open_study(study.new(Path(place) / "study"))
        start = time.perf_counter()
        study.import_files(opened, [pages])
        imported = time.perf_counter()
        made = study.make_frames(opened)
        done = time.perf_counter()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    result = {
        "pages": number,
        "articles": len(made["articles"]),
        "import_pages_per_s": round(number / (imported - start), 1),
        "read_pages_per_s": round(number / (done - imported), 1),
        "peak_mb_of_one_process": round(peak / 1024),
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
