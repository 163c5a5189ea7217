"""Quotations: who is a person, what kind of source, what came through whom; on single constructions and on hand-coded articles."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import find_quotes
from mediakit.quotes import kinds
from mediakit.quotes.bodies import kind_beside
from mediakit.quotes.fields import fields_of
from mediakit.quotes.given import GIVEN, gender_of
from mediakit.quotes.persons import kind_of_person
from mediakit.quotes.roles import parse_role
from quotations import matched, quote_with

DATA = Path(__file__).parent / "data"

# text, words that must lie in the content, what else must hold
GOLDEN: list[tuple[str, str, dict[str, object]]] = [
    ("Russian President Vladimir Putin spoke on Monday. “We will answer any strike,” Putin said.", "answer any strike", {"source_type": "government", "role": "Russian President", "organization": None}),
    ("Police Chief William Brooks spoke in Norwood. “She fired first at us,” Brooks said.", "fired first", {"source_type": "government"}),
    ("“He ran away from us,” said Lt. Ann Harris.", "ran away", {"source_type": "government"}),
    ("“The city forgets its own story,” Councilmember Ann Moser said.", "forgets its own story", {"source_type": "politician", "speaker_name": "Ann Moser"}),
    ("“It was a hard match for all of us,” midfielder Ann Lee said.", "a hard match", {"source_type": "worker"}),
    ("“Nobody told us about the flood,” said Ann Lee, 24, from Bergen.", "told us about", {"source_type": "citizen"}),
    ("“Nobody told us about the flood,” Ann Lee said.", "told us about", {"source_type": "citizen", "anonymous": False}),
    ("“The shell is flat and round,” the paleontologists said.", "shell is flat", {"source_type": "expert", "anonymous": True, "anonymity": "expert"}),
    ("NATO Secretary-General Jens Stoltenberg said that there were no such plans at all.", "no such plans", {"source_type": "court_regulator"}),
    ("James Reed Jr., the U.S. Attorney for the Northern District of Ohio, said the case was clear to all.", "the case was clear", {"source_type": "court_regulator"}),
    ("“It must stop at once,” said Ann Lee, Advocacy Director for the Middle East at Amnesty International.", "must stop at once", {"source_type": "activist_ngo", "organization": "Amnesty International"}),
    ("A spokesman for the Pine Valley Park Service answered us. “The old gate will stay shut,” spokesman Ann Lee said.", "old gate", {"source_type": "government"}),
    ("Republicans argued that the bill fell short of what was needed.", "the bill fell short", {"source_type": "politician", "anonymous": True, "anonymity": "group"}),
    ("He had threatened to kill Rep. Ann Lee. “We must answer hate with love,” Lee said.", "answer hate with love", {"role": "Rep.", "source_type": "politician"}),
    ("Maria Bell met Peter Orr in May. “I liked him from the start,” she said.", "liked him", {"speaker_name": "Maria Bell"}),
    ("Peter Orr met Maria Bell in May. “I liked her from the start,” he said.", "liked her", {"speaker_name": "Peter Orr"}),
    ("“The roads were closed all night,” NASA’s Steve Clarke said.", "roads were closed", {"speaker_name": "Steve Clarke", "organization": "NASA"}),
    ("The Financial Times reported:\n“The minister has lost the trust of the army.”", "lost the trust", {"relayed_by": "The Financial Times"}),
    ("“We see fewer storms than before,” Ann Lee and her team wrote in the paper.", "fewer storms", {"relayed_by": "the paper"}),
    ("“I was paid next to nothing,” she told Variety.", "paid next to nothing", {"relayed_by": "Variety"}),
    ("Anat Schwartz: We are closing the shop for good.\nBob Orr: Why now, after all those years?\nAnat Schwartz: Nobody pays any more.\nBob Orr: I see.", "closing the shop", {"speaker": "Anat Schwartz", "kind": "direct"}),
    ("Ann Lee, president and CEO of Visit Harbour Inc., was pleased. “The hotels are full again,” Lee said.", "hotels are full", {"role": "president and CEO", "organization": "Visit Harbour Inc", "source_type": "company"}),
    ("“The hotels are full again,” said Ann Lee, Ph.D., head of research at Harbour University.", "hotels are full", {"source_type": "expert", "organization": "Harbour University"}),
    ("“The bell was silent for years,” said the Rev. Ann Lee, pastor of St. Mark’s Church.", "bell was silent", {"source_type": "activist_ngo"}),
    ("“The road will open in May,” a Department of Transport spokesman said.", "road will open", {"organization": "Department of Transport", "source_type": "government", "anonymity": "spokesperson"}),
    ("“My client did nothing wrong,” said Bob Orr, the couple’s attorney.", "did nothing wrong", {"source_type": "citizen"}),
    ("“Nobody asked us about the plan,” union president Ann Lee said.", "asked us about", {"source_type": "activist_ngo"}),
    ("“Nobody asked us about the plan,” said Ann Lee, deputy leader of the borough council.", "asked us about", {"source_type": "politician"}),
    ("Ann Lee, a teacher at Hill School, spoke first. “They never ask us,” she said.", "never ask us", {"speaker_name": "Ann Lee", "anonymous": False}),
    ("“We crawled out in fear,” the uncle, Ma Chengming, said.", "crawled out", {"speaker_name": "Ma Chengming", "anonymous": False}),
    ("Gov. Ann Lee flew home on Monday. The governor said that she would wait for the report.", "she would wait", {"speaker_name": "Ann Lee", "anonymous": False}),
    ("Singer Ann Lee has sold the farm. “I was never happy there,” the star said.", "never happy there", {"speaker_name": "Ann Lee", "source_type": "worker"}),
    ("The Mortgage Bankers Association met on Monday. The MBA said that rates would fall by the summer.", "rates would fall", {"speaker_name": "Mortgage Bankers Association", "source_type": "activist_ngo"}),
    ("According to data from Harbour University, prices had doubled within a year.", "prices had doubled", {"source_type": "document"}),
    ("“The deal is close to done,” said a person familiar with the talks.", "close to done", {"source_type": "unknown", "anonymity": "insider", "role": None}),
    ("Ann Lee told Variety about the film. “It broke my heart at first,” Lee said.", "broke my heart", {"relayed_by": "Variety"}),
    ("Ann Lee spoke in an interview with the Los Angeles Times. “It broke my heart at first,” Lee said.\n“I had to leave town,” she added.", "had to leave town", {"relayed_by": "the Los Angeles Times"}),
    ("Ann Lee spoke in an interview with Variety.\n“It broke my heart at first,” Lee said in a statement.", "broke my heart", {"relayed_by": None}),
    ("In an email, city spokesman Bob Orr said that the bridge would be shut for a month.", "bridge would be shut", {"relayed_by": "an email", "source_type": "government"}),
    ("“It was a hard year for the shop,” Ann Lee told The Berkshire Eagle.", "hard year", {"relayed_by": "The Berkshire Eagle"}),
    ("The charity Brightwater opened last year. “The boats come back empty,” Brightwater said in a statement.", "boats come back", {"source_type": "activist_ngo"}),
    ("“The boats come back empty,” said Ann Lee, director of Brightwater. Brightwater, a small environmental group, counts fish.", "boats come back", {"source_type": "activist_ngo"}),
    ("Brightwater is a weekly magazine. “The boats come back empty,” Brightwater said.", "boats come back", {"source_type": "media"}),
    ("The state-run tabloid Brightwater was first. “The boats come back empty,” Brightwater said.", "boats come back", {"source_type": "state_media"}),
    ("One of the protesters, Ann Lee, a lecturer from Bergen, said: “We will sit here until the evening.”", "sit here", {"source_type": "activist_ngo"}),
    ("“We shipped too late for the market,” says Ann Lee, who co-founded the app Pebble.", "shipped too late", {"source_type": "company"}),
    ("“Rates will follow us down,” said Ann Lee, founder of Ferrant Capital.", "Rates will follow", {"source_type": "analyst"}),
    ("“We will veto that text again,” said Ann Lee, Russia’s ambassador to the United Nations.", "veto that text", {"source_type": "government"}),
    ("A survey went out in May. 63 percent of parents said that the school day was too long.", "school day was too long", {"source_type": "citizen", "anonymous": True}),
    ("Americans said that the winter had been too long for them.", "winter had been too long", {"source_type": "citizen", "anonymous": True}),
    ("The army and the ministry met after the missile strike, the president of the republic and the troops at war. Analysts said that the front had not moved.", "front had not moved", {"source_type": "expert", "anonymous": True}),
    ("The film opens in May, the actor says in the trailer, after an album and a concert and the premiere in Hollywood. “I never liked the song,” Ann Lee said.", "never liked the song", {"source_type": "worker"}),
    ("“They hit him with a stick,” a local police source said.", "hit him", {"source_type": "government", "anonymous": True}),
    ("“We opened forty shops last year,” said Ann Lee, chairman, president and CEO.", "forty shops", {"source_type": "company"}),
    ("“The bags are back this year,” Ann Lee wrote in The Harbour Post.", "bags are back", {"source_type": "media"}),
    ("“It broke on the second day,” one reviewer wrote.", "second day", {"source_type": "citizen", "anonymous": True}),
    ("“It was a cold night in the bar,” said Ann Lee, a writer at Harbour Post.", "cold night", {"source_type": "media"}),
    ("“We are counting the votes again,” said Ann Lee, the president of the union.", "counting the votes", {"source_type": "activist_ngo"}),
    ("The former president Ann Orr lost in May. Orr is the front-runner again. “I will win in the autumn,” Orr said.", "win in the autumn", {"source_type": "politician"}),
    ("The Harbour Post understands that talks go on. “We are still talking,” Ann Lee told The Harbour Post.", "still talking", {"relayed_by": None}),
]  # fmt: skip

SILENT = [
    "\n".join(f"Player {i}\nPosition: PG\nAge: 19\nSize: 6-foot-1, 200 lbs\nStock Status: Steady" for i in range(6)),
    "\n".join("Strengths: He can shoot from anywhere on the floor.\nWeaknesses: He is slow on his feet." for _ in range(4)),
    "I think that this phone is the best one that anybody can buy today.",
    "Two decades ago a probe found evidence of water on the moon.",
]  # fmt: skip


ROLES = [
    ("police chief", "government"),
    ("chiefs of staff", "government"),
    ("member of parliament", "politician"),
    ("president of Brazil", "government"),
    ("Russian president", "government"),
    ("union president", "activist_ngo"),
    ("company spokeswoman", "company"),
    ("former ambassador", "expert"),
    ("former president", "politician"),
    ("deputy prosecuting attorney", "court_regulator"),
    ("midfielders", "worker"),
    ("bishop", "activist_ngo"),
    ("fund manager", "analyst"),
    ("team manager", "worker"),
    ("glaciologists", "expert"),
    ("26-year-old", "citizen"),
    ("spokesman for the mayor", "government"),
    ("university president", "expert"),
    ("leader who claimed it", "government"),
    ("nothing known", None),
]
BODIES = [
    ("Ministry of Commerce", "government"),
    ("Church of England", "activist_ngo"),
    ("Harbour City Police Department", "government"),
    ("Federal Reserve Bank of Harbour", "court_regulator"),
    ("Harbour Environmental Research", "expert"),
    ("Fennimore Research", "analyst"),
    ("University of Harbour", "expert"),
    ("Harbour Evening Post", "media"),
    ("Harbour Ice", None),
    ("ICE", "government"),
    ("Reed & Ferrant GmbH", "company"),
    ("Global Affairs Canada", "government"),
    ("Beijing", "government"),
    ("WKRP-TV", "media"),
]


BESIDE = [
    ("The charity Brightwater left.", "activist_ngo"),
    ("It is run by Brightwater, a London-based think tank.", "expert"),
    ("Brightwater (a weekly newspaper) closed.", "media"),
    ("Brightwater is one of the largest airlines in the north.", "company"),
    ("He left Brightwater, which campaigns against noise.", "activist_ngo"),
    ("The official newspaper Brightwater closed.", "state_media"),
    ("Brightwater, which oversees the banks, agreed.", "court_regulator"),
    ("Brightwaters, a charity, is another one.", None),
    ("They walked from Brightwater to the sea.", None),
]
FIELDS = [
    (
        "The film opened in May. The actor sang three songs from the album at the premiere, the director said.",
        {"performance"},
    ),
    (
        "The striker and the coach left the league after the world cup and the playoffs in the football season.",
        {"performance"},
    ),
    (
        "The study, in a journal, is by researchers of a laboratory; the scientists of the experiment agree.",
        {"research"},
    ),
    (
        "Shares and bonds fell as investors sold stocks, profits shrank and inflation rose for the quarter.",
        {"money"},
    ),
    (
        "The army said the missile killed two soldiers before the ceasefire; the president called the minister.",
        {"state"},
    ),
    (
        "The baker opened the door at six and found the street under snow, and nobody came to buy bread all day.",
        set(),
    ),
]


PIECES = ["president ", "of ", "former ", "the ", "Harbour ", "sources ", "people ", "who ", "union", "’s ", "lawyer ", "for ", ", ", "official ", "in ", "U.S. "]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), GOLDEN)
def test_single_construction(text: str, words: str, expected: dict[str, object]) -> None:
    quote = quote_with(find_quotes(text), words)
    assert {name: getattr(quote, name) for name in expected} == expected


@pytest.mark.parametrize("text", SILENT)
def test_forms_and_the_writers_own_words_are_not_quotations(text: str) -> None:
    assert find_quotes(text) == []


@pytest.mark.parametrize(("words", "kind"), ROLES)
def test_a_role_tells_the_kind(words: str, kind: str) -> None:
    assert kind_of_person(words, "", "") == kind


@pytest.mark.parametrize(("name", "kind"), BODIES)
def test_a_name_tells_the_kind_of_a_body(name: str, kind: str | None) -> None:
    assert kinds.body_kind(name) == kind


@pytest.mark.parametrize(("text", "kind"), BESIDE)
def test_what_stands_beside_a_name_tells_the_kind_of_a_body(text: str, kind: str | None) -> None:
    assert kind_beside(text, "Brightwater") == kind


@pytest.mark.parametrize(("text", "fields"), FIELDS)
def test_frequent_words_tell_what_an_article_is_about(text: str, fields: set[str]) -> None:
    assert fields_of(re.findall(r"[\w’'-]+", text.lower())) == fields


@pytest.mark.parametrize("name", ["kinds.toml", "known.toml"])
def test_an_entry_stands_in_one_list_of_its_table(name: str) -> None:
    for table, lists in kinds.read(name).items():
        seen = Counter(entry for listed in lists.values() for entry in set(kinds.entries(listed)))
        twice = [] if table == "places" else [entry for entry, times in seen.items() if times > 1]
        assert twice == [], f"[{table}] of {name} has entries in two lists"


def test_a_job_is_no_role_of_another_kind() -> None:
    table = kinds.read("kinds.toml")
    roles, jobs = (
        {entry for listed in table[name].values() for entry in kinds.entries(listed)}
        for name in ("roles", "jobs")
    )
    assert roles & jobs == set()


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_tables_answer_any_text(text: str) -> None:
    kind_of_person(text, "", "", text), kind_of_person(text, text, text), parse_role(text)
    kinds.role_in(text), kinds.body_kind(text), kinds.thing_kind(text), kinds.person_known(text)
    assert kinds.spelt(" ".join(kinds.spelt(text))) is not None
    assert kinds.role_size(tuple(text.split())) <= len(text.split())


def test_gender_is_told_by_titles_and_given_names_only() -> None:
    assert gender_of(["Mrs", "Lee"]) == "she"
    assert gender_of(["Peter"]) == "he"
    assert gender_of(["Bo", "Chan"]) is None
    assert {gender_of([name]) for name in ("Aoife", "Priyanka", "Kaia")} == {"she"}
    assert {gender_of([name]) for name in ("Jonny", "Oluwaseun", "Deogratius")} == {"he"}


def test_a_given_name_stands_once_and_is_one_word_with_a_capital() -> None:
    lists = [listed for table in kinds.read("given.toml").values() for listed in table.values()]
    seen = Counter(name.strip() for listed in lists for name in listed.split(","))
    assert [name for name, times in seen.items() if times > 1] == []
    assert [name for name in GIVEN if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)] == []
    assert [name for name in GIVEN if not name[0].isupper()] == []


def test_given_names_are_no_places_and_no_roles() -> None:
    places = {
        "Austin",
        "Chad",
        "Frances",
        "Georgia",
        "Jordan",
        "Milan",
        "Santiago",
        "Sofia",
        "Sydney",
        "Victoria",
        "Virginia",
    }
    assert {name for name in GIVEN if kinds.is_place(name)} == places
    assert {name for name in GIVEN if name.lower() in kinds.tables().roles} <= {"Dean", "Guy"}


def counted(bodies: dict[str, str], coding: str) -> Counter[str]:
    """Count what was coded, found and right. A unit is start, end, type, anonymity ("" named), relayed (1 or 0); null is not counted."""
    count: Counter[str] = Counter()
    for line in (DATA / coding).read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        text = bodies[page["page"]]
        assert hashlib.sha256(text.encode()).hexdigest()[:16] == page["hash"]
        quotes = find_quotes(text)
        pairs = matched(text, page["units"], quotes)
        count.update(units=len(page["units"]), given=len(quotes), found=len(pairs))
        for (_, _, kind, unnamed, relayed), quote in pairs:
            if kind is not None:
                count.update(typed=1, type_right=kind == quote.source_type)
            if unnamed is not None:
                both = bool(unnamed) and quote.anonymous
                count.update(unnamed=bool(unnamed) + quote.anonymous, unnamed_both=2 * both)
            if relayed is not None:
                via = quote.relayed_by is not None
                count.update(relayed=bool(relayed) + via, relayed_both=2 * (bool(relayed) and via))
    return count


@pytest.mark.parametrize(
    ("coding", "found", "kind", "unnamed", "relayed"),
    [
        ("quotes_coding.jsonl", 0.77, 0.77, 0.74, 0.68),
        (
            "quotes_unseen.jsonl",
            0.78,
            0.68,
            0.65,
            0.45,
        ),  # nobody looked at these errors: measure here, do not tune
    ],
)
def test_sources_of_hand_coded_articles_stay_above_their_floors(
    shared: Path, coding: str, found: float, kind: float, unnamed: float, relayed: float
) -> None:
    with gzip.open(shared / "benchmarks" / "pages_dev" / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        bodies = {row["id"]: row["body"] for row in map(json.loads, file)}
    count = counted(bodies, coding)
    assert 2 * count["found"] / (count["units"] + count["given"]) >= found
    assert count["type_right"] / count["typed"] >= kind
    assert count["unnamed_both"] / count["unnamed"] >= unnamed
    assert count["relayed_both"] / count["relayed"] >= relayed
