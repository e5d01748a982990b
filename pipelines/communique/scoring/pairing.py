"""Which found row answers which label: gatherings by affinity, everything else one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.scoring.gold import GoldAttendee, GoldEvent, GoldQuote
from communique.scoring.reading import Row, Told
from communique.scoring.words import day, fold, is_same_name, likeness

Label = TypeVar("Label")
Found = TypeVar("Found")

_SAME_BODY_LIKENESS = 0.8
_SAME_EVENT_NAME_LIKENESS = 0.5
_SAME_SOURCE_LIKENESS = 0.6
_QUOTE_HEAD = 18
_QUOTE_WINDOW = 60
_LEAST_AFFINITY = 0.5
# What speaks for a gathering being the labelled one; the share of its participants decides most.
_SHARED_PARTICIPANTS = 2.0
_SAME_DAY = 0.6
_SAME_TYPE = 0.4
_SAME_STATUS = 0.3
_SAME_SALIENCE = 0.3


@dataclass(frozen=True, slots=True)
class Pairs(Generic[Label, Found]):
    """Labels with their answers, labels without, answers without; each in its given order."""

    matched: tuple[tuple[Label, Found], ...]
    missed: tuple[Label, ...]
    extra: tuple[Found, ...]


def pair(
    labels: Sequence[Label], found: Sequence[Found], is_answer: Callable[[Label, Found], bool]
) -> Pairs[Label, Found]:
    """Gives each label, in order, the first answer that is still free."""
    free = list(range(len(found)))
    matched: list[tuple[Label, Found]] = []
    missed: list[Label] = []
    for label in labels:
        place = next((i for i in free if is_answer(label, found[i])), None)
        if place is None:
            missed.append(label)
        else:
            free.remove(place)
            matched.append((label, found[place]))
    return Pairs(tuple(matched), tuple(missed), tuple(found[i] for i in free))


def is_same_participant(label: GoldAttendee, found: Row) -> bool:
    """Persons by name; delegations and bodies by country or by a near name."""
    is_person = found.get("kind") == "person"
    if label.is_person or is_person:
        return label.is_person and is_person and is_same_name(label.name, found.get("name"))
    if label.country and label.country == found.get("country_code"):
        return True
    known_as = found.get("name") or found.get("affiliation")
    return likeness(label.told, known_as) >= _SAME_BODY_LIKENESS


def is_same_quote(label: GoldQuote, row: Row) -> bool:
    """Whether the labelled first words begin the quotation, or stand close to its beginning."""
    words, head = fold(row.get("quote")), fold(label.starts)[:_QUOTE_HEAD]
    return words.startswith(head) or head in words[:_QUOTE_WINDOW]


def is_same_source(label: str, row: Row) -> bool:
    """Whether the two are like, or one is a part of the other."""
    cited = row.get("cited_source")
    wanted, found = fold(label), fold(cited)
    return (
        likeness(label, cited) >= _SAME_SOURCE_LIKENESS
        or wanted in found
        or (bool(found) and found in wanted)
    )


def affinity(label: GoldEvent, told: Told) -> float:
    """How much speaks for ``told`` being the labelled gathering; 0 without any tie.

    A tie is a shared participant, or the same day together with a like name.
    """
    shared = sum(
        any(is_same_participant(a, row) for row in told.attendees) for a in label.attendees
    )
    is_same_day = day(told.row.get("start_date")) == label.start
    if not shared and not (
        is_same_day
        and likeness(label.name, told.row.get("event_name")) >= _SAME_EVENT_NAME_LIKENESS
    ):
        return 0.0
    kind = _SAME_TYPE * (told.row.get("event_type") == label.type)
    kind += _SAME_STATUS * (told.row.get("event_status") == label.status)
    return (
        _SHARED_PARTICIPANTS * shared / max(1, len(label.attendees))
        + _SAME_DAY * is_same_day
        + kind
        + _SAME_SALIENCE * (told.row.get("salience") == label.salience)
    )


def pair_events(labels: Sequence[GoldEvent], told: Sequence[Told]) -> Pairs[GoldEvent, Told]:
    """Gives each labelled gathering its best answer, the strongest pair first.

    ``matched`` stands in order of falling affinity; of equals, the earlier label and answer win.
    """
    scored = [
        (affinity(label, answer), i, j)
        for i, label in enumerate(labels)
        for j, answer in enumerate(told)
    ]
    answer_of: dict[int, int] = {}
    for strength, i, j in sorted(scored, key=lambda s: -s[0]):
        if strength >= _LEAST_AFFINITY and i not in answer_of and j not in answer_of.values():
            answer_of[i] = j
    taken = set(answer_of.values())
    return Pairs(
        tuple((labels[i], told[j]) for i, j in answer_of.items()),
        tuple(label for i, label in enumerate(labels) if i not in answer_of),
        tuple(answer for j, answer in enumerate(told) if j not in taken),
    )
