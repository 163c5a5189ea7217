"""Captures to frames: whose version of what a page is, what is read again, what is never lost."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from mediakit import measures, study
from mediakit.archive import Archive
from mediakit.errors import StudyError, VerifyError
from mediakit.records import Candidate, Failure, Page
from mediakit.study import build, lock, notebooks
from mediakit.study.run import make_frames
from mediakit.study.sources import _within

NOON = datetime(2020, 7, 6, 12, tzinfo=UTC)
BODY = """<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{words}</p>
<p>The boats run again after three weeks of repairs, which the islanders had long been waiting for.</p></article></body></html>"""
WORDS = "The ferry to the outer islands will run every hour, the harbour office said on the pier last night."


def page(url, *, title="Ferry runs again", words=WORDS, head="", hours=0, **more):
    body = BODY.format(title=title, words=words, head=head).encode()
    return Page(url=url, body=body, fetched=NOON + timedelta(hours=hours), content_type="text/html", **more)


@pytest.fixture
def opened(tmp_path):
    return study.open_study(study.new(tmp_path / "study"))


def keep(opened, *pages):
    with Archive(opened.folder / "archive") as archive:
        for one in pages:
            archive.add(one)


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


def test_no_page_passes_for_a_version_of_another_outlets_article(opened):
    real = "http://paper.example/1"
    keep(
        opened,
        page(real, outlet="Paper", head=canonical(real)),
        page("http://copy.example/1", outlet="Copy", head=canonical(real), hours=1),
        page(
            "http://evil.example/1",
            outlet="Evil",
            head=canonical(real),
            hours=2,
            words=WORDS.replace("run", "sink"),
        ),
    )
    articles = make_frames(opened)["articles"]
    assert sorted(articles["outlet"]) == ["Copy", "Evil", "Paper"]
    assert measures.counted(articles)["counted"].all()


def test_an_id_keeps_its_text_when_a_later_capture_comes(opened):
    keep(opened, page("http://z.example/1", title="First told"))
    (first,) = make_frames(opened)["articles"]["article_id"]
    keep(opened, page("http://z.example/1", title="Second told", words=WORDS[::-1], hours=5))
    titles = make_frames(opened)["articles"].set_index("article_id")["title"]
    assert titles.to_dict() == {first: "First told", f"{first}-2": "Second told"}


def test_a_variant_of_an_article_is_no_version_of_it(opened):
    head = canonical("http://z.example/1")
    amp = page(
        "http://amp.z.example/1", title="As a phone shows it", words=WORDS + " Open the app.", head=head
    )
    keep(opened, amp)
    assert make_frames(opened)["articles"]["title"].tolist() == ["As a phone shows it"]
    keep(opened, page("http://z.example/1", title="First told", head=head, hours=1))
    keep(opened, page("http://z.example/1", title="Second told", words=WORDS[::-1], head=head, hours=5))
    for _ in range(2):
        assert make_frames(opened)["articles"]["title"].tolist() == ["First told", "Second told"]


def test_another_article_that_states_a_wrong_address_stays(opened):
    head = canonical("http://z.example/story")
    other = "Snow fell on the hills north of the lake for the third night, and the road to the pass is shut."
    body = f"<html><head>{head}</head><body><article><h1>Snow</h1><p>{other}</p></article></body></html>"
    keep(opened, page("http://z.example/story", head=head))
    keep(opened, Page("http://z.example/snow", body.encode(), NOON, content_type="text/html"))
    assert len(make_frames(opened)["articles"]) == 2


def test_a_lost_index_comes_back_with_articles_and_search(opened):
    head = "http://z.example/1"
    keep(
        opened,
        page(head, outlet="Paper", requested="http://z.example/old"),
        page(f"{head}?page=2", part_of=head),
    )
    before = make_frames(opened)["articles"]
    with Archive(opened.folder / "archive") as archive:
        captures, problems = list(archive.captures()), archive.check()
    (opened.folder / "archive" / "index.sqlite").unlink()
    ((hit, sentences),) = study.search(opened, "islands")
    assert (hit.article_id, len(sentences) > 0) == (before["article_id"].iloc[0], True)
    pd.testing.assert_frame_equal(make_frames(opened)["articles"], before)
    with Archive(opened.folder / "archive") as archive:
        assert list(archive.captures()) == captures
        assert archive.check() == problems == []
        assert archive.has("http://z.example/old")


def test_files_of_one_name_from_two_folders_are_two_articles(opened, tmp_path):
    for day, words in (("mon", "It rained."), ("tue", "The sun came out.")):
        (tmp_path / day).mkdir()
        (tmp_path / day / "article.txt").write_text(f"{day} weather\n\nBy Ann Lee\n\n{words} {WORDS}")
        study.import_files(opened, [tmp_path / day / "article.txt"])
    articles = make_frames(opened)["articles"]
    assert len(articles) == 2
    assert measures.counted(articles)["counted"].all()


def test_columns_that_the_study_names_are_read_when_they_are_named(opened, tmp_path):
    rows = f"Balken;Wortlaut;Heft\nFerry runs;{WORDS};1\nSnow fell;{WORDS.replace('ferry', 'snow')};2\n"
    (tmp_path / "list.csv").write_text(rows)
    columns = '\n[columns]\ntitle = "Balken"\ntext = "{}"\n'
    before = (opened.folder / "study.toml").read_text()
    (opened.folder / "study.toml").write_text(before + columns.format("Wortlautt"))
    misspelt = study.open_study(opened.folder)
    assert study.import_files(misspelt, [tmp_path / "list.csv"]) == (1, 0)
    with pytest.raises(StudyError, match=r"it has 'Balken', 'Wortlaut', 'Heft'\).*under \[columns\]"):
        make_frames(misspelt)
    (opened.folder / "study.toml").write_text(before + columns.format("Wortlaut"))
    named = study.open_study(opened.folder)
    assert sorted(make_frames(named)["articles"]["title"]) == ["Ferry runs", "Snow fell"]
    (opened.folder / "study.toml").write_text(before + columns.format("Wortlaut").replace("Balken", "Heft"))
    assert sorted(make_frames(study.open_study(opened.folder))["articles"]["title"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "match"), [('titel = "x"', "'title'"), ("title = 3", "text"), ("x = 'y'", "it knows")]
)
def test_a_mistake_in_columns_is_named(opened, line, match):
    (opened.folder / "study.toml").write_text(f"[study]\ntitle = 'x'\n[columns]\n{line}")
    with pytest.raises(StudyError, match=match):
        study.open_study(opened.folder)


def test_failures_stay_when_nothing_is_read_again(opened, tmp_path):
    rows = f"title,text,date,outlet\nFerry runs,{'x' * 3} {WORDS.replace(',', '')},2020-07-06,Post\nEmpty,,2020-07-06,Post\n"
    (tmp_path / "list.csv").write_text(rows)
    study.import_files(opened, [tmp_path / "list.csv"])
    first, again = make_frames(opened)["failures"], make_frames(opened)["failures"]
    assert len(first) == 1
    pd.testing.assert_frame_equal(first, again)


def test_a_further_page_that_comes_later_is_read(opened):
    head = "http://z.example/1"
    keep(opened, page(head))
    one = make_frames(opened)["articles"]["words"].iloc[0]
    keep(opened, page(f"{head}?page=2", words=WORDS.replace("hour", "day") * 3, part_of=head, hours=1))
    both = make_frames(opened)["articles"]["words"]
    assert len(both) == 1
    assert both.iloc[0] > one


def captured(url, name, hours, part_of=None):
    from mediakit.archive import Capture

    fetched = NOON + timedelta(hours=hours)
    return Capture(name, url, None, fetched, "", 200, None, None, None, None, part_of)


def test_versions_of_an_article_in_parts_keep_their_own_parts():
    head, part = "http://z.example/1", "http://z.example/1?page={}"
    captures = [
        captured(head, "old-1", 0),
        captured(part.format(2), "old-2", 1, head),
        captured(head, "new-1", 5),
        captured(part.format(10), "new-10", 6, head),
        captured(part.format(2), "new-2", 7, head),
    ]
    assert build._tasks(captures[::-1]) == [("old-1", "old-2"), ("new-1", "new-2", "new-10")]


def test_verify_names_damage_that_no_article_came_from(opened):
    keep(
        opened,
        page("http://z.example/1"),
        Page(url="http://z.example/2", body=b"\x89PNG\r\n" * 40, fetched=NOON),
    )
    lock.write(opened, make_frames(opened))
    study.verify(opened)
    with Archive(opened.folder / "archive") as archive:
        row = archive._db.execute("SELECT file, offset FROM captures WHERE url LIKE '%/2'").fetchone()
    path = opened.folder / "archive" / row[0]
    content = bytearray(path.read_bytes())
    content[row[1] + 60 : row[1] + 80] = bytes(20)
    path.write_bytes(bytes(content))
    with pytest.raises(VerifyError, match="archive: "):
        study.verify(opened)


@pytest.mark.parametrize("garbage", ["{}", "[]", '"x"', '{"captures": 3}', "{"])
def test_a_lock_that_is_none_is_named(opened, garbage):
    (opened.folder / "study.lock").write_text(garbage)
    with pytest.raises(VerifyError, match=r"study\.lock' (is damaged|says nothing)"):
        study.verify(opened)


def test_frames_half_written_are_made_again(opened):
    keep(opened, page("http://z.example/1"))
    first = make_frames(opened)["articles"]
    (opened.folder / "frames" / "articles.parquet").write_bytes(b"PAR1 torn")
    pd.testing.assert_frame_equal(make_frames(opened)["articles"], first)


def test_days_of_a_collection_are_the_studys_days(opened):
    (opened.folder / "study.toml").write_text(
        "[study]\ntitle = 'x'\n[dates]\nstart = 2020-07-06\nend = 2020-07-06\ntimezone = 'Asia/Hong_Kong'"
    )
    hong_kong = study.open_study(opened.folder)
    times = {"2020-07-05T17:00Z": True, "2020-07-06T17:00Z": False}
    for time, inside in times.items():
        candidate = Candidate(url="http://a.example/1", published=datetime.fromisoformat(time))
        assert list(_within(hong_kong, lambda found=candidate: [found])) == [candidate] * inside


def test_a_file_that_reads_after_all_leaves_the_failures(opened, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"")
    study.import_files(opened, [path])
    path.write_text(BODY.format(title="Ferry", words=WORDS, head=""))
    study.import_files(opened, [path])
    assert make_frames(opened)["failures"].empty


def test_a_strange_file_name_does_not_stop_an_import(opened, tmp_path):
    (tmp_path / "saved").mkdir()
    for name in ("a 中文\nnew.html", "b.html"):
        (tmp_path / "saved" / name).write_text(BODY.format(title=name.strip(), words=WORDS + name, head=""))
    assert study.import_files(opened, [tmp_path / "saved"]) == (2, 0)


def test_search_finds_words_after_the_index_was_deleted(opened):
    keep(opened, page("http://z.example/1"))
    make_frames(opened)
    for path in (opened.folder / "archive").glob("index.sqlite*"):
        path.unlink()
    ((hit, sentences),) = study.search(study.open_study(opened.folder), "harbour")
    assert hit.title == "Ferry runs again"
    assert "harbour office" in sentences[0]


def test_a_misspelt_concept_is_named_before_any_work(opened):
    with (opened.folder / "study.toml").open("a") as settings:
        settings.write("\n")
    text = (
        (opened.folder / "study.toml")
        .read_text()
        .replace('# concepts = ["apple", "google"]', 'concepts = ["aple"]')
    )
    (opened.folder / "study.toml").write_text(text)
    with pytest.raises(StudyError, match="'aple'.*did you mean 'apple'"):
        study.run(study.open_study(opened.folder))


def test_no_module_in_a_study_is_imported_by_its_notebooks(opened, tmp_path):
    import nbformat

    (opened.folder / "reports").mkdir()
    (opened.folder / "mediakit.py").write_text("open('taken', 'w')")
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_code_cell("STUDY = 'x'", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("import mediakit; print(STUDY, mediakit.__version__)"),
    ]
    nbformat.write(book, tmp_path / "09-try.ipynb")
    report = notebooks.execute(tmp_path / "09-try.ipynb", opened.folder)
    assert ". 0." in report.read_text()
    assert not (opened.folder / "taken").exists()


def test_a_page_that_ends_its_worker_is_one_failure(opened, monkeypatch):
    keep(opened, *(page(f"http://z.example/{n}", title=f"Title {n}", words=f"{WORDS} {n}") for n in range(4)))
    monkeypatch.setattr(build, "_FEW", 0)
    monkeypatch.setattr(build, "_read", _deadly)
    job = build.Job(opened.folder / "archive", None, {})
    read = list(build._read_apart(job, [("a",), ("die",), ("b",), ("c",)], 2))
    assert [len(found) for found in read] == [0, 1, 0, 0]
    assert isinstance(read[1][0], Failure)


def _deadly(task):
    import os

    if task == ("die",):
        os._exit(1)
    return []
