"""Small builders of files as press databases write them; every outlet, person and sentence in them is invented."""

import io
import quopri
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

from mediakit import readers
from mediakit.records import Page


@dataclass
class Story:
    """What a builder prints; empty fields are left out, as databases leave them out."""

    title: str = "Ferry to the outer islands runs again"
    outlet: str = "The Harbour Mail (Northport)"
    date: str = "May 14, 2019 Tuesday"
    byline: str = "By ANN LEE and BOB RAY"
    section: str = "NEWS; Pg. 3"
    language: str = "ENGLISH"
    words: int = 0
    dateline: str = ""
    graphic: str = ""
    edition: str = ""
    highlight: str = ""
    paragraphs: list[str] = field(
        default_factory=lambda: [
            "The ferry to the outer islands ran again on Monday after three weeks of repairs to its hull.",
            "Passengers had waited since dawn. Note: the timetable of the winter holds, the harbour office said.",
        ]
    )

    @property
    def length(self):
        return self.words or sum(len(p.split()) for p in self.paragraphs)


LABELS = {
    "en": dict(byline="BYLINE", section="SECTION", length="LENGTH", dateline="DATELINE", highlight="HIGHLIGHT", load="LOAD-DATE", language="LANGUAGE", graphic="GRAPHIC", type="PUBLICATION-TYPE", words="words"),
    "de": dict(byline="AUTOR", section="RUBRIK", length="LÄNGE", dateline="DATELINE", highlight="HIGHLIGHT", load="UPDATE", language="SPRACHE", graphic="GRAFIK", type="PUBLICATION-TYPE", words="Wörter"),
    "fr": dict(byline="AUTEUR", section="RUBRIQUE", length="LONGUEUR", dateline="DATELINE", highlight="ENCART", load="DATE-CHARGEMENT", language="LANGUE", graphic="GRAPHIQUE", type="TYPE-PUBLICATION", words="mots"),
    "nl": dict(byline="AUTEUR", section="RUBRIEK", length="LENGTE", dateline="DATELINE", highlight="HIGHLIGHT", load="LAADDATUM", language="TAAL", graphic="GRAFIEK", type="PUBLICATIETYPE", words="woorden"),
    "es": dict(byline="AUTOR", section="SECCIÓN", length="LONGITUD", dateline="DATELINE", highlight="HIGHLIGHT", load="FECHA-CARGA", language="IDIOMA", graphic="GRÁFICO", type="TIPO-PUBLICACIÓN", words="palabras"),
    "it": dict(byline="AUTORE", section="SEZIONE", length="LUNGHEZZA", dateline="DATELINE", highlight="HIGHLIGHT", load="DATA-CARICAMENTO", language="LINGUA", graphic="GRAPHIC", type="TIPO-PUBBLICAZIONE", words="parole"),
    "pt": dict(byline="AUTOR", section="SEÇÃO", length="EXTENSÃO", dateline="DATELINE", highlight="HIGHLIGHT", load="DATA-CARREGAMENTO", language="IDIOMA", graphic="GRÁFICO", type="PUBLICATION-TYPE", words="palavras"),
}  # fmt: skip
MARKS = {
    "en": "{} of {} DOCUMENTS",
    "de": "Dokument {} von {}",
    "fr": "Document {} de {}",
    "nl": "{} van {} DOCUMENTEN",
    "es": "Documento {} de {}",
    "it": "Documento {} di {}",
    "pt": "Documento {} de {}",
}


def _head_fields(story, names):
    pairs = [
        (names["byline"], story.byline),
        (names["section"], story.section),
        (names["length"], f"{story.length} {names['words']}"),
        (names["dateline"], story.dateline),
        (names["highlight"], story.highlight),
    ]
    return [(label, value) for label, value in pairs if value]


def _tail_fields(story, names):
    pairs = [
        (names["load"], story.date),
        (names["language"], story.language),
        (names["graphic"], story.graphic),
        (names["type"], "Newspaper"),
    ]
    return [(label, value) for label, value in pairs if value]


def _wrap(text, width=78):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\r\n".join([*lines, line])


def lexisnexis_txt(
    stories, language="en", *, total=None, first=1, encoding="utf-8-sig", asked="All Documents"
):
    names = LABELS[language]
    out = f"\r\n\r\nDownload Request: {asked}\r\nTime Of Request: Friday, March 20, 2020  16:51:31\r\n\r\nTerms: (ferry)\r\n\r\n\r\n"
    for number, story in enumerate(stories, first):
        blocks = [
            MARKS[language].format(number, total or len(stories) + first - 1).center(79),
            "\r\n",
            story.outlet.center(79),
        ]
        blocks.append(
            story.date.center(79).rstrip() + (f"\r\n{story.edition.center(79)}" if story.edition else "")
        )
        blocks += [_wrap(story.title)] if story.title else []
        blocks += [_wrap(f"{label}: {value}") for label, value in _head_fields(story, names)]
        blocks += [_wrap(paragraph) for paragraph in story.paragraphs]
        blocks += [_wrap(f"{label}: {value}") for label, value in _tail_fields(story, names)]
        blocks.append("Copyright 2019 Harbour Papers".center(79) + "\r\n" + "All Rights Reserved".center(79))
        out += "\r\n\r\n".join(block.rstrip() for block in blocks) + "\r\n\r\n"
    return out.encode(encoding)


def nexis_html(
    stories, language="en", *, classes=("c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"), numbers=None
):
    """Nexis UK: the numbers of its style classes differ from download to download."""
    names = LABELS[language]
    mid, midp, plain, wide, left, leftp, head, bold, body = classes
    rules = (
        f".{mid} {{ text-align: center; }}\n.{midp} {{ text-align: center; margin-top: 0em; }}\n"
        f".{plain} {{ font-family: Arial; font-size: 10pt; font-weight: normal; }}\n.{wide} {{ text-align: center; margin-left: 13%; }}\n"
        f".{left} {{ text-align: left; }}\n.{leftp} {{ text-align: left; margin-top: 0em; }}\n"
        f".{head} {{ font-size: 14pt; font-weight: bold; }}\n.{bold} {{ font-size: 10pt; font-weight: bold; }}\n.{body} {{ text-align: left; margin-top: 1em; }}\n"
    )
    out = f'<HTML>\n<HEAD>\n<STYLE TYPE="text/css"><!--\n{rules}--></STYLE>\n<TITLE>&nbsp;</TITLE>\n<META TOPIC="null" DOCUMENTS="{len(stories)}" UPDATED="x" /></HEAD>\n<BODY>\n'

    def div(kind, paragraph, *spans):
        inner = "".join(f'<SPAN CLASS="{look}">{escape(text)}</SPAN>' for look, text in spans)
        return f'<BR><DIV CLASS="{kind}"><P CLASS="{paragraph}">{inner}</P>\n</DIV>\n'

    for number, story in zip(numbers or range(1, len(stories) + 1), stories, strict=True):
        out += f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n'
        out += div(mid, midp, (plain, MARKS[language].format(number, len(stories))))
        out += f'<BR><DIV CLASS="{mid}"><BR><P CLASS="{midp}"><IMG SRC="logo" ALT="logo"><BR><SPAN CLASS="{plain}">{escape(story.outlet)}</SPAN></P>\n</DIV>\n'
        out += div(wide, midp, (plain, story.date), (plain, "\xa0"))
        out += div(left, leftp, (head, story.title)) if story.title else ""
        for label, value in _head_fields(story, names):
            out += div(left, leftp, (bold, f"{label}: "), (plain, value))
        out += f'<BR><DIV CLASS="{left}"><P CLASS="{leftp}"><SPAN CLASS="{plain}">&nbsp;</SPAN></P>\n'
        out += (
            "".join(
                f'<P CLASS="{body}"><SPAN CLASS="{plain}">{escape(p)}</SPAN></P>\n' for p in story.paragraphs
            )
            + "</DIV>\n"
        )
        for label, value in _tail_fields(story, names):
            out += div(left, leftp, (bold, f"{label}: "), (plain, value))
        out += (
            div(mid, midp, (plain, "Copyright 2019 Harbour Papers"))
            + "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"
        )
    return (out + "</BODY></HTML>\n").encode("ascii", "xmlcharrefreplace")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RULE = "<w:p><w:r><w:pict/></w:r></w:p>"


def _paragraph(text, *, bold="", bookmark="", picture=False):
    mark = f'<w:bookmarkStart w:id="1" w:name="{bookmark}"/><w:bookmarkEnd w:id="1"/>' if bookmark else ""
    runs = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(bold)}</w:t></w:r>" if bold else ""
    runs += (
        '<w:r><w:t xml:space="preserve">' + escape(text).replace("\n", "</w:t><w:br/><w:t>") + "</w:t></w:r>"
        if text
        else ""
    )
    return f"<w:p>{mark}{'<w:r><w:pict/></w:r>' if picture else ''}{runs}</w:p>"


UNI = {
    "en": dict(section="Section", length="Length", byline="Byline", body="Body", classification="Classification", language="Language", graphic="Graphic", load="Load-Date", end="End of Document", words="words"),
    "fr": dict(section="Rubrique", length="Longueur", byline="Auteur", body="Corps", classification="Classification", language="Langue", graphic="Graphique", load="Date de chargement", end="Fin du document", words="mots"),
    "es": dict(section="Sección", length="Longitud", byline="Autor", body="Cuerpo", classification="Clasificación", language="Idioma", graphic="Gráfico", load="Fecha de carga", end="Fin del documento", words="palabras"),
    "nl": dict(section="Rubriek", length="Lengte", byline="Auteur", body="Hoofdtekst", classification="Classificatie", language="Taal", graphic="Grafiek", load="Laaddatum", end="Einde van document", words="woorden"),
    "zh": dict(section="版面", length="长度", byline="作者", body="正文", classification="分类", language="语言", graphic="图片", load="加载日期", end="文档结束", words="字"),
    "de": dict(section="Rubrik", length="Länge", byline="Autor", body="Text", classification="Klassifikation", language="Sprache", graphic="Grafik", load="Update", end="Ende des Dokuments", words="Wörter"),
}  # fmt: skip


def nexis_uni(stories, language="en", **options):
    return docx(nexis_uni_document(stories, language, **options))


def nexis_uni_document(stories, language="en", *, cover=True, listed=None, bookmarks=True, blog=""):
    names = UNI[language]
    out = ""
    if cover:
        out += _paragraph("x", bold="User Name:") + _paragraph(f"Documents ({listed or len(stories)})")
        out += "".join(_paragraph(f"{i}. {story.title}") for i, story in enumerate(stories, 1))
    for number, story in enumerate(stories):
        suffix = f"_{number - 1}" if number else ""

        def marked(name, suffix=suffix):
            return name + suffix if bookmarks else ""

        out += _paragraph("", bookmark=f"Bookmark_{number + 1}" if bookmarks else "")
        out += (
            _paragraph("", bold=story.title)
            + _paragraph(story.outlet)
            + (_paragraph(blog) if blog else "")
            + _paragraph(story.date)
        )
        out += _paragraph("") + _paragraph("\nCopyright 2019 Harbour Papers All Rights Reserved") + _RULE
        for label, value in (
            ("section", story.section),
            ("length", f"{story.length} {names['words']}"),
            ("byline", story.byline),
        ):
            out += _paragraph(f" {value}", bold=f"{names[label]}:") if value else ""
        out += _paragraph("", bold=names["body"], bookmark=marked("Body")) + _RULE + _paragraph("")
        out += "".join(_paragraph(paragraph) for paragraph in story.paragraphs)
        if story.graphic:
            out += _paragraph("", bold=names["graphic"]) + _RULE + _paragraph(" ") + _paragraph(story.graphic)
        out += _paragraph("", bold=names["classification"], bookmark=marked("Classification")) + _RULE
        out += _paragraph(f" {story.language}", bold=f"{names['language']}:") + _paragraph(
            " FERRIES (90%)", bold="Subject:"
        )
        out += (
            _paragraph(f" {story.date}", bold=f"{names['load']}:")
            + _paragraph("")
            + _paragraph("", bold=names["end"], picture=True)
        )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{out}</w:body></w:document>'


def docx(document):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


FACTIVA = {
    "en": dict(
        words="words", language="English", document="Document", rights="Copyright 2019 Harbour Papers"
    ),
    "de": dict(words="Wörter", language="Englisch", document="Dokument", rights="(c) 2019 Harbour Papers"),
    "zh": dict(
        words="字", language="英文", document="文件", rights="© 2019 Harbour Papers. All rights reserved."
    ),
    "fr": dict(words="mots", language="Anglais", document="Document", rights="(c) 2019 Harbour Papers"),
    "es": dict(words="palabras", language="Inglés", document="Documento", rights="(c) 2019 Harbour Papers"),
    "it": dict(words="parole", language="Inglese", document="Documento", rights="(c) 2019 Harbour Papers"),
    "pt": dict(words="palavras", language="Inglês", document="Documento", rights="(c) 2019 Harbour Papers"),
    "ja": dict(words="語", language="英語", document="文書", rights="(c) 2019 Harbour Papers"),
    "ko": dict(words="단어", language="영어", document="문서", rights="(c) 2019 Harbour Papers"),
    "ru": dict(words="слов", language="Английский", document="Документ", rights="(c) 2019 Harbour Papers"),
}


def factiva_html(stories, interface="en", *, code="HARB", extra=(), headlines=(), encoding="utf-8"):
    names = FACTIVA[interface]
    out = ""
    for number, story in enumerate(stories):
        key = f"{code}0000201905{number:02d}ef5e00{number:03d}"
        lines = [
            f"{story.length} {names['words']}",
            *story.date.split(" | "),
            story.outlet,
            code,
            *extra,
            names["language"],
            names["rights"],
        ]
        out += f'<span></span><div id="article-{key}" class="article" ><div class="article enArticle"><p>\n'
        out += f"<div>{escape(story.section)}</div>\n" if story.section else ""
        out += f"<div id=\"hd\" ><span class='enHeadline'>{escape(story.title)}</span>\n</div>"
        out += f'<div class="author">{escape(story.byline)}</div>' if story.byline else ""
        out += "".join(f"<div>{escape(line)} </div>" for line in lines) + "\n</p>\n"
        out += "".join(
            f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>\n' for p in story.paragraphs
        )
        out += f"<p>Harbour Papers Limited</p><p>{names['document']} {key}</p></div></div><br/>\n"
    for title in headlines:
        out += f'<div id="carryOver"><table class="headlines"><tr class="headline" data-accno="WEBX01"><td><b class="printheadline enHeadline">{escape(title)}</b><div class="snippet">A taste of it ...</div></td></tr></table></div>\n'
    page = f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>Factiva</title></head><body><form><div id="contentLeft" class="carryOverOpen">{out}</div></form></body></html>'
    return page.encode(encoding)


def factiva_indexed(stories, *, encoding="utf-8"):
    """Factiva's layout with two-letter codes."""
    out = ""
    for number, story in enumerate(stories):
        body = [f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>' for p in story.paragraphs]
        rows = [("SE", story.section), ("HD", f"<span class='enHeadline'>{escape(story.title)}</span>"), ("BY", story.byline), ("WC", f"{story.length} words"), ("PD", story.date), ("SN", story.outlet), ("SC", "HARB"), ("LA", "English"), ("CY", "(c) 2019"), ("LP", body[0]), ("TD", "".join(body[1:])), ("NS", "gtrans : Transport"), ("AN", "Document HARB1")]  # fmt: skip
        cells = "".join(
            f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'
            for code, value in rows
            if value
        )
        out += f'<div id="article-HARB0000201905{number:02d}ef5e00001" class="article"><div class="article enArticle"><table>{cells}</table></div></div>'
    return f"<html><head><title>Factiva</title></head><body>{out}</body></html>".encode(encoding)


def mhtml(page, address="https://databases.example/saved"):
    """A page as a browser saves it in one file."""
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n------B\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {address}\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(page) + b"\r\n------B--\r\n"


FERRY = Story()
STORM = Story(
    title="Storm closes the harbour; Ships wait outside",
    outlet="Northport Evening Post",
    date="May 3, 2019 Friday 9:20 AM GMT",
    byline="CAL DOE, Shipping Correspondent",
    section="BUSINESS",
    dateline="WESTHAVEN, May 2",
    graphic="A ship waits. PICTURE: DEE FOX",
    paragraphs=[
        "A storm closed the harbour of Westhaven on Thursday.",
        "“We wait,” the captain of one ship said.",
        "It may open on Sunday.",
    ],
)
BARE = Story(
    title="Letters",
    byline="",
    section="",
    date="April 30, 2019",
    paragraphs=["The harbour needs a bench, and it needs it soon."],
)
STORIES = [FERRY, STORM, BARE]

NEXIS = {
    "nexis_uni": nexis_uni,
    "nexis_html": nexis_html,
    "lexisnexis_txt": lexisnexis_txt,
    "factiva_html": factiva_html,
}


def page(body, **more):
    """A file as an import hands it over."""
    return Page(url="import:a", body=body, fetched=datetime(2026, 11, 23, tzinfo=UTC), **more)


def read(body):
    """The articles of a file, and its failures."""
    return list(readers.read(page(body)))
