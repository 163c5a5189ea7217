"""The archive keeps what it is given, the same way everywhere, through crashes and damage."""

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediakit.archive import Archive
from mediakit.errors import ArchiveError, InputError
from mediakit.records import Failure, Page

WHEN = datetime(2024, 5, 1, 12, 30, 0, 123456, tzinfo=UTC)


def page(url="https://a.example/1", body=b"<p>Hello</p>", **more) -> Page:
    return Page(url=url, body=body, fetched=more.pop("fetched", WHEN), **more)


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def lose_index(folder: Path) -> None:
    for path in folder.glob("index.sqlite*"):
        path.unlink()


def test_a_page_comes_back_as_it_was(tmp_path):
    given_page = page(
        content_type="text/html; charset=gb2312",
        status=203,
        requested="https://a.example/short",
        headers={"Content-Type": "text/html; charset=gb2312", "ETag": '"x"', "Content-Encoding": "br"},
        outlet="日报",
        found_by="feed",
        query="https://a.example/feed?a=1: 2",
        part_of="https://a.example/0",
    )
    with Archive(tmp_path / "new" / "archive") as archive:
        key = archive.add(given_page)
        assert archive.read(key) == replace(given_page, capture_id=key)
        (capture,) = archive.captures()
    for name in (
        "url",
        "requested",
        "fetched",
        "status",
        "content_type",
        "outlet",
        "found_by",
        "query",
        "part_of",
    ):
        assert getattr(capture, name) == getattr(given_page, name)
    assert capture.digest == "sha1:4GXYJPEDG5VU7ESI3J4OMBUEXR5R5P3R"


def test_the_id_is_the_same_on_every_machine(tmp_path):
    with Archive(tmp_path) as archive:
        assert archive.add(page()) == "f5ced41756e372ac"


def test_the_same_payload_at_the_same_address_is_kept_once(tmp_path):
    with Archive(tmp_path) as archive:
        first = archive.add(page())
        before = warcs(tmp_path)[0].stat().st_size
        assert archive.add(page(fetched=WHEN + timedelta(days=1))) == first
        assert warcs(tmp_path)[0].stat().st_size == before
        changed = archive.add(page(body=b"<p>Changed</p>", fetched=WHEN + timedelta(days=1)))
        assert [c.capture_id for c in archive.captures()] == [first, changed]


def test_the_same_payload_elsewhere_is_a_revisit_record(tmp_path):
    body = os.urandom(50_000)
    with Archive(tmp_path) as archive:
        archive.add(page(body=body))
        size = warcs(tmp_path)[0].stat().st_size
        key = archive.add(page("https://www.a.example/1", body=body, headers={"X-Own": "yes"}))
        assert warcs(tmp_path)[0].stat().st_size - size < 3_000
        assert archive.read(key).body == body
        assert archive.read(key).headers["X-Own"] == "yes"
        assert archive.check() == []


def test_order_does_not_depend_on_the_order_of_download(tmp_path):
    pages = [page(f"https://a.example/{n}", fetched=WHEN + timedelta(seconds=n % 3)) for n in range(9)]
    ids = []
    for name, order in (("one", pages), ("two", pages[::-1])):
        with Archive(tmp_path / name) as archive:
            for one in order:
                archive.add(one)
            ids.append([c.capture_id for c in archive.captures()])
    assert ids[0] == ids[1]


def test_addresses_that_led_to_a_capture_are_known(tmp_path):
    with Archive(tmp_path) as archive:
        archive.add(page(requested="https://t.example/x"), redirects=["https://t.example/y"])
        archive.add(page(requested="https://t.example/z"))
        archive.alias("https://t.example/w", "https://a.example/1")
        archive.alias("https://t.example/lost", "https://a.example/none")
    for rebuilt in (False, True):
        if rebuilt:
            lose_index(tmp_path)
        with Archive(tmp_path) as archive:
            assert [archive.has(f"https://t.example/{x}") for x in ("x", "y", "z", "w")] == [True] * 4
            assert archive.has("https://a.example/1")
            assert not archive.has("https://t.example/lost")
            assert not archive.has("https://a.example/")
            assert archive.latest("https://t.example/w").url == "https://a.example/1"
            assert archive.latest("https://t.example/lost") is None


def test_further_pages_wait_until_they_are_there(tmp_path):
    second = "https://a.example/1?page=2"
    with Archive(tmp_path) as archive:
        archive.add(page(outlet="A"), follow=[second, second])
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        (waiting,) = archive.unfollowed()
        assert (waiting.url, waiting.part_of, waiting.outlet) == (second, "https://a.example/1", "A")
        archive.add(page(second, b"<p>two", part_of=waiting.part_of))
        assert archive.unfollowed() == []


def test_files_are_resources_under_their_own_name(tmp_path):
    name = "import:my folder/日报 100%.html"
    with Archive(tmp_path) as archive:
        key = archive.add(page(name, b"\x00\xff", found_by="import"))
        assert archive.read(key).url == name
        assert archive.read(key).content_type is None
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.read(key).url == name
        assert archive.check() == []


def test_any_warc_tool_reads_it(tmp_path):
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with Archive(tmp_path) as archive:
        archive.add(
            page(content_type="text/html", requested="https://a.example/r"), sent={"User-Agent": "test"}
        )
        archive.add(page("import:x", b"file"))
    with warcs(tmp_path)[0].open("rb") as stream:
        records = [
            (r.record_type, r.headers.get("WARC-Target-URI"), r.verify_block_digest(), r.reader.read())
            for r in ArchiveIterator(stream, parse_http=False)
        ]
    kinds = [r[0] for r in records]
    assert kinds == [
        WarcRecordType.warcinfo,
        WarcRecordType.response,
        WarcRecordType.request,
        WarcRecordType.metadata,
        WarcRecordType.resource,
        WarcRecordType.metadata,
    ]
    assert all(verified for *_, verified, _ in records)
    assert b"User-Agent: test" in records[2][3]
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *map(str, warcs(tmp_path))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_files_are_rotated_by_size(tmp_path):
    with Archive(tmp_path, rotate=5_000) as archive:
        keys = [archive.add(page(f"https://a.example/{n}", os.urandom(2_000))) for n in range(9)]
    assert len(warcs(tmp_path)) > 2
    assert max(p.stat().st_size for p in warcs(tmp_path)) < 10_000
    with Archive(tmp_path, rotate=5_000) as archive:
        keys.append(archive.add(page("https://a.example/last", b"last")))
        assert [archive.read(k).capture_id for k in keys] == keys
        assert archive.check() == []
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert {c.capture_id for c in archive.captures()} == set(keys)


def test_the_index_is_rebuilt_from_the_files(tmp_path):
    with Archive(tmp_path) as archive:
        for n in range(20):
            archive.add(
                page(
                    f"https://a.example/{n}",
                    b"<p>%d" % (n % 7),
                    content_type="text/html",
                    outlet="A",
                    status=200,
                )
            )
        before = list(archive.captures())
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert list(archive.captures()) == before
        assert archive.check() == []
        for capture in before:
            assert archive.read(capture.capture_id).url == capture.url


def test_a_torn_end_is_cut_and_the_rest_stays(tmp_path):
    with Archive(tmp_path) as archive:
        keys = [archive.add(page(f"https://a.example/{n}", os.urandom(300))) for n in range(4)]
    (path,) = warcs(tmp_path)
    whole = path.read_bytes()
    with Archive(tmp_path) as archive:
        archive.add(page("https://a.example/torn", os.urandom(300)))
    longer = path.read_bytes()
    for cut in range(len(whole) + 1, len(longer), 37):
        lose_index(tmp_path)
        path.write_bytes(longer[:cut])
        with Archive(tmp_path) as archive:
            assert {c.capture_id for c in archive.captures()} == set(keys)
            assert archive.check() == []
            assert path.read_bytes() == whole
            archive.add(page("https://a.example/next", b"next"))
            assert archive.check() == []


def test_what_was_written_and_not_indexed_is_indexed_on_opening(tmp_path):
    import shutil

    with Archive(tmp_path) as archive:
        archive.add(page())
    for path in tmp_path.glob("index.sqlite*"):
        shutil.copy(path, tmp_path / f"old-{path.name}")
    with Archive(tmp_path) as archive:
        second = archive.add(page("https://a.example/2"))
    lose_index(tmp_path)
    (tmp_path / "old-index.sqlite").rename(tmp_path / "index.sqlite")
    with Archive(tmp_path) as archive:
        assert archive.read(second).url == "https://a.example/2"
        assert archive.check() == []


def test_a_file_that_lost_its_end_loses_only_that(tmp_path):
    with Archive(tmp_path) as archive:
        keys = [archive.add(page(f"https://a.example/{n}", os.urandom(300))) for n in range(4)]
    (path,) = warcs(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    with Archive(tmp_path) as archive:
        assert {c.capture_id for c in archive.captures()} == set(keys[:3])
        assert archive.check() == []


@pytest.mark.parametrize("where", [0.3, 0.5, 0.7])
def test_a_changed_byte_is_named(tmp_path, where):
    with Archive(tmp_path) as archive:
        keys = [archive.add(page(f"https://a.example/{n}", os.urandom(20_000))) for n in range(3)]
    (path,) = warcs(tmp_path)
    data = bytearray(path.read_bytes())
    data[int(len(data) * where)] ^= 0xFF
    path.write_bytes(data)
    with Archive(tmp_path) as archive:
        assert archive.check()
        unread = []
        for key in keys:
            try:
                archive.read(key)
            except ArchiveError as error:
                unread.append((key, str(error)))
        ((lost, message),) = unread
        assert lost in message
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert {c.capture_id for c in archive.captures()} == set(keys) - {lost}
        assert archive.check()


def test_a_payload_put_in_place_of_another_is_found(tmp_path):
    with Archive(tmp_path) as archive:
        key = archive.add(page(body=b"<p>one</p>"))
    with Archive(tmp_path / "other") as other:
        other.add(page(body=b"<p>two</p>"))
    data = warcs(tmp_path / "other")[0].read_bytes()
    warcs(tmp_path)[0].write_bytes(data)
    with Archive(tmp_path) as archive:
        with pytest.raises(ArchiveError, match=key):
            archive.read(key)
        assert archive.check() or key not in {c.capture_id for c in archive.captures()}


def test_a_missing_file_is_named(tmp_path):
    with Archive(tmp_path) as archive:
        key = archive.add(page())
    warcs(tmp_path)[0].unlink()
    with Archive(tmp_path) as archive:
        assert "not there" in archive.check()[0]
        with pytest.raises(ArchiveError, match=key):
            archive.read(key)


def test_unknown_captures_bad_addresses_and_naive_times_are_refused(tmp_path):
    with Archive(tmp_path) as archive:
        with pytest.raises(ArchiveError, match="no capture 'x'"):
            archive.read("x")
        for url in (
            "",
            " https://a.example/",
            "https://a.example/\ud800",
            "https://a.example/\nWARC-Type: x",
        ):
            with pytest.raises(InputError):
                archive.add(page(url))
        with pytest.raises(InputError, match="aware"):
            archive.add(page(fetched=datetime(2024, 1, 1)))
        assert archive.count() == 0
        assert archive.check() == []


def test_an_index_of_another_version_is_refused(tmp_path):
    import sqlite3

    with Archive(tmp_path):
        pass
    with contextlib.closing(sqlite3.connect(tmp_path / "index.sqlite", isolation_level=None)) as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(ArchiveError, match="version 99"):
        Archive(tmp_path)
    lose_index(tmp_path)
    (tmp_path / "index.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(ArchiveError, match="rebuilt"):
        Archive(tmp_path)


def test_an_index_of_the_first_version_is_brought_up_to_date(tmp_path):
    import sqlite3

    with Archive(tmp_path) as archive:
        archive.add(page("https://a.example/1"))
        archive.fail(Failure("https://a.example/2", "collect", "404"))
    with contextlib.closing(sqlite3.connect(tmp_path / "index.sqlite", isolation_level=None)) as db:
        db.execute("DROP TABLE canonicals")
        db.execute("PRAGMA user_version=1")
    with Archive(tmp_path) as archive:
        archive.add(page("https://a.example/amp/1"), canonical="https://a.example/3")
        assert [f.url for f in archive.failures()] == ["https://a.example/2"]
        assert [(f.url, f.part_of, f.variant) for f in archive.unfollowed()] == [
            ("https://a.example/3", None, "https://a.example/amp/1")
        ]


def test_hostile_headers_cannot_forge_records(tmp_path):
    evil = "x\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK"
    with Archive(tmp_path) as archive:
        key = archive.add(page(headers={"X-Evil": evil}, outlet=evil, query=evil, content_type=evil))
        assert archive.read(key).body == b"<p>Hello</p>"
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.count() == 1
        assert archive.read(key).body == b"<p>Hello</p>"
        assert archive.check() == []


urls = st.one_of(
    st.text(st.characters(min_codepoint=33, blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).map(
        lambda s: "https://a.example/" + s
    ),
    st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs", "Cc")), max_size=60).map(
        lambda s: f"import:{s}|"
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pages=st.lists(
        st.builds(
            Page,
            url=urls,
            body=st.binary(max_size=300),
            fetched=st.datetimes(
                min_value=datetime(1996, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)
            ),
            status=st.sampled_from([200, 203, 404]),
        ),
        max_size=6,
    )
)
def test_law_what_is_added_is_read_before_and_after_a_rebuild(tmp_path_factory, pages):
    folder = tmp_path_factory.mktemp("law")
    with Archive(folder) as archive:
        kept = {archive.add(one): one for one in reversed(pages)}
        before = list(archive.captures())
    lose_index(folder)
    with Archive(folder) as archive:
        assert [(c.capture_id, c.url, c.fetched) for c in archive.captures()] == [
            (c.capture_id, c.url, c.fetched) for c in before
        ]
        assert archive.check() == []
        for key, one in kept.items():
            back = archive.read(key)
            assert (back.url, back.body) == (one.url, one.body)


def test_a_full_disk_leaves_a_whole_archive(tmp_path, monkeypatch):
    from mediakit.archive import writer

    real = writer._write

    def half(out, data):
        real(out, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    with Archive(tmp_path) as archive:
        archive.add(page())
        with monkeypatch.context() as patch:
            patch.setattr(writer, "_write", half)
            with pytest.raises(OSError, match="No space"):
                archive.add(page("https://a.example/2"))
        assert archive.check() == []
        archive.add(page("https://a.example/3"))
        assert archive.check() == []
    lose_index(tmp_path)
    with Archive(tmp_path) as archive:
        assert [c.url[-1] for c in archive.captures()] == ["1", "3"]


def test_what_cannot_be_indexed_is_not_written(tmp_path, monkeypatch):
    from mediakit.archive import store

    def interrupted(*args, **kwargs):
        raise KeyboardInterrupt

    with Archive(tmp_path) as archive:
        archive.add(page())
        size = warcs(tmp_path)[0].stat().st_size
        with monkeypatch.context() as patch:
            patch.setattr(store, "insert", interrupted)
            with pytest.raises(KeyboardInterrupt):
                archive.add(page("https://a.example/2"))
        assert warcs(tmp_path)[0].stat().st_size == size
        archive.add(page("https://a.example/2"))
        assert archive.check() == []
        assert archive.count() == 2


# ---------------------------------------------------------------- failures and words


def test_failures_are_kept_per_stage_and_cleared_per_address(tmp_path):
    one, two = (
        Failure("https://a.example/1", "collect", "HTTP 404"),
        Failure("https://a.example/1", "extract", "x"),
    )
    with Archive(tmp_path) as archive:
        archive.fail(one)
        archive.fail(two)
        archive.fail(replace(one, error="HTTP 410"))
    with Archive(tmp_path) as archive:
        assert archive.failures() == [replace(one, error="HTTP 410"), two]
        archive.clear_failures("https://a.example/1")
        assert archive.failures() == []


ROWS = [
    {
        "article_id": "a",
        "url": "u",
        "outlet": "A",
        "title": "Censorship on 微信",
        "text": "The Great Firewall blocked it.",
    },
    {
        "article_id": "b",
        "url": None,
        "outlet": None,
        "title": None,
        "text": "中国监管机构对阿里巴巴罚款。Ünïcode café",
    },
    {
        "article_id": "c",
        "url": "u",
        "outlet": "C",
        "title": "Nothing",
        "text": 'A firewall "great" in size; カタカナ',
    },
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("firewall", {"a", "c"}),
        ("FIREWALL great", {"a", "c"}),
        ('"great firewall"', {"a"}),
        ("censor*", {"a"}),
        ("censor", set()),
        ("微信", {"a"}),
        ("监管", {"b"}),
        ("管监", set()),
        ("阿里巴巴 罚款", {"b"}),
        ("unicode cafe", {"b"}),
        ("タカ", {"c"}),
        ('firewall" OR 1 NEAR(', set()),
        ("title:nothing", set()),
    ],
)
def test_search(tmp_path, words, found):
    with Archive(tmp_path) as archive:
        assert archive.index_articles(ROWS) == 3
        assert {hit.article_id for hit in archive.search(words)} == found


def test_of_very_many_articles_the_last_are_ranked(tmp_path, monkeypatch):
    from mediakit.archive import index

    rows = [
        dict(article_id=str(n), url=None, outlet=None, title="t", text="said " * (9 - n)) for n in range(9)
    ]
    with Archive(tmp_path) as archive:
        archive.index_articles(rows)
        assert [hit.article_id for hit in archive.search("said", limit=2)] == ["0", "1"]
        monkeypatch.setattr(index, "RANKED", 4)
        assert [hit.article_id for hit in archive.search("said")] == ["5", "6", "7", "8"]


def test_articles_that_changed_or_left_are_not_found_any_more(tmp_path):
    with Archive(tmp_path) as archive:
        archive.index_articles(ROWS)
        assert archive.index_articles(ROWS) == 0
        changed = [{**ROWS[0], "text": "Nothing of the kind."}, ROWS[1]]
        assert archive.index_articles(changed) == 2
        assert archive.search("firewall") == []
        assert [h.article_id for h in archive.search("kind")] == ["a"]
        assert archive.search("监管")[0].text == ROWS[1]["text"]
        assert len(archive.search("监管 OR kind OR a*", limit=1)) <= 1
        assert archive.check() == []


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "--;"])
def test_a_search_for_nothing_is_refused(tmp_path, words):
    with Archive(tmp_path) as archive, pytest.raises(InputError, match="nothing to search for"):
        archive.search(words)


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=40))
def test_law_no_search_breaks_the_expression(shared_words, words):
    with contextlib.suppress(InputError):
        shared_words.search(words)


@pytest.fixture(scope="module")
def shared_words(tmp_path_factory):
    with Archive(tmp_path_factory.mktemp("words")) as archive:
        archive.index_articles(ROWS)
        yield archive


def test_an_article_without_a_column_is_refused_and_changes_nothing(tmp_path):
    with Archive(tmp_path) as archive:
        archive.index_articles(ROWS)
        with pytest.raises(InputError, match="no 'text'"):
            archive.index_articles([{"article_id": "z", "url": "", "outlet": "", "title": ""}])
        assert archive.search("firewall")


# ---------------------------------------------------------------- processes


def _read_for_a_while(folder: str, seconds: float, result) -> None:
    seen, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        with Archive(folder) as archive:
            captures = list(archive.captures())
            assert len(captures) >= seen
            seen = len(captures)
            for capture in captures[-3:]:
                archive.read(capture.capture_id)
    result.put(seen)


def test_two_processes_read_while_one_writes(tmp_path):
    context = multiprocessing.get_context("spawn")
    result = context.Queue()
    with Archive(tmp_path, rotate=100_000) as archive:
        readers = [
            context.Process(target=_read_for_a_while, args=(str(tmp_path), 1.5, result)) for _ in range(2)
        ]
        for reader in readers:
            reader.start()
        n = 0
        while any(reader.is_alive() for reader in readers):
            archive.add(page(f"https://a.example/{n}", os.urandom(2_000)))
            n += 1
            time.sleep(0.002)
        for reader in readers:
            reader.join()
            assert reader.exitcode == 0
        assert archive.check() == []
    assert all(result.get() > 0 for _ in readers)


def test_a_second_writer_is_refused(tmp_path):
    with Archive(tmp_path) as one, Archive(tmp_path) as two:
        one.add(page())
        with pytest.raises(ArchiveError, match="another process is writing"):
            two.add(page("https://a.example/2"))
        assert two.count() == 1
        two.fail(Failure("https://a.example/2", "collect", "x"))
        one.close()
        two.add(page("https://a.example/2"))


def test_a_writer_killed_at_any_moment_leaves_a_whole_archive(tmp_path):
    code = """
        import os, sys
        from datetime import UTC, datetime
        from mediakit.archive import Archive
        from mediakit.records import Page
        with Archive(sys.argv[1], rotate=60_000) as archive:
            for n in range(int(sys.argv[2]), 10**9):
                archive.add(Page(f"https://a.example/{n}", os.urandom(3_000), datetime.now(UTC)))
                print(n, flush=True)
    """
    told = 0
    for turn in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), str(tmp_path), str(turn * 1_000_000)],
            stdout=subprocess.PIPE,
        )
        writer.stdout.readline()
        time.sleep(0.003 * turn)
        writer.send_signal(signal.SIGKILL)
        told += 1 + len(writer.stdout.read().split())
        writer.wait()
        with Archive(tmp_path) as archive:
            assert archive.check() == []
            assert told <= archive.count() <= told + turn + 1
            assert not archive.check()
