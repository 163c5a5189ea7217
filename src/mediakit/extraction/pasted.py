"""Articles pasted or saved as plain text."""

from __future__ import annotations

import re

from mediakit.dates import Stamp, parse_date
from mediakit.extraction.clean import Known, clean, kind_of
from mediakit.extraction.language import read_language
from mediakit.extraction.people import Byline, read_byline
from mediakit.extraction.wire import split_dateline, wire_of
from mediakit.html import decode
from mediakit.outlets import agency_of
from mediakit.records import Article, Removed
from mediakit.text import collapse, count_words, join_paragraphs, repair_mojibake

_FURNITURE = re.compile(
    r"^(?:.{0,60}\blogo|font size:?.*|[aA]{1,3}[+-]?|share|print|email|save|tweet|comments?|\d+ comments?|advertisement|listen.{0,30}|text size.*)$",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(
    r"^(?:published|posted|updated|date|first published|last updated)\b", re.IGNORECASE
)
_HEAD_LINES = 12
_TITLE_WORDS = 40


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := collapse(raw))]


def _looks_like_prose(line: str) -> bool:
    return count_words(line) > 25 or (
        count_words(line) > 12 and line.rstrip("”\"'’)").endswith((".", "。", "!", "?"))
    )


def _byline(line: str) -> Byline:
    if count_words(line) > 14 or _looks_like_prose(line):
        return Byline()
    found = read_byline(line)
    starts = bool(re.match(r"^(?:by|von|par|por|文|作者|记者|記者)\b", line, re.IGNORECASE))
    return found if found.people and (starts or any(found.roles)) else Byline()


def extract_text(text: str) -> Article:
    """Read an article pasted or saved as plain text.

    Use it on what somebody copied from a page. The first line that is no credit is the title; short lines before the
    first paragraph are read as byline, date or furniture; what is not the article is in ``removed``.

    Parameters
    ----------
    text : str
        Lines; a blank line between paragraphs is usual but not needed.

    Returns
    -------
    Article

    Raises
    ------
    PageTooLargeError
        When the text is over ``mediakit.html.MAX_BYTES``.

    Examples
    --------
    >>> article = extract_text("Rain expected on Monday\\n\\nAnn Lee Weather Reporter\\n\\nIt will rain, the office said on Sunday.")
    >>> article.title, article.authors, article.roles
    ('Rain expected on Monday', ('Ann Lee',), ('Weather Reporter',))
    """
    lines = _lines(repair_mojibake(decode(text)))
    title, rest = _title(lines)
    line, printed, stamp, body, removed = _head(rest)
    kept, more = clean(body, known=Known(title, line.people))
    blocks = tuple(dict.fromkeys([*removed, *more]))
    first, place, line_wire = split_dateline(kept[0]) if kept else ("", None, None)
    whole = join_paragraphs([first, *kept[1:]])
    return Article(
        text=whole,
        title=title,
        authors=line.people,
        roles=line.roles,
        byline=printed,
        organizations=line.organizations,
        wire=line_wire or line.wire or wire_of(blocks, kept) or _signed(removed),
        dateline=place,
        published=stamp.utc if stamp else None,
        published_precision=stamp.precision if stamp else None,
        language=read_language(whole, None),
        captions=tuple(block.text for block in blocks if block.kind in {"caption", "credit"}),
        removed=blocks,
        access="open" if count_words(whole) >= 20 else "stub",
        engine="text",
        origins={
            name: "text"
            for name, value in (
                ("title", title),
                ("authors", line.people),
                ("published", stamp),
                ("text", whole),
            )
            if value
        },
    )


def _title(lines: list[str]) -> tuple[str | None, list[str]]:
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _FURNITURE.match(line) or kind_of(line):
            continue
        if count_words(line) > _TITLE_WORDS:
            return None, lines
        return line, [*lines[:index], *lines[index + 1 :]]
    return None, lines


def _head(lines: list[str]) -> tuple[Byline, str | None, Stamp | None, list[str], list[Removed]]:
    """Read the short lines that stand before the first paragraph."""
    line, printed, stamp = Byline(), None, None
    body: list[str] = []
    removed: list[Removed] = []
    for index, words in enumerate(lines):
        if _looks_like_prose(words) and not kind_of(words) or index >= _HEAD_LINES:
            return line, printed, stamp, [*body, *lines[index:]], removed
        found = _byline(words)
        kind = kind_of(words)
        if _FURNITURE.match(words):
            removed.append(Removed("notice", words))
        elif kind in {"credit", "caption"}:
            removed.append(Removed(kind, words))
        elif found.people and not line.people:
            line, printed = found, words
        elif stamp is None and len(words) < 80 and parse_date(words):
            stamp = parse_date(words)
        else:
            body.append(words)
    return line, printed, stamp, body, removed


def _signed(removed: list[Removed]) -> str | None:
    """Return the agency whose logo stood above the text."""
    return next(
        (agency for block in removed if "logo" in block.text.lower() and (agency := agency_of(block.text))),
        None,
    )
