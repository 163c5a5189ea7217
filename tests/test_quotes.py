"""Quotations: golden cases of single constructions, laws, hostile inputs, the seed article, measured floors."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import find_quotes
from mediakit.records import Quote
from quotations import quote_with

# text, words that must lie in the content, what else must hold
GOLDEN: list[tuple[str, str, dict[str, object]]] = [
    # direct: marks and their places
    ('"We will close the office in May," said Ann Lee, a lawyer.', "close the office", {"kind": "direct", "speaker": "Ann Lee"}),
    ("“We will close the office in May,” said Ann Lee.", "close the office", {"kind": "direct", "speaker": "Ann Lee"}),
    ("Ann Lee said: “We will close the office in May.”", "close the office", {"kind": "direct", "speaker": "Ann Lee"}),
    ("Ann Lee told reporters, “We will close the office in May.”", "close the office", {"speaker": "Ann Lee"}),
    ("“We will close,” Ann Lee said on Monday. “We had no choice at all.”", "no choice", {"kind": "direct", "speaker": "Ann Lee"}),
    ("“It is,” Ann Lee said, “the only honest way to do this.”", "the only honest way", {"kind": "direct", "speaker": "Ann Lee"}),
    ("“Are you serious about this plan?” she asked.", "Are you serious", {"kind": "direct", "speaker": "she"}),
    ("“Stop the trains at once!” he shouted.", "Stop the trains", {"kind": "direct", "speaker": "he"}),
    ("«We will not pay that bill», said Ann Lee.", "will not pay", {"kind": "direct", "speaker": "Ann Lee"}),
    ("``We will not pay that bill,'' said Ann Lee.", "will not pay", {"kind": "direct", "speaker": "Ann Lee"}),
    ("‘We will not pay that bill,’ said Ann Lee.", "will not pay", {"kind": "direct", "speaker": "Ann Lee"}),
    ("“He told me ‘never again’ and walked out,” Ann Lee said.", "never again", {"kind": "direct", "speaker": "Ann Lee"}),
    ("“We were told to leave the building,” Ann Lee said.\n\n“We did not know why,” she added.", "did not know why", {"speaker": "she"}),
    ("Ann Lee said: “We left at noon.\n\n“Nobody came back for us.”", "Nobody came back", {"kind": "direct"}),
    ("“The plan is dead and buried,” the senator from Ohio wrote on Twitter.", "dead and buried", {"relayed_by": "Twitter"}),
    ("“We regret the delay to this service,” the company said in a statement.", "regret the delay", {"relayed_by": None}),
    ("“We regret the delay,” said Ann Lee, who runs the museum.", "regret the delay", {"speaker": "Ann Lee"}),
    ("“We have nothing to hide here.” — Ann Lee", "nothing to hide", {"kind": "direct", "speaker": "Ann Lee"}),
    ("According to Ann Lee, “the office will close before the summer ends.”", "the office will close", {"speaker": "Ann Lee"}),
    ("ANN LEE: We are closing.\n\nBOB RAY: Why now?\n\nANN LEE: Nobody pays.\n\nBOB RAY: I see.", "Nobody pays", {"speaker": "ANN LEE"}),
    # mixed
    ("Ann Lee said the plan was “a gift to the rich and a blow to everyone else.”", "a gift to the rich", {"kind": "mixed", "speaker": "Ann Lee"}),
    ("The minister called the ruling “a dark day for the free press.”", "a dark day", {"speaker": "The minister"}),
    ("The ministry said it would “use every tool we have” to protect firms.", "use every tool", {"kind": "mixed", "speaker": "The ministry"}),
    # indirect
    ("Ann Lee said that the office would close in May.", "the office would close", {"kind": "indirect", "speaker": "Ann Lee"}),
    ("Ann Lee said the office would close in May.", "the office would close", {"kind": "indirect", "speaker": "Ann Lee"}),
    ("The office will close in May, Ann Lee said.", "The office will close", {"kind": "indirect", "speaker": "Ann Lee"}),
    ("According to the ministry, the office will close in May.", "the office will close", {"kind": "indirect", "speaker": "the ministry"}),
    ("The office will close in May, according to the ministry.", "The office will close", {"kind": "indirect", "speaker": "the ministry"}),
    ("Officials told lawmakers that the office would close in May.", "the office would close", {"kind": "indirect", "speaker": "Officials"}),
    ("The report found that prices had doubled in a year.", "prices had doubled", {"kind": "indirect", "source_type": "document"}),
    ("A spokeswoman for Apple denied that the phone had been recalled.", "the phone had been recalled", {"speaker": "A spokeswoman for Apple"}),
    ("The judge ruled that the ban violated the constitution.", "the ban violated", {"source_type": "court_regulator"}),
    # speakers of other shapes
    ("The National Institute on Drug Abuse said that the number of deaths had doubled.", "the number of deaths", {"speaker": "The National Institute on Drug Abuse"}),
    ("Ruth Lee’s campaign said that the debate would be held in Ohio.", "the debate would be held", {"speaker": "Ruth Lee’s campaign"}),
    ("The race is closer than it was in May, according to exit polls.", "The race is closer", {"speaker": "exit polls"}),
    ("Ann Lee later told the panel that the tests had failed.", "the tests had failed", {"speaker": "Ann Lee"}),
    ("The email said that the office would close in May.", "the office would close", {"speaker": "The email"}),
    ("Ann Lee left. “The plan is dead,” she’s said. “We’re going home,” he’s told friends.", "We’re going home", {"speaker": "he"}),
    ("Many have argued that the plan is too dear.", "the plan is too dear", {"speaker": "Many"}),
    ("Said Ann Lee, “nobody told us that the gate would be shut.”", "nobody told us", {"kind": "direct", "speaker": "Ann Lee"}),
    # names followed back
    ("Francis Wong leads the union. “We will strike on Friday,” Wong said.", "will strike", {"speaker_name": "Francis Wong"}),
    ("Francis Wong leads the union. “We will strike on Friday,” he said.", "will strike", {"speaker": "he", "speaker_name": "Francis Wong"}),
    ("Telegram grew last year. “We do not sell data to anyone,” the company said.", "do not sell", {"speaker_name": "Telegram"}),
    # roles and organisations
    ("“It is a good sign for us,” said Bo Chan, honorary president of the Kowloon Software Federation.", "a good sign", {"role": "honorary president", "organization": "Kowloon Software Federation", "source_type": "activist_ngo"}),
    ("“It is a good sign for us,” said Bo Chan, a professor of law at Kowloon Bay University.", "a good sign", {"role": "professor of law", "organization": "Kowloon Bay University", "source_type": "expert"}),
    ("“Sales will fall next year,” said Bo Chan, an analyst at Reed & Ferrant.", "Sales will fall", {"role": "analyst", "organization": "Reed & Ferrant", "source_type": "analyst"}),
    ("“Sales will fall next year,” Apple CEO Tim Cook said.", "Sales will fall", {"speaker_name": "Tim Cook", "organization": "Apple", "source_type": "company"}),
    ("“That is an internal matter,” Foreign Ministry spokesman Zhao Lijian said.", "internal matter", {"role": "spokesman", "organization": "Foreign Ministry", "source_type": "government", "anonymous": False}),
    # source types
    ("“We are looking into the outage,” Facebook said.", "looking into", {"source_type": "company", "anonymous": False}),
    ("“This cannot stand in a free country,” Sen. Ruth Bell said.", "cannot stand", {"source_type": "politician"}),
    ("The White House said on Friday that talks would resume in June.", "talks would resume", {"source_type": "government"}),
    ("The Global Times said in an editorial that the law would bring order.", "the law would bring order", {"source_type": "state_media"}),
    ("“They want us silent,” said Human Rights Watch.", "want us silent", {"source_type": "activist_ngo"}),
    ("“I lost all my photos,” said one resident, who did not want his name used.", "lost all my photos", {"source_type": "citizen", "anonymous": True, "anonymity": "witness"}),
    ("“We review a post every ten seconds,” a content moderator said.", "review a post", {"source_type": "worker", "anonymous": True}),
    ("“We review the rules now,” the F.C.C. said. The FCC said that it would review the rules.", "it would review", {"source_type": "court_regulator"}),
    ("Analysts said that the fine was smaller than expected.", "the fine was smaller", {"source_type": "analyst", "anonymous": True, "anonymity": "expert"}),
    # unnamed sources
    ("“We have paused the reviews,” a Twitter spokesman said.", "paused the reviews", {"anonymous": True, "anonymity": "spokesperson", "organization": "Twitter", "role": "spokesman"}),
    ("People familiar with the matter said the deal would be signed soon.", "the deal would be signed", {"anonymous": True, "anonymity": "insider"}),
    ("Critics said that the law would silence the press.", "the law would silence", {"anonymous": True, "anonymity": "group"}),
    ("“The talks are going badly,” said an official, who spoke on condition of anonymity because the talks are secret.", "going badly", {"anonymous": True, "anonymity": "official", "anonymity_reason": "the talks are secret"}),
    ("“The talks are going badly,” said an official who was not authorized to speak publicly.", "going badly", {"anonymous": True, "anonymity_reason": "was not authorized to speak publicly"}),
    ("“We have grave concerns about this,” a Twitter spokesman said. He did not provide a reason for speaking anonymously.", "grave concerns", {"anonymity_reason": "none given"}),
    ("“The vote was fair and open,” the ministry said.", "fair and open", {"anonymous": False}),
    # relayed speech
    ("The company is in talks to sell the app, The Wall Street Journal reported Monday.", "in talks to sell", {"speaker": "The Wall Street Journal", "source_type": "media"}),
    ("The deal is dead, a company spokesman said, according to a Bloomberg report.", "The deal is dead", {"speaker": "a company spokesman", "relayed_by": "Bloomberg"}),
    ("Bloomberg reported, citing two people familiar with the matter, that the deal was dead.", "the deal was dead", {"speaker": "two people familiar with the matter", "relayed_by": "Bloomberg"}),
    ("“We will appeal the fine,” the chief executive wrote in a letter to employees.", "appeal the fine", {"relayed_by": "a letter to employees"}),
    ("“We will appeal this fine,” Ann Lee said in a blog post.", "appeal this fine", {"relayed_by": "a blog post"}),
]  # fmt: skip

SILENT = [
    "The film “Gone Girl” opened on Friday in forty cities.",
    "The so-called “smart city” has no running water.",
    "The band played “Blue Moon” and then “Summertime” to a full house.",
    "Rain fell on the city all day and the trains stood still.",
    "The company plans to open a plant in Ohio next spring.",
    "The president signed orders that bar the sale of maps to foreign firms.",
    "The senate passed a law that bars the export of rare metals.",
    "The company agreed to pay a fine of two million dollars to the state.",
    "The minister left the room, declining to say why he had come so late.",
    "A spokeswoman declined to say how many people had been hired.",
    "He would not say whether the plant would close.",
]

PIECES = ['"', "“", "”", "''", "‘", "’", "「", "said ", "Ann Lee ", ". ", ", ", "\n", "\n\n", "he ", "according to ", "the company ", ":", "—", "说", "：", "，", "。"]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), GOLDEN)
def test_single_construction(text: str, words: str, expected: dict[str, object]) -> None:
    quote = quote_with(find_quotes(text), words)
    assert {name: getattr(quote, name) for name in expected} == expected


def test_there_are_sixty_golden_cases() -> None:
    assert len(GOLDEN) >= 60


@pytest.mark.parametrize("text", SILENT)
def test_titles_scare_quotes_and_plain_statements_are_not_quotations(text: str) -> None:
    assert find_quotes(text) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200))
def test_offsets_are_exact_in_order_and_without_overlap(text: str) -> None:
    end = 0
    for quote in find_quotes(text):
        assert text[quote.start : quote.end] == quote.text != ""
        assert quote.start >= end
        end = quote.end
        if quote.speaker is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker
        assert quote.confidence is None or 0 <= quote.confidence <= 1
        assert (quote.anonymity is not None) == quote.anonymous


@pytest.mark.parametrize("piece", ['"', "“", "''", '"a" ', "‘a’ ", "said ", "「", "他说：「我」", "A said B. ", '“Yes,” he said. “No.”\n\n', "A: b\n", "“We lost,” said the mayor of Dunmore. ", "Ann Lee told The Times “it is over” Bob. ", "A man, the uncle of Lee, who runs Vena, said no. She said that they went. "])  # fmt: skip
def test_time_grows_in_line_with_length(piece: str) -> None:
    find_quotes(piece)
    short, long = (_seconds(piece * (size // len(piece))) for size in (40_000, 160_000))
    assert long < max(8 * short, 1.5)


def test_a_megabyte_of_quotation_marks_is_read_in_seconds() -> None:
    assert _seconds('"' * 1_000_000) < 30


def _seconds(text: str) -> float:
    started = time.process_time()
    find_quotes(text)
    return time.process_time() - started


def test_words_told_to_the_articles_own_outlet_are_not_relayed() -> None:
    text = "“We stopped last week,” Ann Lee told The Daily Courier."
    assert find_quotes(text, outlet="The Daily Courier")[0].relayed_by is None
    assert find_quotes(text, outlet="Harbour Ledger")[0].relayed_by == "The Daily Courier"


@pytest.fixture(scope="module")
def seed(shared: Path) -> list[Quote]:
    return find_quotes((shared / "seed" / "facebook-twitter-hong-kong.txt").read_text(encoding="utf-8"))


def test_seed_direct_quotations_have_their_speakers(seed: list[Quote]) -> None:
    speakers = {
        "grave concerns": "a Twitter spokesman",
        "pending further assessment": "WhatsApp’s spokeswoman",
        "fundamental human right": "Facebook",
        "a good sign": "Francis Fong",
    }
    assert {words: quote_with(seed, words).speaker for words in speakers} == speakers


def test_seed_twitter_spokesman_is_unnamed_without_a_reason(seed: list[Quote]) -> None:
    quote = quote_with(seed, "grave concerns")
    assert (quote.anonymous, quote.anonymity, quote.anonymity_reason) == (True, "spokesperson", "none given")
    assert (quote.role, quote.organization, quote.relayed_by) == ("spokesman", "Twitter", None)


def test_seed_fong_has_role_and_organisation(seed: list[Quote]) -> None:
    quote = quote_with(seed, "a good sign")
    assert quote.role == "honorary president"
    assert quote.organization is not None
    assert quote.organization.startswith("Hong Kong Information Technology Federation")


def test_seed_journal_relays(seed: list[Quote]) -> None:
    report, account = (
        quote_with(seed, "are suspending requests"),
        quote_with(seed, "is consulting with human rights"),
    )
    assert report.kind == account.kind == "indirect"
    assert report.speaker == "The Wall Street Journal"
    assert account.speaker == "a company spokeswoman"
    for quote in (report, account, quote_with(seed, "fundamental human right")):
        assert quote.relayed_by == "The Wall Street Journal"


def test_scores_on_labelled_articles_stay_above_their_floors(shared: Path) -> None:
    sys.path.insert(0, str(shared / "benchmarks"))
    try:
        import score_quotes
    finally:
        sys.path.pop(0)
    gold = {}
    for name, (text, paths) in score_quotes.gold_docs("dev", str(shared / "benchmarks" / "polnear")).items():
        gold[name] = (text, *score_quotes.parse_ann(paths[0], text))
    predictions, _ = score_quotes.run_mediakit(gold)
    result = score_quotes.score((n, t, a, d, predictions[n]) for n, (t, a, d) in gold.items())
    assert result["ab_joint"]["f1"] >= FLOORS["ab_joint"]
    assert result["c_speech_0.5"]["f1"] >= FLOORS["c_speech"]
    assert result["a_direct_all"]["f1"] >= FLOORS["a_direct"]


FLOORS = {"ab_joint": 0.88, "c_speech": 0.84, "a_direct": 0.945}
