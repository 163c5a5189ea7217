"""The sheet a chart stands on: headline, subtitle, key and source line, wrapped so that nothing clips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILIES = ("DejaVu Sans", "mediakit Sans SC")
FONT = Path(__file__).parent / "fonts" / "mediakit-sans-sc.otf"
# Okabe & Ito (2008), Color Universal Design, in the order that keeps neighbours apart for every kind of colour vision
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
ACCENT, REST, INK, GREY, FAINT = "#0072B2", "#BBBBBB", "#1A1A1A", "#555555", "#DDDDDD"
WIDTH = 8.0
_MARGIN = 0.18
_LEADING = 1.35
_LONGEST_LABEL, _LONGEST_LINE = 120, 600  # characters; names come from pages, and pages may hold anything
_WIDE = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
_CLOSING = r"[、。，．：；！？）》」』】〕…—”’%,.;:!?)\]]"
_PIECES = re.compile(rf"\s+|{_WIDE}{_CLOSING}*|(?:(?!{_WIDE})\S)+")


@dataclass(frozen=True)
class Words:
    """What a chart says beside its marks."""

    title: str
    subtitle: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    colour: str
    bold: bool = False
    gap: float = 0.0
    gid: str | None = None


def use_font() -> None:
    """Make the Chinese font known to matplotlib; done once for each process."""
    from matplotlib import font_manager

    fonts = font_manager.fontManager
    if not any(entry.name == FAMILIES[1] for entry in fonts.ttflist):
        fonts.addfont(FONT)
        # headlines are bold; without a bold entry matplotlib warns at every one and takes this file all the same
        fonts.ttflist.append(replace(fonts.ttflist[-1], weight=700))


@lru_cache(maxsize=1)
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(10, 10, 200)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of one line of text in inches."""
    from matplotlib.figure import Figure

    use_font()
    probe = Figure(dpi=200).text(
        0, 0, text, size=size, weight="bold" if bold else "normal", family=list(FAMILIES), parse_math=False
    )
    return float(probe.get_window_extent(renderer=_renderer()).width) / 200


def clean(text: str) -> str:
    """Return text on one line without characters that draw nothing or turn the direction of others."""
    shown = (c for c in text if c.isspace() or not unicodedata.category(c).startswith("C"))
    return " ".join("".join(shown).split())


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break text into lines of at most ``width`` inches; Chinese breaks between any two characters."""
    lines, line = [], ""
    for piece in _PIECES.findall(clean(text)):
        if text_width((line + piece).rstrip(), size, bold) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _cut(piece.strip(), width, size, bold)
        lines += full
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _cut(piece: str, width: float, size: float, bold: bool) -> list[str]:
    """Cut a piece that has no place to break, such as an address, where it has to be cut."""
    parts = [""]
    for character in piece:
        if parts[-1] and text_width(parts[-1] + character, size, bold) > width:
            parts.append("")
        parts[-1] += character
    return parts


def label(text: str, width: float, size: float) -> str:
    """Return a label over as many lines as its width needs; one that no chart has room for ends in an ellipsis."""
    return "\n".join(wrap(_short(text, _LONGEST_LABEL), width, size))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def open_sheet(words: Words, *, height: float) -> Figure:
    """Make a figure whose middle, ``height`` inches high, is free for axes and laid out by matplotlib."""
    import matplotlib.pyplot as plt

    use_font()
    head, foot = _head(words), _foot(words)
    legend = _legend_rows(words.legend)
    above = _tall(head) + 0.2 * len(legend) + 0.2 + (0.06 if legend else 0)
    below = _tall(foot) + _key_height(words.key) + 0.16
    total = above + height + below
    figure = plt.figure(figsize=(WIDTH, total), dpi=110, facecolor="white")
    figure.set_layout_engine(
        "constrained", rect=(0.008, below / total, 0.98, height / total), h_pad=0.03, w_pad=0.03
    )
    top = _stack(figure, head, total - 0.12)
    _draw_legend(figure, legend, top - 0.06)
    _draw_key(figure, words.key, below)
    _stack(figure, foot, _tall(foot) + 0.06)
    return figure


def _lines(
    text: str, size: float, colour: str, *, kind: str, bold: bool = False, gap: float = 0.0
) -> list[_Line]:
    """Wrap a text; each line has an id by which the exporter finds its words again."""
    if not text:
        return []
    rows = wrap(_short(text, _LONGEST_LINE), WIDTH - 2 * _MARGIN - 0.1, size, bold)
    return [
        _Line(row, size, colour, bold, gap=gap if i == 0 else 0.0, gid=f"{kind}-{i}")
        for i, row in enumerate(rows)
    ]


def _head(words: Words) -> list[_Line]:
    return _lines(words.title, 14, INK, kind="title", bold=True) + _lines(
        words.subtitle, 10, GREY, kind="subtitle", gap=0.04
    )


def _foot(words: Words) -> list[_Line]:
    notes = [line for i, note in enumerate(words.notes) for line in _lines(note, 8, GREY, kind=f"note-{i}")]
    return notes + _lines(words.source, 8, GREY, kind="source", gap=0.03)


def _tall(lines: Sequence[_Line]) -> float:
    return sum(line.size * _LEADING / 72 + line.gap for line in lines)


def _stack(figure: Figure, lines: Sequence[_Line], top: float) -> float:
    """Write lines downwards from ``top`` inches; return where they end."""
    for line in lines:
        top -= line.gap
        _write(figure, _MARGIN, top, line.text, line.size, line.colour, line.bold, line.gid)
        top -= line.size * _LEADING / 72
    return top


def _write(
    figure: Figure,
    left: float,
    top: float,
    text: str,
    size: float,
    colour: str,
    bold: bool = False,
    gid: str | None = None,
) -> None:
    width, height = figure.get_size_inches()
    figure.text(
        left / width,
        top / height,
        text,
        size=size,
        color=colour,
        weight="bold" if bold else "normal",
        family=list(FAMILIES),
        va="top",
        parse_math=False,
        gid=gid,
    ).set_in_layout(False)


def _legend_rows(legend: Sequence[tuple[str, str]]) -> list[list[tuple[float, str, str]]]:
    """Place legend entries (colour, text) from left to right, over as many rows as they need."""
    rows: list[list[tuple[float, str, str]]] = []
    left = WIDTH
    for colour, text in legend:
        wide = text_width(text, 9) + 0.38
        if left + wide > WIDTH - _MARGIN:
            rows.append([])
            left = _MARGIN
        rows[-1].append((left, colour, text))
        left += wide
    return rows


def _draw_legend(figure: Figure, rows: Sequence[Sequence[tuple[float, str, str]]], top: float) -> None:
    from matplotlib.patches import Rectangle

    width, height = figure.get_size_inches()
    for number, row in enumerate(rows):
        y = top - 0.2 * number
        for left, colour, text in row:
            square = Rectangle(
                (left / width, (y - 0.14) / height),
                0.13 / width,
                0.13 / height,
                facecolor=colour,
                transform=figure.transFigure,
            )
            square.set_in_layout(False)
            figure.add_artist(square)
            _write(figure, left + 0.19, y, text, 9, INK)


def _key_columns(key: Sequence[tuple[str, str]]) -> int:
    return 1 if len(key) <= 3 else 2 if len(key) <= 14 else 3


def _key_blocks(key: Sequence[tuple[str, str]]) -> list[list[tuple[str, list[str]]]]:
    """Spread the key's entries, wrapped, over columns that are read downwards."""
    if not key:
        return []
    columns = _key_columns(key)
    width = (WIDTH - 2 * _MARGIN) / columns - 0.42
    entries = [(mark, wrap(_short(text, _LONGEST_LINE), width, 8)) for mark, text in key]
    each = -(-len(entries) // columns)
    return [entries[i : i + each] for i in range(0, len(entries), each)]


def _block_height(block: Sequence[tuple[str, list[str]]]) -> float:
    return sum(len(lines) * 8 * _LEADING / 72 + 0.03 for _, lines in block)


def _key_height(key: Sequence[tuple[str, str]]) -> float:
    return max((_block_height(block) + 0.12 for block in _key_blocks(key)), default=0.0)


def _draw_key(figure: Figure, key: Sequence[tuple[str, str]], top: float) -> None:
    for number, block in enumerate(_key_blocks(key)):
        left = _MARGIN + number * (WIDTH - 2 * _MARGIN) / _key_columns(key)
        y = top - 0.1
        for mark, lines in block:
            _write(figure, left, y, mark, 8, INK, bold=True)
            for line in lines:
                _write(figure, left + 0.3, y, line, 8, INK)
                y -= 8 * _LEADING / 72
            y -= 0.03


def plain_axes(axes: Axes, *, grid: str) -> None:
    """Give axes the house's look: no box, a faint grid along one axis, the charts' fonts."""
    for side in ("top", "right", "left" if grid == "y" else "bottom"):
        axes.spines[side].set_visible(False)
    for side in ("bottom", "left"):
        axes.spines[side].set_color(GREY)
    axes.grid(axis="x" if grid == "x" else "y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=9, labelcolor=INK, color=GREY, length=0, labelfontfamily=list(FAMILIES))
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(size=9, color=GREY, family=list(FAMILIES))
        axis.label.set_parse_math(False)


def say_empty(axes: Axes) -> None:
    """Write on axes that there is nothing to draw."""
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    axes.text(0.5, 0.5, "no data", transform=axes.transAxes, ha="center", va="center", color=GREY)


def settle(figure: Figure) -> None:
    """Lay the figure out once and for all.

    Left alone, matplotlib moves everything a little at each drawing, and the same chart saved twice would differ.
    """
    figure.draw_without_rendering()
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for artist in (*figure.texts, *figure.artists, *figure.patches):
        artist.set_in_layout(True)  # or notebooks, which crop what they show, would cut the words off
