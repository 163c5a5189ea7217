"""A sample that outlives the frame it was drawn from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from mediakit.coding.sheets import safe
from mediakit.frames import require

_PLACE = ["article_id", "start", "end", "text"]
_KEPT = ["unit", *_PLACE, "stratum", "weight"]
_GUARD = r"^'(?=[=+\-@\t\n])"  # what ``safe`` puts before a text that a spreadsheet would take for a formula
_SAME = 0.5  # of the characters of both: less is another passage


def keep_sample(sample: pd.DataFrame, path: str | Path) -> pd.DataFrame:
    """Keep a sample in a file, or return the one that is kept there.

    Use it right after ``draw_sample``: people code for weeks, and a sample drawn anew from frames that were remade
    since would be another one.

    Parameters
    ----------
    sample : DataFrame
        As ``draw_sample`` returns it, of units with article_id, start, end and text.
    path : str or Path
        A CSV file. When it exists, it is read and ``sample`` is not looked at; a sample without units is not written.

    Returns
    -------
    DataFrame
        unit, article_id, start, end, text, stratum, weight; no machine's answer.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> columns = ["unit", "article_id", "start", "end", "text", "stratum", "weight"]
    >>> sample = pd.DataFrame([["u0001", "a", 0, 2, "No", "all", 1.0]], columns=columns)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = keep_sample(sample, f"{folder}/sample.csv")
    ...     keep_sample(kept.iloc[:0], f"{folder}/sample.csv")["unit"].tolist()
    ['u0001']
    """
    path = Path(path)
    if not path.exists():
        require(sample, _KEPT, "the sample")
        if len(sample):
            path.parent.mkdir(parents=True, exist_ok=True)
            sample[_KEPT].assign(text=sample["text"].map(safe)).to_csv(path, index=False, lineterminator="\n")
        return sample[_KEPT].reset_index(drop=True)
    texts = dict.fromkeys(["unit", "article_id", "text", "stratum"], "str")
    kept = pd.read_csv(path, dtype=texts, keep_default_na=False)
    require(kept, _KEPT, f"the sample in {str(path)!r}")
    return kept[_KEPT].assign(text=kept["text"].str.replace(_GUARD, "", regex=True))


def find_again(sample: pd.DataFrame, units: pd.DataFrame, *, articles: pd.DataFrame) -> pd.DataFrame:
    """Find the units of a kept sample in a frame as it is now.

    Use it before people's answers are compared with the machine's: the frames may have been remade, by a machine that
    cuts some passages otherwise and no longer finds others.

    Parameters
    ----------
    sample : DataFrame
        As ``keep_sample`` returns it.
    units : DataFrame
        The frame of now, with article_id, start and end: quotes, mentions or sentences.
    articles : DataFrame
        The articles frame, to look the text up where the offsets moved.

    Returns
    -------
    DataFrame
        One row for each unit of the sample, in its order: unit, text (as drawn), found (bool), then the columns of
        ``units`` but text; NA where the unit is not found. Two passages are the same when they share at least half of
        the characters that they cover together; no row of ``units`` is given twice.

    Raises
    ------
    InputError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ['New: "It is over," she said.']})
    >>> sample = pd.DataFrame({"unit": ["u1"], "article_id": ["a"], "start": [1], "end": [12], "text": ["It is over,"]})
    >>> units = pd.DataFrame({"article_id": ["a"], "start": [6], "end": [16], "anonymous": [True]})
    >>> find_again(sample, units, articles=articles)[["unit", "found", "anonymous"]].values.tolist()
    [['u1', True, True]]
    """
    require(sample, ["unit", *_PLACE], "the sample")
    require(units, ["article_id", "start", "end"], "the units")
    require(articles, ["article_id", "text"], "the articles")
    places = _places(sample, dict(zip(articles["article_id"], articles["text"], strict=True)))
    rows = _matched(places, units)
    chosen = units.drop(columns="text", errors="ignore").reset_index(drop=True)
    # reindex on a row number that no unit has gives a row of NA with the frame's own columns
    again = chosen.convert_dtypes().reindex([rows.get(n, -1) for n in range(len(sample))])
    known = sample[["unit", "text"]].reset_index(drop=True)
    known["found"] = np.isin(np.arange(len(sample)), list(rows))
    return pd.concat([known, again.reset_index(drop=True)], axis=1)


def _places(sample: pd.DataFrame, texts: dict[str, str]) -> list[tuple[str, int, int]]:
    """Return where each unit is in the texts of now; an empty place where its words are gone."""
    places = []
    for article, drawn, words in zip(sample["article_id"], sample["start"], sample["text"], strict=True):
        starts = _occurrences(texts.get(article), words)
        start = min(starts, key=partial(_distance, int(drawn)), default=0)
        places.append((article, start, start + len(words) if starts else start))
    return places


def _distance(drawn: int, start: int) -> int:
    return abs(start - drawn)


def _occurrences(text: object, words: str) -> list[int]:
    if not isinstance(text, str) or not words:  # an article that is gone, or has no text any more
        return []
    starts, at = [], text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts


def _matched(places: list[tuple[str, int, int]], units: pd.DataFrame) -> dict[int, int]:
    """Return unit's place → row of the frame, the most alike first, each used once."""
    rows: dict[str, list[tuple[int, int, int]]] = {}
    columns = zip(units["article_id"], units["start"], units["end"], strict=True)
    for number, (article, start, end) in enumerate(columns):
        rows.setdefault(article, []).append((number, int(start), int(end)))
    pairs = [
        (-_alike(start, end, low, high), place, number)
        for place, (article, start, end) in enumerate(places)
        for number, low, high in rows.get(article, ())
    ]
    matched: dict[int, int] = {}
    used: set[int] = set()
    for alike, place, number in sorted(pairs):
        if -alike >= _SAME and place not in matched and number not in used:
            matched[place] = number
            used.add(number)
    return matched


def _alike(start: int, end: int, low: int, high: int) -> float:
    """Return the characters that two passages share, of those that they cover together."""
    shared = min(end, high) - max(start, low)
    return shared / (max(end, high) - min(start, low)) if shared > 0 else 0.0
