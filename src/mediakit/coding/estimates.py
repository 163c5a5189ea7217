"""The machine against people: validation, and estimates with the machine's errors taken out."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mediakit.errors import InputError
from mediakit.frames import require

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_Z = NormalDist().inv_cdf(0.975)
_UNSURE = 1.0  # squared error that no sample is free of: without it, a sample without a mistake would have no interval


def confusion(coded: pd.DataFrame, *, truth: str, machine: str) -> pd.DataFrame:
    """Count what the machine said of what people said.

    Use it to see which errors a single figure hides.

    Parameters
    ----------
    coded : DataFrame
        Units with both answers; a unit that lacks one is not counted.
    truth, machine : str
        Columns of the people's and of the machine's answers.

    Returns
    -------
    DataFrame
        One row for each answer of people, one column for each of the machine; the same answers on both.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> coded = pd.DataFrame({"person": ["a", "a", "b"], "model": ["a", "b", "b"]})
    >>> confusion(coded, truth="person", machine="model").values.tolist()
    [[1, 1], [0, 1]]
    """
    both = _both(coded, truth, machine).astype("str")
    names = sorted({*both[truth], *both[machine]})
    table = pd.crosstab(both[truth], both[machine])
    return table.reindex(index=names, columns=names, fill_value=0).rename_axis(index=truth, columns=machine)


def validation(coded: pd.DataFrame, *, truth: str, machine: str) -> pd.DataFrame:
    """Report precision and recall of the machine for each answer.

    Use it to say how good the machine is on this corpus, not on somebody's benchmark.

    Parameters
    ----------
    coded : DataFrame
        Units with both answers; a unit that lacks one is not counted. Drawn with equal chances.
    truth, machine : str
        Columns of the people's and of the machine's answers.

    Returns
    -------
    DataFrame
        label, truth (units that people gave it), machine (units that the machine gave it), precision,
        precision_low, precision_high, recall, recall_low, recall_high (95 %, Wilson), f1. A ratio over nothing is NA.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> coded = pd.DataFrame({"person": ["a", "a", "b"], "model": ["a", "b", "b"]})
    >>> validation(coded, truth="person", machine="model")[["label", "precision", "recall"]].values.tolist()
    [['a', 1.0, 0.5], ['b', 0.5, 1.0]]

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    table = confusion(coded, truth=truth, machine=machine)
    rows = []
    for label in table.index:
        hits, said, true = int(table.loc[label, label]), int(table[label].sum()), int(table.loc[label].sum())
        precision, recall = _wilson(hits, said), _wilson(hits, true)
        f1 = 2 * hits / (said + true) if said + true else np.nan
        rows.append((label, true, said, *precision, *recall, f1))
    names = ["precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high"]
    return pd.DataFrame(rows, columns=["label", "truth", "machine", *names, "f1"])


def _wilson(hits: int, total: int) -> tuple[float, float, float]:
    if not total:
        return (np.nan, np.nan, np.nan)
    share, z2 = hits / total, _Z**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z * np.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    return share, max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def corrected_estimate(
    corpus: pd.DataFrame,
    coded: pd.DataFrame,
    *,
    truth: str,
    machine: str,
    stratum: str | None = None,
) -> pd.DataFrame:
    """Estimate shares or a mean over the corpus, with the machine's errors taken out.

    Use it instead of the machine's own shares: they are as wrong as the machine is, however large the corpus. All
    machine answers are combined with what people said about a random sample; the better the machine, the narrower
    the interval, and a useless machine costs nothing.

    Parameters
    ----------
    corpus : DataFrame
        Every unit, with the machine's answer.
    coded : DataFrame
        The units of a random sample of the corpus (``draw_sample``), with the machine's and the people's answers.
    truth, machine : str
        Columns of the people's and of the machine's answers. Numbers give a mean, words or booleans a share each.
    stratum : str, optional
        Column, in both frames, that the sample was drawn by.

    Returns
    -------
    DataFrame
        label (the answer; "mean" for numbers), corpus (units), coded (units), uncorrected (machine alone), by_hand
        (sample alone), estimate, low, high (95 %), by_hand_low, by_hand_high (95 %).

    Raises
    ------
    InputError
        A column is missing, a unit has no machine answer, or a stratum has fewer than two coded units.

    Examples
    --------
    >>> import pandas as pd
    >>> corpus = pd.DataFrame({"model": ["a"] * 60 + ["b"] * 40})
    >>> coded = pd.DataFrame({"model": ["a"] * 6 + ["b"] * 4, "person": ["a"] * 5 + ["b"] * 5})
    >>> corrected_estimate(corpus, coded, truth="person", machine="model")[["label", "estimate"]].round(2).values.tolist()
    [['a', 0.5], ['b', 0.5]]

    References
    ----------
    Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), Prediction-powered inference; Angelopoulos, Duchi & Zrnic
    (2023), PPI++. For a sample of a finite corpus it is the regression estimator of Cochran (1977), chapter 7.
    """
    for name, frame, columns in (("corpus", corpus, [machine]), ("coded", coded, [truth, machine])):
        require(frame, [*columns, *([stratum] if stratum else [])], f"the {name} frame")
        if frame[machine].isna().any():
            message = f"{int(frame[machine].isna().sum())} units of the {name} frame have no {machine!r}; drop them first"
            raise InputError(message)
    coded = coded.dropna(subset=[truth])
    strata = _strata(corpus, coded, stratum)
    numeric = pd.api.types.is_numeric_dtype(coded[truth]) and not pd.api.types.is_bool_dtype(coded[truth])
    if numeric:
        return pd.DataFrame([_row("mean", _numbers(corpus, coded, truth, machine), strata, share=False)])
    said, true, all_said = (f.astype("str") for f in (coded[machine], coded[truth], corpus[machine]))
    rows = []
    for label in sorted({*true, *all_said}):
        hits = ((series == label).to_numpy(dtype="float64") for series in (all_said, said, true))
        rows.append(_row(label, tuple(hits), strata, share=True))
    return pd.DataFrame(rows)


def _numbers(
    corpus: pd.DataFrame, coded: pd.DataFrame, truth: str, machine: str
) -> tuple[Floats, Floats, Floats]:
    frames = (corpus[machine], coded[machine], coded[truth])
    everything, said, true = (frame.to_numpy(dtype="float64") for frame in frames)
    return everything, said, true


def _strata(corpus: pd.DataFrame, coded: pd.DataFrame, stratum: str | None) -> tuple[Ints, Ints]:
    named = [
        frame[stratum].astype("str").fillna("missing").tolist() if stratum else ["the sample"] * len(frame)
        for frame in (corpus, coded)
    ]
    names = sorted(set(named[0]))
    index = pd.Index(names)
    codes = index.get_indexer(pd.Index(named[0])), index.get_indexer(pd.Index(named[1]))
    if (codes[1] < 0).any():
        message = (
            f"a coded unit has a {stratum!r} that the corpus does not have; code a sample of this corpus"
        )
        raise InputError(message)
    sizes = np.bincount(codes[1], minlength=len(names))
    if (sizes < 2).any():
        few = names[int(np.argmax(sizes < 2))]
        message = f"{few!r} has fewer than two coded units; code more, or estimate without stratum="
        raise InputError(message)
    return codes


def _row(
    label: str, answers: tuple[Floats, ...], strata: tuple[Ints, Ints], *, share: bool
) -> dict[str, object]:
    everything, said, true = answers
    estimate = by_hand = variance = by_hand_variance = 0.0
    unsure = _UNSURE if share else 0.0
    for number in np.unique(strata[0]):
        inside, drawn = strata[0] == number, strata[1] == number
        weight = float(inside.mean())
        value, spread = _regression(everything[inside], said[drawn], true[drawn], unsure=unsure)
        estimate, variance = estimate + weight * value, variance + weight**2 * spread
        silent = np.zeros(int(inside.sum())), np.zeros(int(drawn.sum()))  # a machine that says nothing
        value, spread = _regression(*silent, true[drawn], unsure=unsure)
        by_hand, by_hand_variance = by_hand + weight * value, by_hand_variance + weight**2 * spread
    quantile = _quantile(len(true) - len(np.unique(strata[0])) - 1)
    ends = (0.0, 1.0) if share else (-np.inf, np.inf)
    low, middle, high = _interval(estimate, quantile * variance**0.5, ends)
    by_hand_low, by_hand, by_hand_high = _interval(by_hand, quantile * by_hand_variance**0.5, ends)
    return {
        "label": label,
        "corpus": len(everything),
        "coded": len(true),
        "uncorrected": float(everything.mean()),
        "by_hand": by_hand,
        "estimate": middle,
        "low": low,
        "high": high,
        "by_hand_low": by_hand_low,
        "by_hand_high": by_hand_high,
    }


def _interval(middle: float, half: float, ends: tuple[float, float]) -> list[float]:
    return [float(np.clip(value, *ends)) for value in (middle - half, middle, middle + half)]


def beside(estimates: pd.DataFrame, label: str) -> pd.DataFrame:
    """Put the machine's, the coders' and the corrected figure of one answer below each other.

    Use it to chart a corrected estimate.

    Parameters
    ----------
    estimates : DataFrame
        As ``corrected_estimate`` returns it.
    label : str
        The answer, or "mean".

    Returns
    -------
    DataFrame
        group (which figure, with the number of units behind it), share, low, high (95 %; NA for the machine alone:
        it has looked at every unit, and how often it is wrong is what it cannot say).

    Raises
    ------
    InputError
        There is no such label.

    Examples
    --------
    >>> import pandas as pd
    >>> coded = pd.DataFrame({"model": ["a"] * 6 + ["b"] * 4, "person": ["a"] * 5 + ["b"] * 5})
    >>> estimates = corrected_estimate(coded, coded, truth="person", machine="model")
    >>> beside(estimates, "a")["group"].tolist()
    ['machine alone, all 10', 'coders alone, 10 of 10', 'machine corrected by coders']
    """
    rows = estimates[estimates["label"] == label]
    if rows.empty:
        message = f"there is no estimate of {label!r}; there are {', '.join(map(str, estimates['label']))}"
        raise InputError(message)
    of = rows.iloc[0]
    made = [
        (f"machine alone, all {of['corpus']:,}", of["uncorrected"], np.nan, np.nan),
        (
            f"coders alone, {of['coded']:,} of {of['corpus']:,}",
            of["by_hand"],
            of["by_hand_low"],
            of["by_hand_high"],
        ),
        ("machine corrected by coders", of["estimate"], of["low"], of["high"]),
    ]
    return pd.DataFrame(made, columns=["group", "share", "low", "high"])


def _regression(whole: Floats, model: Floats, person: Floats, *, unsure: float) -> tuple[float, float]:
    """Return the estimate of one stratum and its variance.

    The slope says how much of the machine's answer to trust: 1 takes it whole, 0 leaves only the people's answers.
    """
    spread = model.var()
    slope = float(((model - model.mean()) * (person - person.mean())).mean() / spread) if spread > 0 else 0.0
    residual = person - slope * model
    freedom = len(person) - (2 if spread > 0 and len(person) > 2 else 1)
    unseen = 1 - min(1.0, len(person) / len(whole))
    squares = float(((residual - residual.mean()) ** 2).sum()) + unsure
    return float(slope * whole.mean() + residual.mean()), squares / freedom / len(person) * unseen


def _quantile(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t (Cornish and Fisher's series), normal from large samples on."""
    v, z = max(freedom, 3), _Z
    return z + (z**3 + z) / (4 * v) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)


def _both(coded: pd.DataFrame, truth: str, machine: str) -> pd.DataFrame:
    require(coded, [truth, machine], "the coded frame")
    return coded[[truth, machine]].dropna()
