"""What changed between the versions of an article."""

import time
from difflib import SequenceMatcher

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mediakit as mk
from mediakit.errors import InputError
from mediakit.frames import analyse, assemble
from mediakit.records import Article


def frame(*rows):
    return pd.DataFrame(rows, columns=["article_id", "title", "text"])


FIRST = "The bridge closed on Monday.\n\nThe mayor said repairs would take a week.\n\nFerries run hourly."
SECOND = "The bridge closed on Monday.\n\nThe mayor said repairs would take a month.\n\nFerries run hourly.\n\nShops complained."


def test_a_change_is_listed_with_its_numbers_and_words():
    (row,) = mk.versions(
        frame(("a", "Bridge shut", FIRST), ("a-2", "Bridge shut for a month", SECOND))
    ).to_dict("records")
    assert (row["article_id"], row["previous"]) == ("a-2", "a")
    assert (row["title_before"], row["title_after"], row["title_changed"]) == (
        "Bridge shut",
        "Bridge shut for a month",
        True,
    )
    assert (row["words_before"], row["words_after"], row["words_added"], row["words_removed"]) == (
        16,
        18,
        3,
        1,
    )
    assert row["kept"] == 15 / 16
    assert (row["paragraphs_added"], row["paragraphs_removed"]) == (2, 1)
    assert row["removed"] == "The mayor said repairs would take a week."
    assert row["added"] == "The mayor said repairs would take a month.\n\nShops complained."


def test_versions_follow_their_numbers_not_their_rows_or_letters():
    numbers = [10, 2, 1, 3, 9]
    rows = [("a" if n == 1 else f"a-{n}", "T", f"word {n}") for n in numbers]
    made = mk.versions(frame(*rows, ("b", "T", "alone"), ("c-d", "T", "hyphen in an id")))
    assert dict(zip(made["article_id"], made["previous"], strict=True)) == {
        "a-10": "a-9", "a-2": "a", "a-3": "a-2", "a-9": "a-3",
    }  # fmt: skip
    assert made["article_id"].tolist() == ["a-10", "a-2", "a-3", "a-9"]


def test_a_moved_paragraph_is_no_paragraph_added_or_removed():
    (row,) = mk.versions(frame(("a", "T", "one two\n\nthree"), ("a-2", "T", "three\n\none two"))).to_dict(
        "records"
    )
    assert (row["paragraphs_added"], row["paragraphs_removed"]) == (0, 0)
    assert (row["words_added"], row["words_removed"]) == (1, 1)
    assert pd.isna(row["added"])
    assert not row["title_changed"]


def test_missing_titles_and_texts_are_compared_too():
    made = mk.versions(frame(("a", None, None), ("a-2", "T", "words came")))
    assert made[["title_changed", "words_added", "words_removed"]].to_numpy().tolist() == [[True, 2, 0]]
    assert made["kept"].isna().all()
    assert not mk.versions(frame(("a", None, "x"), ("a-2", float("nan"), "y")))["title_changed"].any()


def test_a_frame_of_a_study_gives_its_versions_and_one_without_gives_none():
    address = "http://a.example/1"
    made = assemble(
        analyse(Article(text=text, title=title, url=address, outlet="Post"), None, address=address)
        for title, text in (("Bridge shut", FIRST), ("Bridge shut", FIRST), ("Bridge shut for weeks", SECOND))
    )["articles"]
    found = mk.versions(made)
    assert found[["url", "outlet", "words_before", "words_after"]].to_numpy().tolist() == [
        [address, "Post", 16, 18]
    ]
    none = mk.versions(made.head(1))
    assert len(none) == 0
    assert none.dtypes.astype(str).to_dict() == found.dtypes.astype(str).to_dict()


def test_mistakes_are_named():
    with pytest.raises(InputError, match="'text'"):
        mk.versions(pd.DataFrame({"article_id": ["a"], "title": ["T"]}))
    with pytest.raises(InputError, match="'a' is there twice"):
        mk.versions(frame(("a", "T", "x"), ("a", "T", "y")))


def test_long_hostile_texts_take_little_time():
    one, other = "a b " * 15_000, "b c " * 15_000
    began = time.monotonic()
    made = mk.versions(frame(("a", "T", one), ("a-2", "T", other)))
    assert time.monotonic() - began < 10
    assert made["words_removed"].tolist() == [15_000]


words = st.lists(st.sampled_from(["a", "b", "c", "香", "d"]), max_size=12)
texts = st.lists(words.map(" ".join), max_size=5).map("\n\n".join)


@settings(deadline=None)
@given(texts, texts)
def test_law_sums_agree_and_the_way_back_is_the_mirror(one, other):
    given_frame = frame(("a", "T", one), ("a-2", "U", other))
    before = given_frame.copy(deep=True)
    forth = mk.versions(given_frame).iloc[0]
    pd.testing.assert_frame_equal(given_frame, before)
    back = mk.versions(frame(("a", "U", other), ("a-2", "T", one))).iloc[0]
    assert forth["words_before"] - forth["words_removed"] == forth["words_after"] - forth["words_added"]
    for name in ("words", "paragraphs"):
        assert forth[f"{name}_added"] == back[f"{name}_removed"]
        assert forth[f"{name}_removed"] == back[f"{name}_added"]
    assert forth["kept"] == pytest.approx(1) if one == other and one.strip() else True
    if one == other:
        assert forth["words_added"] == forth["paragraphs_removed"] == 0


@settings(deadline=None)
@given(words, words)
def test_law_kept_words_are_at_least_what_difflib_matches(one, other):
    made = mk.versions(frame(("a", "T", " ".join(one)), ("a-2", "T", " ".join(other)))).iloc[0]
    matched = sum(
        block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    assert matched <= made["words_before"] - made["words_removed"] <= min(len(one), len(other))
