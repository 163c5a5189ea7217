"""Choose the headline that a reader of the page saw, and keep the one written for search engines."""

from __future__ import annotations

import re
from typing import Any

from mediakit.extraction.page import View, class_of, names_of, similarity, string_of, text_of
from mediakit.extraction.people import fold
from mediakit.text import collapse

_SEPARATOR = re.compile(r"\s+[|•·»›:*∙]\s+|\s+[-–—]\s+|\s*[|｜_]\s*|：(?=[^：]{2,15}$)|\s*--\s*|\s+—\s*")
_LABEL = re.compile(
    r"^(?:opinion|analysis|exclusive|editorial|comment|commentary|column|watch|video|live|breaking|updated?|review|interview|"
    r"perspective|explainer|letters?|meinung|kommentar|tribune|opinión)\s*[|:]\s+(?=\S)",
    re.IGNORECASE,
)
_PIPE_LABEL = re.compile(r"^[\w &'’]{3,20}\s*\|\s+(?=\S.{15})")


def _is_site(part: str, site: frozenset[str]) -> bool:
    folded = fold(part)
    return folded in site or any(
        len(name) > 4 and (name in folded or folded in name) and len(folded) > 3 for name in site
    )


def strip_site(title: str, site: frozenset[str]) -> str:
    """Take the outlet's name, and what stands between it and the headline, off a title.

    Examples
    --------
    >>> strip_site("Rain expected - World | The Bugle", frozenset({"bugle"}))
    'Rain expected'
    """
    cuts = list(_SEPARATOR.finditer(title))
    for index, cut in enumerate(cuts):
        rest = title[cut.end() :]
        if _is_site(rest, site) and cut.start() >= 8:
            head = title[: cut.start()]
            previous = cuts[index - 1] if index else None
            section = title[previous.end() : cut.start()] if previous else ""
            return (
                title[: previous.start()]
                if previous and 0 < len(section.split()) <= 2 and previous.start() > 20
                else head
            )
    first = cuts[0] if cuts else None
    if first and fold(title[: first.start()]) in site:
        return strip_site(title[first.end() :], site)
    return title


def clean_title(title: str, site: frozenset[str]) -> str:
    """Return a title without the outlet's name and without "Opinion |" and the like.

    Examples
    --------
    >>> clean_title("Opinion | The case for rain | The Bugle", frozenset({"bugle"}))
    'The case for rain'
    """
    title = strip_site(collapse(title), site)
    return collapse(re.sub(r"\s*\|\s*by\s+[^|]{3,40}$", "", re.sub(_LABEL, "", title)))


def _stated(view: View) -> tuple[str, str] | None:
    for node in view.nodes[:2]:
        headline = string_of(node, "headline")
        if headline and not _is_site_only(headline, view):
            return clean_title(headline, view.site), "json-ld headline"
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        content = view.facts.meta(name)
        if content and not _is_site_only(content, view):
            return clean_title(content, view.site), f"meta {name}"
    if view.facts.title:
        return clean_title(view.facts.title, view.site), "title element"
    return None


def _is_site_only(title: str, view: View) -> bool:
    return fold(title) in view.site


def read_title(view: View) -> tuple[str | None, str | None, str | None]:
    """Return the printed headline, the search-engine one where it differs, and where the headline came from.

    Use it on a page's view. The heading nearest to what the tags state wins, then JSON-LD, Open Graph, ``title``.

    Examples
    --------
    >>> from mediakit.extraction import extract
    >>> extract("<title>Rain - The Bugle</title><h1>Rain expected on Monday</h1>").title
    'Rain expected on Monday'
    """
    stated = _stated(view)
    printed = _printed(view)
    if printed is None:
        return (stated[0] or None, None, stated[1]) if stated else (None, None, None)
    if stated and (_truncated(printed, stated[0]) or _has_kicker(printed, stated[0])):
        return stated[0], None, stated[1]
    if stated and (whole := _with_kicker(printed, stated[0], view)):
        return whole, None, stated[1]
    return printed, _for_search(view, printed), view.heading.tag if view.heading is not None else None


def _for_search(view: View, printed: str) -> str | None:
    """Return the first stated title that is another headline than the printed one, not a part or a longer form of it."""
    stated = [
        view.facts.meta("og:title"),
        view.facts.title,
        *(string_of(n, "headline", "alternativeHeadline") for n in view.nodes[:2]),
    ]
    stated += [string_of(node, "alternativeHeadline") for node in view.nodes[:2]]
    for title in stated:
        other = clean_title(title, view.site) if title else ""
        known, new = fold(printed), fold(other)
        if (
            new
            and not _is_site_only(other, view)
            and known not in new
            and new not in known
            and not other.endswith(("…", "..."))
        ):
            return other
    return None


def _printed(view: View) -> str | None:
    if view.heading is None:
        return None
    text = clean_title(_with_colon(text_of(view.heading, _joint(view)), view.heading), view.site)
    return text if text and not _is_site_only(text, view) else None


_KICKER = re.compile(
    r"kicker|dachzeile|overline|eyebrow|topline|roofline|spitzmarke|surtitre|antet[ií]tulo|occhiello",
    re.IGNORECASE,
)


def _with_colon(text: str, heading: Any) -> str:
    """Part a kicker that is an element of its own inside the heading from the headline: "Veterans: Orders for murder"."""
    marked = (text_of(node) for node in heading.iterdescendants() if _KICKER.search(class_of(node)))
    kicker = next((words for words in marked if words and text.startswith(f"{words} ")), None)
    return text if kicker is None or kicker[-1] in ":.!?–-" else f"{kicker}:{text[len(kicker) :]}"


def _joint(view: View) -> str:
    """Return what joins the pieces of the heading: nothing inside a word, a space between blocks."""
    solid = text_of(view.heading)
    return (
        ""
        if any(fold(solid) == fold(t) for t in (view.facts.meta("og:title"), view.facts.title) if t)
        else " "
    )


def _truncated(printed: str, stated: str) -> bool:
    return printed.endswith(("…", "...")) and similarity(printed, stated) > 0.7 and len(stated) > len(printed)


def _with_kicker(printed: str, stated: str, view: View) -> str | None:
    """Return the headline whose second half alone is the heading, as two tags agree: "Veterans: Orders for murder"."""
    shared = clean_title(view.facts.meta("og:title") or "", view.site)
    start, sign, rest = shared.partition(": ")
    people = {fold(name) for node in view.nodes[:2] for name in names_of(node.get("author"))}
    agreed = bool(sign and start) and fold(shared) == fold(stated) and fold(rest) == fold(printed)
    return shared if agreed and fold(start) not in people else None


def _has_kicker(printed: str, stated: str) -> bool:
    """Say whether the heading is the stated headline behind a short label, such as a section's name."""
    whole, headline = fold(printed), fold(stated)
    return (
        len(headline) > 15
        and whole != headline
        and whole.endswith(headline)
        and len(whole) - len(headline) <= 15
    )
