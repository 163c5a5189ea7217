"""Say whether a page is an open article, a teaser, a list of articles, or an error page."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from mediakit.extraction.page import View
from mediakit.html import types_of
from mediakit.records import Access
from mediakit.text import count_words

_GONE = re.compile(
    r"^\W*(?:error\s*)?(?:40[34]|410|50\d)\b|(?:page|article|story|content|file)\s+(?:was |is |has been |could )?(?:not (?:be )?found|no longer available|unavailable|removed|doesn['’]t exist|does not exist)|"
    r"\bnot found\b|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|页面不存在|找不到|ページが見つかりません|access denied|forbidden",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|log in|sign in|register|create (?:a free|an) account) (?:now )?(?:to|for) (?:continue|read|keep|unlimited|full|access|unlock)|(?:this|the) (?:article|story|content) is (?:for|only available|available|exclusive|reserved)[\w ]{0,25}(?:subscribers|members)|already a (?:subscriber|member)|"
    r"to (?:continue|keep) reading|unlock (?:this|full|unlimited)|subscriber[- ](?:only|exclusive)|for subscribers only|start your free trial|before you continue|weiterlesen mit|jetzt weiterlesen|nur für abonnenten|réservé aux abonnés|la suite est réservée|exclusivo para suscriptores|contenuto riservato|"
    r"有料会員|会員限定|残り\s*\d+\s*文字|订阅后|会员专享|we value your privacy|wir (?:benötigen|brauchen) ihre (?:zustimmung|einwilligung)",
    re.IGNORECASE,
)
_INDEX_TYPES = frozenset({"collectionpage", "searchresultspage", "itemlist", "profilepage", "blog"})
_SHORT, _TEASER = 60, 130


def _free(view: View) -> bool | None:
    """Return what the page states about free access, or None."""
    for node in view.nodes[:3]:
        stated = node.get("isAccessibleForFree")
        if stated is not None:
            return str(stated).lower() not in {"false", "no", "0"}
    tier = (view.facts.meta("article:content_tier") or "").lower()
    return {"free": True, "locked": False, "metered": None}.get(tier)


def _is_index(view: View, words: int) -> bool:
    path = urlsplit(view.url).path if view.url else "/x"
    if view.url and path.rstrip("/") == "" and not urlsplit(view.url).query:
        return True
    if any(re.search(r"article|posting|report", kind) for node in view.nodes for kind in types_of(node)):
        return False
    kinds = {kind for node in view.facts.nodes for kind in types_of(node)}
    listed = bool(kinds & _INDEX_TYPES) or (view.facts.meta("og:type") or "").lower() in {
        "website",
        "profile",
    }
    searched = bool(re.search(r"/(?:search|tag|tags|topic|topics|category|author)(?:/|$)", path))
    return words < 250 and (searched or (listed and _teasers(view) > 12 and words < 120))


def _teasers(view: View) -> int:
    """Count headings that are links, as lists of articles print them."""
    headings = islice(view.root.iter("h2", "h3", "h4"), 400)
    return sum(
        1 for heading in headings if heading.find(".//a") is not None or heading.getparent().tag == "a"
    )


def read_access(view: View, title: str | None, text: str) -> Access:
    """Return open, stub, index or gone.

    Use it with the text that was found: short text beside a wall is a stub, short text in a page of teasers an index.

    Examples
    --------
    >>> from mediakit.extraction import extract
    >>> extract("<title>404 Page not found</title><h1>Page not found</h1>").access
    'gone'
    """
    words = count_words(text)
    if words < 150 and _GONE.search(f"{title or ''}") and len(title or "") < 90:
        return "gone"
    if _is_index(view, words):
        return "index"
    walled = _free(view) is False
    if words < 350 and (walled or words < 250) and (walled or _walled(view)):
        return "stub"
    if words < _SHORT // 3 and not view.nodes:
        return "index" if _teasers(view) > 12 else "stub"
    return "open"


def _walled(view: View) -> bool:
    texts = (
        element.text or ""
        for element in islice(
            view.root.iter("p", "div", "span", "a", "button", "h2", "h3", "h4", "strong"), 6_000
        )
    )
    return any(_WALL.search(text) for text in texts if 8 < len(text) < 400)
