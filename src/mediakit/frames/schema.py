"""One schema for each frame: its columns, their types and meanings.

A missing value is NA, never "". ``start`` and ``end`` index the article's ``text``, so every number made from these
frames can be walked back to the characters it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from mediakit.errors import InputError
from mediakit.records import Article, Failure, Mention, Quote, Sentence, meanings

_TEXT, _TIME, _INT, _REAL, _BOOL = "str", "datetime64[us, UTC]", "int64", "float64", "bool"

SCHEMAS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": _TEXT,
        "url": _TEXT,
        "outlet": _TEXT,
        "title": _TEXT,
        "authors": _TEXT,
        "published": _TIME,
        "updated": _TIME,
        "language": _TEXT,
        "section": _TEXT,
        "text": _TEXT,
        "words": _INT,
        "wire": _TEXT,
        "cluster_id": _TEXT,
        "access": _TEXT,
        "engine": _TEXT,
        "capture_id": _TEXT,
        "search_title": _TEXT,
        "byline": _TEXT,
        "roles": _TEXT,
        "organizations": _TEXT,
        "dateline": _TEXT,
        "published_precision": _TEXT,
        "title_origin": _TEXT,
        "authors_origin": _TEXT,
        "published_origin": _TEXT,
    },
    "sentences": {
        "article_id": _TEXT,
        "sentence": _INT,
        "paragraph": _INT,
        "start": _INT,
        "end": _INT,
        "text": _TEXT,
        "sentiment": _REAL,
    },
    "quotes": {
        "article_id": _TEXT,
        "quote": _INT,
        "start": _INT,
        "end": _INT,
        "text": _TEXT,
        "kind": _TEXT,
        "cue": _TEXT,
        "speaker": _TEXT,
        "speaker_name": _TEXT,
        "role": _TEXT,
        "organization": _TEXT,
        "source_type": _TEXT,
        "anonymous": _BOOL,
        "relayed_by": _TEXT,
        "anonymity": _TEXT,
        "anonymity_reason": _TEXT,
        "confidence": _REAL,
        "sentiment": _REAL,
        "source": _TEXT,
        "concept": _TEXT,
    },
    "mentions": {
        "article_id": _TEXT,
        "sentence": _INT,
        "concept": _TEXT,
        "category": _TEXT,
        "start": _INT,
        "end": _INT,
        "surface": _TEXT,
        "sentiment": _REAL,
    },
    "failures": {"url": _TEXT, "stage": _TEXT, "error": _TEXT},
}

_OWN_MEANINGS = {
    "article_id": "id of one version of one article, the same on every machine",
    "authors": "people who wrote it, in order, joined by '; '",
    "roles": "role of each author as written, same order, joined by '; '",
    "organizations": "desks and bodies in the byline that are not people, joined by '; '",
    "words": "number of words; each Chinese character counts as one",
    "cluster_id": "article_id of the earliest article with nearly the same text",
    "capture_id": "id of the capture in the archive that it was read from",
    "sentence": "number of the sentence in its article, from 0",
    "quote": "number of the quotation in its article, from 0",
    "sentiment": "tone from -1 to 1: of the sentence, of the quotation, or towards the concept; NA where not English",
    "title_origin": "tag or engine that the title came from",
    "authors_origin": "tag or engine that the authors came from",
    "published_origin": "tag or engine that the date came from",
}

_OF_QUOTES = {
    "source": "name under which the study counts this source, one in all articles",
    "concept": "concept of the codebook that organization names, as mentions finds it in the article",
}


def describe(name: str) -> pd.DataFrame:
    """Return the data dictionary of a frame.

    Parameters
    ----------
    name : str
        articles, sentences, quotes, mentions or failures.

    Returns
    -------
    DataFrame
        column, dtype, meaning.

    Examples
    --------
    >>> describe("failures")["column"].tolist()
    ['url', 'stage', 'error']
    """
    record = {
        "articles": Article,
        "sentences": Sentence,
        "quotes": Quote,
        "mentions": Mention,
        "failures": Failure,
    }
    known = meanings(record[name]) | _OWN_MEANINGS | (_OF_QUOTES if name == "quotes" else {})
    rows = [(column, dtype, known[column]) for column, dtype in SCHEMAS[name].items()]
    return pd.DataFrame(rows, columns=["column", "dtype", "meaning"])


def to_frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as the frame of that name, with its columns and dtypes in order.

    Parameters
    ----------
    name : str
        articles, sentences, quotes, mentions or failures.
    rows : iterable of mappings
        Keys that the schema does not name are refused.

    Returns
    -------
    DataFrame
        Columns as in ``describe(name)``.
    """
    if name not in SCHEMAS:
        message = f"there is no frame {name!r}; there are {', '.join(SCHEMAS)}"
        raise InputError(message)
    schema = SCHEMAS[name]
    rows = list(rows)
    strange = {key for row in rows for key in row} - set(schema)
    if strange:
        message = f"the frame {name!r} has no column {sorted(strange)[0]!r}; it has {', '.join(schema)}"
        raise InputError(message)
    return _typed(pd.DataFrame({c: [row.get(c) for row in rows] for c in schema}), schema)


def to_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows as mappings, what is missing as None: the way back from ``to_frame``."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _typed(frame: pd.DataFrame, schema: Mapping[str, str]) -> pd.DataFrame:
    times = {c: pd.to_datetime(frame[c], utc=True) for c, dtype in schema.items() if dtype == _TIME}
    numbers = {c: pd.to_numeric(frame[c], errors="raise") for c, dtype in schema.items() if dtype == _REAL}
    return frame.assign(**times, **numbers).astype(dict(schema))


def require(frame: pd.DataFrame, columns: Iterable[str], whose: str, advice: str = "") -> None:
    """Raise InputError unless a frame has these columns.

    Parameters
    ----------
    frame : DataFrame
        Any frame.
    columns : iterable of str
        The columns that it must have.
    whose : str
        What the frame is, as the error says it: "the articles frame".
    advice : str
        What to do when a column is missing.

    Raises
    ------
    InputError
        A column is missing; names it, those that are there, and the advice.
    """
    missing = [column for column in columns if column not in frame]
    if missing:
        message = f"{whose} has no column {missing[0]!r}; it has {', '.join(map(str, frame.columns))}"
        raise InputError(f"{message}. {advice}" if advice else message)
