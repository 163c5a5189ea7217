"""Take results out: charts with their data and words, tables that open anywhere, references.

Text that came from pages is hostile: a cell that a spreadsheet would take for a formula stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from mediakit.errors import InputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DPI = 200
_CELL_LIMIT, _ROW_LIMIT = 32_767, 1_048_575
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


def save_chart(ax: Axes, folder: str | Path, name: str, *, data: pd.DataFrame, alt: str) -> list[Path]:
    """Save a chart as picture, data and words.

    Use it for every chart that leaves the notebook. The same chart gives the same bytes, whenever it is saved.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Any axes of the figure.
    folder : str or Path
        Where the files go; made when it is not there.
    name : str
        Stem of the files' names.
    data : DataFrame
        What the chart was drawn from.
    alt : str
        What the chart shows, in words (``charts.alt_text``).

    Returns
    -------
    list of Path
        NAME.png (200 dots an inch), NAME.svg, NAME.pdf, NAME.csv (see ``save_table``) and NAME.alt.txt. PNG, SVG and
        PDF carry title, description and source as metadata, without a date.

    Raises
    ------
    InputError
        ``name`` is not a plain file name or ``alt`` is empty.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from mediakit import charts
    >>> data = pd.DataFrame({"group": ["Post", "Times"], "n": [3, 12]})
    >>> ax = charts.bars(data, title="The Times has more")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_chart(ax, folder, "outlets", data=data, alt="Two bars.")]
    ['outlets.png', 'outlets.svg', 'outlets.pdf', 'outlets.csv', 'outlets.alt.txt']

    References
    ----------
    docs/methods/charts.md, section Files.
    """
    import matplotlib as mpl

    _check_name(name)
    if not alt.strip():
        message = f"save_chart: alt of {name!r} is empty; say what the chart shows, for instance with charts.alt_text"
        raise InputError(message)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    words = _words(ax)
    figure = ax.get_figure(root=True)
    if figure is None:
        message = (
            f"save_chart: the axes of {name!r} belong to no figure; give axes that are still drawn on one"
        )
        raise InputError(message)
    stem = folder / name
    with mpl.rc_context({"svg.hashsalt": "mediakit", "svg.fonttype": "path", "text.usetex": False}):
        for ending, metadata in _metadata(words, alt).items():
            figure.savefig(f"{stem}.{ending}", dpi=_DPI, metadata=metadata, bbox_inches=None)
    save_table(data, f"{stem}.csv")
    Path(f"{stem}.alt.txt").write_text(alt.strip() + "\n", encoding="utf-8", newline="\n")
    return [Path(f"{stem}.{ending}") for ending in ("png", "svg", "pdf", "csv", "alt.txt")]


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[\w][\w .-]*", name) or name.endswith("."):
        message = f"save_chart: name is {name!r}; expected letters, digits, spaces, - and _ such as 'timeline-platforms'"
        raise InputError(message)


def _words(ax: Axes) -> dict[str, str]:
    """Read headline and source line from the figure, where the charts marked them with an id."""
    figure = ax.get_figure(root=True)
    found: dict[str, str] = {}
    for text in figure.texts if figure is not None else ():
        kind = (text.get_gid() or "").partition("-")[0]
        before = found.get(kind, "")
        gap = "" if not before or (_WIDE.match(before[-1]) and _WIDE.match(text.get_text())) else " "
        found[kind] = before + gap + text.get_text()
    return found


def _metadata(words: Mapping[str, str], alt: str) -> dict[str, dict[str, Any]]:
    title, source = words.get("title", ""), words.get("source", "")
    alt = " ".join(alt.split())
    return {
        "png": {"Title": title, "Description": alt, "Source": source, "Software": "mediakit"},
        "svg": {"Title": title, "Description": alt, "Source": source, "Creator": "mediakit", "Date": None},
        "pdf": {
            "Title": title,
            "Subject": alt,
            "Keywords": source,
            "Creator": "mediakit",
            "CreationDate": None,
        },
    }


def save_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Save a frame as CSV, XLSX or Parquet, by the file's ending.

    Use it for every table that leaves the kit: CSV opens in Excel with its Chinese whole, and no text from a page is
    taken for a formula.

    Parameters
    ----------
    frame : DataFrame
        Any frame; the index is not written.
    path : str or Path
        Ends with .csv, .xlsx or .parquet.

    Returns
    -------
    Path
        The file. In CSV, a text that begins like a formula (= + - @, tab, line break) has an apostrophe before it,
        and line breaks are line feeds. In XLSX it is marked as text and unchanged; a text over 32,767 characters,
        which Excel cannot hold, is cut and says so. Parquet holds every value as it is.

    Raises
    ------
    InputError
        The ending is another one, or the frame has more rows than a sheet.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_table(pd.DataFrame({"title": ["=1+1"]}), folder + "/titles.csv").read_text("utf-8-sig")
    "title\\n'=1+1\\n"

    References
    ----------
    OWASP, CSV Injection.
    """
    path = Path(path)
    writers = {".csv": _save_csv, ".xlsx": _save_xlsx, ".parquet": _save_parquet}
    if path.suffix.lower() not in writers:
        message = f"save_table: {path.name!r} ends with {path.suffix!r}; expected one of {', '.join(writers)}"
        raise InputError(message)
    path.parent.mkdir(parents=True, exist_ok=True)
    writers[path.suffix.lower()](frame, path)
    return path


def _guarded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = re.sub(r"\r\n?", "\n", value)  # a bare carriage return ends the row in most readers
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _has_text(column: pd.Series[Any]) -> bool:
    return not (
        pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(column.dtype)
    )


def _save_csv(frame: pd.DataFrame, path: Path) -> None:
    safe = pd.DataFrame(
        {
            number: frame.iloc[:, number].astype("object").map(_guarded)
            if _has_text(frame.iloc[:, number])
            else frame.iloc[:, number]
            for number in range(frame.shape[1])
        },
        index=frame.index,
    )
    header = [_guarded(str(name)) for name in frame.columns]
    safe.to_csv(path, index=False, header=header, encoding="utf-8-sig", lineterminator="\n")


def _save_parquet(frame: pd.DataFrame, path: Path) -> None:
    frame.to_parquet(path, index=False)


def _save_xlsx(frame: pd.DataFrame, path: Path) -> None:
    from openpyxl import Workbook

    if len(frame) > _ROW_LIMIT:
        message = f"save_table: {path.name!r} would have {len(frame):,} rows and a sheet holds {_ROW_LIMIT:,}; save as .parquet or .csv"
        raise InputError(message)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    value = _for_excel(value)
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value="")
    cell.value = _CONTROL.sub("\ufffd", value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_STARTS)
    return cell


def _for_excel(value: Any) -> Any:
    """Return a value that a sheet can hold: no missing marks, no time zones, no numbers beyond its range."""
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        value = str(value)
    elif pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value.tzinfo else value.to_pydatetime(warn=False)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    if hasattr(value, "item"):
        return value.item()
    if isinstance(value, str):
        return _cut(value)
    return value if isinstance(value, (bool, int, float)) else _cut(str(value))


def _cut(text: str) -> str:
    if len(text) <= _CELL_LIMIT:
        return text
    mark = f" … [cut: {len(text):,} characters; the .csv and .parquet tables hold all]"
    return text[: _CELL_LIMIT - len(mark)] + mark


def to_ris(articles: pd.DataFrame) -> str:
    """Write articles as RIS, which Zotero, EndNote and Citavi import.

    Use it to cite the articles of a study.

    Parameters
    ----------
    articles : DataFrame
        url, outlet, title, authors (joined by "; "), published; optionally article_id, language, section.

    Returns
    -------
    str
        A newspaper article (NEWS) for each row, in order.

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"url": "http://a.example/1", "outlet": "Post", "title": "T", "authors": "Ann Poe", "published": None}
    >>> print(to_ris(pd.DataFrame([row])).splitlines()[1])
    TY  - NEWS

    References
    ----------
    RIS format specification, Research Information Systems (2001).
    """
    import rispy

    return str(rispy.dumps([_ris(row) for row in _references(articles)]))


def _ris(row: Mapping[str, Any]) -> dict[str, Any]:
    when = row["published"]
    fields = {
        "type_of_reference": "NEWS",
        "id": row.get("article_id"),
        "authors": [_family_first(name) for name in row["authors"]],
        "title": row["title"],
        "secondary_title": row["outlet"],
        "year": f"{when:%Y}" if when else None,
        "date": f"{when:%Y/%m/%d}/" if when else None,
        "urls": [row["url"]] if row["url"] else None,
        "language": row.get("language"),
    }
    return {key: value for key, value in fields.items() if value}


def _references(articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each article with missing values as None and texts on one line."""
    for name in ("url", "outlet", "title", "authors", "published"):
        if name not in articles:
            message = (
                f"a reference needs a column {name!r}; the frame has {', '.join(map(repr, articles.columns))}"
            )
            raise InputError(message)
    for row in articles.to_dict("records"):
        clean = {str(key): None if pd.isna(value) else value for key, value in row.items()}
        clean = {key: " ".join(v.split()) if isinstance(v, str) else v for key, v in clean.items()}
        clean["authors"] = [name.strip() for name in (clean["authors"] or "").split(";") if name.strip()]
        yield clean


def _family_first(name: str) -> str:
    """Turn "Ann van der Poe" into "van der Poe, Ann"; a name of one word, or in Chinese, stays."""
    words = name.split()
    if len(words) < 2 or "," in name or _WIDE.search(name):
        return name
    first = next((i for i in range(1, len(words) - 1) if words[i].islower()), len(words) - 1)
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


def to_bibtex(articles: pd.DataFrame) -> str:
    """Write articles as BibTeX, for LaTeX.

    Use it to cite the articles of a study.

    Parameters
    ----------
    articles : DataFrame
        url, outlet, title, authors (joined by "; "), published; optionally article_id, language.

    Returns
    -------
    str
        An ``@article`` for each row, in order, in UTF-8; keys are family name, year and a number where two are alike.

    Raises
    ------
    InputError
        A column is missing; names it.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"url": "http://a.example/1", "outlet": "Post", "title": "T", "authors": "Ann Poe", "published": None}
    >>> print(to_bibtex(pd.DataFrame([row])).splitlines()[0])
    @article{poe,

    References
    ----------
    Patashnik (1988), BibTeXing.
    """
    used: dict[str, int] = {}
    return "\n".join(_bibtex(row, _key(row, used)) for row in _references(articles))


def _bibtex(row: Mapping[str, Any], key: str) -> str:
    when = row["published"]
    fields = {
        "author": " and ".join(
            f"{{{_tex(n)}}}" if "," not in _family_first(n) else _tex(_family_first(n))
            for n in row["authors"]
        ),
        "title": f"{{{_tex(row['title'])}}}" if row["title"] else None,
        "journal": _tex(row["outlet"]) if row["outlet"] else None,
        "year": f"{when:%Y}" if when else None,
        "date": f"{when:%Y-%m-%d}" if when else None,
        "url": _in_url(row["url"]) if row["url"] else None,
        "language": _tex(row["language"]) if row.get("language") else None,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{key},\n{lines}}}\n"


def _key(row: Mapping[str, Any], used: dict[str, int]) -> str:
    name = (
        _family_first(row["authors"][0]).partition(",")[0] if row["authors"] else row["outlet"] or "article"
    )
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "", plain) or "article"
    stem += f"{row['published']:%Y}" if row["published"] else ""
    used[stem] = used.get(stem, 0) + 1
    return stem if used[stem] == 1 else f"{stem}-{used[stem]}"


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _in_url(url: str) -> str:
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", url)
