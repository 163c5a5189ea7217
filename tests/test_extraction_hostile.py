"""Hostile and broken pages: nothing in a page hangs, crashes, fills memory or reaches out."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.errors import PageTooLargeError
from mediakit.html import MAX_BYTES, json_nodes
from mediakit.records import Article

CEILING = 5.0
ROUNDS = 5_000 if os.environ.get("MEDIAKIT_CI") == "1" else 300
STORY = "".join(
    f"<p>The harbour board said on Monday that berth number {i} would stay closed until the repairs are paid for.</p>"
    for i in range(12)
)
PAGE = f"<html><head><title>Berths stay closed</title></head><body><h1>Berths stay closed</h1>{STORY}</body></html>"


def within(seconds: float, page: bytes | str, url: str | None = None) -> Article:
    start = time.process_time()
    article = mk.extract(page, url=url)
    assert time.process_time() - start < seconds
    return article


def with_head(markup: str) -> str:
    return PAGE.replace("<head>", f"<head>{markup}")


HOSTILE: dict[str, Callable[[], bytes | str]] = {
    "100,000 nested tags": lambda: "<div>" * 100_000 + PAGE,
    "100,000 nested tags behind the story": lambda: PAGE + "<b><i>" * 50_000 + "x",
    "nested tables": lambda: "<table><tr><td>" * 20_000 + PAGE,
    "10 MB attribute": lambda: PAGE.replace("<h1", f'<h1 title="{"y" * 10_000_000}"'),
    "class of a megabyte": lambda: PAGE.replace("<p>", f'<p class="{"rel " * 250_000}">', 1),
    "entity bomb": lambda: (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + PAGE
        + "&b;" * 200_000
    ),
    "character references": lambda: PAGE + "&#65;" * 1_000_000,
    "unclosed comments": lambda: PAGE + "<!--" * 500_000,
    "comments": lambda: "<!-- x -->" * 300_000 + PAGE,
    "NUL bytes": lambda: PAGE.replace(" ", " \0").encode() + b"\0" * 1_000_000,
    "200,000 paragraphs": lambda: PAGE + "<p>A short line of words here.</p>" * 200_000,
    "50,000 links": lambda: PAGE + '<a href="?page=2">2</a>' * 50_000,
    "50,000 meta tags": lambda: with_head('<meta name="author" content="By and by and by">' * 50_000),
    "10 MB of JSON-LD": lambda: with_head(
        '<script type="application/ld+json">'
        + json.dumps([{"@type": "NewsArticle", "x": "y" * 10_000_000}])
        + "</script>"
    ),
    "deep JSON-LD": lambda: with_head('<script type="application/ld+json">' + "[" * 300_000 + "</script>"),
    "wide JSON-LD": lambda: with_head(
        '<script type="application/ld+json">'
        + json.dumps([{"@type": "Person", "name": "A B"}] * 40_000)
        + "</script>"
    ),
    "broken JSON-LD": lambda: with_head(
        '<script type="application/ld+json">{"headline": "' + "\\" * 900_000 + "</script>"
    ),
    "one long line": lambda: f"<h1>Berths</h1><p>{'word ' * 800_000}</p>",
    "one long word": lambda: f"<h1>Berths</h1><p>{'x' * 4_000_000}</p>",
    "long byline": lambda: PAGE.replace("</h1>", f'</h1><p class="byline">By {"Ann Lee, " * 50_000}</p>'),
    "spaces": lambda: PAGE.replace("</h1>", f"</h1><p>{' ' * 3_000_000}x</p>"),
    "control characters": lambda: "<p>\x01 &#1;&#8; \x0b\ufffe a short line &#x1f;</p>" * 3,
    "brackets": lambda: PAGE.replace("</h1>", f"</h1><p>{'(RELATED: ' * 100_000}</p>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_in_seconds(name: str) -> None:
    article = within(CEILING, HOSTILE[name](), "https://bugle.example/berths")
    assert isinstance(article, Article)


PEAK = """
import re, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import mediakit as mk
from test_extraction_hostile import HOSTILE
for name, make in HOSTILE.items():
    mk.extract(make())
    peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    print(int(peak) // 1024, name)
"""
MEGABYTES = 500


# getrusage would say what the process that started this one had taken
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.timeout(240)
def test_no_hostile_page_takes_more_memory_than_stated() -> None:
    command = [sys.executable, "-c", PEAK, str(Path(__file__).parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=220)
    peaks = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert len(peaks) == len(HOSTILE)
    assert [row for row in peaks if int(row[0]) > MEGABYTES] == []


@pytest.mark.parametrize(
    "name", ["10 MB attribute", "NUL bytes", "10 MB of JSON-LD", "deep JSON-LD", "comments", "broken JSON-LD"]
)
def test_the_story_of_a_hostile_page_is_still_found(name: str) -> None:
    article = within(CEILING, HOSTILE[name](), "https://bugle.example/berths")
    assert article.title == "Berths stay closed"
    assert "berth number 7" in article.text


@example(address="\x1f")
@settings(deadline=None)
@given(address=st.text(max_size=30))
def test_no_address_keeps_a_page_from_being_read(address: str) -> None:
    page = PAGE.replace("</h1>", '</h1><a href="?page=2">Next</a>')
    assert "berth number 7" in mk.extract(page, url=f"https://bugle.example/{address}").text


def test_a_page_over_the_stated_size_is_refused_with_the_size() -> None:
    page = b'<p title="' + b"y" * 50_000_000 + b'">'
    with pytest.raises(PageTooLargeError, match=f"50,000,0.. bytes and at most {MAX_BYTES:,}"):
        mk.extract(page)


def test_truncation_at_any_byte_gives_an_article() -> None:
    page = with_head(
        '<meta charset="utf-8"><script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    )
    body = page.replace("harbour", "Häfen 中国").encode()
    for cut in range(0, len(body), 23):
        assert isinstance(mk.extract(body[:cut]), Article)


@pytest.mark.parametrize(
    "charset", ["utf-8", "latin-1", "gb2312", "shift_jis", "utf-16", "no-such-charset", "unicode_escape"]
)
def test_a_wrong_charset_neither_raises_nor_garbles_utf8(charset: str) -> None:
    page = with_head(f'<meta charset="{charset}">').replace("harbour", "Häfen 中国").encode()
    assert "Häfen 中国" in mk.extract(page).text


@pytest.mark.parametrize("charset", ["undefined", "base64", "rot13", "idna", "punycode", "zlib_codec", "hex"])
def test_a_charset_that_is_no_text_encoding_is_survived(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>'.encode() + b"\xff\xfe\xfd caf\xe9 " * 50
    assert isinstance(mk.extract(page, content_type=f"text/html; charset={charset}"), Article)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://127.0.0.1/a",
        "http://192.168.1.1/a",
        "http://[::1]/a",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/a",
        "http://user:password@bugle.example/a",
        "http://0x7f000001/a",
        "http://2130706433/a",
        "http://[",
        "https://",
        "//",
    ],
)
def test_a_page_cannot_give_itself_a_private_or_active_address(link: str) -> None:
    article = mk.extract(with_head(f'<link rel="canonical" href="{link}"><link rel="next" href="{link}">'))
    assert article.url is None
    assert article.next_pages == ()


@pytest.mark.parametrize(
    "source",
    ["", "null", "3", '"x"', "[]", "[[[]]]", '{"@graph": [[{"headline": "A"}]]}', "{'a': 1}", "[1,", "\x00"],
)
def test_odd_structured_data_never_raises(source: str) -> None:
    assert isinstance(json_nodes(source), list)
    assert isinstance(mk.extract(with_head(f'<script type="application/ld+json">{source}</script>')), Article)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "name", "@id", "author"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "headline",
                "author",
                "datePublished",
                "dateModified",
                "publisher",
                "articleBody",
                "articleSection",
                "isAccessibleForFree",
                "@type",
                "@id",
            ]
        ),
        VALUES,
    )
)
def test_structured_data_of_any_shape_never_raises(node: dict[str, object]) -> None:
    source = json.dumps({"@type": "NewsArticle", **node})
    assert isinstance(mk.extract(with_head(f'<script type="application/ld+json">{source}</script>')), Article)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_give_an_article(body: bytes) -> None:
    assert isinstance(mk.extract(body), Article)


def mutated(page: bytes, seed: int) -> bytes:
    """Cut, repeat, swap and overwrite pieces of a page."""
    chance = random.Random(seed)
    data = bytearray(page)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) or 1), chance.randint(1, 300)
        piece = bytes(data[at : at + length])
        kind = chance.randrange(5)
        if kind == 0:
            del data[at : at + length]
        elif kind == 1:
            data[at:at] = piece * chance.randint(1, 20)
        elif kind == 2:
            data[at : at + length] = chance.randbytes(length)
        elif kind == 3:
            del data[at:]
        else:
            data[at:at] = (
                chance.choice(
                    [b"<", b">", b'"', b"</div>", b"<p>", b"<script>", b"<!--", b"\0", b"&#0;", b"<table>"]
                )
                * 5
            )
    return bytes(data)


@pytest.mark.timeout(900)
def test_mutated_pages_never_raise() -> None:
    page = with_head('<meta charset="utf-8"><meta property="og:title" content="Berths stay closed">').encode()
    for seed in range(ROUNDS):
        within(CEILING, mutated(page, seed))


def test_mutated_real_pages_never_raise(shared: Path) -> None:
    files = sorted((shared / "benchmarks" / "pages_dev" / "pages").glob("*.gz"))[::41]
    for seed, file in enumerate(files * 4):
        within(CEILING, mutated(gzip.decompress(file.read_bytes()), seed))
