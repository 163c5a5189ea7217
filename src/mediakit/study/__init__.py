"""A study: study.toml → run → lock → verify."""

from __future__ import annotations

from mediakit.study.config import Outlet, Study, open_study
from mediakit.study.lock import verify
from mediakit.study.new import new
from mediakit.study.run import Summary, collect_study, discover, import_files, run, search

__all__ = [
    "Outlet",
    "Study",
    "Summary",
    "collect_study",
    "discover",
    "import_files",
    "new",
    "open_study",
    "run",
    "search",
    "verify",
]
