"""Nexis Uni downloads as Word files: one article or many a file, after a page that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mediakit.dates import parse_date
from mediakit.errors import UnreadableError
from mediakit.readers import office
from mediakit.readers.entries import Entry, language_code, read_entry, record_failure
from mediakit.readers.labels import FIELDS, split_label
from mediakit.records import Article, Failure, Page
from mediakit.text import collapse

KIND = "nexis_uni"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = (f"{_W}drawing", f"{_W}pict")
_START = re.compile(r"^Bookmark_\d+$")
_BODY_MARK = re.compile(r"^Body(?:_\d+)?$")
_PART_MARK = re.compile(
    r"^(?:Classification|Correction|Notes|Graphic|Load|Highlight|Abstract)[A-Za-z]*(?:_\d+)?$"
)
_BODY_WORDS = frozenset(
    [
        "body",
        "text",
        "textkörper",
        "volltext",
        "corps",
        "corps du texte",
        "texte",
        "cuerpo",
        "texto",
        "corpo",
        "testo",
        "hoofdtekst",
        "tekst",
        "正文",
    ]
)
# Headings below the text, besides those that labels.py knows
_PARTS = dict.fromkeys(
    "classification klassifikation klassifizierung clasificación classificazione classificatie 分类 分類".split(),
    "other",
) | dict.fromkeys("abstract zusammenfassung résumé resumen samenvatting".split(), "notice")
_KINDS = {"graphic": "caption", "correction": "notice", "notice": "notice", "highlight": "notice"}
_COPYRIGHT = re.compile(r"^\s*(?:copyright\b|©|\(c\)\s)", re.IGNORECASE)
_LISTED = re.compile(r"^[^\W\d_][^\d():（）：]{0,30}\s?[(（](\d{1,6})[)）]$")
_NUMBERED = re.compile(r"^\d{1,6}\.\s+(\S.*)$")
_LAST = (
    "end of document|ende des dokuments|fin du document|fin del documento|fine del documento|fim do documento"
    "|einde van (?:het )?document|文档结束|文件结束|文件結束"
)
_END = re.compile(rf"^(?:{_LAST})$", re.IGNORECASE)
_SIGNS = re.compile(rf">\s*(?:{_LAST}|load-date)\b", re.IGNORECASE)
_APPENDED = re.compile(r"\s*[-–]\s*Correction Appended$", re.IGNORECASE)
_PICTURED = re.compile(r"^(?:PHOTOS?|GRAPHICS?|CHARTS?|MAPS?|DRAWINGS?|PICTURES?)\s?(?:\([^()]{0,99}\)\s?)?:")
_LINK = re.compile(r"^\[?link to (?:image|pdf)\]?$", re.IGNORECASE)
_DOMAIN = re.compile(r"(?<=\w\.)(\w{2,})\.$")
_LONGEST_HEADING = 40
_LONGEST_CELL = 200
_ABSTRACT = 8
_FIELDS = ("byline", "section", "length", "dateline", "language", "url")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the Word file: its words, its bookmarks, whether it holds a picture."""

    text: str
    bookmarks: tuple[str, ...] = ()
    picture: bool = False


def recognises(page: Page) -> bool:
    """Say whether the content is a Word file as Nexis Uni makes it."""
    if "word/document.xml" not in office.parts(page.body):
        return False
    try:
        content = office.part(page.body, "word/document.xml", page.url).replace(b"\0", b"")
    except UnreadableError:
        return True  # a damaged Word file: reading it says so
    return b"Bookmark_1" in content or bool(_SIGNS.search(content.decode("utf-8", "replace")))


def read(page: Page) -> Iterator[Article | Failure]:
    """Yield the articles of a Nexis Uni file.

    Raises
    ------
    UnreadableError
        The file is damaged, unpacks to too much or defines entities.
    """
    office.check(page.body, page.url)
    root = office.tree(office.part(page.body, "word/document.xml", page.url), page.url)
    cover, records = _split(list(_lines(root)))
    number = 0
    for number, lines in enumerate(records, 1):
        yield read_entry(_entry(lines), KIND, page, number - 1)
    listed = next((int(found[1]) for line in cover if (found := _LISTED.match(line.text))), None)
    if listed and listed > number:
        reason = f"the first page lists {listed} documents and the file holds {number}; download the others with full text"
        yield record_failure(page, number, reason)
    elif not number:
        message = f"{page.url!r} holds no document of Nexis Uni: it may be a list of documents; download them with full text"
        raise UnreadableError(message)


def _lines(root: Any) -> Iterator[Line]:
    joined: set[Any] = set()
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        if element in joined or next(element.iterancestors(f"{_W}p", _FALLBACK), None) is not None:
            continue
        if element.tag == f"{_W}p":
            yield _line(element)
        elif cells := _row(element):
            joined.update(cells)
            yield Line(" ".join(text for cell in cells if (text := _line(cell).text)))


def _row(row: Any) -> list[Any]:
    """Return the paragraphs of a table's row, one a cell; none where a cell holds more than a few words, as a layout's do."""
    cells = [cell.findall(f"{_W}p") for cell in row.findall(f"{_W}tc")]
    if len(cells) < 2 or any(len(paragraphs) != 1 for paragraphs in cells):
        return []
    lines = [_line(paragraph) for (paragraph,) in cells]
    small = all(len(line.text) < _LONGEST_CELL and not line.bookmarks and not line.picture for line in lines)
    return [paragraph for (paragraph,) in cells] if small else []


def _line(paragraph: Any) -> Line:
    words, names, picture = [], [], False
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            if next(node.iterancestors(_FALLBACK), None) is None:
                words.append(node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif node.tag == f"{_W}tab":
            words.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            words.append("-")
        elif node.tag == f"{_W}bookmarkStart":
            names.append(node.get(f"{_W}name") or "")
        picture = picture or node.tag in _PICTURES
    return Line("".join(words).strip(), tuple(names), picture)


def _split(lines: list[Line]) -> tuple[list[Line], list[list[Line]]]:
    """Part the first page from the records, which begin at a bookmark, or end at "End of Document" where none is left."""
    starts = [i for i, line in enumerate(lines) if any(_START.match(name) for name in line.bookmarks)]
    if starts:
        bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
        return lines[: starts[0]], [lines[start:end] for start, end in bounds]
    ends = [i + 1 for i, line in enumerate(lines) if _END.match(line.text)]
    first = _after_list(lines[: ends[0]]) if ends else 0
    return lines[:first], [lines[start:end] for start, end in zip([first, *ends], ends, strict=False)]


def _after_list(lines: Sequence[Line]) -> int:
    """Return where the first record begins after a list of all: where the first title that it lists stands again."""
    listed = next((i for i, line in enumerate(lines) if _LISTED.match(line.text)), None)
    if listed is None:
        return 0
    title = next((found[1] for line in lines[listed:] if (found := _NUMBERED.match(line.text))), None)
    return next((i for i in range(listed, len(lines)) if collapse(lines[i].text) == title), 0)


def _entry(lines: list[Line]) -> Entry:
    entry = Entry()
    lines = lines[: max((i for i, line in enumerate(lines) if _END.match(line.text)), default=len(lines))]
    last = max((i for i, line in enumerate(lines) if line.text), default=0)
    head, start = _body(lines)
    if lines and lines[last].picture and last >= start:
        lines = lines[:last]
    _header(entry, [line.text for line in lines[:head] if line.text])
    part, drawn = "body", any(line.picture for line in lines)
    for i in range(start, len(lines)):
        heading = _part(lines, i, drawn)
        part = heading or part
        if not heading and lines[i].text:
            part = _place(entry, lines[i].text, part)
    _tidy(entry)
    return entry


def _body(lines: Sequence[Line]) -> tuple[int, int]:
    """Return where the header ends, and where the text begins, which most records have a heading for."""
    marked = (i for i, line in enumerate(lines) if any(_BODY_MARK.match(name) for name in line.bookmarks))
    stated = next((i for i, line in enumerate(lines) if split_label(collapse(line.text))[0]), len(lines))
    short = [i for i, line in enumerate(lines) if 0 < len(line.text) <= _LONGEST_HEADING]
    ruled = [i for i in short if _ruled(lines, i)]
    worded = (i for i in ruled if lines[i].text.lower() in _BODY_WORDS)
    later = (
        i for i in ruled if i > stated and not _COPYRIGHT.match(lines[i].text) and not _part(lines, i, True)
    )
    plain = (i for i in short if i > stated and lines[i].text.lower() in _BODY_WORDS and not ruled)
    heading = next(marked, next(worded, next(later, next(plain, None))))
    if heading is not None:
        return heading, heading + 1
    after = _after_header(lines)
    return after, after


def _after_header(lines: Sequence[Line]) -> int:
    """Return where the copyright and the labelled lines end, in a record whose text has no heading."""
    stated = next((i for i, line in enumerate(lines) if _states(collapse(line.text))), len(lines))
    known = ""
    while stated < len(lines) and (_states(collapse(text := lines[stated].text)) or text in known):
        known, stated = known + text, stated + 1
    return stated


def _ruled(lines: Sequence[Line], at: int) -> bool:
    """Say whether a rule, drawn as a picture, stands under a line, as it does under headings."""
    return at + 1 < len(lines) and lines[at + 1].picture and not lines[at + 1].text


def _part(lines: Sequence[Line], at: int, drawn: bool) -> str | None:
    """Return the part of the record that a line is the heading of."""
    line = lines[at]
    if len(line.text) > _LONGEST_HEADING or not line.text or line.picture:
        return None
    marked = any(_PART_MARK.match(name) for name in line.bookmarks)
    word = line.text.lower()
    name = _PARTS.get(word) or _KINDS.get(FIELDS.get(word, ""))
    return (
        (name or "other")
        if marked or (name and (_ruled(lines, at) if drawn else _labels_follow(lines, at)))
        else None
    )


def _labels_follow(lines: Sequence[Line], at: int) -> bool:
    """Say whether the next line begins with a label, as under a heading whose rule is lost."""
    following = next((lines[i].text for i in range(at + 1, len(lines)) if lines[i].text), "")
    return split_label(collapse(following))[0] is not None


def _place(entry: Entry, text: str, part: str) -> str:
    """Put a line after the heading of the text where it belongs; return the part that goes on."""
    name, rest = split_label(collapse(text))
    if part != "other" and (name in ("loaded", "kind") or (name == "language" and language_code(rest))):
        while entry.paragraphs and split_label(entry.paragraphs[-1])[0] == "other":
            entry.paragraphs.pop()
        part = "other"
    if part == "body":
        entry.paragraphs += _paragraphs(text)
    elif part == "caption":
        entry.captions.append(text)
    elif part == "notice" and name != "correction":
        entry.notices.append(text)
    elif name in _FIELDS and not getattr(entry, name):
        setattr(entry, name, rest)
    return part


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text)


def _tidy(entry: Entry) -> None:
    """Take the abstract, the credits of pictures and ways to files out of the text."""
    texts = entry.paragraphs
    if texts and texts[0].upper() == "ABSTRACT" and "FULL TEXT" in texts[:_ABSTRACT]:
        start = texts.index("FULL TEXT")
        entry.notices += texts[1:start]
        texts = texts[start + 1 :]
    last = max((i for i, text in enumerate(texts) if not _PICTURED.match(text)), default=len(texts))
    captions = {i for i, text in enumerate(texts) if _PICTURED.match(text) and (i > last or "(PHOTO" in text)}
    links = {i for i, text in enumerate(texts) if _LINK.match(text)}
    entry.captions += [texts[i] for i in sorted(captions)]
    entry.notices += [texts[i] for i in sorted(links)]
    entry.paragraphs = [text for i, text in enumerate(texts) if i not in captions | links]


def _header(entry: Entry, texts: list[str]) -> None:
    entry.title = _APPENDED.sub("", collapse(texts[0])) if texts else ""
    printed = [
        collapse(text if split_label(text)[0] != "byline" else text.replace("\n", "; ")) for text in texts[1:]
    ]
    labelled = next((i for i, line in enumerate(printed) if _states(line)), len(printed))
    _source(entry, printed[:labelled])
    last: str | None = None
    for line in printed[labelled:]:
        name, rest = split_label(line)
        if name in _FIELDS:
            setattr(entry, name, rest)
        elif name or last != "byline" or line != entry.byline:
            entry.notices.append(rest if name == "highlight" else line)
        last = name or last


def _states(line: str) -> bool:
    return bool(_COPYRIGHT.match(line)) or split_label(line)[0] is not None


def _source(entry: Entry, lines: list[str]) -> None:
    """Read what stands between headline and copyright: outlet, sometimes a blog's name, date."""
    dated = next((i for i, line in enumerate(lines) if parse_date(line)), None)
    entry.date = lines[dated] if dated is not None else ""
    others = [line for i, line in enumerate(lines) if i != dated]
    entry.outlet = _DOMAIN.sub(r"\1", others[0]) if others else ""
    entry.notices += others[1:]
