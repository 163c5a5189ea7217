"""The sample newsroom: its files, its pages and its answers over HTTP."""

import gzip
import hashlib
import select
import socket
import time
from datetime import UTC
from pathlib import Path

import feedparser
import httpx
import lxml.etree
import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediakit import newsroom
from mediakit.errors import InputError
from mediakit.newsroom import designs, site, sources

OUTLET = """
[gazette]
name = "The Gazette"
host = "gazette.example"
country = "US"
kind = "daily"
language = "en"
design = "{design}"
"""
HEAD = """+++
outlet = "gazette"
slug = "a-slug"
title = 'Fish & "chips" <b>rise</b>'
byline = "By Ann Poe"
authors = [{ name = "Ann Poe", role = "Correspondent" }]
published = 2020-07-06T18:05:00+08:00
updated = 2020-07-06T21:40:00+08:00
"""
BODY = """+++
:credit: Lee/Gazette
:dateline: LEEDS (Gazette)
First <script>alert(1)</script> paragraph & "more", he said.

## A subhead
> A block quote
- one
- two
:caption: A caption
:related: RELATED: More
:promotion: Sign up
:notice: All rights reserved
:biography: Ann Poe writes.
:page:
Second page.
:paywall:
Behind the wall.
"""
VISIBLE = 'First <script>alert(1)</script> paragraph & "more", he said.\n\nA subhead\n\nA block quote\n\none\n\ntwo\n\nSecond page.'


@pytest.fixture
def make(tmp_path: Path):
    """Write a newsroom of one article and return its folder."""

    def _make(*, design: str = "jsonld", outlet: str = "", head: str = HEAD, body: str = BODY) -> Path:
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "outlets.toml").write_text(OUTLET.format(design=design) + outlet, encoding="utf-8")
        (tmp_path / "articles" / "2020-07-06-gazette-a-slug.md").write_text(head + body, encoding="utf-8")
        return tmp_path

    return _make


@pytest.fixture(scope="session")
def sample(sample_study: Path) -> Path:
    return sample_study / "newsroom"


def text_of(body: bytes, encoding: str = "utf-8") -> str:
    tree = lxml.html.fromstring(body.decode(encoding))
    return " ".join(tree.text_content().split())


def test_a_story_is_read_with_its_gold(make):
    (story,) = newsroom.load(make()).gold
    assert story.title == 'Fish & "chips" <b>rise</b>'
    assert story.authors == ("Ann Poe",)
    assert story.roles == ("Correspondent",)
    assert story.published.astimezone(UTC).isoformat() == "2020-07-06T10:05:00+00:00"
    assert story.text == VISIBLE
    assert story.captions == ("A caption",)
    assert len(story.urls) == 2


@pytest.mark.parametrize("design", designs.DESIGNS)
def test_every_design_shows_all_of_the_text_escaped(make, design):
    room = newsroom.load(make(design=design))
    (story,) = room.gold
    answers = site.replies(room)
    encoding = designs.DESIGNS[design].ENCODING
    bodies = [answers[url].body for url in story.urls]
    shown = " ".join(text_of(body, encoding) for body in bodies)
    for paragraph in story.text.split("\n\n"):
        assert paragraph in shown
    assert story.title in shown
    assert "LEEDS (Gazette) — First" in shown
    assert "Behind the wall" not in shown
    assert all(b"<script>alert" not in body for body in bodies)
    assert all("invented" in text_of(body, encoding) or "虚构" in text_of(body, encoding) for body in bodies)


def test_designs_are_as_different_as_the_real_web(make):
    pages = {}
    for name in designs.DESIGNS:
        room = newsroom.load(make(design=name))
        url = room.gold[0].url
        pages[name] = site.replies(room)[url].body.decode(designs.DESIGNS[name].ENCODING)
    assert '"@graph"' in pages["jsonld-graph"]
    assert '"@graph"' not in pages["jsonld"]
    assert 'property="og:title"' in pages["opengraph"]
    assert "ld+json" not in pages["opengraph"]
    assert 'itemprop="headline"' in pages["microdata"]
    assert "<meta name" not in pages["bare"]
    assert "2020年07月06日" in pages["gb18030"]
    assert 'rel="next"' in pages["magazine"]


def test_amp_page_names_its_canonical_address(make):
    room = newsroom.load(make(design="amp", outlet='feed = "atom"\n'))
    (story,) = room.gold
    answers = site.replies(room)
    (entry,) = feedparser.parse(answers["http://gazette.example/atom.xml"].body).entries
    assert entry.link != story.url
    tree = lxml.html.fromstring(answers[entry.link].body.decode())
    assert tree.xpath("//link[@rel='canonical']/@href") == [story.url]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('slug = "a-slug"', ""), "2020-07-06-gazette-a-slug.md: field 'slug' is missing"),
        (('outlet = "gazette"', 'outlet = "herald"'), "field 'outlet' is 'herald'; expected one of gazette"),
        (("18:05:00+08:00", "18:05:00"), "field 'published'.*expected a time with its offset"),
        (('slug = "a-slug"', 'slug = "a-slug"\nslgu = 1'), "field 'slgu' is unknown"),
        (("[{", "[["), "a-slug.md: not valid TOML"),
        (
            ('{ name = "Ann Poe", role = "Correspondent" }', '"Ann Poe"'),
            r"field 'authors' is \['Ann Poe'\]; expected a list of tables",
        ),
        ((":credit:", ":kredit:"), "field ':kredit:' is unknown; there are"),
        (
            ("+++\n:credit", '[[quotes]]\ntext = "gone"\nkind = "direct"\n+++\n:credit'),
            r"field 'quotes\[1\].text' is 'gone', which is not in the body",
        ),
        (
            ("+++\n:credit", '[[quotes]]\ntext = "A block quote"\nkind = "loud"\n+++\n:credit'),
            r"field 'quotes\[1\].kind' is 'loud'; expected one of direct, mixed, indirect",
        ),
    ],
)
def test_a_mistake_names_file_and_field(make, change, expected):
    text = (HEAD + BODY).replace(*change, 1)
    assert text != HEAD + BODY
    with pytest.raises(InputError, match=expected):
        newsroom.load(make(head=text, body=""))


VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-5, 5), st.sampled_from(["", "x", "gazette", "../x", "2020-01-01", "é<"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["name", "text", "x"]), inner, max_size=2),
    ),
    max_leaves=4,
)


def load_or_complaint(folder: Path) -> newsroom.Newsroom | str:
    """Return the newsroom, or what is said against it; any other exception fails the test."""
    try:
        return newsroom.load(folder)
    except InputError as error:
        return str(error)


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(sources._STORY)), value=VALUES)
def test_any_wrong_value_is_read_or_named(make, name, value):
    head = (
        "\n".join(line for line in HEAD.splitlines() if not line.startswith(f"{name} "))
        + f"\n{name} = {as_toml(value)}\n"
    )
    room = load_or_complaint(make(head=head))
    if isinstance(room, str):
        assert name in room
    else:
        site.replies(room)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(st.sampled_from(":#>-+ \nabpageupdtqo<&\"'é中"), max_size=80))
def test_any_body_is_served_or_refused_by_name(make, body):
    room = load_or_complaint(make(body="+++\n" + body))
    if isinstance(room, str):
        assert "a-slug.md" in room
        return
    (story,) = room.gold
    shown = " ".join(text_of(site.replies(room)[url].body) for url in story.urls)
    assert all(" ".join(block.text.split()) in shown for block in story.visible if block.kind == "paragraph")


def test_a_mistake_in_outlets_names_the_outlet(make):
    with pytest.raises(
        InputError, match=r"outlets.toml: field 'gazette.design' is 'pretty'; expected one of"
    ):
        newsroom.load(make(design="pretty"))
    with pytest.raises(InputError, match="field 'gazette.feeed' is unknown; there are name, host"):
        newsroom.load(make(outlet='feeed = "rss"\n'))


def test_two_stories_never_share_an_address(make):
    copy = 'copies = [{ outlet = "gazette", slug = "a-slug", title = "T", published = 2020-07-06T18:05:00+08:00 }]\n'
    with pytest.raises(InputError, match="gives the address"):
        newsroom.load(make(head=HEAD + copy))


def test_it_answers_as_a_proxy_and_as_an_origin(make):
    folder = make()
    with newsroom.serve(folder) as served:
        url = served.newsroom.gold[0].url
        with httpx.Client(proxy=served.proxy) as client:
            assert client.get(url).status_code == 200
            assert client.head(url).content == b""
            assert client.get("http://gazette.example/nothing").status_code == 404
            assert client.get("http://elsewhere.example/").status_code == 502
        assert httpx.get(served.proxy + "/", headers={"Host": "gazette.example"}).status_code == 200
        assert [(r.method, r.status) for r in served.log] == [
            ("GET", 200),
            ("HEAD", 200),
            ("GET", 404),
            ("GET", 502),
            ("GET", 200),
        ]
        assert served.log[0].url == url
    with pytest.raises(httpx.ConnectError):
        httpx.get(served.proxy + "/")


def test_addresses_are_read_as_clients_write_them(make):
    with newsroom.serve(make()) as served:
        host, port = served.proxy.removeprefix("http://").split(":")
        for asked, expected in [
            ("GET http://GAZETTE.example:80/ HTTP/1.1", 200),
            ("GET http://gazette.example HTTP/1.1", 200),
            ("GET http://[::1/ HTTP/1.1", 502),
            ("GET http://gazette.example.evil.example/ HTTP/1.1", 502),
            ("CONNECT gazette.example:443 HTTP/1.1", 501),
            ("nonsense", 400),
        ]:
            with socket.create_connection((host, int(port)), timeout=5) as plain:
                plain.sendall(f"{asked}\r\nHost: gazette.example\r\nConnection: close\r\n\r\n".encode())
                answer = b"".join(iter(lambda: plain.recv(65536), b""))
            assert str(expected).encode() in answer[:200], asked


def test_a_slow_page_holds_up_no_other(sample, monkeypatch):
    monkeypatch.setattr(site, "SLOW_SECONDS", 60)
    with newsroom.serve(sample) as served, httpx.Client(proxy=served.proxy) as client:
        slow = next(url for url, reply in site.replies(served.newsroom).items() if reply.delay)
        host, port = served.proxy.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=5) as waiting:
            waiting.sendall(f"GET {slow} HTTP/1.1\r\n\r\n".encode())
            while not served.log:
                time.sleep(0.01)
            assert client.get(served.newsroom.gold[0].url).status_code == 200
            assert select.select([waiting], [], [], 0)[0] == []


def test_the_faults_of_the_real_web(sample):
    room = newsroom.load(sample)
    answers = site.replies(room)
    statuses = {reply.status for reply in answers.values()}
    assert statuses == {200, 301}
    busy = [url for url, reply in answers.items() if reply.before]
    assert len(busy) == 1
    assert [url for url, reply in answers.items() if reply.delay] != []
    with newsroom.serve(sample) as served, httpx.Client(proxy=served.proxy) as client:
        first, second = client.get(busy[0]), client.get(busy[0])
        assert (first.status_code, first.headers["Retry-After"], second.status_code) == (429, "1", 200)
        (old,) = [url for url, reply in answers.items() if reply.status == 301]
        assert client.get(old, follow_redirects=True).status_code == 200
        (missing,) = [
            url for outlet in room.outlets.values() for url in listed(client, outlet) if "/gone/" in url
        ]
        assert client.get(missing).status_code == 404
        started = time.monotonic()
        assert client.get(next(url for url, reply in answers.items() if reply.delay)).status_code == 200
        assert time.monotonic() - started >= 1


def locations(client: httpx.Client, url: str) -> list[str]:
    body = client.get(url).content
    if url.endswith(".gz"):
        body = gzip.decompress(body)
    tree = lxml.etree.fromstring(body)
    locs = tree.xpath("//*[local-name()='loc']/text()")
    if tree.tag.endswith("sitemapindex"):
        return [found for loc in locs for found in locations(client, loc)]
    return locs


def listed(client: httpx.Client, outlet: newsroom.Outlet) -> list[str]:
    """Follow every way the outlet offers to find its articles, as a stranger would."""
    found = []
    if outlet.feed_url:
        parsed = feedparser.parse(client.get(outlet.feed_url).content)
        assert not parsed.bozo
        found += [entry.link for entry in parsed.entries]
    robots = client.get(f"http://{outlet.host}/robots.txt").text
    for line in robots.splitlines():
        if line.startswith("Sitemap: "):
            found += locations(client, line.removeprefix("Sitemap: "))
    if not found:
        tree = lxml.html.fromstring(client.get(outlet.front_url).content)
        tree.make_links_absolute(outlet.front_url)
        found += tree.xpath("//a/@href")
    return found


def test_a_stranger_finds_every_article(sample):
    with newsroom.serve(sample) as served, httpx.Client(proxy=served.proxy, follow_redirects=True) as client:
        for outlet in served.newsroom.outlets.values():
            reached = set()
            for url in listed(client, outlet):
                page = client.get(url)
                if page.status_code == 429:
                    page = client.get(url)
                canonical = page.text.partition('rel="canonical" href="')[2].partition('"')[0]
                reached |= {str(page.url), canonical}
            assert {story.url for story in served.newsroom.of(outlet)} <= reached


def test_closed_pages_exist_and_are_listed(sample):
    room = newsroom.load(sample)
    closed = [outlet for outlet in room.outlets.values() if outlet.disallow]
    assert closed
    with newsroom.serve(sample) as served, httpx.Client(proxy=served.proxy) as client:
        for outlet in closed:
            assert f"Disallow: {outlet.disallow}" in client.get(f"http://{outlet.host}/robots.txt").text
            if served.newsroom.of(outlet):
                (url,) = {url for url in listed(client, outlet) if outlet.disallow in url}
                assert client.get(url).status_code == 200


def test_the_sample_has_what_the_real_web_has(sample):
    room = newsroom.load(sample)
    assert {outlet.design for outlet in room.outlets.values()} == set(designs.DESIGNS)
    assert {outlet.feed for outlet in room.outlets.values()} == {"rss", "atom", None}
    assert {outlet.sitemap for outlet in room.outlets.values()} == {"plain", "gzip", "index", "news", None}
    copies = [story for story in room.gold if story.copy_of]
    originals = {story.id: story for story in room.gold if not story.copy_of}
    assert len({story.outlet.id for story in copies}) >= 3
    for story in copies:
        assert story.title != originals[story.copy_of].title
        assert story.text == originals[story.copy_of].text
        assert story.wire


def test_gold_quotes_stand_in_the_visible_text(sample):
    for story in newsroom.load(sample).gold:
        for quote in story.quotes:
            assert quote.text in story.text


def test_same_bytes_every_time(sample):
    def digest() -> str:
        answers = site.replies(newsroom.load(sample))
        whole = b"".join(url.encode() + reply.body for url, reply in sorted(answers.items()))
        return hashlib.sha256(whole).hexdigest()

    assert digest() == digest()


def test_gzip_bytes_do_not_depend_on_the_clock(make):
    answers = site.replies(newsroom.load(make(outlet='sitemap = "gzip"\n')))
    body = answers["http://gazette.example/sitemap.xml.gz"].body
    assert body[4:8] == b"\0\0\0\0"
