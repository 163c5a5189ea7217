"""Tables as Excel files: the first sheet that has an article's columns."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from mediakit.errors import UnreadableError
from mediakit.readers import office
from mediakit.readers.table_rows import MAX_COLUMNS, known_fields, read_rows
from mediakit.records import Article, Failure, Page

KIND = "xlsx"
_SHEET = "xl/workbook.xml"
_HEADER_ROWS = 10
MAX_CELLS = 10_000_000
"""Most cells of a sheet that are looked at."""


def recognises(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the content is an Excel file."""
    return _SHEET in office.parts(page.body)


def read(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the articles of an Excel file.

    Raises
    ------
    UnreadableError
        The file is damaged, unpacks to too much, or no sheet has the columns.
    """
    office.check(page.body, page.url)
    sheets = _sheets(page, columns)
    names, rows = max(sheets, key=lambda sheet: len(known_fields(sheet[0], columns)), default=([], []))
    return read_rows(names, rows, KIND, page, columns)


def _sheets(page: Page, columns: Mapping[str, str]) -> list[tuple[list[Any], list[list[Any]]]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that a reader of cells has no use for
        try:
            book = load_workbook(io.BytesIO(page.body), read_only=True, data_only=True)
            return [_sheet(sheet, columns) for sheet in book.worksheets]
        except UnreadableError as error:
            message = f"{page.url!r}: {error}"
            raise UnreadableError(message) from error
        except Exception as error:  # openpyxl raises whatever the damaged part led to
            message = f"{page.url!r} is damaged: {type(error).__name__}: {error}; save it again"
            raise UnreadableError(message) from error


def _sheet(sheet: Any, columns: Mapping[str, str]) -> tuple[list[Any], list[list[Any]]]:
    """Return the header and the rows under it; the header is the row of the first ten with most known names."""
    sheet.reset_dimensions()
    rows, left = [], MAX_CELLS
    for row in sheet.iter_rows(values_only=True):
        left -= len(row)
        if left < 0:
            message = f"sheet {sheet.title!r} has more than {MAX_CELLS:,} cells, most of them empty; save the table alone"
            raise UnreadableError(message)
        if any(cell is not None for cell in row):
            rows.append(list(row[:MAX_COLUMNS]))
    known = [len(known_fields(row, columns)) for row in rows[:_HEADER_ROWS]]
    head = max(range(len(known)), key=lambda i: (known[i], -i), default=None)
    return (
        (["" if name is None else name for name in rows[head]], list(islice(rows, head + 1, None)))
        if head is not None
        else ([], [])
    )
