"""Read articles out of pages and pasted texts: title, people, dates and body, each with where it came from."""

from __future__ import annotations

from mediakit.extraction.parts import join_parts
from mediakit.extraction.pasted import extract_text
from mediakit.extraction.reading import extract

__all__ = ["extract", "extract_text", "join_parts"]
