"""Whether a text is one that quotations can be read in: English, Chinese, or neither."""

from __future__ import annotations

import re
from typing import Literal

_SAMPLE = 8000
_FEW_WORDS = 8
_ENGLISH_SHARE = 0.05
_QUOTED = re.compile('“[^”\n]*”|"[^"\n]*"|「[^」\n]*」')
_HAN, _KANA, _HANGUL = "[\u3400-\u9fff]", "[\u3040-\u30ff]", "[\uac00-\ud7af]"
_WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# Words that hardly any other language has: "in", "was", "for", "at", "of", "had", "will" are left out.
_ENGLISH = frozenset(
    "the and that with this these those they their them there which what who whose when where while would could should "
    "have been being be are were is it its he his him she we our us you your my not from by as about after before "
    "because into than then but if some any other only said says told according can may might must did does".split()
)


def language_of(text: str) -> Literal["en", "zh"] | None:
    """Name the language that a text is read in, or None where it is neither English nor Chinese.

    What stands outside quotation marks decides, so an English article with a Chinese quotation stays English. A text of
    fewer than eight words passes for English: there is too little to tell.

    Examples
    --------
    >>> language_of("腾讯表示，正在了解情况。"), language_of("Der Minister sagte, er werde auf keinen Fall gehen.")
    ('zh', None)
    """
    sample = _QUOTED.sub(" ", text[:_SAMPLE])
    words = _WORD.findall(sample)
    han, kana, hangul = (len(re.findall(signs, sample)) for signs in (_HAN, _KANA, _HANGUL))
    english = sum(word.lower() in _ENGLISH for word in words)
    if 4 * (han + kana + hangul) > len(words) and han + kana + hangul > 2 * english:
        return "zh" if han > hangul and han >= 10 * kana else None
    if len(words) < _FEW_WORDS:
        words = _WORD.findall(text[:_SAMPLE])
        english = sum(word.lower() in _ENGLISH for word in words)
    if 2 * sum(word[0] < "\u0250" for word in words) < len(words):
        return None
    accented = sum(not word.isascii() for word in words)
    return "en" if len(words) < _FEW_WORDS or english - accented > _ENGLISH_SHARE * len(words) else None
