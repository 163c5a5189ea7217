"""Collection is polite, complete and safe: measured from the log of a server of our own."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from mediakit.addresses import check_resolved, check_url, is_public
from mediakit.archive import Archive
from mediakit.collect import collect, identify
from mediakit.collect.pages import next_pages, split_number
from mediakit.collect.parent import _Tally
from mediakit.errors import ArchiveError, FetchError, InputError, RefusedAddressError
from mediakit.records import Candidate, Page
from webserver import Answer, WebServer

PAUSE = 0.2
ROBOTS = """
User-agent: *
Disallow: /

User-agent: mediakit
Disallow: /private
Allow: /private/but-this
"""


def links(*urls: str) -> list[Candidate]:
    return [Candidate(url, outlet="Outlet", found_by="feed", query="https://q.example/") for url in urls]


def reasons(folder) -> dict[str, str]:
    with Archive(folder) as archive:
        return {f.url: f.error for f in archive.failures()}


def captured(folder) -> dict[str, Page]:
    with Archive(folder) as archive:
        return {c.url: archive.read(c.capture_id) for c in archive.captures()}


def by_host(log) -> dict[str, list]:
    hosts: dict[str, list] = {}
    for seen in log:
        hosts.setdefault(seen.url.split("/")[2], []).append(seen)
    return hosts


# ---------------------------------------------------------------- one collection with everything in it


def busy_twice(status, headers):
    visits = Counter()

    def answer(seen):
        visits[seen.url] += 1
        return Answer(b"later", status, headers()) if visits[seen.url] == 1 else Answer(b"<p>at last</p>")

    return answer


def build(web: WebServer) -> list[str]:
    """Fill the server; return the candidates."""
    a, b, c, d = "http://a.example", "http://b.example", "http://c.example", "http://d.example"
    web.page(f"{a}/robots.txt", ROBOTS, kind="text/plain")
    urls = [f"{a}/story-{n}.html" for n in range(6)]
    for url in urls:
        web.page(url, f"<html><p>{url}</p></html>", headers={"ETag": '"1"', "Set-Cookie": "id=1"})
    web.page(f"{a}/private/1", "<p>secret</p>")
    web.page(f"{a}/private/but-this", "<p>public</p>")
    web.page(f"{a}/to-private", status=301, headers={"Location": "/private/2"})
    web.page(f"{a}/private/2", "<p>secret</p>")
    web.page(f"{a}/old", status=301, headers={"Location": f"{a}/older"})
    web.page(f"{a}/older", status=302, headers={"Location": "http://b.example/new"})
    web.page(f"{a}/two", '<p>1</p><a href="/two?page=2">2</a><a href="/two?page=2">Next page</a>')
    web.page(f"{a}/two?page=2", '<p>2</p><a href="/two">1</a><a rel="next" href="/two?page=3">3</a>')
    web.page(f"{a}/two?page=3", "<p>3</p>")
    urls += [f"{a}/{x}" for x in ("private/1", "private/but-this", "to-private", "old", "two", "gone")]
    web.page(f"{b}/new", "<p>moved here</p>")
    web.page(f"{b}/same", status=302, headers={"Location": f"{a}/story-1.html"})
    web.page(f"{b}/circle", status=302, headers={"Location": "/circle2"})
    web.page(f"{b}/circle2", status=302, headers={"Location": "/circle"})
    web.pages[f"{b}/endless-redirects"] = lambda s: Answer(status=302, headers={"Location": s.url + "x"})
    for n in range(30):
        web.pages[f"{b}/endless-redirects" + "x" * n] = web.pages[f"{b}/endless-redirects"]
    web.page(f"{b}/picture", b"\x89PNG\r\n", kind="image/png")
    web.page(f"{b}/liar", b"%PDF-1.7 \x00\x01")
    web.page(f"{b}/binary", bytes(range(256)) * 9)
    web.page(f"{b}/empty", b" \n")
    web.page(f"{b}/no-type", "<p>no type</p>", kind=None)
    web.page(f"{b}/utf16", "<p>sixteen</p>".encode("utf-16"))
    web.page(f"{b}/forbidden", "no", status=403)
    urls += [
        f"{b}/{x}" for x in ("same", "circle", "endless-redirects", "picture", "liar", "binary", "empty")
    ]
    urls += [f"{b}/{x}" for x in ("no-type", "utf16", "forbidden")]
    web.page(f"{c}/endless", "<p>", drip=0.05)
    web.page(f"{c}/huge", b"x" * 600_000)
    web.page(f"{c}/huge-unsaid", b"x" * 600_000, drip=0.01)
    import gzip

    bomb = gzip.compress(b"<p>" * 3_000_000)
    web.page(f"{c}/bomb", bomb, headers={"Content-Encoding": "gzip"})
    web.page(f"{c}/zipped", gzip.compress(b"<p>zipped</p>"), headers={"Content-Encoding": "gzip"})
    web.page(f"{c}/short", b"<p>cut", headers={"Content-Length": "1000"}, drip=0)
    urls += [f"{c}/{x}" for x in ("endless", "huge", "huge-unsaid", "bomb", "zipped")]
    web.pages[f"{d}/busy"] = busy_twice(429, lambda: {"Retry-After": "2"})
    web.page(f"{d}/after-busy", "<p>after</p>")
    soon = lambda: {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)}  # noqa: E731
    web.pages["http://e.example/busy"] = busy_twice(503, soon)
    web.pages["http://f.example/busy"] = busy_twice(500, dict)
    web.page("http://g.example/tomorrow", "no", status=429, headers={"Retry-After": "86400"})
    web.page("http://g.example/also", "<p>never asked</p>")
    web.page("http://h.example/robots.txt", "broken", status=500)
    web.page("http://h.example/page", "<p>never asked</p>")
    urls += [f"{d}/busy", f"{d}/after-busy", "http://e.example/busy", "http://f.example/busy"]
    urls += ["http://g.example/tomorrow", "http://g.example/also", "http://h.example/page"]
    return [
        *urls,
        "ftp://a.example/x",
        "http://[bad",
        "no address",
        f"{a}/story-1.html#part",
        f"{a}/story-1.html?utm_source=x",
    ]


class Ran:
    pass


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    result = Ran()
    result.folder, result.cwd = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("cwd")
    with WebServer() as web:
        candidates = links(*build(web))
        before = Path.cwd()
        os.chdir(result.cwd)
        result.progress = []
        options = {
            "contact": "desk@news.example",
            "pause": PAUSE,
            "proxy": web.url,
            "time_limit": 1.5,
            "max_bytes": 300_000,
        }
        try:
            result.report = collect(candidates, result.folder, on_progress=result.progress.append, **options)
            result.log = list(web.log)
            result.first_reasons = reasons(result.folder)
            web.log.clear()
            good = [c for c in candidates if c.url not in result.first_reasons]
            result.again = collect(good, result.folder, **options)
            result.second_log = list(web.log)
        finally:
            os.chdir(before)
        result.candidates = candidates
    result.pages = captured(result.folder)
    return result


def test_every_allowed_page_is_there_once_and_whole(ran):
    expected = {f"http://a.example/story-{n}.html" for n in range(6)}
    expected |= {"http://a.example/private/but-this", "http://a.example/two", "http://b.example/new"}
    expected |= {"http://a.example/two?page=2", "http://a.example/two?page=3", "http://b.example/no-type"}
    expected |= {"http://b.example/utf16", "http://c.example/zipped", "http://d.example/busy"}
    expected |= {"http://d.example/after-busy", "http://e.example/busy", "http://f.example/busy"}
    assert set(ran.pages) == expected
    assert ran.pages["http://c.example/zipped"].body == b"<p>zipped</p>"
    with Archive(ran.folder) as archive:
        assert archive.count() == len(expected)
        assert archive.check() == []
    fetched = Counter(s.url for s in ran.log if s.url in expected)
    assert {u: n for u, n in fetched.items() if n > 1} == {
        "http://d.example/busy": 2,
        "http://e.example/busy": 2,
        "http://f.example/busy": 2,
    }


def test_no_disallowed_page_is_ever_asked(ran):
    asked = {s.url for s in ran.log}
    assert "http://a.example/private/1" not in asked
    assert "http://a.example/private/2" not in asked
    assert "http://h.example/page" not in asked
    assert ran.report.disallowed == 2
    assert "disallowed by robots.txt" in ran.first_reasons["http://a.example/private/1"]
    assert "disallowed by robots.txt" in ran.first_reasons["http://a.example/to-private"]
    assert (
        "robots.txt of h.example could not be read (HTTP 500)" in ran.first_reasons["http://h.example/page"]
    )


def test_the_pause_is_kept_and_requests_to_a_site_never_overlap(ran):
    for seen in by_host(ran.log).values():
        for one, two in pairwise(seen):
            assert two.at - one.at >= PAUSE - 0.05  # the log's clock starts when a thread has
            if "endless" not in one.url and "huge" not in one.url:
                assert one.left <= two.at + 0.05


def test_sites_do_not_wait_for_each_other(ran):
    first = {host: seen[0].at for host, seen in by_host(ran.log).items()}
    assert max(first.values()) - min(first.values()) < 1.0


def test_retry_after_is_kept_in_seconds_and_as_a_date(ran):
    for host, least in (("d.example", 2.0), ("e.example", 1.0)):
        seen = [s for s in by_host(ran.log)[host] if "robots" not in s.url]
        assert seen[1].at - seen[0].at >= least * 0.95, host


def test_a_wait_of_a_day_is_not_waited_for_and_the_site_left_alone(ran):
    assert [s.url for s in by_host(ran.log)["g.example"]] == [
        "http://g.example/robots.txt",
        "http://g.example/tomorrow",
    ]
    assert "86400 s" in ran.first_reasons["http://g.example/tomorrow"]
    assert "run again later" in ran.first_reasons["http://g.example/also"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://a.example/gone", "404"),
        ("http://b.example/circle", "circle"),
        ("http://b.example/endless-redirects", "max redirections"),
        ("http://b.example/picture", "image/png"),
        ("http://b.example/liar", "PDF"),
        ("http://b.example/binary", "binary"),
        ("http://b.example/empty", "empty"),
        ("http://b.example/forbidden", "403"),
        ("http://c.example/endless", "within 2 s"),
        ("http://c.example/huge", "too large"),
        ("http://c.example/huge-unsaid", "too large"),
        ("http://c.example/bomb", "decompress"),
        ("ftp://a.example/x", "only http and https"),
        ("http://[bad", "not an address"),
        ("no address", "not an address"),
    ],
)
def test_what_does_not_come_has_its_reason(ran, url, why):
    assert why in ran.first_reasons[url]


def test_every_candidate_is_accounted_for(ran):
    report = ran.report
    counts = Counter(p.event for p in ran.progress)
    assert counts == {
        "fetched": report.fetched,
        "present": report.present,
        "failed": report.failed,
        "disallowed": report.disallowed,
    }
    told = {p.url for p in ran.progress}
    assert {c.url for c in ran.candidates} <= told
    assert len(ran.first_reasons) == report.failed + report.disallowed
    last = ran.progress[-1]
    assert last.done == last.total == counts.total()
    assert last.remaining == 0
    assert all(p.remaining >= 0 for p in ran.progress)


def test_redirects_are_recorded(ran):
    page = ran.pages["http://b.example/new"]
    assert page.requested == "http://a.example/old"
    with Archive(ran.folder) as archive:
        assert archive.has("http://a.example/old")
        assert archive.has("http://a.example/older")
        assert archive.has("http://b.example/same")
        assert archive.has("http://a.example/story-1.html#part")


def test_further_pages_belong_to_the_first(ran):
    first = "http://a.example/two"
    assert ran.pages[first].part_of is None
    assert ran.pages[f"{first}?page=2"].part_of == first
    assert ran.pages[f"{first}?page=3"].part_of == first


def test_captures_keep_their_origin(ran):
    page = ran.pages["http://a.example/story-2.html"]
    assert (page.outlet, page.found_by, page.query) == ("Outlet", "feed", "https://q.example/")
    assert page.headers["Etag"] == '"1"'


def test_each_request_says_who_asks_and_sends_no_cookie(ran):
    for seen in ran.log:
        assert seen.headers["User-Agent"] == identify("desk@news.example")
        assert "Cookie" not in seen.headers
        assert "Referer" not in seen.headers


def test_nothing_is_asked_twice_on_the_next_run(ran):
    assert ran.again.fetched == ran.again.failed == 0
    assert ran.again.present == len({c.url for c in ran.candidates} - set(ran.first_reasons))
    assert ran.second_log == []


def test_no_file_is_dropped_where_one_works(ran):
    assert list(ran.cwd.iterdir()) == []


# ---------------------------------------------------------------- smaller cases


def test_a_failure_is_forgotten_when_the_page_comes(tmp_path):
    with WebServer() as web:
        options = {"pause": 0, "proxy": web.url}
        assert collect(links("http://a.example/x"), tmp_path, **options).failed == 1
        web.page("http://a.example/x", "<p>now</p>")
        assert collect(links("http://a.example/x"), tmp_path, **options).fetched == 1
    assert reasons(tmp_path) == {}


def test_a_further_page_that_failed_is_asked_again_next_time(tmp_path):
    with WebServer() as web:
        web.page("http://a.example/x", '<a href="?page=2">2</a>')
        options = {"pause": 0, "proxy": web.url}
        assert collect(links("http://a.example/x"), tmp_path, **options).failed == 1
        web.page("http://a.example/x?page=2", "<p>two</p>")
        report = collect(links("http://a.example/x"), tmp_path, **options)
        assert (report.fetched, report.present) == (1, 1)
    assert captured(tmp_path)["http://a.example/x?page=2"].part_of == "http://a.example/x"


def test_a_changed_page_is_a_further_version_and_an_unchanged_one_is_not_sent_again(tmp_path):
    a = "http://a.example"

    def tagged(body, tag):
        def answer(seen):
            same = seen.headers.get("If-None-Match") == tag
            return Answer(status=304, headers={"ETag": tag}) if same else Answer(body, headers={"ETag": tag})

        return answer

    with WebServer() as web:
        options = {"pause": 0, "proxy": web.url}
        web.pages[f"{a}/same"], web.pages[f"{a}/changed"] = (
            tagged(b"<p>same", '"1"'),
            tagged(b"<p>old", '"1"'),
        )
        web.page(f"{a}/untagged", "<p>untagged")
        web.page(f"{a}/moved", status=302, headers={"Location": "/same"})
        urls = [f"{a}/{x}" for x in ("same", "changed", "untagged")]
        assert collect(links(*urls), tmp_path, **options).fetched == 3
        assert collect(links(f"{a}/moved"), tmp_path, **options).present == 1
        web.pages[f"{a}/changed"] = tagged(b"<p>new", '"2"')
        web.log.clear()
        report = collect(links(*urls, f"{a}/moved"), tmp_path, refresh=True, **options)
        assert (report.fetched, report.present, report.failed) == (1, 3, 0)
        asked = Counter(s.url for s in web.log if "robots" not in s.url)
        assert max(asked.values()) == 1
        assert all("If-None-Match" in s.headers for s in web.log if s.url in urls[:2])
    with Archive(tmp_path) as archive:
        bodies = [archive.read(c.capture_id).body for c in archive.captures() if c.url == f"{a}/changed"]
        assert bodies == [b"<p>old", b"<p>new"]
        assert archive.count() == 4
        assert archive.latest(f"{a}/changed").capture_id == list(archive.captures())[1].capture_id


def test_a_site_that_goes_on_refusing_is_left_alone(tmp_path):
    with WebServer() as web:
        urls = [f"http://a.example/{n}" for n in range(40)]
        for url in urls:
            web.page(url, "busy", status=429, headers={"Retry-After": "0"})
        report = collect(links(*urls), tmp_path, pause=0, proxy=web.url)
        assert report.failed == 40
        assert len(web.log) == 1 + 10
    assert sum("10 times in a row" in why for why in reasons(tmp_path).values()) == 40


def test_crawl_delay_is_kept(tmp_path):
    with WebServer() as web:
        web.page("http://a.example/robots.txt", "User-agent: *\nCrawl-delay: 0.5", kind="text/plain")
        urls = [f"http://a.example/{n}" for n in range(3)]
        for url in urls:
            web.page(url, f"<p>{url}</p>")
        collect(links(*urls), tmp_path, pause=0.05, proxy=web.url)
        assert all(two.at - one.at > 0.45 for one, two in pairwise(web.log[1:]))


def test_an_archive_that_another_process_writes_to_is_left_alone(tmp_path):
    with Archive(tmp_path) as archive:
        archive.claim()
        with pytest.raises(ArchiveError, match="another process is writing"):
            collect(links("http://a.example/"), tmp_path)


def test_an_error_of_our_own_is_told_and_ends_the_work(tmp_path):
    with WebServer() as web:
        web.page("http://a.example/x", "<p>x</p>")
        patch = "import mediakit.archive as m; m.Archive.add = lambda *a, **k: (_ for _ in ()).throw(OSError('disk full'))"
        _, events = run_child(patch, ["http://a.example/x", "http://a.example/y"], tmp_path, proxy=web.url)
    assert events[-1] == {"event": "error", "of": "other", "error": "OSError: disk full"}


def test_a_child_that_dies_is_told(tmp_path):
    with WebServer() as web:
        urls = site_of(web, 50)

        def kill(progress):
            for pid in children_of(os.getpid()):
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    if "mediakit.collect" in Path(f"/proc/{pid}/cmdline").read_text():
                        os.kill(pid, signal.SIGKILL)

        with pytest.raises(FetchError, match="ended early"):
            collect(links(*urls), tmp_path, pause=0.05, proxy=web.url, on_progress=kill)


@pytest.mark.parametrize("pause", [-1, float("nan"), float("inf")])
def test_a_senseless_pause_is_refused(tmp_path, pause):
    with pytest.raises(InputError, match="pause"):
        collect([], tmp_path, pause=pause)


def test_nothing_to_do_is_done(tmp_path):
    assert collect([], tmp_path).fetched == 0


def test_remaining_time_is_that_of_the_slowest_site():
    tally = _Tally([f"http://a.example/{n}" for n in range(11)] + ["http://b.example/1"], pause=2.0)
    progress = tally.add({"event": "fetched", "url": "http://a.example/0", "outlet": None})
    assert 20.0 <= progress.remaining < 21.0


# ---------------------------------------------------------------- further pages


@pytest.mark.parametrize(
    ("url", "link", "words", "found"),
    [
        ("https://a.example/s", "/s?page=2", "2", True),
        ("https://a.example/s?id=5", "?id=5&p=2", "Next", True),
        ("https://a.example/s/", "/s/2", "2", True),
        ("https://a.example/s", "/s/page/2/", "Next page »", True),
        ("https://a.example/c_123.htm", "c_123_2.htm", "下一页", True),
        ("https://a.example/s?page=1", "/s?page=2", "2", True),
        ("https://a.example/s", "/s?page=2", "More comments", False),
        ("https://a.example/s", "/other?page=2", "2", False),
        ("https://a.example/s", "https://b.example/s?page=2", "2", False),
        ("https://a.example/s", "/next-story", "Next", False),
        ("https://a.example/s", "/s?page=1", "1", False),
        ("https://a.example/s", "/s?page=99", "99", False),
        ("https://a.example/news/45", "/news/46", "Next", False),
        ("https://a.example/s", "javascript:next()", "Next", False),
        ("https://a.example/s", "http://[bad", "2", False),
    ],
)
def test_next_pages(url, link, words, found):
    body = f"<p>x</p><a class=x href='{link}'><span>{words}</span></a>".encode()
    assert bool(next_pages(url, body)) is found


def test_rel_next_counts_only_within_the_article():
    body = b'<link rel="next" href="/s?page=2"><link rel=next href="/another-story"><a rel="prev next" href=/s/3>x</a>'
    assert next_pages("https://a.example/s", body) == ["https://a.example/s?page=2", "https://a.example/s/3"]


def test_page_numbers_are_split_off_and_nothing_else():
    assert split_number("https://a.example/2024/05/01/story") == ("https://a.example/2024/05/01/story", None)
    assert split_number("https://a.example/story?page=x")[1] is None


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "body", [b"<a " * 200_000, b"<a href='" * 100_000, b'<a href="x">' * 100_000, b"<" * 2_000_000]
)
def test_hostile_pages_are_read_in_time(body):
    started = time.monotonic()
    next_pages("https://a.example/s", body)
    assert time.monotonic() - started < 3


# ---------------------------------------------------------------- addresses

REFUSED = [
    "http://127.0.0.1/", "http://localhost/", "http://x.localhost/", "http://LOCALHOST./", "http://[::1]/",
    "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/",
    "http://0.0.0.0/", "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
    "http://0177.0.0.1/", "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/html,x", "//example.org/", "http://", "",
    "http://user:pass@127.0.0.1/", "http://[bad",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_addresses_that_are_not_public_are_refused(url):
    with pytest.raises(RefusedAddressError):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "https://8.8.8.8/", "https://[2606:4700::1111]/", "http://a.localhost.example/"],
)
def test_public_addresses_pass(url):
    check_url(url)


def test_addresses_allowed_by_name_pass():
    check_url("http://127.0.0.1:8000/x", allow={"127.0.0.1"})
    check_resolved("news.test", "127.0.0.1", allow={"news.test"})
    with pytest.raises(RefusedAddressError):
        check_url("http://127.0.0.2/", allow={"127.0.0.1"})


def test_wrapped_addresses_are_unwrapped():
    import ipaddress

    assert not is_public(ipaddress.ip_address("2001:0:4136:e378:8000:63bf:3fff:fdd2"))
    assert is_public(ipaddress.ip_address("::ffff:8.8.8.8"))


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/x",
        "http://169.254.169.254/x",
        "http://[::1]/x",
        "http://10.1.2.3/x",
        "file:///etc/passwd",
    ],
)
def test_redirects_to_refused_addresses_are_not_followed(redirects, target):
    why, log = redirects
    assert "not asked" in why[target]
    assert {s.url.split("/")[2] for s in log} == {"a.example"}


@pytest.fixture(scope="module")
def redirects(tmp_path_factory):
    targets = [
        "http://127.0.0.1/x",
        "http://169.254.169.254/x",
        "http://[::1]/x",
        "http://10.1.2.3/x",
        "file:///etc/passwd",
    ]
    folder = tmp_path_factory.mktemp("redirects")
    with WebServer() as web:
        for n, target in enumerate(targets):
            web.page(f"http://a.example/{n}", status=302, headers={"Location": target})
        collect(links(*(f"http://a.example/{n}" for n in range(5))), folder, pause=0, proxy=web.url)
        why = reasons(folder)
        yield {target: why[f"http://a.example/{n}"] for n, target in enumerate(targets)}, list(web.log)


RESOLVER = """
import socket
answers = {answers!r}
real = socket.gethostbyname
socket.gethostbyname = lambda name: answers[name] if name in answers else real(name)
"""


def run_child(before, candidates, folder, allow=(), proxy=None):
    """Run the real child after some lines of our own; return its events by address, and all of them."""
    job = {
        "candidates": [{"url": u, "outlet": None, "found_by": "links", "query": None} for u in candidates],
        "archive": str(folder), "user_agent": "test", "pause": 0.0, "proxy": proxy, "allow": list(allow),
        "time_limit": 5.0, "max_bytes": 10**6, "refresh": False,
    }  # fmt: skip
    code = f"{before}\nfrom mediakit.collect.child import main\nmain()"
    child = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdin.write(json.dumps(job).encode() + b"\n")
    child.stdin.flush()
    events = [json.loads(line) for line in child.stdout]
    child.stdin.close()
    child.wait()
    return {e["url"]: e for e in events if "url" in e}, events


def test_names_that_resolve_to_refused_addresses_are_refused(tmp_path):
    with WebServer() as web:
        web.page("/robots.txt", "", kind="text/plain")
        web.page("/x", "<p>x</p>")
        web.page("/inward", status=302, headers={"Location": f"http://inner.test:{web.port}/other"})
        answers = {
            "good.test": "127.0.0.1",
            "inner.test": "127.0.0.1",
            "meta.test": "169.254.169.254",
            "lan.test": "192.168.0.9",
        }
        urls = [f"http://{name}:{web.port}/x" for name in answers]
        inward = f"http://good.test:{web.port}/inward"
        told, _ = run_child(RESOLVER.format(answers=answers), [*urls, inward], tmp_path, allow=["good.test"])
        hosts = {s.headers["Host"].split(":")[0] for s in web.log}
    assert told[urls[0]]["event"] == "fetched"
    for url in [*urls[1:], inward]:
        assert told[url]["event"] == "failed", url
        assert "not a public address" in told[url]["error"], told[url]
    assert hosts == {"good.test"}


# ---------------------------------------------------------------- the end of processes


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().split()[2] != "Z"


def children_of(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in found.stdout.split()]


PARENT = """
    import sys
    from mediakit.collect import collect
    from mediakit.records import Candidate
    urls = [f"http://a.example/{n}" for n in range(120)]
    try:
        collect([Candidate(u) for u in urls], sys.argv[1], pause=0.02, proxy=sys.argv[2],
                on_progress=lambda p: print(p.done, flush=True))
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


def site_of(web: WebServer, pages: int) -> list[str]:
    urls = [f"http://a.example/{n}" for n in range(pages)]
    for n, url in enumerate(urls):
        web.page(url, f"<html><p>{url}</p>{'x' * 200 * (n % 7)}</html>")
    return urls


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_child_ends_with_the_parent(tmp_path, how):
    with WebServer() as web:
        urls = site_of(web, 120)
        parent = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(PARENT), str(tmp_path), web.url],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(5):
            parent.stdout.readline()
        (child,) = children_of(parent.pid)
        parent.send_signal(how)
        rest = parent.stdout.read()
        parent.wait(10)
        if how == signal.SIGINT:
            assert rest.endswith("stopped\n")
        until = time.monotonic() + 5
        while alive(child) and time.monotonic() < until:
            time.sleep(0.02)
        assert not alive(child)
        with Archive(tmp_path) as archive:
            before = archive.count()
            assert 5 <= before < 120
            assert archive.check() == []
        report = collect(links(*urls), tmp_path, pause=0, proxy=web.url)
        assert (report.present, report.fetched) == (before, 120 - before)


FORKS = """
    import io, json, os, random, signal, sys, time
    import mediakit.collect.spider, mediakit.collect.politeness, scrapy.crawler, scrapy.core.downloader.handlers.http11  # noqa
    import scrapy.core.engine, scrapy.core.scheduler, scrapy.extensions.throttle, warcio.warcwriter  # noqa
    assert "twisted.internet.reactor" not in sys.modules
    job, kills, seed = sys.stdin.readline(), int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    killed = 0
    while True:
        read, write = os.pipe()
        told, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(write)
            os.close(told)
            os.dup2(read, 0)
            os.dup2(tell, 1)
            sys.stdin = io.TextIOWrapper(io.FileIO(0), line_buffering=True)
            sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), write_through=True)
            from mediakit.collect.child import main
            main()
        os.close(read)
        os.close(tell)
        os.write(write, job.encode())
        if killed < kills:
            time.sleep(chance.uniform(0.0, 0.4))
            os.kill(pid, signal.SIGKILL)
            killed += 1
        with os.fdopen(told) as events:
            lines = events.read().splitlines()
        os.close(write)
        os.waitpid(pid, 0)
        if lines and json.loads(lines[-1])["event"] == "done":
            break
    print(killed)
"""


def test_fifty_kills_lose_at_most_the_page_in_flight(tmp_path):
    kills = 50
    with WebServer() as web:
        urls = site_of(web, 120)
        web.page(urls[7], '<p>first</p><a href="/7?page=2">2</a>')
        web.page("http://a.example/7?page=2", "<p>second</p>")
        job = {
            "candidates": [{"url": u, "outlet": None, "found_by": "links", "query": None} for u in urls],
            "archive": str(tmp_path), "user_agent": "test", "pause": 0.02, "proxy": web.url, "allow": [],
            "time_limit": 5.0, "max_bytes": 10**6, "refresh": False,
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(FORKS), str(kills), str(random.randrange(10**6))],
            input=json.dumps(job) + "\n", capture_output=True, text=True, check=True,
        )  # fmt: skip
        killed = int(done.stdout.split()[-1])
        visits = Counter(s.url for s in web.log if not s.url.endswith("robots.txt"))
    assert killed >= 10
    with Archive(tmp_path) as archive:
        assert archive.check() == []
        found = Counter(c.url for c in archive.captures())
        assert archive.failures() == []
    assert found == Counter([*urls, "http://a.example/7?page=2"])
    assert sum(visits.values()) <= len(found) + killed
