"""Measure collection against bare Scrapy on the same site, and an archive of many captures.

Run it as ``python bench/collect.py [PAGES] [CAPTURES]``; it prints a line per figure.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mediakit.archive import Archive
from mediakit.collect import collect
from mediakit.records import Candidate, Page

SERVER = """
import asyncio, sys
body = ("<html><head><title>Story</title></head><body>" + "<p>Some words of a story, as long as most.</p>" * 150).encode()
async def serve(reader, writer):
    try:
        while line := await reader.readline():
            path = line.split()[1]
            while (await reader.readline()).strip():
                pass
            text = b"" if path.endswith(b"robots.txt") else body + path + b"</body></html>"
            head = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(text)
            writer.write(head + text)
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""

BARE = """
import json, sys, scrapy
from scrapy.crawler import CrawlerProcess
urls = json.load(sys.stdin)
class Bare(scrapy.Spider):
    name = "bare"
    got = 0
    async def start(self):
        for url in urls:
            yield scrapy.Request(url)
    def parse(self, response):
        Bare.got += 1
process = CrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": True})
process.crawl(Bare)
process.start()
assert Bare.got == len(urls), Bare.got
"""

WORDS = [f"word{n}" for n in range(20_000)] + ["firewall", "censorship", "platform"]


def line(name: str, value: str) -> None:
    sys.stdout.write(f"{name:58} {value}\n")
    sys.stdout.flush()


def processor() -> float:
    """Return the seconds of processor time that this process and its ended children took: load does not count."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in used)


def bare_scrapy(urls: list[str]) -> tuple[float, float]:
    """Return the seconds on the clock, and of processor time."""
    started, used = time.monotonic(), processor()
    subprocess.run([sys.executable, "-c", BARE], input=json.dumps(urls), text=True, check=True)
    return time.monotonic() - started, processor() - used


def ours(urls: list[str], folder: str) -> tuple[float, float, list[float]]:
    """Return the seconds on the clock and of processor time, and the child's memory in MB along the way."""
    memory: list[float] = []
    started, used = time.monotonic(), processor()

    def watch(progress: object) -> None:
        if getattr(progress, "done", 0) % 500 == 0:
            memory.append(child_memory())

    report = collect((Candidate(u) for u in urls), folder, pause=0, allow=["127.0.0.1"], on_progress=watch)
    assert report.fetched == len(urls), report
    return time.monotonic() - started, processor() - used, memory


def child_memory() -> float:
    """Return the resident memory of the collecting child, in MB."""
    found = subprocess.run(
        ["ps", "-o", "rss=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    ).stdout
    sizes = [int(row.split()[0]) for row in found.splitlines() if "mediakit.collect" in row]
    return sizes[0] / 1024 if sizes else 0.0


def collection(pages: int) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        urls = [f"http://127.0.0.1:{port}/{n}/a-story.html" for n in range(pages)]
        with tempfile.TemporaryDirectory() as folder:
            base, base_used = bare_scrapy(urls)
            seconds, used, memory = ours(urls, folder)
            again = time.monotonic()
            collect((Candidate(u) for u in urls), folder, pause=0, allow=["127.0.0.1"])
            again = time.monotonic() - again
    finally:
        server.kill()
    line(f"bare Scrapy, {pages:,} pages", f"{base:.1f} s, {pages / base:.0f} pages/s")
    line(f"mediakit, {pages:,} pages into the archive", f"{seconds:.1f} s, {pages / seconds:.0f} pages/s")
    line("share of bare Scrapy's speed (asked: at least 60 %)", f"{base / seconds:.0%}")
    line("the same in processor time", f"{base_used:.1f} s and {used:.1f} s: {base_used / used:.0%}")
    line("the child's memory along the way", ", ".join(f"{m:.0f}" for m in memory) + " MB")
    line("the same again, nothing to fetch", f"{again:.1f} s")


def archive(captures: int) -> None:
    chance, when = random.Random(7), datetime(2020, 1, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        folder, started = Path(name), time.monotonic()
        with Archive(folder) as made:
            for n in range(captures):
                body = f"<p>{n} {' '.join(chance.choices(WORDS, k=40))}</p>".encode()
                made.add(
                    Page(f"https://a{n % 50}.example/{n}", body, when + timedelta(minutes=n), "text/html")
                )
        line(
            f"archive, {captures:,} captures added", f"{captures / (time.monotonic() - started):.0f} a second"
        )
        started = time.monotonic()
        with Archive(folder) as made:
            made.index_articles(
                {
                    "article_id": str(n), "url": f"https://a.example/{n}", "outlet": f"Outlet {n % 50}", "title": f"Story {n}",
                    "text": " ".join(chance.choices(WORDS, k=300)) + (" 微信 平台" if n % 100 == 0 else "") + " said",
                }
                for n in range(captures)
            )  # fmt: skip
        line("articles indexed for search", f"{captures / (time.monotonic() - started):.0f} a second")
        started = time.monotonic()
        with Archive(folder) as made:
            line("it opens in (asked: under 2 s)", f"{time.monotonic() - started:.3f} s")
            for words in ("firewall censorship", '"story 777"', "微信", "said", "fire*"):
                started, used = time.monotonic(), processor()
                found = made.search(words)
                line(
                    f"search for {words} (asked: under 0.3 s)",
                    f"{time.monotonic() - started:.3f} s ({processor() - used:.3f} s of processor), {len(found)} hits",
                )
            started = time.monotonic()
            count = sum(1 for _ in made.captures())
            line(f"all {count:,} captures listed", f"{time.monotonic() - started:.1f} s")
            some = [
                capture.capture_id
                for n, capture in enumerate(made.captures())
                if n % (captures // 500 or 1) == 0
            ]
            started = time.monotonic()
            for key in some:
                made.read(key)
            line("a capture is read in", f"{(time.monotonic() - started) / len(some) * 1000:.2f} ms")
        for path in folder.glob("index.sqlite*"):
            path.unlink()
        started = time.monotonic()
        with Archive(folder) as made:
            assert made.count() == captures
        line("lost index rebuilt", f"{time.monotonic() - started:.1f} s")
    line(
        "memory of this process at its peak",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
    )


if __name__ == "__main__":
    numbers = [int(arg) for arg in sys.argv[1:]] + [5_000, 200_000][len(sys.argv) - 1 :]
    collection(numbers[0])
    archive(numbers[1])
