"""Quotations: who said what, and what kind of source it is."""

from mediakit.quotes.find import find_quotes

__all__ = ["find_quotes"]
