"""Quotations: which languages are read, and golden cases of Chinese news attribution."""

from __future__ import annotations

import pytest

from mediakit import find_quotes
from mediakit.quotes.language import language_of

ELSEWHERE = {
    "ja": "「駅は来週から閉鎖される」と市長は語った。住民は驚いている。",
    "ko": "시장은 “다음 주부터 역을 닫는다”고 말했다. 주민들은 놀랐다.",
    "de": "„Wir schließen den Bahnhof im Mai“, sagte die Ministerin am Montag. Was danach kommt, ist offen.",
    "fr": "« Nous fermerons la gare en mai », a déclaré la maire lundi soir. Les habitants sont en colère.",
    "es": "“Cerraremos la estación en mayo”, dijo la alcaldesa el lunes. No hay otra salida, según ella.",
    "ru": "«Мы закроем вокзал в мае», — сказала мэр в понедельник. Жители недовольны.",
    "it": "“Chiuderemo la stazione a maggio”, ha detto la sindaca lunedì sera. Non c’è altra via.",
    "pt": "“Vamos fechar a estação em maio”, disse a prefeita na segunda-feira. Não há outra saída.",
    "nl": "“We sluiten het station in mei”, zei de burgemeester maandag. Ze had geen andere keus, of zo leek het.",
    "pl": "„Zamkniemy dworzec w maju”, powiedziała burmistrz w poniedziałek wieczorem. Nie ma innego wyjścia.",
    "tr": "“İstasyonu mayısta kapatacağız” dedi belediye başkanı pazartesi günü. Başka yol yok.",
    "da": "»Vi lukker stationen i maj,« sagde borgmesteren mandag. Hun havde ikke andre muligheder for at spare.",
    "vi": "“Chúng tôi sẽ đóng cửa nhà ga vào tháng Năm”, bà thị trưởng nói hôm thứ Hai.",
    "id": "“Kami akan menutup stasiun pada bulan Mei,” kata wali kota pada hari Senin. Warga terkejut.",
    "ar": "قالت رئيسة البلدية: «سنغلق المحطة في مايو». السكان غاضبون جدا من القرار.",
    "el": "Η δήμαρχος είπε: «Θα κλείσουμε τον σταθμό τον Μάιο». Οι κάτοικοι διαφωνούν.",
}
MIXED = [
    ("The ministry said “我们不会关闭车站，也不会出售土地，更不会道歉” and left it at that.", "en"),
    ("The mayor, 王小雨, said the station (中央车站) would close in May.", "en"),
    ("“Wir schließen den Bahnhof im Mai und öffnen ihn nie wieder,” the mayor told them on Monday.", "en"),
    ("苹果CEO Tim Cook说：“iPhone 15 Pro是最好的iPhone。”", "zh"),
    ("OpenAI CEO Sam Altman表示，GPT-5将于今夏发布。", "zh"),
    ("任天堂的新作「ゼルダ」昨天發售，分析師說，銷量超出預期。", "zh"),
]


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_languages_are_left_alone(text: str) -> None:
    assert find_quotes(text) == []
    assert find_quotes(f"{text}\n\n" * 20) == []


@pytest.mark.parametrize(("text", "language"), MIXED)
def test_what_stands_outside_the_marks_decides_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_an_english_quotation_does_not_make_a_german_article_english() -> None:
    text = "Der Sprecher sagte: “We will not close the station and that is what we told them.” Mehr wollte er dazu nicht sagen."
    assert language_of(text) is None
