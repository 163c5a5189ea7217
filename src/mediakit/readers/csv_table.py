"""Tables as CSV, with whatever separator; Media Cloud's and GDELT's lists of stories are such tables without texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from mediakit.readers.decoding import decode, is_markup
from mediakit.readers.table_rows import MAX_CELL, column_name, known_fields, read_rows
from mediakit.records import Article, Failure, Page

KIND = "csv"
_SEPARATORS = ",;\t|"
_SAMPLE = 262_144
_LONG_NAME = 60
_MEDIA_CLOUD = frozenset({"url", "title", "publish_date", "media_name"})
_GDELT = frozenset({"url", "mobileurl", "date", "title"})


def recognises(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the first line is a header, two of whose columns have known names, or the lines are an even table."""
    if "html" in (page.content_type or "") or is_markup(page.body):
        return False
    text = _sample(page.body)
    return not text.lstrip().startswith(("{", "[")) and _separator(text, columns) is not None


def recognises_media_cloud(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the content is a list of stories from Media Cloud."""
    return recognises(page, columns) and _header(page) >= _MEDIA_CLOUD and "text" not in _header(page)


def recognises_gdelt(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the content is a list of articles from GDELT."""
    return recognises(page, columns) and _header(page) >= _GDELT


def read(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the articles of a CSV file."""
    return _read(page, KIND, columns)


def read_media_cloud(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the stories of a Media Cloud list, without texts."""
    return _read(page, "mediacloud", columns)


def read_gdelt(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the articles of a GDELT list, without texts."""
    return _read(page, "gdelt", columns)


def _read(page: Page, kind: str, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    text = decode(page.body)
    rows = _rows(text, _separator(text[:_SAMPLE], columns) or ",")
    header = next(rows, [])
    return read_rows(header, rows, kind, page, columns)


def _rows(text: str, separator: str) -> Iterator[list[str] | str]:
    """Yield the cells of each row, or why it could not be read."""
    lines = io.StringIO(_without_hint(text), newline="")
    reader = csv.reader(lines, delimiter=separator)
    while True:
        before = csv.field_size_limit(MAX_CELL)
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield f"line {reader.line_num} is no row of a table: {error}"
            continue
        finally:
            csv.field_size_limit(before)
        if row is None:
            return
        yield row


def _without_hint(text: str) -> str:
    """Take off "sep=;", which Excel writes above the header."""
    return text.partition("\n")[2] if text[:4].lower() == "sep=" else text


def _sample(body: bytes) -> str:
    return decode(body[:_SAMPLE])


def _header(page: Page) -> set[str]:
    text = _sample(page.body)
    header = next(_rows(text, _separator(text, {}) or ","), [])
    return {column_name(name) for name in header}


def _separator(text: str, columns: Mapping[str, str]) -> str | None:
    """Return what parts the cells, or None when this is no table."""
    if not text.strip():
        return None
    scores = {separator: _score(text, separator, columns) for separator in _SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    return best if scores[best] else None


def _score(text: str, separator: str, columns: Mapping[str, str]) -> int:
    rows = []
    for row in _rows(text, separator):
        rows.append(row)
        if len(rows) == 6:
            break
    header = rows[0] if rows and not isinstance(rows[0], str) else []
    names = {column_name(name) for name in header}
    if len(header) < 2 or len(names) < len(header) or any(len(name) > _LONG_NAME for name in header):
        return 0
    known = len(known_fields(header, columns))
    even = len(rows) > 2 and all(len(row) == len(header) for row in rows[:-1]) and len(header) + known > 2
    return known * 10 + len(header) if known > 1 or even else 0
