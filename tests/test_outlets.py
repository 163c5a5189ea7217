"""What is known of outlets beforehand, and agencies by the words that sign their copy."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

import mediakit as mk
from mediakit.errors import InputError
from mediakit.outlets import Outlet, agencies, agency_of, is_agency, outlet_at, outlets, read_outlets
from mediakit.study import lock, open_study
from mediakit.study.run import import_files, make_frames

GAZETTE = (Path(__file__).parent / "data" / "outlets" / "gazette.html").read_text(encoding="utf-8")
ROW = """
[[outlet]]
host = "gazette.example"
name = "Gazette"
zone = "America/New_York"
byline = "h1 + .c7"
body = ".c3"
drop = [".c9"]
"""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("By MATT O'BRIEN, Associated Press", "AP"),
        ("HONG KONG (AP) —", "AP"),
        ("(Reporting by Ann Lee for Thomson Reuters)", "Reuters"),
        ("AFP via Getty Images", "AFP"),
        ("新华社北京3月5日电", "Xinhua"),
        ("Daily Caller News Foundation logo", "DCNF"),
        ("Von dpa", "dpa"),
        ("PA Media", "PA"),
        ("By Ann Lee", None),
        ("Sapphire PAPER capital", None),
        ("apricots", None),
    ],
)
def test_an_agency_is_named_by_whole_words(text: str, agency: str | None) -> None:
    assert agency_of(text) == agency


def test_every_sign_leads_to_its_agency_and_to_no_other() -> None:
    signs = [sign for agency in agencies() for sign in agency.signs]
    assert len(signs) == len(set(signs))
    for agency in agencies():
        assert all(agency_of(sign) == agency.name for sign in agency.signs)
        assert all(is_agency(sign) for sign in agency.signs)


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Outlet, ...]:
    (tmp_path / "outlets.toml").write_text(ROW, encoding="utf-8")
    return read_outlets(tmp_path / "outlets.toml")


def test_a_row_says_what_the_pages_of_an_outlet_do_not(rows: tuple[Outlet, ...]) -> None:
    article = mk.extract(GAZETTE, url="https://www.gazette.example/city/1", outlets=rows)
    assert article.outlet == "Gazette"
    assert article.title == "Ferry workers end their strike"
    assert (article.authors, article.origins["authors"]) == (("Mara Quill", "Tomas Wren"), "outlet byline")
    assert article.published is not None
    assert article.published.isoformat() == "2021-03-05T21:40:00-05:00"
    assert article.origins["published"] == "meta date"
    assert [line[:13] for line in article.text.split("\n\n")] == [
        "Ferry workers",
        "“We did not g",
        "The company t",
    ]
    assert any("two tickets" in block.text for block in article.removed)


def test_a_study_reads_its_outlets_and_remakes_what_they_change(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text('[study]\ntitle = "Ferries"', encoding="utf-8")
    saved = "<!-- saved from url=(0031)https://gazette.example/city/1 -->" + GAZETTE
    (tmp_path / "page.html").write_text(saved, encoding="utf-8")
    study = open_study(tmp_path)
    import_files(study, [tmp_path / "page.html"])
    assert make_frames(study)["articles"]["outlet"].isna().all()
    before = lock.inputs(study)
    (tmp_path / "outlets.toml").write_text(ROW, encoding="utf-8")
    study = open_study(tmp_path)
    assert make_frames(study)["articles"]["outlet"].tolist() == ["Gazette"]
    assert lock.inputs(study).keys() - before.keys() == {"outlets.toml"}


def test_without_its_row_the_same_page_says_less() -> None:
    article = mk.extract(GAZETTE, url="https://www.gazette.example/city/1")
    assert (article.outlet, article.authors) == (None, ())
    assert article.published is not None
    assert article.published.isoformat() == "2021-03-05T21:40:00+00:00"
    assert article.origins["published"] == "meta date, no zone stated"
    assert "What our readers say" in article.text


def test_a_row_of_another_outlet_changes_nothing(rows: tuple[Outlet, ...]) -> None:
    url = "https://notgazette.example/city/1"
    assert mk.extract(GAZETTE, url=url, outlets=rows) == mk.extract(GAZETTE, url=url)


def test_selectors_that_find_nothing_leave_the_page_to_the_rules() -> None:
    row = Outlet("gazette.example", byline=".none", body=".none", drop=(".none",))
    url = "https://gazette.example/city/1"
    assert mk.extract(GAZETTE, url=url, outlets=[row]) == mk.extract(GAZETTE, url=url)


def test_the_package_has_a_row_for_no_host_twice() -> None:
    hosts = [row.host for row in outlets()]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://gazette.example/a", True),
        ("https://sport.gazette.example/a", True),
        ("https://notgazette.example/a", False),
        ("https://gazette.example.org/a", False),
        ("import:page.html", False),
    ],
)
def test_a_host_stands_for_those_below_it(url: str, found: bool, rows: tuple[Outlet, ...]) -> None:
    assert (outlet_at(url, rows) is not None) == found


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[[outlet]", "not valid TOML"),
        ('outlet = "a"', r"write each outlet as a table of its own, under \[\[outlet\]\]"),
        ('[[outlet]]\nname = "A"', "names no host"),
        ('[[outlet]]\nhost = "https://www.a.example"', "is not a host"),
        ('[[outlet]]\nhost = "a.example"\nzone = "Mars/Base"', "'Mars/Base' is no time zone"),
        ('[[outlet]]\nhost = "a.example"\nbody = "p["', "is no CSS selector"),
        ('[[outlet]]\nhost = "a.example"\ndrop = [3]', "is not text or a list of texts"),
        ('[[outlet]]\nhost = "a.example"\ntitel = "x"', "unknown key 'titel'; it knows host, name, zone"),
    ],
)
def test_a_mistake_in_the_file_is_named(source: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text(source, encoding="utf-8")
    with pytest.raises(InputError, match=message) as raised:
        read_outlets(tmp_path / "outlets.toml")
    assert "outlets.toml" in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"outlets.toml' cannot be read"):
        read_outlets(tmp_path / "outlets.toml")


def test_every_key_of_a_row_is_documented() -> None:
    documented = (Path(__file__).parents[1] / "docs" / "outlets.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Outlet) if f"| `{field.name}` |" not in documented] == []
