"""Rows of a table into articles: columns as the study maps them, else by usual names; refused where two could be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from mediakit.dates import Stamp, parse_date
from mediakit.errors import UnreadableError
from mediakit.extraction.language import read_language
from mediakit.html import parse
from mediakit.readers.entries import language_code, read_authors, record_failure
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse, join_paragraphs, paragraphs, strip_controls

MAX_CELL = 4_000_000
"""Longest cell that is read, in characters."""
MAX_COLUMNS = 2_000
_NAMES = {
    "text": "text fulltext full_text body body_text bodytext content article_text article_body maintext plain_text story_text"
    " volltext artikeltext fließtext inhalt texte contenu texto contenido testo contenuto tekst 正文 全文 内容 內容 本文",
    "title": "title headline heading head hd article_title webtitle titel überschrift schlagzeile titre título titulo titular titolo kop 标题 標題 题目",
    "published": "published published_at publish_date published_date publication_date pub_date pubdate date_published date_publish"
    " date datetime datum erscheinungsdatum veröffentlicht seendate article_date webpublicationdate date_de_publication fecha data 日期 发布时间 發布時間",
    "outlet": "outlet source source_name publication publication_name newspaper media_name medium publisher news_outlet journal pubtitle publication_title sitename site_name"
    " quelle zeitung medium journal fuente periódico fonte testata krant bron 来源 來源 媒体 媒體",
    "url": "url link web_url article_url story_url canonical_url permalink address document_url documenturl weburl 网址 網址 链接 鏈接",
    "authors": "authors author byline writer journalist autor autoren auteur autore 作者 记者 記者",
    "section": "section desk rubric sectionname section_name rubrik ressort rubrique sección seccion 版面 栏目 欄目",
    "language": "language lang language_code sprache langue idioma 语言 語言",
    "words": "words word_count wordcount",
}  # fmt: skip
FIELDS = {name: column for column, names in _NAMES.items() for name in names.split()}
COLUMNS = tuple(_NAMES)
"""Fields of an article that a column can hold."""
_NUMERIC = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})\b")
_HTML = re.compile(r"</(?:p|div|br|span)>|<br\s*/?>", re.IGNORECASE)
_LONG_LINE = 100


def column_name(name: object) -> str:
    """Return a column's name as it is compared: lower case, words joined by "_".

    Examples
    --------
    >>> column_name(" Publish-Date ")
    'publish_date'
    """
    return re.sub(r"[\s\-./]+", "_", str(name).strip().strip("\ufeff").lower())


def known_fields(names: Iterable[object], columns: Mapping[str, str]) -> set[str]:
    """Return the fields that some of a table's columns hold, by mapping or by usual name.

    Examples
    --------
    >>> sorted(known_fields(["Headline", "Wortlaut", "Page"], {"text": "Wortlaut"}))
    ['text', 'title']
    """
    mapped = _mapped(columns)
    compared = [column_name(name) for name in names]
    return {mapped.get(name) or FIELDS[name] for name in compared if name in mapped or name in FIELDS}


def _mapped(columns: Mapping[str, str]) -> dict[str, str]:
    return {column_name(name): field for field, name in columns.items()}


def map_columns(names: Sequence[object], url: str, columns: Mapping[str, str]) -> dict[str, int]:
    """Say which column holds which field.

    A column that is mapped to a field is that field; else one with the field's own name (text, title, published,
    outlet, url, authors, section, language, words); else the one column whose name is usual for it.

    Parameters
    ----------
    names : sequence of str
        The table's header.
    url : str
        The file, for the message.
    columns : mapping of str to str
        Field → name of its column, as study.toml has it; a table without that column is read by usual names.

    Returns
    -------
    dict of str to int
        Field → number of its column.

    Raises
    ------
    UnreadableError
        Two columns could be the same field, or neither text nor addresses are there.

    Examples
    --------
    >>> map_columns(["Headline", "Wortlaut", "Page"], "import:a.csv", {"text": "Wortlaut"})
    {'title': 0, 'text': 1}
    """
    found: dict[str, list[int]] = {}
    mapped = _mapped(columns)
    for number, name in enumerate(names[:MAX_COLUMNS]):
        if field := mapped.get(column_name(name)) or FIELDS.get(column_name(name)):
            found.setdefault(field, []).append(number)
    chosen = {
        field: _one(field, column_name(columns.get(field, field)), numbers, names, url)
        for field, numbers in found.items()
    }
    if "text" not in chosen and "url" not in chosen:
        message = (
            f"{url!r} has no column for the text of the articles, and none for their addresses (it has {_listed(names)}); "
            'name the one that holds the text, or the addresses, in study.toml under [columns]: text = "NAME" or '
            "url = \"NAME\"; or rename it to 'text' or 'url'"
        )
        raise UnreadableError(message)
    return chosen


def _one(field: str, own_name: str, numbers: list[int], names: Sequence[object], url: str) -> int:
    own = [n for n in numbers if column_name(names[n]) == own_name]
    own = own or [n for n in numbers if column_name(names[n]) == field]
    if len(own) == 1 or len(numbers) == 1:
        return (own or numbers)[0]
    message = (
        f"{url!r} has {len(numbers)} columns that could be the {field} ({_listed([names[n] for n in numbers])}); "
        f'name the right one in study.toml under [columns]: {field} = "NAME"; or rename it to {field!r}'
    )
    raise UnreadableError(message)


def _listed(names: Sequence[object]) -> str:
    shown = ", ".join(repr(str(name)[:40]) for name in names[:12])
    return shown + (" …" if len(names) > 12 else "")


def read_rows(
    names: Sequence[object],
    rows: Iterable[Sequence[Any] | str],
    kind: str,
    page: Page,
    columns: Mapping[str, str],
) -> Iterator[Article | Failure]:
    """Yield an article for each row of a table.

    Parameters
    ----------
    names : sequence of str
        The header.
    rows : iterable of sequence or str
        The cells of each row; a string says why a row could not be read.
    kind : str
        The reader's name.
    page : Page
        The file.
    columns : mapping of str to str
        Field → name of its column, as study.toml has it.

    Yields
    ------
    Article or Failure
        Without text, marked as a stub, where the table has none; a failure where only this row has none.

    Raises
    ------
    UnreadableError
        The columns are not clear, or dates could be read in two ways.
    """
    places = map_columns(names, page.url, columns)
    held = [row for row in rows if isinstance(row, str) or any(not _empty(cell) for cell in row)]
    day_first = _day_first(held, places.get("published"), page.url)
    for number, row in enumerate(held):
        if isinstance(row, str):
            yield record_failure(page, number, row)
        else:
            article = _read_row(dict(_cells(row, places)), kind, page, number, day_first)
            yield _with_columns(article, names, places) if isinstance(article, Article) else article


def _with_columns(article: Article, names: Sequence[object], places: Mapping[str, int]) -> Article:
    """Say of each field which column it came from."""
    origins = {field: f"{origin} {names[places[field]]}" for field, origin in article.origins.items()}
    return replace(article, origins=origins)


def _cells(row: Sequence[Any], places: Mapping[str, int]) -> Iterator[tuple[str, Any]]:
    for field, number in places.items():
        if number < len(row) and not _empty(row[number]):
            yield field, row[number]


def _empty(cell: Any) -> bool:
    return cell is None or cell != cell or (isinstance(cell, str) and not cell.strip())


def _read_row(
    cells: dict[str, Any], kind: str, page: Page, number: int, day_first: bool | None
) -> Article | Failure:
    if reason := too_long(cells.values()):
        return record_failure(page, number, f"row {number + 1}: {reason}")
    if "text" not in cells and "url" not in cells:
        return record_failure(page, number, f"row {number + 1} has neither text nor address")
    text = _text(str(cells.get("text", "")))
    credits = read_authors(_joined(cells.get("authors", "")))
    stamp = _stamp(cells.get("published"), day_first)
    words = re.sub(r"\D", "", str(cells.get("words", "")))
    return Article(
        text=text,
        title=_line(cells.get("title")),
        authors=credits.people,
        roles=credits.roles,
        byline=_line(_joined(cells.get("authors", ""))),
        organizations=credits.organizations,
        wire=credits.wire,
        published=stamp.utc if stamp else None,
        published_precision=stamp.precision if stamp else None,
        outlet=_line(cells.get("outlet")),
        section=_line(cells.get("section")),
        language=language_code(str(cells.get("language", ""))[:40])
        or read_language(text, str(cells.get("language", ""))),
        url=_line(cells.get("url")),
        access="open" if text else "stub",
        engine=kind,
        origins=dict.fromkeys(cells, kind),
        stated_words=int(words[:9]) if words else None,
    )


def too_long(cells: Iterable[Any]) -> str | None:
    """Say of a row's cells that one is longer than is read, or None.

    Examples
    --------
    >>> too_long(["short", None]) is None
    True
    """
    if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells):
        return f"a cell is longer than {MAX_CELL:,} characters"
    return None


def _line(cell: Any) -> str | None:
    return collapse(str(cell)) or None if cell is not None else None


def _joined(cell: Any) -> str:
    return "; ".join(str(part) for part in cell) if isinstance(cell, list | tuple) else str(cell)


def _text(cell: str) -> str:
    if _HTML.search(cell):
        parts = parse(cell).xpath("//p | //li | //h2 | //h3") or [parse(re.sub(r"(?i)<br\s*/?>", "\n", cell))]
        cell = "\n\n".join(str(part.text_content()) for part in parts)
    cell = strip_controls(cell.replace("\r\n", "\n").replace("\r", "\n"))
    lines = cell.split("\n")
    if not re.search(r"\n\s*\n", cell) and max(map(len, lines)) > _LONG_LINE:
        return join_paragraphs([collapse(line) for line in lines])
    return join_paragraphs(paragraphs(cell))


def _stamp(cell: Any, day_first: bool | None) -> Stamp | None:
    if isinstance(cell, datetime):
        moment = cell if cell.tzinfo else cell.replace(tzinfo=UTC)
        bare = not cell.tzinfo and (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return Stamp(moment, "day" if bare else "second")
    if isinstance(cell, date):
        return Stamp(datetime(cell.year, cell.month, cell.day, tzinfo=UTC), "day")
    return parse_date(str(cell), day_first=day_first) if cell is not None else None


def _day_first(rows: Sequence[Sequence[Any] | str], column: int | None, url: str) -> bool | None:
    """Say whether 5/6/2020 is the fifth of June, from a date of the column that can only be read one way."""
    if column is None:
        return None
    pairs = [
        (int(match[1]), int(match[2]), str(row[column]))
        for row in rows
        if not isinstance(row, str) and column < len(row) and (match := _NUMERIC.match(str(row[column])))
        and "." not in str(row[column])[:6]
    ]  # fmt: skip
    days, months = any(one > 12 for one, _, _ in pairs), any(two > 12 for _, two, _ in pairs)
    unclear = next((text for one, two, text in pairs if one != two), None)
    if days != months or unclear is None:
        return days if days != months else None
    message = (
        f"{url!r} has dates such as {unclear!r}, of which the first number could be the day or the month; "
        "write them as year-month-day: 2020-06-05"
    )
    raise UnreadableError(message)
