"""Who it is: the name under which an article's sources go, one construction a case."""

from __future__ import annotations

import pytest

from mediakit import find_quotes

# what a text is about; the text; the name of its last quotation's source
NAMES: dict[str, tuple[str, str | None]] = {
    "a body goes on over of": ("The Carrick Hall of Honour said “the list is long.”", "Carrick Hall of Honour"),
    "a body goes on over for": ("“The rent is too high,” the Partnership for Lorne City said.", "Partnership for Lorne City"),
    "a body goes on over in": ("The Ministry of Health in Gaza announced that “twelve people were hurt.”", "Ministry of Health in Gaza"),
    "a body goes on over and": (
        "“It is safe,” said the Department of Health and Human Services.",
        "Department of Health and Human Services",
    ),
    "no body goes on over of": ("“It is safe,” the senator Pria Venn of Ohio said.", "Pria Venn"),
    "an owner in a name": ("The Dunmore County Sheriff’s Office said “he was armed.”", "Dunmore County Sheriff’s Office"),
    "an owner before a name": ("“It is safe,” Facebook’s Oversight Board said.", "Oversight Board"),
    "a country before its ministry": (
        "Kenya’s Trade Ministry spoke on Monday. “The deal is done,” the ministry said.",
        "Kenya’s Trade Ministry",
    ),
    "a body with a common noun": ("“We hit two targets,” the Kenyan army said.", "Kenyan army"),
    "a body without a name": ("“We hit two targets,” the army said.", None),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_name_of_a_source(case: str) -> None:
    text, name = NAMES[case]
    assert find_quotes(text)[-1].speaker_name == name
