"""The notebook that checks the machine by hand: samples that last, shipped sheets, a study that nobody has coded."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediakit as mk
from mediakit import coding, newsroom
from mediakit.coding import Variable
from mediakit.errors import InputError
from mediakit.records import Article
from mediakit.study import notebooks

KINDS = ("company", "government", "state_media", "politician", "court_regulator", "activist_ngo", "expert")
KINDS += ("analyst", "worker", "citizen", "media", "document", "unknown")
NAMING = Variable("naming", "Does the article name the source?", ("named", "unnamed", "no quotation"))
KIND = Variable("source_type", "What kind of source speaks?", KINDS)
TEXT = "“It is late,” she said. “No, early,” he said. Nobody else said anything at all."


def quoted(*places):
    return pd.DataFrame(
        {
            "article_id": "a",
            "start": [start for start, _ in places],
            "end": [end for _, end in places],
            "text": [TEXT[start:end] for start, end in places],
        }
    )


def article(text):
    return pd.DataFrame({"article_id": ["a"], "text": [text]})


def found(units, sample=None, text=TEXT):
    drawn = quoted((1, 12), (25, 36)) if sample is None else sample
    drawn = drawn.assign(unit=[f"u{n}" for n in range(len(drawn))])
    return coding.find_again(drawn, units.assign(answer=range(len(units))), articles=article(text))


def test_an_unchanged_frame_is_found_again_whole():
    assert found(quoted((1, 12), (25, 36)))["answer"].tolist() == [0, 1]


@given(st.text(alphabet="ab “”.\n", max_size=60))
def test_units_are_found_where_the_text_moved(before):
    moved = quoted((1, 12), (25, 36)).assign(
        start=lambda f: f.start + len(before), end=lambda f: f.end + len(before)
    )
    assert found(moved, text=before + TEXT)["answer"].tolist() == [0, 1]


def test_a_passage_cut_otherwise_is_the_same_and_another_is_not():
    made = found(quoted((0, 14), (25, 29)))
    assert made["found"].tolist() == [True, False]
    assert made["text"].tolist() == [TEXT[1:12], TEXT[25:36]]
    assert pd.isna(made["answer"].iloc[1])


def test_no_row_is_given_to_two_units():
    made = found(quoted((1, 12)), sample=quoted((1, 12), (1, 11)))
    assert made["found"].tolist() == [True, False]


@pytest.mark.parametrize("text", ["Another article altogether.", "", None])
def test_units_of_a_text_that_is_gone_are_reported(text):
    assert found(quoted((1, 12), (25, 36)), text=text)["found"].tolist() == [False, False]


def test_a_kept_sample_comes_back_and_outlives_the_frame(tmp_path):
    units = quoted((1, 12), (25, 36)).assign(text=["=1+1, “she” said\n'yes'", "NA"])
    drawn = coding.draw_sample(units, 2, seed=4)
    first = coding.keep_sample(drawn, tmp_path / "coding" / "sample.csv")
    again = coding.keep_sample(coding.draw_sample(units.iloc[::-1], 2), tmp_path / "coding" / "sample.csv")
    assert first.equals(again.astype(first.dtypes))
    cells = (tmp_path / "coding" / "sample.csv").read_text()
    assert not re.search(r'(^|,)"?=', cells, flags=re.MULTILINE)


def test_nothing_drawn_is_nothing_kept(tmp_path):
    nobody = quoted()
    assert coding.sample_size(0.08, population=0) == 0
    kept = coding.keep_sample(coding.draw_sample(nobody, 0), tmp_path / "sample.csv")
    assert kept.empty
    assert not list(tmp_path.iterdir())
    assert coding.find_again(kept, nobody, articles=article(TEXT)).empty


def sheet(path, *rows):
    path.write_text("unit,text,naming,source_type,note\n" + "".join(f"{row}\n" for row in rows))


def test_sheets_of_a_folder_are_those_with_answers(tmp_path):
    sheet(tmp_path / "bea.csv", "u1,Yes,named,company,")
    sheet(tmp_path / "ann.csv", "u1,Yes,unnamed,,")
    sheet(tmp_path / "blank.csv", "u1,Yes,,,")
    (tmp_path / "sample.csv").write_text("unit,article_id\nu1,a\n")
    (tmp_path / "README.md").write_text("Two coders.")
    assert list(coding.read_sheets(tmp_path, variables=[NAMING, KIND])) == ["ann", "bea"]
    assert coding.read_sheets(tmp_path / "nowhere", variables=[NAMING]) == {}


def test_a_mistake_in_any_sheet_is_named(tmp_path):
    sheet(tmp_path / "ann.csv", "u1,Yes,perhaps,,")
    with pytest.raises(InputError, match=r"ann\.csv.*\n.*row 2: naming is 'perhaps'"):
        coding.read_sheets(tmp_path, variables=[NAMING, KIND])


def test_one_coder_has_one_sheet(tmp_path):
    sheet(tmp_path / "ann.csv", "u1,Yes,named,company,")
    shown = pd.DataFrame({"unit": ["u1"], "text": ["Yes"]})
    path = coding.write_sheet(shown, tmp_path / "ann.xlsx", variables=[NAMING])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.worksheets[0].cell(2, 3, "named")
    book.save(path)
    with pytest.raises(InputError, match="'ann' has two sheets"):
        coding.read_sheets(tmp_path, variables=[NAMING])


def test_most_coders_decide_and_the_first_of_two():
    codings = pd.DataFrame(
        {"a": ["x", "x", None, None], "b": ["y", "y", "y", None], "c": [None, "y", None, None]}
    )
    assert coding.settled(codings).tolist()[:3] == ["x", "y", "y"]
    assert pd.isna(coding.settled(codings).iloc[3])
    assert coding.settled(coding.side_by_side({}, "naming")).empty


def test_the_interval_of_the_coders_alone_holds_the_truth():
    random = np.random.default_rng(2)
    truth = pd.Series(np.where(random.random(2000) < 0.3, "yes", "no"))
    corpus = pd.DataFrame({"truth": truth, "machine": truth.where(random.random(2000) < 0.9, "no")})
    share, inside = (truth == "yes").mean(), 0
    for _ in range(300):
        coded = corpus.iloc[random.choice(2000, 100, replace=False)]
        made = coding.corrected_estimate(corpus, coded, truth="truth", machine="machine")
        low, high = made.loc[made["label"] == "yes", ["by_hand_low", "by_hand_high"]].iloc[0]
        inside += low <= share <= high
    assert 0.92 <= inside / 300 <= 0.985


def test_figures_below_each_other():
    corpus = pd.DataFrame({"machine": ["yes"] * 40 + ["no"] * 60})
    coded = pd.DataFrame({"machine": ["yes", "no"] * 10, "truth": ["yes", "no", "no", "no"] * 5})
    made = coding.beside(coding.corrected_estimate(corpus, coded, truth="truth", machine="machine"), "yes")
    assert made["share"].tolist() == pytest.approx([0.4, 0.25, 0.2])
    assert made["low"].isna().tolist() == [True, False, False]
    with pytest.raises(InputError, match=r"no estimate of 'maybe'; there are no, yes"):
        coding.beside(coding.corrected_estimate(corpus, coded, truth="truth", machine="machine"), "maybe")


@pytest.mark.parametrize(
    ("uncorrected", "words"),
    [
        (0.5, "the machine alone says too many: 50%"),
        (0.1, "too few: 10%"),
        (0.3, "says 30%, within the error"),
    ],
)
def test_headline_is_never_bolder_than_the_interval(uncorrected, words):
    row = {"label": "unnamed", "uncorrected": uncorrected, "estimate": 0.28, "low": 0.2, "high": 0.36}
    said = mk.findings.corrected(pd.DataFrame([row]), "unnamed", "of quotations come from unnamed sources")
    assert said.startswith("Corrected, 28% of quotations come from unnamed sources; ")
    assert words in said


@pytest.fixture(scope="module")
def folder(sample_study):
    return sample_study / "coding"


@pytest.fixture(scope="module")
def shipped(folder):
    return coding.read_sheets(folder, variables=[NAMING, KIND])


def test_two_sheets_ship_on_one_sample_of_real_size(folder, shipped):
    kept = coding.keep_sample(pd.DataFrame(), folder / "sample.csv")
    assert list(shipped) == ["ann", "bea"]
    assert len(kept) >= 80
    for coder in shipped.values():
        assert coder["unit"].tolist() == kept["unit"].tolist()
    assert "invented" in (folder / "README.md").read_text()


def test_the_shipped_coders_agree_as_people_do(shipped):
    made = coding.agreement(shipped, variables=[NAMING, KIND], draws=200).set_index("variable")
    assert made["alpha"].between(0.8, 0.97).all()


def test_the_shipped_sample_is_of_the_newsroom(folder, sample_study):
    kept = coding.keep_sample(pd.DataFrame(), folder / "sample.csv")
    texts = [" ".join(story.text.split()) for story in newsroom.load(sample_study / "newsroom").gold]
    everything = "\n".join(texts)
    lost = [text for text in kept["text"] if " ".join(text.split()) not in everything]
    assert len(lost) <= 1  # a notice to other editors, which was once read as part of its article


def test_the_shipped_coders_answer_as_the_newsroom_means(folder, sample_study, shipped):
    kept = coding.keep_sample(pd.DataFrame(), folder / "sample.csv")
    stories = newsroom.load(sample_study / "newsroom").gold
    gold = {q.text.strip(" ,.，。"): q for story in stories for q in story.quotes}
    people = coding.settled(coding.side_by_side(shipped, "naming"))
    meant = {
        unit: gold.get(text.strip(" ,.，。")) for unit, text in zip(kept["unit"], kept["text"], strict=True)
    }
    judged = [("unnamed" if q.anonymous else "named") == people[unit] for unit, q in meant.items() if q]
    assert len(judged) >= 50
    assert sum(judged) / len(judged) >= 0.95


@pytest.mark.parametrize("text", [TEXT, "The boats run again, on every day but Sunday."])
def test_on_a_study_that_nobody_coded_it_ends_with_a_sheet_to_fill_in(tmp_path, text):
    page = Article(title="Late", text=text, url="http://island-post.example/1", outlet="Island Post")
    mk.new_study(tmp_path / "study")
    for name in ("frames", "reports", "charts"):
        (tmp_path / "study" / name).mkdir(exist_ok=True)
    for name, frame in mk.from_articles([page]).items():
        frame.to_parquet(tmp_path / "study" / "frames" / f"{name}.parquet")
    report = notebooks.execute(notebooks.folder() / "06-check-by-hand.ipynb", tmp_path / "study")
    assert "Nobody has coded yet" in report.read_text()
    blank = tmp_path / "study" / "coding" / "blank.csv"
    assert blank.exists() == (text == TEXT)
    if blank.exists():
        assert coding.read_sheet(blank, variables=[NAMING, KIND])["naming"].isna().all()
