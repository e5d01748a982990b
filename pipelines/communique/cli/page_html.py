"""Pages cut into blocks as one HTML file: each block in its role's colour, with the evidence.

Nothing of a page reaches the file unescaped, nothing is loaded from elsewhere and nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from communique.cli.terminal import visible

if TYPE_CHECKING:
    from communique.parse import Parsed

_COLOURS = {
    "headline": "#f2c84b",
    "subhead": "#f7e3a1",
    "byline": "#e3b7e8",
    "dateline": "#a9dfe6",
    "body": "#b9e3b4",
    "key_points": "#d5efb0",
    "pull_quote": "#c4e8dc",
    "caption": "#b9cdf0",
    "agency_credit": "#efb6cf",
    "comment": "#f2b0a5",
}
_OTHER = "#e2e2e2"
_STYLE = """
body { font: 15px/1.45 sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
section { border-left: 1em solid; margin: 2px 0; padding: 2px 8px; background: #fafafa; }
section p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
small { color: #555; }
"""


def blocks_html(pages: Iterable[tuple[str, Parsed]]) -> str:
    """One HTML document with the blocks of each page; pages come with their address."""
    lines = [
        "<!doctype html>",
        '<html><head><meta charset="utf-8"><title>Blocks</title>',
        f"<style>{_STYLE}{_role_styles()}</style></head><body>",
    ]
    for document_uri, parsed in pages:
        lines.append(f"<h1>{_shown(document_uri)}</h1>")
        lines.extend(_sections(parsed))
    return "\n".join([*lines, "</body></html>", ""])


def _role_styles() -> str:
    rules = [f"section {{ border-color: {_OTHER}; }}"]
    rules += [f".{role} {{ border-color: {colour}; }}" for role, colour in _COLOURS.items()]
    return "\n".join(rules)


def _sections(parsed: Parsed) -> Iterator[str]:
    text = parsed.documents[0].text if parsed.documents else ""
    for block in parsed.blocks:
        words = _shown(text[block.span_start : block.span_end].strip("\n"))
        head = f"{block.block_no} {block.block_role}: {_shown(block.role_reason)}"
        yield f'<section class="{_shown(block.block_role)}">'
        yield f"<small>{head}</small><p>{words}</p></section>"
    for note in parsed.parse_notes:
        yield f"<p><small>{_shown(f'{note.severity}: {note.code}: {note.message}')}</small></p>"


def _shown(text: str) -> str:
    return escape(visible(text), quote=True)
