"""Choose the body of a page among the engines on evidence in the page, then clean it."""

from __future__ import annotations

from dataclasses import dataclass

from mediakit.extraction import engines
from mediakit.extraction.clean import clean
from mediakit.extraction.page import View
from mediakit.extraction.prune import prune
from mediakit.records import Removed


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article, what was taken out, and the engine that found them."""

    paragraphs: list[str]
    removed: tuple[Removed, ...] = ()
    captions: tuple[str, ...] = ()
    engine: str | None = None


def read_body(view: View, title: str | None) -> Body:
    """Return the body of a page.

    Parameters
    ----------
    view : View
        The page.
    title : str, optional
        Its headline.
    """
    if engines.too_big(view.root):
        kept, removed = clean(engines.plain_paragraphs(view.root), title=title)
        return Body(kept, tuple(removed), (), "plain" if kept else None)
    pruned = prune(view)
    found = engines.trafilatura_paragraphs(pruned.root)
    name = "trafilatura"
    kept, removed = clean(found, title=title)
    everything = tuple(dict.fromkeys([*pruned.removed, *removed]))
    captions = tuple(dict.fromkeys(block.text for block in everything if block.kind in {"caption", "credit"}))
    return Body(kept, everything, captions, name if kept else None)
