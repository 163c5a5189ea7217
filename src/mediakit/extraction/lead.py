"""The standfirst: the sentence or two that outlets print between headline and body, apart from both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from mediakit.extraction.clean import kind_of
from mediakit.extraction.page import View, class_of, in_aside, text_of
from mediakit.extraction.people import fold

_NAMES = re.compile(
    r"(?:^|[-_\s])(?:lead|lede|leadtext|intro|introduction|teaser-?text|abstract|sub-?headline|standfirst|vorspann|chapo|chapeau|entradilla|excerpt|sub-?head|sub-?heading|strap|strapline|epigraph)(?:$|[-_\s])",
    re.IGNORECASE,
)
_PLAIN = frozenset({"p", "strong", "span", "h2"})
_TAGS = ("p", "strong", "span", "h2", "h3", "div")
_SHORTEST, _LONGEST, _STEPS = 40, 600, 60


def read_lead(view: View, paragraphs: list[str]) -> list[str]:
    """Return the standfirst as a list of one paragraph, or of none when there is none or the body has it.

    Use it after the body is chosen. An element soon after the headline is the standfirst when its name says so, or when
    it prints what the page's description tag says.

    Parameters
    ----------
    view : View
        The page.
    paragraphs : list of str
        The body so far.
    """
    if view.heading is None or not paragraphs:
        return []
    described = {fold(text) for name in ("description", "og:description") if (text := view.facts.meta(name))}
    known = fold(" ".join(paragraphs[:6]))
    for element in islice(_following(view.heading), _STEPS):
        if element.tag == "div" and len(element):
            continue
        text = text_of(element)
        if not _SHORTEST <= len(text) <= _LONGEST:
            continue
        if fold(text)[:120] in known:
            return []
        if (
            ((element.tag in _PLAIN and fold(text) in described) or _NAMES.search(class_of(element)))
            and not in_aside(element.getparent(), view.heading)  # a name that says teaser speaks for it
            and not kind_of(text)
        ):
            return [text]
    return []


def _following(heading: Any) -> Iterator[Any]:
    """Yield the elements that come after a heading, nearest first, within six levels of it."""
    node = heading
    for _ in range(6):
        if node is None or node.tag in {"body", "html"}:
            return
        for sibling in node.itersiblings():
            yield from sibling.iter(*_TAGS)
        node = node.getparent()
