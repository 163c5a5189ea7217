"""The engines that read a page's body, each behind one function: tree in, paragraphs out, no network."""

from __future__ import annotations

import logging
from copy import deepcopy
from functools import cache
from typing import Any

from mediakit.extraction.page import View, in_aside, unescape
from mediakit.text import collapse

_MAX_ELEMENTS = 60_000
_HOLDERS = frozenset({"p", "li", "blockquote", "div", "section", "article", "table"})
_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "code", "div", "ab", "fw"})


@cache
def _options() -> Any:
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return Extractor(
        output_format="python",
        fast=True,
        comments=False,
        formatting=False,
        links=False,
        images=False,
        tables=True,
    )


def trafilatura_paragraphs(root: Any) -> list[str]:
    """Return the paragraphs that trafilatura's own rules find, its slower fallbacks left out.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The tree; it is not changed.
    """
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(root, options=_options())
    except (AttributeError, IndexError, KeyError):
        return []  # what trafilatura itself does not catch on broken trees: it then has no reading to offer
    if found is None:
        return []
    return [text for element in found.body for text in _texts(element)]


def _texts(element: Any) -> list[str]:
    """Return the paragraphs of one block of trafilatura's tree: items and rows apart, line breaks parting."""
    if element.tag == "list" or (element.tag == "quote" and any(child.tag in _BLOCKS for child in element)):
        own = [collapse(element.text or "")]
        inner = [text for child in element for text in [*_texts(child), collapse(child.tail or "")]]
        return [text for text in own + inner if text]
    if element.tag == "table":
        rows = [" ".join(collapse("".join(cell.itertext())) for cell in row) for row in element.iter("row")]
        return [text for row in rows if (text := collapse(row))]
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [text for line in "".join(element.itertext()).split("\n") if (text := collapse(line))]


def newspaper_paragraphs(root: Any, language: str | None) -> list[str]:
    """Return the paragraphs of newspaper3k's best node, without its downloader.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The tree; it is not changed.
    language : str, optional
        ISO 639-1 code, for its stop words.
    """
    from newspaper.cleaners import DocumentCleaner
    from newspaper.extractors import ContentExtractor
    from newspaper.outputformatters import OutputFormatter

    config = _newspaper_config((language or "en")[:2].lower())
    extractor = ContentExtractor(config)
    try:
        top = extractor.calculate_best_node(DocumentCleaner(config).clean(deepcopy(root)))
        text = "" if top is None else OutputFormatter(config).get_formatted(extractor.post_cleanup(top))[0]
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return []  # newspaper3k stumbles over control characters and broken trees: it then has no reading to offer
    return [line for part in text.split("\n") if (line := collapse(part))]


@cache
def _newspaper_config(language: str) -> Any:
    from newspaper import Config
    from newspaper.utils import get_available_languages

    config = Config()
    config.fetch_images = False
    config.memoize_articles = False
    config.use_meta_language = False
    if language in get_available_languages():
        config.set_language(language)
    return config


def stated_paragraphs(view: View) -> list[str]:
    """Return the paragraphs of JSON-LD's ``articleBody``, or none when it states no body."""
    for node in view.nodes[:3]:
        body = node.get("articleBody")
        if isinstance(body, str) and len(body) > 200:
            text = unescape(body.replace("</p>", "</p>\n").replace("<br", "\n<br"))
            return [line for part in text.split("\n") if (line := collapse(part))]
    return []


def block_paragraphs(root: Any) -> list[str]:
    """Return the paragraphs, items and subheads of a part in order, navigation and asides left out.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The part, pruned.
    """
    found = []
    for element in root.iter("p", "li", "h2", "h3", "h4", "blockquote"):
        inner = any(child.tag in _HOLDERS for child in element.iter() if child is not element)
        text = "" if inner else collapse("".join(element.itertext()))
        if text and not in_aside(element):
            found.append(text)
    return found


def too_big(root: Any) -> bool:
    """Say whether a page has more elements than the engines can walk in seconds."""
    return bool(root.xpath("count(//*)") > _MAX_ELEMENTS)


def plain_paragraphs(root: Any) -> list[str]:
    """Return the paragraphs of every ``p`` element in order: what is left for a page too big for an engine."""
    return [text for element in root.iter("p") if len(text := collapse("".join(element.itertext()))) > 40]
