"""What people judged: the rows of data/judgements, and the only writer of those files.

What belongs here: the columns of each file, reading and writing them whole, sorted and unique.
What does not: which ids there are, and whether a judgement fits those before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from communique.store.files import write_whole

Sameness = Literal["same_event", "same_person"]
Verdict = Literal["positive", "negative", "unsure"]


class JudgementsError(RuntimeError):
    """A file of judgements cannot be read; the message names the line and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two mentions are told as one thing (positive), as two (negative), or nobody knows."""

    left_id: str
    right_id: str
    judgement: Verdict
    judged_by: str
    judged_on: str
    reason: str

    @property
    def ends(self) -> frozenset[str]:
        """The two mentions, in no order."""
        return frozenset((self.left_id, self.right_id))


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The value of one attribute of an event, or of a participant (``attendance_id`` not empty)."""

    event_id: str
    attendance_id: str
    attribute: str
    value: str
    judged_by: str
    judged_on: str
    reason: str

    @property
    def about(self) -> tuple[str, str, str]:
        """What the value is of: event, participant, attribute."""
        return (self.event_id, self.attendance_id, self.attribute)

    @property
    def judged_id(self) -> str:
        """The participant, else the event."""
        return self.attendance_id or self.event_id


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a thing that was judged is told: by this it is found again when ids have changed.

    Article ids come from the bytes of the page and spans count its characters, so that a place
    outlives readers and stores. An event or a participant has a place in each of its reports.
    """

    judged_id: str
    article_id: str
    span_start: str
    span_end: str
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Everything that was judged so far."""

    same_event: tuple[Pair, ...] = ()
    same_person: tuple[Pair, ...] = ()
    values: tuple[Value, ...] = ()
    places: tuple[Place, ...] = ()

    def pairs(self, kind: Sameness) -> tuple[Pair, ...]:
        """The judgements about sameness of events, or of persons."""
        return self.same_event if kind == "same_event" else self.same_person

    def with_pairs(self, kind: Sameness, pairs: tuple[Pair, ...]) -> Judgements:
        """The same with other judgements about sameness of events, or of persons."""
        if kind == "same_event":
            return replace(self, same_event=pairs)
        return replace(self, same_person=pairs)


Row = TypeVar("Row", Pair, Value, Place)

_SAME_EVENT = "same_event.csv"
_SAME_PERSON = "same_person.csv"
_VALUES = "claim_overrides.csv"
_PLACES = "judged_places.csv"


def read_judgements(folder: Path) -> Judgements:
    """All judgements of ``folder``; a file that is not there holds none.

    Raises JudgementsError for a file with another head or a row of another length.
    """
    return Judgements(
        same_event=_read(folder / _SAME_EVENT, Pair),
        same_person=_read(folder / _SAME_PERSON, Pair),
        values=_read(folder / _VALUES, Value),
        places=_read(folder / _PLACES, Place),
    )


def write_judgements(folder: Path, judgements: Judgements) -> tuple[Path, ...]:
    """Write every file of ``folder`` whose rows change, sorted and unique; gives their paths.

    Places come first, so that no judgement is ever there without its place; those of what nobody
    judges any more go.
    """
    written = (
        _write(folder / _PLACES, Place, _used(judgements)),
        _write(folder / _SAME_EVENT, Pair, judgements.same_event),
        _write(folder / _SAME_PERSON, Pair, judgements.same_person),
        _write(folder / _VALUES, Value, judgements.values),
    )
    return tuple(path for path in written if path)


def _used(judgements: Judgements) -> Iterable[Place]:
    """The places of what is judged still."""
    pairs = (*judgements.same_event, *judgements.same_person)
    used = {end for pair in pairs for end in pair.ends}
    used |= {value.judged_id for value in judgements.values}
    return (place for place in judgements.places if place.judged_id in used)


def _read(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    head = _head(kind)
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            lines = list(csv.reader(handle, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise JudgementsError(f"{path}: {error}; put the file right") from error
    if lines[:1] != [head]:
        raise JudgementsError(f"{path}: the first line must be {','.join(head)}")
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(head):
            raise JudgementsError(
                f"{path}, line {number}: {len(cells)} cells, {len(head)} are wanted"
            )
    return tuple(_row(kind, cells) for cells in lines[1:])


def _row(kind: type[Row], cells: list[str]) -> Row:
    values: dict[str, Any] = dict(zip(_head(kind), cells, strict=True))
    return kind(**values)


def _write(path: Path, kind: type[Row], rows: Iterable[Row]) -> Path | None:
    """The path, or None where the file says the same already."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_head(kind))
    writer.writerows(astuple(row) for row in sorted(set(rows)))
    data = text.getvalue().encode()
    if path.is_file() and path.read_bytes() == data:
        return None
    write_whole(path, data)
    return path


def _head(kind: type[Row]) -> list[str]:
    return [field.name for field in fields(kind)]
