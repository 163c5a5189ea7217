"""Folders, gzip and ZIP files into pages."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from mediakit.errors import InputError
from mediakit.records import Failure, Page

LIMIT = 64 * 2**20
"""Largest file, after decompression, that is read: 64 MiB."""


def pages(paths: Iterable[Path], *, now: datetime | None = None) -> Iterator[Page | Failure]:
    """Yield every file below some paths as a page; what cannot be opened as a failure.

    Use it to hand saved pages, database downloads and pasted texts to an archive.

    Parameters
    ----------
    paths : iterable of Path
        Files, ZIP or gzip files, and folders of them. Hidden files are passed over.
    now : datetime, optional
        Time of the import, aware; the present by default.

    Yields
    ------
    Page or Failure
        The page's url is ``import:`` and the file's path below the path that was given.

    Raises
    ------
    InputError
        A path does not exist.
    """
    moment = now or datetime.now(UTC).replace(microsecond=0)
    paths = [Path(p) for p in paths]
    for path in paths:
        if not path.exists():
            message = f"there is no file or folder {str(path)!r} to import; check the spelling"
            raise InputError(message)
    for path in paths:
        for file in _walk(path):
            name = file.relative_to(path.resolve().parent).as_posix()
            yield from _open(name, file, moment)


def count(paths: Iterable[Path]) -> int:
    """Count the files below some paths."""
    return sum(1 for path in paths for _ in _walk(Path(path)))


def _walk(path: Path) -> Iterator[Path]:
    path = path.resolve()
    if path.is_file():
        yield path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
            yield file


def _open(name: str, file: Path, now: datetime) -> Iterator[Page | Failure]:
    try:
        if file.stat().st_size > LIMIT:
            yield _too_large(name)
        else:
            yield from unpack(name, file.read_bytes(), now)
    except OSError as error:
        yield Failure(
            url=f"import:{name}", stage="import", error=f"cannot be read: {error.strerror or error}"
        )


def unpack(name: str, body: bytes, now: datetime) -> Iterator[Page | Failure]:
    """Yield a file's bytes as pages: opened when they are gzip or ZIP, as they are when not."""
    try:
        if body.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                yield from _whole(name, packed.read(LIMIT + 1), now)
        elif body.startswith(b"PK\x03\x04") and not _is_office(body):
            yield from _members(name, body, now)
        else:
            yield from _whole(name, body, now)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        yield Failure(url=f"import:{name}", stage="import", error=f"damaged or encrypted archive: {error}")


def _members(name: str, body: bytes, now: datetime) -> Iterator[Page | Failure]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for member in packed.infolist():
            if member.is_dir():
                continue
            inside = f"{name}/{member.filename}"
            try:
                with packed.open(member) as stream:
                    content = stream.read(LIMIT + 1)
            except (
                OSError,
                EOFError,
                zlib.error,
                zipfile.BadZipFile,
                RuntimeError,
                NotImplementedError,
            ) as error:
                yield Failure(
                    url=f"import:{inside}", stage="import", error=f"damaged or encrypted member: {error}"
                )
                continue
            yield from _whole(inside, content, now)


def _is_office(body: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "[Content_Types].xml" in packed.namelist()


def _whole(name: str, body: bytes, now: datetime) -> Iterator[Page | Failure]:
    if len(body) > LIMIT:
        yield _too_large(name)
    elif not body.strip():
        yield Failure(url=f"import:{name}", stage="import", error="the file is empty")
    else:
        yield Page(url=f"import:{name}", body=body, fetched=now, found_by="import")


def _too_large(name: str) -> Failure:
    return Failure(url=f"import:{name}", stage="import", error=f"larger than {LIMIT // 2**20} MiB; split it")
