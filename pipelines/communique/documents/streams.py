"""Streams with a head to look at and a guard on what they unpack; no format is read here."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable
from typing import IO, Any, Protocol

from communique.documents.kinds import HEAD
from communique.documents.limits import MAX_PACKED_MEMORY, MAX_RATIO, RATIO_COUNTS_FROM
from communique.documents.refusal import RefusedError, damaged

_CHUNK = 1 << 16
_GZIP_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")

Bytes = IO[bytes]
"""What every reader of a container takes: something with ``read(n)``."""


class Rewound(io.RawIOBase):
    """A stream read from its start again, after ``head`` had been taken from it.

    A ``fault`` that was met behind the head is raised there again, once.
    """

    def __init__(self, head: bytes, rest: Bytes, fault: RefusedError | None = None) -> None:
        self._head, self._rest, self._fault = memoryview(head), rest, fault

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` from the head, then from the rest."""
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count], self._head = self._head[:count], self._head[count:]
            return count
        if self._fault:
            fault, self._fault = self._fault, None
            raise fault
        data = read_some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def peek(stream: Bytes) -> tuple[bytes, Bytes]:
    """The first bytes of a stream, and the stream with them still in it.

    A fault among them is left for whoever reads on: what stands before it may be worth reading.
    """
    head, fault = b"", None
    try:
        while len(head) < HEAD and (part := read_some(stream, HEAD - len(head))):
            head += part
    except RefusedError as error:
        fault = error
    if stream.seekable() and fault is None:
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(Rewound(head, stream, fault), _CHUNK)


def read_some(stream: Bytes, limit: int) -> bytes:
    """Some bytes, at most ``limit``, none only at the end; nothing is lost when the next fail."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(limit)


def read_up_to(stream: Bytes, limit: int) -> bytes:
    """At most ``limit`` bytes; fewer only at the end of the stream."""
    parts, left = [], limit
    while left > 0 and (part := stream.read(min(left, _CHUNK * 16))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class Ratio:
    """Refuses what unpacks to far more than it was."""

    def __init__(self) -> None:
        self._taken = self._given = 0

    def count(self, taken: int, given: int) -> None:
        """Add bytes in and out; raises RefusedError when the ratio is an attack's."""
        self._taken += taken
        self._given += given
        if self._given > RATIO_COUNTS_FROM and self._given > MAX_RATIO * max(self._taken, 1):
            raise RefusedError(
                "bomb",
                f"{self._taken} packed bytes gave more than {self._given}: not read further; if "
                "it is no attack, unpack it and give the files",
            )


class _Decoder(Protocol):
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


def _new_gzip() -> Any:
    return zlib.decompressobj(wbits=31)


def _new_xz() -> Any:
    return lzma.LZMADecompressor(memlimit=MAX_PACKED_MEMORY)


_DECODERS: dict[str, Callable[[], Any]] = {
    "gzip": _new_gzip,
    "bzip2": bz2.BZ2Decompressor,
    "xz": _new_xz,
}


class Unpacked(io.RawIOBase):
    """The bytes inside a gzip, bzip2 or xz stream of any count of members.

    Raises RefusedError for damage (``damaged``) and for a ratio that is an attack's (``bomb``).
    After damage a reader may go on: what a later member of a gzip stream holds comes next.
    """

    def __init__(self, stream: Bytes, kind: str) -> None:
        self._stream, self._new = stream, _DECODERS[kind]
        self._decoder: _Decoder = self._new()
        self._input, self._is_at_end, self._has_begun = b"", False, False
        self._ratio, self._kind, self._is_damaged = Ratio(), kind, False
        self._has_given = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with unpacked bytes."""
        if self._is_damaged:
            self._is_damaged = False
            self._to_next_gzip_member()
        while not self._is_at_end:
            data = self._step(len(buffer))
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _step(self, wanted: int) -> bytes:
        taken = 0
        # bzip2 and xz keep what they could not give yet; zlib hands it back.
        if not self._input and getattr(self._decoder, "needs_input", True):
            self._input = self._stream.read(_CHUNK)
            taken = len(self._input)
            if not self._input:
                return self._finish(wanted)
        data = self._decompress(self._input, wanted)
        self._has_begun, self._has_given = True, self._has_given or bool(data)
        self._input = self._left_over()
        if self._decoder.eof:
            self._next_member()
        self._ratio.count(taken, len(data))
        return data

    def _finish(self, wanted: int) -> bytes:
        """What the decoder still holds; refuses a stream that breaks off."""
        data = self._decompress(b"", wanted)
        if not data:
            self._is_at_end = True
            if self._has_begun and not self._decoder.eof:
                raise damaged("the packed file breaks off")
        self._ratio.count(0, len(data))
        return data

    def _decompress(self, data: bytes, wanted: int) -> bytes:
        try:
            return self._decoder.decompress(data, wanted)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError, MemoryError) as error:
            self._is_damaged = self._kind == "gzip"
            self._is_at_end = not self._is_damaged
            fault = damaged(f"the packed file cannot be unpacked ({error})")
            fault.is_between = not self._has_given
            raise fault from error

    def _left_over(self) -> bytes:
        if self._decoder.eof:
            return self._decoder.unused_data
        return getattr(self._decoder, "unconsumed_tail", b"")

    def _next_member(self) -> None:
        """Begin the next packed member; padding and rubbish behind the last one end the stream."""
        self._input = self._input.lstrip(b"\0") or self._stream.read(_CHUNK).lstrip(b"\0")
        self._is_at_end = not self._input
        if self._input:
            self._begin_member()

    def _begin_member(self) -> None:
        self._decoder, self._has_begun, self._has_given = self._new(), False, False

    def _to_next_gzip_member(self) -> None:
        """Pass over bytes to the head of a gzip member behind the one that is damaged."""
        self._input = self._input if self._has_begun else self._input[1:]
        while not (match := _GZIP_HEAD.search(self._input)):
            more = self._stream.read(_CHUNK)
            if not more:
                self._is_at_end = True
                return
            self._input = self._input[-3:] + more
        self._input = self._input[match.start() :]
        self._begin_member()


def unpacked(stream: Bytes, kind: str) -> Bytes:
    """A buffered stream of what is inside a packed one."""
    return io.BufferedReader(Unpacked(stream, kind), _CHUNK)
