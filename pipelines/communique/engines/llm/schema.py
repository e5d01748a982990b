"""The shape of an answer as a JSON schema, made from the vocabularies of the contract.

Every property is required and no other is allowed, as strict servers want it; ``answer`` reads
what comes back and trusts none of it.
"""

from __future__ import annotations

from typing import Any, get_args

from communique.records import (
    AttendeeKind,
    Channel,
    CitedKind,
    EventStatus,
    EventType,
    Participation,
    Salience,
)

EVENT_TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(EventStatus)
SALIENCES: tuple[str, ...] = get_args(Salience)
PARTICIPATIONS: tuple[str, ...] = get_args(Participation)
KINDS: tuple[str, ...] = get_args(AttendeeKind)
CHANNELS: tuple[str, ...] = get_args(Channel)
CITED_KINDS: tuple[str, ...] = get_args(CitedKind)


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _maybe(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_NUMBER = {"type": "integer"}
_PHRASE = _object(block=_NUMBER, words={"type": "string"})
_PERSON = _object(
    person=_NUMBER,
    name=_PHRASE,
    role=_maybe(_PHRASE),
    affiliation=_maybe(_PHRASE),
    country=_maybe(_PHRASE),
)
_PARTICIPANT = _object(
    person=_maybe(_NUMBER),
    words=_PHRASE,
    kind=_one_of(KINDS),
    participation=_one_of(PARTICIPATIONS),
    stands_in_for=_maybe(_NUMBER),
)
_EVENT = _object(
    event=_NUMBER,
    trigger=_PHRASE,
    type=_one_of(EVENT_TYPES),
    status=_one_of(STATUSES),
    salience=_one_of(SALIENCES),
    part_of=_maybe(_NUMBER),
    name=_maybe(_PHRASE),
    time=_maybe(_PHRASE),
    city=_maybe(_PHRASE),
    country=_maybe(_PHRASE),
    venue=_maybe(_PHRASE),
    topics=_list(_PHRASE),
    participants=_list(_PARTICIPANT),
)
ANSWER_SCHEMA: dict[str, Any] = _object(
    people=_list(_PERSON),
    events=_list(_EVENT),
    quotes=_list(_object(words=_PHRASE, speaker=_maybe(_NUMBER), channel=_one_of(CHANNELS))),
    sources=_list(_object(words=_PHRASE, kind=_one_of(CITED_KINDS))),
)
"""What ``response_format`` asks for."""
