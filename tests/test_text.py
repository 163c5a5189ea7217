"""Laws of the functions on strings."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.text import (
    collapse,
    count_words,
    join_paragraphs,
    name_case,
    paragraphs,
    repair_mojibake,
    strip_controls,
    words,
)

ANY = st.text(st.characters(), max_size=200)


@given(ANY)
def test_collapse_is_idempotent_and_one_line(text: str) -> None:
    once = collapse(text)
    assert collapse(once) == once
    assert once == once.strip()
    assert not set(once) & set("\n\r\t\x00\u00a0")


@given(st.lists(st.text("abc .", min_size=1, max_size=20), max_size=6))
def test_paragraphs_come_back_from_joining(parts: list[str]) -> None:
    clean = [line for part in parts if (line := collapse(part))]
    assert paragraphs(join_paragraphs(clean)) == clean


@given(ANY)
def test_nothing_raises_and_counts_are_not_negative(text: str) -> None:
    assert strip_controls(strip_controls(text)) == strip_controls(text)
    assert count_words(text) >= 0
    assert all(word == word.lower() for word in words(text))
    assert isinstance(repair_mojibake(text), str)


@given(st.text("aäöüéèñ中国’“”— ", min_size=4, max_size=40))
def test_utf8_read_as_windows_1252_is_repaired(text: str) -> None:
    garbled = "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )
    if sum(ord(char) > 127 for char in text) >= 3:
        assert repair_mojibake(garbled) == text


@given(st.text("abcäöüéß中国 .,’", max_size=60))
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RALPH D. RUSSO", "Ralph D. Russo"),
        ("MATT O'BRIEN", "Matt O'Brien"),
        ("JEAN-LUC PICARD", "Jean-Luc Picard"),
        ("ANGUS MCDONALD", "Angus McDonald"),
        ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
        ("Bill McCARTHY", "Bill McCARTHY"),
        ("AP", "AP"),
        ("bell hooks", "bell hooks"),
        ("王小明", "王小明"),
    ],
)
def test_names_in_capitals_get_the_usual_case(name: str, expected: str) -> None:
    assert name_case(name) == expected


@pytest.mark.parametrize(
    "evil", ["Ã¢" * 200_000, " " * 2_000_000, "\n" * 1_000_000, "a'" * 500_000, "\u0301" * 500_000]
)
def test_hostile_text_takes_seconds_at_most(evil: str) -> None:
    start = time.process_time()
    for function in (collapse, paragraphs, count_words, words, repair_mojibake, strip_controls):
        function(evil)
    assert time.process_time() - start < 5
