"""Sentence boundaries: golden cases, laws, hostile inputs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.sentences import split_sentences

GOLDEN = [
    ("One. Two.", ["One.", "Two."]),
    ("Mr. Fong met Dr. Lee. They left.", ["Mr. Fong met Dr. Lee.", "They left."]),
    ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
    ("He lives in the U.S. She does not.", ["He lives in the U.S.", "She does not."]),
    ("Apple Inc. said so. Google agreed.", ["Apple Inc. said so.", "Google agreed."]),
    ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
    ("“We stopped.” He left.", ["“We stopped.”", "He left."]),
    ("“Why?” she asked. Nobody knew.", ["“Why?” she asked.", "Nobody knew."]),
    ("(It did not work.) So he left.", ["(It did not work.)", "So he left."]),
    ("J. K. Rowling wrote it. We read it.", ["J. K. Rowling wrote it.", "We read it."]),
    ("On Jan. 5 it closed. On Feb. 6 it opened.", ["On Jan. 5 it closed.", "On Feb. 6 it opened."]),
    ("It works, e.g. here. Yes.", ["It works, e.g. here.", "Yes."]),
    ("No stop\n\nNext paragraph", ["No stop", "Next paragraph"]),
    ("A line\nthat wraps. Another.", ["A line\nthat wraps.", "Another."]),
    ("Really?! Yes!", ["Really?!", "Yes!"]),
    ("Wait… what? OK.", ["Wait… what?", "OK."]),
    ("他说：“我们不知道。”她走了。", ["他说：“我们不知道。”", "她走了。"]),
    ("腾讯表示将配合！真的吗？不清楚", ["腾讯表示将配合！", "真的吗？", "不清楚"]),
    ("", []),
    ("  \n\n ", []),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN)
def test_sentences_of(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from("aA .!?\n\"“”’'。！1,(")))
def test_spans_are_ordered_trimmed_and_cover_everything(text: str) -> None:
    spans = split_sentences(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        assert "\n\n" not in text[start:stop]
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize("piece", [". ", "A. ", "\n", '"', "Mr. ", "。", "a", "?!"])
def test_long_input_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 8
