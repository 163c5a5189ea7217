"""The archive of a study: raw captures in WARC files, and a SQLite index over them.

The WARC files are what counts: the index is rebuilt from them when it is lost. Failures and the full text of the
articles live in the index alone, since a run remakes both.
"""

from __future__ import annotations

from mediakit.archive.entries import Capture, FurtherPage
from mediakit.archive.index import Hit
from mediakit.archive.store import Archive

__all__ = ["Archive", "Capture", "FurtherPage", "Hit"]
