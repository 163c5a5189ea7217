"""Choose the body of a page among the engines on evidence in the page, then clean it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from math import log
from typing import Any

from mediakit.extraction import engines
from mediakit.extraction.clean import Known, clean
from mediakit.extraction.lead import read_lead
from mediakit.extraction.page import View, in_aside, stated_titles, string_of, text_of
from mediakit.extraction.prune import prune
from mediakit.extraction.scope import Scope, cut_out, find_scope
from mediakit.html import types_of
from mediakit.records import Removed
from mediakit.text import words

_SHORT = 250
_KEPT = 0.7
_TOLD = 0.4
_LOST = 0.5
_TELLING = 12


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article, what was taken out, and the engine that found them."""

    paragraphs: list[str]
    removed: tuple[Removed, ...] = ()
    captions: tuple[str, ...] = ()
    engine: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One engine's reading of the body, and how well it fits what the page says of itself."""

    engine: str
    paragraphs: list[str]
    removed: list[Removed]
    told: float

    @property
    def size(self) -> int:
        """Characters."""
        return sum(map(len, self.paragraphs))


def read_body(view: View, known: Known) -> Body:
    """Return the body of a page.

    Use it on a page's view. trafilatura reads the part of the page that holds the prose. Where that looks wrong,
    because it kept too little of the prose, or says too little of what title and description say, it reads the whole
    page too; where the two differ, newspaper3k decides.

    Parameters
    ----------
    view : View
        The page.
    known : Known
        Its headline, people and labels.
    """
    if engines.too_big(view.root):
        kept, removed = clean(engines.plain_paragraphs(view.root), known=known)
        return Body(kept, tuple(removed), (), "plain" if kept else None)
    chosen = _choose(view, known)
    lead = read_lead(view, chosen.paragraphs)
    everything = tuple(dict.fromkeys([*_captions(view), *chosen.removed]))
    captions = tuple(dict.fromkeys(block.text for block in everything if block.kind in {"caption", "credit"}))
    return Body(lead + chosen.paragraphs, everything, captions, chosen.engine if chosen.paragraphs else None)


def _captions(view: View) -> list[Removed]:
    """Return the captions of the page's pictures, those in sidebars and teasers left out."""
    found = (figure for figure in islice(view.root.iter("figcaption"), 100) if not in_aside(figure))
    return [Removed("caption", text) for figure in found if 2 < len(text := text_of(figure, " ")) < 1_200]


def _candidate(engine: str, paragraphs: list[str], known: Known, told: set[str]) -> Candidate:
    kept, removed = clean(paragraphs, known=known)
    return Candidate(engine, kept, removed, _share_told(kept, told))


def _by_trafilatura(root: Any, known: Known, told: set[str]) -> Candidate:
    """Prune a tree of one's own and read it with trafilatura."""
    removed = prune(root)
    found = _candidate("trafilatura", engines.trafilatura_paragraphs(root), known, told)
    return replace(found, removed=[*removed, *found.removed])


def _vocabulary(text: str) -> set[str]:
    return {word for word in words(text) if len(word) > 3} or set(text)


def _told(view: View) -> set[str]:
    """Return the words that the page's tags say the article has."""
    stated = [
        *stated_titles(view.facts, view.nodes)[:2],
        view.facts.meta("og:description"),
        view.facts.meta("description"),
    ]
    stated += [string_of(node, "description") for node in view.nodes[:1]]
    return _vocabulary(" ".join(text for text in stated if text))


def _share_told(paragraphs: list[str], told: set[str]) -> float:
    share = len(told & _vocabulary(" ".join(paragraphs))) / len(told) if told else 0.5
    return (
        share if len(told) >= _TELLING else max(share, 0.5)
    )  # a headline alone may share no word with its text


def _choose(view: View, known: Known) -> Candidate:
    told, row_scope = _told(view), _row_scope(view)
    scope = row_scope or find_scope(view.root)
    part = _by_trafilatura(cut_out(scope), known, told) if scope else Candidate("trafilatura", [], [], 0.0)
    if part.paragraphs and (row_scope or (scope and _looks_right(part, scope))):
        return part
    whole = _by_trafilatura(deepcopy(view.root), known, told)
    if whole.size < _SHORT:
        raw = _candidate("trafilatura", engines.trafilatura_paragraphs(view.root), known, told)
        whole = raw if raw.size > 2 * whole.size else whole
    chosen = _decide(view, part, whole, scope.mass if scope else 0.0)
    if scope and chosen.size < _LOST * scope.mass and _is_live(view):
        return max(chosen, _by_blocks(scope, known, told), key=lambda found: found.size)
    return chosen


def _row_scope(view: View) -> Scope | None:
    """Return the part of the page that holds the text, where the outlet's row says which it is."""
    found = view.root.cssselect(view.row.body) if view.row and view.row.body else []
    return Scope(found[0], 0.0) if found else None


def _is_live(view: View) -> bool:
    """Say whether the page calls itself a live blog."""
    return any("liveblogposting" in types_of(node) for node in view.nodes)


def _by_blocks(scope: Scope, known: Known, told: set[str]) -> Candidate:
    """Take every block of the part as it stands: of live blogs the engines keep one entry only."""
    root = cut_out(scope)
    removed = prune(root)
    found = _candidate("blocks", engines.block_paragraphs(root), known, told)
    return replace(found, removed=[*removed, *found.removed])


def _looks_right(found: Candidate, scope: Scope) -> bool:
    return found.size >= max(_SHORT, _KEPT * scope.mass) and found.told >= _TOLD


def _alike(one: Candidate, other: Candidate) -> float:
    a, b = _vocabulary(" ".join(one.paragraphs)), _vocabulary(" ".join(other.paragraphs))
    return len(a & b) / max(1, min(len(a), len(b)))


def _decide(view: View, part: Candidate, whole: Candidate, mass: float) -> Candidate:
    """Choose between the part's and the whole page's reading, asking newspaper3k where they differ."""
    if not part.paragraphs or not whole.paragraphs:
        last = part if part.paragraphs else whole
        return last if last.size >= _SHORT else _last_resort(view, last)
    if part.size < 0.6 * mass <= whole.size:
        return whole
    less, more = sorted((part.size, whole.size))
    if less > 0.7 * more and _alike(part, whole) > 0.8:
        return whole
    third = _candidate(
        "newspaper3k", engines.newspaper_paragraphs(view.root, view.facts.language), Known(), set()
    )
    if third.size > max(200, less / 2):
        return min(part, whole, key=lambda found: _distance(found, third))
    return part if part.told > whole.told + 0.1 else whole


def _distance(found: Candidate, third: Candidate) -> float:
    return abs(log(found.size / third.size)) - _alike(found, third) - found.told


def _last_resort(view: View, found: Candidate) -> Candidate:
    """Return the longest of what is left to ask where trafilatura found next to nothing."""
    told = _told(view)
    stated = _candidate("json-ld", engines.stated_paragraphs(view), Known(), told)
    third = _candidate(
        "newspaper3k", engines.newspaper_paragraphs(view.root, view.facts.language), Known(), told
    )
    best = max((stated, third), key=lambda candidate: candidate.size)
    return best if best.size > 2 * found.size else found
