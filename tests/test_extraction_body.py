"""Which blocks of a page are its article: what stands around and between the paragraphs, and what only looks so."""

from __future__ import annotations

import pytest

import mediakit as mk
from mediakit.extraction.prune import prune
from mediakit.html import parse

PROSE = [
    "The harbour bridge will close for repairs on the first of March, the works office said on Tuesday morning.",
    "Drivers are asked to take the northern tunnel, which stays open day and night until the works are done.",
    "“We would rather close it for a month than patch it for a year,” said the engineer who leads the works.",
    "The bridge was last closed in 1998, when a barge hit its second pier and two of its lanes gave way.",
]
TEXT = "".join(f"<p>{line}</p>" for line in PROSE)
PAGE = """<html lang="en"><head><title>Harbour bridge to close in March</title>{head}</head><body>{above}<main><article>
<header><h1>Harbour bridge to close in March</h1>{lead}</header><div class="text">{text}</div></article></main>{beside}</body></html>"""


def read(**parts: str) -> list[str]:
    blank = {"head": "", "above": "", "lead": "", "text": TEXT, "beside": ""}
    return mk.extract(PAGE.format(**blank | parts)).text.split("\n\n")


OTHER = "<li><a href='/a'>Three markets reopen after the flood</a></li><li><a href='/b'>Ferry fares to rise by a tenth in May</a></li>"
ROWS = "".join(f"<tr><td>Pier {i}</td><td>{i} metres</td><td>{1900 + i}</td></tr>" for i in range(1, 9))
NOT_ARTICLE = {
    "box of facts": "<div class='story-factbox'><h3>Bridges of the city</h3><p>There are nine bridges in the city.</p></div>",
    "dialog": "<div class='modal fade'><p>You have to sign in to keep this article for later reading.</p></div>",
    "words for screen readers": "<p class='visually-hidden'>Below is the map of the harbour and its nine bridges.</p>",
    "arrow to another article": "<p>&gt;&gt; Here is the list of all closures for this year and the next</p>",
    "rule": "<p>* * *</p>",
    "table apart from the text": f"<div class='block'><div><div><div><div><table>{ROWS}</table></div></div></div></div></div>",
    "video list": "<p>Recommended Videos</p>",
    "helper's credit": "<p>– additional reporting by Bo Roe</p>",
    "counter": "<p>3 Minuten Lesezeit</p>",
    "Japanese wall": "<p>紙の新聞の定期購読者の方は、無料で会員登録できます。</p>",
    "French wall": "<p>Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.</p>",
    "German trial": "<p>Testen Sie für zwei Wochen die gedruckte Zeitung, danach endet das Abo.</p>",
    "German biography": "<p>Eva Roth ist Hafen-Reporterin der Zeitung und lebt am Fluss.</p>",
}


@pytest.mark.parametrize("block", NOT_ARTICLE.values(), ids=NOT_ARTICLE.keys())
def test_blocks_around_the_text_are_left_out(block: str) -> None:
    assert read(text=TEXT + block) == PROSE


def test_a_table_among_the_paragraphs_is_kept() -> None:
    assert "Pier 3 3 metres 1903" in read(text=TEXT + f"<table>{ROWS}</table><p>{PROSE[0]} Again.</p>")


def test_lists_of_links_that_are_the_page_are_kept() -> None:
    bargains = "".join(f"<h3>Shop {i}</h3><ul>{OTHER}</ul>" for i in range(6))
    assert prune(parse(f"<main>{TEXT}{bargains}</main>")) == ()
    assert prune(parse(f"<main>{TEXT}<ul>{OTHER}</ul></main>"))[0].kind == "related"


def test_a_list_with_words_of_its_own_is_kept() -> None:
    item = "<li>The northern tunnel stays open, as <a href='/t'>the works office</a> says</li>"
    assert "The northern tunnel stays open, as the works office says" in read(
        text=TEXT + f"<ul>{item * 2}</ul>"
    )


def test_paragraphs_hidden_until_a_reader_pays_are_read() -> None:
    hidden = [f"<p class='paywall' aria-hidden='true'>{line}</p>" for line in PROSE[2:]]
    assert read(text="".join([*(f"<p>{line}</p>" for line in PROSE[:2]), *hidden])) == PROSE


@pytest.mark.parametrize("ruby", ["尹錫悦<rp>（</rp><rt>ユン</rt><rp>）</rp>", "尹錫悦<rt>ユン</rt>"])
def test_the_reading_of_a_name_stays_in_its_line(ruby: str) -> None:
    line = "韓国の<ruby>{}</ruby>大統領は三日夜、緊急談話を出し、野党が国政をまひさせているとして非常戒厳を宣言した。"
    found = read(text="".join(f"<p>{line.format(ruby)}{i}回目の発言である。</p>" for i in range(5)))
    assert found[0].startswith("韓国の尹錫悦（ユン）大統領は")


def test_a_line_of_linked_names_is_read() -> None:
    names = ", ".join(f"<a href='/{name}'>{name}</a>" for name in ("Northgate", "Eastgate", "Old Town"))
    assert read(text=f"{TEXT}<p>Closed: {names}</p>")[-1] == "Closed: Northgate, Eastgate, Old Town"


def test_notices_beside_the_main_element_are_not_read() -> None:
    notice = "<div class='box-7'><p>Thank you for your address, we have sent you a letter with a link to the whole article.</p></div>"
    assert read(beside=notice * 2) == PROSE


STANDFIRST = (
    "Nine months of work will close the busiest crossing of the city, and nobody knows who pays for it."
)
STANDFIRSTS = {
    "called so": f"<p class='article-subheading'>{STANDFIRST}</p>",
    "called teaser": f"<div class='teaser-text'>{STANDFIRST}</div>",
    "the description in a span": f"<div><span>{STANDFIRST}</span></div>",
    "the description as a heading": f"<h2>{STANDFIRST}</h2>",
}


@pytest.mark.parametrize("lead", STANDFIRSTS.values(), ids=STANDFIRSTS.keys())
def test_the_standfirst_comes_first(lead: str) -> None:
    head = "" if "class" in lead else f'<meta name="description" content="{STANDFIRST}">'
    more = [f"{line} So it went in the year {year}." for year in (1998, 2004) for line in PROSE]
    text = TEXT + "".join(f"<p>{line}</p>" for line in more)
    assert read(head=head, lead=lead, text=text) == [STANDFIRST, *PROSE, *more]
