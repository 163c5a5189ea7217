"""Headlines of charts say what the frame holds, and no more than its intervals allow."""

import pandas as pd
import pytest

from mediakit import findings
from mediakit.errors import InputError

YEARS = pd.to_datetime(["2019-01-01", "2020-01-01"])


def attention(relevant, total=(10, 10, 10, 10), low=0.0):
    groups = ["TikTok", "TikTok", "Apple", "Apple"]
    frame = pd.DataFrame({"period": [*YEARS, *YEARS], "group": groups, "relevant": relevant, "total": total})
    return frame.assign(share=frame["relevant"] / frame["total"].where(frame["total"] > 0), low=low)


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        ([1, 5, 2, 1], "TikTok is in 30% of stories"),
        ([3, 0, 0, 3], "Apple and TikTok are each in 15% of stories"),
        ([0, 0, 0, 0], "None of the groups is covered"),
    ],
)
def test_attention(relevant, said):
    assert findings.attention(attention(relevant)) == said


def test_a_peak_is_named_by_share_and_only_beyond_its_error():
    frame = attention([4, 6, 1, 1], (8, 20, 8, 20), low=[0.4, 0.1, 0, 0])
    assert findings.attention(frame) == "TikTok is in 36% of stories, clearly most in 2019"
    assert findings.attention(frame.assign(low=0.3)) == "TikTok is in 36% of stories"


def test_attention_without_any_article():
    assert findings.attention(attention([0] * 4, [0] * 4)) == "None of the groups is covered"


@pytest.mark.parametrize(
    ("relevant", "said"),
    [
        (
            [50, 50, 1, 2],
            "26% of these outlets’ stories mention them, clearly more in TikTok, clearly less in Apple",
        ),
        ([1, 1, 1, 1], "1% of these outlets’ stories mention them"),
        ([0, 0, 0, 0], "No outlet mentions them"),
    ],
)
def test_attention_of_outlets(relevant, said):
    assert findings.attention_of_outlets(attention(relevant, [100] * 4)) == said


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["2020-01-01", "2020-04-01"], "2020 Q2"),
        (["2020-03-01", "2020-04-01"], "April 2020"),
        (["2020-03-30", "2020-04-06"], "6 April 2020"),
    ],
)
def test_periods_are_named_as_exactly_as_they_are(dates, said):
    frame = pd.DataFrame({"period": pd.to_datetime(dates), "group": "A", "relevant": [1, 2], "total": 4})
    frame = frame.assign(share=frame["relevant"] / 4, low=[0.0, 0.45])
    assert findings.attention(frame).endswith(f"clearly most in {said}")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ([-0.3, 0.1], [-0.1, 0.3], "Coverage was darkest in 2019 and brightest in 2020"),
        ([-0.3, -0.2], [-0.1, 0.3], "Tone shows no change larger than its error"),
        ([None, None], [None, None], "There is too little text to compare the tone of periods"),
    ],
)
def test_tone_over_time_claims_a_change_only_beyond_its_error(low, high, said):
    frame = pd.DataFrame({"period": YEARS, "mean": [-0.2, 0.2], "low": low, "high": high})
    assert findings.tone_over_time(frame) == said


def test_tone_of_groups_names_only_what_is_apart_from_the_mean():
    frame = pd.DataFrame(
        {
            "group": list("ABC"),
            "n": 10,
            "mean": [-0.3, 0.0, 0.3],
            "low": [-0.4, -0.1, 0.2],
            "high": [-0.2, 0.1, 0.4],
        }
    )
    assert (
        findings.tone_of_groups(frame)
        == "The tone is clearly darker than the mean in A, brighter than the mean in C"
    )
    assert (
        findings.tone_of_groups(frame.assign(low=-1.0, high=1.0))
        == "No tone is clearly apart from the others"
    )
    assert findings.tone_of_groups(frame.assign(low=None)) == "There is too little text to compare tone"


def test_tone_towards_names_only_what_excludes_zero():
    frame = pd.DataFrame(
        {"group": list("ABC"), "mean": [-0.3, 0.0, 0.4], "low": [-0.4, -0.1, 0.2], "high": [-0.2, 0.1, 0.6]}
    )
    assert findings.tone_towards(frame) == "The tone is clearly negative towards A, positive towards C"
    assert findings.tone_towards(frame.iloc[[1]]) == "Towards none is the tone clearly negative or positive"


def test_most_quoted_does_not_crown_one_of_many():
    frame = pd.DataFrame({"group": list("ABCD"), "relevant": 2, "articles": 1})
    assert findings.most_quoted(frame) == "No voice dominates: 4 are each quoted 2 times"
    assert findings.most_quoted(frame.head(2)) == "A and B are each quoted 2 times"
    assert findings.most_quoted(frame.head(0)) == "Nobody is quoted by name"


def test_shares_and_sources_with_nothing_to_measure():
    empty = pd.DataFrame({"group": [], "relevant": [], "total": [], "low": [], "source_type": []})
    assert findings.sourcing(empty) == "Nobody is quoted"
    assert findings.share(empty, "of quotations").startswith("There is nothing")
    assert findings.coverage(pd.DataFrame({"group": [], "n": []})) == "There are no articles"


def test_sources_of_unknown_kind_never_lead():
    frame = pd.DataFrame({"source_type": ["unknown", "company", "expert"], "relevant": [3, 2, 1]})
    assert findings.sourcing(frame) == "The kind of source cannot be told for 50% of quotations"
    assert findings.sourcing(frame.assign(relevant=[2, 3, 1])) == "Company voices lead: 50% of quotations"


def test_coverage_says_most_only_of_a_majority():
    counts = pd.DataFrame({"group": ["the Post", "Times", "Sun"], "n": [4, 3, 3]})
    assert findings.coverage(counts) == "The Post has more articles than any other outlet: 4 of 10"
    assert findings.coverage(counts.assign(n=[3, 3, 3])) == "3 outlets give 9 articles"


def test_wrong_frame_is_named():
    with pytest.raises(InputError, match="'total'"):
        findings.attention(pd.DataFrame({"period": [], "group": [], "relevant": []}))
