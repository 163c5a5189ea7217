"""Tables for people: nothing in a cell takes effect."""

import pandas as pd

from mediakit.tables import show

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)> $\\alpha$"


def test_words_from_pages_are_escaped():
    html = show(pd.DataFrame({EVIL: [EVIL]}))._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "tex2jax_ignore" in html


def test_values_read_as_a_person_writes_them():
    frame = pd.DataFrame(
        {
            "n": [1234],
            "share": [0.5],
            "when": [pd.Timestamp("2020-07-06 16:30", tz="UTC")],
            "who": [None],
            "anonymous": [True],
        }
    )
    html = show(frame)._repr_html_()
    for words in ("1,234", "0.50", "2020-07-06 16:30", ">–<", ">yes<"):
        assert words in html


def test_what_is_not_shown_is_counted():
    assert "and 5 more rows" in show(pd.DataFrame({"n": range(25)}))._repr_html_()


def test_columns_choose_and_order():
    table = show(pd.DataFrame({"a": [1], "b": [2]}), ["b"])
    assert list(table.frame) == ["b"]
