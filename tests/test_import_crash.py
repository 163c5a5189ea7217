"""An import that is killed again and again ends where an undisturbed one does."""

import gzip
import random
import signal
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from mediakit import readers
from mediakit.archive import Archive
from mediakit.archive import warc as warc_file
from mediakit.archive.writer import files
from mediakit.records import Article
from mediakit.study import import_files, open_study
from press_exports import Story, factiva_html, lexisnexis_txt, nexis_html, nexis_uni
from test_readers_archives import HTML, one, packed, warc
from test_readers_tables import MAKERS, ROWS

KILLS = 50
SAVED = 900  # pages, so that an import lasts longer than its kills take
LATER = 0.004  # seconds at most, from the first byte that an import adds to its kill


def saved(number):
    return HTML.replace(b"three", b"%03d" % number)


def stories(name):
    return [Story(title=f"{name} {number}: the ferry runs again") for number in range(4)]


def fill(folder: Path) -> None:
    """Put files of every kind into a folder, one of them damaged."""
    made = {
        "nexis.docx": nexis_uni(stories("Uni")),
        "nexis.html": nexis_html(stories("UK")),
        "lexis.txt": lexisnexis_txt(stories("TXT")),
        "factiva.html": factiva_html(stories("Factiva")),
        "web.warc.gz": warc([one(number) for number in range(40)]),
        "pages.zip": packed(
            {f"{n}.html": saved(100 + n) for n in range(40)} | {"in.zip": packed({"deep.html": saved(150)})}
        ),
        "packed.html.gz": gzip.compress(saved(151)),
        "torn.html.gz": gzip.compress(saved(152))[:-20],
    }
    made |= {f"table.{kind}": make(ROWS) for kind, make in MAKERS.items()}
    made |= {f"saved/{n}.html": saved(200 + n) for n in range(SAVED)}
    made |= {f"pasted/{n}.txt": f"Ferry {n} runs again\n\nIt ran again.".encode() for n in range(20)}
    for name, body in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


def new_study(folder: Path) -> Path:
    folder.mkdir()
    (folder / "study.toml").write_text('[study]\ntitle = "Crash"\n')
    return folder


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "archive").glob("*.warc.gz"))


def held(folder: Path) -> tuple[list, list, Counter]:
    """What an archive holds: its captures, its failures, and how often each article is in it."""
    with Archive(folder / "archive") as archive:
        assert archive.check() == []
        captures = [(c.url, c.capture_id) for c in archive.captures()]
        written = [g.origin.capture_id for path in files(archive.folder) for g in warc_file.groups(path)]
        assert sorted(written) == sorted(key for _, key in captures)
        failures = [(f.url, f.error) for f in archive.failures()]
        read = (found for _, key in captures for found in readers.read(archive.read(key)))
        return captures, failures, Counter((a.title, a.text, a.url) for a in read if isinstance(a, Article))


def test_fifty_kills_of_one_import_lose_and_double_nothing(tmp_path):
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["mediakit.study", "mediakit.readers", "warcio.warcwriter"])
    source = tmp_path / "files"
    fill(source)
    whole, torn = new_study(tmp_path / "whole"), new_study(tmp_path / "torn")
    import_files(open_study(whole), [source])
    chance, killed = random.Random(), 0
    for _ in range(KILLS):
        process = processes.Process(target=import_files, args=(open_study(torn), [source]))
        before = size(torn)
        process.start()
        while size(torn) == before and process.is_alive():
            pass
        time.sleep(chance.uniform(0, LATER))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
    import_files(open_study(torn), [source])
    assert killed >= 20  # on a busy machine an import may end before its kill
    assert held(torn) == held(whole)
    captures, failures, articles = held(torn)
    assert len(captures) == 40 + 41 + 1 + SAVED + 20 + 4 + len(MAKERS)
    assert [url for url, _ in failures] == ["import:files/torn.html.gz"]
    assert articles.total() == 40 + 41 + 1 + SAVED + 20 + 4 * 4 + len(MAKERS) * len(ROWS)
    assert set(articles.values()) == {1, len(MAKERS)}
