"""Files that people have, in; articles out. One file per kind; the kind is recognised from content, not from the name.

``files.pages`` walks folders and archives into pages (bytes with a name); ``read`` turns one page, from a file or
from the network, into the articles that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from mediakit.errors import UnreadableError
from mediakit.outlets import Outlet
from mediakit.readers import (
    csv_table,
    factiva_html,
    html,
    jsonl_table,
    lexisnexis_txt,
    mhtml,
    nexis_html,
    nexis_uni,
    office,
    parquet_table,
    pasted,
    refused,
    xlsx_table,
)
from mediakit.records import Article, Failure, Page

_Reader = tuple[str, Callable[..., bool], Callable[..., Iterator[Article | Failure]]]

# The first that recognises the content reads it: what is marked most plainly comes first
_READERS: tuple[_Reader, ...] = (
    (nexis_uni.KIND, nexis_uni.recognises, nexis_uni.read),
    (xlsx_table.KIND, xlsx_table.recognises, xlsx_table.read),
    (parquet_table.KIND, parquet_table.recognises, parquet_table.read),
    (nexis_html.KIND, nexis_html.recognises, nexis_html.read),
    (factiva_html.KIND, factiva_html.recognises, factiva_html.read),
    (mhtml.KIND, mhtml.recognises, mhtml.read),
    (lexisnexis_txt.KIND, lexisnexis_txt.recognises, lexisnexis_txt.read),
    (jsonl_table.KIND, jsonl_table.recognises, jsonl_table.read),
    ("mediacloud", csv_table.recognises_media_cloud, csv_table.read_media_cloud),
    ("gdelt", csv_table.recognises_gdelt, csv_table.read_gdelt),
    (csv_table.KIND, csv_table.recognises, csv_table.read),
    ("html", html.recognises, html.read),
    ("text", pasted.recognises, pasted.read),
)
_TABLES = frozenset({"xlsx", "parquet", "jsonl", "mediacloud", "gdelt", "csv"})
_PAGES = frozenset({"html", mhtml.KIND})


def kind(page: Page, *, columns: Mapping[str, str] | None = None) -> str:
    """Return the kind of a page's content.

    Use it to say what a file is before reading it.

    Parameters
    ----------
    page : Page
        As downloaded, or as ``files.pages`` yields it.
    columns : mapping of str to str, optional
        Field → name of the column that holds it, for tables whose columns have unusual names.

    Returns
    -------
    str
        nexis_uni, nexis_html, lexisnexis_txt, factiva_html, xlsx, parquet, jsonl, csv, mediacloud, gdelt, mhtml, html
        or text.

    Raises
    ------
    UnreadableError
        No reader knows the content.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> kind(Page(url="import:a", body=b"<p>Hello", fetched=datetime.now(UTC)))
    'html'
    """
    return _reader(page, columns or {})[0]


def read(
    page: Page, *, columns: Mapping[str, str] | None = None, outlets: Sequence[Outlet] = ()
) -> Iterator[Article | Failure]:
    """Yield the articles in a page, whatever kind of file it is.

    Parameters
    ----------
    page : Page
        As downloaded, or as ``files.pages`` yields it.
    columns : mapping of str to str, optional
        Field (text, title, published, outlet, url, authors, section, language, words) → name of the column that holds
        it, for tables whose columns have unusual names.
    outlets : sequence of Outlet, optional
        What is known of single outlets, for web pages.

    Yields
    ------
    Article or Failure
        One article for a web page or a pasted text, many for a database download or a table. A record that cannot be
        read is a failure in its place, and the others go on. A list of stories without their texts gives articles
        with no text, whose ``access`` is "stub".

    Raises
    ------
    UnreadableError
        No reader knows the content, or it is damaged.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> table = b"title,text\\nRain expected,It will rain on Sunday."
    >>> [article.title for article in read(Page(url="import:a.csv", body=table, fetched=datetime.now(UTC)))]
    ['Rain expected']
    """
    name, _, reader = _reader(page, columns or {})
    if name in _PAGES:
        return reader(page, outlets)
    return reader(page, columns or {}) if name in _TABLES else reader(page)


def _reader(page: Page, columns: Mapping[str, str]) -> _Reader:
    refusal = refused.by_beginning(page.body)
    for reader in _READERS if refusal is None else ():
        if reader[1](page, columns) if reader[0] in _TABLES else reader[1](page):
            return reader
    message = f"{page.url!r} {refusal or refused.by_parts(office.parts(page.body)) or refused.UNKNOWN}"
    raise UnreadableError(message)
