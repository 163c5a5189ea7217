"""The labels of LexisNexis' fields, in the languages of its sources and interfaces."""

from __future__ import annotations

import re

from mediakit.dates import parse_date

_FORMS = {
    "byline": "byline autor autoren author authors auteur auteurs autore verfasser signature naamregel 作者",
    "section": "section rubrik rubrique ressort sección seccion sezione rubriek sectie seção secao 版面 栏目 欄目",
    "length": "length länge laenge longueur longitud extensión extension lunghezza lengte comprimento tamanho extensão extensao"
    " längd længde lengde 长度 長度 字数 字數",
    "dateline": "dateline ortsmarke",
    "title": "headline überschrift schlagzeile titre titular titolo",
    "language": "language sprache langue idioma lingua taal språk sprog 语言 語言",
    "highlight": "highlight encart hervorhebung",
    "graphic": "graphic grafik graphique gráfico gráficos grafiek illustration abbildung afbeelding immagine 图片 圖片 插图",
    "url": "url",
    "body": "body",
    "correction": "correction correction-date korrektur corrección correzione correctie 更正",
    "notice": "note notes anmerkung anmerkungen hinweis hinweise",
    # Printed below the headline of some records, above the text
    "aside": "series type name edition distribution document-type serie",
    # When the record came into the database, not when it was published
    "loaded": "load-date update date-chargement date-charge date-de-chargement actualisation ladedatum fecha-carga"
    " fecha-de-carga data-caricamento data-di-caricamento data-carregamento laad-datum laaddatum 加载日期 載入日期",
    # Printed below every text
    "kind": "publication-type publikationstyp publikation-typ type-publication type-de-publication tipo-publicación"
    " tipo-de-publicación tipo-pubblicazione tipo-di-pubblicazione publicatietype publicatie-type zeitungs-code journal-code",
    "other": "code-revue subject schlagwörter schlagwort sujet thema company firmen gesellschaft société"
    " organization organisation ticker industry branche secteur-activité secteur-activite person personne personnes"
    " geographic geographie localisation-geo country city state copyright series-title publisher isbn issn acc-no pub-type"
    " cato-code state-code country-code stock-symbol subject-code tema onderwerp bedrijf",
}
FIELDS = {form: name for name, forms in _FORMS.items() for form in forms.split()}

_LABEL = re.compile(r"^([^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30}){0,2})\s?(?::(?:\s+|$)|：)")
_LONGEST_DATE = 60
_SENTENCE = re.compile(r"[.!?][\"'”’»)]*$")
_FEW = 4


def split_label(line: str) -> tuple[str | None, str]:
    """Split "LENGTH: 355 words" into the field that the label names and the rest.

    Returns
    -------
    tuple of str or None, str
        The field's name, "other" for a label that is known but not kept; None and the whole line when the line
        begins with no known label, or goes on as no such field does.

    Examples
    --------
    >>> split_label("LÄNGE: 355 Wörter"), split_label("Update: the bridge is open.")
    (('length', '355 Wörter'), (None, 'Update: the bridge is open.'))
    """
    match = _LABEL.match(line)
    name = FIELDS.get(match[1].lower().replace(" ", "-")) if match else None
    rest = line[match.end() :].strip() if match else ""
    return (name, rest) if name and _fits(name, rest) else (None, line)


def _fits(name: str, value: str) -> bool:
    """Say whether what follows a label is of its kind, and no sentence that happens to open with its word."""
    if name == "loaded":
        return len(value) < _LONGEST_DATE and parse_date(value) is not None
    if name == "url":
        return not re.search(r"\s", value)
    told = _SENTENCE.search(value) and len(value.split()) > _FEW and not value.isupper()
    return not (told and name in ("other", "language", "length"))
