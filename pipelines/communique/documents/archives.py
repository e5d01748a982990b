"""Zip and tar: each file inside is a document or a container again; nothing touches the disk.

Names inside an archive are addresses only, so a name that points elsewhere does no harm.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from communique.documents.limits import MAX_SEEKABLE_BYTES
from communique.documents.member import Member, refused
from communique.documents.place import Expand, Place
from communique.documents.refusal import Refusal, RefusedError, damaged, too_large
from communique.documents.streams import Bytes, Ratio, read_up_to

_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError,
    NotImplementedError, IndexError, OverflowError, MemoryError, KeyError, AttributeError,
)  # fmt: skip
_BROKEN_TAR = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, IndexError)
_HIDDEN = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_OFFICE = "[Content_Types].xml"
_CHUNK = 1 << 16


class _Counted(io.RawIOBase):
    """A file inside a zip whose ratio is watched while it is read."""

    def __init__(self, stream: Bytes, packed: int) -> None:
        self._stream, self._ratio = stream, Ratio()
        self._ratio.count(packed, 0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer))
        except RefusedError:
            raise
        except _BROKEN_ZIP as error:
            raise damaged(f"a file in the zip cannot be unpacked ({error})") from error
        buffer[: len(data)] = data
        self._ratio.count(0, len(data))
        return len(data)


def seekable(stream: Bytes) -> Bytes | Refusal:
    """The stream if it can be read from its end, else a copy in memory, if it is not too large."""
    if stream.seekable():
        return stream
    data = read_up_to(stream, MAX_SEEKABLE_BYTES + 1)
    if len(data) > MAX_SEEKABLE_BYTES:
        return too_large(len(data), MAX_SEEKABLE_BYTES)
    return io.BytesIO(data)


def zip_members(stream: Bytes, place: Place, expand: Expand) -> Iterator[Member]:
    """The documents of every file of a zip, in the order of its directory."""
    source = seekable(stream)
    if isinstance(source, Refusal):
        yield refused(place.uri, source)
        return
    try:
        archive = zipfile.ZipFile(source)
    except _BROKEN_ZIP as error:
        raise damaged(f"the zip's directory cannot be read ({error})") from error
    with archive:
        infos = archive.infolist()
        if any(info.filename == _OFFICE for info in infos):
            raise RefusedError(
                "unsupported_format",
                "an office document: save it as PDF, HTML or plain text, and give that",
            )
        for info in infos:
            if not info.is_dir() and not _is_hidden(info.filename):
                yield from _in_zip(archive, info, place.inside(info.filename), expand)


def _in_zip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place, expand: Expand
) -> Iterator[Member]:
    if info.flag_bits & 0x1:
        message = "the file is encrypted: unpack the zip with its password and give the files"
        yield refused(place.uri, Refusal("encrypted", message), length=info.file_size)
        return
    try:
        with archive.open(info) as inner:
            counted: io.RawIOBase = _Counted(inner, info.compress_size)
            yield from expand(io.BufferedReader(counted, _CHUNK), place)
    except _BROKEN_ZIP as error:
        why = damaged(f"a file in the zip cannot be opened ({error})").refusal
        yield refused(place.uri, why, length=info.file_size)


def tar_members(stream: Bytes, place: Place, expand: Expand) -> Iterator[Member]:
    """The documents of every regular file of a tar, in order; links and devices are passed over."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if not info.isreg() or _is_hidden(info.name):
                    continue
                inner = archive.extractfile(info)
                if inner is not None:
                    forward: io.RawIOBase = _Forward(inner)
                    yield from expand(io.BufferedReader(forward, _CHUNK), place.inside(info.name))
    except _BROKEN_TAR as error:
        raise damaged(f"the tar breaks off or is damaged ({error})") from error


class _Forward(io.RawIOBase):
    """A file of a tar that is read as a stream: it cannot be wound back."""

    def __init__(self, stream: Bytes) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.rpartition("/")[2].startswith(("._", *_HIDDEN[1:]))
