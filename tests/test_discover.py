"""Every way of discovery, its real client against a loopback server that answers as documented, faults included."""

import gzip
import io
import json
import logging
import time
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.discover import ccnews, feeds, gdelt, guardian, links, mediacloud, sitemaps, wayback
from mediakit.discover.http import StatusError, fetcher, redact
from mediakit.discover.plain import plain, when
from mediakit.discover.service import paced, read_json, spaced
from mediakit.errors import FetchError, InputError, RefusedAddressError
from mediakit.records import Failure
from webserver import Answer, WebServer

DAY = datetime(2024, 5, 1, tzinfo=UTC)
SECRET = "s3cr3t-k3y-0123"


class Time:
    """A clock that only pauses move."""

    def __init__(self):
        self.now, self.pauses = 1000.0, []

    def pause(self, seconds):
        self.pauses.append(seconds)
        self.now += seconds

    def clock(self):
        return self.now


@pytest.fixture
def web():
    with WebServer() as server:
        yield server


@pytest.fixture
def get(web):
    return fetcher(allow=["127.0.0.1"], timeout=2.0, max_bytes=1_000_000)


@pytest.fixture
def still():
    return Time()


def query(seen):
    return {k: v[0] for k, v in parse_qs(urlsplit(seen.url).query).items()}


def in_turn(*answers):
    """Answer one after the other; the last one stays."""
    left = list(answers)
    return lambda seen: left.pop(0) if len(left) > 1 else left[0]


def jsoned(value, **more):
    return Answer(json.dumps(value).encode(), kind="application/json", **more)


# ---------------------------------------------------------------- the fetcher


def test_fetcher_follows_redirects_and_says_who_asks(web):
    web.page("/a", status=302, headers={"Location": "/b"})
    web.page("/b", "here")
    assert fetcher(allow=["127.0.0.1"], user_agent="me (+x)")(f"{web.url}/a") == b"here"
    assert {s.headers["User-Agent"] for s in web.log} == {"me (+x)"}


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_fetcher_refuses_redirects_to_addresses_that_are_not_public(web, get, target):
    web.page("/a", status=302, headers={"Location": target})
    with pytest.raises(RefusedAddressError):
        get(f"{web.url}/a")


def test_fetcher_refuses_names_that_resolve_to_addresses_that_are_not_public(web, monkeypatch):
    import socket

    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", web.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answer)
    web.page("/a", "inside")
    with pytest.raises(RefusedAddressError, match="resolves to '127.0.0.1'"):
        fetcher()(f"http://public.test:{web.port}/a")
    assert web.log == []
    assert fetcher(allow=["public.test"])(f"http://public.test:{web.port}/a") == b"inside"


def test_fetcher_sends_a_header_to_its_own_host_only(web):
    web.page("/a", status=302, headers={"Location": f"http://localhost:{web.port}/b"})
    web.page("/b", "b")
    fetcher(allow=["127.0.0.1", "localhost"])(f"{web.url}/a", {"Authorization": f"Token {SECRET}"})
    assert "Authorization" in web.log[0].headers
    assert "Authorization" not in web.log[1].headers


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"body": "x" * 2_000_000}, "larger than"),
        ({"drip": 0.1}, "within 2 s"),
        ({"before": 3.0}, "timed out"),
        ({"status": 404}, "HTTP 404"),
        ({"status": 302, "headers": {"Location": "/a"}}, "redirects"),
    ],
)
def test_fetcher_gives_up(web, get, options, why):
    web.page("/a", options.pop("body", ""), **options)
    started = time.monotonic()
    with pytest.raises(FetchError, match=why):
        get(f"{web.url}/a")
    assert time.monotonic() - started < 5


def test_fetcher_keeps_a_pause_per_host(web):
    web.pages["/a"] = lambda seen: Answer(b"a")
    get = fetcher(allow=["127.0.0.1", "localhost"], pause=0.3)
    for url in (f"{web.url}/a", f"http://localhost:{web.port}/a", f"{web.url}/a"):
        get(url)
    one, other, again = (seen.at for seen in web.log)
    assert other - one < 0.25
    assert again - one >= 0.25


@pytest.mark.parametrize("url", ["http://[bad", "no address", "file:///etc/passwd", ""])
def test_fetcher_refuses_what_is_no_address(get, url):
    with pytest.raises(RefusedAddressError):
        get(url)


def test_fetcher_goes_through_a_proxy(web):
    web.page("http://a.example/x", "by proxy")
    assert fetcher(proxy=web.url)("http://a.example/x") == b"by proxy"
    with pytest.raises(RefusedAddressError):
        fetcher(proxy=web.url)("http://10.0.0.1/")


def test_fetcher_saves_a_file_as_it_comes(web):
    get = fetcher(allow=["127.0.0.1"], max_bytes=1_000)
    web.page("/a", status=302, headers={"Location": "/b"})
    web.page("/b", "x" * 50_000)
    file = io.BytesIO()
    get.save(f"{web.url}/a", file)
    assert file.getvalue() == b"x" * 50_000
    web.page("/b", "no", status=404)
    with pytest.raises(StatusError, match="HTTP 404"):
        get.save(f"{web.url}/a", file)
    web.page("/b", "short", headers={"Content-Length": "99"})
    with pytest.raises(FetchError, match="could not fetch"):
        get.save(f"{web.url}/b", file)
    with pytest.raises(RefusedAddressError):
        get.save("http://10.0.0.1/", file)


def test_a_refused_connection_is_a_fetch_error():
    with pytest.raises(FetchError, match="could not fetch"):
        fetcher(allow=["127.0.0.1"])("http://127.0.0.1:1/")


# ---------------------------------------------------------------- feeds

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>新闻</title>
<item><title>&lt;b&gt;微信&lt;/b&gt; &amp; 朱镕基</title><link>https://a.example/1</link>
<pubDate>Wed, 01 May 2024 08:00:00 +0800</pubDate></item>
<item><title>Again</title><link>https://a.example/1</link></item>
<item><title>No link</title></item>
<item><guid isPermaLink="true">https://a.example/2</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>T</title>
<link rel="alternate" href="/3"/><updated>2024-05-01T00:00:00Z</updated></entry></feed>"""


@pytest.mark.parametrize(
    ("declared", "coded"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb18030", "gb18030")],
)
def test_feeds_in_every_encoding(web, get, declared, coded):
    web.page("/feed", RSS.format(encoding=declared).encode(coded), kind="application/rss+xml")
    found = feeds.discover(f"{web.url}/feed", outlet="日报", get=get)
    assert [c.url for c in found] == ["https://a.example/1", "https://a.example/2"]
    assert found[0].title == "微信 & 朱镕基"
    assert found[0].published == DAY
    assert {(c.outlet, c.found_by, c.query) for c in found} == {("日报", "feed", f"{web.url}/feed")}


def test_atom_links_are_made_absolute(web, get):
    web.page("/feed", ATOM, kind="application/atom+xml")
    (found,) = feeds.discover(f"{web.url}/feed", get=get)
    assert (found.url, found.published) == (f"{web.url}/3", DAY)


@pytest.mark.parametrize("body", [b"", b"<html><p>Not found</p></html>", b"\x00\xff" * 500, b'{"json": 1}'])
def test_what_is_no_feed_is_told(web, get, body):
    web.page("/feed", body)
    with pytest.raises(FetchError, match="no feed at"):
        feeds.discover(f"{web.url}/feed", get=get)


def test_an_empty_feed_is_empty(web, get):
    web.page("/feed", '<rss version="2.0"><channel><title>x</title></channel></rss>')
    assert feeds.discover(f"{web.url}/feed", get=get) == []


# ---------------------------------------------------------------- sitemaps

SPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
NEWS = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9' xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'"


def test_a_site_s_sitemaps_are_walked_from_robots_txt(web, get):
    web.page("/robots.txt", "User-agent: *\nSITEMAP: /index.xml # all\nSitemap:\n", kind="text/plain")
    entries = "".join(
        f"<sitemap><loc> {web.url}/{n} </loc></sitemap>" for n in ("1.xml.gz", "news.xml", "index.xml", "bad")
    )
    web.page("/index.xml", f"<?xml version='1.0'?>\n<sitemapindex {SPACE}>{entries}</sitemapindex>")
    one = "<url><loc>https://a.example/1</loc><lastmod>2024-05-01</lastmod></url><url><loc>https://a.example/1</loc></url>"
    web.page("/1.xml.gz", gzip.compress(f"<urlset {SPACE}>{one}</urlset>".encode()), kind="application/gzip")
    news = (
        "<url><loc>https://a.example/2</loc><image:image><image:loc>https://a.example/i.png</image:loc>"
        "<image:title>Picture</image:title></image:image><news:news><news:publication_date>2024-05-01T08:00:00+08:00"
        "</news:publication_date><news:title>A &amp; B</news:title></news:news></url>"
    )
    web.page("/news.xml", f"<urlset {SPACE} {NEWS}>{news}</urlset>")
    web.page("/bad", "<html>404</html>")
    failures: list[Failure] = []
    found = list(sitemaps.discover(web.url, outlet="A", get=get, on_failure=failures.append))
    assert [(c.url, c.title, c.published) for c in found] == [
        ("https://a.example/1", None, DAY),
        ("https://a.example/2", "A & B", DAY),
    ]
    assert found[1].query == f"{web.url}/news.xml"
    assert [(f.url, f.stage) for f in failures] == [(f"{web.url}/bad", "discover")]
    with pytest.raises(FetchError, match="no sitemap at"):
        list(sitemaps.discover(web.url, get=get))


def test_sitemaps_within_a_window(web, get):
    days = "".join(
        f"<url><loc>https://a.example/{d}</loc><lastmod>2024-05-{d:02}</lastmod></url>" for d in range(1, 9)
    )
    web.page("/s.xml", f"<urlset>{days}<url><loc>https://a.example/x</loc></url></urlset>")
    found = sitemaps.discover(
        f"{web.url}/s.xml", since=DAY + timedelta(days=2), until=DAY + timedelta(days=3), get=get
    )
    assert [c.url[-1] for c in found] == ["3", "4", "x"]


def test_a_sitemap_in_plain_text(web, get):
    web.page("/s.txt", "https://a.example/1\nhttps://a.example/2\n", kind="text/plain")
    assert len(list(sitemaps.discover(f"{web.url}/s.txt", get=get))) == 2


@pytest.mark.timeout(20)
def test_hostile_sitemaps(web, get):
    bomb = "<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxx'>" + "".join(
        f"<!ENTITY a{n + 1} '{'&a' + (str(n) if n else '') + ';'}{'&a' + (str(n) if n else '') + ';'}'>"
        for n in range(30)
    )
    web.page("/lol", f"{bomb}]><urlset><url><loc>&a30;</loc></url></urlset>")
    web.page(
        "/file",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
    )
    web.page("/gz", gzip.compress(b"<urlset>" + b" " * 200_000_000))
    web.page("/cut", gzip.compress(b"<urlset></urlset>" * 9)[:-20])
    web.page("/damaged", b"\x1f\x8b\x08\x00" + b"\xff" * 99)
    for path in ("lol", "file"):
        assert not any(
            "root:" in c.url or len(c.url) > 9999 for c in sitemaps.discover(f"{web.url}/{path}", get=get)
        )
    for path in ("gz", "damaged", "cut"):
        with pytest.raises(FetchError, match="larger than|damaged"):
            list(sitemaps.discover(f"{web.url}/{path}", get=get))


def test_no_sitemap_named(web, get):
    web.page("/robots.txt", "User-agent: *", kind="text/plain")
    with pytest.raises(FetchError, match="names no sitemap"):
        list(sitemaps.discover(web.url, get=get))


# ---------------------------------------------------------------- links


def test_links_from_a_file_and_from_lines(tmp_path):
    path = tmp_path / "links.txt"
    path.write_text(
        "\ufeff# mine\nhttps://a.example/1\n\n https://a.example/2 \nhttps://a.example/1\n", encoding="utf-8"
    )
    assert [c.url for c in links.discover(path, outlet="A")] == ["https://a.example/1", "https://a.example/2"]
    assert links.discover(["https://a.example/1"])[0].found_by == "links"
    with pytest.raises(InputError, match="line 2 of the list is 'a.example'"):
        links.discover(["https://a.example/1", "a.example"])
    with pytest.raises(InputError, match=r"none\.txt"):
        links.discover(tmp_path / "none.txt")


# ---------------------------------------------------------------- GDELT


def gdelt_server(articles, limit=250):
    """Answer as GDELT does from a list of times, at most 250 an answer."""

    def answer(seen):
        asked = query(seen)
        assert asked["format"] == "json"
        assert int(asked["maxrecords"]) <= limit
        inside = [
            t for t in articles if asked["startdatetime"] <= f"{t:%Y%m%d%H%M%S}" <= asked["enddatetime"]
        ]
        if not inside:
            return jsoned({})
        made = [
            {
                "url": f"https://a.example/{t:%d%H%M%S}",
                "title": "T &amp; T",
                "seendate": f"{t:%Y%m%dT%H%M%SZ}",
                "domain": "a.example",
            }
            for t in inside[:limit]
        ]
        return jsoned({"articles": made})

    return answer


def test_gdelt_halves_windows_until_everything_came(web, get, still):
    times = [DAY + timedelta(minutes=n) for n in range(1_100)]
    web._find = gdelt_server(times)
    found = list(
        gdelt.discover(
            "tiktok",
            DAY,
            DAY + timedelta(days=2),
            get=get,
            base_url=web.url,
            pause=still.pause,
            clock=still.clock,
        )
    )
    assert sorted(c.published for c in found) == times
    assert len({c.url for c in found}) == 1_100
    assert (found[0].title, found[0].outlet, found[0].query) == ("T & T", "a.example", "tiktok")
    assert still.pauses == [5.0] * (len(web.log) - 1)


def test_gdelt_tells_when_a_minute_holds_too_much(web, get, still):
    web._find = gdelt_server([DAY] * 999)
    failures = []
    found = list(
        gdelt.discover(
            "x", DAY, DAY + timedelta(minutes=10), get=get, base_url=web.url, on_failure=failures.append,
            pause=still.pause, clock=still.clock,
        )
    )  # fmt: skip
    assert len(found) == 1
    assert "more than 250 articles" in failures[0].error


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([jsoned({})], 0),
        ([Answer(b"")], 0),
        ([Answer(b'{"articles": [{"url": "https://a.example/1", "title": "a\x02\x0bb\tc\n"}]}')], 1),
        ([Answer(b"Please limit requests to one every 5 seconds", 429, kind="text/plain"), jsoned({})], 0),
        ([Answer(b"oops", 500), Answer(b"oops", 502), jsoned({})], 0),
        ([Answer(b"<html><body>Your query was too short.</body></html>")], "too short"),
        ([Answer(b"busy", 429)], "HTTP 429"),
        ([jsoned({"articles": "none"})], "another shape"),
        ([Answer(b"nope", 400)], "HTTP 400"),
    ],
)
def test_gdelt_faults(web, get, still, answers, result):
    web._find = in_turn(*answers)
    found = gdelt.discover(
        "x", DAY, DAY + timedelta(days=1), get=get, base_url=web.url, pause=still.pause, clock=still.clock
    )
    if isinstance(result, int):
        assert len(list(found)) == result
    else:
        with pytest.raises(FetchError, match=result):
            list(found)
    assert len(web.log) <= 3


def test_gdelt_timeline(web, get, still):
    data = [
        {"date": "20240501T000000Z", "value": 3, "norm": 900},
        {"date": "20240501T001500Z", "value": 0, "norm": 800},
    ]
    web._find = in_turn(
        jsoned({"query_details": {"title": "x"}, "timeline": [{"series": "Article Count", "data": data}]})
    )
    points = gdelt.timeline("x", DAY, DAY, get=get, base_url=web.url, pause=still.pause, clock=still.clock)
    assert points[0] == {"series": "Article Count", "date": DAY, "value": 3, "norm": 900}


# ---------------------------------------------------------------- Wayback

HEADER = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]


def cdx(n, status="200", length="512"):
    return [
        "example,a)/",
        f"202405{n % 28 + 1:02}120000",
        f"http://a.example/{n}",
        "text/html",
        status,
        "D" * 32,
        length,
    ]


def test_wayback_follows_resume_keys(web, get, still):
    pages = {
        None: [HEADER, cdx(1), cdx(2, "-", "-"), [], ["key one"]],
        "key one": [HEADER, cdx(3), cdx(4, "404"), [], ["key+two"]],
        "key+two": [HEADER, cdx(5)],
    }
    web._find = lambda seen: jsoned(pages[query(seen).get("resumeKey")])
    found = list(
        wayback.discover(
            "a.example",
            since=DAY,
            get=get,
            base_url=web.url,
            pause=still.pause,
            clock=still.clock,
            outlet="A",
        )
    )
    assert [c.query[-1] for c in found] == ["1", "2", "3", "5"]
    assert found[0].url == f"{web.url}/web/20240502120000id_/http://a.example/1"
    assert found[0].published == datetime(2024, 5, 2, 12, tzinfo=UTC)
    assert still.pauses == [2.0, 2.0]
    assert query(web.log[0])["from"] == "20240501000000"


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([jsoned([])], 0),
        ([Answer(b"")], 0),
        ([jsoned([HEADER])], 0),
        ([Answer(b"slow down", 429), jsoned([HEADER, cdx(1)])], 1),
        ([Answer(b"slow down", 429)], "HTTP 429"),
        ([jsoned([HEADER, cdx(1), [], ["again"]])], "twice"),
        ([jsoned({"error": 1})], "another shape"),
        ([jsoned([HEADER, ["x", "y"]])], "another shape"),
        ([Answer(b"<html>Internet Archive is offline</html>")], "offline"),
    ],
)
def test_wayback_faults(web, get, still, answers, result):
    web._find = in_turn(*answers)
    found = wayback.discover("a.example", get=get, base_url=web.url, pause=still.pause, clock=still.clock)
    if isinstance(result, int):
        assert len(list(found)) == result
    else:
        with pytest.raises(FetchError, match=result):
            list(found)
    assert len(web.log) <= 2
    if answers[0].status == 429:
        assert still.pauses[0] >= 60


# ---------------------------------------------------------------- the Guardian


def guardian_page(page, pages):
    result = {
        "id": f"x/{page}",
        "webUrl": f"https://a.example/{page}",
        "webTitle": "Old",
        "webPublicationDate": "2024-06-01T00:00:00Z",
        "fields": {"headline": "A <b>new</b> one", "firstPublicationDate": "2024-05-01T00:00:00Z"},
    }
    return jsoned({"response": {"status": "ok", "currentPage": page, "pages": pages, "results": [result]}})


def test_guardian_walks_the_pages_at_its_pace(web, get, still):
    web._find = lambda seen: guardian_page(int(query(seen)["page"]), 3)
    found = list(
        guardian.discover(
            "tiktok", DAY, api_key=SECRET, get=get, base_url=web.url, pause=still.pause, clock=still.clock
        )
    )
    assert [c.url[-1] for c in found] == ["1", "2", "3"]
    assert (found[0].title, found[0].published, found[0].outlet) == ("A new one", DAY, "The Guardian")
    assert still.pauses == [1.0, 1.0]
    assert query(web.log[0])["api-key"] == SECRET
    assert int(query(web.log[0])["page-size"]) <= 200


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([jsoned({"response": {"status": "error", "message": "bad query"}}, status=400)], "HTTP 400"),
        ([jsoned({"message": "Unauthorized"}, status=401)], "HTTP 401"),
        ([jsoned({"message": "API rate limit exceeded"}, status=429)], "HTTP 429"),
        ([jsoned({"response": {"status": "error", "message": "page out of range"}})], "page out of range"),
        ([jsoned([])], "refused"),
        ([guardian_page(1, 9_999)], "more than the 2 calls"),
    ],
)
def test_guardian_faults(web, get, still, answers, why):
    web._find = in_turn(*answers)
    with pytest.raises(FetchError, match=why):
        list(
            guardian.discover(
                "x",
                api_key=SECRET,
                get=get,
                base_url=web.url,
                most_calls=2,
                pause=still.pause,
                clock=still.clock,
            )
        )
    assert len(web.log) <= 3


# ---------------------------------------------------------------- Media Cloud


def test_mediacloud_follows_tokens(web, get, still):
    story = {
        "id": 1,
        "title": "T",
        "url": "https://a.example/1",
        "media_name": "A",
        "publish_date": "2024-05-01",
    }
    web._find = lambda seen: jsoned(
        {"stories": [story], "pagination_token": None if query(seen).get("pagination_token") else "abc="}
    )
    found = list(
        mediacloud.discover(
            "x", date(2024, 5, 1), date(2024, 5, 31), collections=[34, 35], api_key=SECRET, get=get,
            base_url=f"{web.url}/api/", pause=still.pause, clock=still.clock,
        )
    )  # fmt: skip
    assert [(c.outlet, c.published) for c in found] == [("A", DAY)] * 2
    assert still.pauses == [30.0]
    assert web.log[0].headers["Authorization"] == f"Token {SECRET}"
    asked = query(web.log[0])
    assert (asked["platform"], asked["cs"], asked["start"]) == (
        "onlinenews-mediacloud",
        "34,35",
        "2024-05-01",
    )
    assert int(asked["page_size"]) <= 1000
    assert SECRET not in web.log[0].url


def test_mediacloud_attention(web, get, still):
    counts = [{"date": "2024-05-01", "count": 2, "total_count": 50, "ratio": 0.04}]
    web._find = in_turn(jsoned({"count_over_time": {"counts": counts}}))
    found = mediacloud.attention(
        "x", date(2024, 5, 1), date(2024, 5, 1), api_key=SECRET, get=get, base_url=f"{web.url}/",
        pause=still.pause, clock=still.clock,
    )  # fmt: skip
    assert found == [{"date": date(2024, 5, 1), "count": 2, "total_count": 50, "ratio": 0.04}]


ERROR = {"status": "error", "note": "over weekly quota"}


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([jsoned({**ERROR, "temporary": True}, status=503), jsoned({"stories": []})], 0),
        ([jsoned({**ERROR, "temporary": True}), jsoned({"stories": []})], 0),
        ([Answer(b"<html>Forbidden</html>", 403), jsoned({"stories": []})], 0),
        ([jsoned({**ERROR, "temporary": False}, status=403)], "over weekly quota"),
        ([jsoned({**ERROR, "temporary": False})], "over weekly quota"),
        ([jsoned(ERROR, status=400)], "over weekly quota"),
        ([Answer(b"<html>Forbidden</html>", 403)], "HTTP 403"),
        ([jsoned({"stories": [], "pagination_token": "same"})], "twice"),
        ([jsoned({"stories": {}})], "another shape"),
    ],
)
def test_mediacloud_faults(web, get, still, answers, result):
    web._find = in_turn(*answers)
    found = mediacloud.discover(
        "x", date(2024, 5, 1), date(2024, 5, 1), api_key=SECRET, get=get, base_url=f"{web.url}/",
        pause=still.pause, clock=still.clock,
    )  # fmt: skip
    if isinstance(result, int):
        assert len(list(found)) == result
        assert max(still.pauses) >= 30
    else:
        with pytest.raises(FetchError, match=result):
            list(found)
    assert len(web.log) <= 3


# ---------------------------------------------------------------- CC-NEWS


def test_ccnews_lists_the_files_of_a_window(web, get):
    for month in (4, 5, 6):
        paths = [
            f"crawl-data/CC-NEWS/2024/{month:02}/CC-NEWS-2024{month:02}{d:02}010203-00{d:03}.warc.gz"
            for d in range(1, 29)
        ]
        web.page(
            f"/crawl-data/CC-NEWS/2024/{month:02}/warc.paths.gz", gzip.compress("\n".join(paths).encode())
        )
    found = list(
        ccnews.files(DAY - timedelta(days=5), DAY + timedelta(days=2), get=get, base_url=f"{web.url}/")
    )
    assert [f"{t:%m%d}" for t, _ in found] == ["0426", "0427", "0428", "0501", "0502"]
    assert found[0][1].startswith(f"{web.url}/crawl-data/CC-NEWS/2024/04/")
    with pytest.raises(StatusError):
        list(ccnews.files(DAY - timedelta(days=99), DAY, get=get, base_url=f"{web.url}/"))
    with pytest.raises(InputError, match="26 August 2016"):
        list(ccnews.files(datetime(2010, 1, 1, tzinfo=UTC), datetime(2011, 1, 1, tzinfo=UTC), get=get))
    web.page("/crawl-data/CC-NEWS/2024/05/warc.paths.gz", b"<html>")
    with pytest.raises(FetchError, match="damaged|expected paths"):
        list(ccnews.files(DAY, DAY, get=get, base_url=f"{web.url}/"))


# ---------------------------------------------------------------- keys and patience


def test_a_missing_key_names_its_variable(monkeypatch):
    monkeypatch.delenv("GUARDIAN_API_KEY", raising=False)
    monkeypatch.delenv("MEDIACLOUD_API_KEY", raising=False)
    with pytest.raises(InputError, match="GUARDIAN_API_KEY"):
        next(guardian.discover("x"))
    with pytest.raises(InputError, match="MEDIACLOUD_API_KEY"):
        next(mediacloud.discover("x", date(2024, 1, 1), date(2024, 1, 1)))


@pytest.mark.parametrize("status", [200, 302, 401, 403, 429, 500])
def test_no_key_in_any_log_message_or_candidate(web, get, still, monkeypatch, caplog, status):
    monkeypatch.setenv("GUARDIAN_API_KEY", SECRET)
    monkeypatch.setenv("MEDIACLOUD_API_KEY", SECRET)
    caplog.set_level(logging.DEBUG)

    def answer(seen):
        if status == 200:
            stories = [{"url": "https://a.example/1"}]
            return jsoned(
                {
                    "stories": stories,
                    "response": {"status": "ok", "pages": 1, "results": [{"webUrl": "https://a.example/1"}]},
                }
            )
        return Answer(f"you sent api-key={SECRET}".encode(), status, {"Location": seen.url})

    web._find = answer
    options = {"get": get, "pause": still.pause, "clock": still.clock}
    said = []
    for found in (
        guardian.discover("x", base_url=web.url, **options),
        mediacloud.discover("x", date(2024, 1, 1), date(2024, 1, 1), base_url=f"{web.url}/", **options),
    ):
        try:
            said.append(repr(list(found)))
        except FetchError as error:
            said += [str(error), repr(error), str(error.__cause__)]
    assert web.log
    assert caplog.records
    assert not [r for r in [*(r.getMessage() for r in caplog.records), *said] if SECRET in r]


def test_questions_to_one_service_keep_its_pace_between_them(web, get, still):
    web._find = in_turn(jsoned({}))
    kept = spaced(get, gdelt.INTERVAL, pause=still.pause, clock=still.clock)
    for question in ("one", "two", "three"):
        found = gdelt.discover(
            question, DAY, DAY, get=kept, base_url=web.url, pause=still.pause, clock=still.clock
        )
        assert list(found) == []
    assert still.pauses == [5.0, 5.0]


def test_patience_ends(still):
    calls = []

    def refuse(url, headers=None):
        calls.append(still.now)
        message = "busy"
        raise StatusError(message, 429, "7", b"")

    with pytest.raises(StatusError):
        paced(refuse, 1.0, wait=2.0, pause=still.pause, clock=still.clock)("x")
    assert still.pauses == [7.0, 7.0]
    assert len(calls) == 3

    def tomorrow(url, headers=None):
        message = "busy"
        raise StatusError(message, 429, "86400", b"")

    still.pauses.clear()
    with pytest.raises(StatusError):
        paced(tomorrow, 1.0, wait=2.0, pause=still.pause, clock=still.clock)("x")
    assert still.pauses == []


# ---------------------------------------------------------------- laws


@given(st.text(max_size=80))
def test_law_plain_is_idempotent_on_titles_without_entities(text):
    once = plain(text.replace("&", "").replace("<", ""))
    assert once is None or plain(once) == once


@given(st.text(max_size=40))
def test_law_when_is_aware_or_none(text):
    found = when(text)
    assert found is None or found.utcoffset() == timedelta(0)


@given(st.binary(max_size=200))
def test_law_read_json_raises_nothing_else(body):
    try:
        read_json(body, "x")
    except FetchError as error:
        assert "JSON" in str(error)  # noqa: PT017


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_law_hostile_feeds_and_sitemaps_raise_fetch_errors_only(body):
    for read in (
        lambda: feeds.read(body, "https://a.example/"),
        lambda: sitemaps.read(body, "https://a.example/"),
    ):
        try:
            read()
        except FetchError as error:
            assert "a.example" in str(error)  # noqa: PT017


def test_redact():
    assert SECRET not in redact(
        f"GET https://a.example/?api-key={SECRET}&x=1 token={SECRET} API_KEY={SECRET}"
    )
