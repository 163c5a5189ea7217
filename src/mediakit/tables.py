"""Tables for people: every word from a page is shown as text, whatever it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from mediakit.text import printable

_STYLE = "border-collapse:collapse;font-size:0.9em;text-align:left"
_CELL = "padding:0.35em 0.8em;vertical-align:top;border-bottom:1px solid #ddd;max-width:34em"


@dataclass(frozen=True)
class Table:
    """Rows as Jupyter and the HTML reports show them; made by ``show``."""

    frame: pd.DataFrame
    left_out: int

    def _repr_html_(self) -> str:
        head = "".join(f'<th style="{_cell(self.frame[c])}">{escape(_heading(c))}</th>' for c in self.frame)
        aligned = [_cell(self.frame[c]) for c in self.frame]
        rows = "".join(
            "<tr>"
            + "".join(f'<td style="{a}">{escape(_words(v))}</td>' for a, v in zip(aligned, row, strict=True))
            + "</tr>"
            for row in self.frame.itertuples(index=False)
        )
        note = f"<p>… and {self.left_out:,} more rows</p>" if self.left_out else ""
        return (
            f'<div class="tex2jax_ignore mathjax_ignore" style="overflow-x:auto"><table style="{_STYLE}">'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}</div>"
        )

    def __repr__(self) -> str:
        return printable(self.frame.to_string(index=False, na_rep="–"))


def show(frame: pd.DataFrame, columns: list[str] | None = None, *, rows: int = 20) -> Table:
    """Return the first rows of a frame as a table to read.

    Use it in a notebook instead of a bare frame: long texts are wrapped rather than cut, missing values are a dash,
    times are days and minutes, and nothing in a cell takes effect as HTML or as a formula.

    Parameters
    ----------
    frame : DataFrame
        Any frame.
    columns : list of str, optional
        Which columns, in order; all by default.
    rows : int
        How many rows at most; the table says how many more there are.

    Returns
    -------
    Table
        Shown as HTML by Jupyter, as plain text elsewhere.

    Examples
    --------
    >>> show(pd.DataFrame({"title": ["<b>Bold</b>"]}))._repr_html_().count("&lt;b&gt;")
    1
    """
    chosen = frame[columns] if columns else frame
    return Table(chosen.head(rows), max(0, len(chosen) - rows))


def _heading(column: Any) -> str:
    return str(column).replace("_", " ")


def _cell(column: pd.Series[Any]) -> str:
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return f"{_CELL};text-align:right"
    if pd.api.types.is_datetime64_any_dtype(column):
        return f"{_CELL};text-align:left;white-space:nowrap"
    address = column.name == "url"
    return f"{_CELL};text-align:left;overflow-wrap:{'anywhere;min-width:18em' if address else 'break-word'}"


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    if pd.isna(value):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) >= 10 else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d %H:%M" if (value.hour, value.minute) != (0, 0) else "%Y-%m-%d")
    return str(value)
