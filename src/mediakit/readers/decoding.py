"""Bytes of a download into text, where the file declares UTF-8 and is not."""

from __future__ import annotations

import re

from mediakit import html
from mediakit.text import strip_controls

_SAMPLE = 262_144
_FEW = 0.12
_MESSAGE = 8_192
# A page with its pictures, or a page alone with the address that it was saved from
_SAVED = re.compile(
    rb"^content-type:\s{0,9}\"?multipart/related\b|^(?:snapshot-)?content-location:\s{0,9}https?:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    rb"(?:mime-version|content-[a-z-]+|from|date|message-id|snapshot-content-location|subject|x-[a-z-]+):",
    re.IGNORECASE,
)
_USUAL = frozenset("ÄÖÜäöüßÉÈÊéèêëàâÀçÇîïôùûœæñáíóúÁÍÓÚ¿¡ãõòìåøÅØ«»“”„‘’‚–—…€£°§©®·´ \xad".encode("cp1252"))


def decode(body: bytes, *, content_type: str | None = None) -> str:
    """Decode a file that people saved; a few stray accents are Windows-1252, whatever is declared.

    Use it instead of ``html.decode`` for files that other programs wrote: an export with one "é" in it is too short
    for the content to tell its charset.

    Parameters
    ----------
    body : bytes
        The file.
    content_type : str, optional
        As declared.

    Examples
    --------
    >>> decode('<meta charset="utf-8"><p>Café</p>'.encode("cp1252")).endswith("Café</p>")
    True
    """
    if len(body) > html.MAX_BYTES and (large := _large(body)) is not None:
        return large
    if _is_western(body, content_type):
        return html.decode(body.decode("cp1252", "replace"))
    text = html.decode(body, content_type=content_type)
    wrong = text.count("\ufffd")
    if wrong and wrong == sum(byte > 127 for byte in body):
        return html.decode(body.decode("cp1252", "replace"))
    return text


def _is_western(body: bytes, content_type: str | None) -> bool:
    """Say whether a text that declares no charset is plainly Windows-1252: few letters beyond ASCII, all usual ones."""
    sample = body[:_SAMPLE]
    foreign = [byte for byte in sample if byte > 127]
    declared = b"charset" in sample[:4_096] + (content_type or "").encode()
    if declared or not 0 < len(foreign) <= _FEW * len(sample) or not set(foreign) <= _USUAL:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _large(body: bytes) -> str | None:
    """Return the text of a table too long for a page, where it is UTF-8."""
    try:
        return strip_controls(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def is_message(body: bytes) -> bool:
    """Say whether bytes begin with the headers of a message that is a page, as a page saved in one file does.

    Examples
    --------
    >>> is_message(b"From: <Saved by Blink>\\r\\nContent-Type: multipart/related;"), is_message(b"<html>")
    (True, False)
    """
    head = body[:_MESSAGE].removeprefix(b"\xef\xbb\xbf").lstrip()
    return bool(_HEADER.match(head) and _SAVED.search(head))


def is_markup(body: bytes) -> bool:
    """Say whether bytes begin with a tag, whatever their charset.

    Examples
    --------
    >>> is_markup(b"  <html>"), is_markup(b"title,text")
    (True, False)
    """
    return body[:1_024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<")
