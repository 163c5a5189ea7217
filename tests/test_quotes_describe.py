"""Roles and organisations as written: single descriptions, and sentences around invented names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import find_quotes
from mediakit.quotes.roles import parse_role

# description, role, organisation
DESCRIPTIONS = [
    ("honorary president of the Harbour Technology Federation", "honorary president", "Harbour Technology Federation"),
    ("president and CEO of Visit Harbour", "president and CEO", "Visit Harbour"),
    ("chief operating officer and president of Reed & Sons", "chief operating officer and president", "Reed & Sons"),
    ("director of the Legal Clinic at Harbour Law School", "director of the Legal Clinic", "Harbour Law School"),
    ("head of the heart department in the Harbour Ministry of Health", "head of the heart department", "Harbour Ministry of Health"),
    ("head of product and design for shopping at Google", "head of product and design for shopping", "Google"),
    ("co-founder of energy startup, Wattly", "co-founder", "Wattly"),
    ("director of the nonprofit Citizens for Quiet Streets", "director", "Citizens for Quiet Streets"),
    ("founder of a local group called Quiet Streets", "founder", "Quiet Streets"),
    ("co-chair of the housing and climate committee", "co-chair", "housing and climate committee"),
    ("teacher at the local school", "teacher", "local school"),
    ("co-president of the Greens group", "co-president", "Greens group"),
    ("teacher at eastern Ohio’s Hill High School", "teacher", "Hill High School"),
    ("security guard at a Reno casino", "security guard", ""),
    ("lawyer from the southern province of Hunan", "lawyer", ""),
    ("former special envoy to Ukraine", "former special envoy to Ukraine", ""),
    ("adviser on political violence", "adviser on political violence", ""),
    ("former NASA engineer and author", "former NASA engineer and author", "NASA"),
    ("Former National Security Council official", "Former National Security Council official", "National Security Council"),
    ("Former Secretary of State", "Former Secretary of State", ""),
    ("retired Harbour police inspector", "retired Harbour police inspector", "Harbour police"),
    ("conservative Fox News host", "host", "Fox News"),
    ("Republican National Committee chair", "chair", "Republican National Committee"),
    ("Princeton University president", "president", "Princeton University"),
    ("BBC Ukraine correspondent", "Ukraine correspondent", "BBC"),
    ("NASA Deputy Administrator", "Deputy Administrator", "NASA"),
    ("NASA’s associate administrator of the Science Directorate", "associate administrator of the Science Directorate", "NASA"),
    ("DSO project manager at JPL", "DSO project manager", "JPL"),
    ("Russia’s UN ambassador", "UN ambassador", "Russia"),
    ("group’s president and treasurer", "president and treasurer", ""),
    ("Russian president", "Russian president", ""),
    ("Trump campaign spokesman", "spokesman", "Trump campaign"),
    ("agency officials", "officials", ""),
    ("A rep from Fennimore", "rep", "Fennimore"),
    ("27, a planetary scientist", "planetary scientist", ""),
    ("managing editor of Platform Watch and author of the book", "managing editor", "Platform Watch"),
    ("CEO", "CEO", ""),
    ("French Minister of Foreign Affairs", "French Minister of Foreign Affairs", ""),
    ("Indian Defence Minister", "Indian Defence Minister", ""),
    ("Presumptive Democratic nominee", "Presumptive Democratic nominee", ""),
    ("student at Hill High School", "student", "Hill High School"),
    ("NATO Secretary-General", "Secretary-General", "NATO"),
    ("CEO of Harbour Meditec AG.", "CEO", "Harbour Meditec AG"),
    ("When chief executive", "chief executive", ""),
    ("people familiar with the matter", "", ""),
    ("saying that the president was there", "", ""),
]  # fmt: skip

# text, words that must lie in the content, role, organisation
SENTENCES = [
    ("“We are closing the shop for good,” said Ann Lee, 36, a guard at Harbour Prison.", "closing the shop", "guard", "Harbour Prison"),
    ("“We are closing the shop for good,” said Ann Lee, MS, RDN, a registered dietitian at Renal Care 360°.", "closing the shop", "registered dietitian", "Renal Care 360°"),
    ("“We are closing the shop for good,” said a lecturer, Ann Lee.", "closing the shop", "lecturer", None),
    ("Latah County’s Senior Deputy Prosecuting Attorney, Ann Lee, filed the request. “We need more time for this,” Lee said.", "need more time", "Senior Deputy Prosecuting Attorney", "Latah County"),
    ("Critics praise the quiet work of the first female governor of Ohio, Ann Lee. “We need more time for this,” Lee said.", "need more time", "first female governor", "Ohio"),
    ("“We need more time for this,” said Ann Lee of the green group Quiet Streets.", "need more time", None, "Quiet Streets"),
    ("“We need more time for this,” said Ann Lee, of Brighton.", "need more time", None, None),
    ("“We need more time for this,” said Ann Lee with the Committee for Safe Roads.", "need more time", None, "Committee for Safe Roads"),
    ("People saw Ann Lee at the White House on Monday. “We need more time for this,” Lee said.", "need more time", None, None),
    ("“We need more time for this,” said Ann Lee, who is also a professor of law at Harbour University.", "need more time", "professor of law", "Harbour University"),
    ("“We need more time for this,” said Ann Lee, who heads the regional administration.", "need more time", "head", "regional administration"),
    ("Ann Lee is a lecturer at Harbour University. “We need more time for this,” Lee said.", "need more time", "lecturer", "Harbour University"),
    ("Wattly, a bakery founded by Ann Lee, has closed. “We need more time for this,” Lee said.", "need more time", "founder", "Wattly"),
    ("“We need more time for this,” explains Ann Lee, WhistleCo’s Whiskey Blender, of the plan.", "need more time", "Whiskey Blender", "WhistleCo"),
    ("“We need more time for this,” study co-author and JPL scientist Ann Lee said.", "need more time", "scientist", "JPL"),
    ("Former NASA engineer and author Ann Lee was there. “We need more time for this,” Lee said.", "need more time", "Former NASA engineer and author", "NASA"),
    ("Journalist Ann Lee told us all. “We need more time for this,” said Ann Lee, managing editor of Platform Watch.", "need more time", "managing editor", "Platform Watch"),
    ("Prime Minister Ann Lee was there. The Greens questioned Lee, who is also the president of the HDP. “We need more time for this,” Lee said.", "need more time", "Prime Minister", None),
    ("Study co-author Ann Lee, a planetary scientist at Harbour University, agreed. “We need more time for this,” Lee said.", "need more time", None, "Harbour University"),
    ("Officials fear the man they call ‘the Butcher’ Bo Lee. “We need more time for this,” Lee said.", "need more time", None, None),
    ("The Harbour producers Ann Lee and Bob Orr were there. “We need more time for this,” Orr said.", "need more time", "producers", "Harbour"),
    ("“We need more time for this,” said CEO Ann Lee in a letter.", "need more time", "CEO", None),
    ("Dean Barlow, co-founder of Wattly, agreed. “We need more time for this,” Barlow said.", "need more time", "co-founder", "Wattly"),
    ("“We need more time for this,” said Ann Lee, a spokeswoman for Mrs. Orr, on Monday.", "need more time", "spokeswoman", "Mrs. Orr"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "organization"), DESCRIPTIONS)
def test_a_description_is_a_role_and_a_body(text: str, role: str, organization: str) -> None:
    found = parse_role(text)
    assert (found.role, found.organization) == (role, organization)


@pytest.mark.parametrize(("text", "words", "role", "organization"), SENTENCES)
def test_a_sentence_tells_role_and_body(
    text: str, words: str, role: str | None, organization: str | None
) -> None:
    quote = next(quote for quote in find_quotes(text) if words in quote.text)
    assert quote.organization == organization
    assert role is None or quote.role == role


@given(
    st.lists(
        st.sampled_from(
            "president of the , and Harbour former ’s at in a Ltd. ( — for 27 US who is When The And chief said".split()
        )
    )
)
def test_what_is_read_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = parse_role(text)
    assert found.role in text
    assert found.organization in text


@pytest.mark.parametrize(
    "piece", ["president of the Harbour ", "Harbour and ", "former ", ", a ", "Ann’s ", "of the group "]
)
def test_time_does_not_grow_with_a_long_description(piece: str) -> None:
    begin = time.perf_counter()
    parse_role("president " + piece * 20_000)
    assert time.perf_counter() - begin < 2
