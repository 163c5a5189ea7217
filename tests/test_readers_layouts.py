"""Downloads of press databases in other layouts, cut short, damaged: read as the same articles, or named as failures."""

import contextlib
import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import press_exports as build
from mediakit import readers
from mediakit.errors import UnreadableError
from mediakit.records import Article, Failure
from mediakit.text import collapse
from press_exports import BARE, FERRY, NEXIS, STORIES, STORM, Story, page, read


def _txt(*changes):
    text = build.lexisnexis_txt([FERRY], encoding="utf-8").decode()
    for old, new in changes:
        text = re.sub(old, new, text, flags=re.MULTILINE | re.DOTALL)
    return text.encode()


def _html(*changes):
    text = build.nexis_html([FERRY]).decode()
    for old, new in changes:
        text = re.sub(old, new, text, flags=re.DOTALL)
    return text.encode()


def _uni(*changes, **options):
    text = build.nexis_uni_document([FERRY], **options)
    for old, new in changes:
        text = re.sub(old, new, text, flags=re.DOTALL)
    return build.docx(text)


_STYLE = (r"<STYLE.*?</STYLE>", "")
_TITLE = r'<BR><DIV CLASS="c4"><P CLASS="c5"><SPAN CLASS="c6">.*?</DIV>\n'
_DATE = r'<BR><DIV CLASS="c3">.*?</DIV>\n'
_BODY = re.escape(build._paragraph("", bold="Body", bookmark="Body") + build._RULE + build._paragraph(""))
_CLASSES = re.escape(build._paragraph("", bold="Classification", bookmark="Classification") + build._RULE)
SAME = {
    "txt with nothing centred": _txt((r"^ +", "")),
    "txt with form feeds": _txt((r"\r\n\r\n( +1 of)", r"\r\n\f\r\n\1")),
    "txt with lines ended twice": _txt((r"\r\n", "\r\r\n")),
    "txt with the headline above the date": _txt(
        (r"( +May 14, 2019 Tuesday)\r\n\r\n(Ferry.*?)\r\n", r"\2\r\n\r\n\1\r\n")
    ),
    "txt with editions under the date": _txt(
        (r"( +)(May 14, 2019 Tuesday)", r"\1\2\r\n\1Edition 1;\r\n\1Late Edition - Final")
    ),
    "txt with a kind of article under the length": _txt(
        (r"^(LENGTH: .*?\r\n)", r"\1\r\nTYPE: Column\r\n\r\nSERIES: Our harbour\r\n")
    ),
    "txt with its subjects first": _txt(
        (r"^LOAD-DATE", "SUBJECT: FERRIES (90%); PORTS (88%)\r\n\r\nLOAD-DATE")
    ),
    "txt with rights above the outlet": _txt(
        (r"( +The Harbour Mail)", r"\1".replace(r"\1", " " * 20 + "Copyright 2019 Harbour Papers\r\n" + " " * 25 + "All Rights Reserved\r\n\r\n") + r"\1")
    ),
    "txt with every line set in": _txt((r"^(?=[^\r\n])", "    ")),
    "txt with lines ended as on an old Macintosh": _txt((r"\r\n", "\r")),
    "txt with paragraphs set in": _txt((r"^(The ferry.*?)\r\n\r\n(?=Passengers)", r"   \1\r\n   ")),
    "html centred by attributes": _html(_STYLE, (r'<DIV CLASS="c[03]">', '<DIV ALIGN="center">')),
    "html centred by styles": _html(_STYLE, (r'<DIV CLASS="c[03]">', '<DIV style="text-align: center">')),
    "html centred by tags": _html(_STYLE, (r'<DIV CLASS="c[03]">(.*?)</DIV>', r"<CENTER>\1</CENTER>")),
    "html without any style": _html(_STYLE, (r' CLASS="[^"]*"', "")),
    "html with rules of several classes": _html((r"\.c0 \{[^}]*\}\s*\.c1 \{", ".c0, .c1 {")),
    "html with the headline above the date": _html((f"({_DATE})({_TITLE})", r"\2\1")),
    "html with a way back to the list": _html(
        (r"(</A><!-- Hide)", r'</A><BR><DIV CLASS="c0"><P><A HREF="#">Return to List</A></P></DIV><!-- Hide')
    ),
    "html with the text in several blocks": _html(
        (r"(<P CLASS=.c8.><SPAN CLASS=.c2.>Passengers)", r'</DIV>\n<BR><DIV CLASS="c4">\1')
    ),
    "html without anchors and comments": _html((r"<A NAME[^>]*></A>", ""), (r"<!-- Hide.*?-->", "")),
    "uni without bookmarks after a list": _uni(bookmarks=False),
    "uni without rules": _uni((r"<w:pict/>", "")),
    "uni without rules or bookmarks": _uni((r"<w:pict/>", ""), bookmarks=False, cover=False),
    "uni without a heading of the text": _uni((_BODY, "")),
    "uni without a heading of the classes": _uni((_CLASSES, "")),
    "uni without headings": _uni((_BODY, ""), (_CLASSES, "")),
    "uni within the cell of a table": _uni(
        (r"<w:body>(.*)</w:body>", r"<w:body><w:tbl><w:tr><w:tc>\1</w:tc></w:tr></w:tbl></w:body>")
    ),
    "uni with pages after its end": _uni(("</w:body>", build._paragraph("Page 2 of 2") + "</w:body>")),
    "uni with a way to the picture": _uni(
        (r"(<w:p><w:r><w:t[^>]*>Passengers)", build._paragraph("Link to Image") + r"\1")
    ),
    "uni with a deletion that is tracked": _uni(
        ("Monday after", "Monday </w:t></w:r><w:del><w:r><w:delText>X</w:delText></w:r></w:del><w:r><w:t>after")
    ),
    "uni with pieces of a word in runs": _uni(("Monday", "Mon</w:t></w:r><w:r><w:t>day")),
}  # fmt: skip


@pytest.mark.parametrize("form", SAME)
def test_a_record_printed_otherwise_is_the_same_article(form):
    (article,) = read(SAME[form])
    assert (article.title, article.outlet, article.section) == (FERRY.title, FERRY.outlet, FERRY.section)
    assert (article.byline, article.stated_words) == (FERRY.byline, FERRY.length)
    assert article.published == datetime(2019, 5, 14, tzinfo=UTC)
    assert article.text == "\n\n".join(FERRY.paragraphs)


@pytest.mark.parametrize("kind", ["nexis_html", "lexisnexis_txt", "nexis_uni"])
def test_words_of_labels_open_headlines_and_sentences(kind):
    told = [
        "URL: it stands for something, the captain said.",
        "UPDATE: the ferry left at nine on the next day.",
        "Update: it came back.",
        "LANGUAGE: a play in two acts opens on Friday.",
        "Subject: the sea, once more.",
        "UPDATE: May 3, 2019" if kind != "nexis_uni" else "It rained.",
        "So it goes on.",
        "COMPANY: a play in two acts opens on Sunday.",
    ]
    story = Story(title="CORRECTION: The ferry left at nine", paragraphs=told)
    (article,) = read(NEXIS[kind]([story]))
    assert (article.title, article.text) == (story.title, "\n\n".join(told))


@pytest.mark.parametrize("kind", ["nexis_html", "lexisnexis_txt"])
def test_a_download_that_ends_early_is_a_failure(kind):
    body = NEXIS[kind](STORIES)
    cut = body[: body.index({"nexis_html": b"DOC_ID_3", "lexisnexis_txt": b"3 of 3 DOC"}[kind])]
    *articles, failure = read(cut)
    assert [article.title for article in articles] == [FERRY.title, STORM.title]
    assert "states 3 documents and ends after 2" in failure.error


def test_documents_asked_for_by_number_are_those_that_a_text_file_states():
    asked = build.lexisnexis_txt([FERRY, STORM], total=300, asked="Select Items: 1-2")
    assert all(isinstance(item, Article) for item in read(asked))
    *_, failure = read(build.lexisnexis_txt([FERRY, STORM], total=300, asked="Select Items: 1-2, 7"))
    assert "states 3 documents and ends after 2" in failure.error


PASSENGERS = '<p class="articleParagraph enarticleParagraph">Passengers'
INSETS = {
    "<ul><li>It is fast.</li><li>It is dry.</li></ul>": ["It is fast.", "It is dry."],
    "<table><tr><td>AB</td><td>9.15</td></tr><tr><td>Tug</td><td>10.40</td></tr></table>": [
        "AB 9.15",
        "Tug 10.40",
    ],
    "<blockquote>It is <b>fast</b>.</blockquote>": ["It is fast."],
    "It is fast.<!-- so --> And dry.": ["It is fast. And dry."],
    "<h4>Tea</h4><script>var tea = 1;</script>": ["Tea"],
}


@pytest.mark.parametrize("inset", INSETS)
@pytest.mark.parametrize("make", [build.factiva_html, build.factiva_indexed])
def test_factiva_loses_no_part_of_a_text(inset, make):
    body = make([FERRY, STORM]).decode()
    third = PASSENGERS.replace("Passengers", "And dry.</p>") + PASSENGERS
    first, _ = read(body.replace(PASSENGERS, inset + third).encode())
    assert first.text == "\n\n".join([FERRY.paragraphs[0], *INSETS[inset], "And dry.", FERRY.paragraphs[1]])


def test_factiva_line_breaks_part_words_and_paragraphs():
    body = build.factiva_html([FERRY]).decode()
    body = body.replace("on Monday after", "on<br/>Monday<br/><br/>after")
    (article,) = read(body.encode())
    assert article.text == "\n\n".join(FERRY.paragraphs).replace("Monday after", "Monday\n\nafter")


@pytest.mark.parametrize(
    ("printed", "hour"),
    [("17:04", 17), ("05:04 PM", 17), ("17h04", 17), ("17.04 Uhr", 17), ("17:04 GMT", 17), ("9:04", 9)],
)
def test_factiva_times(printed, hour):
    (article,) = read(build.factiva_html([Story(date=f"14 May 2019 | {printed}")]))
    assert (article.published.hour, article.outlet) == (hour, FERRY.outlet)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<p>The ferry runs.</p><div>3 of 74 DOCUMENTS</div><div>1 of 5 Documents</div>", "html"),
        (b'<p>Factiva has it too.</p><div id="article-SB10001424052702" class="article">Ferry</div>', "html"),
        (b'<p>reactivated</p><table><tr class="headline"><td>Ferry</td></tr></table>', "html"),
        (b"Ferry runs again\n\nDocument 1 of 3\n\nNote: it rained on the harbour all day.\n", "text"),
        (b"From: our correspondent\n\nA multipart/related message came in by the ferry.\n", "text"),
    ],
)
def test_what_only_looks_like_a_database(body, kind):
    assert readers.kind(page(body)) == kind


@pytest.mark.parametrize("name", ["mainArticle", "newsArticle", "myArticle"])
def test_a_web_page_whose_classes_are_alike_is_no_factiva(name):
    told = f"<h1>Ferry runs again</h1><p>{'The ferry runs again. ' * 30}</p>"
    assert readers.kind(page(f'<html><div class="article {name}">{told}</div></html>'.encode())) == "html"


def test_factiva_without_a_length_and_with_a_credit():
    body = re.sub(r"<div>\d+ words </div>", "<div>Harbour Wire</div>", build.factiva_html([FERRY]).decode())
    (article,) = read(body.replace(FERRY.date, "14 May 2019").encode())
    assert (article.outlet, article.stated_words, article.published.day) == (FERRY.outlet, None, 14)
    assert "Harbour Wire" in [block.text for block in article.removed]


@pytest.mark.parametrize(
    "change",
    [("<b>SE</b>", "<b>CLM</b>"), ("<b>", ""), ('<td class="index">', "<th>"), ("</b>&nbsp;", " :</b>")],
)
def test_factiva_codes_printed_otherwise(change):
    (article,) = read(build.factiva_indexed([FERRY]).decode().replace(*change).encode())
    assert (article.title, article.section, article.outlet) == (FERRY.title, FERRY.section, FERRY.outlet)
    assert article.text == "\n\n".join(FERRY.paragraphs)


def test_a_list_of_headlines_alone_is_a_failure_for_each():
    row = '<tr class="headline"><td>{}.</td><td><a class="enHeadline">{}</a><div class="snippet">A taste ...</div></td></tr>'
    rows = "".join(row.format(number, title) for number, title in enumerate(["Ferry", "Tug"], 1))
    found = read(f"<html><title>Factiva</title><table>{rows}</table></html>".encode())
    assert [type(item) for item in found] == [Failure, Failure]
    assert "'Ferry': Factiva lists its headline and gives no text of it" in found[0].error


def test_a_record_without_a_key_beside_a_list_of_headlines():
    body = build.factiva_html([FERRY, STORM], headlines=["Only a headline"]).decode()
    found = read(re.sub(r'<div id="article-[^"]*" class="article" >', "<div>", body, count=1).encode())
    assert [type(item) for item in found] == [Article, Article, Failure]
    assert [item.text for item in found[:2]] == ["\n\n".join(story.paragraphs) for story in (FERRY, STORM)]


@pytest.mark.parametrize("kind", ["nexis_html", "factiva_html"])
@pytest.mark.parametrize(
    "before", [b"", b"\xef\xbb\xbf", b"\r\n", b"Date: Mon, 7 Jan 2019 10:00:00 +0000\r\n"]
)
def test_a_page_of_a_database_saved_in_one_file(kind, before):
    found = read(before + build.mhtml(NEXIS[kind](STORIES)))
    assert [(item.title, item.text, item.engine) for item in found] == [
        (story.title, "\n\n".join(story.paragraphs), kind) for story in STORIES
    ]


def test_what_the_database_says_in_place_of_a_document_is_the_reason():
    told = "We are sorry but there is an error in this document and it is not possible to display it."
    body = build.nexis_html([FERRY, STORM, BARE]).decode()
    start = body.index('<A NAME="DOC_ID_2')
    record = f'<A NAME="DOC_ID_2_0"></A><!-- Hide XML section from browser --><BR><DIV CLASS="c0"><P CLASS="c1">{told}</P></DIV>'
    body = body[:start] + record + body[body.index('<A NAME="DOC_ID_3') :]
    first, failure, last = read(body.encode())
    assert (first.title, last.title) == (FERRY.title, BARE.title)
    assert failure.url == "import:a#1"
    assert told in failure.error


def test_rows_of_a_table_in_a_word_file_are_lines():
    cells = [
        [f"<w:tc>{build._paragraph(cell)}</w:tc>" for cell in row]
        for row in (("Ferry", "9.15"), ("Tug", "10.40"))
    ]
    table = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    document = build.nexis_uni_document([FERRY])
    second = build._paragraph(FERRY.paragraphs[1])
    (article,) = read(build.docx(document.replace(second, f"<w:tbl>{table}</w:tbl>{second}")))
    assert article.text == "\n\n".join([FERRY.paragraphs[0], "Ferry 9.15", "Tug 10.40", FERRY.paragraphs[1]])


@pytest.mark.parametrize("kind", NEXIS)
def test_lines_that_an_outlet_broke_are_paragraphs_again(kind):
    lines = [
        "The ferry to the outer islands ran again on Monday after three",
        "weeks of repairs to its hull, the harbour office of the town",
        "said on Tuesday.",
        "Passengers had waited since dawn, and the harbour office handed",
        "out tea to all of them. They drank it on the quay while gulls",
        "cried above the masts of the boats, and nobody complained about",
        "the cold, which the harbour office had foretold the day before",
        "in a note on its door.",
    ]
    (article,) = read(NEXIS[kind]([Story(paragraphs=lines)]))
    assert article.text == " ".join(lines[:3]) + "\n\n" + " ".join(lines[3:])


def test_words_of_headings_are_text_where_rules_mark_headings():
    told = [
        "End of document",
        "Body",
        "Classification",
        "Notes",
        "Length: the boat has ten metres.",
        "It rained.",
    ]
    (article,) = read(build.nexis_uni([Story(paragraphs=told)]))
    assert article.text == "\n\n".join(told)


def test_abstract_and_credits_of_pictures_are_no_text():
    told = [
        "ABSTRACT",
        "A ferry, at last.",
        "FULL TEXT",
        *FERRY.paragraphs,
        "PHOTO: A ferry (BOB RAY FOR THE MAIL)",
    ]
    (article,) = read(build.nexis_uni([Story(paragraphs=told, outlet="Harbour.example.")]))
    assert article.text == "\n\n".join(FERRY.paragraphs)
    assert (article.captions, article.outlet) == (
        ("PHOTO: A ferry (BOB RAY FOR THE MAIL)",),
        "Harbour.example",
    )
    assert "A ferry, at last." in [block.text for block in article.removed]


@pytest.mark.parametrize("listed", ["Documents (3)", "文档(3)", "文件（3）", "Dokumente (3)"])
def test_a_list_in_any_language_states_how_many_documents_there_are(listed):
    _, failure = read(_uni((r"Documents \(1\)", listed)))
    assert "lists 3 documents and the file holds 1" in failure.error


def test_a_credited_picture_before_the_last_lines_is_no_text():
    told = [
        "PHOTOS: A ferry (PHOTOGRAPHS BY BOB RAY FOR THE MAIL)",
        *FERRY.paragraphs,
        "MAP: a joke, he said.",
        "So it goes on.",
    ]
    (article,) = read(build.nexis_uni([Story(paragraphs=told)]))
    assert (article.text, article.captions) == ("\n\n".join(told[1:]), (told[0],))


def test_nexis_uni_files_joined_in_a_word_processor():
    second = re.search(r"<w:body>(.*)</w:body>", build.nexis_uni_document([BARE]), re.DOTALL)[1]
    joined = build.nexis_uni_document([FERRY, STORM]).replace("</w:body>", second + "</w:body>")
    assert [item.title for item in read(build.docx(joined))] == [FERRY.title, STORM.title, BARE.title]


@settings(max_examples=100, deadline=None)
@given(
    kind=st.sampled_from([*NEXIS, "mhtml"]),
    at=st.floats(0, 1),
    length=st.integers(1, 3_000),
    copies=st.integers(0, 3),
)
def test_bytes_lost_or_doubled_anywhere_are_refused_or_read(kind, at, length, copies):
    body = build.mhtml(build.nexis_html(STORIES)) if kind == "mhtml" else NEXIS[kind](STORIES)
    start = int(at * len(body))
    damaged = body[:start] + body[start : start + length] * copies + body[start + length :]
    with contextlib.suppress(UnreadableError):
        assert all(isinstance(item, Article | Failure) for item in read(damaged or b"x"))


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["nexis_html", "lexisnexis_txt"]), at=st.floats(0, 1))
def test_a_download_that_ends_anywhere_gives_all_or_says_so(kind, at):
    body = NEXIS[kind](STORIES)
    start = body.index(b"1 of 3 DOCUMENTS") + 400
    with contextlib.suppress(UnreadableError):
        found = read(body[: start + int(at * (len(body) - start))])
        assert sum(isinstance(item, Article) for item in found) == len(STORIES) or isinstance(
            found[-1], Failure
        )


@pytest.mark.parametrize(
    "body",
    [
        b"<html><!-- Hide XML section from browser --><p>Session expired</p></html>",
        b"<html><title>Factiva</title><script>var row = '<div class=\"article enArticle\">';</script></html>",
    ],
)
def test_a_page_of_a_database_without_a_document_is_refused(body):
    with pytest.raises(UnreadableError, match="holds no document"):
        read(body)


@pytest.mark.parametrize("kind", ["nexis_html", "factiva_html"])
@pytest.mark.parametrize("mark", [b"\x01", b"&#1;", b"\xef\xbf\xbe"])
def test_control_characters_beside_line_breaks_and_cells(kind, mark):
    inset = b"ran<br>%s again<table><tr><td>a</td>%s<td>b</td></tr></table> on" % (mark, mark)
    (article,) = read(NEXIS[kind]([FERRY]).replace(b"ran again on", inset))
    assert article.title == FERRY.title
    assert "ran again" in collapse(article.text.replace("\ufffe", ""))


def test_addresses_of_pages_saved_in_one_file():
    told = b"<p>The ferry runs again after three weeks of repairs, the harbour office said.</p>" * 5
    assert read(build.mhtml(told, address="https://mail.example/news/fer\x01ry.html"))[0].url is None
    folded = read(build.mhtml(told, address="https://mail.example/news/\r\n ferry.html"))[0]
    assert folded.url == "https://mail.example/news/ferry.html"


def test_a_word_file_with_bytes_missing_is_damaged():
    body = build.nexis_uni(STORIES)
    with pytest.raises(UnreadableError, match="damaged"):
        read(body[:4] + body[204:])


@pytest.mark.parametrize(
    "body",
    [
        b"<STYLE>" + b"." * 99_000 + b"</STYLE>" + b'<A NAME="DOC_ID_1_0"></A>',
        b'<STYLE>' + b".a{" * 33_000 + b"</STYLE>" + b'<A NAME="DOC_ID_1_0"></A>',
        b"<div>Factiva</div>" + b"<tr " * 500_000,
        b"a: b: " + b"1-1," * 500_000 + b"\n\n1 of 1 DOCUMENT\n\nLENGTH: 1 word\n\nIt rained.\n",
        b"\n\n1 of 99999999999 DOCUMENTS\n\nLENGTH: 1 word\n\nIt rained.\n" * 5_000,
        b'<div class="article enArticle">' + b"<ul><li>" * 20_000 + b"</div>",
        build.docx(
            build.nexis_uni_document([FERRY]).replace("</w:body>", "<w:tr><w:tc><w:p/></w:tc><w:tc>" * 3_000 + "</w:tc></w:tr>" * 3_000 + "</w:body>")
        ),
    ],
)  # fmt: skip
def test_downloads_made_to_take_time(body):
    started = time.process_time()
    with contextlib.suppress(UnreadableError):
        read(body)
    assert time.process_time() - started < 4
