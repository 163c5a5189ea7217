"""Name the language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)


def read_language(text: str, stated: str | None) -> str | None:
    """Return the ISO 639-1 code of a text's language.

    Use it on a whole text: the words decide, and what the page states decides when there are too few.

    Examples
    --------
    >>> read_language("Der Minister sagte am Montag, er werde nicht zurücktreten, sondern bleiben.", None)
    'de'
    """
    hint = re.match(r"([a-zA-Z]{2})(?:[-_]|$)", stated or "")
    if len(text) < 60 and not re.search(r"[^\x00-\u024f]", text):
        return hint[1].lower() if hint else None
    script = script_of(text[:600])
    if script:
        return script
    code, certainty = _identifier().classify(text[:600])
    return str(code) if certainty > 0.6 or not hint else hint[1].lower()


def script_of(text: str) -> str | None:
    """Return the language that the script alone tells: Japanese, Korean or Chinese."""
    letters = sum(char.isalpha() for char in text)
    kana, hangul, han = (
        len(re.findall(signs, text)) for signs in ("[\u3040-\u30ff]", "[\uac00-\ud7af]", "[\u4e00-\u9fff]")
    )
    if 2 * (kana + hangul + han) <= letters:
        return None
    return "ko" if hangul > han else "ja" if kana * 10 > han else "zh"
