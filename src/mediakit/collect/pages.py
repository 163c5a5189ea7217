"""Find the other pages of an article: further ones, and the canonical one of a variant."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from mediakit.urls import absolute, normalize, same_page, same_site

LIMIT = 30  # pages of one article

_ANCHOR = re.compile(
    r"<(?:link\b([^<>]{0,2000})>|a\b([^<>]{0,2000})>((?:(?!<a\b).){0,200}?)</a>)", re.IGNORECASE | re.DOTALL
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_REL_NEXT = re.compile(r"""\brel\s*=\s*["']?(?:[\w-]+\s+)*next\b""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,500}>")
_NEXT_WORDS = re.compile(
    r"next(\s+page)?|continue(\s+reading)?|下一页|下一頁|下页|次へ|siguiente|suivante?|weiter|nächste\s+seite",
    re.IGNORECASE,
)
# Comments and scripts are passed over: what they hold is not said by the page
_HEAD_LINK = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<link\b([^<>]{0,2000})>", re.IGNORECASE | re.DOTALL
)
_REL_CANONICAL = re.compile(r"""\brel\s*=\s*["']?\s*canonical\b""", re.IGNORECASE)
_HEAD = 262_144
_VARIANTS = frozenset(
    "amp amphtml mobile m print printable printpage full fullpage single singlepage all index".split()
)
_SLUG = re.compile(r"\d{5}|[^-_][-_][^-_]+[-_][^-_]|.{25}")
_NUMBER = re.compile(r"\d{3}")
_KEYS = {"page", "p", "pg", "paged", "pagenum", "pageno"}
_PATH_NUMBER = re.compile(r"(?:/page)?/(\d{1,2})/?$|[_-](\d{1,2})(?=\.\w{3,5}$)")


def next_pages(url: str, body: bytes, first: str | None = None) -> list[str]:
    """List further pages of the article at an address, in order of their number.

    A link counts when it differs from the first page's address by a page number alone, and when its words are that
    number or "next page", or it says ``rel="next"``. A ``rel="next"`` that leads to another article does not count.

    Parameters
    ----------
    url : str
        Address of this page.
    body : bytes
        Its HTML.
    first : str, optional
        Address of the article's first page, where this is a further one.

    Example
    -------
    >>> next_pages("https://a.example/story", b'<a href="/story?page=2">2</a> <a href="/other" rel="next">next</a>')
    ['https://a.example/story?page=2']
    """
    start = first or url
    stems = {_stem(start), *([split_number(start)[0]] if split_number(start)[1] == 1 else [])}
    found: dict[int, str] = {}
    for of_link, of_anchor, words in _ANCHOR.findall(body.decode("utf-8", "replace")):
        attributes = of_link or of_anchor
        link = _link(url, attributes)
        if link is None:
            continue
        other, number = split_number(link)
        if number and 2 <= number <= LIMIT and other in stems and _says_page(attributes, words, number):
            found.setdefault(number, link)
    return [found[number] for number in sorted(found) if found[number] != url]


def canonical_page(url: str, body: bytes) -> str | None:
    """Return the address of the page that this one is a variant of (AMP, mobile, print, tracked), or None.

    What a page states counts only when it names another public page of the same site that can be an article. The
    front page or a section, which some sites name on every page, does not count, nor what two links say differently.

    Parameters
    ----------
    url : str
        Address of this page.
    body : bytes
        Its HTML.

    Example
    -------
    >>> canonical_page("https://m.a.example/story-1234/amp", b'<link rel="canonical" href="https://a.example/story-1234">')
    'https://a.example/story-1234'
    >>> canonical_page("https://a.example/story-1234", b'<link rel="canonical" href="https://a.example/">')

    References
    ----------
    RFC 6596.
    """
    links = _HEAD_LINK.findall(body[:_HEAD].decode("utf-8", "replace"))
    stated = {_link(url, attributes) for attributes in links if _REL_CANONICAL.search(attributes)}
    link = stated.pop() if len(stated) == 1 else None
    target = absolute(link, url) if link else None
    if target is None or same_page(target, url) or not same_site(target, url):
        return None
    return normalize(target) if _may_be_article(target, url) else None


def _may_be_article(target: str, url: str) -> bool:
    """Say whether an address can be that of the article at another one, not of the front page or a section."""
    there, here = _segments(target), _segments(url)
    if not there:
        return bool(_NUMBER.search(urlsplit(target).query))
    if here[: len(there)] == there and len(here) > len(there):
        return all(segment in _VARIANTS for segment in here[len(there) :])
    same = there[-1] in here and not (there == here and _drops_number(target, url))
    return same or bool(_SLUG.search(there[-1]) or _NUMBER.search(urlsplit(target).query))


def _drops_number(target: str, url: str) -> bool:
    """Say whether a query loses what can be an article's number: sites that name a script for every article do."""
    kept = set(parse_qsl(urlsplit(target).query))
    return any(
        re.search(r"[2-9]|\d\d", value)
        for key, value in parse_qsl(urlsplit(url).query)
        if (key, value) not in kept
    )


def _segments(url: str) -> list[str]:
    """Return the parts of an address's path, without their endings."""
    return [part.partition(".")[0].lower() for part in urlsplit(url).path.split("/") if part]


def _link(base: str, attributes: str) -> str | None:
    match = _HREF.search(attributes)
    if match is None:
        return None
    href = html.unescape(match[1] or match[2] or match[3] or "").strip()
    try:
        return urldefrag(urljoin(base, href)).url
    except ValueError:
        return None


def _says_page(attributes: str, words: str, number: int) -> bool:
    bare = " ".join(html.unescape(_TAG.sub(" ", words)).split()).strip(" ›»>→[]()")
    return bool(_REL_NEXT.search(attributes)) or bare == str(number) or bool(_NEXT_WORDS.fullmatch(bare))


def split_number(url: str) -> tuple[str, int | None]:
    """Return an address without its page number, and the number.

    Example
    -------
    >>> split_number("https://a.example/c_12_3.html")
    ('https://a.example/c_12.html', 3)
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [value for key, value in pairs if key.lower() in _KEYS]
    if len(numbers) == 1 and re.fullmatch(r"\d{1,2}", numbers[0]):
        rest = urlencode([pair for pair in pairs if pair[0].lower() not in _KEYS])
        return _stem(parts._replace(query=rest).geturl()), int(numbers[0])
    match = _PATH_NUMBER.search(parts.path)
    if match is None:
        return _stem(url), None
    path = parts.path[: match.start()] + parts.path[match.end() :]
    return _stem(parts._replace(path=path).geturl()), int(match[1] or match[2])


def _stem(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="https", path=parts.path.rstrip("/"), fragment="").geturl()
