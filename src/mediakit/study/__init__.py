"""A study: study.toml → run → lock → verify."""

from __future__ import annotations

from mediakit.study.collecting import collect_study, described, preview, unanswered
from mediakit.study.config import Outlet, Query, Study, open_study
from mediakit.study.lock import verify
from mediakit.study.new import new, sample
from mediakit.study.rehydrate import rehydrate
from mediakit.study.run import (
    Summary,
    check_archive,
    import_files,
    make_frames,
    run,
    search,
)
from mediakit.study.share import Package, export_study
from mediakit.study.stories import media_cloud_attention

__all__ = [
    "Outlet",
    "Package",
    "Query",
    "Study",
    "Summary",
    "check_archive",
    "collect_study",
    "described",
    "export_study",
    "import_files",
    "make_frames",
    "media_cloud_attention",
    "new",
    "open_study",
    "preview",
    "rehydrate",
    "run",
    "sample",
    "search",
    "unanswered",
    "verify",
]
