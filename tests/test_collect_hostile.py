"""Sites that do not behave: rules that come late or broken, pages that never end or lie about themselves."""

import contextlib
import gzip
import os
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain, pairwise, repeat
from pathlib import Path

import httpx
import pytest

from mediakit import newsroom
from mediakit.archive import Archive
from mediakit.collect import collect
from mediakit.collect.pages import canonical_page
from mediakit.records import Page
from mediakit.study.build import build
from test_collect import captured, children_of, links, reasons
from test_newsroom import listed
from webserver import Answer, WebServer

SITE = "http://a.example"
CLOSED = "User-agent: *\nDisallow: /closed"


def asked(web: WebServer) -> set[str]:
    return {seen.url for seen in web.log}


# ---------------------------------------------------------------- robots.txt


def test_no_request_that_waits_for_slow_rules_slips_past_them(tmp_path):
    with WebServer() as web:
        web.page(f"{SITE}/robots.txt", CLOSED, kind="text/plain", before=1.0)
        closed = [f"{SITE}/closed/{n}" for n in range(8)]
        open_ = [f"{SITE}/open/{n}" for n in range(8)]
        for url in closed + open_:
            web.page(url, f"<p>{url}</p>")
        mixed = [url for pair in zip(closed, open_, strict=True) for url in pair]
        report = collect(links(*mixed), tmp_path, pause=0, proxy=web.url)
        assert asked(web) == {f"{SITE}/robots.txt", *open_}
    assert (report.fetched, report.disallowed) == (8, 8)


FILLER = "# nothing\n" * 60_000  # 600 kB
RULES = {
    "missing": (Answer(b"gone", 404), True),
    "forbidden": (Answer(b"no", 403), True),
    "a page": (Answer(b"<!DOCTYPE html><html><p>User-agent: see below. Disallow: /</p></html>"), True),
    "empty": (Answer(b""), True),
    "broken": (Answer(b"broken", 500), False),
    "unavailable": (Answer(b"User-agent: *\nAllow: /", 503), False),
    "busy": (Answer(b"", 429), False),
    "no answer in time": (Answer(CLOSED.encode(), before=30.0), False),
    "endless": (Answer(CLOSED.encode(), drip=0.05), False),
    "far too large": (Answer(b"# x\n" * 300_000), False),
    "redirected in a circle": (Answer(status=302, headers={"Location": "/robots.txt"}), False),
    "redirected inside": (Answer(status=302, headers={"Location": "http://127.0.0.1:1/"}), False),
}
HALF = {
    "large": FILLER.encode()[: 400 * 1024] + b"\n" + CLOSED.encode() + b"\n" + FILLER.encode(),
    "other line ends": CLOSED.replace("\n", "\r").encode(),
    "marked": b"\xef\xbb\xbf" + CLOSED.encode(),
    "latin-1": ("# Déjà\n" + CLOSED + "\n# é").encode("latin-1"),
    "utf-16": CLOSED.encode("utf-16"),
    "picture": b"\x89PNG\r\n\x00\xff\n" + CLOSED.encode(),
    "group of two": b"User-agent: other\nuser-agent: MediaKit\ndisallow: /closed\n\nUser-agent: *\nAllow: /",
    "moved": None,
}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory):
    """One collection from a site for each robots.txt; the addresses that were asked, and why others were not."""
    folder = tmp_path_factory.mktemp("rules")
    with WebServer() as web:
        answers = {name: answer for name, (answer, _) in RULES.items()}
        answers |= {name: Answer(body, kind="text/plain") for name, body in HALF.items() if body}
        answers["moved"] = Answer(status=301, headers={"Location": "http://rules.example/r"})
        web.page("http://rules.example/r", CLOSED, kind="text/plain")
        urls = []
        for name, answer in answers.items():
            base = f"http://{name.replace(' ', '-')}.example"
            web.pages[f"{base}/robots.txt"] = answer
            for path in ("open", "closed/1"):
                web.page(f"{base}/{path}", f"<p>{base}/{path}</p>")
                urls.append(f"{base}/{path}")
        collect(links(*urls), folder, pause=0, proxy=web.url, time_limit=1.0, max_bytes=1_100_000)
        yield asked(web), reasons(folder)


@pytest.mark.parametrize("name", RULES)
def test_rules_that_cannot_be_had(ruled, name):
    asked, why = ruled
    base = f"http://{name.replace(' ', '-')}.example"
    assert ({f"{base}/open", f"{base}/closed/1"} <= asked) is RULES[name][1]
    if not RULES[name][1]:
        assert f"{base}/open" not in asked
        assert "robots.txt" in why[f"{base}/open"] or "busy" in why[f"{base}/open"]


@pytest.mark.parametrize("name", HALF)
def test_rules_in_other_clothes_are_kept(ruled, name):
    asked, why = ruled
    base = f"http://{name.replace(' ', '-')}.example"
    assert f"{base}/open" in asked
    assert f"{base}/closed/1" not in asked
    assert "disallowed by robots.txt" in why[f"{base}/closed/1"]


# ---------------------------------------------------------------- canonical addresses

STORY = "<p>The ferry to the outer islands ran again on Monday after three weeks of repairs to its hull, said Ann Lee.</p>"


def stating(canonical: str, more: str = "") -> str:
    return f'<html><head><link href="{canonical}" rel="canonical"></head><body>{STORY}{more}</body></html>'


@pytest.mark.parametrize(
    ("url", "stated", "found"),
    [
        ("https://a.example/story-1/amp/", "/story-1", "https://a.example/story-1"),
        ("https://a.example/amp/story-1.html", "/story-1.html", "https://a.example/story-1.html"),
        ("https://m.a.example/story-1", "https://www.a.example/story-1#top", "https://www.a.example/story-1"),
        ("https://a.example/story?print=1", "https://a.example/story?utm_source=x", "https://a.example/story"),
        ("https://a.example/story?from=rss", "/story", "https://a.example/story"),
        ("https://a.example/?p=12345", "/the-ferry-runs-again", "https://a.example/the-ferry-runs-again"),
        ("https://a.example/x/y?id=777&print=1", "/x/y?id=777", "https://a.example/x/y?id=777"),
        ("https://a.example/story", "/story", None),
        ("https://a.example/story", "https://www.a.example/story/?utm_source=x#top", None),
        ("https://a.example/story", "http://a.example/story", None),
        ("https://a.example/story", "https://other.example/story", None),
        ("https://a.example/story", "javascript:alert(1)", None),
        ("https://a.example/story", "mailto:desk@a.example", None),
        ("https://a.example/story", "file:///etc/passwd", None),
        ("https://a.example/story", "http://127.0.0.1/story", None),
        ("https://a.example/story", "http://169.254.169.254/story", None),
        ("https://a.example/story", "http://localhost/story", None),
        ("https://a.example/story", "https://user:pass@a.example/story/2", None),
        ("https://a.example/news/story-of-the-day", "/", None),
        ("https://a.example/news/story-of-the-day", "https://www.a.example", None),
        ("https://a.example/news/story-of-the-day", "/?lang=en", None),
        ("https://a.example/news/story-of-the-day", "/news", None),
        ("https://a.example/news/story-of-the-day", "/world/", None),
        ("https://a.example/news/us-china-trade-war/story", "/news/us-china-trade-war", None),
        ("https://a.example/article.php?id=5", "/article.php", None),
        ("https://a.example/story", "http://[bad", None),
        ("https://a.example/story", "", None),
    ],
)  # fmt: skip
def test_which_canonical_page_is_asked(url, stated, found):
    assert canonical_page(url, stating(stated).encode()) == found


@pytest.mark.parametrize(
    "head",
    [
        '<!-- <link rel="canonical" href="/story-12345"> -->',
        '<script>"<link rel=canonical href=/story-12345>"</script>',
        '<link rel="canonical" href="/story-12345"><link rel="canonical" href="/story-67890">',
        '<link rel="alternate" href="/story-12345" title="canonical">',
        "<link rel=canonical>",
    ],
)
def test_what_is_no_statement_of_a_canonical_page(head):
    assert canonical_page("https://a.example/x", head.encode()) is None


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "body", [b"<!--" * 200_000, b"<script " * 100_000, b"<link " * 200_000, b"<" * 10**6]
)
def test_hostile_heads_are_read_in_time(body):
    started = time.monotonic()
    canonical_page("https://a.example/x", body)
    assert time.monotonic() - started < 2


@pytest.fixture(scope="module")
def canonical(tmp_path_factory):
    """A site of variants, collected twice; the log of the first time, the archive, the log of the second."""
    folder = tmp_path_factory.mktemp("canonical") / "archive"
    m = "http://m.a.example"
    with WebServer() as web:
        web.page(f"{SITE}/robots.txt", CLOSED, kind="text/plain")
        web.page(f"{SITE}/amp/ferry-1", stating(f"{SITE}/ferry-1", "<p>Advertisement</p>"))
        web.page(f"{m}/ferry-1", stating(f"{SITE}/ferry-1", "<p>Read on in the app.</p>"))
        web.page(f"{SITE}/ferry-1", stating(f"{SITE}/ferry-1", '<a href="/ferry-1?page=2">2</a>'))
        web.page(f"{SITE}/ferry-1?page=2", stating(f"{SITE}/ferry-1", "<p>Two.</p>"))
        web.page(f"{SITE}/round-11111", stating(f"{SITE}/round-22222"))
        web.page(f"{SITE}/round-22222", stating(f"{SITE}/round-33333"))
        web.page(f"{SITE}/round-33333", stating(f"{SITE}/round-11111"))
        web.page(f"{SITE}/syndicated", stating("http://b.example/the-first-to-print-it"))
        web.page(f"{SITE}/amp/shut-9", stating(f"{SITE}/closed/shut-9"))
        web.page(f"{SITE}/amp/gone-9", stating(f"{SITE}/gone-9"))
        web.page(f"{SITE}/amp/both-9", stating(f"{SITE}/both-9"))
        web.page(f"{SITE}/both-9", stating(f"{SITE}/both-9"))
        web.page(f"{SITE}/amp/away-9", stating(f"{SITE}/away-9"))
        web.page(f"{SITE}/away-9", status=302, headers={"Location": "http://127.0.0.1:1/away-9"})
        web.page(f"{SITE}/amp/back-9", stating(f"{SITE}/back-9"))
        web.page(f"{SITE}/back-9", status=302, headers={"Location": "/amp/back-9"})
        names = [f"amp/{name}-9" for name in ("shut", "gone", "both", "away", "back")]
        names += ["amp/ferry-1", "round-11111", "syndicated", "both-9"]
        wanted = links(*(f"{SITE}/{name}" for name in names), f"{m}/ferry-1")
        report = collect(wanted, folder, pause=0, proxy=web.url)
        log = [seen.url for seen in web.log]
        web.log.clear()
        collect(wanted, folder, pause=0, proxy=web.url)
        yield folder, report, log, [seen.url for seen in web.log]


def test_canonical_pages_are_asked_once_and_politely(canonical):
    folder, report, log, again = canonical
    assert Counter(log).most_common(1)[0][1] == 1
    assert {f"{SITE}/ferry-1", f"{SITE}/ferry-1?page=2", f"{SITE}/both-9", f"{SITE}/round-22222"} <= set(log)
    assert f"{SITE}/round-33333" not in log
    assert f"{SITE}/closed/shut-9" not in log
    assert {url.split("/")[2] for url in log} == {"a.example", "m.a.example"}
    why = reasons(folder)
    assert "disallowed by robots.txt" in why.pop(f"{SITE}/closed/shut-9")
    assert "404" in why.pop(f"{SITE}/gone-9")
    assert "not a public address" in why.pop(f"{SITE}/away-9")
    assert why == {}
    assert (report.failed, report.disallowed) == (2, 1)
    assert {url for url in again if "robots" not in url} == {f"{SITE}/gone-9", f"{SITE}/away-9"}


def test_canonical_pages_keep_how_their_variant_was_found(canonical):
    page = captured(canonical[0])[f"{SITE}/round-22222"]
    assert (page.outlet, page.found_by, page.part_of) == ("Outlet", "feed", None)


def test_a_canonical_page_that_was_not_reached_is_asked_in_the_next_run(tmp_path):
    with Archive(tmp_path) as archive:
        page = Page(f"{SITE}/amp/x-9", b"<p>", datetime.now(UTC), outlet="Outlet", found_by="feed")
        archive.add(page, canonical=f"{SITE}/x-9")
    (tmp_path / "index.sqlite").unlink()
    with WebServer() as web:
        web.page(f"{SITE}/x-9", stating(f"{SITE}/another-12345"))
        report = collect([], tmp_path, pause=0, proxy=web.url)
        assert (report.fetched, asked(web)) == (1, {f"{SITE}/robots.txt", f"{SITE}/x-9"})
    assert captured(tmp_path)[f"{SITE}/x-9"].outlet == "Outlet"


def test_an_article_at_several_addresses_counts_once(canonical):
    made = build(canonical[0], None).frames
    urls = made["articles"]["url"].tolist()
    assert urls.count(f"{SITE}/ferry-1") == 1
    ferry = made["articles"].set_index("url").loc[f"{SITE}/ferry-1"]
    assert "Two." in ferry["text"]
    assert urls.count(f"{SITE}/both-9") == urls.count(f"{SITE}/syndicated") == 1
    assert len(urls) == len(set(urls))


def test_a_candidate_that_failed_as_a_canonical_page_stays_failed(tmp_path):
    with WebServer() as web:
        urls = [f"{SITE}/amp/gone-9", *(f"{SITE}/{n}" for n in range(500)), f"{SITE}/gone-9"]
        for url in urls[:-1]:
            web.page(url, stating(f"{SITE}/gone-9") if "amp" in url else "<p>x</p>")
        report = collect(links(*urls), tmp_path, pause=0, proxy=web.url)
        assert sum(seen.url == urls[-1] for seen in web.log) == 1
    assert report.failed > 0
    assert set(reasons(tmp_path)) == {urls[-1]}


# ---------------------------------------------------------------- answers made to hurt

MOST = 300_000
LIMIT = 3.0
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def packed(wbits: int, megabytes: int = 128) -> bytes:
    """A page of many megabytes, packed to a thousandth of it."""
    engine = zlib.compressobj(wbits=wbits)
    return b"".join([*(engine.compress(bytes(2**20)) for _ in range(megabytes)), engine.flush()])


def brotli_packed() -> bytes:
    import brotli

    return brotli.compress(bytes(2**27), quality=3)


def slowly(pieces: Iterable[bytes], pause: float) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        time.sleep(pause)


def coded(body: bytes, how: str) -> Answer:
    return Answer(body, headers={"Content-Encoding": how})


def raw(*pieces: bytes) -> Answer:
    return Answer(raw=lambda: pieces)


def chunks() -> Iterator[bytes]:
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    yield from repeat(b"5\r\n<p>x \r\n")


HURTING = {
    "gzip-bomb": (lambda: coded(packed(31), "gzip"), "decompress"),
    "deflate-bomb": (lambda: coded(packed(15), "deflate"), "decompress"),
    "gzip-in-gzip": (lambda: coded(gzip.compress(packed(31, 1024)), "gzip, gzip"), "decompress"),
    "brotli-bomb": (lambda: coded(brotli_packed(), "br"), "decompress"),
    "no-gzip": (lambda: coded(b"<p>plain", "gzip"), None),
    "torn-gzip": (lambda: coded(gzip.compress(bytes(range(256)) * 99)[:-300], "gzip"), None),
    "unknown-coding": (lambda: coded(b"\x01\x02\x00\x03" * 99, "strange"), "binary"),
    "many-headers": (lambda: raw(OK, *(b"X-%d: y\r\n" % n for n in range(10**5)), b"\r\n<p>x"), "longer than 256 KiB"),
    "endless-headers": (lambda: Answer(raw=lambda: chain([OK], repeat(b"X: " + b"y" * 999 + b"\r\n"))), "longer than 256 KiB"),
    "long-header": (lambda: raw(OK + b"X: " + b"y" * 10**7 + b"\r\n\r\n<p>x"), None),
    "longer-than-said": (lambda: raw(OK + b"Content-Length: 6\r\n\r\n<p>cut and more"), "kept"),
    "shorter-than-said": (lambda: raw(OK + b"Content-Length: 9999\r\n\r\n<p>cut"), "broke before"),
    "huge-length-said": (lambda: raw(OK + b"Content-Length: 99999999999\r\n\r\n<p>cut"), "too large"),
    "negative-length": (lambda: raw(OK + b"Content-Length: -5\r\n\r\n<p>x"), None),
    "two-lengths": (lambda: raw(OK + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\n<p>x"), None),
    "endless-chunks": (lambda: Answer(raw=chunks), "too large"),
    "slow-chunks": (lambda: Answer(raw=lambda: slowly(chunks(), 0.2)), "no complete answer within"),
    "bad-chunk": (lambda: raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzzzz\r\n<p>"), None),
    "torn-chunk": (lambda: raw(OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>x"), "broke before"),
    "byte-by-byte": (lambda: Answer(raw=lambda: slowly(map(bytes, zip(OK + b"\r\n" + b"x" * 99, strict=True)), 0.2)), "no complete answer within"),
    "silent": (lambda: Answer(raw=lambda: slowly([b""] * 60, 0.2)), "no complete answer within"),
    "closed": (lambda: raw(b""), "no answer that can be read"),
    "no-http": (lambda: raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "no answer that can be read"),
    "odd-status": (lambda: raw(b"HTTP/1.1 999 No\r\n\r\n<p>x"), "999"),
    "nothing": (lambda: Answer(status=204), None),
    "part": (lambda: Answer(b"<p>a part", 206), None),
    "to-file": (lambda: Answer(status=302, headers={"Location": "file:///etc/passwd"}), "not asked"),
    "to-script": (lambda: Answer(status=302, headers={"Location": "javascript:alert(1)"}), "not asked"),
    "to-nowhere": (lambda: Answer(status=302, headers={"Location": "http://[bad"}), "not asked"),
    "to-nothing": (lambda: Answer(status=302, headers={"Location": ""}), "circle"),
    "without-place": (lambda: Answer(b"<p>moved", 301), "301"),
    "to-data": (lambda: Answer(status=302, headers={"Location": "data:text/html,<p>x"}), "not asked"),
    "mistyped": (lambda: Answer(b"<p>x", kind="image/png; charset=utf-8"), "image/png"),
    "typed-oddly": (lambda: Answer(b"<p>odd", kind=";;;\\\"///"), None),
}  # fmt: skip


def peak_of_child() -> float:
    """The most memory that the collecting process has had, in MB."""
    found = 0
    for child in children_of(os.getpid()):
        with contextlib.suppress(FileNotFoundError):  # ps lists itself
            if "mediakit.collect" in Path(f"/proc/{child}/cmdline").read_text():
                found = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child}/status").read_text())[1])
    return found / 1024


@pytest.fixture(scope="module")
def hurt(tmp_path_factory):
    """Each answer from a site of its own, beside one plain page of the same site."""
    folder = tmp_path_factory.mktemp("hurt")
    with WebServer() as web:
        urls = []
        for name, (answer, _) in HURTING.items():
            web.pages[f"http://{name}.example/x"] = answer()
            web.page(f"http://{name}.example/plain", f"<p>{name}</p>")
            urls += [f"http://{name}.example/x", f"http://{name}.example/plain"]
        peaks = []
        collect(
            links(*urls), folder, pause=0, proxy=web.url, time_limit=LIMIT, max_bytes=MOST,
            on_progress=lambda _: peaks.append(peak_of_child()),
        )  # fmt: skip
    with Archive(folder) as archive:
        assert archive.check() == []
    return captured(folder), reasons(folder), max(peaks)


@pytest.mark.parametrize("name", HURTING)
def test_an_answer_made_to_hurt_is_a_failure_with_its_reason(hurt, name):
    pages, why, _ = hurt
    url, expected = f"http://{name}.example/x", HURTING[name][1]
    assert (url in pages) != (url in why)
    if url in why:
        assert why[url].strip()
        assert "Traceback" not in why[url]
    if expected == "kept":
        assert url in pages
    elif expected is not None:
        assert expected in why[url]
    assert len(pages[url].body if url in pages else b"") <= MOST


def test_everything_else_arrives(hurt):
    pages, why, _ = hurt
    assert {f"http://{name}.example/plain" for name in HURTING} <= set(pages)


def test_a_bomb_takes_no_memory(hurt):
    assert 20 < hurt[2] < 200  # MB


# ---------------------------------------------------------------- the sample newsroom

PAUSE = 0.15


@pytest.fixture(scope="module")
def sampled(sample_study, tmp_path_factory):
    """The newsroom that ships, collected with the pause of PAUSE seconds: its newsroom, archive, report and log."""
    folder = tmp_path_factory.mktemp("sampled")
    with newsroom.serve(sample_study / "newsroom") as served:
        with httpx.Client(proxy=served.proxy, follow_redirects=True) as client:
            outlets = served.newsroom.outlets.values()
            wanted = sorted({url for outlet in outlets for url in listed(client, outlet)})
        served.log.clear()
        report = collect(links(*wanted), folder, pause=PAUSE, proxy=served.proxy)
        yield served.newsroom, folder, report, list(served.log)


def test_every_page_of_the_sample_arrives_once(sampled):
    room, folder, report, log = sampled
    pages = captured(folder)
    assert {story.url for story in room.gold} <= set(pages)
    assert max(Counter(seen.url for seen in log if seen.status == 200).values()) == 1
    assert report.failed == sum("missing" in outlet.faults for outlet in room.outlets.values())
    assert all("404" in why or "disallowed" in why for why in reasons(folder).values())


def test_no_closed_page_of_the_sample_is_asked(sampled):
    room, _, report, log = sampled
    closed = {f"http://{outlet.host}{outlet.disallow}" for outlet in room.outlets.values() if outlet.disallow}
    assert closed
    assert not [seen.url for seen in log if seen.url.startswith(tuple(closed))]
    assert report.disallowed > 0


def test_the_pause_is_kept_at_every_outlet_of_the_sample(sampled):
    _, _, _, log = sampled
    hosts: dict[str, list[float]] = {}
    for seen in log:
        hosts.setdefault(seen.url.split("/")[2], []).append(seen.time)
    assert len(hosts) >= 8
    for times in hosts.values():
        assert all(two - one >= PAUSE - 0.05 for one, two in pairwise(sorted(times)))


def test_the_busy_page_of_the_sample_is_asked_again_when_it_says(sampled):
    busy = [seen for seen in sampled[3] if seen.status == 429]
    assert busy
    for refused in busy:
        (answered,) = (s for s in sampled[3] if s.url == refused.url and s.status == 200)
        assert answered.time - refused.time >= 0.95
