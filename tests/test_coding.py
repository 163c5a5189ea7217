"""Hand-coding: published figures of alpha, laws, sheets as people return them, coverage of corrected estimates."""

import csv

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import coding
from mediakit.coding import Variable
from mediakit.errors import InputError

NA = None
# Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C: four observers, twelve units, missing data
EXAMPLE_C = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        "C": [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    }
)
# the same paper, example A: two observers, binary data
EXAMPLE_A = pd.DataFrame({"A": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "B": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
TONE = Variable("tone", "How does it speak of the platform?", ("negative", "neutral", "positive"), "ordinal")
WORDS = Variable("words", "How many words?", (), "interval")


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_the_published_example_with_missing_data(level, alpha):
    assert coding.krippendorff_alpha(EXAMPLE_C, level=level) == pytest.approx(alpha, abs=0.0006)


def test_alpha_of_the_published_binary_example():
    assert coding.krippendorff_alpha(EXAMPLE_A) == pytest.approx(0.095, abs=0.0006)


def slow_alpha(codings, distance):
    """Alpha from its definition: a loop over all pairs of answers."""
    units = [[v for v in row if not pd.isna(v)] for row in codings.to_numpy(dtype=object).tolist()]
    units = [unit for unit in units if len(unit) > 1]
    answers = [v for unit in units for v in unit]
    total = len(answers)
    if total < 2:
        return float("nan")
    observed = sum(
        distance(a, b, answers) / (len(unit) - 1)
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    )
    expected = sum(
        distance(a, b, answers) for i, a in enumerate(answers) for j, b in enumerate(answers) if i != j
    )
    return 1 - (total - 1) * observed / expected if expected else float("nan")


def ranks_between(a, b, answers):
    low, high = min(a, b), max(a, b)
    return (sum(low <= v <= high for v in answers) - (answers.count(a) + answers.count(b)) / 2) ** 2


DISTANCES = {
    "nominal": lambda a, b, _: float(a != b),
    "ordinal": ranks_between,
    "interval": lambda a, b, _: float((a - b) ** 2),
}
MATRICES = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=coders, max_size=coders),
        min_size=1,
        max_size=10,
    )
)


@settings(max_examples=150, deadline=None)
@given(MATRICES, st.sampled_from(list(DISTANCES)))
def test_alpha_is_what_its_definition_says(rows, level):
    codings = pd.DataFrame(rows, dtype=object)
    expected = slow_alpha(codings, DISTANCES[level])
    assert coding.krippendorff_alpha(codings, level=level) == pytest.approx(expected, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=2, max_size=20), st.integers(2, 4), st.sampled_from(list(DISTANCES))
)
def test_perfect_agreement_is_one(answers, coders, level):
    codings = pd.DataFrame({f"c{n}": answers for n in range(coders)})
    alpha = coding.krippendorff_alpha(codings, level=level)
    assert np.isnan(alpha) if len(set(answers)) == 1 else alpha == pytest.approx(1)
    assert coding.percent_agreement(codings) == 1


@settings(max_examples=60, deadline=None)
@given(MATRICES, st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_the_order_of_coders_or_units(rows, shuffler):
    codings = pd.DataFrame(rows, dtype=object)
    columns, index = list(codings.columns), list(codings.index)
    shuffler.shuffle(columns)
    shuffler.shuffle(index)
    moved = codings.loc[index, columns]
    assert coding.krippendorff_alpha(moved) == pytest.approx(coding.krippendorff_alpha(codings), nan_ok=True)


def test_chance_agreement_is_near_zero():
    random = np.random.default_rng(0)
    codings = pd.DataFrame(random.integers(0, 3, (4000, 2)))
    assert coding.krippendorff_alpha(codings) == pytest.approx(0, abs=0.04)
    assert coding.cohen_kappa(codings) == pytest.approx(0, abs=0.04)
    assert coding.percent_agreement(codings) == pytest.approx(1 / 3, abs=0.03)


def test_agreement_of_two_sheets():
    random = np.random.default_rng(1)
    truth = random.choice(["negative", "neutral", "positive"], 200)
    sheets = {
        coder: pd.DataFrame(
            {
                "unit": [f"u{n}" for n in range(200)],
                "tone": np.where(random.random(200) < 0.8, truth, "neutral"),
            }
        )
        for coder in ("ann", "bea")
    }
    made = coding.agreement(sheets, variables=[TONE]).iloc[0]
    assert made["units"] == 200
    assert made["low"] < made["alpha"] < made["high"]
    assert made["percent"] == pytest.approx(0.75, abs=0.1)
    assert 0.5 < made["kappa"] < 0.9


def test_agreement_with_itself_and_with_nobody():
    sheet = pd.DataFrame({"unit": ["u1", "u2"], "tone": ["neutral", "positive"]})
    assert coding.agreement({"a": sheet, "b": sheet, "c": sheet}, variables=[TONE])["alpha"].tolist() == [1.0]
    with pytest.raises(InputError, match="agreement needs two coders, and there is 1"):
        coding.agreement({"a": sheet}, variables=[TONE])
    with pytest.raises(InputError, match="the sheet of 'a' has no column 'words'; it has unit, tone"):
        coding.agreement({"a": sheet, "b": sheet}, variables=[WORDS])


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_sheet_comes_back_as_it_was_filled_in(tmp_path, ending):
    sample = pd.DataFrame(
        {"unit": ["u1", "u2"], "text": ["=cmd()", "Fine."], "before": [None, "@x"], "machine": ["no", "no"]}
    )
    path = coding.write_sheet(
        sample, tmp_path / f"ann{ending}", variables=[TONE, WORDS], instructions="Read twice."
    )
    empty = coding.read_sheet(path, variables=[TONE, WORDS])
    assert empty["unit"].tolist() == ["u1", "u2"]
    assert empty[["tone", "words"]].isna().all().all()


def test_sheet_shows_no_answer_of_the_machine_and_is_safe_in_a_spreadsheet(tmp_path):
    starts = ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "plain"]
    sample = pd.DataFrame(
        {"unit": [f"u{n}" for n in range(7)], "text": starts, "sentiment": 0.5, "outlet": "Post"}
    )
    path = coding.write_sheet(sample, tmp_path / "ann.csv", variables=[TONE])
    with path.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    assert header == ["unit", "text", "tone", "note"]
    assert [row[1][0] for row in rows] == ["'"] * 6 + ["p"]
    assert "negative, neutral, positive" in (tmp_path / "ann.instructions.txt").read_text(encoding="utf-8")


def test_workbook_has_no_formula(tmp_path):
    from openpyxl import load_workbook

    sample = pd.DataFrame({"unit": ["u1"], "text": ["=1+1\x07"]})
    path = coding.write_sheet(sample, tmp_path / "ann.xlsx", variables=[TONE])
    cells = [cell for row in load_workbook(path)["coding"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_a_sheet_with_work_in_it_is_not_overwritten(tmp_path):
    sample = pd.DataFrame({"unit": ["u1"], "text": ["x"]})
    coding.write_sheet(sample, tmp_path / "ann.csv", variables=[TONE])
    with pytest.raises(InputError, match="exists and may hold a coder's work"):
        coding.write_sheet(sample, tmp_path / "ann.csv", variables=[TONE])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_sheet_saved_by_a_spreadsheet_program(tmp_path, separator):
    rows = [
        ["unit", "text", "tone", "words", "note"],
        ["u1", "x", " Negative ", "1,5" if separator != "," else "1.5", ""],
        ["", "", "", "", ""],
    ]
    path = tmp_path / "ann.csv"
    path.write_text("\r\n".join(separator.join(row) for row in rows), encoding="utf-8-sig", newline="")
    made = coding.read_sheet(path, variables=[TONE, WORDS])
    assert made[["unit", "tone", "words"]].to_numpy().tolist() == [["u1", "negative", 1.5]]


def test_mistakes_in_a_sheet_are_named_by_row(tmp_path):
    path = tmp_path / "ann.csv"
    path.write_text(
        "unit,text,tone,words\nu1,x,bad,3\nu2,x,neutral,many\nu1,x,,\n,x,neutral,\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as raised:
        coding.read_sheet(path, variables=[TONE, WORDS])
    message = str(raised.value)
    assert "has 4 mistakes" in message
    assert "row 2: tone is 'bad'; expected one of negative, neutral, positive" in message
    assert "row 3: words is 'many'; expected a number" in message
    assert "row 4: unit 'u1' is also in row 2" in message
    assert "row 5: no unit" in message


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"\xff\xfe\x00", "is not UTF-8"), (b"unit,text\nu1,x\n", "has no column 'tone'")],
)
def test_sheets_that_cannot_be_read(tmp_path, content, words):
    path = tmp_path / "ann.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        coding.read_sheet(path, variables=[TONE])


def test_variables_need_names_and_answers():
    with pytest.raises(InputError, match="cannot be called 'text'"):
        Variable("text", "?", ("a",))
    with pytest.raises(InputError, match="'tone' is nominal and needs answers="):
        Variable("tone", "?")


def test_sample_is_repeatable_and_has_no_unit_twice():
    units = pd.DataFrame({"outlet": ["A"] * 50 + ["B"] * 50}, index=range(100, 200))
    first, again = coding.draw_sample(units, 30, seed=4), coding.draw_sample(units, 30, seed=4)
    pd.testing.assert_frame_equal(first, again)
    assert first.index.is_unique
    assert first["unit"].is_unique
    assert not first.index.equals(coding.draw_sample(units, 30, seed=5).index)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(2, 60), min_size=1, max_size=6), st.integers(12, 80), st.integers(0, 99))
def test_strata_get_their_share_and_weights_stand_for_the_corpus(sizes, size, seed):
    units = pd.DataFrame({"outlet": [f"o{n}" for n, number in enumerate(sizes) for _ in range(number)]})
    size = min(size, len(units))
    made = coding.draw_sample(units, size, by="outlet", seed=seed)
    assert len(made) == size
    assert made["weight"].sum() == pytest.approx(len(units))
    counts = made["stratum"].value_counts()
    assert (counts >= 2).all()
    assert set(counts.index) == set(units["outlet"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"size": 0}, "cannot draw 0 of 10 units"),
        ({"size": 11}, "cannot draw 11"),
        ({"size": 3, "by": "x"}, "no column 'x'"),
        ({"size": 3, "by": "outlet"}, "too few for two of each of 5 strata; draw 10"),
    ],
)
def test_samples_that_cannot_be_drawn(arguments, words):
    units = pd.DataFrame({"outlet": ["a", "b", "c", "d", "e"] * 2})
    with pytest.raises(InputError, match=words):
        coding.draw_sample(units, **arguments)


def test_size_of_a_sample_gives_the_margin():
    random = np.random.default_rng(3)
    size = coding.sample_size(0.05, share=0.3)
    shares = random.binomial(size, 0.3, 4000) / size
    assert np.mean(np.abs(shares - 0.3) <= 0.05) == pytest.approx(0.95, abs=0.015)
    with pytest.raises(InputError, match="margin=0.6 is out of range"):
        coding.sample_size(0.6)


def test_context_of_a_quotation_has_the_rest_of_its_sentences():
    texts = ["One.", "“Two,” she said, “is", "three.” And so on.", "Four."]
    ends = [4, 25, 44, 50]
    starts = [end - len(text) for end, text in zip(ends, texts, strict=True)]
    sentences = pd.DataFrame(
        {"article_id": "a", "sentence": range(4), "start": starts, "end": ends, "text": texts}
    )
    quotes = pd.DataFrame(
        {"article_id": ["a"], "start": [starts[1] + 18], "end": [starts[2] + 6], "text": ["is three."]}
    )
    made = coding.with_context(quotes, sentences).iloc[0]
    assert made[["before", "text", "after"]].tolist() == [
        "One. “Two,” she said, “",
        "is three.",
        "” And so on. Four.",
    ]


def test_context_of_a_sentence_is_its_neighbours():
    sentences = pd.DataFrame(
        {"article_id": "a", "sentence": [0, 1], "start": [0, 5], "end": [4, 9], "text": ["One.", "Two."]}
    )
    made = coding.with_context(sentences.iloc[[1]], sentences).iloc[0]
    assert (made["before"], made["text"]) == ("One.", "Two.")
    assert pd.isna(made["after"])


def test_confusion_and_validation():
    coded = pd.DataFrame({"truth": ["a", "a", "a", "b", None], "machine": ["a", "a", "b", "b", "b"]})
    assert coding.confusion(coded, truth="truth", machine="machine").to_numpy().tolist() == [[2, 1], [0, 1]]
    made = coding.validation(coded, truth="truth", machine="machine").set_index("label")
    assert made.loc["a", "precision"] == 1
    assert made.loc["a", "recall"] == pytest.approx(2 / 3)
    assert made.loc["b", "f1"] == pytest.approx(2 / 3)
    assert (made["recall_low"] <= made["recall"]).all()


def population(random, number=2000, share=0.3, accuracy=0.8):
    truth = random.random(number) < share
    machine = np.where(random.random(number) < accuracy, truth, ~truth)
    return pd.DataFrame({"truth": np.where(truth, "yes", "no"), "machine": np.where(machine, "yes", "no")})


@pytest.mark.parametrize(
    ("share", "accuracy", "size", "draws"), [(0.5, 0.8, 100, 600), (0.1, 0.9, 150, 2000)]
)
def test_corrected_shares_are_right_as_often_as_they_say(share, accuracy, size, draws):
    random = np.random.default_rng(21)
    corpus = population(random, share=share, accuracy=accuracy)
    true = (corpus["truth"] == "yes").mean()
    hits = wrong = 0
    for _ in range(draws):
        coded = corpus.take(random.choice(len(corpus), size, replace=False))
        made = coding.corrected_estimate(corpus, coded, truth="truth", machine="machine").iloc[1]
        hits += made["low"] <= true <= made["high"]
        wrong += abs(made["uncorrected"] - true) > (made["high"] - made["low"]) / 2
    assert 0.92 <= hits / draws <= 0.975
    if share == 0.1:
        assert (
            wrong > draws / 2
        )  # what the correction is for: the machine alone is outside more often than not


def test_corrected_means_are_right_as_often_as_they_say():
    random = np.random.default_rng(22)
    truth = random.normal(0, 0.4, 3000)
    corpus = pd.DataFrame({"truth": truth, "machine": 0.5 * truth + 0.2 + random.normal(0, 0.2, 3000)})
    hits = 0
    for _ in range(800):
        coded = corpus.take(random.choice(len(corpus), 80, replace=False))
        made = coding.corrected_estimate(corpus, coded, truth="truth", machine="machine").iloc[0]
        hits += made["low"] <= truth.mean() <= made["high"]
    assert 0.93 <= hits / 800 <= 0.97


def test_corrected_estimate_of_a_stratified_sample():
    random = np.random.default_rng(23)
    corpus = pd.concat(
        [
            population(random, 1500, 0.1, 0.9).assign(outlet="A"),
            population(random, 500, 0.8, 0.7).assign(outlet="B"),
        ]
    ).reset_index(drop=True)
    hits = 0
    for seed in range(150):
        coded = coding.draw_sample(corpus, 120, by="outlet", seed=seed)
        made = coding.corrected_estimate(
            corpus, coded, truth="truth", machine="machine", stratum="outlet"
        ).iloc[1]
        hits += made["low"] <= (corpus["truth"] == "yes").mean() <= made["high"]
    assert 0.89 <= hits / 150 <= 0.99


def test_a_good_machine_narrows_the_interval_and_a_useless_one_costs_little():
    random = np.random.default_rng(24)

    def width(accuracy):
        corpus = population(random, 5000, 0.4, accuracy)
        coded = coding.draw_sample(corpus, 200, seed=1)
        made = coding.corrected_estimate(corpus, coded, truth="truth", machine="machine").iloc[1]
        return made["high"] - made["low"]

    by_hand = 2 * 1.96 * np.sqrt(0.4 * 0.6 / 200)
    assert width(0.95) < 0.7 * by_hand
    assert width(0.5) < 1.1 * by_hand


def test_a_corpus_coded_whole_has_no_interval_to_speak_of():
    corpus = population(np.random.default_rng(2), 60)
    made = coding.corrected_estimate(corpus, corpus, truth="truth", machine="machine").iloc[1]
    assert made["low"] == made["estimate"] == made["high"] == pytest.approx((corpus["truth"] == "yes").mean())


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.02, 0.98), st.floats(0.5, 1))
def test_corrected_shares_are_shares_and_add_up(seed, share, accuracy):
    corpus = population(np.random.default_rng(seed), 300, share, accuracy)
    made = coding.corrected_estimate(corpus, corpus.head(40), truth="truth", machine="machine")
    assert made[["estimate", "low", "high"]].to_numpy().min() >= 0
    assert made[["estimate", "low", "high"]].to_numpy().max() <= 1
    assert ((made["low"] <= made["estimate"]) & (made["estimate"] <= made["high"])).all()
    assert made["uncorrected"].sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("corpus", "coded", "words"),
    [
        ({"machine": ["a"]}, {"machine": ["a"]}, "coded frame has no column 'truth'"),
        (
            {"machine": ["a", None]},
            {"machine": ["a"], "truth": ["a"]},
            "1 units of the corpus frame have no 'machine'",
        ),
        (
            {"machine": ["a", "b"]},
            {"machine": ["a"], "truth": ["a"]},
            "'the sample' has fewer than two coded units",
        ),
    ],
)
def test_estimates_that_cannot_be_made(corpus, coded, words):
    with pytest.raises(InputError, match=words):
        coding.corrected_estimate(pd.DataFrame(corpus), pd.DataFrame(coded), truth="truth", machine="machine")
