"""Coverage that follows an event is counted in its days, once a story, in the study's own calendar."""

import pandas as pd
import pytest

from mediakit.errors import InputError
from mediakit.measures import followed

EVENTS = pd.DataFrame(
    {
        "date": pd.to_datetime(["2020-07-06", "2021-01-01"]),
        "platform": ["twitter;facebook", "zoom"],
        "label": ["Pause", "New"],
    }
)
ARTICLES = pd.DataFrame(
    {
        "article_id": list("abcde"),
        "cluster_id": list("aacde"),
        "outlet": "Post",
        "published": pd.to_datetime(
            [
                "2020-07-05T17:00Z",
                "2020-07-06T10:00Z",
                "2020-07-12T10:00Z",
                "2020-07-13T10:00Z",
                "2020-07-07T10:00Z",
            ],
            utc=True,
        ),
    }
)
MENTIONS = pd.DataFrame(
    {
        "article_id": ["a", "b", "b", "c", "d", "e"],
        "concept": ["twitter", "twitter", "facebook", "facebook", "twitter", "apple"],
    }
)


def relevant(**options):
    made = followed(EVENTS, articles=ARTICLES, mentions=MENTIONS, **options)
    return dict(zip(made["label"], made["relevant"], strict=True))


def test_days_count_from_the_event_on():
    assert relevant() == {"Pause": 2, "New": 0}
    assert relevant(days=1) == {"Pause": 1, "New": 0}
    assert relevant(days=8) == {"Pause": 3, "New": 0}


def test_the_calendar_is_the_studys():
    assert relevant(tz="Asia/Hong_Kong")["Pause"] == 3


def test_a_story_counts_once_where_its_earliest_article_is():
    assert relevant(count="story", tz="Asia/Hong_Kong")["Pause"] == 2
    assert relevant(count="story")["Pause"] == 1


def test_most_followed_come_first_and_nothing_is_lost_or_changed():
    before = EVENTS.copy()
    made = followed(EVENTS.iloc[::-1], articles=ARTICLES, mentions=MENTIONS)
    assert made["label"].tolist() == ["Pause", "New"]
    pd.testing.assert_frame_equal(EVENTS, before)


def test_no_events_give_no_rows():
    assert followed(EVENTS.head(0), articles=ARTICLES, mentions=MENTIONS).empty


def test_missing_column_is_named():
    with pytest.raises(InputError, match="'platform'"):
        followed(EVENTS[["date"]], articles=ARTICLES, mentions=MENTIONS)
