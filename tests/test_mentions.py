"""Mentions: exact offsets, whole words, the longest name, dates, the rules for ambiguous names, the sample's gold."""

import random
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediakit.codebook import Codebook
from mediakit.mentions import find_mentions
from mediakit.newsroom import load

AFTER = date(2024, 1, 2)


@pytest.fixture(scope="module")
def codebook(sample_study) -> Codebook:
    return Codebook.load(sample_study / "codebook.toml")


def found(codebook, text, day=AFTER, **options):
    return {m.concept for m in find_mentions(text, codebook, published=day, **options)}


def small(aliases: str, more: str = "") -> Codebook:
    return Codebook.loads(
        'categories = ["c"]\n[concepts.it]\nlabel = "It"\ncategory = "c"\ndefinition = "It."\n'
        f"aliases = [{aliases}]\n{more}"
    )


TRAPS = [
    # text, day, concept that must be there (or None), concept that must not
    ("Apple growers in Yakima lost a third of the harvest.", AFTER, None, "apple"),
    ("Apple beside the orchard.\n\nApple prices rose. The orchard flooded.", AFTER, None, "apple"),
    ("She baked an apple tart.", AFTER, None, "apple"),
    ("The Big Apple slept.", AFTER, None, "apple"),
    ("Apple removed the apps.", AFTER, "apple", None),
    ("APPLE REMOVES APPS", AFTER, "apple", None),
    ("Apple opened a store in the Big Apple.", AFTER, "apple", None),
    ("Jimmy Lai founded Apple Daily.", AFTER, "jimmy-lai", "apple"),
    ("An X marks the spot on the map.", AFTER, None, "twitter"),
    ("The X-ray showed nothing that his account on the app had claimed.", AFTER, None, "twitter"),
    ("He posted on X that he was leaving.", date(2023, 7, 23), None, "twitter"),
    ("He posted on X that he was leaving.", date(2023, 7, 24), "twitter", None),
    ("X, formerly known as Twitter, declined to comment.", AFTER, "twitter", None),
    ("Solve for x in the equation posted above.", AFTER, None, "twitter"),
    ("SpaceX launched a rocket, Elon Musk posted.", AFTER, "elon-musk", "twitter"),
    ("The page is at https://weibo.com/u/1234 and stays there.", AFTER, None, "weibo"),
    ("Write to press@Tencent.com for details.", AFTER, None, "tencent"),
    ("See www.example.com/Alibaba-results for more.", AFTER, None, "alibaba"),
    ("见 https://Weibo.com/u/1。微博没有回应。", AFTER, "weibo", None),
    ("Users wrote on Weibo.Many agreed.", AFTER, "weibo", None),
    ("Meta declined to comment.", date(2021, 10, 27), None, "meta"),
    ("Meta declined to comment.", date(2021, 10, 28), "meta", None),
    ("Meta-analysis of 40 trials found no effect.", AFTER, None, "meta"),
    ("WhatsAppers of the world, unite.", AFTER, None, "whatsapp"),
    ("TikTokers danced.", AFTER, None, "tiktok"),
    ("The ReTwitter tool failed.", AFTER, None, "twitter"),
    ("Thanks, @Alibaba_Group and @Tencent, for nothing.", AFTER, None, "alibaba"),
    ("Thanks, @Alibaba_Group and @Tencent, for nothing.", AFTER, None, "tencent"),
    ("The hashtag #TikTok and the pair Apple/Google spread.", AFTER, "tiktok", None),
    ("US-China talks on TikTok-like apps stalled.", AFTER, "china", None),
    ("WhatsApp’s encryption held; Whatsapp said so.", AFTER, "whatsapp", None),
    ("Signal strength was poor in the valley.", AFTER, None, "signal"),
    ("Signal lights failed at the junction.", AFTER, None, "signal"),
    ("Activists moved from WhatsApp to Signal.", AFTER, "signal", None),
    ("Line up here, said the guard at the station.", AFTER, None, "line"),
    ("LINE, the messaging app, went silent.", AFTER, "line", None),
    ("Zoom in on the face with a longer lens.", AFTER, None, "zoom"),
    ("Zoom closed the accounts of three users.", AFTER, "zoom", None),
    ("Oracle bones tell of a drought.", AFTER, None, "oracle"),
    ("The Oracle at Delphi spoke in riddles.", AFTER, None, "oracle"),
    ("Oracle takes a stake in TikTok.", AFTER, "oracle", None),
    ("The Amazon river flooded.", AFTER, None, "amazon"),
    ("A bag of chocolate chips.", AFTER, None, "semiconductors"),
    ("Advanced chips may not be exported.", AFTER, "semiconductors", None),
    ("The CAC 40 index in Paris rose.", AFTER, None, "cac"),
    ("US officials spoke; tell us why.", AFTER, "united-states", None),
    ("They told us why.", AFTER, None, "united-states"),
    ("The National People's Congress met.", AFTER, "npc", "us-congress"),
    ("The Republic of China was founded in 1912.", AFTER, "taiwan", "china"),
    ("The People’s Republic of China was founded in 1949.", AFTER, "china", "taiwan"),
    ("用户在使用WhatsApp聊天。", AFTER, "whatsapp", None),
    ("用戶喺騰訊微信度傾偈。", AFTER, "wechat", None),
    ("苹果丰收，果农很高兴，果园里都是水果。", AFTER, None, "apple"),
    ("苹果公司下架了应用。", AFTER, "apple", None),
    ("中国移动发布公告。", AFTER, "china-mobile", None),
    ("美國商務部公布清單。", AFTER, "commerce-department", "mofcom"),
    ("商务部发言人说，美国应当撤销限制。", AFTER, "mofcom", "commerce-department"),
    ("当地公安部门展开调查。", AFTER, None, "mps"),
    ("炉内温度高达三百度。", AFTER, None, "baidu"),
    ("许多西方国家表示关注。", AFTER, None, "jack-dorsey"),
    ("他住在南京东路附近。", AFTER, None, "jd"),
    ("其中国内用户占八成。", AFTER, None, "china"),
    ("政府提高通关效率。", AFTER, None, "qualcomm"),
    ("把东西藏在床下。", AFTER, None, "tibet"),
    (
        "The Public Security Bureau in Shanghai made an arrest after talks in Hong Kong.",
        AFTER,
        None,
        "hk-government",
    ),
    ("The game’s NPC characters were written in Beijing.", AFTER, None, "npc"),
    ("Vietnam’s Ministry of Public Security denied it.", AFTER, None, "mps"),
]


@pytest.mark.parametrize(("text", "day", "there", "absent"), TRAPS)
def test_traps(codebook, text, day, there, absent):
    concepts = found(codebook, text, day)
    assert there is None or there in concepts
    assert absent not in concepts


def test_the_rest_of_the_article_decides(codebook):
    opening = "Signal went quiet on Tuesday.\n\n"
    assert "signal" not in found(codebook, opening + "Nobody knew why the lamp had failed.")
    assert "signal" in found(codebook, opening + "The Signal Foundation blamed the filters.")
    assert "signal" in found(codebook, opening, title="Encrypted app Signal blocked in China")
    far = "Dragonfly was known to few inside the firm. " + "It was kept from the staff for years. " * 9
    assert "project-dragonfly" not in found(codebook, far)
    assert "project-dragonfly" in found(codebook, far + "Google declined to comment.")


def test_a_service_vouches_for_its_company(codebook):
    doubtful = "Apple harvest fell.\n\nApple said nothing."
    assert "apple" in found(codebook, doubtful + "\n\nTim Cook smiled.")


def test_the_longest_name_wins_and_holds_its_parent(codebook):
    mentions = find_mentions("Hong Kong police met Ministry of Public Security aides", codebook)
    assert [(m.concept, m.surface) for m in mentions] == [
        ("hk-police", "Hong Kong police"),
        ("hong-kong", "Hong Kong"),
        ("mps", "Ministry of Public Security"),
    ]
    assert [m.concept for m in find_mentions("China Mobile", codebook)] == ["china-mobile"]
    assert [m.surface for m in find_mentions("the U.S. economy", codebook)] == ["U.S."]


def test_without_a_day_aliases_of_all_times_count(codebook):
    assert "meta" in found(codebook, "Meta declined to comment.", None)
    assert "meta" not in found(codebook, "Meta declined.", datetime(2021, 10, 27, 23, tzinfo=UTC))


def test_two_readings_of_one_name():
    codebook = small(
        '{ text = "Mercury", near = ["planet*"] }',
        '[concepts.metal]\nlabel = "Metal"\ncategory = "c"\ndefinition = "Hg."\n'
        'aliases = [{ text = "Mercury", near = ["thermometer*"] }]\n',
    )
    assert found(codebook, "Mercury is a planet.") == {"it"}
    assert found(codebook, "Mercury fills thermometers.") == {"metal"}
    assert found(codebook, "Mercury rises.") == set()


def test_near_words_do_not_reach_over_a_paragraph():
    codebook = small('{ text = "Line", near = ["app"] }')
    assert found(codebook, "Line is an app.") == {"it"}
    assert found(codebook, "Line opened.\n\nAn app closed.") == set()
    assert found(codebook, "Line " + "and on " * 11 + "apple") == set()
    assert found(codebook, "Line is an apparatus.") == set()
    assert found(codebook, f"Line {'x' * 75} app") == {"it"}
    assert found(codebook, f"Line {'x' * 75} apple") == set()


def test_case_rules():
    assert found(small('"Apple"'), "apple APPLE") == {"it"}
    assert found(small('"Apple"'), "apple") == set()
    assert found(small('{ text = "X", case = "exact" }'), "x") == set()
    assert found(small('{ text = "iCloud", case = "exact" }'), "ICLOUD") == set()
    assert found(small('{ text = "WhatsApp", case = "any" }'), "whatsapp") == {"it"}
    assert found(small('"export controls"'), "Export Controls") == {"it"}


def test_typographic_spaces_and_hyphens(codebook):
    text = "In Hong\u00a0Kong, end\u2011to\u2011end encryption"
    mentions = find_mentions(text, codebook)
    assert [m.concept for m in mentions] == ["hong-kong", "end-to-end-encryption"]
    assert [m.surface for m in mentions] == ["Hong\u00a0Kong", "end\u2011to\u2011end encryption"]


def test_every_alias_of_the_sample_can_be_found(codebook):
    lost = []
    for concept in codebook.concepts.values():
        for alias in concept.aliases:
            helpers = [words[0].rstrip("*") for words in (alias.near, alias.in_article) if words]
            text = f"{' '.join(helpers)} {alias.text} …"
            if concept.id not in found(codebook, text, alias.since or AFTER):
                lost.append((concept.id, alias.text))
    assert lost == []


WORDS = st.sampled_from(
    [
        "Apple",
        "apple",
        "WhatsApp",
        "X",
        "Meta",
        "Signal",
        "Line",
        "Zoom",
        "Oracle",
        "TikTok",
        "Hong",
        "Kong",
        "police",
        "China",
        "U.S.",
        "US",
        "微信",
        "苹果",
        "香港",
        "警方",
        "的",
        "orchard",
        "app",
        "Twitter",
        "posted",
        "on",
        "https://weibo.com/u",
        "@Weibo",
        ".com",
        "\n\n",
        ",",
        ".",
        "’s",
        "-",
        "/",
        "Amazon",
        "river",
        "Ant-Man",
        "é",
        "𝔛",
        "�",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(WORDS | st.text(max_size=8), max_size=30),
    st.sampled_from(["", " "]),
    st.dates(date(2009, 1, 1), date(2025, 12, 31)) | st.none(),
)
def test_laws(codebook, words, joint, day):
    text = joint.join(words)
    mentions = find_mentions(text, codebook, title=text[:20], published=day)
    assert mentions == find_mentions(text, codebook, title=text[:20], published=day)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for m in mentions:
        assert text[m.start : m.end] == m.surface != ""
        assert m.category == codebook[m.concept].category
    for first, second in zip(mentions, mentions[1:], strict=False):
        inside = second.end <= first.end and second.concept in codebook.line(first.concept)
        assert second.start >= first.end or inside
    assert len({(m.start, m.end) for m in mentions}) == len(mentions)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.text(alphabet="abc \u4e00", max_size=90))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_paragraph_before_moves_mentions_only(codebook, text, before):
    moved = len(before) + 2
    shifted = find_mentions(f"{before}\n\n{text}", codebook, published=AFTER)
    assert [(m.concept, m.start - moved) for m in shifted] == [
        (m.concept, m.start) for m in find_mentions(text, codebook, published=AFTER)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Apple " * 30_000,
        "X" * 200_000,
        "China." * 30_000,
        "https://a.b/China/" * 12_000,
        "Apple orchard " * 15_000,
        "香港" * 100_000,
        "Hong Kong Hong Kong police " * 8_000,
    ],
    ids=["repeated", "one word", "dots", "addresses", "refused", "chinese", "nested"],
)
def test_hostile_texts_take_no_longer(codebook, text):
    find_mentions("warm", codebook)
    started = time.process_time()
    find_mentions(text, codebook, published=AFTER)
    assert time.process_time() - started < 3


def sample_pairs(codebook, folder):
    for story in load(folder / "newsroom").gold:
        if story.copy_of is None:
            day = story.published.date()
            options = {"published": day}
            body = find_mentions(story.text, codebook, title=story.title, **options)
            head = find_mentions(story.title, codebook, title=story.text, **options)
            yield story.id, {m.concept for m in body + head}, set(story.topics)


def test_sample_gold(codebook, sample_study):
    pairs = list(sample_pairs(codebook, sample_study))
    assert len(pairs) > 40
    unknown = {topic for _, _, gold in pairs for topic in gold if topic not in codebook}
    assert unknown == set()
    right = sum(len(machine & gold) for _, machine, gold in pairs)
    wrong = {name: sorted(machine ^ gold) for name, machine, gold in pairs if machine != gold}
    assert right / sum(len(machine) for _, machine, _ in pairs) >= 0.97, wrong
    assert right / sum(len(gold) for _, _, gold in pairs) >= 0.97, wrong


def test_speed(codebook, sample_study):
    """Five megabytes a second on a core that is free; the floor here leaves room for a busy one."""
    texts = [story.text for story in load(sample_study / "newsroom").gold]
    random.Random(1).shuffle(texts)
    find_mentions("warm", codebook)
    size = sum(len(text.encode()) for text in texts)
    best = 0.0
    for _ in range(5):
        started = time.process_time()
        for text in texts:
            find_mentions(text, codebook, published=AFTER)
        best = max(best, size / (time.process_time() - started) / 1e6)
    assert best > 2.5, f"{best:.1f} MB a second"
