"""A study's settings, its template, its incremental frames, its lock."""

import shutil

import pandas as pd
import pytest

from mediakit import study
from mediakit.archive import Archive
from mediakit.errors import ArchiveError, StudyError, VerifyError
from mediakit.study import lock
from mediakit.study.run import make_frames

PAGE = """<html><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2020-07-0{day}T08:00:00Z">
<link rel="canonical" href="http://island-post.example/{day}"></head><body><article><h1>{title}</h1>
<p>“We regret the delay,” said Ann Lee, a spokeswoman for Apple, on the pier of the outer island.</p>
<p>The boats run again after three weeks of repairs, {title}, which the islanders had long been waiting for.</p>
<p>Apple said in a statement that the works had cost more than was planned in the year before.</p></article></body></html>"""


def save_pages(folder, days):
    folder.mkdir(exist_ok=True)
    for day in days:
        (folder / f"{day}.html").write_text(PAGE.format(title=f"Ferry runs again on day {day}", day=day))
    return folder


@pytest.fixture
def small(tmp_path):
    study.new(tmp_path / "study")
    opened = study.open_study(tmp_path / "study")
    study.import_files(opened, [save_pages(tmp_path / "pages", [1, 2])])
    return opened


def test_new_study_opens_and_explains_itself(tmp_path):
    folder = study.new(tmp_path / "mine")
    opened = study.open_study(folder)
    assert opened.outlets == ()
    assert len(opened.codebook.concepts) > 20
    assert len(opened.events) > 20
    assert "# seconds between two requests" in (folder / "study.toml").read_text()


def test_new_never_writes_over_a_study(tmp_path):
    study.new(tmp_path / "mine")
    with pytest.raises(StudyError, match="holds a study already"):
        study.new(tmp_path / "mine")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[study]\ntitel = 'x'", "unknown key 'titel'; did you mean 'title'"),
        ("[study]\nquestion = 'x'", "must have a title"),
        ("[study]\ntitle = 3", "not of the expected kind"),
        ("[study\n", "not valid TOML"),
        ("[study]\ntitle = 'x'\n[dates]\ntimezone = 'Mars/Base'", "Mars/Base"),
        ("[study]\ntitle = 'x'\n[dates]\nstart = 2021-01-01\nend = 2020-01-01", "is after end"),
        ("[study]\ntitle = 'x'\n[dates]\nstart = '2020-01-01'", "without quotation marks"),
        ("[study]\ntitle = 'x'\n[measures]\nfreq = 'H'", "not one of D, W, M, Q, Y"),
        ("[study]\ntitle = 'x'\n[collect]\npause = -1", "0 or more"),
        ("[study]\ntitle = 'x'\n[collect]\npause = true", "not of the expected kind"),
        ("[study]\ntitle = 'x'\n[[outlets]]\nfeeds = ['a']", "must have a name"),
        ("[study]\ntitle = 'x'\n[[outlets]]\nname = 'a'\nfeeds = [1]", "list of strings"),
        ("study = 3", "must be a table"),
        ("outlets = 3\n[study]\ntitle = 'x'", r"\[\[outlets\]\]"),
    ],
)
def test_mistakes_in_study_toml_are_named(tmp_path, toml, message):
    (tmp_path / "study.toml").write_text(toml)
    with pytest.raises(StudyError, match=message) as raised:
        study.open_study(tmp_path)
    assert "study.toml" in str(raised.value)


def test_missing_study_names_the_next_step(tmp_path):
    with pytest.raises(StudyError, match="mediakit new"):
        study.open_study(tmp_path)


def test_importing_twice_adds_nothing(small, tmp_path):
    added, failed = study.import_files(small, [tmp_path / "pages"])
    assert (added, failed) == (0, 0)


def test_new_pages_are_read_and_the_others_recalled(small, tmp_path, monkeypatch):
    first = make_frames(small)
    study.import_files(small, [save_pages(tmp_path / "more", [3])])
    read = []
    original = study.run.__globals__["build"].__globals__["_read"]
    monkeypatch.setitem(original.__globals__, "_read", lambda task: read.append(task) or original(task))
    again = make_frames(small)
    assert len(read) == 1
    kept = again["articles"][again["articles"]["article_id"].isin(first["articles"]["article_id"])]
    assert len(again["articles"]) == 3
    pd.testing.assert_frame_equal(
        kept.drop(columns="cluster_id").reset_index(drop=True), first["articles"].drop(columns="cluster_id")
    )
    shutil.rmtree(small.folder / "frames")
    anew = make_frames(small)
    for name, frame in anew.items():
        pd.testing.assert_frame_equal(again[name], frame)


def test_a_study_without_articles_says_what_to_do(tmp_path):
    opened = study.open_study(study.new(tmp_path / "empty"))
    with pytest.raises(StudyError, match="mediakit import"):
        make_frames(opened)


def test_verify_passes_on_what_was_locked_and_names_what_changed(small, tmp_path):
    lock.write(small, make_frames(small))
    study.verify(small)
    with (small.folder / "codebook.toml").open("a") as codebook:
        codebook.write("\n# a remark\n")
    with pytest.raises(VerifyError, match=r"input codebook.toml: changed"):
        study.verify(small)


def test_verify_names_an_article_that_is_new(small, tmp_path):
    lock.write(small, make_frames(small))
    study.import_files(small, [save_pages(tmp_path / "more", [4])])
    with pytest.raises(
        VerifyError, match=r"frame quotes: article [0-9a-f]{12} differs \(http://island-post.example/4\)"
    ):
        study.verify(small)


def test_verify_without_a_lock_names_the_next_step(small):
    with pytest.raises(VerifyError, match="mediakit run"):
        study.verify(small)


def test_failures_of_an_import_reach_the_frame(small, tmp_path):
    (tmp_path / "broken.html.gz").write_bytes(b"\x1f\x8b\x08\x00")
    study.import_files(small, [tmp_path / "broken.html.gz"])
    failures = make_frames(small)["failures"]
    assert failures["url"].tolist() == ["import:broken.html.gz"]
    with Archive(small.folder / "archive") as archive:
        assert len(list(archive.failures())) == 1


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.mkdir(), "make the folder writable"),
        (lambda path: path.write_bytes(b"no database, only words " * 99), "delete it together"),
    ],
)
def test_an_index_that_does_not_open_is_deleted_only_when_damaged(small, spoil, said):
    for path in (small.folder / "archive").glob("index.sqlite*"):
        path.unlink()
    spoil(small.folder / "archive" / "index.sqlite")
    with pytest.raises(ArchiveError, match=said):
        list(study.search(small, "ferry"))


def timed(*days):
    return pd.DataFrame({"published": pd.to_datetime([*days, None], utc=True, format="mixed")})


def test_timelines_show_the_dates_of_the_study(tmp_path):
    (tmp_path / "study.toml").write_text(
        "[study]\ntitle = 'x'\n[dates]\nstart = 2020-07-06\nend = 2020-07-07\ntimezone = 'Asia/Hong_Kong'"
    )
    opened = study.open_study(tmp_path)
    articles = timed("2020-07-05T15:00Z", "2020-07-05T17:00Z", "2020-07-07T15:00Z", "2020-07-07T17:00Z")
    assert opened.in_dates(articles).index.tolist() == [1, 2]


def test_without_dates_an_outlier_does_not_squeeze_the_timeline(tmp_path):
    (tmp_path / "study.toml").write_text("[study]\ntitle = 'x'")
    opened = study.open_study(tmp_path)
    articles = timed(
        "1972-01-01", *(f"2020-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 11))
    )
    shown = opened.in_dates(articles)
    assert shown["published"].min().year == 2020
    assert len(shown) >= 0.98 * 121 - 1
    assert opened.frequency(shown) == "M"
    assert opened.frequency(articles) == "Y"
    assert opened.frequency(timed("2020-01-01")) == "D"
    assert opened.in_dates(timed()).empty
