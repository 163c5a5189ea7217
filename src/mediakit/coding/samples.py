"""Draw what people code by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from mediakit.errors import InputError


def sample_size(margin: float, *, share: float = 0.5, population: int | None = None) -> int:
    """Return how many units to code so that a share is known within a margin, 95 times in 100.

    Use it before ``draw_sample``.

    Parameters
    ----------
    margin : float
        Half the width of the interval wanted, between 0 and 0.5: 0.05 for "give or take five points".
    share : float
        The share expected; 0.5 is the safe choice.
    population : int, optional
        Number of units in the corpus; a small corpus needs fewer.

    Returns
    -------
    int
        Number of units, never more than the population.

    Raises
    ------
    InputError
        margin or share is out of range.

    Examples
    --------
    >>> sample_size(0.05), sample_size(0.05, population=500)
    (385, 218)

    References
    ----------
    Cochran (1977), Sampling techniques, section 4.4.
    """
    for name, value, limit in (("margin", margin, 0.5), ("share", share, 1.0)):
        if not 0 < value < limit:
            message = f"{name}={value!r} is out of range; expected a number between 0 and {limit:g}"
            raise InputError(message)
    size = 1.959964**2 * share * (1 - share) / margin**2
    if population == 0:
        return 0
    if population is not None:
        size = size / (1 + (size - 1) / population)
        return min(math.ceil(size), population)
    return math.ceil(size)


def draw_sample(units: pd.DataFrame, size: int, *, by: str | None = None, seed: int = 0) -> pd.DataFrame:
    """Draw units to code, each as likely as any other of its stratum.

    Use it on the sentences, quotes, mentions or articles frame. With ``by`` every stratum gets its share of the
    sample, two units at least, so that small ones can be judged too.

    Parameters
    ----------
    units : DataFrame
        What can be drawn.
    size : int
        Number of units to draw.
    by : str, optional
        Column that makes the strata; a missing value is a stratum of its own.
    seed : int
        The same seed draws the same units from the same frame.

    Returns
    -------
    DataFrame
        The rows drawn, in random order, with ``unit`` (u0001 …: what sheets call them) before their columns, and
        after them ``stratum`` and ``weight`` (units of the frame that it stands for). The index is that of ``units``.

    Raises
    ------
    InputError
        size is not between 1 and the number of units (0 of none is allowed), or is too small for two of each stratum.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"outlet": ["Post"] * 90 + ["Times"] * 10})
    >>> draw_sample(frame, 20, by="outlet")["stratum"].value_counts().to_dict()
    {'Post': 18, 'Times': 2}

    References
    ----------
    Cochran (1977), Sampling techniques, chapter 5.
    """
    if not min(1, len(units)) <= size <= len(units):  # of nothing, nothing can be drawn without a mistake
        message = f"cannot draw {size} of {len(units)} units; expected a number between 1 and {len(units)}"
        raise InputError(message)
    if by is not None and by not in units:
        message = f"no column {by!r} to draw by; there are {', '.join(map(str, units.columns))}"
        raise InputError(message)
    stratum = (
        units[by].astype("str").fillna("missing") if by else pd.Series("all", index=units.index, dtype="str")
    )
    stratum = stratum.reset_index(drop=True)
    generator = np.random.default_rng(seed)
    drawn: list[int] = []
    weights: dict[int, float] = {}
    for name, number in _allotted(stratum.value_counts().sort_index(), size).items():
        members = np.flatnonzero(stratum == name)
        chosen = generator.choice(members, number, replace=False).tolist()
        drawn += chosen
        weights |= dict.fromkeys(chosen, len(members) / number)
    order = generator.permutation(np.array(sorted(drawn))).tolist()
    made: pd.DataFrame = units.iloc[order].assign(
        stratum=stratum.iloc[order].to_numpy(), weight=[weights[place] for place in order]
    )
    made.insert(0, "unit", [f"u{number:04d}" for number in range(1, size + 1)])
    return made.astype({"unit": "str", "stratum": "str", "weight": "float64"})


def _allotted(sizes: pd.Series, size: int) -> dict[str, int]:
    """Share a sample among strata in proportion, at least two for each, by largest remainders."""
    least = sizes.clip(upper=2)
    if size < least.sum():
        message = (
            f"{size} units are too few for two of each of {len(sizes)} strata; draw {least.sum()} or more"
        )
        raise InputError(message)
    exact = sizes * size / sizes.sum()
    given = pd.concat([least, np.floor(exact).astype("int64")], axis=1).max(axis=1)
    while given.sum() < size:
        given.loc[(exact - given).where(given < sizes, -np.inf).idxmax()] += 1
    while given.sum() > size:
        given.loc[(exact - given).where(given > least, np.inf).idxmin()] -= 1
    return {str(name): int(number) for name, number in given.items()}


def with_context(sample: pd.DataFrame, sentences: pd.DataFrame, *, width: int = 1) -> pd.DataFrame:
    """Add what stands before and after each unit of a sample.

    Use it before ``write_sheet``: a sentence alone is often not enough to judge by.

    Parameters
    ----------
    sample : DataFrame
        Rows with article_id and either ``sentence`` (its number) or ``start`` and ``end``.
    sentences : DataFrame
        The sentences frame.
    width : int
        Sentences on each side, besides the rest of the sentence that a unit is a part of.

    Returns
    -------
    DataFrame
        The sample with ``text`` (its sentence, where it has no text of its own), ``before`` and ``after`` (NA at the
        ends of an article).

    Raises
    ------
    InputError
        The sample does not say where its units are.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"article_id": "a", "sentence": [0, 1], "text": ["One.", "Two."], "start": [0, 5], "end": [4, 9]})
    >>> with_context(frame.iloc[[1]], frame)["before"].tolist()
    ['One.']
    """
    if "sentence" not in sample and not {"start", "end"} <= set(sample.columns):
        message = "the sample does not say where its units are; it needs the column 'sentence', or 'start' and 'end'"
        raise InputError(message)
    lines = {key: frame.sort_values("sentence") for key, frame in sentences.groupby("article_id")}
    rows = [_surroundings(unit, lines[unit["article_id"]], width) for _, unit in sample.iterrows()]
    found = pd.DataFrame(rows, columns=["own", "before", "after"], index=sample.index, dtype="str").replace(
        "", pd.NA
    )
    text = sample["text"] if "text" in sample else found["own"]
    return sample.assign(text=text, before=found["before"], after=found["after"])


def _surroundings(unit: pd.Series, line: pd.DataFrame, width: int) -> tuple[str, str, str]:
    """Return the sentences of a unit, what comes before it, and what comes after it."""
    if "sentence" in unit:
        inside = (line["sentence"] == unit["sentence"]).to_numpy()
    else:
        inside = ((line["start"] < unit["end"]) & (line["end"] > unit["start"])).to_numpy()
    places = np.flatnonzero(inside)
    first, last = (int(places[0]), int(places[-1]) + 1) if len(places) else (0, 0)
    texts = line["text"].tolist()
    before, after = texts[max(0, first - width) : first], texts[last : last + width]
    if "sentence" not in unit and "text" in unit and last:
        # who speaks stands in the same sentence as the quotation
        before.append(texts[first][: max(0, int(unit["start"] - line["start"].iloc[first]))])
        after.insert(0, texts[last - 1][max(0, int(unit["end"] - line["start"].iloc[last - 1])) :])
    parts = texts[first:last], before, after
    own, head, tail = (" ".join(filter(None, map(str.strip, part))) for part in parts)
    return own, head, tail
