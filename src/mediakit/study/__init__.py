"""A study: study.toml → run → lock → verify."""

from __future__ import annotations

from mediakit.study.config import Outlet, Study, open_study
from mediakit.study.lock import verify
from mediakit.study.new import new, sample
from mediakit.study.run import Summary, collect_study, import_files, make_frames, preview, run, search

__all__ = [
    "Outlet",
    "Study",
    "Summary",
    "collect_study",
    "import_files",
    "make_frames",
    "new",
    "open_study",
    "preview",
    "run",
    "sample",
    "search",
    "verify",
]
