"""Tables of articles: columns recognised, doubts refused by name, lists without texts marked."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import readers
from mediakit.errors import UnreadableError
from mediakit.readers import table_rows
from mediakit.records import Article, Failure, Page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ROWS = [
    {"Headline": "Ferry runs again", "Body": "The ferry ran again, the harbour office said.\n\nIt was full.", "Date": "2019-05-14", "Source": "Harbour Mail", "Author": "Ann Lee; Bob Ray", "URL": "https://mail.example/ferry", "Language": "English"},
    {"Headline": "Storm closes the harbour", "Body": "“We wait,” the captain said.", "Date": "2019-05-03 09:20", "Source": "Evening Post", "Author": "", "URL": "", "Language": "en"},
]  # fmt: skip


def page(body):
    return Page(url="import:a", body=body, fetched=NOW)


def read(body):
    return list(readers.read(page(body)))


def as_csv(rows, *, delimiter=",", encoding="utf-8", hint=False):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return ((f"sep={delimiter}\r\n" if hint else "") + out.getvalue()).encode(encoding)


def as_xlsx(rows, *, above=0, sheets=1):
    from openpyxl import Workbook

    book = Workbook()
    for _ in range(sheets - 1):
        book.create_sheet("notes", 0).append(["written", "by"])
    sheet = book.worksheets[-1]
    for _ in range(above):
        sheet.append(["Export of the library"])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_parquet(rows):
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def as_jsonl(rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


MAKERS = {"csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet, "jsonl": as_jsonl}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_table_gives_the_same_articles(kind):
    body = MAKERS[kind](ROWS)
    assert readers.kind(page(body)) == kind
    ferry, storm = read(body)
    assert (ferry.title, ferry.outlet, ferry.url) == (
        "Ferry runs again",
        "Harbour Mail",
        "https://mail.example/ferry",
    )
    assert ferry.text == "The ferry ran again, the harbour office said.\n\nIt was full."
    assert (ferry.authors, ferry.byline) == (("Ann Lee", "Bob Ray"), "Ann Lee; Bob Ray")
    assert (ferry.published, ferry.published_precision) == (datetime(2019, 5, 14, tzinfo=UTC), "day")
    assert (ferry.language, ferry.engine) == ("en", kind)
    assert (ferry.origins["title"], ferry.origins["outlet"]) == (f"{kind} Headline", f"{kind} Source")
    assert (storm.published, storm.published_precision) == (datetime(2019, 5, 3, 9, 20, tzinfo=UTC), "second")
    assert (storm.authors, storm.url, storm.byline) == ((), None, None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(delimiter, encoding):
    found = read(as_csv(ROWS, delimiter=delimiter, encoding=encoding, hint=delimiter == ";"))
    assert [article.title for article in found] == ["Ferry runs again", "Storm closes the harbour"]
    assert found[1].text == "“We wait,” the captain said."


def test_list_of_objects_in_one_file():
    assert len(read(json.dumps(ROWS, indent=1).encode())) == 2


@pytest.mark.parametrize("name", ["articles", "stories", "results"])
def test_saved_answer_of_a_service(name):
    found = read(json.dumps({"status": "ok", name: ROWS}).encode())
    assert [article.title for article in found] == ["Ferry runs again", "Storm closes the harbour"]


@pytest.mark.parametrize("around", ["response", "data"])
def test_saved_answer_in_a_wrapper(around):
    body = json.dumps({"status": "ok", around: {"total": 2, "results": ROWS}}).encode()
    assert [article.title for article in read(body)] == [row["Headline"] for row in ROWS]


@pytest.mark.timeout(10)
def test_wrappers_in_wrappers_without_end():
    with pytest.raises(UnreadableError):
        read(b'{"data":' * 900 + b"{}" + b"}" * 900)


def test_header_may_stand_under_a_title_and_on_any_sheet():
    assert [article.title for article in read(as_xlsx(ROWS, above=3, sheets=3))] == [
        row["Headline"] for row in ROWS
    ]


def test_dates_of_excel_and_parquet_are_dates():
    rows = [
        {"title": "a", "text": "It rained.", "date": date(2019, 5, 14)},
        {"title": "b", "text": "It was dry.", "date": date(2019, 6, 5)},
    ]
    for make in (as_xlsx, as_parquet):
        assert [(a.published.date(), a.published_precision) for a in read(make(rows))] == [
            (date(2019, 5, 14), "day"),
            (date(2019, 6, 5), "day"),
        ]


def test_chinese_and_german_columns():
    body = as_csv(
        [{"标题": "渡轮复航", "正文": "渡轮星期一复航。", "日期": "2019年5月14日", "来源": "港口邮报"}],
        encoding="gb18030",
    )
    (article,) = read(body)
    assert (article.title, article.outlet, article.language) == ("渡轮复航", "港口邮报", "zh")
    (article,) = read(
        "Titel;Volltext;Datum;Quelle\r\nFähre fährt;Die Fähre fährt wieder.;14.05.2019;Hafenbote\r\n".encode(
            "cp1252"
        )
    )
    assert (article.title, article.published.date()) == ("Fähre fährt", date(2019, 5, 14))


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ([{"title": "a", "body": "x", "content": "y"}], "'body', 'content'"),
        (
            [{"title": "a", "text": "x", "pub_date": "2019-05-14", "publish_date": "2019-05-15"}],
            "'pub_date', 'publish_date'",
        ),
        ([{"title": "a", "outlet": "b", "page": "c", "mood": "d"}], "'text'"),
        ([{"title": "a", "mood": "d"}], "'text'"),
    ],
)
def test_doubtful_columns_are_refused_by_name(rows, named):
    for make in MAKERS.values():
        with pytest.raises(UnreadableError, match=named) as caught:
            read(make(rows * 3))
        assert "rename" in str(caught.value)


def test_a_field_by_its_own_name_ends_the_doubt():
    (article,) = read(as_csv([{"title": "a", "text": "It rained.", "body": "<p>It rained.</p>"}]))
    assert article.text == "It rained."


def test_dates_that_could_be_read_two_ways_are_refused():
    rows = [
        {"title": "a", "text": "x", "date": "05/06/2019"},
        {"title": "b", "text": "y", "date": "07/08/2019"},
    ]
    with pytest.raises(UnreadableError, match="05/06/2019"):
        read(as_csv(rows))


@pytest.mark.parametrize(
    ("clear", "day"), [("25/06/2019", date(2019, 6, 5)), ("06/25/2019", date(2019, 5, 6))]
)
def test_a_clear_date_of_the_column_decides_the_others(clear, day):
    rows = [{"title": "a", "text": "x", "date": "05/06/2019"}, {"title": "b", "text": "y", "date": clear}]
    assert read(as_csv(rows))[0].published.date() == day


def test_a_row_without_text_or_address_is_a_failure_and_the_rest_goes_on():
    rows = [ROWS[0], {**ROWS[1], "Body": "", "URL": ""}, ROWS[1]]
    for make in MAKERS.values():
        found = read(make(rows))
        assert [type(item) for item in found] == [Article, Failure, Article]
        assert (found[1].url, found[1].stage) == ("import:a#1", "read")


def test_a_line_that_is_no_json_is_a_failure_and_the_rest_goes_on():
    body = as_jsonl(ROWS[:1]) + b'\n{"Headline": "torn\n' + as_jsonl(ROWS[1:])
    first, failure, last = read(body)
    assert "line 2" in failure.error
    assert (first.title, last.title) == ("Ferry runs again", "Storm closes the harbour")


@pytest.mark.parametrize(
    ("kind", "header", "row"),
    [
        ("mediacloud", "id,indexed_date,language,media_name,media_url,publish_date,title,url", "a1,2025-11-27 12:00:00,en,mail.example,mail.example,2025-11-26,Ferry runs again,https://mail.example/ferry"),
        ("mediacloud", "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url", "1,2025-11-26 00:00:00,Ferry runs again,https://mail.example/ferry,en,False,,2,mail.example,https://mail.example"),
        ("gdelt", "URL,MobileURL,Date,Title", "https://mail.example/ferry,,20251126T120000Z,Ferry runs again"),
    ],
)  # fmt: skip
def test_lists_of_stories_give_stubs_with_addresses(kind, header, row):
    body = f"{header}\n{row}\n".encode()
    assert readers.kind(page(body)) == kind
    (article,) = read(body)
    assert (article.text, article.access, article.engine) == ("", "stub", kind)
    assert (article.title, article.url) == ("Ferry runs again", "https://mail.example/ferry")
    assert article.published.date() == date(2025, 11, 26)
    assert article.outlet == ("mail.example" if kind == "mediacloud" else None)


def test_our_own_articles_frame_reads_back(tmp_path):
    from mediakit import frames

    made = frames.from_articles([Article(text="It rained on Monday, the office said.", title="Rain", outlet="Mail", authors=("Ann Lee",), published=NOW, published_precision="second", language="en", url="https://mail.example/rain")])  # fmt: skip
    made["articles"].to_parquet(tmp_path / "articles.parquet")
    (article,) = read((tmp_path / "articles.parquet").read_bytes())
    assert (article.title, article.authors, article.published, article.text) == (
        "Rain",
        ("Ann Lee",),
        NOW,
        "It rained on Monday, the office said.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ferry, storm, rain\n\nBy Ann Lee\n\nThe ferry to the outer islands, the only one, runs again after repairs.\n",
        "Title: none, really\nThe ferry, which ran on Monday, was full; nobody, the captain said, was left behind.\n",
    ],
)
def test_a_pasted_article_with_commas_is_no_table(text):
    assert readers.kind(page(text.encode())) == "text"


def test_lines_of_a_cell_are_paragraphs_only_when_they_are_long():
    long = "The harbour office said that the ferry to the outer islands would run again from Monday, at the usual hours and prices."
    assert read(as_csv([{"title": "a", "text": f"{long}\n{long}"}]))[0].text == f"{long}\n\n{long}"
    assert read(as_csv([{"title": "a", "text": "The ferry\nruns again."}]))[0].text == "The ferry runs again."


def test_markup_in_a_cell_is_read_as_paragraphs():
    (article,) = read(as_csv([{"title": "a", "text": "<p>The <b>ferry</b> runs.</p><p>It is full.</p>"}]))
    assert article.text == "The ferry runs.\n\nIt is full."


def test_tables_longer_than_a_page_are_read(monkeypatch):
    monkeypatch.setattr("mediakit.html.MAX_BYTES", 4_000)
    rows = [{**ROWS[0], "URL": f"https://mail.example/{n}"} for n in range(100)]
    assert len(read(as_csv(rows))) == len(read(as_jsonl(rows))) == 100


def test_a_giant_cell_is_a_failure(monkeypatch):
    monkeypatch.setattr(table_rows, "MAX_CELL", 1_000)
    monkeypatch.setattr("mediakit.readers.csv_table.MAX_CELL", 1_000)
    rows = [ROWS[0], {**ROWS[1], "Body": "x" * 2_000}, ROWS[1]]
    for make in MAKERS.values():
        assert [type(item) for item in read(make(rows))] == [Article, Failure, Article]


cells = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells.filter(lambda s: s.strip())), min_size=1, max_size=5))
def test_every_row_comes_back(rows):
    found = read(as_csv([{"title": title, "text": text, "outlet": "Mail"} for title, text in rows]))
    assert len(found) == len(rows)


# ---------------------------------------------------------------- columns that the study names

ODD = [
    {"Balken": row["Headline"], "Wortlaut": row["Body"], "Tag der Ausgabe": row["Date"], "Heft": number}
    for number, row in enumerate(ROWS)
]
COLUMNS = {"title": "Balken", "text": "wortlaut", "published": "Tag der Ausgabe"}


@pytest.mark.parametrize("kind", MAKERS)
def test_columns_may_be_named(kind):
    found = list(readers.read(page(MAKERS[kind](ODD)), columns=COLUMNS))
    assert readers.kind(page(MAKERS[kind](ODD)), columns=COLUMNS) == kind
    assert [article.title for article in found] == [row["Headline"] for row in ROWS]
    assert [article.text for article in found] == [row["Body"] for row in ROWS]
    assert found[0].published.date() == date(2019, 5, 14)
    assert found[0].origins["title"] == f"{kind} Balken"


def test_two_columns_are_a_table_when_they_are_named():
    body = as_csv([{"Balken": row["Headline"], "Wortlaut": row["Body"]} for row in ROWS], delimiter=";")
    assert readers.kind(page(body), columns=COLUMNS) == "csv"


def test_a_named_column_goes_before_usual_names_and_ends_doubts():
    rows = [{"title": "short", "Balken": "long", "text": "One.", "Body": "Two.", "Headline": "x"}]
    (article,) = readers.read(page(as_csv(rows)), columns={"title": "Balken", "text": "Body"})
    assert (article.title, article.text) == ("long", "Two.")


def test_a_table_without_the_named_column_is_read_by_usual_names():
    assert [a.title for a in readers.read(page(as_csv(ROWS)), columns=COLUMNS)] == [
        r["Headline"] for r in ROWS
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_table_that_is_not_mapped_names_its_columns_and_the_remedy(kind):
    rows = [
        {key: row[key] for key in ("Balken", "Heft")} | {"Datum": "2019-05-14", "Autor": "Ann"} for row in ODD
    ]
    with pytest.raises(
        UnreadableError, match=r"'Balken', 'Heft', 'Datum', 'Autor'.*under \[columns\]: text = "
    ):
        list(readers.read(page(MAKERS[kind](rows))))


def test_german_tables_need_no_mapping():
    rows = [
        {
            "Schlagzeile": "Fähre",
            "Artikeltext": "Sie fuhr.",
            "Erscheinungsdatum": "2019-05-14",
            "Zeitung": "Post",
        }
    ]
    (article,) = read(as_csv(rows, delimiter=";"))
    assert (article.title, article.text, article.outlet) == ("Fähre", "Sie fuhr.", "Post")
