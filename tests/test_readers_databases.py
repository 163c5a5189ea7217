"""Downloads of press databases: invented files of their shapes, read field by field."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import press_exports as build
from mediakit import readers
from mediakit.errors import UnreadableError
from mediakit.readers.entries import count_stated, language_code, read_authors
from mediakit.readers.nexis_blocks import mark
from mediakit.records import Article, Failure
from mediakit.text import collapse, count_words
from press_exports import BARE, FERRY, NEXIS, STORIES, STORM, Story, page, read


@pytest.mark.parametrize("kind", NEXIS)
def test_kind_and_number_of_articles(kind):
    body = NEXIS[kind](STORIES)
    assert readers.kind(page(body)) == kind
    found = read(body)
    assert [article.title for article in found] == [story.title for story in STORIES]
    assert {article.engine for article in found} == {kind}


@pytest.mark.parametrize("kind", NEXIS)
@pytest.mark.parametrize(
    "field",
    ["title", "outlet", "section", "byline", "authors", "language", "text", "stated_words", "published"],
)
def test_each_field_of_a_record(kind, field):
    article = read(NEXIS[kind](STORIES))[0]
    expected = {
        "title": FERRY.title,
        "outlet": FERRY.outlet,
        "section": FERRY.section,
        "byline": FERRY.byline,
        "authors": ("Ann Lee", "Bob Ray"),
        "language": "en",
        "text": "\n\n".join(FERRY.paragraphs),
        "stated_words": FERRY.length,
        "published": datetime(2019, 5, 14, tzinfo=UTC),
    }
    assert getattr(article, field) == expected[field]


@pytest.mark.parametrize("kind", NEXIS)
def test_origins_name_the_reader(kind):
    article = read(NEXIS[kind](STORIES))[0]
    assert article.origins["title"] == kind
    assert set(article.origins) == {"title", "authors", "byline", "published", "outlet", "section", "text"}
    assert article.published_precision == "day"


@pytest.mark.parametrize("kind", NEXIS)
def test_time_role_and_what_is_missing(kind):
    _, storm, bare = read(NEXIS[kind](STORIES))
    assert (storm.published, storm.published_precision) == (datetime(2019, 5, 3, 9, 20, tzinfo=UTC), "second")
    assert (storm.authors, storm.roles) == (("Cal Doe",), ("Shipping Correspondent",))
    assert storm.text == "\n\n".join(STORM.paragraphs)
    assert (bare.byline, bare.authors, bare.section) == (None, (), None)
    assert bare.text == BARE.paragraphs[0]


@pytest.mark.parametrize("kind", ["nexis_html", "lexisnexis_txt"])
def test_dateline_and_captions_stay_out_of_the_text(kind):
    storm = read(NEXIS[kind](STORIES))[1]
    assert storm.dateline == "WESTHAVEN"
    assert storm.captions == (STORM.graphic,)
    assert "Copyright" not in storm.text
    assert any("Copyright" in block.text for block in storm.removed)


@pytest.mark.parametrize("kind", ["nexis_html", "lexisnexis_txt"])
@pytest.mark.parametrize(
    ("language", "story", "day"),
    [
        (
            "de",
            Story(title="Die Fähre fährt wieder", outlet="Hafenbote", date="14. Mai 2019 Dienstag", byline="Anna Lehmann; Bert Groß", section="Wirtschaft; S. 4", language="GERMAN; DEUTSCH", paragraphs=["Die Fähre zu den äußeren Inseln fuhr am Montag wieder.", "Länge läuft, sagte der Kapitän."]),
            14,
        ),
        (
            "fr",
            Story(title="Le bac repart", outlet="Le Quai", date="lundi 13 mai 2019", byline="Anne Leroux", section="POLITIQUE", language="FRENCH; FRANÇAIS", paragraphs=["Le bac des îles est reparti lundi après trois semaines de travaux."]),
            13,
        ),
        ("nl", Story(title="De veerboot vaart weer", outlet="De Havenpost", date="14 mei 2019 dinsdag", byline="Anna Bakker", section="BINNENLAND; Blz. 6", language="DUTCH; NEDERLANDS", paragraphs=["De veerboot naar de eilanden vaart weer."]), 14),
        ("es", Story(title="El barco vuelve", outlet="El Muelle", date="14 de mayo de 2019 martes", byline="Ana Ruiz", section="LOCAL", language="SPANISH; ESPAÑOL", paragraphs=["El barco de las islas vuelve a salir."]), 14),
        ("it", Story(title="Il traghetto riparte", outlet="Il Molo", date="14 maggio 2019 martedì", byline="Anna Rossi", section="CRONACA; Pag. 6", language="ITALIAN; ITALIANO", paragraphs=["Il traghetto per le isole riparte."]), 14),
        ("pt", Story(title="A barca volta", outlet="O Cais", date="14 de maio de 2019 terça-feira", byline="Ana Reis", section="LOCAL", language="PORTUGUESE", paragraphs=["A barca para as ilhas voltou."]), 14),
    ],
)  # fmt: skip
def test_other_languages_of_labels(kind, language, story, day):
    (article,) = read(NEXIS[kind]([story], language))
    assert (article.title, article.outlet, article.section) == (story.title, story.outlet, story.section)
    assert (article.language, article.published) == (language, datetime(2019, 5, day, tzinfo=UTC))
    assert article.authors[0] == story.byline.split(";")[0]
    assert article.text == "\n\n".join(story.paragraphs)
    assert article.stated_words == story.length


def test_german_interface_of_nexis_uni():
    story = Story(title="Die Fähre fährt wieder", outlet="Hafenbote", date="14. Mai 2019 Dienstag 9:20 AM MESZ", byline="Lehmann, Anna", language="GERMAN", section="Lokales", graphic="Foto: Privat", paragraphs=["Die Fähre fuhr am Montag wieder.", "Das sagte der Kapitän."])  # fmt: skip
    for bookmarks in (True, False):
        (article,) = read(build.nexis_uni([story], "de", bookmarks=bookmarks, cover=False))
        assert (article.title, article.outlet, article.section, article.authors) == (
            story.title,
            "Hafenbote",
            "Lokales",
            ("Anna Lehmann",),
        )
        assert article.published == datetime(2019, 5, 14, 7, 20, tzinfo=UTC)
        assert article.text == "Die Fähre fuhr am Montag wieder.\n\nDas sagte der Kapitän."
        assert (article.language, article.captions) == ("de", ("Foto: Privat",))


UNI_DATES = {
    "fr": "mardi 14 mai 2019",
    "es": "14 de mayo de 2019 martes",
    "nl": "14 mei 2019 dinsdag",
    "zh": "2019年5月14日 星期二",
}


@pytest.mark.parametrize("language", UNI_DATES)
@pytest.mark.parametrize("bookmarks", [True, False])
def test_interfaces_of_nexis_uni(language, bookmarks):
    story = Story(date=UNI_DATES[language], graphic="A ferry")
    (article,) = read(build.nexis_uni([story], language, cover=False, bookmarks=bookmarks))
    assert (article.title, article.outlet, article.section) == (story.title, story.outlet, story.section)
    assert (article.byline, article.stated_words, article.published.day) == (story.byline, story.length, 14)
    assert article.text == "\n\n".join(story.paragraphs)
    assert article.captions == (story.graphic,)


FACTIVA_DATES = {
    "en": "14 May 2019",
    "de": "14 Mai 2019",
    "fr": "14 mai 2019",
    "es": "14 mayo 2019",
    "it": "14 Maggio 2019",
    "pt": "14 Maio 2019",
    "zh": "2019 年 5 月 14 日 17:04",
    "ja": "2019 年 5 月 14 日",
    "ko": "2019년 5월 14일",
}


@pytest.mark.parametrize("interface", FACTIVA_DATES)
def test_factiva_in_each_language_of_its_interface(interface):
    story = Story(date=FACTIVA_DATES[interface], section="Foreign Desk; 1", byline="Lee, Ann; Bob Ray")
    (article,) = read(
        build.factiva_html(
            [story], interface, extra=("1; National", "13", "Volume 32; Issue 3; ISSN:1234567X")
        )
    )
    assert (article.title, article.outlet, article.section) == (story.title, story.outlet, "Foreign Desk; 1")
    assert article.authors == ("Ann Lee", "Bob Ray")
    assert article.published.date() == datetime(2019, 5, 14, tzinfo=UTC).date()
    assert (article.language, article.stated_words) == ("en", story.length)
    assert article.text == "\n\n".join(story.paragraphs)


def test_factiva_time_on_a_line_of_its_own_and_without_a_zone():
    (article,) = read(build.factiva_html([Story(date="14 May 2019 | 17:04", outlet="Harbour Wire")]))
    assert (article.published, article.outlet) == (datetime(2019, 5, 14, 17, 4, tzinfo=UTC), "Harbour Wire")
    assert article.origins["published"] == "factiva_html, no zone stated"


def test_factiva_with_a_date_that_cannot_be_read():
    (article,) = read(build.factiva_html([Story(date="14 Xeimon 2019")], "ru", extra=("IT", "Late Edition")))
    assert (article.outlet, article.published, article.language) == (FERRY.outlet, None, "en")
    assert article.stated_words == FERRY.length


def test_factiva_with_codes():
    found = read(build.factiva_indexed([FERRY, STORM]))
    assert [(a.title, a.outlet, a.section, a.text) for a in found] == [
        (s.title, s.outlet, s.section, "\n\n".join(s.paragraphs)) for s in (FERRY, STORM)
    ]
    assert found[0].authors == ("Ann Lee", "Bob Ray")


def test_factiva_headline_without_text_is_a_failure():
    article, failure = read(build.factiva_html([FERRY], headlines=["Only a headline"]))
    assert isinstance(article, Article)
    assert isinstance(failure, Failure)
    assert (failure.url, failure.stage) == ("import:a#1", "read")
    assert "Only a headline" in failure.error


def test_factiva_saved_in_another_encoding_than_it_declares():
    story = Story(title="Café am Hafen öffnet", date="14 Mai 2019")
    (article,) = read(build.factiva_html([story], "de", encoding="cp1252"))
    assert (article.title, article.stated_words) == (story.title, story.length)


def test_a_record_without_text_does_not_end_the_others():
    for kind, make in NEXIS.items():
        empty = Story(title="Picture of the day", paragraphs=[], words=120)
        found = read(make([FERRY, empty, BARE]))
        assert [type(item) for item in found] == [Article, Failure, Article], kind
        assert (found[1].url, found[1].stage) == ("import:a#1", "read")
        assert "Picture of the day" in found[1].error


def test_documents_missing_from_the_middle_of_a_download_are_named():
    article, failure, last = read(build.nexis_html([FERRY, BARE], numbers=[1, 4]))
    assert "documents 2 to 3" in failure.error
    assert (article.title, last.title) == (FERRY.title, BARE.title)


def test_tables_in_the_text_are_text():
    body = build.nexis_html([FERRY]).replace(
        b'<P CLASS="c8">',
        b'<TABLE><TR><TD>Ferry</TD><TD>9.15</TD></TR><TR><TD>Tug</TD><TD>10.40</TD></TR></TABLE><P CLASS="c8">',
        1,
    )
    (article,) = read(body)
    assert article.text.startswith("Ferry 9.15\n\nTug 10.40\n\n" + FERRY.paragraphs[0])
    body = build.factiva_html([FERRY]).replace(
        b'<p class="articleParagraph',
        b'<pre class="articlePre">\n \nHarbour prices\n \nOil 7.20\n</pre><p class="articleParagraph',
        1,
    )
    (article,) = read(body)
    assert article.text.startswith("Harbour prices\n\nOil 7.20\n\n" + FERRY.paragraphs[0])


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://www.mail.example/news/2019/ferry-runs-again", True),
        ("http://www.mail.example/", False),
        ("http://www.mail.example/news", False),
    ],
)
def test_a_front_page_is_no_address_of_an_article(url, kept):
    (article,) = read(
        build.lexisnexis_txt([FERRY]).replace(b"LANGUAGE:", b"URL: " + url.encode() + b"\r\n\r\nLANGUAGE:")
    )
    assert article.url == (url if kept else None)
    assert article.text == "\n\n".join(FERRY.paragraphs)


def test_downloads_joined_in_one_text_file_are_all_read():
    joined = build.lexisnexis_txt([FERRY, STORM]) + build.lexisnexis_txt(
        [BARE], total=383, first=8, encoding="utf-8"
    )
    assert [item.title for item in read(joined)] == [FERRY.title, STORM.title, BARE.title]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_text_files(encoding):
    story = Story(
        title="Café “Zur Fähre” öffnet – früh",
        paragraphs=["Das Café „Zur Fähre“ öffnet früh, schließt spät und gehört der Familie Grünwald."] * 3,
        language="GERMAN",
    )
    (article,) = read(build.lexisnexis_txt([story], "de", encoding=encoding))
    assert article.title == story.title
    assert article.text == "\n\n".join(story.paragraphs)


def test_a_text_that_an_old_editor_ended_with_its_mark_is_text():
    told = b"Ferry runs again\r\n\r\nThe ferry ran again on Monday, the harbour office said.\r\n\x1a"
    assert readers.kind(page(told)) == "text"
    assert "\x1a" not in read(told)[0].text


def test_records_that_follow_each_other_without_a_blank_line():
    body = re.sub(rb"\r\n\r\n( +\d of 3 DOC)", rb"\r\n\1", build.lexisnexis_txt(STORIES))
    assert [item.title for item in read(body)] == [story.title for story in STORIES]


def test_older_text_layout_with_headline_and_body_labels():
    text = (
        "                               1 of 1 DOCUMENT\r\n\r\n\r\n                     Copyright 1995 Harbour Papers\r\n\r\n"
        "                             The Harbour Mail\r\n\r\n                  June 12, 1995, Monday, CITY EDITION\r\n\r\n"
        "SECTION: HOME NEWS; Pg. 5\r\n\r\nLENGTH: 12 words\r\n\r\nHEADLINE: A bench for\r\nthe harbour\r\n\r\nBYLINE: By ANN LEE\r\n\r\n"
        "DATELINE: NORTHPORT\r\n\r\nBODY:\r\nThe harbour gets a bench.\r\n\r\nIt is of oak, and it is long.\r\n\r\nLANGUAGE: ENGLISH\r\n\r\nLOAD-DATE: June 13, 1995\r\n"
    )
    (article,) = read(text.encode())
    assert (article.title, article.outlet, article.section) == (
        "A bench for the harbour",
        "The Harbour Mail",
        "HOME NEWS; Pg. 5",
    )
    assert (article.authors, article.dateline, article.published.date().isoformat()) == (
        ("Ann Lee",),
        "NORTHPORT",
        "1995-06-12",
    )
    assert article.text == "The harbour gets a bench.\n\nIt is of oak, and it is long."


def test_edition_and_highlight_are_kept_apart():
    story = Story(edition="Edition 1; Northport", highlight="A ferry, at last.")
    (article,) = read(build.lexisnexis_txt([story]))
    kept = [block.text for block in article.removed]
    assert "Edition 1; Northport" in kept
    assert "A ferry, at last." in kept
    assert article.text == "\n\n".join(story.paragraphs)


@pytest.mark.parametrize("start", [1, 20, 70])
def test_style_classes_may_have_any_number(start):
    classes = tuple(f"c{start + i}" for i in (4, 2, 7, 0, 8, 1, 3, 6, 5))
    found = read(build.nexis_html(STORIES, classes=classes))
    assert [(a.title, a.outlet) for a in found] == [(s.title, s.outlet) for s in STORIES]


def test_text_that_looks_like_a_label_stays_text():
    story = Story(
        paragraphs=[
            "It rained.",
            "NOTE: bring a coat, the office said.",
            "PERSON: a play in two acts opens on Friday.",
            "So it goes on.",
        ]
    )
    for kind in ("nexis_html", "lexisnexis_txt", "nexis_uni"):
        (article,) = read(NEXIS[kind]([story]))
        assert article.text == "\n\n".join(story.paragraphs), kind


@pytest.mark.parametrize("kind", ["nexis_html", "lexisnexis_txt"])
def test_a_correction_may_be_the_text(kind):
    told = [
        "CORRECTION: The ferry left at nine, not at ten.",
        "GRAPHIC: a word that the captain likes.",
        *["It rained."] * 8,
    ]
    (article,) = read(NEXIS[kind]([Story(paragraphs=told)]))
    assert article.text == "\n\n".join(told)


def test_lines_below_a_record_are_kept_out_of_its_text():
    below = b'<BR><DIV CLASS="c4"><P CLASS="c8"><SPAN CLASS="c2">About this database</SPAN></P></DIV></BODY>'
    (article,) = read(build.nexis_html([FERRY]).replace(b"</BODY>", below))
    assert article.text == "\n\n".join(FERRY.paragraphs)
    assert "About this database" in [block.text for block in article.removed]


def test_labels_that_the_style_sheet_does_not_tell_apart():
    body = build.nexis_html(STORIES).replace(b"font-size: 10pt; font-weight: bold", b"font-size: 10pt")
    assert [(a.section, a.stated_words, a.text) for a in read(body)] == [
        (s.section or None, s.length, "\n\n".join(s.paragraphs)) for s in STORIES
    ]


def test_captions_before_the_last_fields_are_captions():
    body = build.lexisnexis_txt([FERRY]).replace(
        b"LOAD-DATE:", b"GRAPHIC: Photos: A ferry\r\n\r\nA tug (pg. 3)\r\n\r\nLOAD-DATE:"
    )
    (article,) = read(body)
    assert article.text == "\n\n".join(FERRY.paragraphs)
    assert article.captions == ("Photos: A ferry", "A tug (pg. 3)")


def test_nexis_uni_in_a_language_that_is_not_known():
    document = build.nexis_uni_document([FERRY], bookmarks=False, cover=False)
    for word, other in (
        ("Body", "Leipäteksti"),
        ("Classification", "Luokitus"),
        ("Language", "Kieli"),
        ("Section", "Osasto"),
    ):
        document = document.replace(f">{word}", f">{other}")
    (article,) = read(build.docx(document))
    assert (article.title, article.outlet, article.published.day) == (FERRY.title, FERRY.outlet, 14)
    assert article.text.startswith("\n\n".join(FERRY.paragraphs))


def test_an_address_alone_on_the_last_line_is_no_text():
    story = Story(paragraphs=[*FERRY.paragraphs, "https://mail.example/2019/05/14/ferry.html"])
    for make in NEXIS.values():
        (article,) = read(make([story]))
        assert article.text == "\n\n".join(FERRY.paragraphs)
        assert "https://mail.example/2019/05/14/ferry.html" in [block.text for block in article.removed]


def test_nexis_uni_blog_name_is_no_outlet():
    (article,) = read(build.nexis_uni([STORM], blog="(Tideline)"))
    assert (article.outlet, article.published.hour) == (STORM.outlet, 9)


def test_nexis_uni_cover_that_lists_more_than_the_file_holds():
    found = read(build.nexis_uni([FERRY], listed=5))
    assert [type(item) for item in found] == [Article, Failure]
    assert "lists 5 documents and the file holds 1" in found[1].error


def test_nexis_uni_list_without_documents_is_refused():
    with pytest.raises(UnreadableError, match="full text"):
        read(
            build.docx(
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:bookmarkStart w:name="Bookmark_1x"/><w:r><w:t>1. A ferry</w:t></w:r></w:p></w:body></w:document>'
            )
        )


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By ANN LEE and BOB RAY; Cal Doe contributed reporting from Westhaven.", ("Ann Lee", "Bob Ray")),
        ("Ann Lee (now), Bob Ray (earlier)", ("Ann Lee", "Bob Ray")),
        ("Groß, Anna; Wu, Bert", ("Anna Groß", "Bert Wu")),
        ("From ANN LEE in Westhaven", ("Ann Lee",)),
        ("By ANN LEE | By ANN LEE", ("Ann Lee",)),
        ("Edited by ANN LEE", ("Ann Lee",)),
        ("Reuters, London", ()),
        ("By our Political Staff", ()),
    ],
)
def test_bylines_of_databases(byline, people):
    assert read_authors(byline).people == people


def test_the_outlets_name_after_a_name_is_no_part_of_it():
    assert read_authors("By Ann Lee TIDE", "TIDE News").people == ("Ann Lee",)
    assert read_authors("Ann Lee; Our TIDE Wire Service", "TIDE News").organizations == (
        "Our TIDE Wire Service",
    )


@pytest.mark.parametrize(
    ("section", "byline", "kept"),
    [
        ("MONEY;", "_", ("MONEY", None)),
        ("Section W;; Section W; Page 1; ;", "; Ann Lee", ("Section W; Page 1", "Ann Lee")),
    ],
)
def test_marks_between_fields_that_are_empty(section, byline, kept):
    (article,) = read(build.nexis_uni([Story(section=section, byline=byline)]))
    assert (article.section, article.byline) == kept


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("                  3 of 74 DOCUMENTS", (3, 74)),
        ("1 of 1 DOCUMENT", (1, 1)),
        ("Dokument 12 von 1.024", (12, 1024)),
        ("Document 3 de 74", (3, 74)),
        ("3 VAN 74 DOCUMENTEN", (3, 74)),
        ("FOCUS - 2 of 9 DOCUMENTS", (2, 9)),
        ("3 of 74 ships", None),
        ("He read 3 of 74 documents", None),
    ],
)
def test_marks(line, place):
    assert mark(line) == place


def test_lengths_and_languages_in_any_language():
    assert [count_stated(s) for s in ("2,968 words", "1.204 Wörter", "8165 字", "1 204 mots", "")] == [
        2968,
        1204,
        8165,
        1204,
        None,
    ]
    assert [
        language_code(s) for s in ("ENGLISH", "GERMAN; DEUTSCH", "英文", "西班牙文", "Français", "xx", "")
    ] == ["en", "de", "en", "es", "fr", None, None]


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(words.filter(lambda s: s.strip()), min_size=1, max_size=5),
    kind=st.sampled_from(["nexis_uni", "nexis_html", "factiva_html"]),
)
def test_no_word_of_a_text_is_lost(texts, kind):
    story = Story(paragraphs=["It rained on the harbour.", *texts, "Then it was dry."])
    (article,) = read(NEXIS[kind]([story]))
    assert article.text == "\n\n".join(line for p in story.paragraphs if (line := collapse(p)))


FOLDERS = {
    "nexis_uni": "nexis_uni",
    "nexis_html": "nexis_html",
    "lexisnexis_txt": "lexisnexis_txt",
    "factiva_html": "factiva_html",
}
STATED = {
    "guardian1.docx": 2, "guardian2.docx": 1, "nyt1.docx": 50, "sample.DOCX": 10, "usa-today.docx": 7, "sample.TXT": 10,
    "afp_2013-03-12_0501.html": 74, "guardian_1986-01-01_0001.html": 262, "nyt_1_1993-01-03.html": 27,
    "irish-independence_1_2017-11-14.html": 44, "chinese-ui.html": 97,
}  # fmt: skip

HEADLINES_ALONE = {"chinese-ui.html": 3}
NO_TEXT = re.compile(
    r"load-date:|language: [a-z]+$|copyright \d{4}|end of document|\d+ of \d+ documents", re.IGNORECASE
)


@pytest.mark.parametrize("kind", FOLDERS)
def test_real_downloads_give_as_many_articles_as_they_state(shared, kind):
    near: list[bool] = []
    for file in sorted((shared / "exports" / FOLDERS[kind]).iterdir()):
        upload = page(file.read_bytes())
        assert readers.kind(upload) == kind
        records = list(readers.read(upload))
        found = [item for item in records if isinstance(item, Article)]
        assert len(found) == STATED.get(file.name, len(found))
        assert len(records) == len(found) + HEADLINES_ALONE.get(file.name, 0)
        assert sum(item.published is None for item in found) <= len(found) / 50
        assert not [line for item in found for line in item.text.split("\n\n") if NO_TEXT.match(line)]
        assert all(item.title and item.outlet and item.text and item.stated_words for item in found)
        near += [0.8 < count_words(item.text) / item.stated_words < 1.2 for item in found]
    assert sum(near) > 0.85 * len(near)
