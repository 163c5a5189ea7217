"""An executed notebook as one HTML page that runs no script and loads nothing from elsewhere."""

from __future__ import annotations

from html import escape
from typing import Any

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

# fmt: off
_TAGS = [
    "a", "abbr", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p",
    "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
]
_PROPERTIES = [
    "border-bottom", "border-collapse", "font-size", "max-width", "min-width", "overflow-wrap", "overflow-x", "padding",
    "text-align", "vertical-align", "white-space",
]
# fmt: on
_ATTRIBUTES = {"*": ["class", "id", "style", "title"], "a": ["href"], "td": ["colspan"]}

_STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 62em; margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.9em; line-height: 1.2; } h2 { margin-top: 2em; } a { color: #00508f; }
img { max-width: 100%; height: auto; }
pre { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.input { border-left: 3px solid #d0d7de; padding-left: 1em; margin: 1em 0 .5em; color: #444; }
.prompt, .anchor-link { display: none; }
.output_stderr pre { color: #777; }
table { border-collapse: collapse; } th { border-bottom: 2px solid #999; }
@media print { body { margin: 0; max-width: none; } img, tr { break-inside: avoid; } }
"""


def to_html(book: Any, *, title: str) -> str:
    """Return an executed notebook as an HTML page.

    Parameters
    ----------
    book : NotebookNode
        With its outputs.
    title : str
        For the page's head.

    Returns
    -------
    str
        HTML whose content policy forbids scripts, frames and anything from another address.
    """
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors.sanitize import SanitizeHTML
    from pygments.formatters import HtmlFormatter

    exporter = HTMLExporter(
        template_name="basic", sanitize_html=True, exclude_input_prompt=True, exclude_output_prompt=True
    )
    cleaner = SanitizeHTML(tags=_TAGS, attributes=_ATTRIBUTES, styles=_PROPERTIES)
    exporter.register_filter("clean_html", lambda element: cleaner.sanitize_html_tags(str(element)))
    body, _ = exporter.from_notebook_node(book)
    colours = HtmlFormatter(style="default").get_style_defs(".highlight")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}{colours}</style></head>\n<body>{body}</body></html>\n"
    )
