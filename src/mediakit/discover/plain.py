"""Plain values out of what services give."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def plain(value: Any) -> str | None:
    """Return a title without tags and entities, or None where nothing is left.

    Example
    -------
    >>> plain("<b>Apple</b> &amp; China ")
    'Apple & China'
    """
    text = " ".join(html.unescape(_TAG.sub("", str(value or ""))).split())
    return text or None


def when(value: Any) -> datetime | None:
    """Return a W3C or ISO 8601 time in UTC, or None where it is none; a day alone is its first moment.

    Example
    -------
    >>> when("2024-05-01T08:00:00+08:00")
    datetime.datetime(2024, 5, 1, 0, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
