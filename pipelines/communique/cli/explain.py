"""``communique explain``: one event on a page, each value with who says it and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from communique.cli.options import DataDir, settings_for
from communique.cli.terminal import WRONG_USAGE, fail, failing_on, output, plain, visible

if TYPE_CHECKING:
    from communique.queries.explanation import Explanation

Row = Mapping[str, Any]

_VALUES = (
    "event_name", "event_type", "event_status", "start_date", "end_date", "previous_start_date",
    "city", "country_code", "venue", "topics", "super_event",
)  # fmt: skip
"""The attributes of an event in the order in which a reader asks for them."""

_PERSON_VALUES = ("participation", "name", "role", "affiliation", "country_code", "stands_in_for")
"""The same for a participant."""


def explain(
    event_id: Annotated[str, typer.Argument(help="The event's id, or its unique beginning.")],
    data_dir: DataDir = None,
) -> None:
    """Tell why an event is told as it is: who says what, in which words, by which rule."""
    import duckdb

    from communique.queries import explanation
    from communique.queries.published import PublishedError, first_line, open_published

    if not event_id.strip():
        fail(
            "an event's id is missing; list the events with: "
            'communique sql "select event_id, event_title from marts.events"',
            WRONG_USAGE,
        )
    settings = settings_for(data_dir)
    with failing_on(PublishedError), open_published(settings.published_path) as con:
        try:
            found = explanation.explain(con, event_id)
        except duckdb.Error as error:
            fail(
                f"{settings.published_path}: does not hold the marts as this version writes them "
                f"({first_line(error)}); publish anew with: communique run"
            )
    _show(output(), found)


def _show(console: Console, found: Explanation) -> None:
    _show_head(console, found.event)
    _show_values(console, found)
    _show_attendees(console, found)
    _show_differences(console, found)


def _show_head(console: Console, event: Row) -> None:
    console.print(Text(visible(event["event_title"] or event["event_type"]), style="bold"))
    place = ", ".join(visible(event[c]) for c in ("venue", "city", "country_code") if event[c])
    day = visible(event["start_date"] or "day unknown")
    console.print(f"{event['event_type']}, {event['event_status']}, {day}{place and f', {place}'}")
    console.print(
        f"{event['event_id']} · {event['count_reports']} reports, "
        f"{event['count_independent_reports']} independent"
    )
    date_rule = " · ".join(str(event[c]) for c in ("date_status", "date_rule") if event.get(c))
    if date_rule:
        console.print(f"day: {date_rule}")


def _show_values(console: Console, found: Explanation) -> None:
    table = _table("value", "says", "words", "rule")
    for attribute in _in_order(found.claims, _VALUES):
        table.add_row(Text(visible(attribute), style="bold cyan"))
        for claim in found.claims[attribute]:
            _add_claim(table, claim, "")
    _titled(console, "Values", table)


def _in_order(attributes: Iterable[str], order: Sequence[str]) -> list[str]:
    """Those of the order first, others after them as they come."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(attributes, key=lambda name: places.get(name, len(places)))


def _add_claim(table: Table, claim: Row, label: str) -> None:
    value = claim["value"] if claim["value"] is not None else claim["value_text"]
    sign, style = ("✓", "green") if claim["is_chosen"] else ("✗", "dim")
    told = Text.assemble("  " if label else "", (sign, style), " ", (label, "dim"), plain(value))
    if not claim["is_chosen"]:
        told.stylize("dim")
    cells = (claim["said_by"], _in_quotes(claim["surface"]), claim["rule"])
    table.add_row(told, *(plain(cell) for cell in cells))


def _in_quotes(words: str | None) -> str | None:
    return None if words is None else f"“{' '.join(words.split())}”"


def _show_attendees(console: Console, found: Explanation) -> None:
    table = _table("participant", "says", "words", "rule")
    for row, claims in found.attendees:
        table.add_row(_attendee(row))
        by_attribute = _by_attribute(claims)
        for attribute in _in_order(by_attribute, _PERSON_VALUES):
            for claim in by_attribute[attribute]:
                _add_claim(table, claim, f"{visible(attribute)}: ")
    _titled(console, f"Participants ({len(found.attendees)})", table)


def _attendee(row: Row) -> Text:
    name = row["name"] or row["affiliation"] or row["kind"]
    rest = [row["role"], row["affiliation"] if row["affiliation"] != name else None]
    code = f" ({row['country_code']})" if row["country_code"] else ""
    told = ", ".join(visible(part) for part in rest if part)
    disputed = " disputed" if row.get("is_disputed") else ""
    return Text.assemble(
        (visible(name), "bold cyan"),
        f"{told and f', {told}'}{visible(code)} · {visible(row['participation'])}",
        (disputed, "yellow"),
    )


def _by_attribute(claims: Sequence[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for claim in claims:
        groups.setdefault(claim["attribute"], []).append(claim)
    return groups


def _show_differences(console: Console, found: Explanation) -> None:
    console.print()
    if not found.differences:
        console.print("No disagreement between its sources.")
        return
    console.print(Text("Where sources differ", style="bold"))
    names = {row["attendance_id"]: row["name"] or row["affiliation"] for row, _ in found.attendees}
    for row in found.differences:
        of = f" of {visible(names[row['attendance_id']])}" if row["attendance_id"] in names else ""
        state = "" if row["is_resolved"] else ", open"
        console.print(
            Text.assemble(
                (f"{visible(row['attribute'])}{of}", "bold cyan"),
                f": {visible(row['chosen_value'])} by {visible(row['rule'])}{state}",
            )
        )
        console.print(plain(row["explanation"]))


def _table(*columns: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None, header_style="dim")
    for column, ratio in zip(columns, (4, 3, 5, 3), strict=True):
        table.add_column(column, overflow="fold", ratio=ratio)
    return table


def _titled(console: Console, title: str, table: Table) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    console.print(table)
