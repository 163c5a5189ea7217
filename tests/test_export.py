"""Export: files that say the same every time and open without harm."""

import csv
import io
import re
import string

import matplotlib.pyplot as plt
import openpyxl
import pandas as pd
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from mediakit import charts, export
from mediakit.errors import InputError

TITLE = (
    "TikTok & <b>抖音</b> lead a headline that is long enough to need a second line on the sheet of the chart"
)
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "plain", "a=b", "", "中文", None]


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


@pytest.fixture
def data() -> pd.DataFrame:
    return pd.DataFrame({"group": ["澜江时报", "=Post"], "n": [3, 12]})


@pytest.fixture
def articles() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": ["a1", "a2", "a3"],
            "url": ["http://a.example/1?x=1&y=2", "http://b.example/2", "http://c.example/3"],
            "outlet": ["The Post", "澜江时报", "Wire"],
            "title": ["50% of $ & {braces}_", "蚂蚁集团\nER  - \nTY  - JOUR", None],
            "authors": ["Mei-Ling Carver; Ann van der Poe", "李 明", None],
            "published": pd.to_datetime(
                ["2020-07-06T10:05:00", "2021-01-02", None], utc=True, format="ISO8601"
            ),
            "language": ["en", "zh", None],
        }
    )


def chart(data: pd.DataFrame):
    return charts.bars(data, title=TITLE, subtitle="S", source="Source: nothing; mediakit.")


def test_a_chart_comes_with_its_data_and_words(tmp_path, data):
    paths = export.save_chart(chart(data), tmp_path / "charts", "outlets", data=data, alt="Two bars — 抖音.")
    assert [p.name for p in paths] == [
        "outlets.png",
        "outlets.svg",
        "outlets.pdf",
        "outlets.csv",
        "outlets.alt.txt",
    ]
    assert all(p.stat().st_size > 10 for p in paths)
    image = plt.imread(paths[0])
    assert image.shape[1] == 1600
    assert image.std() > 0.05
    assert paths[4].read_text(encoding="utf-8") == "Two bars — 抖音.\n"
    assert paths[3].read_bytes().startswith(b"\xef\xbb\xbf")
    assert not list((tmp_path / "charts").glob("*.tmp"))


def test_the_same_chart_gives_the_same_bytes(tmp_path, data):
    ax = chart(data)
    first = export.save_chart(ax, tmp_path / "a", "x", data=data, alt="Alt.")
    again = export.save_chart(ax, tmp_path / "b", "x", data=data, alt="Alt.")
    anew = export.save_chart(chart(data), tmp_path / "c", "x", data=data, alt="Alt.")
    for one, two, three in zip(first, again, anew, strict=True):
        assert one.read_bytes() == two.read_bytes() == three.read_bytes(), one.name


def test_pictures_carry_title_description_source_and_no_date(tmp_path, data):
    png, svg, pdf, *_ = export.save_chart(chart(data), tmp_path, "x", data=data, alt="Two bars.")
    tree = etree.parse(svg)
    said = {
        element.tag.rpartition("}")[2]: element.text
        for element in tree.iter()
        if isinstance(element.tag, str)
    }
    assert tree.find("{*}title").text == TITLE
    assert said["description"] == "Two bars."
    assert said["source"] == "Source: nothing; mediakit."
    assert "date" not in said
    assert b"CreationDate" not in pdf.read_bytes()
    assert TITLE.encode() in png.read_bytes()
    assert len(set(ids := tree.xpath("//@id"))) == len(ids)


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".x", "x."])
def test_a_name_that_is_no_file_name_is_refused(tmp_path, data, name):
    with pytest.raises(InputError, match="name is"):
        export.save_chart(chart(data), tmp_path, name, data=data, alt="Alt.")
    assert list(tmp_path.iterdir()) == []


def test_a_chart_without_words_is_refused(tmp_path, data):
    with pytest.raises(InputError, match="alt of 'x' is empty"):
        export.save_chart(chart(data), tmp_path, "x", data=data, alt=" ")


def test_csv_is_read_back_and_holds_no_formula(tmp_path):
    frame = pd.DataFrame({"=head": HOSTILE, "n": range(len(HOSTILE)), "x": [-1.5] * len(HOSTILE)})
    before = frame.copy()
    path = export.save_table(frame, tmp_path / "deep" / "t.csv")
    pd.testing.assert_frame_equal(frame, before)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert rows[0] == ["'=head", "n", "x"]
    assert [row[0] for row in rows[1:9]] == [f"'{value}".replace("\r", "\n") for value in HOSTILE[:8]]
    assert [row[0] for row in rows[9:]] == ["plain", "a=b", "", "中文", ""]
    assert rows[1][2] == "-1.5"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.text(st.sampled_from("=+-@\t\r\n＝a\"',;中 "), max_size=6), min_size=1, max_size=5))
def test_no_text_begins_as_a_formula(tmp_path, values):
    path = export.save_table(pd.DataFrame({"a": values, "b": values}), tmp_path / "t.csv")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))[1:]
    broken = [v.replace("\r\n", "\n").replace("\r", "\n") for v in values]
    assert [row[0].removeprefix("'") for row in rows] == [v.removeprefix("'") for v in broken]
    assert not any(cell.startswith(export.FORMULA_STARTS) for row in rows for cell in row)


def test_xlsx_keeps_text_as_text(tmp_path):
    when = pd.Timestamp("2020-07-06T10:05:00Z")
    texts = ["=1+1", "http://a.example/", "x" * 40_000, "bell\x07", "中文", None, "_x0041_"]
    frame = pd.DataFrame(
        {"t": texts, "n": [1, 2, 3, 4, 5, 6, None], "when": when, "day": when.tz_localize(None)}
    )
    sheet = openpyxl.load_workbook(export.save_table(frame, tmp_path / "t.xlsx")).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert cells[0].data_type == "s"
    assert [c.value for c in cells[:2]] == ["=1+1", "http://a.example/"]
    assert len(cells[2].value) == 32_767
    assert "cut: 40,000 characters" in cells[2].value
    assert cells[3].value == "bell\ufffd"
    assert [c.value for c in cells[4:]] == ["中文", None, "_x0041_"]
    assert sheet["B2"].value == 1
    assert sheet["B8"].value is None
    assert sheet["C2"].value == "2020-07-06T10:05:00+00:00"
    assert sheet["D2"].value.year == 2020


def test_parquet_keeps_every_value(tmp_path):
    frame = pd.DataFrame({"t": ["=1+1", None], "n": [1.5, None]})
    pd.testing.assert_frame_equal(pd.read_parquet(export.save_table(frame, tmp_path / "t.parquet")), frame)


def test_a_table_without_rows_or_with_twin_columns_is_saved(tmp_path):
    empty = pd.DataFrame({"t": pd.Series([], dtype="str")})
    assert export.save_table(empty, tmp_path / "t.csv").read_text(encoding="utf-8-sig") == "t\n"
    twins = pd.DataFrame([["=a", "b"]], columns=["t", "t"], index=[7])
    assert export.save_table(twins, tmp_path / "t.csv").read_text(encoding="utf-8-sig") == "t,t\n'=a,b\n"
    export.save_table(twins, tmp_path / "t.xlsx")


def test_an_unknown_ending_names_the_known_ones(tmp_path):
    with pytest.raises(InputError, match=r"'t.xls' ends with '.xls'; expected one of .csv, .xlsx, .parquet"):
        export.save_table(pd.DataFrame(), tmp_path / "t.xls")


def test_ris_is_read_back(articles):
    first, second, third = rispy.loads(export.to_ris(articles))
    assert first["type_of_reference"] == "NEWS"
    assert first["authors"] == ["Carver, Mei-Ling", "van der Poe, Ann"]
    assert (first["year"], first["date"]) == ("2020", "2020/07/06/")
    assert first["urls"] == ["http://a.example/1?x=1&y=2"]
    assert second["title"] == "蚂蚁集团 ER - TY - JOUR"
    assert second["authors"] == ["李 明"]
    assert "title" not in third


def test_bibtex_has_an_entry_for_each_article(articles):
    text = export.to_bibtex(pd.concat([articles, articles]))
    keys = re.findall(r"@article\{([^,]+),", text)
    assert keys[:2] == ["carver2020", "article2021"]
    assert len(set(keys)) == 6
    assert r"title = {{50\% of \$ \& \{braces\}\_}}" in text
    assert "author = {Carver, Mei-Ling and van der Poe, Ann}" in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.sampled_from(string.printable + "中"), max_size=30), author=st.text(max_size=12))
def test_no_title_breaks_out_of_its_entry(articles, title, author):
    row = articles.head(1).assign(title=title, authors=author, url=f"http://a.example/{title}")
    text = export.to_bibtex(row)
    plain = text.replace("\\{", "").replace("\\}", "")
    depth, lowest = 0, 1
    for character in plain[plain.index("{") : plain.rindex("}") + 1]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        lowest = min(lowest, depth) if character != "}" or depth else lowest
    assert (depth, lowest) == (0, 1)
    assert len(rispy.loads(export.to_ris(row))) == 1


def test_a_reference_names_the_missing_column(articles):
    for write in (export.to_ris, export.to_bibtex):
        with pytest.raises(InputError, match="a reference needs a column 'url'"):
            write(articles.drop(columns="url"))
