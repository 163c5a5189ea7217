"""Agencies by the words that sign their copy."""

from __future__ import annotations

import pytest

from mediakit.outlets import agencies, agency_of, is_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("By MATT O'BRIEN, Associated Press", "AP"),
        ("HONG KONG (AP) —", "AP"),
        ("(Reporting by Ann Lee for Thomson Reuters)", "Reuters"),
        ("AFP via Getty Images", "AFP"),
        ("新华社北京3月5日电", "Xinhua"),
        ("Daily Caller News Foundation logo", "DCNF"),
        ("Von dpa", "dpa"),
        ("PA Media", "PA"),
        ("By Ann Lee", None),
        ("Sapphire PAPER capital", None),
        ("apricots", None),
    ],
)
def test_an_agency_is_named_by_whole_words(text: str, agency: str | None) -> None:
    assert agency_of(text) == agency


def test_every_sign_leads_to_its_agency_and_to_no_other() -> None:
    signs = [sign for agency in agencies() for sign in agency.signs]
    assert len(signs) == len(set(signs))
    for agency in agencies():
        assert all(agency_of(sign) == agency.name for sign in agency.signs)
        assert all(is_agency(sign) for sign in agency.signs)
