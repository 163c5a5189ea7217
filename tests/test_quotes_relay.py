"""Through what words reached an article: outlets, platforms, documents, or nothing."""

from __future__ import annotations

import pytest

from mediakit import find_quotes
from mediakit.quotes.venues import is_open, outlet_of

VENUES = [
    # outlets that somebody told
    ("“I never asked for that money,” Ann Lee told podcast host Mark Orr.", "Mark Orr"),
    ("“I never asked for that money,” Ann Lee said on The Tonight Show.", "The Tonight Show"),
    ("“We had no choice at all,” Ann Lee told the BBC’s Today programme.", "the BBC’s Today"),
    ("“We had no choice at all,” Ann Lee told KSL.com.", "KSL.com"),
    ("“We had no choice at all,” Ann Lee told a local radio station.", "a local radio station"),
    ("“We had no choice at all,” Ann Lee told Israeli television.", "Israeli television"),
    ("“We had no choice at all,” Ann Lee told Spain’s El País.", "Spain’s El País"),
    ("“We had no choice at all,” Ann Lee told Bloomberg Politics.", "Bloomberg Politics"),
    ("“She had no choice at all,” an insider tells Page Six.", "Page Six"),
    ("Speaking to the Daily Mail, Ann Lee said that she had no choice.", "the Daily Mail"),
    ("Writing in the Guardian, Ann Lee said that she had no choice.", "the Guardian"),
    ("“We had no choice at all,” Ann Lee said in an op-ed for the Washington Post.", "the Washington Post"),
    ("“We had no choice at all,” Ann Lee said in a 2019 interview with GQ.", "GQ"),
    ("“We had no choice at all,” Ann Lee said in the May issue of Vogue.", "Vogue"),
    (
        "“I never asked for that money,” Ann Lee said in an interview Tuesday with The Associated Press.",
        "The Associated Press",
    ),
    (
        "“I never asked for that money,” Ann Lee said in an interview that aired on Sunday night.",
        "an interview that aired",
    ),
    ("“We had no choice at all,” Ann Lee said in comments carried by Xinhua.", "Xinhua"),
    # shows
    ("Speaking on the “Long Road” podcast, Ann Lee said that she had no choice.", "the “Long Road” podcast"),
    ("“We had no choice at all,” Ann Lee said on the latest episode of “Long Road.”", "the latest episode"),
    ("“We had no choice at all,” Ann Lee said in the documentary.", "the documentary"),
    # platforms
    ("“We had no choice at all,” Ann Lee posted on Truth Social.", "Truth Social"),
    ("“We had no choice at all,” Ann Lee captioned the photo on Instagram.", "Instagram"),
    ("Taking to Instagram, Ann Lee said that she had no choice at all.", "Instagram"),
    ("“We had no choice at all,” a TikTok user said.", "TikTok"),
    ("“We had no choice at all,” Ann Lee said in a video posted to YouTube.", "YouTube"),
    # documents
    ("In the complaint, Ann Lee says the school ignored her for two years.", "the complaint"),
    ("According to the lawsuit, Lee told her boss that she would quit.", "the lawsuit"),
    ("In an open letter, the teachers said that they had no choice.", "an open letter"),
    ("“I never asked for that money,” Ann Lee wrote in her memoir, “Long Way Home.”", "her memoir"),
    ("“Help us now, please,” a woman said in a 911 call released by the police.", "a 911 call"),
    ("“We had no choice at all,” Ann Lee said by email.", "email"),
    # what was named before goes on
    (
        "Ann Lee told Grazia magazine about the divorce.\n“It was hard on all of us,” she added.",
        "Grazia",
    ),
    ("Ann Lee appeared on “The View” on Monday.\nLee said that she is fine now.", "The View"),
    (
        "Ann Lee posted a long statement on her Facebook page.\n“It was hard on all of us,” she said.",
        "Facebook",
    ),
    ("The studio shared a post on X on Monday.\n“It was hard on all of us,” the team wrote.", "X"),
    (
        "Ann Lee spoke to the BBC. Later in the interview, Bo Orr joined her.\n“It was hard on all of us,” Orr said.",
        "the BBC",
    ),
]

OPEN = [
    "“We had no choice at all,” Ann Lee said in an interview.",
    "“We had no choice at all,” said Ann Lee, a reporter for the New York Times.",
    "“We had no choice at all,” said Ann Lee, who wrote the book.",
    "“We had no choice at all,” said Ann Lee, whose study was published in Nature.",
    "“We had no choice at all,” Ann Lee told the Daily Courier. The Daily Courier also understands that talks go on.",
    "“We had no choice at all,” Ann Lee told us.",
    "Ann Lee said the video posted on Facebook was false.",
    "Ann Lee said she was surprised by the letter.\n“It was hard on all of us,” Lee said.",
    "“We had no choice at all,” Ann Lee said at a brief sit-in in Boston.",
    "“We had no choice at all,” Ann Lee said in the video game.",
    "CNN reported that the bridge would be shut.",
]


@pytest.mark.parametrize(("text", "via"), VENUES)
def test_words_come_through_a_venue(text: str, via: str) -> None:
    quotes = find_quotes(text)
    assert quotes
    assert {quote.relayed_by for quote in quotes} == {via}


@pytest.mark.parametrize("text", OPEN)
def test_words_come_through_nothing(text: str) -> None:
    quotes = find_quotes(text)
    assert quotes
    assert {quote.relayed_by for quote in quotes} == {None}


def test_what_is_said_on_another_occasion_is_not_relayed() -> None:
    text = "Ann Lee spoke to Variety.\n“It broke my heart,” Lee said.\n“It will sell,” Lee said at a festival in May."
    assert [quote.relayed_by for quote in find_quotes(text)] == ["Variety", None]


def test_a_venue_holds_for_who_speaks_in_it() -> None:
    text = "Ann Lee told Variety that Bo Orr had left.\n“It was time to go,” Orr said.\n“It was hard on me,” Lee said."
    assert [quote.relayed_by for quote in find_quotes(text)] == ["Variety", None, "Variety"]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Daily Mail on Sunday", "The Daily Mail"),
        ("CNN’s Bo Orr", "CNN"),
        ("Fox 35", "Fox 35"),
        ("Ann Lee", None),
        ("Boston", None),
    ],
)
def test_outlet_of_a_name(name: str, outlet: str | None) -> None:
    assert outlet_of(name) == outlet


def test_statements_hearings_and_press_conferences_are_open() -> None:
    said = ("in a written statement", "at a press conference", "told reporters", "in an interview last week")
    assert all(is_open(f"Ann Lee said it {words}.".replace("said it told", "told")) for words in said)
    assert not is_open("Ann Lee said in an interview with Variety.")
