"""mediakit: a research kit for people who study news coverage.

Nothing is loaded until it is used: each name below is imported from its room on first access.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "extract": "extraction",
    "extract_text": "extraction",
    "find_quotes": "quotes",
    "sentence_sentiment": "sentiment",
    "target_sentiment": "sentiment",
}

__all__ = ["__version__", *sorted(_ROOMS)]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'mediakit' has no attribute {name!r}; it offers {', '.join(__all__)}")
    return getattr(import_module(f"mediakit.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
