"""Small charts for Dagster's pages: bars as an SVG picture inside Markdown, made by hand.

Labels are escaped, and a picture runs nothing; no word of an article can act on the page.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

import dagster as dg

_ROW, _LABEL, _BAR, _VALUE, _HEAD = 20, 110, 420, 60, 28
_LABEL_LENGTH = 16
_INK, _FILL = "#5b6472", "#4f7cac"


def bar_chart(title: str, counts: Sequence[tuple[str, int]]) -> dg.MarkdownMetadataValue:
    """Horizontal bars, one a label, with their numbers; ``counts`` in the order shown."""
    svg = bars_svg(title, counts)
    data = base64.b64encode(svg.encode()).decode()
    alternative = ", ".join(f"{_plain(label)}: {count}" for label, count in counts)
    return dg.MetadataValue.md(
        f"![{_plain(title)} - {alternative}](data:image/svg+xml;base64,{data})"
    )


def bars_svg(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """The picture itself."""
    width, height = _LABEL + _BAR + _VALUE, _HEAD + _ROW * max(len(counts), 1)
    largest = max((count for _, count in counts), default=0) or 1
    rows = [_row(n, label, count, largest) for n, (label, count) in enumerate(counts)]
    if not rows:
        rows = [f'<text x="4" y="{_HEAD + 14}">nothing yet</text>']
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">'
        f'<text x="4" y="16" font-weight="bold">{escape(title)}</text>{"".join(rows)}</svg>'
    )


def _row(number: int, label: str, count: int, largest: int) -> str:
    top = _HEAD + number * _ROW
    length = round(_BAR * count / largest)
    return (
        f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(_short(label))}</text>'
        f'<rect x="{_LABEL}" y="{top + 3}" width="{length}" height="{_ROW - 6}" fill="{_FILL}"/>'
        f'<text x="{_LABEL + length + 6}" y="{top + 14}">{count}</text>'
    )


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else label[: _LABEL_LENGTH - 1] + "…"


def _plain(text: str) -> str:
    """Letters, digits and harmless signs only: nothing that Markdown would read."""
    return "".join(c if c.isalnum() or c in " -.:/" else " " for c in _short(text))
