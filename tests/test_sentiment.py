"""Tone of sentences and towards targets: laws, cases anyone would agree on, and figures on labelled data."""

import csv
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.errors import InputError
from mediakit.sentiment import sentence_sentiment, target_sentiment
from mediakit.sentiment.lexicon import lexicon, vader_lexicon
from mediakit.sentiment.words import forms, shipped_lines

WORDS = st.sampled_from(
    [
        "Apple",
        "praised",
        "attacked",
        "the",
        "court",
        "not",
        "for",
        "its",
        "terrible",
        "excellent",
        "record",
        ",",
        "“",
        "”",
        "said",
        "he",
        "Ms.",
        "Lee",
        "2019",
        "don't",
        ":)",
        "中国",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), SENTENCES))
def test_sentence_score_is_bounded(sentence):
    assert -1 <= sentence_sentiment(sentence) <= 1


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=300), SENTENCES), st.data())
def test_target_score_is_bounded_and_its_label_known(sentence, data):
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    tone = target_sentiment(sentence, start, end)
    assert -1 <= tone.score <= 1
    assert tone.label in {"negative", "neutral", "positive"}


@pytest.mark.parametrize("sentence", ["", " ", "\n", "…", "1234"])
def test_nothing_said_is_neutral(sentence):
    assert sentence_sentiment(sentence) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("The removal was a disgraceful act of censorship.", -1),
        ("Activists condemned the crackdown.", -1),
        ("Reviewers called the phone a superb and elegant machine.", 1),
        ("The decision was not a good one.", -1),
        ("The rescue was a remarkable success.", 1),
    ],
)
def test_sentence_sign(sentence, sign):
    assert sentence_sentiment(sentence) * sign > 0.1


@pytest.mark.parametrize(
    "sentence",
    [
        "The company's shares closed at 40 dollars on Tuesday.",
        "The United Nations Security Council meets in May.",
        "The party will share its interest rates with the trust.",
    ],
)
def test_words_that_news_uses_neutrally(sentence):
    assert abs(sentence_sentiment(sentence)) < 0.2


@pytest.mark.parametrize(
    ("sentence", "target", "label"),
    [
        ("Lawmakers accused Apple of betraying its users.", "Apple", "negative"),
        ("Critics slammed Zhang for lying about the deal.", "Zhang", "negative"),
        ("Teachers praised Microsoft for its generous support.", "Microsoft", "positive"),
        ("The hearing with Google is on Tuesday, the clerk said.", "Google", "neutral"),
    ],
)
def test_target_label(sentence, target, label):
    start = sentence.index(target)
    assert target_sentiment(sentence, start, start + len(target)).label == label


def test_one_sentence_two_targets():
    sentence = "Mr. Lee accused Mr. Chan of corruption and of lying to voters."
    lee = target_sentiment(sentence, 0, 7)
    chan = target_sentiment(sentence, 16, 24)
    assert chan.score < lee.score


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["Apple", "Tencent", "Huawei", "Clinton", "Trump", "Ms. Wu", "Zoom Video"]))
def test_the_name_of_the_target_makes_no_difference(name):
    before, after = "Two lawmakers attacked ", " over a disastrous decision on Monday."
    plain = target_sentiment(f"{before}Xylo{after}", len(before), len(before) + 4)
    if not name.startswith("Ms."):
        named = target_sentiment(f"{before}{name}{after}", len(before), len(before) + len(name))
        assert named.score == pytest.approx(plain.score, abs=0.12)  # VADER still reads the whole sentence


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 0), (3, 2), (0, 99), (20, 21)])
def test_offsets_outside_the_sentence_are_refused(start, end):
    with pytest.raises(
        InputError, match=r"does not lie in a sentence of 12 characters; give offsets into this sentence"
    ):
        target_sentiment("Apple bowed.", start, end)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "hostile",
    [
        "a " * 20_000,
        "!" * 50_000,
        "'" * 50_000,
        "n't " * 10_000,
        "“" * 20_000,
        "x" * 100_000,
        ":) " * 10_000,
        "’a" * 20_000,
    ],
)
def test_hostile_sentences_take_seconds_at_most(hostile):
    sentence_sentiment("warm up")
    began = time.process_time()
    sentence_sentiment(hostile)
    target_sentiment(hostile, 0, 1)
    assert time.process_time() - began < 4


def test_a_call_takes_under_a_millisecond():
    sentence = "Lawmakers from both parties accused the company on Tuesday of betraying its users, but its chief denied it."
    target_sentiment(sentence, 0, 9)
    took = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(40):
            target_sentiment(sentence, 0, 9)
        took.append((time.process_time() - began) / 40)
    assert min(took) < 0.001


def test_corrections_are_in_force():
    assert vader_lexicon()["shares"] > 0
    assert lexicon()["shares"] == 0
    assert "indicted" not in vader_lexicon()
    assert lexicon()["indicted"] < 0
    assert lexicon()["murder"] == vader_lexicon()["murder"]


def test_shipped_lists_are_well_formed():
    for valence, rule, *words in shipped_lines("news_lexicon.txt"):
        assert -4 <= float(valence) <= 4
        assert rule in {"=", "+"}
        assert words
    for side, sign, *verbs in shipped_lines("frames.txt"):
        assert side in {"subject", "object"}
        assert sign in {"+", "-"}
        assert verbs


def test_no_word_is_corrected_twice():
    replaced = [
        word for _, rule, *words in shipped_lines("news_lexicon.txt") if rule == "=" for word in words
    ]
    assert len(replaced) == len(set(replaced))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("censor", "censored"),
        ("raid", "raids"),
        ("bribe", "bribing"),
        ("rely", "relies"),
        ("plot", "plotted"),
    ],
)
def test_forms(word, form):
    assert form in forms(word)


def test_weights_are_small():
    weights = Path(sys.modules["mediakit.sentiment"].__file__).with_name("weights.npz")
    assert weights.stat().st_size < 2_000_000


def test_import_is_cheap():
    code = "import sys, mediakit.sentiment; sys.exit(any(m in sys.modules for m in ('nltk', 'numpy', 'sklearn', 'pandas')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def macro_f1(gold, got):
    scores = []
    for label in ("negative", "neutral", "positive"):
        hits = sum(a == b == label for a, b in zip(gold, got, strict=True))
        scores.append(2 * hits / (gold.count(label) + got.count(label)))
    return statistics.mean(scores)


def test_target_figure_on_labelled_sentences(shared):
    names = {2: "negative", 4: "neutral", 6: "positive"}
    gold, got = [], []
    for line in (shared / "benchmarks/newsmtsc/devtest_mt.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            gold.append(names[int(target["polarity"])])
            got.append(target_sentiment(row["sentence_normalized"], target["from"], target["to"]).label)
    assert macro_f1(gold, got) >= 0.66


def test_tone_figure_on_rated_sentences(shared):
    path = shared / "benchmarks/vader_nyt/nytEditorialSnippets_GroundTruth.txt"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            (float(r[1]), r[2])
            for r in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if len(r) > 2
        ]
    scores = [sentence_sentiment(sentence) for _, sentence in rows]
    assert statistics.correlation([rating for rating, _ in rows], scores) >= 0.55
