"""A newsroom on loopback: invented outlets and articles kept as readable files, served as the real web serves them.

Use it to try a study, a reader or a collector where the right answer is known: every article carries its gold
(title, authors, dates, text, quotations, topics), and no request leaves the machine.
"""

from __future__ import annotations

from mediakit.newsroom.server import Request, Served, serve
from mediakit.newsroom.sources import load
from mediakit.newsroom.stories import Block, GoldQuote, Newsroom, Outlet, Story

__all__ = ["Block", "GoldQuote", "Newsroom", "Outlet", "Request", "Served", "Story", "load", "serve"]
