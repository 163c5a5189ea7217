"""Polite download into the archive: Scrapy's engine, run as a child process."""

from __future__ import annotations

from mediakit.collect.parent import Progress, Report, collect, identify

__all__ = ["Progress", "Report", "collect", "identify"]
