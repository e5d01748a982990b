"""What a run made, as a person wants to see it at its end."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from communique.cli.terminal import output, plain, visible
from communique.queries.events import ListedEvent, list_events, list_refused

if TYPE_CHECKING:
    import duckdb

    from communique.orchestration.headless import RunResult
    from communique.settings import Settings

_SHOWN_EVENTS = 40
_SHOWN_REFUSED = 3
_SHORT_ID = 8
_QUERY = "select start_date, event_type, event_title, city, host_names from marts.events"

Refused = tuple[str, str, str]
"""Address of a document, name of the reason, what to do about it."""


@dataclass(frozen=True, slots=True)
class Made:
    """The events that a run's documents report, and those of its documents that gave none."""

    events: tuple[ListedEvent, ...]
    refused: tuple[Refused, ...]


def made(
    con: duckdb.DuckDBPyConnection, documents: Mapping[str, str], *, is_everything: bool
) -> Made:
    """What the published file holds of the documents (key by address), or everything."""
    document_ids = set(documents.values())
    reasons = {row["document_id"]: row for row in list_refused(con, document_ids)}
    return Made(
        events=list_events(con, None if is_everything else document_ids),
        refused=tuple(
            (uri, reasons[document_id]["code"], reasons[document_id]["message"])
            for uri, document_id in documents.items()
            if document_id in reasons
        ),
    )


def show_events(events: Sequence[ListedEvent]) -> None:
    """A line an event, by day; the first forty."""
    if not events:
        output().print("No gathering is told of.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "day", "event", "place", "hosts"):
        table.add_column(name, no_wrap=name in ("id", "day"), overflow="fold")
    for name in ("people", "reports", "disputed"):
        table.add_column(name, justify="left" if name == "disputed" else "right")
    for event in events[:_SHOWN_EVENTS]:
        table.add_row(*_cells(event))
    output().print(table)
    if len(events) > _SHOWN_EVENTS:
        output().print(f"… and {len(events) - _SHOWN_EVENTS} more")


def _cells(event: ListedEvent) -> list[Text]:
    kind = f"{event.event_type}, {event.event_status}"
    name = Text.assemble(visible(event.event_title or ""), (f"\n{kind}", "dim"))
    absent = f" (+{event.count_absent} absent)" if event.count_absent else ""
    place = ", ".join(part for part in (event.city, event.country_code) if part)
    return [
        plain(_short_id(event)),
        plain(_day(event)),
        name if event.event_title else Text(visible(kind)),
        plain(place),
        plain(event.host_names),
        plain(f"{event.count_participants}{absent}"),
        plain(f"{event.count_reports} / {event.count_independent_reports}"),
        Text(visible(", ".join(event.disputed)), style="yellow"),
    ]


def _short_id(event: ListedEvent) -> str:
    """The beginning of the id, which is enough for ``explain``."""
    return event.event_id.partition("_")[2][:_SHORT_ID] or event.event_id


def _day(event: ListedEvent) -> str:
    """The first day as precisely as it is known, and the last where there is one."""
    if event.start_date is None:
        return "unknown"
    length = {"month": len("2026-01"), "year": len("2026")}.get(event.date_precision or "")
    end = f" to {event.end_date}" if event.end_date and event.end_date != event.start_date else ""
    return f"{event.start_date.isoformat()[:length]}{end}"


def show_refused(refused: Sequence[Refused], *, is_quiet: bool, is_verbose: bool) -> None:
    """A line a reason, with the first documents that gave no article for it.

    Quiet: one line for all; verbose: a line each.
    """
    if is_quiet and len(refused) > 1:
        counts = Counter(code for _, code, _ in refused)
        told = ", ".join(f"{code} {count}" for code, count in sorted(counts.items()))
        _show_rejected(f"{len(refused)} documents: {told}; run without --quiet to see which")
        return
    for group in _groups(refused):
        if is_verbose or len(group) == 1:
            for uri, code, message in group:
                _show_rejected(f"{uri}: {code}: {message}")
        else:
            _show_rejected(_told(group))


def _groups(refused: Sequence[Refused]) -> list[list[Refused]]:
    groups: dict[str, list[Refused]] = {}
    for one in refused:
        groups.setdefault(one[1], []).append(one)
    return list(groups.values())


def _told(group: Sequence[Refused]) -> str:
    """One reason: the advice once where it is the same for all, else after each name."""
    first, *others = group
    is_same = all(message == first[2] for _, _, message in others)
    shown = group[:_SHOWN_REFUSED]
    names = ", ".join(uri if is_same else f"{uri} ({message})" for uri, _, message in shown)
    left = len(group) - len(shown)
    more = f" and {left} more (all of them: --verbose)" if left else ""
    advice = f": {first[2]}" if is_same else ""
    return f"{len(group)} documents: {first[1]}{advice}: {names}{more}"


def _show_rejected(told: str) -> None:
    output().print(Text.assemble(("rejected ", "bold red"), visible(told)), soft_wrap=True)


def show_ending(result: RunResult, settings: Settings, events: Sequence[ListedEvent]) -> None:
    """How much was read, how long it took, where the file lies and how to ask it."""
    known = f", {result.known} known before" if result.known else ""
    console, option = output(), _data_dir_option(settings)
    told = f"{result.new} documents read{known}, in {result.total_seconds:.1f} s"
    console.print()
    if result.held_path:
        console.print(plain(f"{told}; not published yet: {result.held_path}"), soft_wrap=True)
        for command in ("diff", "publish"):
            console.print(Text(f"{_program()} {command}{option}", style="bold"), soft_wrap=True)
        return
    console.print(plain(f"{told}: {settings.published_path}"), soft_wrap=True)
    console.print(Text(f'{_program()} sql "{_QUERY}"{option}', style="bold"), soft_wrap=True)
    if events:
        most = max(events, key=lambda event: (len(event.disputed), event.count_reports))
        command = f"{_program()} explain {_short_id(most)}{option}"
        console.print(Text(command, style="bold"), soft_wrap=True)


def _data_dir_option(settings: Settings) -> str:
    """The option that the next command needs to find the same folder."""
    from communique.settings import load_settings

    is_default = load_settings().data_dir == settings.data_dir
    return "" if is_default else f" --data-dir {shlex.quote(_short(settings.data_dir))}"


def _program() -> str:
    """How this program was called, so that the line printed can be typed as it stands."""
    called = Path(sys.argv[0])
    if called.name != "communique" or shutil.which("communique") == str(called):
        return "communique"
    return shlex.quote(_short(called))


def _short(path: Path) -> str:
    """The path from here when that is shorter."""
    return min(str(path), os.path.relpath(path), key=len)
