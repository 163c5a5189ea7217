"""Codebooks: what is read, how each mistake is named, and the laws of the codebook and the events that ship."""

import csv
import re
from collections import Counter
from contextlib import nullcontext
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.codebook import Alias, Codebook
from mediakit.errors import CodebookError
from mediakit.mentions import find_mentions

HEAD = 'categories = ["platform", "company"]\n'
ONE = """
[concepts.meta]
label = "Meta"
label_zh = "元"
category = "company"
definition = "A company."
aliases = ["Meta Platforms", { text = "Meta", since = 2021-10-28, near = ["Facebook"] }]
ignore = ["Meta-analysis"]

[concepts.whatsapp]
label = "WhatsApp"
category = "platform"
parents = ["meta"]
definition = "An app."
aliases = [{ text = ["WhatsApp", "Wassup"], case = "any" }]
"""


@pytest.fixture(scope="module")
def codebook(sample_study) -> Codebook:
    return Codebook.load(sample_study / "codebook.toml")


@pytest.fixture(scope="module")
def events(sample_study) -> list[dict[str, str]]:
    with (sample_study / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_reads_concepts_in_order():
    codebook = Codebook.loads(HEAD + ONE)
    assert list(codebook) == ["meta", "whatsapp"]
    assert len(codebook) == 2
    assert "meta" in codebook
    assert codebook["meta"].label_zh == "元"
    assert codebook["whatsapp"].label_zh is None
    assert codebook["meta"].ignore == ("Meta-analysis",)
    assert codebook["meta"].aliases[1] == Alias("Meta", since=date(2021, 10, 28), near=("Facebook",))
    assert [alias.text for alias in codebook["whatsapp"].aliases] == ["WhatsApp", "Wassup"]
    assert codebook.categories == ("platform", "company")


def test_family_and_line():
    codebook = Codebook.loads(HEAD + ONE)
    assert codebook.family("meta") == ("meta", "whatsapp")
    assert codebook.line("whatsapp") == {"whatsapp", "meta"}
    for ask in (codebook.family, codebook.__getitem__):
        with pytest.raises(CodebookError, match="no concept 'tiktok'; it has meta, whatsapp"):
            ask("tiktok")


def test_aliases_hold_on_their_first_and_last_day():
    alias = Alias("Ant", since=date(2020, 1, 2), until=date(2020, 3, 4))
    days = [date(2020, 1, 1), date(2020, 1, 2), date(2020, 3, 4), date(2020, 3, 5), None]
    assert [alias.holds_on(day) for day in days] == [False, True, True, False, True]


@pytest.mark.parametrize(
    ("alias", "there", "absent"),
    [
        (Alias("Apple"), {"Apple", "APPLE"}, {"apple"}),
        (Alias("X", case="exact"), {"X"}, {"x"}),
        (Alias("WeChat", case="any"), {"WeChat", "wechat", "WECHAT", "Wechat"}, set()),
        (
            Alias("export controls"),
            {"export controls", "Export controls", "Export Controls"},
            {"exporT controls"},
        ),
        (Alias("house of cards"), {"House of Cards", "HOUSE OF CARDS"}, set()),
        (Alias("People's Bank"), {"People's Bank", "People’s Bank", "PEOPLE’S BANK"}, {"People'S Bank"}),
        (Alias("微信"), {"微信"}, set()),
    ],
)
def test_spellings(alias, there, absent):
    assert there <= alias.spellings()
    assert not absent & alias.spellings()


@given(st.text(min_size=1), st.sampled_from(["capitals", "exact", "any"]))
@settings(deadline=None)
def test_a_name_as_written_is_always_a_spelling(text, case):
    assert text in Alias(text, case=case).spellings()


MISTAKES = [
    # what is replaced, by what, line of the mistake, words of the message
    ('label = "Meta"\n', "", 3, r"concept 'meta' has no label; write label = \"…\" under \[concepts.meta\]"),
    ('label = "Meta"', "label = 3", 4, r"label 3 of 'meta' is not text"),
    ('label = "Meta"', 'lable = "Meta"', 4, r"unknown key 'lable'; use only label, label_zh"),
    ('category = "company"', 'category = "firm"', 6, r"category 'firm' of 'meta' is not one of platform, company"),
    ('definition = "An app."', 'definition = " "', 15, r"definition ' ' of 'whatsapp' is not text"),
    ('parents = ["meta"]', 'parents = ["mta"]', 14, r"parent 'mta' of 'whatsapp' is not a concept; add \[concepts.mta\]"),
    ('parents = ["meta"]', 'parents = ["whatsapp"]', 14, r"lead back to it: whatsapp → whatsapp"),
    ('parents = ["meta"]', 'parents = "meta"', 14, r"parents 'meta' is not a list"),
    ("since = 2021-10-28", 'since = "2021"', 8, r"since '2021' is not a day; write since = 2023-07-24"),
    ("since = 2021-10-28", "since = 2021-10-28T10:00:00", 8, r"is not a day"),
    ("since = 2021-10-28", "since = 2021-10-28, until = 2020-01-01", 8, r"ends on 2020-01-01, before 2021-10-28"),
    ('near = ["Facebook"]', 'nearby = ["Facebook"]', 8, r"unknown key 'nearby'; use only text, since, until"),
    ('near = ["Facebook"]', 'near = "Facebook"', 8, r"near 'Facebook' is not a list of words"),
    ('near = ["Facebook"]', 'near = ["Facebook "]', 8, r"without spaces around them"),
    ('case = "any"', 'case = "lower"', 16, r"case 'lower' of alias 'WhatsApp' is unknown; use one of capitals, exact, any"),
    ('{ text = ["WhatsApp", "Wassup"], case = "any" }', "", 16, r"concept 'whatsapp' has no aliases"),
    ('{ text = ["WhatsApp", "Wassup"], case = "any" }', "{ case = 'any' }", 16, r"has no text; write a string, or"),
    ('["WhatsApp", "Wassup"]', "[]", 16, r"has no text; write text = "),
    ('"Wassup"', '"WhatsApp"', 16, r"alias 'WhatsApp' stands twice in 'whatsapp'"),
    ('"Wassup"', '"Meta Platforms"', 16, r"'Meta Platforms' is an alias of 'meta' and of 'whatsapp'"),
    ('"Wassup"', '"META PLATFORMS"', 16, r"is an alias of 'meta' and of 'whatsapp', with nothing to tell them apart"),
    ('"Wassup"', '""', 16, r"is not a list of words"),
    ("[concepts.whatsapp]", "[concepts.WhatsApp]", 11, r"the id 'WhatsApp' is not lower-case words joined by hyphens"),
    ("[concepts.whatsapp]", "[concepts.meta]", 11, r"this is not TOML: .*; mend the line"),
    ("[concepts.whatsapp]", "[whatsapp]", 11, r"the top of the codebook has an unknown key 'whatsapp'"),
    ('["Meta-analysis"]', '["Meta-analysis"', 11, r"this is not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "words"), MISTAKES)
def test_mistakes_name_file_line_and_remedy(tmp_path, old, new, line, words):
    source = HEAD + ONE
    assert source.count(old) == 1
    path = tmp_path / "codebook.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(CodebookError, match=words) as raised:
        Codebook.load(path)
    named = re.match(rf"{re.escape(str(path))}, line (\d+): .*; .+", str(raised.value), flags=re.DOTALL)
    assert named, str(raised.value)
    assert int(named[1]) == line


def test_mistakes_about_the_file(tmp_path):
    with pytest.raises(CodebookError, match="there is no codebook at .*mediakit new"):
        Codebook.load(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes('label = "微信"'.encode("gb18030"))
    with pytest.raises(CodebookError, match="is not UTF-8 .*save it as UTF-8"):
        Codebook.load(tmp_path / "gbk.toml")
    (tmp_path / "marked.toml").write_text(HEAD + ONE, encoding="utf-8-sig")
    assert len(Codebook.load(tmp_path / "marked.toml")) == 2
    with pytest.raises(CodebookError, match=r"line 1: there is no concept; write a table \[concepts.ID\]"):
        Codebook.loads(HEAD)


def test_one_name_in_two_concepts_needs_a_rule():
    def other(rule: str) -> str:
        return (
            HEAD
            + ONE
            + f'[concepts.tag]\nlabel = "T"\ncategory = "company"\ndefinition = "T."\naliases = [{rule}]\n'
        )

    for apart in ('{ text = "Meta", near = ["HTML"] }', '{ text = "Meta", until = 2021-10-27 }'):
        assert len(Codebook.loads(other(apart))) == 3
    for same in (
        '"Meta"',
        '{ text = "Meta", not_near = ["cheese"] }',
        '{ text = "Meta", until = 2021-10-28 }',
    ):
        with pytest.raises(CodebookError, match="'Meta' is an alias of 'meta' and of 'tag'"):
            Codebook.loads(other(same))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_or_refused_by_name(source):
    with pytest.raises(CodebookError, match=r"codebook\.toml, line \d+: "):
        Codebook.loads(source)


@given(st.integers(0, len(HEAD + ONE)), st.integers(0, 30), st.text("[]{}\"'=,\n a1", max_size=6))
@settings(deadline=None, max_examples=300)
def test_a_damaged_codebook_is_read_or_refused_by_name(at, cut, patch):
    source = (HEAD + ONE)[:at] + patch + (HEAD + ONE)[at + cut :]
    with (
        nullcontext()
        if is_sound(source)
        else pytest.raises(CodebookError, match=r"^codebook\.toml, line \d+: ")
    ):
        Codebook.loads(source)


def is_sound(source: str) -> bool:
    try:
        Codebook.loads(source)
    except CodebookError:
        return False
    return True


# ------------------------------------------------------------------ the codebook that ships


def test_sample_is_large_enough(codebook):
    assert len(codebook) >= 150
    assert sum(len(concept.aliases) for concept in codebook.concepts.values()) >= 500


def test_the_manual_states_its_size(codebook, events, sample_study):
    manual = (sample_study.parents[2] / "docs" / "methods" / "mentions.md").read_text(encoding="utf-8")
    stated = re.search(r"(\d+) concepts and ([\d,]+) aliases", manual)
    assert stated is not None
    aliases = sum(len(concept.aliases) for concept in codebook.concepts.values())
    assert (int(stated[1]), int(stated[2].replace(",", ""))) == (len(codebook), aliases)
    assert f"lists {len(events)} events" in manual


def test_sample_categories_are_all_used(codebook):
    used = Counter(concept.category for concept in codebook.concepts.values())
    assert set(used) == set(codebook.categories)
    assert min(used.values()) >= 10


def test_sample_concepts_are_described(codebook):
    for concept in codebook.concepts.values():
        assert concept.label_zh, concept.id
        assert concept.definition[0].isupper() or concept.definition[0].isdigit(), concept.id
        assert concept.definition.endswith("."), concept.id
        assert 4 < len(concept.definition) <= 110, concept.id
        assert "\n" not in concept.definition, concept.id


def test_sample_labels_are_unique(codebook):
    labels = Counter(concept.label for concept in codebook.concepts.values())
    assert [label for label, times in labels.items() if times > 1] == []


def test_sample_speaks_both_scripts(codebook):
    chinese = re.compile(r"[\u4e00-\u9fff]")
    aliases = {alias.text for concept in codebook.concepts.values() for alias in concept.aliases}
    assert sum(bool(chinese.search(alias)) for alias in aliases) >= 200
    for simplified, traditional in (
        ("华为", "華為"),
        ("阿里巴巴", "阿里巴巴"),
        ("腾讯", "騰訊"),
        ("网信办", "網信辦"),
    ):
        assert {simplified, traditional} <= aliases


def test_sample_parents_do_not_name_what_their_children_are_called(codebook):
    for concept in codebook.concepts.values():
        own = {alias.text for alias in concept.aliases}
        for parent in concept.parents:
            assert not own & {alias.text for alias in codebook[parent].aliases}


def test_sample_concepts_are_not_ignored_by_themselves(codebook):
    for concept in codebook.concepts.values():
        assert not {alias.text for alias in concept.aliases} & set(concept.ignore), concept.id


# ------------------------------------------------------------------ the events that ship


def test_events_are_many_and_spread(events):
    years = Counter(event["date"][:4] for event in events)
    assert len(events) >= 150
    assert set(years) == {str(year) for year in range(2009, 2026)}


def test_events_have_iso_dates_in_order(events):
    days = [date.fromisoformat(event["date"]) for event in events]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"]) for event in events)
    assert days == sorted(days)
    assert date(2009, 1, 1) <= days[0]
    assert days[-1] <= date(2025, 12, 31)


def test_events_name_concepts(events, codebook):
    for event in events:
        platforms = event["platform"].split(";")
        assert len(set(platforms)) == len(platforms), event
        assert all(platform in codebook for platform in platforms), event
        assert event["place"] in codebook, event


def test_events_fit_a_chart(events):
    for event in events:
        assert 10 < len(event["description"]) <= 110, event
        assert 3 < len(event["label"]) <= 28, event
        assert event["description"] == event["description"].strip()
    labels = Counter(event["label"] for event in events)
    assert [label for label, times in labels.items() if times > 1] == []


def test_events_are_sourced(events):
    for event in events:
        assert event["source_title"], event
        assert event["publisher"], event
        assert date.fromisoformat(event["source_date"]) <= date(2025, 12, 31), event
        assert (
            abs((date.fromisoformat(event["source_date"]) - date.fromisoformat(event["date"])).days) < 400
        ), event
        assert event["url"] == "" or event["url"].startswith("https://"), event


def test_events_do_not_use_a_name_before_its_time(events, codebook):
    for event in events:
        day = date.fromisoformat(event["date"])
        text = f"{event['label']}. {event['description']}"
        assert not (
            day < date(2023, 7, 24) and "twitter" not in text.lower() and re.search(r"\bX\b", text)
        ), event
        assert not (day < date(2021, 10, 28) and re.search(r"\bMeta\b", text)), event


def test_events_mention_what_they_are_about(events, codebook):
    """The line a reader sees names at least one of the concepts that the event is filed under, nearly always."""
    silent = [
        event["label"]
        for event in events
        if not {event["place"], *event["platform"].split(";")}
        & {
            mention.concept
            for mention in find_mentions(
                f"{event['label']}. {event['description']}",
                codebook,
                published=date.fromisoformat(event["date"]),
            )
        }
    ]
    assert len(silent) <= len(events) * 0.05, silent
