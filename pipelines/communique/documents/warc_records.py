"""A WARC stream cut into its records by their heads and lengths; a broken one costs no other.

Where a record breaks off, is not as long as it says or cannot be unpacked, reading goes on at the
next head, ``WARC/1.…``. What a record holds is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.documents.limits import MAX_BYTES
from communique.documents.refusal import RefusedError
from communique.documents.streams import Bytes, read_some

_CHUNK = 1 << 16
_MAX_HEAD = 1 << 16
KEPT = MAX_BYTES + _MAX_HEAD
"""Bytes of a record's content that are held; the rest of a longer one is passed over."""

_BEGIN = re.compile(rb"WARC/[01]\.\d+[ \t]*\r?\n(?=(?:WARC|Content)-[A-Za-z-]+:)", re.IGNORECASE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_BLANK = b"\r\n"
_CLOSE = b"\r\n\r\n"
_OVERLAP = 256
_MAX_RETURNED = 10 * KEPT
"""Bytes that are searched a second time; without an end a file of wrong lengths has none."""

_PACKED = "its packed bytes are damaged"
_NO_HEAD = "its head does not end"
_WRONG_LENGTH = "it is not as long as it says"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """The bytes of a record's head and content; ``length`` is the content's, which may be cut."""

    number: int
    head: bytes
    content: bytes
    length: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a record should be and none can be read, and why."""

    number: int
    why: str


class _BreakError(Exception):
    """Raised where a record ends otherwise than it says."""


def split_records(stream: Bytes) -> Iterator[RawRecord | Broken]:
    """The records in order, of bounded size each; what breaks between two is told once.

    Raises RefusedError for a stream that is an attack (``bomb``).
    """
    source, number, is_lost = _Source(stream), 0, False
    while True:
        why, record = _PACKED, None
        if _seek(source) if is_lost else source.skip_blank():
            try:
                record = _record(source, number + 1)
            except _BreakError as error:
                why = _PACKED if source.is_broken else str(error)
        elif not source.is_broken:
            return
        if record or not is_lost:
            number += 1
            yield record or Broken(number, why)
        is_lost = record is None
        if is_lost:
            source.resume()


class _Source:
    """Bytes that were read and not yet used, in front of the stream.

    ``is_broken`` says that the stream's packed bytes broke behind them, ``is_torn`` that the last
    of these bytes belong to what broke.
    """

    def __init__(self, stream: Bytes) -> None:
        self._stream = stream
        self.held = bytearray()
        self.is_broken = self.is_torn = False
        self._can_return = _MAX_RETURNED

    def fill(self) -> bool:
        """Hold more bytes; False at the end and where a packed part breaks."""
        if self.is_broken:
            return False
        try:
            part = read_some(self._stream, _CHUNK)
        except RefusedError as error:
            if error.refusal.code != "damaged":
                raise
            self.is_broken, self.is_torn = True, not error.is_between
            return False
        self.held += part
        return bool(part)

    def resume(self) -> None:
        """Go on behind a packed part that broke."""
        self.is_broken = self.is_torn = False

    def take(self, count: int) -> bytes:
        """The first bytes held."""
        part = bytes(self.held[:count])
        del self.held[:count]
        return part

    def give_back(self, part: bytes) -> None:
        """Hold bytes again that were taken, unless that was done too often."""
        self._can_return -= len(part)
        if self._can_return > 0:
            self.held[:0] = part

    def skip_blank(self) -> bool:
        """Pass over empty lines; whether anything follows."""
        while True:
            blank = len(self.held) - len(self.held.lstrip(_BLANK))
            del self.held[:blank]
            if self.held:
                return True
            if not self.fill():
                return False


def _seek(source: _Source) -> bool:
    """Go to the next line that begins a record; False when there is none."""
    while True:
        match = _BEGIN.search(source.held)
        if match:
            del source.held[: match.start()]
            return True
        del source.held[: max(0, len(source.held) - _OVERLAP)]
        if not source.fill():
            return False


def _record(source: _Source, number: int) -> RawRecord:
    head = _head(source)
    stated = _LENGTH.search(head)
    if stated is None:
        raise _BreakError("it does not say how long it is")
    length = int(stated[1])
    content = _content(source, length)
    if not _is_at_record(source):
        source.give_back(content)
        raise _BreakError(_WRONG_LENGTH)
    return RawRecord(number, head, content, length)


def _is_at_record(source: _Source) -> bool:
    """Whether the two line ends that close a record stand here, or the next record, or the end."""
    while len(source.held) < len(_CLOSE) and source.fill():
        pass
    if source.held.startswith(_CLOSE) and not source.is_torn:
        return True
    if not source.skip_blank():
        return not source.is_torn
    while len(source.held) < _OVERLAP and source.fill():
        pass
    return _BEGIN.match(source.held) is not None


def _head(source: _Source) -> bytes:
    while len(source.held) < _OVERLAP and source.fill():
        pass
    if not _BEGIN.match(source.held):
        raise _BreakError("it does not begin as a record")
    while (end := _END_OF_HEAD.search(source.held, 0, _MAX_HEAD)) is None:
        if len(source.held) > _MAX_HEAD or not source.fill():
            del source.held[:1]
            raise _BreakError(_NO_HEAD)
    head = source.take(end.end())
    if another := _BEGIN.search(head, 1):
        source.give_back(head[another.start() :])
        raise _BreakError(_NO_HEAD)
    return head


def _content(source: _Source, length: int) -> bytes:
    """The content, at most ``KEPT`` bytes of it, with the source behind it."""
    while len(source.held) < min(length, KEPT):
        if not source.fill():
            raise _BreakError("it breaks off")
    content = source.take(min(length, KEPT))
    left = length - len(content)
    while left > 0:
        # A length that is wrong by far would swallow all that follows.
        match = _BEGIN.search(source.held, 0, left)
        if match:
            del source.held[: match.start()]
            raise _BreakError(_WRONG_LENGTH)
        is_last = left <= len(source.held)
        passed = left if is_last else max(0, len(source.held) - _OVERLAP)
        del source.held[:passed]
        left -= passed
        if not is_last and not source.fill():
            raise _BreakError("it breaks off")
    return content
