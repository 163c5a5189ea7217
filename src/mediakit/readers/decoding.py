"""Bytes of a download into text, where the file declares UTF-8 and is not."""

from __future__ import annotations

from mediakit import html


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
    >>> decode(b'<meta charset="utf-8"><p>Caf\\xe9').endswith("Café")
    True
    """
    text = html.decode(body, content_type=content_type)
    wrong = text.count("\ufffd")
    if wrong and wrong == sum(byte > 127 for byte in body):
        return html.decode(body.decode("cp1252", "replace"))
    return text
