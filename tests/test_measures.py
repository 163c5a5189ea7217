"""Measures: laws that hold for any frame, worked cases, what is left out, and how often intervals are right."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import measures
from mediakit.errors import InputError
from mediakit.measures import _intervals

DAY = pd.Timestamp("2020-01-01", tz="UTC")


def corpus(number, seed=0, *, outlets=4, concepts=5, days=400):
    """Return articles, mentions and quotes at random, with copies, stubs, undated articles and several versions."""
    random = np.random.default_rng(seed)
    ids = [f"{n:012x}" for n in range(number)]
    articles = pd.DataFrame(
        {
            "article_id": ids,
            "outlet": random.choice([f"outlet {n}" for n in range(outlets)], number),
            "title": "Apple and others",
            "text": "Apple said so. " * 5,
            "published": DAY + pd.to_timedelta(random.integers(0, 86400 * days, number), unit="s"),
            "cluster_id": [ids[max(0, n - 1)] if random.random() < 0.2 else ids[n] for n in range(number)],
            "access": random.choice(["open", "stub", "gone"], number, p=[0.9, 0.05, 0.05]),
        }
    )
    articles["published"] = (
        articles["published"].astype("datetime64[us, UTC]").mask(random.random(number) < 0.05)
    )
    rows = number * 4
    keys = random.choice(ids, rows)
    mentions = pd.DataFrame(
        {
            "article_id": keys,
            "sentence": random.integers(0, 5, rows),
            "concept": random.choice([f"concept {n}" for n in range(concepts)], rows),
            "category": "platform",
            "start": random.integers(0, 60, rows),
            "surface": "Apple",
            "sentiment": np.where(random.random(rows) < 0.1, np.nan, random.uniform(-1, 1, rows)),
        }
    )
    quotes = pd.DataFrame(
        {
            "article_id": keys,
            "source_type": random.choice(["company", "expert", "unknown"], rows),
            "source": random.choice(["Ann Lee", "Bo Chan", None], rows),
            "organization": random.choice(["Apple", None], rows),
            "anonymous": random.random(rows) < 0.2,
            "relayed_by": random.choice(["Xinhua", None], rows),
            "sentiment": random.uniform(-1, 1, rows),
        }
    )
    return articles, mentions, quotes


CASES = {
    "attention by concept": lambda a, m, q, **o: measures.attention(a, mentions=m, **o),
    "attention by outlet": lambda a, m, q, **o: measures.attention(a, mentions=m, by="outlet", **o),
    "sourcing": lambda a, m, q, **o: measures.sourcing(q, articles=a, freq="M", **o),
    "sourcing by outlet": lambda a, m, q, **o: measures.sourcing(q, articles=a, by="outlet", **o),
    "unnamed": lambda a, m, q, **o: measures.unnamed_share(q, articles=a, **o),
    "relayed": lambda a, m, q, **o: measures.relayed_share(q, articles=a, freq="Q", **o),
    "tone": lambda a, m, q, **o: measures.tone(m, articles=a, by="outlet", freq="Q", **o),
    "tone of sources": lambda a, m, q, **o: measures.tone(q, articles=a, by="source_type", **o),
    "tone towards": lambda a, m, q, **o: measures.tone_towards(m, articles=a, **o),
    "most quoted": lambda a, m, q, **o: _without(o, "tz", measures.most_quoted, q, articles=a),
    "concentration": lambda a, m, q, **o: _without(
        o, "tz", measures.concentration, q, articles=a, by="outlet"
    ),
    "co-mention": lambda a, m, q, **o: _without(o, "tz", measures.co_mention, m, articles=a),
    "salience": lambda a, m, q, **o: measures.salience(m, articles=a),
    "compare": lambda a, m, q, **o: measures.compare(
        q, articles=a, value="anonymous", first="outlet 0", second="outlet 1", **o
    ),
}
SHARES = [
    "attention by concept",
    "attention by outlet",
    "sourcing",
    "sourcing by outlet",
    "unnamed",
    "relayed",
]


def _without(options, name, measure, *arguments, **keywords):
    return measure(*arguments, **keywords, **{k: v for k, v in options.items() if k != name})


@pytest.fixture(scope="module")
def frames():
    return corpus(300)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("count", ["article", "story"])
def test_input_is_unchanged(case, count, frames):
    before = [frame.copy(deep=True) for frame in frames]
    CASES[case](*frames, count=count)
    for frame, copy in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


@pytest.mark.parametrize("case", CASES)
def test_order_of_rows_makes_no_difference(case, frames):
    shuffled = [frame.sample(frac=1, random_state=n) for n, frame in enumerate(frames)]
    plain, moved = CASES[case](*frames), CASES[case](*shuffled)
    pd.testing.assert_frame_equal(plain, moved, check_exact=False, atol=1e-9)


@pytest.mark.parametrize("case", CASES)
def test_twice_is_the_same(case, frames):
    pd.testing.assert_frame_equal(CASES[case](*frames), CASES[case](*frames))


@pytest.mark.parametrize("case", CASES)
def test_result_says_what_was_left_out(case, frames):
    made = CASES[case](*frames)
    assert made.attrs["left_out"]["stub"] == (frames[0]["access"] == "stub").sum()


@pytest.mark.parametrize("case", CASES)
def test_empty_articles(case, frames):
    if case == "compare":
        with pytest.raises(InputError, match="no row belongs to outlet 'outlet 0'; the frame has"):
            CASES[case](*(frame.head(0) for frame in frames))
    else:
        assert CASES[case](*(frame.head(0) for frame in frames)).empty
        assert CASES[case](frames[0].head(0), *frames[1:]).empty


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 60),
    st.integers(0, 1000),
    st.sampled_from(SHARES),
    st.sampled_from(["article", "story"]),
    st.sampled_from(["UTC", "Asia/Hong_Kong", "America/Los_Angeles"]),
)
def test_shares_are_shares(number, seed, case, count, tz):
    made = CASES[case](*corpus(number, seed), count=count, tz=tz)
    assert (made["relevant"] <= made["total"]).all()
    known = made.dropna(subset=["share"])
    assert ((made["total"] > 0) == made["share"].notna()).all()
    assert known["share"].between(0, 1).all()
    assert ((known["low"] >= 0) & (known["low"] <= known["share"])).all()
    assert ((known["share"] <= known["high"]) & (known["high"] <= 1)).all()
    np.testing.assert_allclose(known["share"], known["relevant"] / known["total"])


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 60), st.integers(0, 1000), st.sampled_from(["tone", "tone of sources", "tone towards"]))
def test_means_are_bounded(number, seed, case):
    made = CASES[case](*corpus(number, seed))
    known = made.dropna(subset=["low"])
    assert made["mean"].dropna().between(-1, 1).all()
    assert ((known["low"] <= known["mean"]) & (known["mean"] <= known["high"])).all()


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 60), st.integers(0, 1000), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_every_group_has_every_period(number, seed, freq):
    articles, mentions, _ = corpus(number, seed)
    made = measures.attention(articles, mentions=mentions, freq=freq)
    sizes = made.groupby("group")["period"].nunique()
    assert (sizes == made["period"].nunique()).all()
    assert len(made) == len(sizes) * made["period"].nunique()
    steps = made["period"].drop_duplicates().dt.to_period(freq).astype("int64").diff().dropna()
    assert (steps == 1).all()


def test_kinds_of_sources_add_up(frames):
    made = measures.sourcing(frames[2], articles=frames[0], by="outlet")
    np.testing.assert_allclose(made.groupby("group")["share"].sum(), 1)


def test_total_is_the_same_for_every_concept(frames):
    made = measures.attention(frames[0], mentions=frames[1])
    assert (made.groupby("period")["total"].max() == made.groupby("period")["total"].min()).all()
    counted = measures.counted(frames[0], dated=True)["counted"].sum()
    assert made[made["group"] == "concept 0"]["total"].sum() == counted


def small(times, **columns):
    articles = pd.DataFrame(
        {
            "article_id": [f"a{n}" for n in range(len(times))],
            "outlet": "Post",
            "published": pd.to_datetime(times, utc=True, format="ISO8601").astype("datetime64[us, UTC]"),
        }
    )
    return articles.assign(**columns)


def mention(*ids, concept="apple"):
    return pd.DataFrame({"article_id": list(ids), "concept": concept})


def test_time_zone_moves_only_the_boundary_article():
    articles = small(["2020-01-10", "2020-01-31 23:00", "2020-02-10"])
    utc = measures.attention(articles, mentions=mention("a1"))
    hong_kong = measures.attention(articles, mentions=mention("a1"), tz="Asia/Hong_Kong")
    assert utc["relevant"].tolist() == [1, 0]
    assert hong_kong["relevant"].tolist() == [0, 1]
    assert utc["total"].tolist() == [2, 1]
    assert hong_kong["total"].tolist() == [1, 2]


def test_months_without_articles_have_a_row_without_a_share():
    made = measures.attention(small(["2020-01-01", "2020-03-31"]), mentions=mention("a0"))
    assert made["total"].tolist() == [1, 0, 1]
    assert made["share"].isna().tolist() == [False, True, False]
    assert made["partial"].tolist() == [False, False, False]


@pytest.mark.parametrize(
    ("times", "partial"),
    [
        (["2020-01-02", "2020-03-31"], [True, False, False]),
        (["2020-01-01", "2020-03-30"], [False, False, True]),
        (["2020-01-15", "2020-01-16"], [True]),
        (["2020-01-01", "2020-01-31"], [False]),
    ],
)
def test_partial_periods_are_marked(times, partial):
    assert measures.attention(small(times), mentions=mention("a0"))["partial"].tolist() == partial


def test_concepts_without_a_mention_have_rows():
    made = measures.attention(small(["2020-01-01"]), mentions=mention("a0"), concepts=["apple", "zoom"])
    assert made[["group", "relevant"]].values.tolist() == [["apple", 1], ["zoom", 0]]  # noqa: PD011


def test_a_story_is_counted_once_at_its_first_article_and_under_any_copys_concept():
    articles = small(
        ["2020-01-31", "2020-02-01", "2020-02-02"], cluster_id=["a0", "a0", "a2"], outlet=["A", "B", "A"]
    )
    made = measures.attention(articles, mentions=mention("a1"), count="story")
    assert made["relevant"].tolist() == [1, 0]
    assert made["total"].tolist() == [1, 1]
    by_outlet = measures.attention(articles, mentions=mention("a1"), count="story", by="outlet", freq="Y")
    assert by_outlet[["group", "relevant", "total"]].to_numpy().tolist() == [["A", 0, 2], ["B", 1, 1]]


def test_copies_do_not_narrow_an_interval():
    single = small(["2020-01-01"] * 20)
    copies = pd.concat(
        [
            single.assign(article_id=single["article_id"] + f"-{n}", cluster_id=single["article_id"])
            for n in range(10)
        ]
    )
    hits = mention(*[f"a{n}" for n in range(6)])
    many = pd.concat([hits.assign(article_id=hits["article_id"] + f"-{n}") for n in range(10)])
    once = measures.attention(single, mentions=hits).iloc[0]
    tenfold = measures.attention(copies, mentions=many).iloc[0]
    assert tenfold["high"] - tenfold["low"] == pytest.approx(once["high"] - once["low"], rel=0.05)


def test_the_newest_version_of_an_article_counts():
    articles = small(["2020-01-01"] * 4).assign(
        article_id=["0123456789ab", "0123456789ab-2", "0123456789ab-10", "guardian-2"], access="open"
    )
    made = measures.counted(articles)
    assert made["counted"].tolist() == [False, False, True, True]
    assert measures.left_out(articles) == {"older version": 2}


def test_undated_articles_are_left_out_of_periods_only():
    articles = small(["2020-01-01", None])
    sentences = pd.DataFrame({"article_id": ["a0", "a1"], "sentiment": [0.5, -0.5]})
    whole = measures.tone(sentences, articles=articles)
    assert whole["n"].tolist() == [2]
    assert whole.attrs["left_out"] == {}
    by_year = measures.tone(sentences, articles=articles, freq="Y")
    assert by_year["n"].tolist() == [1]
    assert by_year.attrs["left_out"] == {"no date": 1}


def test_tone_of_a_single_story_has_no_interval():
    sentences = pd.DataFrame({"article_id": ["a0", "a0"], "sentiment": [0.5, 0.1]})
    made = measures.tone(sentences, articles=small(["2020-01-01"])).iloc[0]
    assert made["mean"] == pytest.approx(0.3)
    assert np.isnan(made["low"])


def test_salience_of_headline_lead_and_passing_mention():
    articles = small(["2020-01-01"]).assign(title="Apple bows", text="x" * 100)
    mentions = pd.DataFrame(
        {
            "article_id": "a0",
            "concept": ["apple", "apple", "zoom"],
            "start": [0, 50, 90],
            "surface": ["Apple", "Apple", "Zoom"],
        }
    )
    made = measures.salience(mentions, articles=articles).set_index("concept")
    assert made.loc["apple", ["mentions", "first", "headline"]].tolist() == [2, 0.0, True]
    assert made.loc["zoom", ["mentions", "first", "headline"]].tolist() == [1, 0.9, False]


def test_co_mention_counts_pairs_once_a_unit():
    mentions = pd.DataFrame(
        {
            "article_id": ["a0", "a0", "a0", "a1", "a2"],
            "sentence": [0, 1, 1, 0, 0],
            "concept": ["x", "y", "y", "x", "y"],
        }
    )
    articles = small(["2020-01-01"] * 3)
    made = measures.co_mention(mentions, articles=articles).iloc[0]
    assert made[["together", "first_total", "second_total", "total"]].tolist() == [1, 2, 2, 3]
    assert made["lift"] == pytest.approx(1 * 3 / 4)
    assert measures.co_mention(mentions, articles=articles, unit="sentence").empty


def test_mentions_in_quotations_carry_who_is_quoted():
    mentions = pd.DataFrame(
        {
            "article_id": ["a0", "a0", "a1"],
            "concept": "apple",
            "start": [5, 18, 5],
            "end": [10, 23, 10],
            "sentiment": [0.5, 0.1, -0.5],
        }
    )
    quotes = pd.DataFrame(
        {
            "article_id": ["a0", "a1"],
            "start": [0, 5],
            "end": [20, 10],
            "source_type": ["company", "government"],
        }
    )
    inside = measures.quoted_mentions(mentions, quotes=quotes)
    made = measures.tone_towards(inside, articles=small(["2020-01-01"] * 2), by="source_type")
    assert made[["group", "n", "mean"]].to_numpy().tolist() == [["company", 1, 0.5], ["government", 1, -0.5]]


def test_concentration_is_the_chance_that_two_quotations_share_a_voice():
    names = ["x", "x", "y", "z", "x", None]
    quotes = pd.DataFrame({"article_id": ["a0", "a0", "a1", "a1", "a2", "a2"], "source": names})
    articles = small(["2020-01-01"] * 3)
    made = measures.concentration(quotes, articles=articles).iloc[0]
    pairs = [(a, b) for i, a in enumerate(names[:5]) for j, b in enumerate(names[:5]) if i != j]
    assert made["concentration"] == pytest.approx(np.mean([a == b for a, b in pairs]))
    assert made[["n", "voices"]].tolist() == [5, 3]
    alone = [
        measures.concentration(quotes[quotes["article_id"] != key], articles=articles)["concentration"].iloc[
            0
        ]
        for key in ("a0", "a1", "a2")
    ]
    error = np.sqrt(2 / 3 * np.sum((np.array(alone) - np.mean(alone)) ** 2))
    assert made["high"] == pytest.approx(min(1, made["concentration"] + 4.303 * error), rel=1e-3)


def test_concentration_interval_is_right_as_often_as_it_says():
    random = np.random.default_rng(13)
    chances = np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05])
    true, hits = (chances**2).sum(), 0
    articles = small(["2020-01-01"] * 60)
    for _ in range(200):
        quotes = pd.DataFrame(
            {
                "article_id": random.choice(articles["article_id"], 150),
                "source": random.choice(list("abcdefg"), 150, p=chances),
            }
        )
        made = measures.concentration(quotes, articles=articles).iloc[0]
        hits += made["low"] <= true <= made["high"]
    assert 0.90 <= hits / 200 <= 0.985


def test_bursts_finds_a_change_and_not_noise():
    random = np.random.default_rng(5)
    months = pd.date_range("2018-01-01", periods=48, freq="MS")
    flat = pd.DataFrame(
        {"period": months, "group": "flat", "share": 0.2 + random.normal(0, 0.03, 48), "partial": False}
    )
    jump = flat.assign(group="jump", share=flat["share"] + np.where(np.arange(48) < 30, 0, 0.3))
    made = measures.bursts(pd.concat([flat, jump]))
    assert made["group"].tolist() == ["jump"]
    assert made["period"].tolist() == [months[30]]
    assert made["change"].iloc[0] == pytest.approx(0.3, abs=0.05)


def test_bursts_names_the_events_near_a_change():
    months = pd.date_range("2020-01-01", periods=12, freq="MS")
    line = pd.DataFrame({"period": months, "group": "a", "share": [0.1] * 6 + [0.6] * 6})
    events = pd.DataFrame(
        {"date": pd.to_datetime(["2020-06-20", "2020-10-01"]), "description": ["The law", "Later"]}
    )
    assert measures.bursts(line, events=events)["events"].tolist() == ["The law"]
    assert measures.bursts(line, events=events, days=3)["events"].isna().tolist() == [True]
    assert measures.bursts(line.assign(share=0.1), events=events).empty


def test_bursts_of_noise_alone_are_rare():
    random = np.random.default_rng(6)
    months = pd.date_range("2018-01-01", periods=60, freq="MS")
    lines = [
        pd.DataFrame({"period": months, "group": f"g{n:02}", "share": random.normal(0.3, 0.05, 60)})
        for n in range(60)
    ]
    assert measures.bursts(pd.concat(lines))["group"].nunique() <= 6


def test_bursts_does_not_use_partial_periods():
    months = pd.date_range("2020-01-01", periods=8, freq="MS")
    line = pd.DataFrame(
        {
            "period": months,
            "group": "a",
            "share": [0.2, 0.21] * 3 + [0.9, 0.9],
            "partial": [False] * 6 + [True] * 2,
        }
    )
    assert measures.bursts(line).empty


def test_compare_periods():
    articles = small(["2019-05-01", "2019-06-01", "2020-05-01", "2020-06-01"])
    rows = pd.DataFrame({"article_id": ["a0", "a1", "a2", "a3"], "sentiment": [0.0, 0.2, 0.4, 0.6]})
    made = measures.compare(
        rows, articles=articles, value="sentiment", by="period", first="2019", second="2020"
    ).iloc[0]
    assert made["difference"] == pytest.approx(0.4)
    assert made["low"] < 0.4 < made["high"]
    assert made["effect"] == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda a, m: measures.attention(a), "give mentions= (a frame) or codebook="),
        (
            lambda a, m: measures.attention(a, mentions=m, freq="fortnight"),
            "freq='fortnight' is not known; expected one of",
        ),
        (
            lambda a, m: measures.attention(a, mentions=m, tz="Mars/Olympus"),
            "tz='Mars/Olympus' is not a time zone",
        ),
        (lambda a, m: measures.attention(a, mentions=m, count="copy"), "count='copy' is not known"),
        (lambda a, m: measures.attention(a, mentions=m, by="author"), "by='author' is not known"),
        (
            lambda a, m: measures.attention(a.drop(columns="outlet"), mentions=m),
            "articles frame has no column 'outlet'",
        ),
        (lambda a, m: measures.attention(a, mentions=a), "mentions frame has no column 'concept'"),
        (lambda a, m: measures.attention(pd.concat([a, a]), mentions=m), "is in the articles frame twice"),
        (lambda a, m: measures.tone(m, articles=a), "sentences frame has no column 'sentiment'"),
        (
            lambda a, m: measures.compare(
                m.assign(v=1), articles=a, value="v", by="period", first="x", second="y"
            ),
            "period 'x' cannot be read",
        ),
        (
            lambda a, m: measures.attention(
                a.assign(published=a["published"].dt.tz_localize(None)), mentions=m
            ),
            "expected aware times in UTC",
        ),
    ],
)
def test_mistakes_are_explained(call, words):
    with pytest.raises(InputError) as raised:
        call(small(["2020-01-01"]), mention("a0"))
    assert words in str(raised.value)


@pytest.mark.timeout(60)
def test_ten_thousand_articles_take_seconds():
    articles, mentions, quotes = corpus(10_000, concepts=20, days=1500)
    for call in (
        lambda: measures.attention(articles, mentions=mentions),
        lambda: measures.attention(articles, mentions=mentions, by="outlet", count="story", freq="W"),
        lambda: measures.tone(mentions, articles=articles, by="outlet", freq="M"),
        lambda: measures.sourcing(quotes, articles=articles, by="outlet", freq="M"),
    ):
        began = time.process_time()
        call()
        assert time.process_time() - began < 5


def one_cell(stories, top, bottom):
    zero = np.zeros(stories, dtype=np.int64)
    names = np.arange(stories)
    return _intervals.tally(names, zero, top, 1), _intervals.tally(names, zero, bottom, 1)


@pytest.mark.parametrize(
    ("stories", "share", "alike", "size"),
    [
        (10, 0.3, 0.0, 0),
        (40, 0.3, 0.0, 0),
        (40, 0.05, 0.0, 0),
        (40, 0.3, 0.3, 5),
        (100, 0.1, 0.3, 5),
        (40, 0.3, 0.0, 10),
    ],
)
def test_share_intervals_are_right_as_often_as_they_say(stories, share, alike, size):
    """Stories of 1 + Poisson(size) rows; ``alike`` is the correlation between rows of one story."""
    random = np.random.default_rng(11)
    hits = 0
    for _ in range(500):
        rows = 1 + random.poisson(size, stories)
        chance = (
            random.beta(share * (1 / alike - 1), (1 - share) * (1 / alike - 1), stories) if alike else share
        )
        top, bottom = one_cell(stories, random.binomial(rows, chance), rows)
        value = _intervals.ratio(top.totals(), bottom.totals())
        error = _intervals.ratio_error(top, bottom, np.array([0]), draws=100)
        low, high = _intervals.share_interval(value, error, bottom.stories(), bottom.totals())
        hits += low[0] <= share <= high[0]
    assert 0.90 <= hits / 500 <= 0.985


@pytest.mark.parametrize(("stories", "size"), [(5, 0), (12, 5), (60, 10)])
def test_mean_intervals_are_right_as_often_as_they_say(stories, size):
    random = np.random.default_rng(12)
    hits = 0
    for _ in range(500):
        rows = 1 + random.poisson(size, stories)
        totals = random.normal(0.1, 0.2, stories) * rows + random.normal(0, 0.3, stories) * np.sqrt(rows)
        top, bottom = one_cell(stories, totals, rows)
        value = _intervals.ratio(top.totals(), bottom.totals())
        error = _intervals.ratio_error(top, bottom, np.array([0]), draws=100)
        low, high = _intervals.mean_interval(value, error, bottom.stories())
        hits += low[0] <= 0.1 <= high[0]
    assert 0.90 <= hits / 500 <= 0.98


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (30, 2.042), (1e6, 1.960)]
)
def test_quantiles_of_t(freedom, quantile):
    assert _intervals._t(np.array([float(freedom)]))[0] == pytest.approx(quantile, rel=0.01)


def test_attention_finds_mentions_by_a_codebook(sample_study):
    from mediakit.codebook import Codebook

    articles = small(["2021-01-01", "2021-01-31", "2021-01-15"]).assign(
        title=["WhatsApp", None, "Rain"],
        text=["Users left WhatsApp on Friday.", "WhatsApp and Signal grew.", "It rained."],
        access=["open", "open", "stub"],
    )
    made = articles.pipe(
        measures.attention, codebook=Codebook.load(sample_study / "codebook.toml"), concepts=["whatsapp"]
    )
    assert made[["group", "relevant", "total"]].to_numpy().tolist() == [["whatsapp", 2, 2]]
