"""Page designs, one module each, as different from one another as the real web's.

A design has ``ENCODING``, ``paths(story)`` (addresses of the article's pages, the canonical one first),
``page(story, number, site)`` (one page as HTML), ``front(site)`` (the front page), ``locked(story, site)`` (a page for
members) and may have ``extra(story, site)`` (further addresses of the same article, drawn differently).
"""

from __future__ import annotations

from types import ModuleType

from mediakit.newsroom.designs import (
    amp,
    bare,
    blog,
    gb18030,
    jsonld,
    live,
    magazine,
    microdata,
    opengraph,
    wire,
)

DESIGNS: dict[str, ModuleType] = {
    "jsonld": jsonld,
    "jsonld-graph": wire,
    "opengraph": opengraph,
    "microdata": microdata,
    "bare": bare,
    "amp": amp,
    "blog": blog,
    "gb18030": gb18030,
    "magazine": magazine,
    "live": live,
}
