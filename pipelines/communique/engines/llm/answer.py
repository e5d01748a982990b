"""What a model answered, read strictly: types, vocabularies and lengths, or an error.

Nothing here knows the article; whether the words stand in it is the business of ``aligning``.
Keys that were not asked for (positions, scores) are never looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from communique.engines.llm import schema
from communique.records import (
    AttendeeKind,
    Channel,
    CitedKind,
    EventStatus,
    EventType,
    Participation,
    Salience,
)

_LONGEST_WORDS = 3_000
_LONGEST_LIST = 300
_T = TypeVar("_T")
_Read = Callable[[Any, str], _T]


class AnswerError(ValueError):
    """An answer that is not JSON or not of the schema; the message says where."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are said to stand in a block."""

    block: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPerson:
    """A person under the number that the answer gives it."""

    no: int
    name: Phrase
    role: Phrase | None
    affiliation: Phrase | None
    country: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldParticipant:
    """A participant: a person by number, or a country or body by its words."""

    person: int | None
    words: Phrase
    kind: AttendeeKind
    participation: Participation
    stands_in_for: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """A gathering under the number that the answer gives it."""

    no: int
    trigger: Phrase
    event_type: EventType
    status: EventStatus
    salience: Salience
    part_of: int | None
    name: Phrase | None
    time: Phrase | None
    city: Phrase | None
    country: Phrase | None
    venue: Phrase | None
    topics: tuple[Phrase, ...]
    participants: tuple[ToldParticipant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuote:
    """A quoted sentence, its speaker by number."""

    words: Phrase
    speaker: int | None
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSource:
    """A source of the article."""

    words: Phrase
    kind: CitedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything that a model says of one article, none of it checked against the text yet."""

    people: tuple[ToldPerson, ...]
    events: tuple[ToldEvent, ...]
    quotes: tuple[ToldQuote, ...]
    sources: tuple[ToldSource, ...]


def read_answer(content: str) -> Answer:
    """Reads an answer; raises AnswerError for what is not JSON or not of the schema."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise AnswerError("no JSON") from error
    given = _mapping(value, "answer")
    return Answer(
        people=_many(given, "people", _person),
        events=_many(given, "events", _event),
        quotes=_many(given, "quotes", _quote),
        sources=_many(given, "sources", _source),
    )


def _person(value: Any, at: str) -> ToldPerson:
    given = _mapping(value, at)
    return ToldPerson(
        no=_number(given.get("person"), f"{at}.person"),
        name=_phrase(given.get("name"), f"{at}.name"),
        role=_maybe(given, "role", _phrase, at),
        affiliation=_maybe(given, "affiliation", _phrase, at),
        country=_maybe(given, "country", _phrase, at),
    )


def _participant(value: Any, at: str) -> ToldParticipant:
    given = _mapping(value, at)
    return ToldParticipant(
        person=_maybe(given, "person", _number, at),
        words=_phrase(given.get("words"), f"{at}.words"),
        kind=cast(AttendeeKind, _word(given, "kind", schema.KINDS, at)),
        participation=cast(Participation, _word(given, "participation", schema.PARTICIPATIONS, at)),
        stands_in_for=_maybe(given, "stands_in_for", _number, at),
    )


def _event(value: Any, at: str) -> ToldEvent:
    given = _mapping(value, at)
    return ToldEvent(
        no=_number(given.get("event"), f"{at}.event"),
        trigger=_phrase(given.get("trigger"), f"{at}.trigger"),
        event_type=cast(EventType, _word(given, "type", schema.EVENT_TYPES, at)),
        status=cast(EventStatus, _word(given, "status", schema.STATUSES, at)),
        salience=cast(Salience, _word(given, "salience", schema.SALIENCES, at)),
        part_of=_maybe(given, "part_of", _number, at),
        name=_maybe(given, "name", _phrase, at),
        time=_maybe(given, "time", _phrase, at),
        city=_maybe(given, "city", _phrase, at),
        country=_maybe(given, "country", _phrase, at),
        venue=_maybe(given, "venue", _phrase, at),
        topics=_many(given, "topics", _phrase, at),
        participants=_many(given, "participants", _participant, at),
    )


def _quote(value: Any, at: str) -> ToldQuote:
    given = _mapping(value, at)
    return ToldQuote(
        words=_phrase(given.get("words"), f"{at}.words"),
        speaker=_maybe(given, "speaker", _number, at),
        channel=cast(Channel, _word(given, "channel", schema.CHANNELS, at)),
    )


def _source(value: Any, at: str) -> ToldSource:
    given = _mapping(value, at)
    return ToldSource(
        words=_phrase(given.get("words"), f"{at}.words"),
        kind=cast(CitedKind, _word(given, "kind", schema.CITED_KINDS, at)),
    )


def _phrase(value: Any, at: str) -> Phrase:
    given = _mapping(value, at)
    words = given.get("words")
    if not isinstance(words, str) or len(words) > _LONGEST_WORDS:
        raise AnswerError(f"{at}.words is no text of {_LONGEST_WORDS} characters or fewer")
    return Phrase(_number(given.get("block"), f"{at}.block"), words)


def _mapping(value: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise AnswerError(f"{at} is no object")
    return value


def _number(value: Any, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise AnswerError(f"{at} is no whole number")
    return value


def _word(given: Mapping[str, Any], name: str, vocabulary: tuple[str, ...], at: str) -> str:
    value = given.get(name)
    if value not in vocabulary:
        raise AnswerError(f"{at}.{name} is none of its words")
    return cast(str, value)


def _maybe(given: Mapping[str, Any], name: str, read: _Read[_T], at: str) -> _T | None:
    value = given.get(name)
    return None if value is None else read(value, f"{at}.{name}")


def _many(given: Mapping[str, Any], name: str, read: _Read[_T], at: str = "") -> tuple[_T, ...]:
    values, place = given.get(name), f"{at}.{name}".strip(".")
    if not isinstance(values, list) or len(values) > _LONGEST_LIST:
        raise AnswerError(f"{place} is no list of {_LONGEST_LIST} or fewer")
    return tuple(read(value, f"{place}[{i}]") for i, value in enumerate(values))
