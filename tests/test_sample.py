"""The study that ships, from pages to charts: the sample newsroom's gold through the whole path."""

import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections import Counter

import matplotlib.image
import pandas as pd
import pytest

from mediakit import find_quotes, newsroom
from mediakit.study import open_study
from quotations import matched

CHARTS = 10


@pytest.fixture(scope="module")
def gold(sample_study):
    return newsroom.load(sample_study / "newsroom").gold


@pytest.fixture(scope="module")
def articles(ran_sample):
    return open_study(ran_sample).frame("articles").set_index("url")


def test_the_sample_is_as_large_and_varied_as_it_says(gold):
    originals = [story for story in gold if story.copy_of is None]
    assert len(originals) >= 48
    assert len({story.outlet.id for story in originals}) >= 8
    assert {story.published.year for story in originals} == set(range(2017, 2025))
    assert len({story.outlet.design for story in gold}) >= 6
    assert len({quote.source_type for story in gold for quote in story.quotes}) == 13


def test_every_allowed_article_is_there_once(gold, articles):
    assert articles.index.is_unique
    assert {story.url for story in gold} == set(articles.index)


def test_what_may_not_be_read_was_not_and_is_a_failure(ran_sample):
    failures = open_study(ran_sample).frame("failures")
    assert (failures["error"].str.contains("robots.txt")).sum() == 3
    assert (failures["error"].str.contains("404")).sum() == 1
    assert len(failures) == 4


def right(gold, articles, field, of):
    return sum(bool(of(articles.loc[story.url, field], story)) for story in gold) / len(gold)


def same_text(got, story):
    words, wanted = set(got.split()), set(story.text.split())
    return len(words & wanted) / max(len(words | wanted), 1) > 0.9


@pytest.mark.parametrize(
    ("field", "of", "least"),
    [
        ("title", lambda got, story: got == story.title, 0.97),
        ("authors", lambda got, story: ("" if pd.isna(got) else got) == "; ".join(story.authors), 0.97),
        (
            "published",
            lambda got, story: got.tz_convert(story.published.tzinfo).date() == story.published.date(),
            0.97,
        ),
        ("text", same_text, 0.97),
        ("outlet", lambda got, story: got == story.outlet.name, 1.0),
        ("access", lambda got, story: got == story.access, 1.0),
        ("language", lambda got, story: got == story.language, 1.0),
    ],
)
def test_articles_are_as_their_gold(gold, articles, field, of, least):
    assert right(gold, articles, field, of) >= least


def test_copies_of_one_agency_text_are_one_story(gold, articles):
    for story in gold:
        if story.copy_of:
            original = next(other for other in gold if other.id == story.copy_of)
            assert articles.loc[story.url, "cluster_id"] == articles.loc[original.url, "cluster_id"]
    originals = [story.url for story in gold if not story.copy_of]
    assert articles.loc[originals, "cluster_id"].is_unique


def plain(words):
    return re.sub(r"^(?:the|an?) ", "", (words or "").lower().replace("’", "'").strip(' .,“”"'))


@pytest.mark.parametrize(("language", "kind"), [("en", 0.79), ("zh", 0.9)])
def test_sources_of_the_sample_are_as_their_gold(gold, language, kind):
    right = Counter()
    for story in (story for story in gold if story.language == language and not story.copy_of):
        starts = [story.text.index(quote.text) for quote in story.quotes]
        units = [(at, at + len(one.text), one) for at, one in zip(starts, story.quotes, strict=True)]
        for (*_, one), quote in matched(story.text, units, find_quotes(story.text, outlet=story.outlet.name)):
            here, there = plain(one.speaker), plain(quote.speaker)
            named = one.speaker_name and plain(one.speaker_name) == plain(quote.speaker_name)
            right["found"] += 1
            right["speaker"] += bool(named or here in there or (there and there in here))
            right["type"] += one.source_type == quote.source_type
            right["anonymous"] += one.anonymous == quote.anonymous
            right["relayed"] += bool(one.relayed_by) == bool(quote.relayed_by)
    assert right["found"] > 30
    assert min(right["speaker"], right["anonymous"], right["relayed"]) >= 0.95 * right["found"]
    assert right["type"] >= kind * right["found"]


def test_charts_reports_and_frames_are_there(ran_sample):
    for folder, pattern, least in (
        ("charts", "*.png", CHARTS),
        ("reports", "*.html", 5),
        ("frames", "*.parquet", 4),
    ):
        assert len(list((ran_sample / folder).glob(pattern))) >= least


def test_every_chart_comes_whole(ran_sample):
    for chart in (ran_sample / "charts").glob("*.png"):
        picture = matplotlib.image.imread(chart)[..., :3]
        assert min(picture.shape[:2]) > 600
        assert 0.005 < (abs(picture - picture[0, 0]).sum(axis=-1) > 0.1).mean() < 0.9
        for suffix in (".svg", ".pdf", ".csv", ".alt.txt"):
            assert chart.with_suffix("").with_suffix(suffix).stat().st_size > 50, (chart.stem, suffix)
        assert "invented" in chart.with_suffix("").with_suffix(".svg").read_text().lower()
        data = pd.read_csv(chart.with_suffix(".csv"), encoding="utf-8-sig")
        assert len(data)


def test_every_report_says_that_the_sample_is_invented(ran_sample):
    for report in (ran_sample / "reports").glob("*.html"):
        assert "invented" in report.read_text().lower(), report.name


def test_no_report_names_a_folder_of_this_machine(ran_sample):
    for report in (ran_sample / "reports").glob("*.html"):
        if not report.name.startswith("01"):
            assert str(ran_sample.parent) not in report.read_text(), report.name


def verify(folder):
    command = [sys.executable, "-m", "mediakit.cli", "verify", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_shipped_lock_is_what_a_stranger_gets(ran_sample, sample_study):
    shipped = json.loads((sample_study / "study.lock").read_text())
    made = json.loads((ran_sample / "study.lock").read_text())
    assert made == shipped


def test_verify_passes_after_a_run(ran_sample):
    done = verify(ran_sample)
    assert done.returncode == 0, done.stderr


def test_verify_names_frame_and_article_after_a_capture_is_changed(ran_sample, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(ran_sample, folder)
    warc = max((folder / "archive").glob("*.warc.gz"), key=lambda path: path.stat().st_size)
    content = gzip.decompress(warc.read_bytes())
    assert content.count(b"honorary") or content.count(b"professor")
    warc.write_bytes(changed(warc.read_bytes()))
    done = verify(folder)
    assert done.returncode == 1
    assert "frame articles: article " in done.stderr
    assert ".example/" in done.stderr


def changed(packed: bytes) -> bytes:
    """One member of the gzip file with a word of its page replaced by another of the same length."""
    out, rest, done = io.BytesIO(), packed, False
    while rest:
        reader = zlib.decompressobj(wbits=31)
        member = reader.decompress(rest) + reader.flush()
        size = len(rest) - len(reader.unused_data)
        if not done and b"WARC-Type: response" in member and b" said" in member:
            writer = zlib.compressobj(wbits=31)
            new = writer.compress(member.replace(b" said", b" sang")) + writer.flush()
            if len(new) <= size:
                # a gzip member may carry spare bytes in its file name, so that the offsets behind it stay right
                header = (
                    new[:3] + b"\x08" + new[4:10] + b"x" * (size - len(new) - 1) + b"\0"
                    if size > len(new)
                    else new[:10]
                )
                out.write(header + new[10:])
                done = True
                rest = reader.unused_data
                continue
        out.write(rest[:size])
        rest = reader.unused_data
    assert done
    assert len(out.getvalue()) == len(packed)
    return out.getvalue()
