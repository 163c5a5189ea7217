"""Files made to hurt: each is a failure or an error of ours, soon, and takes nothing else with it."""

import gzip
import io
import json
import time
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import press_exports as build
from mediakit import readers
from mediakit.errors import MediakitError
from mediakit.readers import files, office, xlsx_table
from mediakit.records import Article, Failure, Page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    + "]>"
)
BODY = f'<w:document {W}><w:body><w:p><w:bookmarkStart w:name="Bookmark_1"/><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
CEILING = 8.0


def page(body):
    return Page(url="import:a", body=body, fetched=NOW)


def outcome(body):
    """What reading ends in: the articles, or the error of ours; anything else fails the test."""
    started = time.monotonic()
    try:
        found = list(readers.read(page(body)))
    except MediakitError as error:
        found = [error]
    assert time.monotonic() - started < CEILING
    return found


def office_file(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, body in parts.items():
            archive.writestr(name, body)
    return packed.getvalue()


def sheet(rows):
    return office_file(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml ": "",
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS + BODY,
        " " * 9_000 + "<!-- " + "x" * 9_000 + " -->" + LAUGHS + BODY,
        '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>' + BODY,
        (LAUGHS + BODY).encode("utf-16"),
    ],
)
def test_entities_of_word_files_are_not_expanded(document):
    (error,) = outcome(build.docx(document))
    assert "document type" in str(error)


def test_entities_of_excel_files_are_not_expanded():
    (error,) = outcome(office_file({"xl/workbook.xml": LAUGHS + "<workbook/>"}))
    assert "document type" in str(error)


def test_word_file_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(office, "MAX_PART", 2**22)
    (error,) = outcome(build.docx(" " * 2**23 + BODY))
    assert "unpacks to" in str(error)


@pytest.mark.parametrize("kept", [30, 200, 600])
def test_torn_office_files(kept):
    (error,) = outcome(build.nexis_uni([build.Story()] * 3)[:kept])
    assert isinstance(error, MediakitError)


def test_word_file_with_damaged_xml():
    (error,) = outcome(build.docx(f'<w:document {W}><w:body><w:p><w:bookmarkStart w:name="Bookmark_1"/>'))
    assert "damaged" in str(error)


def test_deeply_nested_word_file():
    outcome(
        build.docx(
            f"<w:document {W}><w:body>"
            + "<w:p>" * 5_000
            + '<w:bookmarkStart w:name="Bookmark_1"/>'
            + "</w:p>" * 5_000
            + "</w:body></w:document>"
        )
    )


def test_word_file_of_many_paragraphs():
    (article,) = outcome(build.nexis_uni([build.Story(paragraphs=["It rained."] * 20_000)]))
    assert article.text.count("\n\n") == 19_999


@pytest.mark.parametrize("cell", ['r="XFD{}"', 'r="A{}"'])
def test_excel_sheet_of_far_cells(cell, monkeypatch):
    monkeypatch.setattr(xlsx_table, "MAX_CELLS", 1_000_000)
    places = [1, *range(1_000_000, 1_002_000)]
    outcome(
        sheet(
            "".join(
                f'<row r="{n}"><c {cell.format(n)} t="inlineStr"><is><t>text</t></is></c></row>'
                for n in places
            )
        )
    )


@pytest.mark.parametrize(
    "body", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1"]
)
def test_heads_without_a_file(body):
    assert all(not isinstance(item, Article) for item in outcome(body))


def test_parquet_of_one_long_value_in_every_row():
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    values = pa.DictionaryArray.from_arrays(pa.array([0] * 400, pa.int32()), pa.array(["x" * 5_000_000]))
    pq.write_table(pa.table({"text": values}), out)
    assert all(isinstance(item, Failure) for item in outcome(out.getvalue()))


@pytest.mark.parametrize(
    "body",
    [
        b'[{"text": ' + b"[" * 100_000,
        b'{"text": ' + b"[" * 100_000 + b"\n",
        b'{"text": ' + b"9" * 10_000 + b"}\n",
        b'{"text": "a", "url": NaN}\n{"text": "b"}\n',
        b'[{"title": "a"}]',
    ],
)
def test_json_made_to_hurt(body):
    assert outcome(body)


@pytest.mark.parametrize(
    "body",
    [
        b'title,text\n"a,b\n' + b"c,d\n" * 200_000,
        b"title,text" + b",x" * 300_000 + b"\n1,2\n",
        b"title,text\n" + b"a" * 20_000_000 + b",b\n",
        b"title,text,author\na,b," + b" " * 3_000_000 + b"(\n",
        b"title,text\na," + b"\n" * 1_000_000,
        b'title,text\na,"' + b"<p" * 1_000_000 + b'</p>"\n',
    ],
)
def test_tables_made_to_hurt(body):
    outcome(body)


@pytest.mark.parametrize(
    "body",
    [
        b"1 of 2 DOCUMENTS\n\nLENGTH: 3 words\n" * 40_000,
        b"     1 of 9 DOCUMENTS\n\n" + b" " * 3_000_000 + b"x\n\nLENGTH: 1 word\n\n" + b"A-" * 1_000_000,
        b"1 of 1 DOCUMENT\n\nBYLINE: "
        + b"(" * 500_000
        + b"\n\nLENGTH: "
        + b"9" * 500_000
        + b" words\n\nIt rained.\n",
        b'<A NAME="DOC_ID_1_0"></A>' + b"<DIV><P>" * 50_000,
        b'<A NAME="DOC_ID_1_0"></A>' * 50_000,
        b'<div id="article-HARB0000201905" class="article"><div class="article enArticle">' * 20_000,
        b'<div class="article enArticle"><div id="hd" class="enHeadline">a</div>'
        + b"<div>1 1 1 1 1 1 </div>" * 50_000,
        b'<div class="article enArticle"><div id="hd" class="enHeadline">a</div><div>'
        + b"1" * 2_000_000
        + b"</div></div>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 20_000,
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + b";" * 200_000 + b"\n\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: message/rfc822\n\n" * 3_000,
        b"\xff\xfe" * 100_000,
        b"<!--" + b" " * 60_000 + b"<!--",
    ],
)
def test_downloads_made_to_hurt(body):
    outcome(body)


def test_zip_bombs_stop_at_once():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.html", bytes(2**25))
        archive.writestr("good.html", "<p>It rained.</p>")
    started = time.monotonic()
    found = list(files.unpack("a.zip", out.getvalue(), NOW))
    assert time.monotonic() - started < 2
    assert [type(item).__name__ for item in found] == ["Failure"] * 3 + ["Page"]


def test_zip_over_its_total(monkeypatch):
    monkeypatch.setattr(files, "TOTAL", 2_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", b"It rained. " * 60)
    found = list(files.unpack("a.zip", out.getvalue(), NOW))
    assert [type(item).__name__ for item in found] == ["Page", "Page", "Page", "Failure"]


def test_encrypted_and_damaged_members_are_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.html", b"<p>It rained all day.</p>")
        archive.writestr("b.html", b"<p>It was dry.</p>")
    body = bytearray(out.getvalue())
    body[body.find(b"rained")] ^= 0xFF
    body[body.rfind(b"PK\x01\x02") + 8] |= 1  # b.html is marked as encrypted
    found = list(files.unpack("a.zip", bytes(body), NOW))
    assert [(type(item).__name__, item.url) for item in found] == [
        ("Failure", "import:a.zip/a.html"),
        ("Failure", "import:a.zip/b.html"),
    ]


def test_web_archive_record_that_is_too_large(monkeypatch):
    from mediakit.readers import warc

    monkeypatch.setattr(warc, "MAX_RECORD", 2**20)

    def record(size):
        return gzip.compress(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/%d\r\nWARC-Date: 2021-01-01T00:00:00Z\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" % (size, size + 45)
            + b"a" * size + b"\r\n\r\n"
        )  # fmt: skip

    found = list(files.unpack("a.warc.gz", record(2**21) + record(100), NOW))
    assert [type(item).__name__ for item in found] == ["Failure", "Page"]


SEEDS = [
    build.nexis_uni([build.Story()] * 2),
    build.nexis_html([build.Story()] * 2),
    build.lexisnexis_txt([build.Story()] * 2),
    build.factiva_html([build.Story()] * 2),
    json.dumps([{"title": "a", "text": "It rained."}]).encode(),
    b"title,text\na,It rained.\n",
]


@settings(max_examples=120, deadline=None)
@given(seed=st.sampled_from(SEEDS), at=st.floats(0, 1), junk=st.binary(max_size=30), cut=st.booleans())
def test_damage_anywhere_raises_nothing_but_ours(seed, at, junk, cut):
    place = int(at * len(seed))
    outcome(seed[:place] + junk + (b"" if cut else seed[place + len(junk) :]))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all(body):
    outcome(body)
    assert all(isinstance(item, Page | Failure) for item in files.unpack("a", body, NOW))
