"""Clusters of near-copies: syndicated copies go together, other hands' pieces do not."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.duplicates import cluster

WORDS = [f"word{n}" for n in range(3000)]


def article(seed, length=300):
    source = random.Random(seed)
    return [source.choice(WORDS) for _ in range(length)]


def text(words):
    return " ".join(words)


def other_hand(words, seed, quoted=40):
    """A piece by another writer: it shares one quotation and a few names with the first."""
    own = article(seed, len(words) - quoted)
    return own[:100] + words[50 : 50 + quoted] + own[100:]


def test_nothing_to_cluster():
    assert cluster([]) == []


def test_identical_texts_cluster_whatever_their_case_and_marks():
    assert cluster(["One report, in full.", "Another.", "ONE REPORT — in full"]) == [0, 1, 0]


def test_empty_texts_are_copies_of_nothing():
    assert cluster(["", "  ", "…", ""]) == [0, 1, 2, 3]


def test_short_texts_are_copies_only_when_equal():
    assert cluster(["Read the whole story here now", "Read the whole story here today"]) == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        lambda w: ["New", "headline", "by", "the", "desk", *w],
        lambda w: [*w, "Additional", "reporting", "by", "our", "staff"],
        lambda w: w[: len(w) // 2],
        lambda w: w[: len(w) * 2 // 5],
        lambda w: [x for n, x in enumerate(w) if n % 25],
        lambda w: [("per" if n % 30 == 7 else x) for n, x in enumerate(w)],
        lambda w: w[:120] + article(99, 60) + w[120:],
        lambda w: w[150:] + w[:150],
    ],
    ids=["headline", "tail", "half", "two fifths", "cuts", "house style", "paragraph added", "reordered"],
)
def test_syndicated_copies_cluster(change):
    for seed in range(12):
        words = article(seed)
        assert cluster([text(words), text(change(words))]) == [0, 0]


def test_pieces_by_other_hands_stay_apart():
    words = article(1)
    texts = [text(words), *(text(other_hand(words, seed)) for seed in range(2, 12))]
    assert cluster(texts) == list(range(11))


def test_a_common_notice_does_not_join_articles():
    notice = article(500, 60)
    assert cluster([text(article(seed, 200) + notice) for seed in range(8)]) == list(range(8))


def test_chinese_copies_cluster_and_other_pieces_do_not():
    source = random.Random(3)
    letters = [chr(source.randint(0x4E00, 0x5E00)) for _ in range(900)]
    first, other = "".join(letters[:300]), "".join(letters[300:600])
    copy = "本报讯" + first[:140] + "，" + first[140:280]
    assert cluster([first, other, copy]) == [0, 1, 0]


def test_copies_of_copies_are_one_cluster():
    words = article(7, 400)
    chain = [text(words), text(words[:240]), text(words[:150])]
    assert cluster(chain) == [0, 0, 0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_order(seeds, shuffler):
    texts = [text(article(seed, 120)) for seed in seeds]
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    plain = cluster(texts)
    moved = cluster([texts[n] for n in order])
    together = {frozenset(n for n in range(len(texts)) if plain[n] == c) for c in plain}
    assert together == {frozenset(order[n] for n in range(len(texts)) if moved[n] == c) for c in moved}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=8))
def test_number_is_the_smallest_index_of_its_cluster(texts):
    numbers = cluster(texts)
    assert all(number <= place and numbers[number] == number for place, number in enumerate(numbers))
    assert cluster(texts) == numbers


def test_thresholds_are_used():
    words = article(1)
    pair = [text(words), text(words[:150] + article(2, 150))]
    assert cluster(pair) == [0, 1]
    assert cluster(pair, resemblance=0.25) == [0, 0]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "hostile", ["a" * 500_000, "a " * 200_000, "中" * 200_000, "\x00\ud800" * 1000, "İ" * 50_000]
)
def test_hostile_texts_take_seconds_at_most(hostile):
    began = time.process_time()
    assert cluster([hostile, hostile, "x"])[:2] in ([0, 0], [0, 1])
    assert time.process_time() - began < 4


def test_a_thousand_articles_take_seconds():
    texts = [text(article(seed)) for seed in range(1000)]
    began = time.process_time()
    assert cluster(texts) == list(range(1000))
    assert time.process_time() - began < 8


def test_wire_copies_of_the_sample_cluster_and_other_pieces_on_the_same_event_do_not(sample_study):
    from mediakit.newsroom import sources

    gold = sources.load(sample_study / "newsroom").gold
    places = {story.id: place for place, story in enumerate(gold)}
    expected = [places[story.copy_of] if story.copy_of else place for place, story in enumerate(gold)]
    assert sum(story.copy_of is not None for story in gold) >= 3
    assert cluster([story.text for story in gold]) == expected
