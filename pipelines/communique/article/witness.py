"""A date of a page as a witness of its publication: its rank, its instant, its day in its own zone.

Where witnesses stand on the page is ``published``'s and ``stated_dates``' business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from communique.article.zones import StatedZone, offset_text
from communique.page.written_dates import WrittenDate, WrittenTime
from communique.records import InstantPrecision
from communique.spans import Span

_RANK = {
    basis: rank
    for rank, basis in enumerate(
        (
            "created", "json_ld", "open_graph", "meta", "record", "mail", "published",
            "time_element", "posted", "address", "json_ld_created", "htmldate", "updated",
            "dateline_full_date", "dateline_copyright_year", "pdf_info",
            "relative", "relative_updated", "crawl", "fetched",
        )
    )
}  # fmt: skip
LAST_RESORTS = frozenset({"crawl", "fetched"})
"""Witnesses of when the page was fetched; believed only where nothing else tells of it."""

UPDATES = frozenset({"updated", "relative_updated"})
"""Witnesses of the last update."""

_STATED = {"json_ld", "open_graph", "meta", "record", "time_element", "updated"}


@dataclass(frozen=True, slots=True)
class Witness:
    """One date of the page: its basis, the day and time as written, and where the words stand."""

    basis: str
    is_labelled: bool
    written: WrittenDate
    day: date
    time: WrittenTime | None
    zone: StatedZone | None
    span: Span
    is_above: bool
    place_no: int


def rank_of(witness: Witness) -> tuple[int, bool, bool, bool, int]:
    """What the best witness has least of: a later basis, no label, a place above the headline."""
    return (
        _RANK[witness.basis],
        not witness.is_labelled,
        witness.is_above,
        witness.written.day is None,
        witness.place_no,
    )


def first_address(best: Witness, witnesses: list[Witness]) -> Witness:
    """The day in the page's address when it is well before the best, which is a later copy's."""
    limit = best.day - timedelta(days=1)
    earlier = [w for w in witnesses if w.basis == "address" and w.day < limit]
    return min(earlier, key=lambda w: w.day) if earlier and best.basis != "created" else best


def in_own_zone(witness: Witness, others: list[Witness], time_zone: str | None) -> Witness:
    """A witness in UTC with the day that its instant has where the page is made."""
    if not witness.zone or witness.zone.offset != "+00:00" or witness.basis not in _STATED:
        return witness
    instant = instant_of(witness, None)[0]
    for other in others:
        has_zone = other.zone is not None and other.zone.offset != "+00:00"
        if has_zone and abs(instant_of(other, None)[0] - instant) <= timedelta(minutes=1):
            return replace(witness, day=other.day, time=other.time, zone=other.zone)
    if time_zone is None:
        return witness
    local = instant.astimezone(ZoneInfo(time_zone))
    clock = WrittenTime(witness.span, local.hour, local.minute)
    offset = offset_text(local.replace(tzinfo=None), time_zone)
    zone = StatedZone(offset, time_zone, witness.span.end)
    return replace(witness, day=local.date(), time=clock, zone=zone)


def instant_of(
    witness: Witness, time_zone: str | None
) -> tuple[datetime, InstantPrecision, str | None]:
    """The instant in UTC, its precision, and the offset as stated; ``time_zone`` where none is."""
    midnight = datetime(witness.day.year, witness.day.month, witness.day.day)
    if witness.time is None:
        precision: InstantPrecision = "day" if witness.written.day else "unknown"
        return midnight.replace(tzinfo=UTC), precision, None
    local = midnight.replace(hour=witness.time.hour, minute=witness.time.minute)
    if witness.zone is not None:
        aware, offset = witness.zone.localise(local)
        return aware.astimezone(UTC), "minute", offset
    aware, _ = StatedZone(offset_text(local, time_zone or "UTC"), None, 0).localise(local)
    return aware.astimezone(UTC), "minute", None
