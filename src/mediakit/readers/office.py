"""Office files are ZIP archives of XML: opened within limits, entities never expanded."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import Any

from mediakit.errors import UnreadableError

MAX_PART = 256 * 2**20
"""Largest part of an office file, unpacked, that is read: 256 MiB."""
MAX_PARTS = 20_000
ZIP = b"PK\x03\x04"
# What the library raises on a damaged archive, besides its own exception
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
)
_DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parts(body: bytes) -> frozenset[str]:
    """Return the names of a ZIP archive's parts; none when it is no ZIP archive.

    Examples
    --------
    >>> parts(b"not a zip")
    frozenset()
    """
    if not body.startswith(ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return frozenset(info.filename for info in packed.infolist()[:MAX_PARTS])
    except _DAMAGE:
        return frozenset()


def check(body: bytes, url: str) -> None:
    """Raise UnreadableError when an office file unpacks to more than is read, or defines entities."""
    with _opened(body, url) as packed:
        total = sum(info.file_size for info in packed.infolist())
        if total > MAX_PART:
            message = f"{url!r} unpacks to {total:,} bytes and at most {MAX_PART:,} are read; split it"
            raise UnreadableError(message)
        for info in packed.infolist():
            if info.filename.endswith((".xml", ".rels")) and _DEFINES.search(
                _bytes(packed, info, MAX_PART, url).replace(b"\0", b"")
            ):
                message = f"{url!r} defines a document type in {info.filename!r}, which office programs never do; save it again"
                raise UnreadableError(message)


def part(body: bytes, name: str, url: str) -> bytes:
    """Return one part of an office file."""
    with _opened(body, url) as packed:
        try:
            info = packed.getinfo(name)
        except KeyError as error:
            message = f"{url!r} has no part {name!r}: it is damaged; download it again"
            raise UnreadableError(message) from error
        content = _bytes(packed, info, MAX_PART + 1, url)
    if len(content) > MAX_PART:
        message = f"{url!r} unpacks to more than {MAX_PART:,} bytes; split it"
        raise UnreadableError(message)
    return content


def tree(content: bytes, url: str) -> Any:
    """Parse a part, with no entities, no network and a limit on depth."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = f"{url!r} is damaged: {error}; download it again"
        raise UnreadableError(message) from error
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"{url!r} defines a document type, which office programs never do; save it again"
        raise UnreadableError(message)
    return root


def _opened(body: bytes, url: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(body))
    except _DAMAGE as error:
        message = f"{url!r} is damaged: {error}; download it again"
        raise UnreadableError(message) from error


def _bytes(packed: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, url: str) -> bytes:
    try:
        with packed.open(info) as stream:
            return stream.read(limit)
    except _DAMAGE as error:
        message = f"{url!r} is damaged or encrypted: {error}; download it again"
        raise UnreadableError(message) from error
