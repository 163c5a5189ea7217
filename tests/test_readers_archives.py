"""Files that hold pages: web archives, ZIP files one in the other, pages saved whole, MHTML."""

import gzip
import io
import time
import zipfile
from datetime import UTC, datetime

import pytest

from mediakit import readers
from mediakit.readers import files
from mediakit.records import Failure, Page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAVED = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
WORDS = (
    "<p>The ferry to the outer islands runs again after three weeks of repairs to its hull and its engine.</p>"
    * 4
)
HTML = f"<html><head><title>Ferry runs again</title></head><body><article><h1>Ferry runs again</h1>{WORDS}</article></body></html>".encode()


def page(body, **more):
    return Page(url="import:a", body=body, fetched=NOW, **more)


def warc(records, *, packed=True):
    """Records as (url, type, content type, status, body)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "tests"}))
    for url, kind, content_type, status, body in records:
        headers = StatusAndHeaders(
            status, [("Content-Type", content_type), ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=headers if kind == "response" else None,
                warc_content_type=None if kind == "response" else content_type,
                warc_headers_dict={"WARC-Date": "2021-03-04T05:06:07Z"},
            )
        )  # fmt: skip
    return out.getvalue()


def one(number):
    return (
        f"https://a.example/{number}",
        "response",
        "text/html; charset=utf-8",
        "200 OK",
        HTML.replace(b"three", b"%03d" % number),
    )


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def unpack(body, name="a"):
    return list(files.unpack(name, body, NOW))


@pytest.mark.parametrize("how", ["members", "plain", "whole"])
def test_each_response_of_a_web_archive_is_a_page(how):
    body = warc([one(1), one(2)], packed=how == "members")
    found = unpack(gzip.compress(body) if how == "whole" else body)
    assert [(p.url, p.fetched, p.status) for p in found] == [
        ("https://a.example/1", SAVED, 200),
        ("https://a.example/2", SAVED, 200),
    ]
    assert found[0].body == one(1)[4]
    assert found[0].content_type == "text/html; charset=utf-8"
    (article,) = readers.read(found[0])
    assert (article.title, article.url) == ("Ferry runs again", "https://a.example/1")


def test_pictures_and_redirections_are_passed_over_and_error_pages_named():
    body = warc(
        [
            one(1),
            ("https://a.example/p.png", "response", "image/png", "200 OK", b"\x89PNG"),
            ("https://a.example/old", "response", "text/html", "301 Moved", b"<p>moved"),
            ("https://a.example/gone", "response", "text/html", "404 Not Found", b"<p>gone"),
            ("https://a.example/doc", "resource", "text/html", "", HTML),
        ]
    )
    found = unpack(body)
    assert [p.url for p in found] == [
        "https://a.example/1",
        "https://a.example/gone",
        "https://a.example/doc",
    ]
    assert "404" in found[1].error


def test_packed_bodies_are_unpacked():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    record = WARCWriter(out).create_warc_record(
        "https://a.example/", "response", payload=io.BytesIO(gzip.compress(HTML)), http_headers=headers
    )
    WARCWriter(out).write_record(record)
    (found,) = unpack(out.getvalue())
    assert found.body == HTML
    assert "Content-Encoding" not in found.headers


def test_a_copy_whose_original_is_elsewhere_is_named():
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO(
        warc([one(1), ("https://a.example/p.png", "response", "image/png", "200 OK", b"\x89PNG")])
    )
    out.seek(0, 2)
    writer = WARCWriter(out)
    for url in ("https://a.example/1", "https://a.example/9", "https://a.example/p.png"):
        writer.write_record(writer.create_revisit_record(url, "sha1:AAAA", url, "2021-03-04T05:06:07Z"))
    found = unpack(out.getvalue())
    assert [(type(p).__name__, p.url) for p in found] == [
        ("Page", "https://a.example/1"),
        ("Failure", "https://a.example/9"),
    ]


def test_our_own_archive_reads_back(tmp_path):
    from mediakit.archive import Archive

    put = [
        Page(url="https://a.example/one", body=HTML, fetched=SAVED, content_type="text/html"),
        Page(url="https://a.example/copy", body=HTML, fetched=NOW, content_type="text/html"),
        Page(url="import:saved pages/fähre.html", body=HTML + b"<!-- -->", fetched=NOW),
    ]
    with Archive(tmp_path / "archive") as archive:
        for item in put:
            archive.add(item)
    found = list(files.pages(sorted((tmp_path / "archive").glob("*.warc.gz")), now=NOW))
    assert sorted((p.url, p.fetched, p.body) for p in found) == sorted(
        (p.url, p.fetched, p.body) for p in put
    )


def test_a_damaged_stretch_is_named_and_the_rest_goes_on():
    members = [warc([one(n)]) for n in range(4)]
    whole = b"".join(members)
    start = len(members[0]) + len(members[1]) // 2
    torn = whole[:start] + b"\0" * 60 + whole[start + 60 :]
    found = unpack(torn)
    assert [p.url for p in found if isinstance(p, Page)] == [f"https://a.example/{n}" for n in (0, 2, 3)]
    assert any("damaged" in p.error for p in found if isinstance(p, Failure))


@pytest.mark.parametrize("packed_", [True, False])
@pytest.mark.parametrize("lost", [30, 300, 600])
def test_a_file_cut_off_says_so(packed_, lost):
    whole = warc([one(n) for n in range(3)], packed=packed_)
    found = unpack(whole[:-lost])
    kept = [p for p in found if isinstance(p, Page)]
    assert all(p.body == one(n)[4] for n, p in enumerate(kept))
    assert any("cut off" in p.error or "no content" in p.error for p in found if isinstance(p, Failure))


def test_a_page_over_the_limit_is_named(monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 2**20)
    big = ("https://a.example/big", "response", "text/html", "200 OK", b"<p>" + b"a" * 2**21)
    found = unpack(warc([big, one(1)]))
    assert [type(p).__name__ for p in found] == ["Failure", "Page"]


def test_web_archive_collection_gives_its_pages_alone():
    body = packed(
        {
            "datapackage.json": "{}",
            "archive/data.warc.gz": warc([one(1), one(2)]),
            "pages/pages.jsonl": '{"format": "json-pages-1.0"}',
            "indexes/index.cdx.gz": gzip.compress(b"x"),
        }
    )
    assert [p.url for p in unpack(body, "a.wacz")] == ["https://a.example/1", "https://a.example/2"]


def test_zip_in_zip_and_what_lies_deeper():
    inner = packed(
        {"one.html": HTML, "two.html.gz": gzip.compress(HTML), "a.warc": warc([one(1)], packed=False)}
    )
    found = unpack(packed({"deep/inner.zip": inner}), "o.zip")
    assert [p.url for p in found] == [
        "import:o.zip/deep/inner.zip/one.html",
        "import:o.zip/deep/inner.zip/two.html.gz",
        "https://a.example/1",
    ]
    (failure,) = unpack(packed({"a.zip": packed({"b.zip": inner})}))
    assert "unpack it first" in failure.error


def test_folder_beside_a_saved_page_holds_no_articles(tmp_path):
    folder = tmp_path / "saved"
    for name in (
        "a.html",
        "a_files/frame.html",
        "a_files/deep/x.html",
        "b.htm",
        "b-Dateien/x.html",
        "c_files/kept.html",
        "__MACOSX/a.html",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(HTML)
    expected = ["import:saved/a.html", "import:saved/b.htm", "import:saved/c_files/kept.html"]
    assert sorted(p.url for p in files.pages([folder], now=NOW)) == expected
    assert files.count([folder]) == 3
    named = sorted(path for path in folder.iterdir() if path.name != "__MACOSX")
    assert [p.url for p in files.pages(named, now=NOW)] == [
        "import:a.html",
        "import:b.htm",
        "import:c_files/kept.html",
    ]
    assert files.count(named) == 3
    zipped = packed(
        {file.relative_to(folder).as_posix(): HTML for file in folder.rglob("*") if file.is_file()}
    )
    assert sorted(p.url.replace("o.zip", "saved") for p in unpack(zipped, "o.zip")) == expected


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0026)https://mail.example/ferry -->",
        "<!--\n Page saved with SingleFile \n url: https://mail.example/ferry \n saved date: Mon May 13 2019\n-->",
    ],
)
def test_address_that_the_browser_noted(note):
    (article,) = readers.read(page(f"<!DOCTYPE html>\n{note}\n".encode() + HTML))
    assert article.url == "https://mail.example/ferry"


def mhtml(*, start=""):
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mail.example/ferry\r\nSubject: Ferry\r\n"
        "Date: Mon, 13 May 2019 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="----B"\r\n\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-ID: <frame-1@m>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://mail.example/ferry\r\n\r\n"
        + HTML.decode()
        .replace("=", "=3D")
        .replace("three weeks", "three =\r\nweeks")
        .replace("Ferry runs", "F=C3=A4hre runs")
        + "\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://mail.example/p.png\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
    ).encode()


def test_page_saved_as_one_file():
    assert readers.kind(page(mhtml())) == "mhtml"
    (article,) = readers.read(page(mhtml(start='\r\n\tstart="<frame-1@m>";')))
    assert (article.title, article.url) == ("Fähre runs again", "https://mail.example/ferry")
    assert "after three weeks of repairs" in article.text


def test_large_web_archives_are_streamed(tmp_path):
    file = tmp_path / "big.warc.gz"
    member = warc([("https://a.example/p", "response", "image/png", "200 OK", bytes(2**20))])
    file.write_bytes(member * 200 + warc([one(1)]))
    started = time.monotonic()
    assert [p.url for p in files.pages([file], now=NOW)] == ["https://a.example/1"]
    assert time.monotonic() - started < 10
