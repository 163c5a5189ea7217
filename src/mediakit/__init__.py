"""mediakit: a research kit for people who study news coverage.

Nothing is loaded until it is used: each name below is imported from its room on first access.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_ROOMS = {
    "extraction": ["extract", "extract_text"],
    "quotes": ["find_quotes"],
    "sentiment": ["sentence_sentiment", "target_sentiment"],
    "frames": ["describe", "from_articles"],
    "measures": [
        "attention",
        "bursts",
        "co_mention",
        "compare",
        "concentration",
        "counted",
        "followed",
        "most_quoted",
        "quoted_mentions",
        "relayed_share",
        "salience",
        "sourcing",
        "tone",
        "tone_towards",
        "unnamed_share",
    ],
    "provenance": ["evidence"],
    "revisions": ["versions"],
    "tables": ["show"],
    "charts": ["alt_text", "bars", "intervals", "shares", "timeline"],
    "export": ["save_chart", "save_table"],
    "study": [
        "collect_study",
        "export_study",
        "import_files",
        "make_frames",
        "media_cloud_attention",
        "open_study",
        "preview",
        "rehydrate",
        "sample",
    ],
}
_PLACES = {name: (room, name) for room, names in _ROOMS.items() for name in names} | {
    "new_study": ("study", "new")
}

_MODULES = ("coding", "findings")

__all__ = ["__version__", *_MODULES, *sorted(_PLACES)]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"mediakit.{name}")
    if name not in _PLACES:
        message = f"module 'mediakit' has no attribute {name!r}; it offers {', '.join(__all__)}"
        raise AttributeError(message)
    room, attribute = _PLACES[name]
    return getattr(import_module(f"mediakit.{room}"), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
