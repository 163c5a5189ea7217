"""Pages to articles: what a reader of the result relies on."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mediakit as mk
from mediakit.errors import InputError
from mediakit.extraction import engines, join_parts
from mediakit.records import Article, Removed

PAGE = """<html lang="en"><head><title>Rain expected on Monday - The Bugle</title>
<meta property="og:site_name" content="The Bugle">
<meta property="article:published_time" content="2020-07-06T10:00:00+08:00"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Rain expected on Monday</h1><p class="byline">By ANN LEE, Weather Editor</p>
<figure><img src="a.jpg"><figcaption>Clouds over the harbour. (Photo by B. Roe/Getty Images)</figcaption></figure>
{body}
</article><footer>Copyright The Bugle</footer></body></html>"""
PROSE = [
    "It will rain on Monday over most of the city, the weather office said on Sunday evening in its bulletin.",
    "“Take an umbrella with you,” said Ms Tan, who leads the office. “It will be wet until the early hours.”",
    "Schools stay open, the education bureau said, and ferries run as usual unless the wind picks up at night.",
    "The last week of heavy rain was in May, when two markets were flooded and traffic stood still for hours.",
]


def page(*more: str) -> str:
    return PAGE.format(body="".join(f"<p>{line}</p>" for line in [*PROSE, *more]))


def test_a_plain_page_gives_every_field() -> None:
    article = mk.extract(page(), url="https://bugle.example/2020/07/06/rain")
    assert article.title == "Rain expected on Monday"
    assert article.authors == ("Ann Lee",)
    assert article.roles == ("Weather Editor",)
    assert article.published is not None
    assert article.published.isoformat() == "2020-07-06T10:00:00+08:00"
    assert article.published_precision == "second"
    assert article.text.split("\n\n") == PROSE
    assert article.outlet == "The Bugle"
    assert article.language == "en"
    assert article.access == "open"
    assert article.captions == ("Clouds over the harbour. (Photo by B. Roe/Getty Images)",)


def remade(*changes: tuple[str, str]) -> Article:
    source = page()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return mk.extract(source, url="https://bugle.example/2020/07/06/rain")


BYLINES = [
    ("By RALPH D. RUSSO", ("Ralph D. Russo",), (None,)),
    ("By Ann Lee and Bo Roe", ("Ann Lee", "Bo Roe"), (None, None)),
    ("Ann Lee, Tech Reporter", ("Ann Lee",), ("Tech Reporter",)),
    ("Chris White Tech Reporter", ("Chris White",), ("Tech Reporter",)),
    (
        "By Ann Lee, Senior Political Correspondent, and Bo Roe",
        ("Ann Lee", "Bo Roe"),
        ("Senior Political Correspondent", None),
    ),
    ("Von Jörg Müller, Redakteur", ("Jörg Müller",), ("Redakteur",)),
    ("By Maria de la Cruz", ("Maria de la Cruz",), (None,)),
    ("By Abby Smith", ("Abby Smith",), (None,)),
    ("By Ann Lee (Special Correspondent)", ("Ann Lee",), ("Special Correspondent",)),
    ("By Ann Lee | Published 6 July 2020", ("Ann Lee",), (None,)),
    ("记者：王小明", ("王小明",), (None,)),
    ("本报记者 贺知行 实习生 卫蓝 发自香港", ("贺知行", "卫蓝"), (None, "实习生")),
    ("晨报记者 宁小满 沈若川", ("宁小满", "沈若川"), (None, None)),
    ("By FOX BUTTERFIELD", ("Fox Butterfield",), (None,)),
    ("By CAMPBELL PAGE", ("Campbell Page",), (None,)),
    ("By FOX SPORTS", (), ()),
    ("By the Political Staff", (), ()),
    ("By The Bugle Staff", (), ()),
    ("By Associated Press", (), ()),
    ("Editorial Board", (), ()),
    ("3 Hours Ago", (), ()),
    ("By Bo Roe, Weather Desk", ("Bo Roe",), (None,)),
    ("By Nelson C.J.", ("Nelson C.J.",), (None,)),
    ("By Bo Roe, Harbour Report", ("Bo Roe",), (None,)),
]


@pytest.mark.parametrize(("printed", "people", "roles"), BYLINES)
def test_people_and_their_roles_are_read_from_the_printed_byline(
    printed: str, people: tuple[str, ...], roles: tuple[str | None, ...]
) -> None:
    article = remade(("By ANN LEE, Weather Editor", printed))
    assert article.authors == people
    assert article.roles == roles


@pytest.mark.parametrize("helped", ["Contributions from Bo Roe", "Photography by Bo Roe", "Styled by Bo Roe"])
def test_whom_the_byline_names_as_a_helper_is_no_author(helped: str) -> None:
    people = '[{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Roe"}]'
    node = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Rain", "author": {people}}}</script>'
    article = remade(("<head>", f"<head>{node}"), ("By ANN LEE, Weather Editor", f"By Ann Lee {helped}"))
    assert article.authors == ("Ann Lee",)
    assert article.byline == f"By Ann Lee {helped}"


def test_a_byline_in_a_box_that_holds_the_headline_is_read() -> None:
    box = "<div class='widget'><header><h1>Rain expected on Monday</h1>"
    article = remade(
        ("<h1>Rain expected on Monday</h1>", box), ("Weather Editor</p>", "Weather Editor</p></header></div>")
    )
    assert article.authors == ("Ann Lee",)


def test_chinese_editors_stand_for_reporters_whom_nobody_names() -> None:
    prose = "".join(
        f"<p>政府星期{day}决定，由于暴风雨，学校将继续关闭，请市民留意最新的天气消息和交通安排。</p>"
        for day in "一二三四五"
    )
    article = mk.extract(
        f"<title>学校继续关闭</title><h1>学校继续关闭</h1>{prose}<p>(责编：牛一、岳二三)</p>"
    )
    assert (article.authors, article.roles) == (("牛一", "岳二三"), ("责任编辑", "责任编辑"))


@pytest.mark.parametrize(
    "behind",
    [
        "July 6, 2020, 10:10 a.m.",
        "/ 9:15 a.m. · July 6, 2020",
        "| The Bugle | 2020-07-06 08:00",
        "6 July 2020",
        "Updated: today",
    ],
)
def test_the_byline_is_printed_without_the_date_behind_it(behind: str) -> None:
    article = remade(("By ANN LEE, Weather Editor", f"By Ann Lee , Weather Editor <span>{behind}</span>"))
    assert article.byline == "By Ann Lee, Weather Editor"


def test_a_desk_below_the_headline_is_a_body() -> None:
    article = remade(
        (
            '<p class="byline">By ANN LEE, Weather Editor',
            '<p class="info">Weather Desk | The Bugle | 2020-07-06',
        )
    )
    assert (article.authors, article.organizations, article.byline) == ((), ("Weather Desk",), "Weather Desk")


SECTIONS = [
    ('<meta property="article:section" content="World">', "", "World"),
    ("", '<div class="crumbs"><a href="/">Home</a> &gt; <a href="/w">World</a> &gt; Rain</div>', "World"),
    (
        "",
        '<ul class="breadcrumb"><li>The Bugle</li><li>World</li><li>Rain expected on Monday</li></ul>',
        "World",
    ),
    ("", '<div class="crumbs">您当前的位置：<a href="/">首页</a> &gt; 要闻 &gt; 正文</div>', "要闻"),
    (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"item": {"name": "Home"}}, {"name": "World"}]}</script>',
        "",
        "World",
    ),
    ("", '<a href="/world-news/">World</a>', "World"),
    ("", '<a href="/world-news/asia">Asia</a>', None),
    ("", '<div class="crumbs"><a href="/">Home</a></div>', None),
]


@pytest.mark.parametrize(("head", "top", "section"), SECTIONS)
def test_the_section_is_what_tags_or_the_way_to_the_article_say(
    head: str, top: str, section: str | None
) -> None:
    source = page().replace("<head>", f"<head>{head}").replace("<article>", f"{top}<article>")
    assert mk.extract(source, url="https://bugle.example/world-news/rain").section == section


@pytest.mark.parametrize(
    ("front", "outlet"), [("/", "The Bugle"), ("https://www.bugle.example/", "The Bugle"), ("/shop", None)]
)
def test_an_outlet_that_signs_its_titles_is_named(front: str, outlet: str | None) -> None:
    source = page().replace('<meta property="og:site_name" content="The Bugle">', "")
    source = source.replace("<nav>", f'<nav><a href="{front}">The Bugle</a>')
    assert mk.extract(source, url="https://bugle.example/2020/07/06/rain").outlet == outlet


def test_bodies_in_a_byline_are_no_authors() -> None:
    article = remade(("By ANN LEE, Weather Editor", "By Ann Lee, Associated Press"))
    assert (article.authors, article.organizations, article.wire) == (
        ("Ann Lee",),
        ("Associated Press",),
        "AP",
    )


WIRES = [
    ("HONG KONG (Reuters) - ", "Reuters", "HONG KONG"),
    ("WASHINGTON (AP) — ", "AP", "WASHINGTON"),
    ("BEIJING, July 6 (Xinhua) -- ", "Xinhua", "BEIJING"),
    ("Hong Kong (AFP) – ", "AFP", "Hong Kong"),
    ("BERLIN (dpa) - ", "dpa", "BERLIN"),
    ("SEOUL, July 6 (Yonhap) -- ", "Yonhap", "SEOUL"),
    ("TOKYO (Kyodo) -- ", "Kyodo", "TOKYO"),
    ("LOS ANGELES — ", None, "LOS ANGELES"),
    ("LEEDS (Northern Wire) — ", "Northern Wire", "LEEDS"),
    ("LEEDS, July 6 (Norpress) - ", "Norpress", "LEEDS"),
    ("", None, None),
]


@pytest.mark.parametrize(("dateline", "wire", "place"), WIRES)
def test_datelines_are_kept_and_taken_off_the_first_sentence(
    dateline: str, wire: str | None, place: str | None
) -> None:
    article = remade((PROSE[0], dateline + PROSE[0]))
    assert (article.wire, article.dateline) == (wire, place)
    assert article.text.startswith(PROSE[0])


NO_AGENCY = ["LEEDS (Monday) — ", "Ann Lee (Labour) — ", "LEEDS (the city) — ", "LEEDS (Bugle) — "]


@pytest.mark.parametrize("opening", NO_AGENCY)
def test_brackets_alone_make_no_agency(opening: str) -> None:
    assert remade((PROSE[0], opening + PROSE[0])).wire is None


def test_an_agency_no_list_holds_is_known_by_its_name_and_called_by_its_full_one() -> None:
    assert remade(("By ANN LEE, Weather Editor", "By Ann Lee, Northern Wire")).wire == "Northern Wire"
    notice = "© Northern News Agency 2020"
    copy = remade((PROSE[0], "LEEDS (Northern) — " + PROSE[0]), (PROSE[3], PROSE[3] + f"</p><p>{notice}"))
    assert copy.wire == "Northern News Agency"


def test_teasers_of_other_articles_go_and_lists_and_subheads_stay() -> None:
    teaser = '<div><h3><a href="/{0}">Another story, number {0}, of another day</a></h3><p>Its teaser {0}.</p></div>'
    line = '<p><a href="/x">Ferries that stopped, and why they did</a></p>'
    body = [f"<p>{text}</p>" for text in PROSE]
    body[2:2] = [
        "<h2>What stays open</h2>",
        "<ul><li>Schools in the city</li><li>All of the markets</li></ul>",
        line,
    ]
    article = mk.extract(PAGE.format(body="".join([*body, *(teaser.format(i) for i in range(4))])))
    middle = ["What stays open", "Schools in the city", "All of the markets"]
    assert article.text.split("\n\n") == [*PROSE[:2], *middle, *PROSE[2:]]
    assert sum(block.kind == "related" for block in article.removed) == 5


def test_every_entry_of_a_live_blog_is_read_where_the_engines_keep_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "trafilatura_paragraphs", lambda root: [PROSE[0]])
    monkeypatch.setattr(engines, "newspaper_paragraphs", lambda root, language: [])
    node = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Rain"}</script>'
    assert mk.extract(page().replace("<head>", f"<head>{node}")).text.split("\n\n") == PROSE
    assert mk.extract(page()).text == PROSE[0]


REMOVED = [
    ("credit", "Bo Roe/AFP via Getty Images"),
    ("credit", "Photo: Bo Roe"),
    ("caption", "Ferries at the pier on Sunday. (Photo by Bo Roe/Getty Images)"),
    ("related", "READ MORE: Why the ferries stopped"),
    ("related", "Related: Why the ferries stopped"),
    ("promotion", "Sign up for our newsletter to get the weather in your inbox every day"),
    ("promotion", "Follow us on Facebook and Twitter"),
    ("biography", "Ann Lee is a reporter at The Bugle who covers the weather."),
    ("notice", "This article was updated on 7 July to add a quotation."),
    ("notice", "Font Size:"),
    ("notice", "The Bugle is free for any lawful newspaper to reprint, its byline left where it is."),
    ("notice", "本报版权所有，未经书面授权不得转载。"),
    ("credit", "图片来源：本报 资料图"),
    ("related", "MORE: Why the ferries stopped"),
    ("biography", "Ann Lee writes about the weather and the sea."),
    ("notice", "© 2020 The Bugle. All rights reserved."),
    (
        "notice",
        "All content created by the Harbour News Service is available without charge to any publisher.",
    ),
]


@pytest.mark.parametrize(("kind", "line"), REMOVED)
def test_what_is_not_the_article_is_taken_out_with_its_kind(kind: str, line: str) -> None:
    article = mk.extract(page(line))
    assert line not in article.text
    assert Removed(kind, line) in article.removed
    assert PROSE[-1] in article.text


KEPT = [
    "“Sign up for the newsletter,” the minister told reporters, “and you will see what we mean by that.”",
    "The photo by Mr Roe won a prize in 2019, and the board bought it for the hall of the old customs house.",
    "Ann Lee, who runs the board, said that related stories in the press were wrong about the repairs.",
]


@pytest.mark.parametrize("line", KEPT)
def test_sentences_that_only_sound_like_furniture_stay(line: str) -> None:
    assert line in mk.extract(page(line)).text


ACCESS = [
    ("open", page()),
    ("gone", "<title>404 Not Found</title><h1>Not Found</h1><p>The page is not here.</p>"),
    ("gone", "<title>Page not found - The Bugle</title><h1>Page not found</h1>"),
    ("gone", "<title>Error 404</title><h1>Error 404</h1><p>Try the search.</p>"),
    ("stub", PAGE.format(body=f"<p>{PROSE[0]}</p><div>Subscribe to continue reading</div>")),
    ("stub", PAGE.format(body=f"<p>{PROSE[0]}</p><p>Already a subscriber? Log in</p>")),
    (
        "stub",
        PAGE.format(body=f"<p>{PROSE[0]}</p>").replace(
            "<head>",
            '<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain","isAccessibleForFree":"False"}</script>',
        ),
    ),
    ("stub", "<title>The Bugle</title><h1>Before you continue</h1><p>We value your privacy.</p>"),
    (
        "index",
        '<meta property="og:type" content="website">'
        + "".join(f'<h3><a href="/{i}">Headline number {i}</a></h3>' for i in range(30)),
    ),
]


@pytest.mark.parametrize(("access", "source"), ACCESS)
def test_stubs_lists_and_error_pages_are_marked(access: str, source: str) -> None:
    assert mk.extract(source, url="https://bugle.example/2020/07/06/rain").access == access


def test_a_front_page_is_an_index() -> None:
    assert mk.extract(page(), url="https://bugle.example/").access == "index"


PUBLISHED = 'content="2020-07-06T10:00:00+08:00"'
TIMES = [
    ("2020-07-06T10:00:00+08:00", "second"),
    ("2020-07-06T10:00:00Z", "second"),
    ("2020-07-06 10:00", "second"),
    ("Mon, 06 Jul 2020 10:00:00 GMT", "second"),
    ("1594029600", "second"),
    ("2020-07-06", "day"),
    ("July 6, 2020", "day"),
    ("2020年07月06日", "day"),
    ("20200706", "day"),
]


@pytest.mark.parametrize(("stated", "precision"), TIMES)
def test_published_says_how_exact_it_is(stated: str, precision: str) -> None:
    article = remade((PUBLISHED, f'content="{stated}"'))
    assert article.published is not None
    assert article.published.date().isoformat() == "2020-07-06"
    assert article.published_precision == precision


UPDATES = [
    ('<meta property="article:modified_time" content="2020-07-07T09:00:00+08:00">', True),
    ('<meta property="og:updated_time" content="2020-07-07T09:00:00+08:00">', True),
    ('<meta name="last-modified" content="2020-07-07T09:00:00+08:00">', True),
    ('<meta itemprop="dateModified" content="2020-07-07T01:00:00Z">', True),
    (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"R","dateModified":"2020-07-07T01:00:00Z"}</script>',
        True,
    ),
    ('<meta property="article:modified_time" content="2020-07-06T10:00:00+08:00">', False),
    ('<meta property="article:modified_time" content="2019-01-01T10:00:00+08:00">', False),
    ('<meta property="article:modified_time" content="2999-01-01T10:00:00+08:00">', False),
    ("", False),
]


def test_a_line_that_prints_both_times_gives_both() -> None:
    line = "By Ann Lee | The Bugle | Published: 2020-07-06 07:45 | Updated: 2020-07-07 10:10"
    source = PAGE.format(body="".join(f"<p>{text}</p>" for text in PROSE))
    source = source.replace(
        '<meta property="article:published_time" content="2020-07-06T10:00:00+08:00">', ""
    )
    article = mk.extract(
        source.replace('<p class="byline">By ANN LEE, Weather Editor', f'<p class="info">{line}')
    )
    assert (article.published, article.updated) == (
        datetime(2020, 7, 6, 7, 45, tzinfo=UTC),
        datetime(2020, 7, 7, 10, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize(("host", "hours"), [("bugle.hk", 8), ("bugle.jp", 9), ("bugle.example", 0)])
def test_a_time_without_a_zone_is_in_the_only_one_of_its_country(host: str, hours: int) -> None:
    source = page().replace("2020-07-06T10:00:00+08:00", "2020-07-06T10:00:00")
    published = mk.extract(source, url=f"https://{host}/rain").published
    assert published is not None
    assert published.utcoffset() == timedelta(hours=hours)


def test_a_time_whose_zone_nothing_tells_is_marked() -> None:
    article = remade(("10:00:00+08:00", "10:00:00"))
    assert article.origins["published"] == "meta article:published_time, no zone stated"
    assert remade().origins["published"] == "meta article:published_time"


@pytest.mark.parametrize(
    ("stated", "again", "published"),
    [
        ("2020-07-07T00:46:23Z", "2020-07-06T20:46:23-04:00", "2020-07-06T20:46:23-04:00"),
        ("2020-07-07T00:46:23Z", "2020-07-06T20:46:23", "2020-07-06T20:46:23-04:00"),
        ("2020-07-07T00:46:23Z", "2020-07-06T20:46:24", "2020-07-07T00:46:23+00:00"),
        ("2020-07-07T00:45:00Z", "2020-07-06T20:45:00", "2020-07-07T00:45:00+00:00"),
        ("2020-07-07T00:46:23Z", "2020-07-05T20:46:23", "2020-07-07T00:46:23+00:00"),
        ("2020-07-07T00:46:23+08:00", "2020-07-06T20:46:23", "2020-07-07T00:46:23+08:00"),
    ],
)
def test_a_moment_told_again_by_the_outlets_clock_is_in_its_zone(
    stated: str, again: str, published: str
) -> None:
    article = remade(
        ("2020-07-06T10:00:00+08:00", stated), ("<article>", f'<article><time datetime="{again}">')
    )
    assert article.published is not None
    assert article.published.isoformat() == published


def test_a_date_in_a_list_of_terms_is_read() -> None:
    source = page().replace(
        '<meta property="article:published_time" content="2020-07-06T10:00:00+08:00">', ""
    )
    listed = "</h1><dl><dt>Date:</dt><dd>July 6, 2020</dd></dl>"
    published = mk.extract(source.replace("</h1>", listed)).published
    assert published == datetime(2020, 7, 6, tzinfo=UTC)


def test_the_day_of_a_video_gives_way_to_that_of_the_article() -> None:
    video = '<script type="application/ld+json">{"@type": "VideoObject", "name": "Rain", "uploadDate": "2019-01-01"}</script>'
    published = remade(("<head>", f"<head>{video}")).published
    assert published is not None
    assert published.isoformat() == "2020-07-06T10:00:00+08:00"


@pytest.mark.parametrize(("tag", "changed"), UPDATES)
def test_updated_is_a_later_time_of_its_own(tag: str, changed: bool) -> None:
    article = remade(("<head>", f"<head>{tag}"))
    assert (article.updated.isoformat()[:10] if article.updated else None) == (
        "2020-07-07" if changed else None
    )
    assert article.published is not None
    assert article.published.isoformat() == "2020-07-06T10:00:00+08:00"


LANGUAGES = {
    "en": PROSE[0],
    "de": "Die Regierung hat am Montag beschlossen, dass die Schulen wegen des Sturms geschlossen bleiben sollen.",
    "fr": "Le gouvernement a décidé lundi que les écoles resteraient fermées à cause de la tempête annoncée.",
    "es": "El gobierno decidió el lunes que las escuelas permanecerán cerradas a causa de la tormenta anunciada.",
    "zh": "政府星期一决定，由于暴风雨，学校将继续关闭，请市民留意最新的天气消息和交通安排。",
    "ja": "政府は月曜日、嵐のため学校を引き続き休校にすることを決めた。市民に注意を呼びかけている。",
    "ko": "정부는 월요일 폭풍 때문에 학교를 계속 휴교하기로 결정했다고 밝혔다. 시민들의 주의를 당부했다.",
    "ru": "Правительство решило в понедельник, что школы останутся закрытыми из-за надвигающейся бури.",
    "it": "Il governo ha deciso lunedì che le scuole resteranno chiuse a causa della tempesta annunciata.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_decide_the_language(language: str) -> None:
    body = "".join(f"<p>{LANGUAGES[language]}</p>" for _ in range(3))
    assert mk.extract(PAGE.format(body=body)).language == language


TITLES = [
    ("<title>Rain expected on Monday - The Bugle</title>", "", "Rain expected on Monday"),
    ("<title>Rain expected on Monday | World | The Bugle</title>", "", "Rain expected on Monday"),
    ("<title>Opinion | Rain expected on Monday</title>", "", "Rain expected on Monday"),
    ("<title>Storm news</title>", "<h1>Rain expected on Monday</h1>", "Rain expected on Monday"),
    ("<title>Rain expected on Monday - The Bugle</title>", "<h1>The Bugle</h1>", "Rain expected on Monday"),
    (
        "<title>Rain expected on Monday</title>",
        "<h1><span>World</span> Rain expected on Monday</h1>",
        "Rain expected on Monday",
    ),
]


@pytest.mark.parametrize(("head", "heading", "title"), TITLES)
def test_titles_lose_the_site_and_the_label(head: str, heading: str, title: str) -> None:
    article = mk.extract(
        f'{head}<meta property="og:site_name" content="The Bugle"><body>{heading}<p>{PROSE[0]}</p>'
    )
    assert article.title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Weather: Rain expected on Monday", "Weather: Rain expected on Monday"),
        ("Ann Lee: Rain expected on Monday", "Rain expected on Monday"),
    ],
)
def test_a_headline_keeps_the_half_that_two_tags_give_it(head: str, title: str) -> None:
    node = f'{{"@type": "NewsArticle", "headline": "{head}", "author": {{"@type": "Person", "name": "Ann Lee"}}}}'
    tags = f'<meta property="og:title" content="{head}"><script type="application/ld+json">{node}</script>'
    assert remade(("<head>", f"<head>{tags}")).title == title


def test_a_headline_keeps_the_half_that_a_tag_joins_with_a_dash() -> None:
    tags = '<meta property="og:title" content="Weather: Rain expected on Monday"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Weather - Rain expected on Monday"}</script>'
    assert remade(("<head>", f"<head>{tags}")).title == "Weather: Rain expected on Monday"


def test_a_kicker_inside_the_heading_is_parted_from_it() -> None:
    heading = '<h1><span class="dachzeile">Weather</span> <span>Rain expected on Monday</span></h1>'
    article = remade(
        ("<h1>Rain expected on Monday</h1>", heading), ("<title>Rain expected on", "<title>Wet start of")
    )
    assert article.title == "Weather: Rain expected on Monday"


def test_the_search_headline_is_kept_apart() -> None:
    article = remade(("<head>", '<head><meta property="og:title" content="Monday rain: what we know">'))
    assert (article.title, article.search_title) == ("Rain expected on Monday", "Monday rain: what we know")


def test_origins_say_where_each_fact_came_from() -> None:
    origins = mk.extract(page()).origins
    assert origins == {
        "title": "h1",
        "authors": "byline",
        "published": "meta article:published_time",
        "text": "trafilatura",
    }


def test_further_pages_are_found_and_joined() -> None:
    first = mk.extract(page('<a rel="next" href="?page=2">Next page</a>'), url="https://bugle.example/rain")
    assert first.next_pages == ("https://bugle.example/rain?page=2",)
    more = "The bureau will meet again on Tuesday to look at the drains of the two markets, it said. " * 4
    more = more.strip()
    second = mk.extract(
        PAGE.format(body=f"<p>{PROSE[3]}</p><p>{more}</p>"), url="https://bugle.example/rain?page=2"
    )
    whole = join_parts([first, second])
    assert whole.text.split("\n\n") == [*PROSE, more]
    assert whole.next_pages == ()


def test_joining_nothing_says_what_was_expected() -> None:
    with pytest.raises(InputError, match="at least the first page"):
        join_parts([])


def test_pasted_text_becomes_an_article() -> None:
    pasted = "\n\n".join(
        [
            "Rain Expected On Monday, Office Says",
            "Bo Roe/AFP via Getty Images",
            "Harbour News logo",
            "Ann Lee Weather Reporter",
            "Font Size:",
            PROSE[0] + " (RELATED: Why the ferries stopped)",
            "HONG KONG, CHINA - MAY 01: A ferry at the pier on May 1. (Photo by Bo Roe/Getty Images)",
            PROSE[1],
            "All content created by the Harbour News Service is available without charge to any publisher.",
        ]
    )
    article = mk.extract_text(pasted)
    assert article.title == "Rain Expected On Monday, Office Says"
    assert (article.authors, article.roles) == (("Ann Lee",), ("Weather Reporter",))
    assert article.text == f"{PROSE[0]}\n\n{PROSE[1]}"
    assert {block.kind for block in article.removed} == {"credit", "caption", "related", "notice"}


@given(st.text(max_size=400))
def test_any_pasted_text_gives_an_article(text: str) -> None:
    article = mk.extract_text(text)
    assert len(article.authors) == len(article.roles)


def test_real_pages_never_raise_and_most_have_text(shared: Path) -> None:
    files = sorted((shared / "benchmarks" / "pages_dev" / "pages").glob("*.gz"))[::12]
    articles = [mk.extract(gzip.decompress(file.read_bytes())) for file in files]
    assert sum(len(article.text) > 200 for article in articles) >= 0.95 * len(files)
    assert all(len(article.authors) == len(article.roles) for article in articles)
