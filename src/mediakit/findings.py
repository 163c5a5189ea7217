"""What a measure shows, in one sentence: the headlines of charts, never bolder than the intervals allow."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from mediakit.frames import require


def coverage(counts: pd.DataFrame) -> str:
    """Say which outlet gives most of the articles.

    Parameters
    ----------
    counts : DataFrame
        group, n; every outlet, not only those that a chart shows.

    Examples
    --------
    >>> coverage(pd.DataFrame({"group": ["Post", "Times"], "n": [6, 4]}))
    'Post has most of the articles: 6 of 10'
    """
    require(counts, ["group", "n"], "the frame of the finding")
    total = int(counts["n"].sum())
    if not total:
        return "There are no articles"
    top = counts.iloc[int(counts["n"].to_numpy().argmax())]
    if (counts["n"] == top["n"]).sum() > 1:
        return f"{len(counts):,} outlets give {total:,} articles"
    most = "most of the articles" if top["n"] > total / 2 else "more articles than any other outlet"
    return f"{_first_up(top['group'])} has {most}: {top['n']:,} of {total:,}"


def attention(measured: pd.DataFrame, unit: str = "stories") -> str:
    """Say which group is covered most over all periods, and when clearly more than on the whole.

    Parameters
    ----------
    measured : DataFrame
        As ``mk.attention`` returns it: period, group, relevant, total, share, low.
    unit : str
        What was counted: "stories" or "articles".

    Examples
    --------
    >>> periods = pd.to_datetime(["2019", "2020"])
    >>> frame = pd.DataFrame({"period": periods, "group": "TikTok", "relevant": [1, 60], "total": [100, 100]})
    >>> attention(frame.assign(share=[0.01, 0.6], low=[0.0, 0.5]))
    'TikTok is in 30% of stories, clearly most in 2020'
    """
    require(measured, ["period", "group", "relevant", "total", "share", "low"], "the frame of the finding")
    summed = measured.groupby("group")[["relevant", "total"]].sum()
    shares = (summed["relevant"] / summed["total"].where(summed["total"] > 0)).dropna()
    if shares.empty or not shares.max():
        return "None of the groups is covered"
    tops = shares.index[shares == shares.max()].tolist()
    if len(tops) > 1:
        return f"{_listed(tops)} are each in {shares.max():.0%} of {unit}"
    peak = measured[measured["group"] == tops[0]].nlargest(1, "share")
    clear = (peak["low"] > shares.max()).any()
    when = f", clearly most in {_period(peak['period'], measured['period'])}" if clear else ""
    return f"{_first_up(tops[0])} is in {shares.max():.0%} of {unit}{when}"


def attention_of_outlets(measured: pd.DataFrame, unit: str = "stories", what: str = "them") -> str:
    """Say how large a part of the outlets' coverage the groups are, and which outlets clearly differ.

    Parameters
    ----------
    measured : DataFrame
        As ``mk.attention`` returns it with ``by="outlet"``.
    unit : str
        What was counted: "stories" or "articles".
    what : str
        What they mention, in the reader's words.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["Post", "Times"], "relevant": [10, 60], "total": [100, 100]})
    >>> attention_of_outlets(frame)
    '35% of these outlets’ stories mention them, clearly more in Times, clearly less in Post'
    """
    require(measured, ["group", "relevant", "total"], "the frame of the finding")
    summed = measured.groupby("group")[["relevant", "total"]].sum()
    summed = summed[summed["total"] > 0]
    if not summed["relevant"].sum():
        return f"No outlet mentions {what}"
    overall = summed["relevant"].sum() / summed["total"].sum()
    low, high = _wilson(summed["relevant"], summed["total"])
    apart = {"more": summed.index[low > overall].tolist(), "less": summed.index[high < overall].tolist()}
    parts = [f", clearly {word} in {_listed(names)}" for word, names in apart.items() if names]
    return f"{overall:.0%} of these outlets’ {unit} mention {what}" + "".join(parts)


def _wilson(relevant: pd.Series[float], total: pd.Series[float]) -> tuple[pd.Series[float], pd.Series[float]]:
    """Return the ends of Wilson's 95 % interval of each share."""
    z2, share = 1.96**2, relevant / total
    half = 1.96 * (share * (1 - share) / total + z2 / (4 * total**2)) ** 0.5
    middle, scale = share + z2 / (2 * total), 1 + z2 / total
    return (middle - half) / scale, (middle + half) / scale


def tone_over_time(measured: pd.DataFrame) -> str:
    """Say whether tone moved by more than its error.

    Parameters
    ----------
    measured : DataFrame
        period, mean, low, high, as ``mk.tone`` returns it with ``freq``.

    Examples
    --------
    >>> periods = pd.to_datetime(["2019", "2020"])
    >>> tone_over_time(pd.DataFrame({"period": periods, "mean": [0.1, 0.0], "low": [0, -0.1], "high": [0.2, 0.1]}))
    'Tone shows no change larger than its error'
    """
    require(measured, ["period", "mean", "low", "high"], "the frame of the finding")
    known = measured.dropna(subset=["mean", "low", "high"])
    if len(known) < 2:
        return "There is too little text to compare the tone of periods"
    means = known["mean"].to_numpy()
    low, high = known.iloc[int(means.argmin())], known.iloc[int(means.argmax())]
    if low["high"] >= high["low"]:
        return "Tone shows no change larger than its error"
    names = (_period(pd.Series([row["period"]]), measured["period"]) for row in (low, high))
    return "Coverage was darkest in {} and brightest in {}".format(*names)


def tone_of_groups(measured: pd.DataFrame) -> str:
    """Say whose tone is clearly apart from the mean of all.

    Parameters
    ----------
    measured : DataFrame
        group, n, mean, low, high, as ``mk.tone`` returns it with ``by``.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["A", "B"], "n": [9, 9], "mean": [-0.3, 0.1]})
    >>> tone_of_groups(frame.assign(low=[-0.4, -0.2], high=[-0.2, 0.4]))
    'The tone is clearly darker than the mean in A'
    """
    require(measured, ["group", "n", "mean", "low", "high"], "the frame of the finding")
    known = measured.dropna(subset=["mean", "low", "high"])
    if len(known) < 2:
        return "There is too little text to compare tone"
    overall = (known["mean"] * known["n"]).sum() / known["n"].sum()
    darker = known[known["high"] < overall].sort_values("mean")["group"].tolist()
    brighter = known[known["low"] > overall].sort_values("mean", ascending=False)["group"].tolist()
    parts = [
        f"{word} than the mean in {_listed(names)}"
        for word, names in (("darker", darker), ("brighter", brighter))
        if names
    ]
    return f"The tone is clearly {', '.join(parts)}" if parts else "No tone is clearly apart from the others"


def tone_towards(measured: pd.DataFrame) -> str:
    """Say towards whom the tone is clearly negative or positive.

    Parameters
    ----------
    measured : DataFrame
        group, mean, low, high, as ``mk.tone_towards`` returns it.

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["A", "B"], "mean": [-0.3, 0.1], "low": [-0.5, -0.1], "high": [-0.1, 0.3]})
    >>> tone_towards(frame)
    'The tone is clearly negative towards A'
    """
    require(measured, ["group", "mean", "low", "high"], "the frame of the finding")
    negative = measured[measured["high"] < 0].sort_values("mean")["group"].tolist()
    positive = measured[measured["low"] > 0].sort_values("mean", ascending=False)["group"].tolist()
    parts = [
        f"{word} towards {_listed(names)}"
        for word, names in (("negative", negative), ("positive", positive))
        if names
    ]
    if not parts:
        return "Towards none is the tone clearly negative or positive"
    return f"The tone is clearly {', '.join(parts)}"


def sourcing(measured: pd.DataFrame) -> str:
    """Say which kind of source is quoted most, over all groups.

    Parameters
    ----------
    measured : DataFrame
        source_type, relevant, as ``mk.sourcing`` returns it.

    Examples
    --------
    >>> sourcing(pd.DataFrame({"source_type": ["company", "expert"], "relevant": [3, 1]}))
    'Company voices lead: 75% of quotations'
    """
    require(measured, ["source_type", "relevant"], "the frame of the finding")
    summed = measured.groupby("source_type")["relevant"].sum()
    if not summed.sum():
        return "Nobody is quoted"
    shares = summed / summed.sum()
    known = shares.drop("unknown", errors="ignore")
    if known.empty or known.max() < shares.get("unknown", 0):
        return f"The kind of source cannot be told for {shares['unknown']:.0%} of quotations"
    return f"{_capital(str(known.idxmax()))} voices lead: {known.max():.0%} of quotations"


def share(measured: pd.DataFrame, what: str) -> str:
    """Say how large a share is over all groups, and which group is clearly above it.

    Parameters
    ----------
    measured : DataFrame
        group, relevant, total, low, as ``mk.unnamed_share`` and ``mk.relayed_share`` return it.
    what : str
        What the share is of, as in "of quotations come from unnamed sources".

    Examples
    --------
    >>> frame = pd.DataFrame({"group": ["A", "B"], "relevant": [9, 1], "total": [10, 30], "low": [0.6, 0.0]})
    >>> share(frame, "of quotations come from unnamed sources")
    '25% of quotations come from unnamed sources, clearly more in A'
    """
    require(measured, ["group", "relevant", "total", "low"], "the frame of the finding")
    total = measured["total"].sum()
    if not total:
        return f"There is nothing to measure: no share {what}"
    overall = measured["relevant"].sum() / total
    above = measured[measured["low"] > overall].sort_values("low", ascending=False)["group"].tolist()
    return f"{overall:.0%} {what}" + (f", clearly more in {_listed(above)}" if above else "")


def most_quoted(measured: pd.DataFrame) -> str:
    """Say who is quoted most.

    Parameters
    ----------
    measured : DataFrame
        group, relevant, articles, as ``mk.most_quoted`` returns it.

    Examples
    --------
    >>> most_quoted(pd.DataFrame({"group": ["Ann Lee"], "relevant": [4], "articles": [2]}))
    'Ann Lee is quoted most: 4 times in 2 articles'
    """
    require(measured, ["group", "relevant", "articles"], "the frame of the finding")
    if measured.empty:
        return "Nobody is quoted by name"
    top = measured.iloc[int(measured["relevant"].to_numpy().argmax())]
    equals = measured.loc[measured["relevant"] == top["relevant"], "group"].tolist()
    times = f"{top['relevant']:,} times" if top["relevant"] > 1 else "once"
    if len(equals) > 3:
        return f"No voice dominates: {len(equals)} are each quoted {times}"
    if len(equals) > 1:
        return f"{_listed(equals)} are each quoted {times}"
    articles = f"{top['articles']:,} articles" if top["articles"] > 1 else "one article"
    return f"{top['group']} is quoted most: {times} in {articles}"


def corrected(estimates: pd.DataFrame, label: str, what: str) -> str:
    """Say what a corrected share is, and whether the machine alone was off by more than the error.

    Parameters
    ----------
    estimates : DataFrame
        As ``mk.coding.corrected_estimate`` returns it.
    label : str
        The answer whose share is meant.
    what : str
        What the share is of, as in "of quotations come from unnamed sources".

    Examples
    --------
    >>> row = {"label": "unnamed", "uncorrected": 0.3, "estimate": 0.25, "low": 0.22, "high": 0.28}
    >>> corrected(pd.DataFrame([row]), "unnamed", "of quotations come from unnamed sources")
    'Corrected, 25% of quotations come from unnamed sources; the machine alone says too many: 30%'
    """
    require(estimates, ["label", "uncorrected", "estimate", "low", "high"], "the frame of the finding")
    rows = estimates[estimates["label"] == label]
    if rows.empty:
        return f"There is nothing to correct: no share {what}"
    of = rows.iloc[0]
    said = f"{of['uncorrected']:.0%}"
    if of["low"] <= of["uncorrected"] <= of["high"]:
        apart = f"the machine alone says {said}, within the error"
    else:
        apart = f"the machine alone says too {'many' if of['uncorrected'] > of['high'] else 'few'}: {said}"
    return f"Corrected, {of['estimate']:.0%} {what}; {apart}"


def coders(sheets: Mapping[str, pd.DataFrame], blank: str) -> str:
    """Say who has coded how much, and what to do next.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        As ``mk.coding.read_sheets`` returns it.
    blank : str
        Where the sheet to fill in is.

    Examples
    --------
    >>> coders({}, "coding/blank.csv")
    'Nobody has coded yet. Save coding/blank.csv under your name beside it, fill it in, and run this again.'
    """
    save = f"Save {blank} under your name beside it, fill it in, and run this again."
    if not sheets:
        return f"Nobody has coded yet. {save}"
    told = ", ".join(f"{coder} ({len(sheet):,} units)" for coder, sheet in sheets.items())
    if len(sheets) == 1:
        return f"One coder: {told}. Agreement needs a second one. {save}"
    return f"{len(sheets)} coders: {told}. To code too: {save[0].lower()}{save[1:]}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: list[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _capital(source_type: str) -> str:
    words = {
        "activist_ngo": "activist and NGO",
        "court_regulator": "court and regulator",
        "state_media": "state media",
    }
    return _first_up(words.get(source_type, source_type))


def _period(chosen: pd.Series[pd.Timestamp], all_periods: pd.Series[pd.Timestamp]) -> str:
    """Name a period as exactly as the distance between periods calls for."""
    first = pd.Timestamp(chosen.iloc[0])
    steps = pd.Series(sorted(set(pd.to_datetime(all_periods)))).diff().dropna()
    days = steps.min().days if len(steps) else 365
    if days >= 350:
        return f"{first:%Y}"
    if days >= 80:
        return f"{first:%Y} Q{first.quarter}"
    return f"{first:%B %Y}" if days >= 27 else f"{first.day} {first:%B %Y}"
