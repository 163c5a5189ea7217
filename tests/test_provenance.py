"""From a row back to the sentences behind it."""

import pandas as pd
import pytest

from mediakit.errors import InputError
from mediakit.frames import from_articles
from mediakit.provenance import evidence
from mediakit.records import Article

TEXT = "It rained all day. “We stay,” Ann Lee said. “The boats do not run.”\n\nNobody left the island."


@pytest.fixture(scope="module")
def made():
    return from_articles([Article(text=TEXT, url="http://a.example/1", outlet="Island Post", title="Rain")])


def test_every_quotation_comes_with_its_sentences(made):
    found = evidence(made["quotes"], articles=made["articles"], sentences=made["sentences"])
    assert len(found) == len(made["quotes"])
    for _, row in found.iterrows():
        assert row["text"] in row["passage"]
        assert TEXT[row["passage_start"] :].startswith(row["passage"])
    assert set(found["outlet"]) == {"Island Post"}


def test_a_span_over_two_sentences_brings_both(made):
    span = made["articles"][["article_id"]].assign(start=TEXT.index("rained"), end=TEXT.index("stay"))
    (passage,) = evidence(span, articles=made["articles"], sentences=made["sentences"])["passage"]
    assert passage.startswith("It rained all day. “We stay,")


def test_input_is_unchanged(made):
    before = made["quotes"].copy()
    evidence(made["quotes"], articles=made["articles"], sentences=made["sentences"])
    pd.testing.assert_frame_equal(made["quotes"], before)


def test_empty_selection_gives_an_empty_frame(made):
    none = made["quotes"].head(0)
    assert evidence(none, articles=made["articles"], sentences=made["sentences"]).empty


def test_wrong_input_is_named(made):
    with pytest.raises(InputError, match="'start'"):
        evidence(made["articles"], articles=made["articles"], sentences=made["sentences"])
    strange = made["quotes"].assign(article_id="nowhere")
    with pytest.raises(InputError, match="'nowhere'"):
        evidence(strange, articles=made["articles"], sentences=made["sentences"])
