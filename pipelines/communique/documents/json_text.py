"""JSON and JSON lines: each object is a record; strict, and a bad line harms no other.

Which field means what is ``records_text``' business; names of lists are rows of ``record_fields``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from communique.documents.decoding import decode
from communique.documents.known_keys import fold, record_fields
from communique.documents.limits import MAX_BYTES
from communique.documents.member import Member, member, refused
from communique.documents.place import Place
from communique.documents.refusal import Refusal, RefusedError, damaged, too_large
from communique.documents.streams import Bytes, read_up_to


class StrictnessError(ValueError):
    """JSON that some readers take and others do not: doubled keys, NaN, halves of characters."""


def loads(text: str) -> Any:
    """The value of a JSON text; raises ValueError for what the standard does not allow."""
    try:
        value = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except RecursionError as error:
        raise StrictnessError("nested too deeply") from error
    return value


def canonical(record: dict[str, Any]) -> bytes:
    """A record as bytes that are the same whichever container it came in."""
    return json.dumps(
        record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode("utf-8", "backslashreplace")


def json_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The records of a JSON file: one object, a list of them, or an object that holds the list."""
    data = read_up_to(stream, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield refused(
            place.uri,
            Refusal("too_large", f"more than {MAX_BYTES} bytes of JSON: export it as JSON lines"),
            data,
        )
        return
    try:
        value = loads(_text(data))
    except ValueError as error:
        lines = list(json_line_members([data], place)) if b"\n" in data.strip() else []
        if any(m.refusal is None for m in lines):
            yield from lines
            return
        raise RefusedError(
            "damaged", f"not JSON ({error}): export it again, one object or a list of them"
        ) from error
    yield from _members_of(value, data, place)


def _members_of(value: Any, data: bytes, place: Place) -> Iterator[Member]:
    found = _list_in(value)
    if found is None:
        yield member(data, place.uri, "record", place.origin)
        return
    for number, item in enumerate(found, start=1):
        uri = place.part(f"item={number}")
        if isinstance(item, dict):
            yield member(canonical(item), uri, "record", place.origin)
        else:
            why = f"item {number} is no object: give an object with named fields for each article"
            yield refused(uri, Refusal("unsupported_format", why), str(item).encode()[:1000])


def _list_in(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    for inner in _lists_of(value) if isinstance(value, dict) else ():
        if isinstance(inner, list) and inner and all(isinstance(i, dict) for i in inner):
            return inner
    return None


def _lists_of(record: dict[str, Any]) -> list[Any]:
    """The fields that hold lists of records, by the rank of their names."""
    known = [(record_fields().get(fold(str(name))), value) for name, value in record.items()]
    held = [
        (row[1], n, value) for n, (row, value) in enumerate(known) if row and row[0] == "records"
    ]
    return [value for _, _, value in sorted(held, key=lambda h: h[:2])]


def json_line_members(stream: Bytes | list[bytes], place: Place) -> Iterator[Member]:
    """The record of each line; a line that is none is refused with its place in bytes."""
    for number, at, line, length in _lines(stream):
        if not line.strip(b" \t\r\n\0\xef\xbb\xbf") and length == len(line):
            continue
        uri = place.part(f"line={number}")
        if length > MAX_BYTES:
            yield refused(uri, too_large(length, MAX_BYTES), line, length=length)
            continue
        content = line.strip()
        try:
            if not isinstance(loads(_text(content)), dict):
                raise StrictnessError("it is no object with named fields")
        except ValueError as error:
            why = f"line {number}, bytes {at} to {at + length}: {error}; the other lines are read"
            yield refused(uri, damaged(why).refusal, content)
            continue
        yield member(content, uri, "record", place.origin)


def _lines(stream: Bytes | list[bytes]) -> Iterator[tuple[int, int, bytes, int]]:
    """Number, first byte, bytes (cut off when far too long) and true length of each line."""
    number, at, parts, kept, length = 1, 0, [], 0, 0
    for chunk in _chunks(stream):
        pieces = chunk.split(b"\n")
        for index, piece in enumerate(pieces):
            if kept <= MAX_BYTES:
                parts.append(piece)
                kept += len(piece)
            length += len(piece)
            if index < len(pieces) - 1:
                yield number, at, b"".join(parts), length
                number, at, parts, kept, length = number + 1, at + length + 1, [], 0, 0
    if length:
        yield number, at, b"".join(parts), length


def _chunks(stream: Bytes | list[bytes]) -> Iterator[bytes]:
    if isinstance(stream, list):
        yield from stream
        return
    while chunk := stream.read(1 << 16):
        yield chunk


def _text(data: bytes) -> str:
    """Strict: JSON is UTF-8, or UTF-16 with a mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        decoded = decode(data)
        return decoded.text if decoded else ""
    return data.decode("utf-8-sig")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise StrictnessError("a field stands twice in one object")
    return record


def _no_constant(name: str) -> Any:
    raise StrictnessError(f"{name} is no JSON number")
