"""Agreement between coders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mediakit.coding.sheets import Level, Variable
from mediakit.errors import InputError
from mediakit.frames import require

Floats = NDArray[np.float64]


def krippendorff_alpha(
    codings: pd.DataFrame, *, level: Level = "nominal", values: Sequence[Any] | None = None
) -> float:
    """Return Krippendorff's alpha.

    Use it to say how far coders agree beyond chance; it takes any number of coders and missing answers. By custom
    0.8 is good and under 0.667 no conclusion should rest on the variable.

    Parameters
    ----------
    codings : DataFrame
        One row for each unit, one column for each coder, NA where a coder gave no answer.
    level : {"nominal", "ordinal", "interval"}
        How answers differ: at all, by rank, or by distance.
    values : sequence, optional
        The answers in order, for an ordinal variable; sorted when not given.

    Returns
    -------
    float
        1 for perfect agreement, 0 for none beyond chance, negative for systematic disagreement; NaN when no unit
        has two answers or all answers are the same, because then chance agreement cannot be told.

    Raises
    ------
    InputError
        The level is not known, an answer is not among the values, or interval answers are not numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> krippendorff_alpha(pd.DataFrame({"ann": ["yes", "no", "no"], "bea": ["yes", "no", "no"]}))
    1.0

    References
    ----------
    Krippendorff (2019), Content analysis, 4th edition, chapter 12.
    """
    counts, numbers = _counts(codings, level=level, values=values)
    return _alpha(counts, numbers, np.ones(len(counts)), level)


def percent_agreement(codings: pd.DataFrame) -> float:
    """Return the share of pairs of answers to one unit that are equal.

    Use it beside alpha, never alone: it counts agreement by chance too.

    Parameters
    ----------
    codings : DataFrame
        One row for each unit, one column for each coder, NA where a coder gave no answer.

    Returns
    -------
    float
        From 0 to 1; NaN when no unit has two answers.

    Examples
    --------
    >>> import pandas as pd
    >>> percent_agreement(pd.DataFrame({"ann": ["yes", "no"], "bea": ["yes", "yes"]}))
    0.5

    References
    ----------
    Krippendorff (2019), Content analysis, 4th edition, chapter 12.
    """
    counts, _ = _counts(codings, level="nominal", values=None)
    answers = counts.sum(axis=1)
    pairs = (answers * (answers - 1)).sum()
    return float((counts * (counts - 1)).sum() / pairs) if pairs else float("nan")


def cohen_kappa(codings: pd.DataFrame) -> float:
    """Return Cohen's kappa of two coders.

    Use it where readers expect it; alpha says the same for any number of coders.

    Parameters
    ----------
    codings : DataFrame
        One row for each unit, two columns; units with a missing answer are not used.

    Returns
    -------
    float
        1 for perfect agreement, 0 for chance; NaN when nothing can be compared or nothing varies.

    Raises
    ------
    InputError
        There are not exactly two coders.

    Examples
    --------
    >>> import pandas as pd
    >>> cohen_kappa(pd.DataFrame({"ann": ["a", "a", "b", "b"], "bea": ["a", "b", "b", "b"]}))
    0.5

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales.
    """
    if codings.shape[1] != 2:
        message = f"kappa compares two coders, and there are {codings.shape[1]}; use krippendorff_alpha"
        raise InputError(message)
    both = codings.dropna().astype("str")
    if both.empty:
        return float("nan")
    first, second = both.iloc[:, 0], both.iloc[:, 1]
    observed = float((first == second).mean())
    shares = first.value_counts(normalize=True), second.value_counts(normalize=True)
    expected = float(shares[0].mul(shares[1], fill_value=0).sum())
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


def agreement(
    sheets: Mapping[str, pd.DataFrame], *, variables: Sequence[Variable], draws: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Report how far coders agree on each variable.

    Use it on the sheets of two or more coders before anything is made of their answers.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Coder → what ``read_sheet`` returned. Units need not be the same.
    variables : sequence of Variable
        The variables to report.
    draws, seed : int
        Bootstrap over units, for the interval of alpha.

    Returns
    -------
    DataFrame
        variable, level, coders, units (with two answers or more), percent (pairs that agree), alpha, low, high (95 %),
        kappa (NA unless there are two coders).

    Raises
    ------
    InputError
        There are fewer than two coders, or a sheet lacks a variable.

    Examples
    --------
    >>> import pandas as pd
    >>> tone = Variable("tone", "Its tone?", ("negative", "positive"))
    >>> ann = pd.DataFrame({"unit": ["u1", "u2"], "tone": ["negative", "positive"]})
    >>> agreement({"ann": ann, "bea": ann}, variables=[tone])[["units", "alpha"]].values.tolist()
    [[2.0, 1.0]]

    References
    ----------
    Krippendorff (2019), Content analysis, 4th edition, chapter 12.
    """
    if len(sheets) < 2:
        message = (
            f"agreement needs two coders, and there is {len(sheets)}; give {{'ann': sheet, 'bea': sheet}}"
        )
        raise InputError(message)
    rows = []
    for variable in variables:
        codings = side_by_side(sheets, variable.name)
        counts, numbers = _counts(codings, level=variable.level, values=variable.answers or None)
        generator = np.random.default_rng(seed)
        paired = int((counts.sum(axis=1) > 1).sum())
        weights = (
            np.bincount(generator.integers(0, len(counts), len(counts)), minlength=len(counts))
            for _ in range(draws)
        )
        drawn = np.array([_alpha(counts, numbers, w.astype(np.float64), variable.level) for w in weights])
        drawn = drawn[~np.isnan(drawn)]
        low, high = np.quantile(drawn, [0.025, 0.975]) if len(drawn) else (np.nan, np.nan)
        rows.append(
            {
                "variable": variable.name,
                "level": variable.level,
                "coders": len(sheets),
                "units": paired,
                "percent": percent_agreement(codings),
                "alpha": _alpha(counts, numbers, np.ones(len(counts)), variable.level),
                "low": float(low),
                "high": float(high),
                "kappa": cohen_kappa(codings) if len(sheets) == 2 else float("nan"),
            }
        )
    return pd.DataFrame(rows)


def side_by_side(sheets: Mapping[str, pd.DataFrame], variable: str) -> pd.DataFrame:
    """Put the coders' answers to one variable beside each other.

    Use it to look at the units that coders disagree on, and before ``settled``.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Coder → what ``read_sheet`` returned. Units need not be the same.
    variable : str
        Name of the variable.

    Returns
    -------
    DataFrame
        One row for each unit (the index), one column for each coder, NA where a coder gave no answer.

    Raises
    ------
    InputError
        A sheet lacks the variable.

    Examples
    --------
    >>> import pandas as pd
    >>> ann, bea = (pd.DataFrame({"unit": ["u1"], "tone": [tone]}) for tone in ("negative", "positive"))
    >>> side_by_side({"ann": ann, "bea": bea}, "tone").loc["u1"].tolist()
    ['negative', 'positive']
    """
    for coder, sheet in sheets.items():
        require(sheet, [variable], f"the sheet of {coder!r}")
    if not sheets:
        return pd.DataFrame(index=pd.Index([], name="unit", dtype="str"))
    return pd.concat({coder: sheet.set_index("unit")[variable] for coder, sheet in sheets.items()}, axis=1)


def settled(codings: pd.DataFrame) -> pd.Series:
    """Return the answer that most coders gave to each unit.

    Use it on ``side_by_side`` to hold the machine against one answer. Where as many say one thing as another, the
    coder of the first column decides, so that hard units are not dropped: put the most experienced coder first, or let
    the coders talk it over and correct their sheets once agreement is measured.

    Parameters
    ----------
    codings : DataFrame
        One row for each unit, one column for each coder, NA where a coder gave no answer.

    Returns
    -------
    Series
        Unit → answer, NA where nobody gave one.

    Examples
    --------
    >>> import pandas as pd
    >>> settled(pd.DataFrame({"ann": ["a", "a"], "bea": ["b", "b"], "cem": [None, "b"]}, index=["u1", "u2"])).tolist()
    ['a', 'b']
    """
    answers = {}
    for unit, row in zip(codings.index, codings.to_numpy(dtype=object).tolist(), strict=True):
        given = [answer for answer in row if not pd.isna(answer)]
        answers[unit] = (
            max(given, key=given.count) if given else None
        )  # the first of equals is the first coder's
    return pd.Series(answers, index=codings.index, dtype=None if answers else "str")


def _counts(codings: pd.DataFrame, *, level: str, values: Sequence[Any] | None) -> tuple[Floats, Floats]:
    """Return how often each unit got each value (units × values), and the values as numbers."""
    if level not in ("nominal", "ordinal", "interval"):
        message = f"level={level!r} is not known; expected nominal, ordinal or interval"
        raise InputError(message)
    given = codings.to_numpy(dtype=object)
    present = ~pd.isna(codings).to_numpy()
    found = set(given[present].tolist())
    if level == "interval":
        found, given = _as_numbers(given, present)
        values = None
    strange = found - set(values) if values is not None else set()
    if strange:
        message = f"answer {sorted(map(str, strange))[0]!r} is not among the values {', '.join(map(str, values or []))}"
        raise InputError(message)
    order = list(values) if values is not None else sorted(found)
    places = {value: place for place, value in enumerate(order)}
    counts = np.zeros((len(codings), len(order)))
    for unit, coder in np.argwhere(present):
        counts[unit, places[given[unit, coder]]] += 1
    numbers = (
        np.array(order, dtype=np.float64) if level == "interval" else np.arange(len(order), dtype=np.float64)
    )
    return counts, numbers


def _as_numbers(given: Any, present: Any) -> tuple[set[Any], Any]:
    try:
        numbers = np.where(present, given, np.nan).astype(np.float64)
    except (TypeError, ValueError):
        message = "interval answers must be numbers; use level='nominal' or 'ordinal' for words"
        raise InputError(message) from None
    return set(numbers[present].tolist()), numbers


def _alpha(counts: Floats, numbers: Floats, weights: Floats, level: str) -> float:
    """Return alpha from value counts, each unit taken ``weights`` times."""
    answers = counts.sum(axis=1)
    use = answers > 1
    counts, answers, weights = counts[use], answers[use], weights[use]
    margins = weights @ counts
    distance = _distance(margins, numbers, level)
    expected = margins @ distance @ margins
    if expected <= 0:
        return float("nan")
    observed = (weights * ((counts @ distance) * counts).sum(axis=1) / (answers - 1)).sum()
    return float(1 - (margins.sum() - 1) * observed / expected)


def _distance(margins: Floats, numbers: Floats, level: str) -> Floats:
    """Return the squared difference of each pair of values."""
    if level == "nominal":
        return 1 - np.eye(len(numbers))
    if level == "ordinal":
        # the number of answers from one value to the other, both ends counted half
        ranks = np.cumsum(margins) - margins / 2
        return np.asarray((ranks[:, None] - ranks[None, :]) ** 2)
    return np.asarray((numbers[:, None] - numbers[None, :]) ** 2)
