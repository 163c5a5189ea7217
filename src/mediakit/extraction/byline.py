"""Find a page's byline among its tags and its visible lines, and read the people out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Any

from mediakit.extraction.language import script_of
from mediakit.extraction.page import View, class_of, in_aside, names_of, pieces
from mediakit.extraction.people import Byline, fold, read_byline
from mediakit.html import types_of
from mediakit.outlets import agency_of
from mediakit.text import collapse

_META = (
    "parsely-author", "cxenseparse:author", "byl", "sailthru.author", "author", "article:author", "dc.creator", "dcterms.creator",
    "byline", "dc.contributor", "article:author_name",
)  # fmt: skip
_BYLINE_CLASS = re.compile(
    r"by-?line|author|contributor|reporter|writer|post-?meta__name|autor|redacteur|credits?-name",
    re.IGNORECASE,
)
_NOT_BYLINE = re.compile(
    r"bio(?:graphy)?\b|authors?-?(?:box|info|card|about|desc|page|list|teaser|photo|image|avatar|social|follow)|about|comment|photo-?credit|image",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:story|words|text|written|analysis|opinion|reported|posted)\s+)?by[\s:|]|^(?:von|par|por|texte?|autor|author|di|文)[\s:：|/]|^(?:本报)?(?:记者|記者)[\s:：]|^责(?:任)?编(?:辑)?[:：]",
    re.IGNORECASE,
)
_DESK = re.compile(r"(?:[A-Z][\w&’']+ ){1,3}(?:Desk|Staff|Newsroom|Bureau|Editors|Reporters)\b")
_BLOCKS = (
    "p",
    "div",
    "span",
    "a",
    "address",
    "li",
    "td",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "cite",
    "em",
    "strong",
    "small",
    "section",
    "header",
    "ul",
    "b",
    "i",
    "time",
    "font",
    "dd",
)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote a page, with the printed line and where it was found."""

    line: Byline = field(default_factory=Byline)
    printed: str | None = None
    origin: str | None = None


def _from_nodes(view: View) -> Byline:
    best = Byline()
    for node in view.nodes[:3]:
        authors = node.get("author") or node.get("creator")
        authors = authors if isinstance(authors, list) else [authors]
        names = [name for author in authors[:30] for name in _author_names(author, view) if name]
        line = read_byline(" | ".join(names), site=view.site, trusted=True)
        bodies = [name for author in authors if _is_body(author) for name in names_of(author) if name]
        line = replace(
            line, organizations=(*line.organizations, *bodies), wire=line.wire or agency_of(" ".join(bodies))
        )
        if line.people:
            return line
        best = best if best.organizations else line
    return best


def _author_names(author: Any, view: View) -> Iterator[str]:
    if isinstance(author, dict) and not author.get("name") and author.get("@id"):
        author = next(
            (n for n in view.facts.nodes if n.get("@id") == author["@id"] and n.get("name")), author
        )
    if not _is_body(author):
        yield from names_of(author)


def _is_body(author: Any) -> bool:
    """Say whether structured data calls an author an organization."""
    return isinstance(author, dict) and "organization" in " ".join(types_of(author))


def _from_metas(view: View) -> tuple[Byline, str | None]:
    bodies: tuple[Byline, str | None] = (Byline(), None)
    for name in _META:
        values = [v for v in view.facts.metas.get(name, []) if not re.match(r"https?:|@|www\.", v)]
        if name == "article:author_name" or not values:
            values = values or _labelled(view, name)
        line = read_byline(" | ".join(values[:12]), site=view.site, trusted=True)
        if line.people and (len(line.people) > 1 or " " in line.people[0] or not line.people[0].isascii()):
            return line, f"meta {name}"
        if line.organizations and not bodies[0].organizations:
            bodies = line, f"meta {name}"
    return bodies


def _labelled(view: View, name: str) -> list[str]:
    """Return the Twitter card's value that its label calls the author."""
    label = view.facts.meta("twitter:label1") or ""
    if name != "article:author_name" or not re.search(
        r"written|author|by\b|verfasst|écrit|escrito|geschreven", label, re.IGNORECASE
    ):
        return []
    return view.facts.metas.get("twitter:data1", [])[:1]


def _candidates(view: View) -> Iterator[Any]:
    """Yield elements that look like bylines: those after the headline first, then those before it."""
    after = (
        islice(_following(view.heading), 400)
        if view.heading is not None
        else islice(view.root.iter(*_BLOCKS), 4_000)
    )
    yield from (element for element in after if _looks_like_byline(element))


def _following(heading: Any) -> Iterator[Any]:
    node = heading
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter(*_BLOCKS)
        node = node.getparent()


def _looks_like_byline(element: Any) -> bool:
    names = f"{class_of(element)} {element.get('rel') or ''} {element.get('itemprop') or ''}"
    if _BYLINE_CLASS.search(names):
        return not _NOT_BYLINE.search(names)
    text = (element.text or "").strip()
    return bool(
        _BY.match(f"{text} ") or (len(text) < 100 and _DESK.match(text))
    ) or "/author/" in element.get("href", "")


_AFTER = re.compile(
    r"[\s|/·•,–-]*(?:\b(?:(?:last |first )?(?:updated|published|posted)\b|\d{1,2}[:.]\d{2}|(?:19|20)\d\d[-年/.]|\d{1,2} [A-Z][a-z]{2,8}\.? (?:19|20)\d\d|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? (?:19|20)\d\d)).*$",
    re.IGNORECASE,
)


def _shown(line: str, site: frozenset[str]) -> str:
    """Return a printed byline as a reader sees it: on one line, without the date and the outlet's name behind it."""
    pieces = [piece for piece in re.split(r"\s*\|\s*", _AFTER.sub("", line)) if piece]
    while len(pieces) > 1 and fold(pieces[-1]) in site:
        pieces.pop()
    return re.sub(r"\s+([,;.])", r"\1", " ".join(pieces))


def _printed_line(element: Any) -> str | None:
    found = [collapse(piece) for piece in pieces(element)]
    line = " | ".join(piece for piece in found if piece)
    return line if 2 < len(line) <= 400 else None


def _from_page(view: View) -> tuple[Byline, str | None]:
    read = 0
    bodies: tuple[Byline, str | None] = (Byline(), None)
    for element in _candidates(view):
        line = _printed_line(element)
        if line is None or in_aside(element, view.heading):
            continue
        read += 1
        found = read_byline(line, site=view.site, trusted=False)
        if found.people or found.wire:
            return found, line
        if found.organizations and bodies[1] is None:
            bodies = found, line
        if read > 12:
            break
    return bodies if bodies[1] else _editors(view)


_EDITORS = re.compile(r"责(?:任编辑|编)\s*[:：]\s*([\u4e00-\u9fff、，\s]{2,30})")


def _editors(view: View) -> tuple[Byline, str | None]:
    """Return the editors whom Chinese outlets print below an article that names no reporter."""
    if script_of(view.facts.title or "") != "zh":
        return Byline(), None
    for text in view.root.xpath("//body//text()[contains(., '责编') or contains(., '责任编辑')]")[:5]:
        if match := _EDITORS.search(text):
            line = read_byline(match[1], site=view.site)
            return replace(line, roles=tuple("责任编辑" for _ in line.people)), collapse(match[0])
    return Byline(), None


def _from_row(view: View) -> Credits | None:
    """Return the byline that stands where the outlet's row says, or None."""
    found = view.root.cssselect(view.row.byline) if view.row and view.row.byline else []
    line = " | ".join(line for element in found[:12] if (line := _printed_line(element)))
    read = read_byline(line, site=view.site, trusted=True)
    return Credits(read, _shown(line, view.site), "outlet byline") if read != Byline() else None


def read_credits(view: View) -> Credits:
    """Return who wrote a page: where the outlet's row says, then JSON-LD, then the printed byline, then meta tags.

    Use it on a page's view. The printed line wins over a tag only when it names everybody the tag names, and more.

    Examples
    --------
    >>> from mediakit.extraction import extract
    >>> extract("<h1>Rain expected on Monday</h1><p class=byline>By ANN LEE, Weather Editor</p>").authors
    ('Ann Lee',)
    """
    if credits := _from_row(view):
        return credits
    stated, (metas, meta_origin), (printed, line) = _from_nodes(view), _from_metas(view), _from_page(view)
    shown = _shown(line, view.site) or None if line else None
    stated, metas = _without_helpers(stated, shown), _without_helpers(metas, shown)
    roled = _with_roles(stated, printed)
    if stated.people and not (_covers(printed, stated) and _listed(printed, shown or "")):
        if _covers(metas, stated):
            return Credits(_with_roles(metas, printed), shown, meta_origin)
        return Credits(roled, shown, "json-ld author")
    if printed.people and (
        not metas.people or stated.people or _covers(printed, metas) or _shares(printed, metas)
    ):
        return Credits(_merged(printed, stated, metas), shown, "byline")
    if metas.people:
        return Credits(_with_roles(metas, printed), shown, meta_origin)
    origin = "byline" if printed.organizations else "json-ld author" if stated.organizations else meta_origin
    return Credits(
        _merged(printed, stated, metas),
        shown,
        origin if shown or stated.organizations or metas.organizations else None,
    )


_HELPED = re.compile(
    r"\b(?:contributions? (?:from|by)|additional reporting by|photograph(?:s|y|ed)? by|photos? by|styled by|illustrations? by|video by)\b",
    re.IGNORECASE,
)


def _without_helpers(line: Byline, shown: str | None) -> Byline:
    """Leave out whom the printed line names only behind "Contributions from", "Photography by" and the like."""
    helped = _HELPED.search(shown or "")
    if not helped or not shown:
        return line
    before, behind = fold(shown[: helped.start()]), fold(shown[helped.end() :])
    kept = [
        (name, role)
        for name, role in zip(line.people, line.roles, strict=True)
        if fold(name) in before or fold(name) not in behind
    ]
    people, roles = zip(*kept, strict=True) if kept else (line.people, line.roles)
    return replace(line, people=people, roles=roles)


def _folded(line: Byline) -> set[str]:
    return {fold(name) for name in line.people}


def _covers(wide: Byline, narrow: Byline) -> bool:
    return bool(narrow.people) and _folded(narrow) < _folded(wide) and len(wide.people) <= 8


def _listed(line: Byline, shown: str) -> bool:
    """Say whether the names of a printed line are joined as a list, so that none is a neighbour of the byline."""
    for one, other in pairwise(line.people):
        start = shown.lower().find(one.lower())
        between = shown[start + len(one) : max(0, shown.lower().find(other.lower(), start))]
        if start < 0 or not re.fullmatch(
            r"[\s,;/&|]*(?:[,;/&]|\b(?:and|und|et|y|e)\b)[\s|]*(?:and\s|by\s)?[\s|]*", between
        ):
            return False
    return True


def _shares(one: Byline, other: Byline) -> bool:
    return bool(_folded(one) & _folded(other))


def _with_roles(line: Byline, printed: Byline) -> Byline:
    known = {fold(name): role for name, role in zip(printed.people, printed.roles, strict=True)}
    roles = tuple(role or known.get(fold(name)) for name, role in zip(line.people, line.roles, strict=True))
    bodies = tuple(
        dict.fromkeys((*line.organizations, *(printed.organizations if _shares(line, printed) else ())))
    )
    return Byline(line.people, roles, bodies, line.wire or (printed.wire if _shares(line, printed) else None))


def _merged(first: Byline, *others: Byline) -> Byline:
    bodies = tuple(dict.fromkeys(body for line in (first, *others) for body in line.organizations))
    wire = next((line.wire for line in (first, *others) if line.wire), None)
    return Byline(first.people, first.roles, bodies, wire)
