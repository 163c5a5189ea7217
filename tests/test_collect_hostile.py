"""Sites that do not behave: rules that come late or broken, pages that never end or lie about themselves."""

import pytest

from mediakit.collect import collect
from test_collect import links, reasons
from webserver import Answer, WebServer

SITE = "http://a.example"
CLOSED = "User-agent: *\nDisallow: /closed"


def asked(web: WebServer) -> set[str]:
    return {seen.url for seen in web.log}


# ---------------------------------------------------------------- robots.txt


def test_no_request_that_waits_for_slow_rules_slips_past_them(tmp_path):
    with WebServer() as web:
        web.page(f"{SITE}/robots.txt", CLOSED, kind="text/plain", before=1.0)
        closed = [f"{SITE}/closed/{n}" for n in range(8)]
        open_ = [f"{SITE}/open/{n}" for n in range(8)]
        for url in closed + open_:
            web.page(url, f"<p>{url}</p>")
        mixed = [url for pair in zip(closed, open_, strict=True) for url in pair]
        report = collect(links(*mixed), tmp_path, pause=0, proxy=web.url)
        assert asked(web) == {f"{SITE}/robots.txt", *open_}
    assert (report.fetched, report.disallowed) == (8, 8)


FILLER = "# nothing\n" * 60_000  # 600 kB
RULES = {
    "missing": (Answer(b"gone", 404), True),
    "forbidden": (Answer(b"no", 403), True),
    "a page": (Answer(b"<!DOCTYPE html><html><p>User-agent: see below. Disallow: /</p></html>"), True),
    "empty": (Answer(b""), True),
    "broken": (Answer(b"broken", 500), False),
    "unavailable": (Answer(b"User-agent: *\nAllow: /", 503), False),
    "busy": (Answer(b"", 429), False),
    "no answer in time": (Answer(CLOSED.encode(), before=30.0), False),
    "endless": (Answer(CLOSED.encode(), drip=0.05), False),
    "far too large": (Answer(b"# x\n" * 300_000), False),
    "redirected in a circle": (Answer(status=302, headers={"Location": "/robots.txt"}), False),
    "redirected inside": (Answer(status=302, headers={"Location": "http://127.0.0.1:1/"}), False),
}
HALF = {
    "large": FILLER.encode()[: 400 * 1024] + b"\n" + CLOSED.encode() + b"\n" + FILLER.encode(),
    "other line ends": CLOSED.replace("\n", "\r").encode(),
    "marked": b"\xef\xbb\xbf" + CLOSED.encode(),
    "latin-1": ("# Déjà\n" + CLOSED + "\n# é").encode("latin-1"),
    "utf-16": CLOSED.encode("utf-16"),
    "picture": b"\x89PNG\r\n\x00\xff\n" + CLOSED.encode(),
    "group of two": b"User-agent: other\nuser-agent: MediaKit\ndisallow: /closed\n\nUser-agent: *\nAllow: /",
    "moved": None,
}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory):
    """One collection from a site for each robots.txt; the addresses that were asked, and why others were not."""
    folder = tmp_path_factory.mktemp("rules")
    with WebServer() as web:
        answers = {name: answer for name, (answer, _) in RULES.items()}
        answers |= {name: Answer(body, kind="text/plain") for name, body in HALF.items() if body}
        answers["moved"] = Answer(status=301, headers={"Location": "http://rules.example/r"})
        web.page("http://rules.example/r", CLOSED, kind="text/plain")
        urls = []
        for name, answer in answers.items():
            base = f"http://{name.replace(' ', '-')}.example"
            web.pages[f"{base}/robots.txt"] = answer
            for path in ("open", "closed/1"):
                web.page(f"{base}/{path}", f"<p>{base}/{path}</p>")
                urls.append(f"{base}/{path}")
        collect(links(*urls), folder, pause=0, proxy=web.url, time_limit=1.0, max_bytes=1_100_000)
        yield asked(web), reasons(folder)


@pytest.mark.parametrize("name", RULES)
def test_rules_that_cannot_be_had(ruled, name):
    asked, why = ruled
    base = f"http://{name.replace(' ', '-')}.example"
    assert ({f"{base}/open", f"{base}/closed/1"} <= asked) is RULES[name][1]
    if not RULES[name][1]:
        assert f"{base}/open" not in asked
        assert "robots.txt" in why[f"{base}/open"] or "busy" in why[f"{base}/open"]


@pytest.mark.parametrize("name", HALF)
def test_rules_in_other_clothes_are_kept(ruled, name):
    asked, why = ruled
    base = f"http://{name.replace(' ', '-')}.example"
    assert f"{base}/open" in asked
    assert f"{base}/closed/1" not in asked
    assert "disallowed by robots.txt" in why[f"{base}/closed/1"]
