"""Files that people have: walked, unpacked, recognised, read; what cannot be read is named."""

import gzip
import io
import time
import zipfile
from datetime import UTC, datetime

import pytest

from mediakit import readers
from mediakit.errors import InputError, UnreadableError
from mediakit.readers import files
from mediakit.records import Failure, Page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HTML = (
    "<html><head><title>Ferry runs again</title></head><body><article><h1>Ferry runs again</h1>"
    + "<p>The ferry to the outer islands runs again after three weeks of repairs to its hull and its engine.</p>"
    * 4
    + "</article></body></html>"
).encode()
TEXT = "Ferry runs again\n\nBy Ann Lee\n\nThe ferry to the outer islands runs again after three weeks of repairs.\n"


def page(body, **more):
    return Page(url="import:a", body=body, fetched=NOW, **more)


def test_folder_gives_each_file_under_its_path_below_the_folder(tmp_path):
    folder = tmp_path / "saved"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_bytes(HTML)
    (folder / "deep" / "b.html.gz").write_bytes(gzip.compress(HTML))
    (folder / ".hidden").write_bytes(HTML)
    found = list(files.pages([folder], now=NOW))
    assert [p.url for p in found] == ["import:saved/a.html", "import:saved/deep/b.html.gz"]
    assert all(p.body == HTML and p.found_by == "import" for p in found)
    assert files.count([folder]) == 2


def test_zip_gives_its_members(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.html", HTML)
        archive.writestr("two.txt", TEXT)
    (tmp_path / "pages.zip").write_bytes(packed.getvalue())
    found = list(files.pages([tmp_path / "pages.zip"], now=NOW))
    assert [p.url for p in found] == ["import:pages.zip/one.html", "import:pages.zip/two.txt"]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("torn.html.gz", gzip.compress(HTML)[:40], "damaged"),
        ("torn.zip", b"PK\x03\x04" + b"\0" * 40, "damaged"),
    ],
)
def test_what_cannot_be_opened_is_a_failure_that_names_the_file(tmp_path, name, body, reason):
    (tmp_path / name).write_bytes(body)
    (found,) = files.pages([tmp_path / name], now=NOW)
    assert isinstance(found, Failure)
    assert found.url == f"import:{name}"
    assert reason in found.error


def test_gzip_bomb_stops_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 2**20)
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"a" * 2**24))
    (found,) = files.pages([tmp_path / "bomb.html.gz"], now=NOW)
    assert "larger than 1 MiB" in found.error


def test_missing_path_is_named():
    with pytest.raises(InputError, match="no-such-folder"):
        list(files.pages(["no-such-folder"]))


@pytest.mark.parametrize(
    ("body", "kind"), [(HTML, "html"), (TEXT.encode(), "text"), (TEXT.encode("gb18030"), "text")]
)
def test_kind_comes_from_content(body, kind):
    assert readers.kind(page(body)) == kind


def test_web_page_becomes_an_article():
    (article,) = readers.read(page(HTML))
    assert article.title == "Ferry runs again"
    assert "three weeks of repairs" in article.text


def test_pasted_text_becomes_an_article():
    (article,) = readers.read(page(TEXT.encode()))
    assert (article.title, article.authors) == ("Ferry runs again", ("Ann Lee",))
    assert article.text.startswith("The ferry")


def test_unknown_content_is_refused_with_the_next_step():
    with pytest.raises(UnreadableError, match="save the page as HTML"):
        list(readers.read(page(b"\x89PNG\r\n\x1a\n\0\0\0")))


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Die Fähre fährt wieder, sagte der Kapitän über Lautsprecher.", "cp1252"),
        (
            "Le bac des îles est reparti. « Nous étions prêts », a déclaré le capitaine – à l’équipage.",
            "cp1252",
        ),
        ("渡轮星期一复航，港务处说，经过三周修理之后，开往外岛的渡轮将恢复每日班次。", "gb18030"),
        ("渡輪星期一復航，港務處說，經過三周修理之後，開往外島的渡輪將恢復每日班次。", "big5"),
        ("Паром снова пошёл в понедельник, сообщили в управлении порта.", "cp1251"),
        ("フェリーは月曜日に運航を再開したと港湾局が発表した。三週間の修理の後である。", "shift_jis"),
        ("渡轮星期一复航，港务处说。", "utf-16"),
    ],
)
def test_charsets_of_text_files(words, encoding):
    from mediakit.readers.decoding import decode

    assert decode(words.encode(encoding)) == words
    assert readers.kind(page(words.encode(encoding))) == "text"


def zipped(part):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype" if part == "content.xml" else "[Content_Types].xml", "x")
        archive.writestr(part, "<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        (b"{\\rtf1\\ansi\\deff0 Ferry runs again}", "RTF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "docx"),
        (b"\xef\xbb\xbf \n%PDF-1.4", "PDF: in Nexis choose the format DOCX"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"bplist00" + bytes(40), "Page Source"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "unpack it"),
        (b"TY  - NEWS\r\nTI  - Ferry runs again\r\nER  - \r\n", "references without texts"),
        (b"@article{a, title={Ferry}}", "references without texts"),
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel/></rss>', "under feeds"),
        (b'<urlset xmlns="x"><url><loc>https://a.example/1</loc></url></urlset>', "sitemap"),
        (b"\t".join([b"20190514120000-1", *[b"x"] * 26]) + b"\n20190514120000-2\t", "header"),
        (b"a.html" + bytes(251) + b"ustar\x0000" + HTML, "unpack it"),
        (
            b"From: a@b.example\r\nSubject: Alert\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
            + HTML,
            "e-mail",
        ),
        (b"GIF89a\1\0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"\x7fELF\2\1\1\0\0\0", "It reads web pages, plain text, tables"),
        (zipped("word/document.xml"), "Word file that Nexis did not make"),
        (zipped("ppt/presentation.xml"), "presentation"),
        (zipped("content.xml"), "OpenDocument"),
    ],
)
def test_kinds_that_are_not_read_are_told_what_to_do(body, advice):
    (found,) = files.unpack("a.docx", body, NOW)
    with pytest.raises(UnreadableError, match=advice):
        readers.kind(found)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "body", [b"\t" * 10**6, b"x\t" * 10**6, b"<!-- x -->" * 10**5, b"<?xml " + b" " * 10**6]
)
def test_hostile_beginnings_are_looked_at_in_time(body):
    from mediakit.readers.refused import by_beginning

    started = time.monotonic()
    by_beginning(body)
    assert time.monotonic() - started < 1


def test_a_wide_table_with_a_header_is_a_table():
    body = "\t".join(["title", "text", *(f"x{n}" for n in range(30))]) + "\n" + "\t".join("ab" * 16) + "\n"
    assert readers.kind(page(body.encode())) == "csv"


def test_a_zip_file_in_gzip_gives_its_members():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.html", HTML)
    (found,) = files.unpack("pages.zip.gz", gzip.compress(packed.getvalue()), NOW)
    assert (found.url, found.body) == ("import:pages.zip.gz/a.html", HTML)


def test_a_page_saved_alone_in_one_file_is_read():
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Location: https://a.example/f\r\nContent-Type: text/html\r\n\r\n"
    (article,) = readers.read(page(head + HTML))
    assert (article.title, article.url) == ("Ferry runs again", "https://a.example/f")
    assert "Saved by" not in article.text
