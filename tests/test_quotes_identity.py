"""One identity for a source across a study: worked cases, and laws that hold for any sightings."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.quotes.identity import Sighting, identify

# sightings as name, organization, role, source type, story, day; the name that each is counted under
CASES: dict[str, list[tuple[Sighting, str]]] = {
    "titles, initials and a surname in the same week": [
        (Sighting("Donald Trump", "a", "a", 3, source_type="government"), "Donald Trump"),
        (Sighting("Donald Trump", "f", "f", 90, source_type="government"), "Donald Trump"),
        (Sighting("President Donald J. Trump", "b", "b", 40, source_type="government"), "Donald Trump"),
        (Sighting("President Trump", "c", "c", 9, source_type="government"), "Donald Trump"),
        (Sighting("Trump", "d", "d", 4, source_type="government"), "Donald Trump"),
        (Sighting("Melania Trump", "e", "e", 4, source_type="citizen"), "Melania Trump"),
    ],
    "a surname months later, by its office": [
        (Sighting("Barack Obama", "a", "a", 3, None, "President", "government"), "Barack Obama"),
        (Sighting("Obama", "b", "b", 200, None, "U.S. President", "government"), "Barack Obama"),
        (Sighting("Obama", "c", "c", 400), "Obama"),
    ],
    "two people of one surname": [
        (Sighting("Michelle Zhang", "a", "a", 3, "Acme", None, "company"), "Michelle Zhang"),
        (Sighting("Kevin Zhang", "b", "b", 3, "Bolt", None, "analyst"), "Kevin Zhang"),
        (Sighting("Zhang", "c", "c", 90, "Acme", None, "company"), "Michelle Zhang"),
        (Sighting("Zhang", "d", "b", 3), "Kevin Zhang"),
        (Sighting("Zhang", "e", "e", 3), "Zhang"),
    ],
    "two people of one name": [
        (Sighting("John Smith", "a", "a", 3, "Acme", None, "company"), "John Smith (Acme)"),
        (Sighting("John Smith", "b", "b", 3, "Ohio State University", None, "expert"), "John Smith (Ohio State University)"),
        (Sighting("John Smith", "c", "c", 9, "Acme Inc.", None, "company"), "John Smith (Acme)"),
        (Sighting("John Smith", "d", "d", 9), "John Smith"),
    ],
    "two initials": [
        (Sighting("John A. Smith", "a", "a"), "John A. Smith"),
        (Sighting("John B. Smith", "b", "b"), "John B. Smith"),
    ],
    "one person, two offices": [
        (Sighting("Ann Lee", "a", "a", 3, "Senate", "Sen.", "politician"), "Ann Lee"),
        (Sighting("Ann Lee", "b", "b", 900, "Treasury Department", "Secretary", "government"), "Ann Lee"),
    ],
    "one body, full and by its initials": [
        (Sighting("Ann Lee", "a", "a", 3, "American Civil Liberties Union", None, "activist_ngo"), "Ann Lee"),
        (Sighting("Ann Lee", "b", "b", 900, "ACLU", None, "activist_ngo"), "Ann Lee"),
    ],
    "bodies": [
        (Sighting("Facebook", "a", "a", 3, "Facebook", None, "company"), "Facebook"),
        (Sighting("Facebook", "c", "c", 3, "Facebook", None, "company"), "Facebook"),
        (Sighting("Facebook Inc.", "b", "b", 3, "Facebook Inc.", None, "company"), "Facebook"),
        (Sighting("Ann Facebook", "d", "d", 3, None, None, "citizen"), "Ann Facebook"),
    ],
    "parties before names, and in them": [
        (Sighting("Donald Trump", "a", "a", 3), "Donald Trump"),
        (Sighting("Republican Donald Trump", "b", "b", 90, "Republican Donald Trump", None, "company"), "Donald Trump"),
        (Sighting("Republican National Committee", "b", "b", 3), "Republican National Committee"),
        (Sighting("Democratic National Committee", "b", "b", 3), "Democratic National Committee"),
    ],
    "titles in the names of bodies": [
        (Sighting("General Motors", "a", "a", 3, "General Motors", None, "company"), "General Motors"),
        (Sighting("Justice Department", "a", "a", 3, None, None, "government"), "Justice Department"),
        (Sighting("Gen. Ann Lee", "a", "a", 3, None, None, "government"), "Ann Lee"),
    ],
    "capitals": [
        (Sighting("ANN LEE", "a", "a"), "Ann Lee"),
        (Sighting("ANN LEE", "b", "b"), "Ann Lee"),
        (Sighting("Ann Lee", "c", "c"), "Ann Lee"),
    ],
    "Chinese order, Chinese names": [
        (Sighting("Xi Jinping", "a", "a", 3, source_type="government"), "Xi Jinping"),
        (Sighting("President Xi", "b", "b", 4, source_type="government"), "Xi Jinping"),
        (Sighting("汪文斌", "a", "a", 3, "外交部"), "汪文斌"),
        (Sighting("汪文斌", "b", "b", 3, "中国外交部"), "汪文斌"),
        (Sighting("王女士", "a", "a", 3), "王女士 (a)"),
        (Sighting("王女士", "b", "b", 3), "王女士 (b)"),
    ],
}  # fmt: skip

GIVEN = ["Ann", "Bo", "Kevin", "Michelle"]
NAMES = [f"{given} {surname}" for given in GIVEN for surname in ("Lee", "Zhang")]
SOME = st.builds(
    Sighting,
    name=st.sampled_from(
        [*NAMES, "Lee", "Zhang", "President Lee", "Acme", "Ann Q. Lee", "王女士", "汪文斌", ""]
    ),
    article=st.sampled_from("abcdefgh"),
    story=st.just("s"),
    day=st.none() | st.integers(0, 40),
    organization=st.sampled_from([None, "Acme", "Acme Inc.", "Bolt", "Ohio State University"]),
    role=st.sampled_from([None, "President", "analyst"]),
    source_type=st.sampled_from(["company", "government", "expert", "unknown"]),
).map(lambda seen: replace(seen, story=f"story {ord(seen.article) // 2}"))


@pytest.mark.parametrize("case", CASES)
def test_sources_are_counted_under_one_name(case: str) -> None:
    sightings, names = zip(*CASES[case], strict=True)
    assert identify(sightings) == list(names)


@settings(deadline=None)
@given(st.lists(SOME, max_size=30), st.randoms())
def test_the_order_changes_nothing(sightings: list[Sighting], random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(sightings)))
    random.shuffle(order)
    shuffled = identify([sightings[n] for n in order])
    assert [shuffled[order.index(n)] for n in range(len(sightings))] == identify(sightings)


@settings(deadline=None)
@given(st.lists(SOME, max_size=30))
def test_different_given_names_are_never_joined(sightings: list[Sighting]) -> None:
    given_of: dict[str, set[str]] = {}
    for seen, name in zip(sightings, identify(sightings), strict=True):
        given_of.setdefault(name, set()).update({seen.name.split(" ")[0]} & set(GIVEN))
    assert all(len(given) < 2 for given in given_of.values())


@settings(deadline=None)
@given(st.lists(SOME, max_size=30))
def test_one_name_in_one_article_is_one_source(sightings: list[Sighting]) -> None:
    seen_as: dict[tuple[str, str, bool], set[str]] = {}
    for seen, name in zip(sightings, identify(sightings), strict=True):
        key = (seen.name, seen.article, seen.name == seen.organization)
        seen_as.setdefault(key, set()).add(name)
    assert all(len(names) == 1 for names in seen_as.values())


def test_ten_thousand_quotations_take_a_moment() -> None:
    sightings = [
        Sighting(f"{'Ann' if n % 3 else 'Bo'} {'Lee' if n % 2 else 'Zhang'}" if n % 5 else "Lee", f"{n % 999}", f"{n % 999}", n % 700, f"Body {n % 40}")
        for n in range(10_000)
    ]  # fmt: skip
    begun = time.process_time()
    identify(sightings)
    assert time.process_time() - begun < 2
