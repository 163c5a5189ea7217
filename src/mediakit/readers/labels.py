"""The labels of LexisNexis' fields, in the languages of its sources and interfaces."""

from __future__ import annotations

import re

_FORMS = {
    "byline": "byline autor autoren author authors auteur auteurs autore verfasser signature",
    "section": "section rubrik rubrique ressort sección seccion sezione rubriek sectie seção secao",
    "length": "length länge laenge longueur longitud extensión extension lunghezza lengte comprimento tamanho",
    "dateline": "dateline ortsmarke",
    "title": "headline überschrift schlagzeile titre titular titolo",
    "language": "language sprache langue idioma lingua taal",
    "highlight": "highlight encart hervorhebung",
    "graphic": "graphic grafik graphique gráfico grafiek",
    "url": "url",
    "body": "body",
    "correction": "correction correction-date korrektur",
    "other": "load-date update date-chargement date-charge publication-type publikationstyp publikation-typ type-publication"
    " zeitungs-code journal-code code-revue subject schlagwörter schlagwort sujet thema company firmen gesellschaft société"
    " organization organisation ticker industry branche secteur-activité secteur-activite person personne personnes"
    " geographic geographie localisation-geo country city state copyright type series edition name notes note series distribution"
    " publisher document-type isbn issn acc-no pub-type cato-code state-code country-code stock-symbol subject-code"
    " actualisation fecha-de-carga tema laad-datum laaddatum publicatietype publicatie-type onderwerp bedrijf",
}
FIELDS = {form: name for name, forms in _FORMS.items() for form in forms.split()}

_LABEL = re.compile(r"^([^\W\d_][\w'’-]{1,30}(?:[ -][^\W\d_][\w'’-]{1,30}){0,2})\s?:(?:\s+|$)")


def split_label(line: str) -> tuple[str | None, str]:
    """Split "LENGTH: 355 words" into the field that the label names and the rest.

    Returns
    -------
    tuple of str or None, str
        The field's name, "other" for a label that is known but not kept; None and the whole line when the line
        begins with no known label.

    Examples
    --------
    >>> split_label("LÄNGE: 355 Wörter"), split_label("He said: no.")
    (('length', '355 Wörter'), (None, 'He said: no.'))
    """
    match = _LABEL.match(line)
    name = FIELDS.get(match[1].lower().replace(" ", "-")) if match else None
    return (name, line[match.end() :].strip()) if match and name else (None, line)
