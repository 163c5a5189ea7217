"""Charts: what is drawn is what was given, everything can be read, and the words say the same."""

import itertools
import subprocess
import sys
import time
import tomllib
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text

from conftest import ROOT
from mediakit import charts
from mediakit.charts import sheet
from mediakit.errors import InputError

SOURCE = "Source: 70 articles from 10 outlets, 2017–2024; mediakit. Invented sample: nothing of it exists."
LONG = "微信（腾讯控股有限公司旗下的即时通信软件）与其他平台"
OKABE_ITO = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#000000"}
TYPES = (
    "company",
    "government",
    "state_media",
    "politician",
    "court_regulator",
    "activist_ngo",
    "expert",
    "media",
    "unknown",
)


@pytest.fixture(autouse=True)
def _clean():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    plt.close("all")


def attention(groups=("tiktok",), periods=12, freq="MS", start="2020-01-01") -> pd.DataFrame:
    rows = []
    for group, (number, period) in itertools.product(
        groups, enumerate(pd.date_range(start, periods=periods, freq=freq))
    ):
        share = (number * 7 + len(group)) % 10 / 20
        low, high = max(share - 0.1, 0), share + 0.1
        rows.append((period, group, int(share * 20), 20, share, low, high, number == 0))
    return pd.DataFrame(
        rows, columns=["period", "group", "relevant", "total", "share", "low", "high", "partial"]
    )


def tones(count: int) -> pd.DataFrame:
    mean = np.linspace(0.4, -0.6, count)
    return pd.DataFrame(
        {
            "group": [f"group {i}" for i in range(count)],
            "n": range(count),
            "mean": mean,
            "low": mean - 0.2,
            "high": mean + 0.1,
        }
    )


def sourcing(groups=("Post", "Times")) -> pd.DataFrame:
    weights = np.arange(len(TYPES), 0, -1) / sum(range(len(TYPES) + 1))
    rows = [(g, t, w * 45, 45, w) for g in groups for t, w in zip(TYPES, weights, strict=True)]
    return pd.DataFrame(rows, columns=["group", "source_type", "relevant", "total", "share"])


def events(count: int, start="2020-02-01", days=200, label="Platforms pause data requests") -> pd.DataFrame:
    dates = pd.Timestamp(start) + pd.to_timedelta(np.linspace(0, days, count).astype(int), unit="D")
    return pd.DataFrame({"date": dates, "label": [f"{label} {i}" for i in range(count)], "description": "x"})


def texts(ax: Axes) -> list[Text]:
    figure = ax.figure
    figure.draw_without_rendering()
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [t for t in found if t.get_window_extent().width > 0 and not _outside_axis(t)]


def _outside_axis(text: Text) -> bool:
    """Say whether this is the label of a tick beyond the axis' ends, which matplotlib keeps but never draws."""
    for axes in text.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            ticks = [*axis.majorTicks, *axis.minorTicks]
            if any(text in (tick.label1, tick.label2) for tick in ticks):
                drawn = axis._update_ticks()
                return not any(text is tick.label1 and text.get_visible() for tick in drawn)
    return False


def assert_legible(ax: Axes) -> None:
    """Fail when a text leaves the sheet or touches another."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax)]
    whole = ax.figure.bbox
    for words, box in boxes:
        assert box.x0 >= whole.x0 - 1, words
        assert box.y0 >= whole.y0 - 1, words
        assert box.x1 <= whole.x1 + 1, words
        assert box.y1 <= whole.y1 + 1, words
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1.5 or along <= 2.5, (one, other)


DRAWN = {
    "many groups": lambda: charts.timeline(
        attention((*(f"concept {i}" for i in range(9)), LONG), 96, start="2017-01-01"),
        title="A headline that is so long that it needs more than one line to say " * 2,
        subtitle="Share of articles that mention each concept, by month, with 95 % intervals " * 2,
        source=SOURCE * 3,
        events=events(20, "2017-02-01", 2500),
    ),
    "one group": lambda: charts.timeline(attention(), title="T", subtitle="S", source=SOURCE, events=events(3)),
    "thirty events in a month": lambda: charts.timeline(
        attention(periods=14, freq="W-MON", start="2020-07-06"), title="T", events=events(30, "2020-07-10", 30), source=SOURCE
    ),
    "zero rows": lambda: charts.timeline(attention().iloc[:0], title="T", subtitle="S", source=SOURCE, events=events(3)),
    "single period": lambda: charts.timeline(attention(("a", "b"), 1), title="T", source=SOURCE, events=events(2, "2020-01-05", 9)),
    "years": lambda: charts.timeline(attention(("a", "b"), 8, "YS", "2017-01-01"), title="T", source=SOURCE),
    "days": lambda: charts.timeline(attention(("a", "b"), 20, "D"), title="T", source=SOURCE),
    "counts": lambda: charts.timeline(attention(("a", "b")), value="relevant", ylabel="Number of articles", title="T", source=SOURCE),
    "tone over time": lambda: charts.timeline(attention(("a", LONG)).assign(mean=-0.1), value="mean", title="T", source=SOURCE),
    "intervals": lambda: charts.intervals(tones(30).assign(group=[LONG] + [f"g {i}" for i in range(29)]), title="T", source=SOURCE),
    "one interval": lambda: charts.intervals(tones(1), title="T", source=SOURCE),
    "no interval": lambda: charts.intervals(tones(0), title="T", source=SOURCE),
    "shares with intervals": lambda: charts.intervals(attention(("a", LONG), 1), value="share", title="T", source=SOURCE),
    "bars": lambda: charts.bars(tones(12).assign(n=1_234_567), title="中文标题" * 20, source=SOURCE, xlabel="Articles"),
    "no bars": lambda: charts.bars(tones(0), title="T", source=SOURCE),
    "shares": lambda: charts.shares(sourcing(("Post", LONG, "澜江时报")), title="T", subtitle="S", source=SOURCE),
    "no shares": lambda: charts.shares(sourcing(()), title="T", source=SOURCE),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_every_word_can_be_read(name):
    assert_legible(DRAWN[name]())


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(1, 40),
    days=st.integers(0, 330),
    label=st.sampled_from(
        [
            "Ban",
            "An order of many words against several platforms at once",
            "蚂蚁集团上市暂停",
            "http://example.com/" + "a" * 80,
        ]
    ),
    groups=st.integers(1, 4),
)
def test_events_never_overlap_or_clip(count, days, label, groups):
    data = attention([f"g{i}" for i in range(groups)])
    ax = charts.timeline(data, title="T", source=SOURCE, events=events(count, days=days, label=label))
    assert_legible(ax)
    plt.close("all")


@given(
    text=st.text(st.sampled_from("ab ,.。，（）字中\n\t$_^é—"), max_size=60),
    width=st.floats(0.5, 5),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_wrapping_keeps_every_character_within_the_width(text, width):
    lines = sheet.wrap(text, width, 9)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(sheet.text_width(line, 9) <= width for line in lines if len(line) > 1)


def test_a_timeline_draws_the_numbers_it_was_given():
    data = attention(("a", "b"))
    data.loc[3, ["share", "low", "high"]] = np.nan
    before = data.copy()
    ax = charts.timeline(data, title="T")
    pd.testing.assert_frame_equal(data, before)
    drawn = ax.lines[0].get_ydata()
    np.testing.assert_array_equal(drawn, data[data["group"] == "a"]["share"])
    assert np.isnan(drawn[3])
    assert len(ax.figure.axes) == 2
    corners = np.concatenate([path.vertices[:, 1] for path in ax.collections[0].get_paths()])
    assert corners.max() == pytest.approx(data[data["group"] == "a"]["high"].max())


def test_points_stand_within_their_period():
    data = attention(periods=4)
    x = charts.timeline(data, title="T").lines[0].get_xdata()
    starts = data["period"].to_numpy().astype("datetime64[D]").astype(float)
    assert (x > starts).all()
    assert (x[:-1] < starts[1:]).all()


def test_partial_periods_are_hollow_and_explained():
    ax = charts.timeline(attention(), title="T")
    hollow = [line for line in ax.lines if line.get_markerfacecolor() == "white"]
    assert [len(line.get_xdata()) for line in hollow] == [1]
    assert any("Hollow points" in t.get_text() for t in texts(ax))
    assert not any(
        "Hollow" in t.get_text() for t in texts(charts.timeline(attention().assign(partial=False), title="T"))
    )


def test_no_line_joins_periods_in_which_few_were_counted():
    data = attention(periods=5).assign(partial=False)
    data.loc[[1, 2], "total"] = [4, 0]
    ax = charts.timeline(data, title="T")
    line = next(line for line in ax.lines if line.get_marker() == "None")
    assert np.isnan(line.get_ydata()).tolist() == [False, True, True, False, False]
    pale = [line for line in ax.lines if line.get_alpha() == 0.45]
    assert [len(line.get_xdata()) for line in pale] == [2]
    assert any("fewer than 5" in t.get_text() for t in texts(ax))


def test_the_time_axis_says_how_long_its_periods_are():
    assert charts.timeline(attention(), title="T").get_xlabel() == "Date of publication, by month"
    assert charts.timeline(attention(freq="YS"), title="T").get_xlabel() == "Date of publication, by year"
    assert charts.timeline(attention(periods=1), title="T").get_xlabel() == "Date of publication"


def test_alt_text_counts_ties_instead_of_naming_one():
    data = attention(periods=4).assign(share=[0.0, 0.0, 0.5, 0.5])
    told = charts.alt_text(data, chart="timeline", title="T")
    assert "Highest: 50%, 2 times; lowest: 0%, 2 times." in told


def test_a_value_alone_between_gaps_is_seen():
    data = attention(periods=5).assign(partial=False)
    data.loc[[1, 3], ["share", "low", "high"]] = np.nan
    long = pd.concat([data] + [attention(periods=60, start="2020-06-01").assign(partial=False)])
    ax = charts.timeline(long, title="T")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert sum(len(line.get_xdata()) for line in dots) == 2


def test_periods_and_zones_are_read():
    data = attention()
    zoned = data.assign(period=data["period"].dt.tz_localize("Asia/Hong_Kong"))
    spans = data.assign(period=data["period"].dt.to_period("M"))
    lines = [charts.timeline(d, title="T").lines[0].get_xdata() for d in (data, zoned, spans)]
    np.testing.assert_array_equal(lines[0], lines[1])
    np.testing.assert_array_equal(lines[0], lines[2])


def test_every_event_is_in_the_key_and_every_number_above_the_chart():
    ax = charts.timeline(attention(), title="T", events=events(14))
    words = " ".join(t.get_text() for t in texts(ax))
    assert all(f"requests {i}" in words for i in range(14))
    marks = [t.get_text() for t in ax.texts if (t.get_gid() or "").startswith("event-")]
    numbers = [n for mark in marks for n in range(int(mark.split("–")[0]), int(mark.split("–")[-1]) + 1)]
    assert numbers == list(range(1, 15))


def test_events_outside_are_told_not_dropped():
    far = pd.concat([events(2), events(1, "1999-01-01")])
    ax = charts.timeline(attention(), title="T", events=far)
    assert "1 event is outside these dates and not marked." in [t.get_text() for t in texts(ax)]


def test_more_events_than_can_be_named_are_ticks():
    ax = charts.timeline(attention(("a", "b")), title="T", events=events(41))
    words = [t.get_text() for t in texts(ax)]
    assert "41 events, more than can be named here, are ticks above the chart." in words
    assert not any("requests" in word for word in words)
    assert [len(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"] == [41]
    assert_legible(ax)


def test_a_measure_without_any_value_is_drawn_empty():
    data = attention(("a", "b")).assign(share=pd.NA, low=pd.NA, high=pd.NA)
    assert_legible(charts.timeline(data, title="T", source=SOURCE, events=events(3)))
    assert_legible(charts.intervals(data.head(1), value="share", title="T", source=SOURCE))
    assert "no data" in [t.get_text() for t in texts(charts.bars(data.head(1), value="share", title="T"))]
    assert_legible(charts.shares(sourcing().assign(share=pd.NA), title="T", source=SOURCE))


def test_intervals_draws_the_numbers_it_was_given():
    data = tones(4)
    data.loc[1, "mean"] = np.nan
    ax = charts.intervals(data, title="T")
    assert [t.get_text() for t in ax.get_yticklabels()] == ["group 0", "group 2", "group 3", "group 1"]
    segments = [c.get_segments() for c in ax.collections if hasattr(c, "get_segments")][0]
    np.testing.assert_allclose(segments[0][:, 0], [data.loc[0, "low"], data.loc[0, "high"]])
    assert "no data" in [t.get_text() for t in ax.texts]


def test_shares_fill_the_bar_and_name_what_is_grey():
    ax = charts.shares(sourcing(), title="T")
    assert sum(patch.get_width() for patch in ax.patches) == pytest.approx(2)
    words = " ".join(t.get_text() for t in texts(ax))
    assert "other: activist or NGO, expert, media" not in words
    more = pd.concat(
        [
            sourcing(),
            pd.DataFrame({"group": ["Post", "Post"], "source_type": ["worker", "unknown"], "share": 0.01}),
        ]
    )
    words = " ".join(t.get_text() for t in texts(charts.shares(more, title="T")))
    assert "other: expert, media, worker unknown" in words


def test_colours_are_okabe_and_ito():
    assert {*sheet.PALETTE, sheet.ACCENT} <= OKABE_ITO
    ax = charts.shares(sourcing(), title="T")
    used = {to_hex(patch.get_facecolor()).upper() for patch in ax.patches}
    assert used <= OKABE_ITO | {sheet.REST, sheet.FAINT}


def test_names_are_labels_where_there_are_any():
    labels = {"tiktok": "TikTok", "state_media": "State media"}
    assert "TikTok" in [t.get_text() for t in charts.timeline(attention(), title="T", labels=labels).texts]
    words = [t.get_text() for t in texts(charts.shares(sourcing(), title="T", labels=labels))]
    assert "State media" in words


@pytest.mark.parametrize(
    ("draw", "column"),
    [
        (lambda: charts.timeline(attention().drop(columns="period"), title="T"), "period"),
        (lambda: charts.timeline(attention(), title="T", value="mean"), "mean"),
        (lambda: charts.intervals(tones(2).drop(columns="group"), title="T"), "group"),
        (lambda: charts.bars(tones(2), title="T", value="share"), "share"),
        (lambda: charts.shares(sourcing(), title="T", part="type"), "type"),
        (lambda: charts.timeline(attention(), title="T", events=pd.DataFrame({"day": [1]})), "date"),
    ],
)
def test_a_missing_column_is_named(draw, column):
    with pytest.raises(InputError, match=rf"needs a column '{column}'; the frame has '"):
        draw()


def test_mathematics_and_markup_in_labels_are_words():
    ax = charts.bars(tones(1).assign(group="$\\alpha$ <b>_x_"), title="$100 & $200 \\frac", source="$x$")
    assert_legible(ax)
    ax.figure.canvas.draw()


def test_names_from_hostile_pages_leave_a_chart_readable():
    names = [
        "x" * 50_000,
        "a b " * 9_000,
        "turned \u202e round \x00\x07\u200b",
        "two\nlines\tand a tab",
        "中" * 9_000,
    ]
    started = time.monotonic()
    assert_legible(
        charts.bars(tones(5).assign(group=names), title=names[0], subtitle=names[1], source=SOURCE)
    )
    assert_legible(charts.timeline(attention(names, 3), title="T", source=SOURCE))
    many = pd.DataFrame(
        {"group": "g", "source_type": [*names, *(f"kind {i}" for i in range(60))], "share": 1 / 65}
    )
    ax = charts.shares(many, title="T", source=SOURCE)
    assert_legible(ax)
    assert any(t.get_text().endswith(" more") for t in texts(ax))
    assert time.monotonic() - started < 15


def test_the_font_draws_all_chinese_that_ships():
    from fontTools.ttLib import TTFont

    font = TTFont(sheet.FONT)
    assert font["name"].getDebugName(1) == sheet.FAMILIES[1]
    there = set(font.getBestCmap())
    folder = ROOT / "data" / "studies"
    files = [p for p in folder.rglob("*") if p.suffix in {".toml", ".csv", ".md"}]
    assert files
    wide = {c for p in files for c in p.read_text(encoding="utf-8-sig") if ord(c) >= 0x2E80}
    assert {c for c in wide if ord(c) not in there} == set(), "run scripts/make_font.py"
    common = {
        bytes([row, cell]).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    }
    assert {c for c in common if c and ord(c) not in there} == set()


def test_the_licence_of_the_font_comes_with_it():
    licence = (sheet.FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence


def test_importing_charts_loads_no_matplotlib():
    code = "import sys, mediakit.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_alt_text_says_kind_extremes_and_message():
    data = attention(("tiktok", "zoom"), 3)
    said = charts.alt_text(
        data,
        chart="timeline",
        title="TikTok leads",
        subtitle="Share of articles",
        labels={"zoom": "Zoom"},
        events=events(2),
    )
    assert said == (
        "Line chart over time with a panel for each of 2 groups, 3 periods: January 2020 to March 2020. "
        "Share of articles. Highest: Zoom, March 2020, 40% (8 of 20), interval 30% to 50%; lowest: tiktok, "
        "March 2020, 0% (0 of 20), interval 0% to 10%. 1 event is marked. The message: TikTok leads."
    )


@pytest.mark.parametrize(
    ("freq", "said"),
    [
        ("D", "1 March 2020 to 3 March 2020"),
        ("W-MON", "week from 2 March 2020 to week from 16 March 2020"),
        ("MS", "March 2020 to May 2020"),
        ("QS", "quarter from April 2020 to quarter from October 2020"),
        ("YS", "2021 to 2023"),
    ],
)
def test_alt_text_names_periods_by_their_length(freq, said):
    data = attention(periods=3, freq=freq, start="2020-03-01")
    assert f"3 periods: {said}." in charts.alt_text(data, chart="timeline", title="T")
    assert "over time, period from" in charts.alt_text(data.head(1), chart="timeline", title="T")


def test_alt_text_of_the_other_charts():
    assert charts.alt_text(tones(3), chart="intervals", value="mean", title="T").startswith(
        "Dot chart with intervals of 3 groups. Highest: group 0, +0.40, interval +0.20 to +0.50; lowest: group 2, −0.60"
    )
    assert "Post, company (20%)" in charts.alt_text(sourcing(), chart="shares", title="T")
    assert "There is no data." in charts.alt_text(tones(0), chart="bars", value="n", title="T")
    with pytest.raises(InputError, match="chart is 'pie'; expected one of timeline"):
        charts.alt_text(tones(1), chart="pie", title="T")


def test_package_data_lists_the_font():
    settings_ = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings_["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/mediakit"]
    assert sheet.FONT.is_relative_to(ROOT / "src" / "mediakit")


def test_a_notebook_that_crops_to_the_content_keeps_headline_and_source():
    ax = charts.bars(tones(2), title="T", source=SOURCE)
    kept = ax.figure.get_tightbbox(ax.figure.canvas.get_renderer())
    dpi = ax.figure.dpi
    for text in texts(ax):
        box = text.get_window_extent()
        assert kept.y0 - 0.05 <= box.y0 / dpi <= box.y1 / dpi <= kept.y1 + 0.05, text.get_text()


def luminance(colour: str) -> float:
    parts = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in to_rgb(colour)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_words_on_colours_have_contrast():
    pairs = [
        (sheet.INK, colour) for colour in (*sheet.PALETTE, sheet.REST, sheet.FAINT) if colour != sheet.ACCENT
    ]
    for word, ground in [*pairs, ("#FFFFFF", sheet.ACCENT), (sheet.GREY, "#FFFFFF")]:
        bright, dark = sorted((luminance(word), luminance(ground)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, (word, ground)
