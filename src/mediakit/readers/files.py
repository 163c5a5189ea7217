"""Folders, gzip and ZIP files and web archives into pages."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from mediakit.errors import InputError
from mediakit.readers import office, warc
from mediakit.records import Failure, Page

LIMIT = 64 * 2**20
"""Largest file, after decompression, that is read: 64 MiB. Web archives and ZIP files are opened at any size."""
TOTAL = 8 * 2**30
"""Most that is unpacked from one ZIP file: 8 GiB."""
DEPTH = 2
"""How many ZIP files deep a file may lie."""
_DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)
_HEAD = 4_096
_SMALL = 2**20
_RATIO = 200
# What browsers, in their languages, call the folder of pictures and scripts beside a page that is saved whole
_ASSETS = ("_files", ".files", "_fichiers", "-Dateien", "_Dateien", "_archivos", "_arquivos", "_bestanden", "-filer", "_file", "_ficheiros")  # fmt: skip
_PAGES = (".html", ".htm", ".xhtml")
# What marks a ZIP file as one document: of Microsoft's programs, of OpenDocument and e-books
_OFFICE = {"[Content_Types].xml", "mimetype"}
_SYSTEM = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def pages(paths: Iterable[Path], *, now: datetime | None = None) -> Iterator[Page | Failure]:
    """Yield every file below some paths as a page; what cannot be opened as a failure.

    Use it to hand saved pages, database downloads, web archives and pasted texts to an archive.

    Parameters
    ----------
    paths : iterable of Path
        Files, ZIP or gzip files, WARC or WACZ files, and folders of them. Hidden files are passed over, and so are the
        pictures and scripts that a browser keeps in a folder beside a saved page.
    now : datetime, optional
        Time of the import, aware; the present by default.

    Yields
    ------
    Page or Failure
        The page's url is ``import:`` and the file's path below the path that was given. A page out of a web archive
        has the address and the time that the archive states.

    Raises
    ------
    InputError
        A path does not exist.
    """
    moment = now or datetime.now(UTC).replace(microsecond=0)
    paths = [Path(p) for p in paths]
    for path in paths:
        if not path.exists():
            message = f"there is no file or folder {str(path)!r}; check the spelling"
            raise InputError(message)
    for path in _without_assets(paths):
        for file in _walk(path):
            name = _plain(file.relative_to(path.resolve().parent).as_posix())
            yield from _open(name, file, moment)


def count(paths: Iterable[Path]) -> int:
    """Count the files below some paths, as ``pages`` walks them; a ZIP file or a web archive is one."""
    return sum(1 for path in _without_assets([Path(p) for p in paths]) for _ in _walk(path))


def unpack(name: str, body: bytes, now: datetime) -> Iterator[Page | Failure]:
    """Yield a file's bytes as pages: opened when they are gzip, ZIP or a web archive, as they are when not.

    Parameters
    ----------
    name : str
        The file, for addresses and messages.
    body : bytes
        Its content.
    now : datetime
        Time of the import, aware.
    """
    yield from _unpack(name, io.BytesIO(body), now, 0)


def _plain(name: str) -> str:
    """Return a file's name with what no address may hold written as %XX."""
    return "".join(
        c if c.isprintable() and not c.isspace() or c == " " else quote(c, errors="surrogateescape")
        for c in name
    )


def _walk(path: Path) -> Iterator[Path]:
    path = path.resolve()
    if path.is_file():
        yield path
        return
    files = sorted(file for file in path.rglob("*") if file.is_file())
    names = {file.relative_to(path).as_posix() for file in files}
    for file in files:
        if not _is_passed_over(file.relative_to(path).as_posix(), names):
            yield file


def _without_assets(paths: list[Path]) -> list[Path]:
    """Leave out folders of pictures whose page is named too, as a shell's star names them."""
    names = {path.absolute().as_posix() for path in paths}
    return [path for path in paths if not (path.is_dir() and _is_assets(path.absolute().as_posix(), names))]


def _is_passed_over(name: str, names: set[str]) -> bool:
    """Say whether a file is hidden, the system's own, or part of a page that lies beside its folder."""
    parts = PurePosixPath(name).parts
    if any(part.startswith(".") or part in _SYSTEM for part in parts):
        return True
    return any(_is_assets("/".join(parts[: i + 1]), names) for i in range(len(parts) - 1))


def _is_assets(folder: str, names: set[str]) -> bool:
    stems = (folder.removesuffix(ending) for ending in _ASSETS if folder.endswith(ending))
    return any(f"{stem}{kind}" in names for stem in stems for kind in _PAGES)


def _open(name: str, file: Path, now: datetime) -> Iterator[Page | Failure]:
    try:
        with file.open("rb") as stream:
            yield from _unpack(name, stream, now, 0)
    except OSError as error:
        yield _failed(name, f"cannot be read: {error.strerror or error}")


def _unpack(name: str, stream: BinaryIO, now: datetime, depth: int) -> Iterator[Page | Failure]:
    try:
        head = stream.read(_HEAD)
        stream.seek(0)
        if warc.begins(head):
            yield from warc.pages(name, stream, limit=LIMIT, now=now)
        elif head.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=stream) as packed:
                body = packed.read(LIMIT + 1)
            if body.startswith(office.ZIP) and len(body) <= LIMIT:
                yield from _zip(name, io.BytesIO(body), now, depth + 1)
            else:
                yield from _whole(name, body, now)
        elif head.startswith(office.ZIP):
            yield from _zip(name, stream, now, depth)
        else:
            yield from _whole(name, stream.read(LIMIT + 1), now)
    except _DAMAGE as error:
        yield _failed(name, f"damaged or encrypted archive: {error}")


def _zip(name: str, stream: BinaryIO, now: datetime, depth: int) -> Iterator[Page | Failure]:
    with zipfile.ZipFile(stream) as packed:
        names = {info.filename for info in packed.infolist()}
        if names & _OFFICE:
            stream.seek(0)
            yield from _whole(name, stream.read(LIMIT + 1), now)
        elif depth >= DEPTH:
            yield _failed(name, f"lies in more than {DEPTH} ZIP files, one in the other; unpack it first")
        else:
            yield from _members(name, packed, names, now, depth)


def _members(
    name: str, packed: zipfile.ZipFile, names: set[str], now: datetime, depth: int
) -> Iterator[Page | Failure]:
    left = TOTAL
    for member in packed.infolist():
        if member.is_dir() or _is_passed_over(member.filename, names) or _is_index(member.filename, names):
            continue
        left -= member.file_size
        if left < 0:
            yield _failed(name, f"unpacks to more than {TOTAL // 2**30} GiB; split it")
            return
        yield from _member(f"{name}/{member.filename}", packed, member, now, depth)


def _member(
    inside: str, packed: zipfile.ZipFile, member: zipfile.ZipInfo, now: datetime, depth: int
) -> Iterator[Page | Failure]:
    if member.file_size > max(_SMALL, _RATIO * member.compress_size):
        yield _failed(inside, f"unpacks to more than {_RATIO} times its size, as no article does")
        return
    try:
        with packed.open(member) as stream:
            yield from _unpack(inside, stream, now, depth + 1)  # type: ignore[arg-type]  # reads and seeks as one
    except _DAMAGE as error:
        yield _failed(inside, f"damaged or encrypted member: {error}")


def _is_index(member: str, names: set[str]) -> bool:
    """Say whether a member of a WACZ file is one of its lists, and no web archive."""
    wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    return wacz and not member.startswith("archive/")


def _whole(name: str, body: bytes, now: datetime) -> Iterator[Page | Failure]:
    if len(body) > LIMIT:
        yield _failed(name, f"larger than {LIMIT // 2**20} MiB; split it")
    elif not body.strip():
        yield _failed(name, "the file is empty")
    else:
        yield Page(url=f"import:{name}", body=body, fetched=now, found_by="import")


def _failed(name: str, reason: str) -> Failure:
    return Failure(url=f"import:{name}", stage="import", error=reason)
