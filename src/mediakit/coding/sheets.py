"""Coders' sheets: written without the machine's answers, read back with every mistake named by its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from mediakit.errors import InputError
from mediakit.frames import require

Level = Literal["nominal", "ordinal", "interval"]

_SHOWN = ["unit", "before", "text", "after"]


@dataclass(frozen=True, slots=True)
class Variable:
    """What coders decide about each unit.

    ``answers`` are those allowed, in order for an ordinal variable; an interval variable takes any number when
    it has none. ``question`` is what the instructions ask.

    Examples
    --------
    >>> Variable("tone", "How does the sentence speak of the platform?", ("negative", "neutral", "positive")).name
    'tone'
    """

    name: str
    question: str
    answers: tuple[str, ...] = ()
    level: Level = "nominal"

    def __post_init__(self) -> None:
        if self.name in {*_SHOWN, "note", ""}:
            message = f"a variable cannot be called {self.name!r}: the sheet has a column of that name; choose another"
            raise InputError(message)
        if not self.answers and self.level != "interval":
            message = f"variable {self.name!r} is {self.level} and needs answers=; only an interval variable takes any number"
            raise InputError(message)


def write_sheet(
    sample: pd.DataFrame, path: str | Path, *, variables: Sequence[Variable], instructions: str = ""
) -> Path:
    """Write a sheet for one coder.

    Use it once for each coder, on the same sample. The sheet shows text and context only: no machine's answer, no
    outlet, no other coder.

    Parameters
    ----------
    sample : DataFrame
        Columns unit, text and, as ``with_context`` adds them, before and after.
    path : str or Path
        Ends with .csv or .xlsx. An existing file is refused, because it may hold a coder's work.
    variables : sequence of Variable
        One empty column each.
    instructions : str
        What coders should know; with the questions it goes to NAME.instructions.txt beside a CSV, or on the second
        sheet of a workbook.

    Returns
    -------
    Path
        The file. In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it.

    Raises
    ------
    InputError
        The file exists, its name has another ending, or the sample has no column unit or text.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> sample = pd.DataFrame({"unit": ["u0001"], "text": ["=1+1"]})
    >>> tone = Variable("tone", "Its tone?", ("negative", "positive"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_sheet(sample, f"{folder}/ann.csv", variables=[tone]).read_text("utf-8-sig").splitlines()
    ['unit,text,tone,note', "u0001,'=1+1,,"]
    """
    path = Path(path)
    require(sample, ["unit", "text"], "the sample", "Make it with draw_sample and with_context")
    if path.exists():
        message = (
            f"{str(path)!r} exists and may hold a coder's work; choose another name or remove it yourself"
        )
        raise InputError(message)
    shown = sample[[c for c in _SHOWN if c in sample]].astype("str").fillna("")
    header = [*shown.columns, *(v.name for v in variables), "note"]
    rows = [[*map(_one_break, row), *[""] * (len(variables) + 1)] for row in shown.to_numpy().tolist()]
    guide = _guide(variables, instructions)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(
                [header, *([safe(cell) for cell in row] for row in rows)]
            )
        path.with_suffix(".instructions.txt").write_text("\n".join(guide) + "\n", encoding="utf-8")
    elif path.suffix == ".xlsx":
        _write_workbook(path, [header, *rows], guide)
    else:
        message = f"{path.name!r} has another ending; expected .csv or .xlsx"
        raise InputError(message)
    return path


def _one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def safe(text: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\n")) else text


def _guide(variables: Iterable[Variable], instructions: str) -> list[str]:
    lines = [instructions, ""] if instructions else []
    for variable in variables:
        allowed = ", ".join(variable.answers) or "a number"
        lines.append(f"{variable.name}: {variable.question} Write one of: {allowed}.")
    return [*lines, "Leave a cell empty when you cannot decide, and say why under note."]


def _write_workbook(path: Path, rows: Sequence[Sequence[str]], guide: Sequence[str]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet, help_sheet = book.active, book.create_sheet("instructions")
    sheet.title = "coding"
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, _printable(text) or None)
            cell.data_type = "s" if text else "n"  # a text that begins with = stays a text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(rows[0], start=1):
        sheet.column_dimensions[get_column_letter(column)].width = (
            60 if name in ("text", "before", "after") else 16
        )
    sheet.freeze_panes = "A2"
    for number, line in enumerate(guide, start=1):
        help_sheet.cell(number, 1, _printable(line)).data_type = "s"
    book.save(path)


def _printable(text: str) -> str:
    # control characters are not allowed in XML, which is what a workbook is made of
    return "".join(c for c in text if c >= " " or c in "\n\t")


def read_sheet(path: str | Path, *, variables: Sequence[Variable]) -> pd.DataFrame:
    """Read a coder's sheet back.

    Use it on what ``write_sheet`` wrote and a person filled in, in whatever spreadsheet program.

    Parameters
    ----------
    path : str or Path
        .csv (separated by comma, semicolon or tab, as programs save it) or .xlsx.
    variables : sequence of Variable
        As the sheet was written with.

    Returns
    -------
    DataFrame
        unit, then one column for each variable (text, or float for interval; NA where the coder left it empty), note.

    Raises
    ------
    InputError
        Names every row with an answer that is not allowed, a missing or repeated unit, or a missing column.

    Examples
    --------
    >>> import pandas as pd, tempfile, pathlib
    >>> tone = Variable("tone", "Its tone?", ("negative", "positive"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "ann.csv")
    ...     _ = path.write_text("unit,text,tone,note\\nu0001,Fine.,Positive ,\\n")
    ...     read_sheet(path, variables=[tone])["tone"].tolist()
    ['positive']
    """
    path = Path(path)
    header, *rows = _rows(path)
    missing = [name for name in ("unit", *(v.name for v in variables)) if name not in header]
    if missing:
        message = f"{str(path)!r} has no column {missing[0]!r}; its first row has {', '.join(header)}"
        raise InputError(message)
    records = [(n, dict(zip(header, row, strict=False))) for n, row in enumerate(rows, start=2) if any(row)]
    mistakes = _unit_mistakes(records)
    made: dict[str, list[object]] = {"unit": [record.get("unit", "") for _, record in records]}
    for variable in variables:
        made[variable.name] = [_answer(variable, r.get(variable.name, ""), n, mistakes) for n, r in records]
    made["note"] = [record.get("note", "") or None for _, record in records]
    if mistakes:
        message = f"{str(path)!r} has {len(mistakes)} mistakes; correct them in the sheet:\n" + "\n".join(
            mistakes
        )
        raise InputError(message)
    numbers = {v.name for v in variables if v.level == "interval"}
    return pd.DataFrame(made).astype({name: "float64" if name in numbers else "str" for name in made})


def read_sheets(folder: str | Path, *, variables: Sequence[Variable]) -> dict[str, pd.DataFrame]:
    """Read the sheets of all coders in a folder.

    Use it on a study's folder ``coding``, where each coder's sheet bears the coder's name.

    Parameters
    ----------
    folder : str or Path
        Every .csv and .xlsx in it with a column for each variable is a sheet; one without any answer is left out. A
        folder that does not exist has no sheets.
    variables : sequence of Variable
        As the sheets were written with.

    Returns
    -------
    dict of str to DataFrame
        Coder (the file's name without its ending), in alphabetical order → what ``read_sheet`` returned.

    Raises
    ------
    InputError
        A sheet has mistakes, or a coder has two sheets.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> tone = Variable("tone", "Its tone?", ("negative", "positive"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "ann.csv").write_text("unit,text,tone\\nu0001,Fine.,positive\\n")
    ...     _ = pathlib.Path(folder, "blank.csv").write_text("unit,text,tone\\nu0001,Fine.,\\n")
    ...     list(read_sheets(folder, variables=[tone]))
    ['ann']
    """
    names = [v.name for v in variables]
    sheets: dict[str, pd.DataFrame] = {}
    for path in sorted(Path(folder).glob("[!.~]*")):
        if path.suffix not in (".csv", ".xlsx") or not {"unit", *names} <= set(_rows(path)[0]):
            continue
        sheet = read_sheet(path, variables=variables)
        if not sheet[names].notna().any(axis=None):
            continue
        if path.stem in sheets:
            message = (
                f"coder {path.stem!r} has two sheets in {str(folder)!r}, .csv and .xlsx; keep one of them"
            )
            raise InputError(message)
        sheets[path.stem] = sheet
    return sheets


def _rows(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        cells = [
            ["" if value is None else str(value).strip() for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    else:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            message = f"{str(path)!r} is not UTF-8; save it from the spreadsheet program as 'CSV UTF-8', or as .xlsx"
            raise InputError(message) from None
        first = text.split("\n", 1)[0]
        separator = max(",;\t", key=first.count)
        cells = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    if not cells:
        message = f"{str(path)!r} is empty; expected a sheet that write_sheet made"
        raise InputError(message)
    return cells


def _unit_mistakes(records: Sequence[tuple[int, dict[str, str]]]) -> list[str]:
    seen: dict[str, int] = {}
    mistakes = []
    for number, record in records:
        unit = record.get("unit", "")
        if not unit:
            mistakes.append(f"row {number}: no unit; each row needs the id that the sheet came with")
        elif unit in seen:
            mistakes.append(f"row {number}: unit {unit!r} is also in row {seen[unit]}; keep one of them")
        seen.setdefault(unit, number)
    return mistakes


def _answer(variable: Variable, written: str, number: int, mistakes: list[str]) -> object:
    if not written:
        return None
    if not variable.answers:
        try:
            return float(written.replace(",", "."))
        except ValueError:
            mistakes.append(f"row {number}: {variable.name} is {written!r}; expected a number")
            return None
    known = {value.casefold(): value for value in variable.answers}
    if written.casefold() not in known:
        mistakes.append(
            f"row {number}: {variable.name} is {written!r}; expected one of {', '.join(variable.answers)}"
        )
        return None
    value = known[written.casefold()]
    return float(value) if variable.level == "interval" else value
