"""Bytes to text and tree; what a page states about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.html import decode, json_nodes, parse, read_facts

CHINESE = "中国政府星期一表示，将继续加强对互联网平台的监管，并公布新的规定。" * 3
JAPANESE = "政府は月曜日、新しい規制を発表した。企業は対応を迫られている。" * 3


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE + "镕", "gb18030", "gb2312"),
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "gb18030", "utf-8"),
        ("香港政府星期一宣布新措施，市民反應不一。" * 4, "big5", "big5"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        ("정부는 월요일 새로운 규제를 발표했다. " * 4, "cp949", "euc-kr"),
        ("It’s a “café” – €5. " * 5, "cp1252", "iso-8859-1"),
        ("It was a café.", "cp1252", "utf-8"),
        ("Voilà, a café", "cp1252", "utf-8"),
        ("It was a café", "cp1252", "iso-8859-1"),
        ("Привет, это новости дня. " * 5, "cp1251", "windows-1251"),
        ("héllo wörld " * 5, "utf-16", "utf-8"),
        ("héllo wörld " * 5, "utf-8-sig", "latin-1"),
    ],
)
def test_bytes_are_read_in_the_charset_they_are_in(text: str, codec: str, declared: str) -> None:
    assert decode(text.encode(codec), content_type=f"text/html; charset={declared}") == text
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p>'
    assert text in decode(page.encode(codec))


@given(st.binary(max_size=200), st.none() | st.text(max_size=30))
def test_any_bytes_are_decoded(body: bytes, content_type: str | None) -> None:
    assert "\x00" not in decode(body, content_type=content_type)


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufeff"), max_size=200))
def test_utf8_comes_back_even_cut_inside_a_character(text: str) -> None:
    assert decode(text.encode()) == text
    assert text.startswith(decode(text.encode()[:-1]))


@given(st.text(max_size=300))
def test_any_text_is_parsed(text: str) -> None:
    facts = read_facts(parse(text))
    assert isinstance(facts.metas, dict)


@pytest.mark.parametrize(
    "source",
    [
        '{"@type": "NewsArticle", "headline": "A"}',
        '[{"@type": "NewsArticle", "headline": "A"}]',
        '{"@graph": [{"@type": ["Thing", "NewsArticle"], "headline": "A"}]}',
        '<!-- {"@type": "NewsArticle", "headline": "A"} -->',
        '{"@type": "NewsArticle", "headline": "A",}',
        '{"@type": "NewsArticle", "headline": "A", "articleBody": "line\nbreak"}',
        '{"@type": "http://schema.org/NewsArticle", "headline": "A"};',
        '{"@type": "NewsArticle" "headline": "A", "broken',
    ],
)
def test_structured_data_is_read_however_it_is_wrapped(source: str) -> None:
    facts = read_facts(parse(f'<script type="application/ld+json">{source}</script>'))
    assert facts.article_nodes()[0]["headline"] == "A"


@pytest.mark.parametrize("number", [*range(32), 55295, 55296, 56320, 57343, 57344, 65533, 65534, 65535])
def test_what_no_tree_may_hold_is_not_in_it(number: int) -> None:
    printed = [f"&#{number};", f"&#{number}b", f"&#0000000000{number};", f"&#x{number:x};", f"&#X{number:X};"]
    for text in [*printed, chr(number)]:
        root = parse(f"<p>a<br>{text}c</p>")
        for line_break in root.iter("br"):
            line_break.tail = " " + (line_break.tail or "")
        assert root.xpath("string()").startswith("a ")


def test_references_to_letters_are_letters() -> None:
    assert (
        parse("<p>&#100;&#xd7;&#x1f600;&#8364;&#1102;&#x2F;&#127;&#300;</p>").xpath("string()")
        == "d×😀€ю/\x7fĬ"
    )


def test_salvage_takes_plain_fields_only() -> None:
    assert json_nodes('{"headline": "A \\u00e9", "author": {"name": ') == [
        {"@type": "Article", "headline": "A é"}
    ]


def test_facts_are_gathered_once_each() -> None:
    facts = read_facts(
        parse(
            '<html lang="en-GB"><title> A  title </title><meta name="Author" content="Ann Lee"><meta name="author" content="Bo Roe">'
            '<link rel="canonical next" href="/a"><svg><title>icon</title></svg>'
        )
    )
    assert facts.metas["author"] == ["Ann Lee", "Bo Roe"]
    assert facts.meta("nothing", "author") == "Ann Lee"
    assert facts.links == {"canonical": ["/a"], "next": ["/a"]}
    assert facts.title == "A title"
    assert facts.language == "en-GB"
