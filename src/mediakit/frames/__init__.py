"""Records ↔ DataFrames and their schemas. pandas enters here."""

from mediakit.frames.analysis import Analysed, analyse, article_id
from mediakit.frames.assembly import assemble, from_articles, with_clusters, with_sources
from mediakit.frames.files import read_events, read_frames, write_frames
from mediakit.frames.schema import SCHEMAS, describe, require, to_frame, to_rows

__all__ = [
    "SCHEMAS",
    "Analysed",
    "analyse",
    "article_id",
    "assemble",
    "describe",
    "from_articles",
    "read_events",
    "read_frames",
    "require",
    "to_frame",
    "to_rows",
    "with_clusters",
    "with_sources",
    "write_frames",
]
