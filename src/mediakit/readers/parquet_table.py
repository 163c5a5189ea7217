"""Tables as Parquet files, such as the articles frame of another study."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from mediakit.errors import UnreadableError
from mediakit.readers.table_rows import map_columns, read_rows, too_long
from mediakit.records import Article, Failure, Page

KIND = "parquet"
_MAX_BYTES = 512 * 2**20
_BATCH = 1_000
_BATCH_BYTES = 256 * 2**20


def recognises(page: Page, columns: Mapping[str, str]) -> bool:
    """Say whether the content begins as Parquet files do."""
    return page.body.startswith(b"PAR1")


def read(page: Page, columns: Mapping[str, str]) -> Iterator[Article | Failure]:
    """Yield the articles of a Parquet file.

    Raises
    ------
    UnreadableError
        The file is damaged, unpacks to too much, or has not the columns.
    """
    names, rows = _table(page, columns)
    return read_rows(names, rows, KIND, page, columns)


def _batch(groups: list[Any]) -> int:
    """Return how many rows to unpack at a time: one long value, stored once, may stand in every row."""
    longest = max((group.total_byte_size for group in groups), default=0)
    return max(1, min(_BATCH, _BATCH_BYTES // max(1, longest)))


def _table(page: Page, columns: Mapping[str, str]) -> tuple[list[str], list[list[Any] | str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(page.body))
        groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
        size = sum(group.total_byte_size for group in groups)
        if size > _MAX_BYTES:
            message = f"{page.url!r} unpacks to {size:,} bytes and at most {_MAX_BYTES:,} are read; split it"
            raise UnreadableError(message)
        names = list(file.schema_arrow.names)
        wanted = [names[number] for number in map_columns(names, page.url, columns).values()]
        rows: list[list[Any] | str] = [
            too_long(row.values()) or list(row.values())
            for batch in file.iter_batches(_batch(groups), columns=wanted)
            for row in batch.select(wanted).to_pylist()
        ]
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        message = f"{page.url!r} is damaged: {error}; make it again"
        raise UnreadableError(message) from error
    return wanted, rows
