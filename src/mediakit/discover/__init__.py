"""Ways of finding links, one file each: all give `Candidate` records, and none downloads a page."""

from __future__ import annotations
