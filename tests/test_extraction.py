"""Pages to articles: what a reader of the result relies on."""

from __future__ import annotations

import mediakit as mk

PAGE = """<html lang="en"><head><title>Rain expected on Monday - The Bugle</title>
<meta property="og:site_name" content="The Bugle">
<meta property="article:published_time" content="2020-07-06T10:00:00+08:00"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Rain expected on Monday</h1><p class="byline">By ANN LEE, Weather Editor</p>
<figure><img src="a.jpg"><figcaption>Clouds over the harbour. (Photo by B. Roe/Getty Images)</figcaption></figure>
{body}
</article><footer>Copyright The Bugle</footer></body></html>"""
PROSE = [
    "It will rain on Monday over most of the city, the weather office said on Sunday evening in its bulletin.",
    "“Take an umbrella with you,” said Ms Tan, who leads the office. “It will be wet until the early hours.”",
    "Schools stay open, the education bureau said, and ferries run as usual unless the wind picks up at night.",
    "The last week of heavy rain was in May, when two markets were flooded and traffic stood still for hours.",
]


def page(*more: str) -> str:
    return PAGE.format(body="".join(f"<p>{line}</p>" for line in [*PROSE, *more]))


def test_a_plain_page_gives_every_field() -> None:
    article = mk.extract(page(), url="https://bugle.example/2020/07/06/rain")
    assert article.title == "Rain expected on Monday"
    assert article.authors == ("Ann Lee",)
    assert article.roles == ("Weather Editor",)
    assert article.published is not None
    assert article.published.isoformat() == "2020-07-06T10:00:00+08:00"
    assert article.published_precision == "second"
    assert article.text.split("\n\n") == PROSE
    assert article.outlet == "The Bugle"
    assert article.language == "en"
    assert article.access == "open"
    assert article.captions == ("Clouds over the harbour. (Photo by B. Roe/Getty Images)",)
