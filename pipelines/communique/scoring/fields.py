"""The fields of labels and rows, and when two values of a field count as the same.

The only place that defines this; which row answers which label is decided in ``pairing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from communique.scoring.gold import GoldArticle, GoldAttendee, GoldEvent, GoldQuote
from communique.scoring.reading import Row
from communique.scoring.words import day, is_same_name, is_same_publication, is_same_role, likeness

Label = TypeVar("Label")

_SAME_HEADLINE = 0.9
_SAME_OUTLET = 0.8
_SAME_DATELINE = 0.7
_SAME_CITY = 0.75
_SAME_VENUE = 0.75
_SAME_BODY = 0.8
_SAME_EVENT_NAME = 0.5


def _always(_: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field(Generic[Label]):
    """One field: its label's value, its column, and when the two are the same.

    ``applies`` says of which labels it is asked; ``is_measure``, whether the share of right
    values among the things that were found is a measure of the scorecard, too.
    """

    name: str
    wanted: Callable[[Label], str | None]
    column: str
    is_same: Callable[[str | None, Any], bool]
    applies: Callable[[Label], bool] = _always
    is_measure: bool = True

    def found(self, row: Row) -> Any:
        """The row's value."""
        return row.get(self.column)

    def is_right(self, label: Label, row: Row) -> bool:
        """Whether the row says what the label says; two empty values agree."""
        return self.is_same(self.wanted(label), self.found(row))


def _is_equal(wanted: str | None, found: object) -> bool:
    return wanted == found


def _is_day(wanted: str | None, found: object) -> bool:
    return wanted == day(found)


def _is_like(least: float) -> Callable[[str | None, Any], bool]:
    """Alike at least so much; an empty value agrees with an empty one only."""

    def is_same(wanted: str | None, found: str | None) -> bool:
        return likeness(found, wanted) >= least if wanted else found is None

    return is_same


def _is_headline(wanted: str | None, found: str | None) -> bool:
    return likeness(found, wanted) >= _SAME_HEADLINE


def _is_outlet(wanted: str | None, found: str | None) -> bool:
    return (wanted is None and found is None) or likeness(found, wanted) >= _SAME_OUTLET


def _is_published(wanted: str | None, found: Any) -> bool:
    if not wanted or found is None:
        return not wanted and found is None
    return is_same_publication(found, wanted)


def _is_town(wanted: str | None, found: str | None) -> bool:
    """The first parts, before a comma, are alike."""
    return likeness(_town(found), _town(wanted)) >= _SAME_DATELINE


def _town(place: str | None) -> str:
    return (place or "").partition(",")[0]


def _is_speaker(wanted: str | None, found: str | None) -> bool:
    return is_same_name(wanted, found) or likeness(wanted, found) > _SAME_BODY


HEADER_FIELDS: tuple[Field[GoldArticle], ...] = (
    Field("headline", lambda a: a.headline, "headline", _is_headline),
    Field("outlet", lambda a: a.outlet, "outlet", _is_outlet),
    Field("published_day", lambda a: a.published or None, "published_at", _is_published),
    Field(
        "dateline_place",
        lambda a: a.dateline_place,
        "dateline_place",
        _is_town,
        lambda a: a.has_dateline,
    ),
    Field(
        "dateline_date",
        lambda a: a.dateline_date,
        "dateline_date",
        _is_day,
        lambda a: a.has_dateline,
        False,
    ),
)

EVENT_FIELDS: tuple[Field[GoldEvent], ...] = (
    Field("event_type", lambda e: e.type, "event_type", _is_equal),
    Field("event_status", lambda e: e.status, "event_status", _is_equal),
    Field("event_salience", lambda e: e.salience, "salience", _is_equal),
    # A postponed gathering bears two days, and labels differ on which of them they give.
    Field(
        "event_date", lambda e: e.start, "start_date", _is_day, lambda e: e.status != "postponed"
    ),
    Field("event_country", lambda e: e.country, "country_code", _is_equal),
    Field("event_city", lambda e: e.city, "city", _is_like(_SAME_CITY)),
    Field("event_venue", lambda e: e.venue, "venue", _is_like(_SAME_VENUE), is_measure=False),
    Field("event_end", lambda e: e.end, "end_date", _is_day, is_measure=False),
    Field(
        "event_precision",
        lambda e: e.date_precision,
        "start_precision",
        _is_equal,
        is_measure=False,
    ),
    Field(
        "event_name", lambda e: e.name, "event_name", _is_like(_SAME_EVENT_NAME), is_measure=False
    ),
)

ATTENDEE_FIELDS: tuple[Field[GoldAttendee], ...] = (
    Field("attendee_role", lambda a: a.role, "role", is_same_role, lambda a: a.is_person),
    Field("attendee_country", lambda a: a.country, "country_code", _is_equal),
    Field("attendee_participation", lambda a: a.participation, "participation", _is_equal),
    Field(
        "attendee_affiliation",
        lambda a: a.affiliation,
        "affiliation",
        _is_like(_SAME_BODY),
        is_measure=False,
    ),
)
"""The first three, all right, make a participant whole."""

QUOTE_FIELDS: tuple[Field[GoldQuote], ...] = (
    Field("quote_speaker", lambda q: q.speaker, "speaker", _is_speaker),
    Field("quote_channel", lambda q: q.channel, "channel", _is_equal, is_measure=False),
)
