"""Files that people have, in; articles out. One file per kind; the kind is recognised from content, not from the name.

``files.pages`` walks folders and archives into pages (bytes with a name); ``read`` turns one page, from a file or
from the network, into the articles that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mediakit.errors import UnreadableError
from mediakit.readers import html, pasted
from mediakit.records import Article, Page

_READERS: tuple[tuple[str, Callable[[Page], bool], Callable[[Page], Iterator[Article]]], ...] = (
    ("html", html.recognises, html.read),
    ("text", pasted.recognises, pasted.read),
)


def kind(page: Page) -> str:
    """Return the kind of a page's content.

    Returns
    -------
    str
        html or text.

    Raises
    ------
    UnreadableError
        No reader knows the content.
    """
    return _reader(page)[0]


def read(page: Page) -> Iterator[Article]:
    """Yield the articles in a page, whatever kind of file it is.

    Parameters
    ----------
    page : Page
        As downloaded, or as ``files.pages`` yields it.

    Yields
    ------
    Article
        One for a web page or a pasted text, many for a database download.

    Raises
    ------
    UnreadableError
        No reader knows the content, or it is damaged.
    """
    return _reader(page)[2](page)


def _reader(page: Page) -> tuple[str, Callable[[Page], bool], Callable[[Page], Iterator[Article]]]:
    for reader in _READERS:
        if reader[1](page):
            return reader
    message = (
        f"{page.url!r} is of no kind that mediakit reads (begins with {page.body[:12]!r}); "
        f"it reads {', '.join(name for name, _, _ in _READERS)}: save the page as HTML or its text as .txt"
    )
    raise UnreadableError(message)
