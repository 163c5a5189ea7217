"""A study's ways of finding pages, from study.toml to the archive, against a server on this machine."""

import gzip
import io
import json
import logging
import re
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

import mediakit as mk
from mediakit import cli, study
from mediakit.archive import Archive
from mediakit.collect import parent
from mediakit.discover import ccnews, gdelt, guardian, mediacloud, wayback
from mediakit.errors import InputError
from mediakit.progress import Step, spell
from mediakit.records import Page
from mediakit.study import lock
from webserver import Answer, WebServer

SECRET = "s3cr3t-k3y-0123"
PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>“We regret the delay,” said Ann Lee, a spokeswoman for Apple, on the pier of the outer island.</p>
<p>The boats run again after three weeks of repairs, {words}, which the islanders had long been waiting for.</p>
<p>Apple said in a statement that the works had cost more than was planned in the year before.</p></article></body></html>"""
HEAD = '[study]\ntitle = "x"\n[dates]\nstart = 2024-05-01\nend = 2024-05-31\n[collect]\npause = 0.01\nallow = ["127.0.0.1"]\n'
SERVICES = """
[[gdelt]]
query = "ferry"
[[guardian]]
query = "ferry AND island"
[[mediacloud]]
query = "ferry"
collections = [34412234]
[[ccnews]]
hosts = ["crawled.example"]
months = ["2024-05"]
"""


@pytest.fixture
def web(monkeypatch):
    """A server that speaks for every service, each client's own base address pointed at it."""
    with WebServer() as server:
        for module, call, base in (
            (gdelt, gdelt.discover, f"{server.url}/gdelt"),
            (guardian, guardian.discover, f"{server.url}/guardian"),
            (mediacloud, mediacloud.discover, f"{server.url}/mediacloud/"),
            (mediacloud, mediacloud.attention, f"{server.url}/mediacloud/"),
            (wayback, wayback.discover, server.url),
        ):
            monkeypatch.setitem(call.__kwdefaults__, "base_url", base)
            monkeypatch.setattr(module, "INTERVAL", 0.0)
        monkeypatch.setattr(ccnews.files, "__kwdefaults__", {"get": None, "base_url": f"{server.url}/cc/"})
        monkeypatch.setenv("GUARDIAN_API_KEY", SECRET)
        monkeypatch.setenv("MEDIACLOUD_API_KEY", SECRET)
        speak(server)
        yield server


def jsoned(value, **more):
    return Answer(json.dumps(value).encode(), kind="application/json", **more)


def article(title, words="said the harbour master"):
    return PAGE.format(title=title, words=words)


def warc_file(folder):
    """Return a WARC file as the crawl has them: pages of many sites."""
    with Archive(folder) as archive:
        for host in ("crawled.example", "www.crawled.example", "elsewhere.example", "notcrawled.example"):
            page = Page(
                f"http://{host}/1", article(host).encode(), datetime(2024, 5, 3, tzinfo=UTC), "text/html"
            )
            archive.add(page)
    (made,) = folder.glob("*.warc.gz")
    return made.read_bytes()


def speak(server):
    """Answer as the services do, each with one article that the server has too."""
    here = server.url
    for name in ("feed", "gdelt", "guardian", "mediacloud"):
        server.page(f"/{name}/1.html", article(f"Found by {name}"))
    feed = f"<rss version='2.0'><channel><item><link>{here}/feed/1.html</link></item></channel></rss>"
    found = {
        "/feed.xml": Answer(feed.encode()),
        "/gdelt": jsoned({"articles": [{"url": f"{here}/gdelt/1.html", "seendate": "20240502T000000Z", "domain": "127.0.0.1"}]}),
        "/guardian/search": jsoned({"response": {"status": "ok", "pages": 1, "results": [{"webUrl": f"{here}/guardian/1.html"}]}}),
        "/mediacloud/search/story-list": jsoned({"stories": [{"url": f"{here}/mediacloud/1.html", "publish_date": "2024-05-03"}]}),
        "/cdx/search/cdx": jsoned([["timestamp", "original", "statuscode"], ["20240504120000", "http://gone.example/news/1", "200"]]),
    }  # fmt: skip
    server.answers = found
    server.page("/web/20240504120000id_/http://gone.example/news/1", article("Found by wayback"))
    plain = server._find
    server._find = lambda seen: found.get(urlsplit(seen.url).path) or plain(seen)


def with_crawl(server, folder):
    path = "crawl-data/CC-NEWS/2024/05/CC-NEWS-20240503010203-00001.warc.gz"
    server.page("/cc/crawl-data/CC-NEWS/2024/05/warc.paths.gz", gzip.compress(path.encode()))
    server.page(f"/cc/{path}", warc_file(folder), kind="application/octet-stream")
    return f"{server.url}/cc/{path}"


def made(folder, toml):
    study.new(folder)
    (folder / "study.toml").write_text(toml, encoding="utf-8")
    return folder


def outlet(server, *lines):
    return "\n".join(["[[outlets]]", 'name = "The Post"', *lines]).replace("HERE", server.url) + "\n"


def run_cli(monkeypatch, *words):
    monkeypatch.setattr("sys.argv", ["mediakit", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def captures(folder):
    with Archive(folder / "archive") as archive:
        return {c.url: c for c in archive.captures()}


def asked(server, path):
    return sum(urlsplit(seen.url).path == path for seen in server.log)


def all_bytes(folder):
    for path in (p for p in folder.rglob("*") if p.is_file()):
        body = path.read_bytes()
        yield path, gzip.decompress(body) if path.name.endswith(".gz") else body


# ---------------------------------------------------------------- every way, end to end


def test_every_way_of_finding_pages_leads_to_the_archive_and_no_key_does(
    web, tmp_path, monkeypatch, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    file = with_crawl(web, tmp_path / "crawl")
    ways = outlet(web, 'feeds = ["HERE/feed.xml"]', 'wayback = ["gone.example/news/*"]')
    folder = made(tmp_path / "study", HEAD + ways + SERVICES)
    assert run_cli(monkeypatch, "collect", folder) == 0
    held = captures(folder)
    assert Counter(c.found_by for c in held.values()) == {
        "feed": 1, "gdelt": 1, "guardian": 1, "mediacloud": 1, "wayback": 1, "ccnews": 2,
    }  # fmt: skip
    gone = held["http://gone.example/news/1"]
    assert (gone.outlet, gone.fetched) == ("The Post", datetime(2024, 5, 4, 12, tzinfo=UTC))
    assert {url for url, c in held.items() if c.query == file} == {
        "http://crawled.example/1",
        "http://www.crawled.example/1",
    }
    assert any(SECRET in seen.url for seen in web.log)
    assert any(SECRET in seen.headers.get("Authorization", "") for seen in web.log)
    out = capfd.readouterr()
    assert "collected 7 pages" in out.out
    opened = study.open_study(folder)
    lock.write(opened, study.make_frames(opened))
    assert {path.name for path, _ in all_bytes(folder)} >= {"study.lock", "index.sqlite", "articles.parquet"}
    assert not [path for path, body in all_bytes(folder) if SECRET.encode() in body]
    assert SECRET not in out.out + out.err + caplog.text + "".join(capfd.readouterr())
    articles = opened.frame("articles").set_index("url")
    assert articles.loc["http://gone.example/news/1", "title"] == "Found by wayback"


def test_the_windows_are_the_days_of_the_study(web, tmp_path):
    toml = HEAD.replace("[dates]", '[dates]\ntimezone = "Asia/Hong_Kong"') + outlet(
        web, 'wayback = ["*.gone.example"]'
    )
    study.collect_study(study.open_study(made(tmp_path / "study", toml + SERVICES)))
    said = {urlsplit(seen.url).path: seen.url for seen in web.log}
    assert "startdatetime=20240430160000&enddatetime=20240531155959" in said["/gdelt"]
    assert "from-date=2024-04-30T16%3A00%3A00Z" in said["/guardian/search"]
    assert "start=2024-05-01&end=2024-05-31" in said["/mediacloud/search/story-list"]
    assert "cs=34412234" in said["/mediacloud/search/story-list"]
    assert "url=gone.example&matchType=domain" in said["/cdx/search/cdx"]
    assert "from=20240430160000&to=20240531155959" in said["/cdx/search/cdx"]


def test_what_services_find_has_the_study_s_name_of_the_outlet(web, tmp_path):
    folder = made(tmp_path / "study", HEAD + outlet(web, 'feeds = ["HERE/feed.xml"]') + SERVICES)
    found = study.preview(study.open_study(folder))
    assert set(found.loc[found["found_by"] == "gdelt", "outlet"]) == {"The Post"}


def test_the_first_way_that_finds_a_page_names_its_outlet(web, tmp_path):
    web.answers["/mediacloud/search/story-list"] = jsoned(
        {"stories": [{"url": "http://shared.example/1", "media_name": "shared.example"}]}
    )
    ways = outlet(web, 'links = ["http://shared.example/1"]') + SERVICES.partition("[[ccnews]]")[0]
    folder = made(tmp_path / "study", HEAD + ways.replace("The Post", "The Shared Times"))
    found = study.preview(study.open_study(folder)).set_index("url")
    assert found.loc["http://shared.example/1", ["outlet", "found_by"]].tolist() == [
        "The Shared Times",
        "links",
    ]


def test_a_service_that_fails_is_told_and_loses_no_other(web, tmp_path, monkeypatch, capfd):
    web.answers["/gdelt"] = Answer(b"<html>Your query was too short</html>")
    web.answers["/guardian/search"] = jsoned(
        {"response": {"status": "error", "message": f"who is {SECRET}?"}}
    )
    monkeypatch.delenv("MEDIACLOUD_API_KEY")
    with_crawl(web, tmp_path / "crawl")
    folder = made(
        tmp_path / "study", HEAD + outlet(web, 'feeds = ["HERE/none.xml", "HERE/feed.xml"]') + SERVICES
    )
    assert run_cli(monkeypatch, "collect", folder) == 1
    out = capfd.readouterr()
    assert "collected 3 pages" in out.out
    assert "4 ways of finding pages failed" in out.err
    for said in ("could not fetch '", "gdelt:ferry: GDELT did not", "guardian:ferry AND island: the Guardian refused", "mediacloud:ferry: Media Cloud needs a key: set the environment variable MEDIACLOUD_API_KEY"):  # fmt: skip
        assert said in out.err
    assert not [path for path, body in all_bytes(folder) if SECRET.encode() in body]
    assert SECRET not in out.out + out.err
    failures = study.make_frames(study.open_study(folder))["failures"]
    assert set(failures["stage"]) == {"discover"}
    assert len(failures) == 4
    monkeypatch.setenv("MEDIACLOUD_API_KEY", SECRET)
    run_cli(monkeypatch, "collect", folder)
    assert len(study.unanswered(study.open_study(folder))) == 3


# ---------------------------------------------------------------- CC-NEWS


def test_a_file_of_the_crawl_is_asked_once_for_each_host(web, tmp_path):
    file = urlsplit(with_crawl(web, tmp_path / "crawl")).path
    crawl = SERVICES[SERVICES.index("[[ccnews]]") :]
    folder = made(tmp_path / "study", HEAD + crawl)
    opened = study.open_study(folder)
    assert study.collect_study(opened).fetched == 2
    assert study.collect_study(opened).fetched == 0
    assert asked(web, file) == 1
    (folder / "study.toml").write_text(HEAD + crawl.replace('"crawled', '"elsewhere.example", "crawled'))
    opened = study.open_study(folder)
    assert study.preview(opened)["state"].tolist() == ["new"]
    assert study.collect_study(opened).fetched == 1
    assert asked(web, file) == 2
    assert study.preview(opened)["state"].tolist() == ["held"]
    assert sorted(captures(folder)) == [
        f"http://{h}.example/1" for h in ("crawled", "elsewhere", "www.crawled")
    ]


def test_a_file_of_the_crawl_that_does_not_come_is_asked_again(web, tmp_path):
    file = urlsplit(with_crawl(web, tmp_path / "crawl")).path
    good, web.pages[file] = web.pages[file], Answer(b"busy", 503)
    folder = made(tmp_path / "study", HEAD + SERVICES[SERVICES.index("[[ccnews]]") :])
    opened = study.open_study(folder)
    assert study.collect_study(opened).failed == 1
    with Archive(folder / "archive") as archive:
        assert [(f.stage, "HTTP 503" in f.error) for f in archive.failures()] == [("collect", True)]
    web.pages[file] = good
    assert study.collect_study(opened).fetched == 2
    with Archive(folder / "archive") as archive:
        assert archive.failures() == []


# ---------------------------------------------------------------- again, and before


def test_refresh_keeps_what_changed_as_a_further_version(web, tmp_path, monkeypatch, capfd):
    def page(seen):
        if seen.headers.get("If-None-Match") == '"1"':
            return Answer(status=304)
        return Answer(article("Same").encode(), headers={"ETag": '"1"'})

    web.pages["/same.html"] = page
    web.page("/changing.html", article("Ferry late"))
    folder = made(tmp_path / "study", HEAD + outlet(web, 'links = ["HERE/same.html", "HERE/changing.html"]'))
    assert run_cli(monkeypatch, "collect", folder) == 0
    web.page("/changing.html", article("Ferry sinks", "said the coast guard"))
    assert run_cli(monkeypatch, "collect", folder) == 0
    assert asked(web, "/changing.html") == 1
    (folder / "study.toml").write_text(
        HEAD + outlet(web, 'links = ["HERE/same.html"]')
    )  # one is found no more
    assert run_cli(monkeypatch, "collect", folder, "--refresh", "--dry-run") == 0
    assert "2 pages would be asked for, in all, 2 of them held already" in capfd.readouterr().out
    assert run_cli(monkeypatch, "collect", folder, "--refresh") == 0
    assert "collected 1 pages; 1 were there already" in capfd.readouterr().out
    assert asked(web, "/same.html") == 2
    changes = mk.versions(study.make_frames(study.open_study(folder))["articles"])
    assert changes[["title_before", "title_after"]].to_numpy().tolist() == [["Ferry late", "Ferry sinks"]]


def test_refresh_leaves_captures_of_the_wayback_machine_and_files_alone(web, tmp_path):
    with_crawl(web, tmp_path / "crawl")
    (tmp_path / "mine.html").write_text(article("Mine"))
    ways = outlet(web, 'wayback = ["gone.example/news/*"]') + SERVICES[SERVICES.index("[[ccnews]]") :]
    folder = made(tmp_path / "study", HEAD + ways)
    opened = study.open_study(folder)
    study.import_files(opened, [tmp_path / "mine.html"])
    study.collect_study(opened)
    before = len(web.log)
    assert study.collect_study(opened, refresh=True).fetched == 0
    again = {urlsplit(seen.url).path for seen in web.log[before:]}
    assert again == {"/cdx/search/cdx", "/cc/crawl-data/CC-NEWS/2024/05/warc.paths.gz"}


def test_a_dry_run_says_what_is_new_held_and_refused_and_writes_nothing(web, tmp_path, monkeypatch, capfd):
    with_crawl(web, tmp_path / "crawl")
    links = ["HERE/feed/1.html", "HERE/feed/1.html#top", "http://10.0.0.1/inside", "HERE/other.html"]
    ways = outlet(
        web, 'feeds = ["HERE/feed.xml"]', f"links = {json.dumps(links)}", 'wayback = ["gone.example/*"]'
    )
    folder = made(tmp_path / "study", HEAD + ways + SERVICES)
    assert run_cli(monkeypatch, "collect", folder, "--dry-run") == 0
    out = capfd.readouterr().out
    assert not (folder / "archive").exists()
    assert not [seen for seen in web.log if seen.url.endswith(".html") or "robots.txt" in seen.url]
    for line in ("CC-NEWS  2024-05  1", "The Post  2024-05  3", "The Post  no date  3"):
        assert f"{line}\n" in out
    assert "7 pages would be asked for, in all; 0 held already; 1 refused" in out
    assert "1 of them are files of CC-NEWS, each about 1.07 GB" in out
    assert "refused: http://10.0.0.1/inside" in out
    run_cli(monkeypatch, "collect", folder)
    capfd.readouterr()
    web.answers["/gdelt"] = Answer(b"nope", 400)
    assert run_cli(monkeypatch, "collect", folder, "--dry-run") == 1
    out = capfd.readouterr()
    assert "1 page would be asked for, in all; 5 held already; 1 refused" in out.out
    assert "1 way of finding pages failed" in out.err
    assert study.unanswered(study.open_study(folder)) == []


# ---------------------------------------------------------------- study.toml


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[[gdelt]]\nqueri = "x"', r"\[\[gdelt\]\] has an unknown key 'queri'; did you mean 'query'"),
        ("[[gdelt]]\nlimit = 3", "unknown key 'limit'; it knows query"),
        ('[[guardian]]\nquery = "x"\napi_key = "SECRET"', "keys of services stand in the environment"),
        ('[[gdelta]]\nquery = "x"', "unknown key 'gdelta'; did you mean 'gdelt'"),
        ("[[guardian]]", r"\[\[guardian\]\] must have query"),
        ('[[ccnews]]\nhosts = ["a.example"]', "must have months"),
        ('[[ccnews]]\nhosts = ["a.example"]\nmonths = ["May 2024"]', "'May 2024'; write each as"),
        (
            '[[ccnews]]\nhosts = ["https://a.example/"]\nmonths = ["2024-05"]',
            "'https://a.example/'; write the site alone",
        ),
        ('[[mediacloud]]\nquery = "x"\ncollections = ["1"]', "a list of numbers"),
        ('[[mediacloud]]\nquery = "x"\ncollections = [true]', "a list of numbers"),
        ('[gdelt]\nquery = "x"', r"under \[\[gdelt\]\]"),
        ('[[outlets]]\nname = "a"\nlinks = ["a.example/1"]', "'a.example/1', which does not begin with http"),
    ],
)
def test_mistakes_in_queries_are_named(tmp_path, toml, message):
    (tmp_path / "study.toml").write_text(HEAD + toml)
    with pytest.raises(study.config.StudyError, match=message) as raised:
        study.open_study(tmp_path)
    assert "SECRET" not in str(raised.value)


@pytest.mark.parametrize("service", ["gdelt", "mediacloud", "guardian"])
def test_a_service_that_needs_days_says_so(tmp_path, service):
    (tmp_path / "study.toml").write_text(f'[study]\ntitle = "x"\n[[{service}]]\nquery = "x"')
    if service == "guardian":
        assert study.open_study(tmp_path).queries[0].name == "guardian:x"
        return
    with pytest.raises(study.config.StudyError, match=r"\[dates\] start"):
        study.open_study(tmp_path)


def test_every_example_of_the_template_can_be_switched_on(tmp_path):
    folder = study.new(tmp_path / "study")
    text = (folder / "study.toml").read_text()
    (folder / "study.toml").write_text(re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE))
    opened = study.open_study(folder)
    assert [query.service for query in opened.queries] == ["gdelt", "guardian", "mediacloud", "ccnews"]
    assert opened.outlets[0].wayback == ("example.com/news/*",)
    assert opened.start is not None
    assert opened.columns == {"title": "Schlagzeile", "text": "Wortlaut"}


# ---------------------------------------------------------------- progress


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_plain_lines_tell_outlet_counts_and_time_left_now_and_then():
    out, clock = io.StringIO(), Clock()
    with Step("collect", 100, out=out, clock=clock) as step:
        for _ in range(25):
            clock.now += 2
            step.advance(about="The Post 3/40", remaining=150.0)
    lines = out.getvalue().splitlines()
    assert lines[0] == "collect: 5 of 100, 2 min left, The Post 3/40"
    assert lines[-1] == "collect: 25 done"
    assert len(lines) == 6


def test_a_terminal_has_one_line_with_outlet_counts_and_time_left():
    out = Terminal()
    with Step("collect", 3, out=out) as step:
        time.sleep(0.15)  # the line is drawn ten times a second at most
        step.advance(about="The Post 1/2", remaining=7500.0)
    assert "collect 1/3" in out.getvalue()
    assert "2 h 5 min left, The Post 1/2" in out.getvalue()
    assert "\n" not in out.getvalue().rstrip("\n").replace("collect: 1 done", "").strip("\r")


def test_a_step_without_an_estimate_goes_by_its_own_pace():
    out, clock = io.StringIO(), Clock()
    with Step("read", 40, out=out, clock=clock) as step:
        clock.now += 100  # what it takes to start says nothing of the pace
        step.advance()
        clock.now += 30
        step.advance(9)
    assert out.getvalue().splitlines()[:2] == ["read: 1 of 40", "read: 10 of 40, 2 min left"]


def test_the_slowest_site_decides_how_long_the_rest_takes(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(parent, "monotonic", clock)
    urls = [f"http://fast.example/{n}" for n in range(100)] + [f"http://slow.example/{n}" for n in range(20)]
    tally = parent._Tally(urls, pause=1.0)

    def fetch(host, kind="fetched"):
        return tally.add({"event": kind, "url": f"http://{host}.example/1", "outlet": None}).remaining

    clock.now += 30  # what it takes until the first pages come says nothing of the pace
    assert fetch("fast") == pytest.approx(99)
    for second in range(1, 61):  # a page a second of the one, one in ten seconds of the other
        clock.now += 1
        left = fetch("fast")
        if second % 10 == 0:
            left = fetch("slow")
    assert left == pytest.approx(14 * 10)  # not the rest of both at the common pace of 67 pages in 60 s
    for _ in range(14):  # the slow site's rest is there already
        left = fetch("slow", "present")
    assert left == pytest.approx(39)


def test_spelled_times():
    assert [spell(s) for s in (0, 59.4, 61, 3599, 3600, 86_400)] == ["0 s", "59 s", "1 min", "1 h 0 min", "1 h 0 min", "24 h 0 min"]  # fmt: skip


def test_progress_names_the_outlet_and_its_counts(web, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(Step, "advance", lambda self, parts=1, **more: said.append((self.name, more)))
    folder = made(tmp_path / "study", HEAD + outlet(web, 'links = ["HERE/feed/1.html", "HERE/gdelt/1.html"]'))
    study.collect_study(study.open_study(folder))
    told = [more for name, more in said if name == "collect"]
    assert [more["about"] for more in told] == ["The Post 1/2", "The Post 2/2"]
    assert told[-1]["remaining"] == 0.0


def test_media_cloud_s_counts_are_a_frame(web, tmp_path):
    counts = [{"date": f"2024-05-{day:02}", "count": 2, "total_count": 50} for day in (1, 2, 30)]
    web.answers["/mediacloud/search/count-over-time"] = jsoned({"count_over_time": {"counts": counts}})
    folder = made(tmp_path / "study", HEAD + '[[mediacloud]]\nquery = "ferry"\ncollections = [34]\n')
    found = mk.media_cloud_attention(study.open_study(folder), freq="W")
    assert found[["group", "relevant", "total"]].iloc[0].tolist() == ["ferry", 4, 100]
    assert found["period"].dt.strftime("%m-%d").tolist() == ["04-29", "05-06", "05-13", "05-20", "05-27"]
    assert found["share"].iloc[0] == 0.04
    assert found["share"].isna().tolist() == [False, True, True, True, False]
    ax = mk.timeline(found, title="Ferries")
    with closing(io.BytesIO()) as file:
        ax.figure.savefig(file)
    assert "cs=34" in web.log[0].url


def test_media_cloud_s_counts_need_a_table_and_a_key(web, tmp_path, monkeypatch):
    with pytest.raises(study.config.StudyError, match=r"no \[\[mediacloud\]\] table"):
        mk.media_cloud_attention(study.open_study(made(tmp_path / "none", HEAD)))
    tables = '[[mediacloud]]\nquery = "ferry"\nsources = [1]\n[[mediacloud]]\nquery = "ferry"\n'
    opened = study.open_study(made(tmp_path / "study", HEAD + tables))
    web.answers["/mediacloud/search/count-over-time"] = jsoned({"count_over_time": {"counts": []}})
    assert mk.media_cloud_attention(opened).empty
    count = {"date": "2024-05-01", "count": 1, "total_count": 2}
    web.answers["/mediacloud/search/count-over-time"] = jsoned({"count_over_time": {"counts": [count]}})
    found = mk.media_cloud_attention(opened)
    assert found["group"].tolist() == ["ferry (1)", "ferry (all)"]
    assert found["share"].tolist() == [0.5, 0.5]
    assert found["partial"].tolist() == [False, False]
    monkeypatch.delenv("MEDIACLOUD_API_KEY")
    with pytest.raises(InputError, match="MEDIACLOUD_API_KEY"):
        mk.media_cloud_attention(opened)
