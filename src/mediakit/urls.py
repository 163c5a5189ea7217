"""Pure functions on addresses: which may be used, which name the same page, what a path says."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|ocid|cmpid|cmp|ncid|smid|wt_\w+|_ga|spm|"
    r"at_(?:medium|campaign|custom\d|link\w+|format|ptr\w+)|__twitter_impression|guce\w*|ref_?src)$",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|onion|arpa)$")
_MAX_LENGTH = 4_000


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def host(url: str) -> str | None:
    """Return the host of an address in lower case without "www.", or None.

    Examples
    --------
    >>> host("https://WWW.Example.org:8080/a")
    'example.org'
    """
    parts = _split(url)
    name = (parts.hostname or "").rstrip(".") if parts else ""
    return re.sub(r"^www\d?\.", "", name) or None


def is_web(url: str) -> bool:
    """Say whether an address is http or https with a host and of usable length.

    Examples
    --------
    >>> is_web("javascript:alert(1)"), is_web("https://example.org/")
    (False, True)
    """
    parts = _split(url) if len(url) <= _MAX_LENGTH else None
    return bool(parts and parts.scheme.lower() in {"http", "https"} and (parts.hostname or "").rstrip("."))


def is_public(url: str) -> bool:
    """Say whether an address is on the web and names no private, local or reserved host.

    Use it on addresses that a page states. It looks at the address alone and resolves nothing.

    Examples
    --------
    >>> is_public("http://192.168.0.1/a"), is_public("https://example.org/a")
    (False, True)
    """
    parts = _split(url)
    if not is_web(url) or parts is None or parts.username is not None:
        return False
    name = (parts.hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_global
    except ValueError:
        pass
    numeric = re.fullmatch(r"[0-9.]+|0x[0-9a-f.x]+", name)
    return "." in name and not numeric and not _LOCAL.search(name)


def normalize(url: str) -> str:
    """Return an address in one spelling: lower-case scheme and host, no fragment, no tracking, no default port.

    Use it to compare addresses. It is idempotent; what is not a web address is returned stripped.

    Examples
    --------
    >>> normalize("HTTPS://Example.org:443/a?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or not is_web(url):
        return url
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    name = (parts.hostname or "").rstrip(".")
    name = f"[{name}]" if ":" in name else name
    netloc = name if parts.port in {None, default} else f"{name}:{parts.port}"
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", urlencode(query), ""))


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses name one page: scheme, "www." and a trailing slash aside.

    Examples
    --------
    >>> same_page("http://www.example.org/a/", "https://example.org/a?utm_medium=x")
    True
    """
    return _key(one) == _key(other)


def same_site(one: str, other: str) -> bool:
    """Say whether two addresses belong to one site: one host, one within the other, or one registered domain.

    Examples
    --------
    >>> same_site("https://m.example.org/a", "https://amp.example.org/b"), same_site("https://a.github.io/", "https://b.github.io/")
    (True, False)
    """
    from courlan import extract_domain

    first, second = host(one) or "", host(other) or ""
    nested = first.endswith(f".{second}") or second.endswith(f".{first}")
    return first == second or nested or extract_domain(one) == extract_domain(other) is not None


def _key(url: str) -> str:
    parts = urlsplit(normalize(url)) if is_web(url) else None
    return url.strip() if parts is None else f"{host(url)}{parts.path.rstrip('/')}?{parts.query}"


def absolute(link: str, base: str | None) -> str | None:
    """Resolve a link that a page states, or None when it does not lead to a public web page.

    Examples
    --------
    >>> absolute("/a", "https://example.org/b"), absolute("javascript:x", "https://example.org/")
    ('https://example.org/a', None)
    """
    try:
        joined = urljoin(base or "", link.strip())
    except ValueError:
        return None
    if is_public(joined):
        return joined
    same = base is not None and is_web(joined) and urlsplit(joined).netloc == urlsplit(base).netloc
    return joined if same else None


_PATH_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.IGNORECASE
)
_ABBREVIATED = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {m: i for i, m in enumerate(_ABBREVIATED, 1)}


def path_date(url: str) -> tuple[int, int, int] | None:
    """Return year, month, day that an address's path spells out, or None.

    An article id after a month (``/2021/04/92713``) is not a day.

    Examples
    --------
    >>> path_date("https://example.org/2021/04/09/a"), path_date("https://example.org/2021/04/92713")
    ((2021, 4, 9), None)
    """
    parts = _split(url)
    match = _PATH_DATE.search(parts.path) if parts else None
    if not match:
        return None
    month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2].lower(), 0)
    return (int(match[1]), month, int(match[3])) if month else None
