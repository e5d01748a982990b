"""A parsed page for the eye: its text with the spans of what was read, or its blocks with roles.

Colours on a terminal, brackets elsewhere; nothing of the page reaches either unescaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.style import Style
from rich.text import Text

from communique.cli.terminal import visible

if TYPE_CHECKING:
    from communique.parse import Parsed

_TOLD_ROLES = frozenset({"headline", "subhead", "dateline", "body", "caption", "key_points"})

_MARKS = {
    "gathering": ("event_mentions", Style(bold=True, underline=True, color="yellow")),
    "participant": ("attendee_mentions", Style(color="cyan")),
    "quote": ("quotes", Style(color="green")),
    "citation": ("citations", Style(color="magenta", bold=True)),
}
"""What is marked, with its table and its style; a later kind's colour lies on top."""

_ROLE_COLOURS = {
    "headline": "bright_yellow",
    "subhead": "yellow",
    "byline": "magenta",
    "dateline": "cyan",
    "body": "green",
    "key_points": "bright_green",
    "pull_quote": "bright_cyan",
    "caption": "blue",
    "agency_credit": "bright_magenta",
    "comment": "red",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of the page's text."""

    kind: str
    start: int
    end: int


def show_page(console: Console, parsed: Parsed, document_uri: str) -> None:
    """The page with its marks, then what was read from it."""
    _title(console, document_uri)
    if not parsed.documents or parsed.is_rejected:
        _show_notes(console, parsed.parse_notes)
        return
    _show_header(console, parsed.articles)
    console.print(_legend(console.is_terminal))
    console.print()
    text = parsed.documents[0].text
    console.print(_page(text, _marks(parsed), _quiet(parsed), console.is_terminal), soft_wrap=True)
    _show_events(console, parsed)
    _show_notes(console, parsed.parse_notes)


def show_blocks(console: Console, parsed: Parsed, document_uri: str) -> None:
    """The page block by block: its role, the evidence for the role, its text."""
    _title(console, document_uri)
    text = parsed.documents[0].text if parsed.documents else ""
    for block in parsed.blocks:
        colour = _ROLE_COLOURS.get(block.block_role, "bright_black")
        head = f"── {block.block_no} {block.block_role} ({visible(block.role_reason)})"
        console.print(Text(head, style=f"bold {colour}"), soft_wrap=True)
        words = visible(text[block.span_start : block.span_end].strip("\n"))
        console.print(Text(words, style=colour), soft_wrap=True)
    _show_notes(console, parsed.parse_notes)


def _title(console: Console, document_uri: str) -> None:
    console.rule(Text(visible(document_uri), style="bold"), align="left")


def _show_header(console: Console, articles: Sequence[Any]) -> None:
    for row in articles:
        told = {
            "headline": row.headline,
            "outlet": row.outlet,
            "agencies": ", ".join(row.agencies),
            "by": ", ".join(row.bylines),
            "published": row.published_text and f"{row.published_at} (“{row.published_text}”)",
            "dateline": row.dateline_text,
        }
        for name, value in told.items():
            label = (f"{name:>10}  ", "dim")
            console.print(Text.assemble(label, visible(value or "-")), soft_wrap=True)


def _legend(has_colour: bool) -> Text:
    names = [
        (f" {kind} ", style) if has_colour else f" ⟦{kind}: …⟧"
        for kind, (_, style) in _MARKS.items()
    ]
    return Text.assemble(("    marked ", "dim"), *names)


def _marks(parsed: Parsed) -> list[Mark]:
    tables = parsed.tables()
    return [
        Mark(kind, row.span_start, row.span_end)
        for kind, (table, _) in _MARKS.items()
        for row in tables[table]
        if row.span_start < row.span_end
    ]


def _quiet(parsed: Parsed) -> list[Mark]:
    """The parts of the page that state no facts."""
    return [
        Mark(block.block_role, block.span_start, block.span_end)
        for block in parsed.blocks
        if block.block_role not in _TOLD_ROLES
    ]


def _page(text: str, marks: list[Mark], quiet: list[Mark], has_colour: bool) -> Text:
    page = Text()
    edges = {0, len(text), *(e for m in [*marks, *quiet] for e in (m.start, m.end))}
    for start, end in pairwise(sorted(edges)):
        here = [m for m in marks if m.start <= start and end <= m.end]
        words = visible(text[start:end])
        if has_colour:
            is_quiet = any(m.start <= start and end <= m.end for m in quiet)
            page.append(words, _style(here, is_quiet))
        else:
            page.append("".join(_brackets(here, start, end, words)))
    return page


def _style(marks: Iterable[Mark], is_quiet: bool) -> Style:
    styles = [_MARKS[kind][1] for kind in dict.fromkeys(m.kind for m in marks)]
    return Style.combine([Style(dim=is_quiet), *styles])


def _brackets(marks: Sequence[Mark], start: int, end: int, words: str) -> Iterator[str]:
    """The words with the brackets that open before and close after them."""
    opening = [m for m in marks if m.start == start]
    for mark in sorted(opening, key=lambda m: -m.end):
        yield f"⟦{mark.kind}: "
    yield words
    yield "⟧" * sum(m.end == end for m in marks)


def _show_events(console: Console, parsed: Parsed) -> None:
    console.print()
    if not parsed.event_mentions:
        console.print("No gathering is told of.")
    for event in parsed.event_mentions:
        place = [event.venue, event.city, event.country_code]
        day = event.start_date or "day unknown"
        parts = [
            event.event_type,
            event.event_status,
            f"{day} (“{event.start_text or '-'}”)",
            *place,
        ]
        told = ", ".join(visible(part) for part in parts if part)
        console.print(
            Text.assemble(
                (visible(event.event_name or "unnamed"), "bold yellow"),
                f" [{event.salience}] {told}",
            ),
            soft_wrap=True,
        )
        for row in parsed.attendee_mentions:
            if row.event_mention_id == event.event_mention_id:
                console.print(_attendee(row), soft_wrap=True)


def _attendee(row: Any) -> Text:
    name = row.name or row.affiliation or row.kind
    affiliation = row.affiliation if row.affiliation != name else None
    parts = [visible(part) for part in (row.role, affiliation, row.country_code) if part]
    return Text.assemble(
        (f"  {row.participation:<9}", "dim"), (visible(name), "cyan"), ", ".join(["", *parts])
    )


def _show_notes(console: Console, notes: Iterable[Any]) -> None:
    for note in notes:
        style = "bold red" if note.severity == "rejected" else "dim"
        told = f"{note.severity}: {visible(note.code)}: {visible(note.message)}"
        console.print(Text(told, style=style), soft_wrap=True)
