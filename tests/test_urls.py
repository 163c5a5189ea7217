"""Laws of the functions on addresses."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediakit.urls import absolute, host, is_public, is_web, normalize, path_date, same_page

ANY = st.text(max_size=120) | st.from_regex(
    r"https?://[a-z0-9.\[\]:@-]{0,30}(/[a-z0-9%.?&=#-]{0,40})?", fullmatch=True
)


@given(ANY)
@example("HTTP://.")
def test_nothing_raises_and_normalizing_twice_changes_nothing(url: str) -> None:
    once = normalize(url)
    assert normalize(once) == once
    assert same_page(url, once)
    assert isinstance(is_web(url), bool)
    assert host(url) is None or host(url) == (host(url) or "").lower()
    assert path_date(url) is None or len(path_date(url) or ()) == 3
    assert absolute(url, "https://bugle.example/a") is None or is_web(
        absolute(url, "https://bugle.example/a") or ""
    )


@given(ANY)
def test_a_public_address_is_a_web_address(url: str) -> None:
    assert not is_public(url) or is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://10.0.0.1/", "http://172.16.0.9/", "http://192.168.1.1:80/", "http://169.254.169.254/",
        "http://[::1]/", "http://[fe80::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/", "http://printer/",
        "http://router.local/", "http://db.internal/", "http://a@b.example/", "file:///etc/passwd", "javascript:alert(1)", "data:,x", "ftp://bugle.example/", "http:///x", "",
    ],
)  # fmt: skip
def test_private_and_active_addresses_are_not_public(url: str) -> None:
    assert not is_public(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bugle.example/2021/04/09/a", (2021, 4, 9)),
        ("https://bugle.example/2021-04-09-a", (2021, 4, 9)),
        ("https://bugle.example/world/20210409/a.html", (2021, 4, 9)),
        ("https://bugle.example/2021/apr/09/a", (2021, 4, 9)),
        ("https://bugle.example/2021/04/92713", None),
        ("https://bugle.example/2021/04/", None),
        ("https://bugle.example/story-20210409123", None),
        ("https://bugle.example/2021/13/09/a", None),
    ],
)
def test_only_a_spelled_out_day_is_read_from_a_path(url: str, expected: tuple[int, int, int] | None) -> None:
    assert path_date(url) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.bugle.example/a/", "https://bugle.example/a", True),
        ("https://bugle.example/a?utm_source=x&fbclid=y", "https://bugle.example/a#top", True),
        ("https://bugle.example/a?id=1", "https://bugle.example/a?id=2", False),
        ("https://bugle.example/a", "https://herald.example/a", False),
    ],
)
def test_twins_of_a_page_are_told_from_other_pages(one: str, other: str, same: bool) -> None:
    assert same_page(one, other) is same
