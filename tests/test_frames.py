"""Records to frames: schemas, ids, versions, round trips."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import frames
from mediakit.codebook import Codebook
from mediakit.errors import InputError
from mediakit.records import Article

CODEBOOK = """
categories = ["company"]

[concepts.ferryco]
label = "Ferryco"
category = "company"
definition = "An invented ferry company."
aliases = ["Ferryco"]
"""

TEXT = (
    "“We regret the delay,” said Ann Lee, spokeswoman of Ferryco. The boats run again.\n\n"
    "Ferryco said in a statement that repairs took three weeks."
)


@pytest.fixture(scope="module")
def made():
    article = Article(
        title="Ferry runs again",
        text=TEXT,
        authors=("Bo Chan", "Cy Roe"),
        roles=("Reporter", None),
        published=datetime(2020, 7, 6, 16, 30, tzinfo=UTC),
        language="en",
        url="http://a.example/1",
        outlet="Island Post",
    )
    return frames.from_articles([article], codebook=Codebook.loads(CODEBOOK))


def test_every_frame_has_its_schema(made):
    for name, schema in frames.SCHEMAS.items():
        assert {c: str(t) for c, t in made[name].dtypes.items()} == schema


def test_offsets_lead_back_to_the_text(made):
    text = made["articles"]["text"].iloc[0]
    for name, column in (("sentences", "text"), ("quotes", "text"), ("mentions", "surface")):
        rows = made[name]
        assert len(rows)
        for start, end, words in rows[["start", "end", column]].itertuples(index=False):
            assert text[start:end] == words


def test_sentences_know_their_paragraph(made):
    assert made["sentences"]["paragraph"].tolist() == [0, 0, 1]


def test_mentions_know_their_sentence(made):
    assert made["mentions"]["sentence"].tolist() == [0, 2]


def test_lists_are_joined_and_missing_is_na(made):
    row = made["articles"].iloc[0]
    assert row["authors"] == "Bo Chan; Cy Roe"
    assert row["roles"] == "Reporter; "
    assert pd.isna(row["wire"])


def test_any_callable_scores_sentences_quotations_and_targets_in_any_language():
    asked = []

    def half(sentence, start, end):
        asked.append(sentence[start:end])
        return 0.5

    article = Article(text=TEXT, language="de", url="http://a.example/1")
    own = frames.from_articles([article], codebook=Codebook.loads(CODEBOOK))
    made = frames.from_articles([article], codebook=Codebook.loads(CODEBOOK), sentiment=half)
    for name in ("sentences", "quotes", "mentions"):
        assert own[name]["sentiment"].isna().all()
        assert (made[name]["sentiment"] == 0.5).all()
    assert asked.count("Ferryco") == 2


def test_versions_of_one_address_are_numbered_and_repeats_left_out():
    one, two = (
        Article(text="Old words.", url="http://a.example/1"),
        Article(text="New words.", url="http://a.example/1"),
    )
    articles = frames.from_articles([one, two, one])["articles"]
    stem = frames.article_id("http://a.example/1")
    assert articles["article_id"].tolist() == [stem, f"{stem}-2"]


def test_frames_do_not_depend_on_which_article_came_first():
    some = [
        Article(text=f"“We stay {n},” Ann Lee said. It rained.", url=f"http://a.example/{n}")
        for n in range(9)
    ]
    forth, back = frames.from_articles(some), frames.from_articles(some[::-1])
    for name, frame in forth.items():
        pd.testing.assert_frame_equal(back[name], frame)


def test_a_step_that_fails_is_a_row_of_failures(monkeypatch):
    def broken(text, outlet):
        message = "out of words"
        raise ValueError(message)

    monkeypatch.setattr("mediakit.frames.analysis.find_quotes", broken)
    made = frames.from_articles([Article(text="It rained.", url="http://a.example/1")])
    assert made["failures"].to_dict("records") == [
        {"url": "http://a.example/1", "stage": "quotes", "error": "ValueError: out of words"}
    ]
    assert len(made["sentences"]) == 1


def test_unknown_frame_and_column_are_named():
    with pytest.raises(InputError, match="no frame 'sources'"):
        frames.to_frame("sources", [])
    with pytest.raises(InputError, match="no column 'speeker'"):
        frames.to_frame("quotes", [{"speeker": "Ann"}])


@pytest.mark.parametrize("name", frames.SCHEMAS)
def test_records_to_frame_to_records(made, name):
    pd.testing.assert_frame_equal(frames.to_frame(name, frames.to_rows(made[name])), made[name])


def test_parquet_round_trip(made, tmp_path):
    frames.write_frames(made, tmp_path)
    again = frames.read_frames(tmp_path)
    for name, frame in made.items():
        pd.testing.assert_frame_equal(again[name], frame)


def test_reading_frames_that_are_not_there_names_the_next_step(tmp_path):
    with pytest.raises(InputError, match="mediakit run"):
        frames.read_frames(tmp_path)


@pytest.mark.parametrize("name", frames.SCHEMAS)
def test_every_column_has_a_meaning(name):
    described = frames.describe(name)
    assert described["meaning"].str.len().min() > 5


@pytest.mark.parametrize("column", ["platform", "date"])
def test_events_without_a_column_are_refused(tmp_path, column):
    header = [c for c in ("date", "platform", "description") if c != column]
    (tmp_path / "events.csv").write_text(",".join(header) + "\n")
    with pytest.raises(InputError, match=column):
        frames.read_events(tmp_path / "events.csv")


def test_event_with_a_wrong_date_names_the_line(tmp_path):
    (tmp_path / "events.csv").write_text("date,platform,description\n2020-07-06,x,y\n06.07.2020,x,y\n")
    with pytest.raises(InputError, match="line 3.*06.07.2020"):
        frames.read_events(tmp_path / "events.csv")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_makes_frames_with_exact_offsets(text):
    made = frames.from_articles([Article(text=text, url="http://a.example/1")])
    assert made["failures"].empty
    for start, end, words in made["sentences"][["start", "end", "text"]].itertuples(index=False):
        assert text[start:end] == words


def test_a_source_is_one_in_all_articles_and_its_body_is_tied_to_the_codebook():
    later = "The president spoke. “We wait,” Lee said.\n\nRain fell on Bolt Island all day."
    some = [
        Article(
            text=TEXT, published=datetime(2020, 7, 6, tzinfo=UTC), url="http://a.example/1", language="en"
        ),
        Article(
            text=later, published=datetime(2020, 7, 8, tzinfo=UTC), url="http://a.example/2", language="en"
        ),
    ]
    quotes = frames.from_articles(some, codebook=Codebook.loads(CODEBOOK))["quotes"]
    spoken = quotes[quotes["speaker_name"].isin(["Ann Lee", "Lee"])]
    assert spoken["speaker_name"].nunique() == 2
    assert set(spoken["source"]) == {"Ann Lee"}
    assert quotes.loc[quotes["organization"] == "Ferryco", "concept"].eq("ferryco").all()
    assert quotes.loc[quotes["organization"] != "Ferryco", "concept"].isna().all()


def test_the_concept_of_a_body_respects_the_dates_of_its_alias():
    dated = CODEBOOK.replace('"Ferryco"]', '{ text = "Ferryco", since = 2021-01-01 }]')
    article = Article(text=TEXT, published=datetime(2020, 7, 6, tzinfo=UTC), url="http://a.example/1")
    quotes = frames.from_articles([article], codebook=Codebook.loads(dated))["quotes"]
    assert "Ferryco" in set(quotes["organization"])
    assert quotes["concept"].isna().all()


def test_sources_may_be_told_again_for_frames_put_together(made):
    again = frames.with_sources(made["quotes"].drop(columns="source"), articles=made["articles"])
    assert again["source"].equals(made["quotes"]["source"])
