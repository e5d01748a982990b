"""WARC, ARC and WET files: each page that was fetched is a document with its address and instant.

Requests, metadata and records of other media than text are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from communique.documents.kinds import HEAD, kind_of
from communique.documents.limits import MAX_BYTES
from communique.documents.member import Member, Origin, member, refused
from communique.documents.place import Place
from communique.documents.refusal import Refusal, RefusedError, damaged, too_large
from communique.documents.streams import Bytes, read_up_to

_READ = {"response", "resource", "conversion", "revisit"}
_TEXTUAL = ("text/html", "application/xhtml", "text/plain", "text/markdown", "application/pdf")
_KINDS = {"html", "text", "markdown", "pdf"}
_ERROR_FROM = 400


def warc_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The pages of a WARC file that is already unpacked, in the order of its records."""
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    try:
        unwound: io.RawIOBase = _Unwound(stream)
        records = ArchiveIterator(io.BufferedReader(unwound, 1 << 16))
        while (record := _next(records)) is not None:
            count += 1
            yield from _of_record(record, place, count)
    except RefusedError:
        raise
    except Exception as error:
        # warcio raises whatever its parsing met; nothing behind a broken record can be trusted.
        why = f"record {count + 1} is broken or breaks off ({type(error).__name__})"
        raise damaged(why) from error
    if not count:
        raise RefusedError("empty", "a WARC file without records: export it again")
    if records.err_count:
        raise damaged(f"{records.err_count} records are not as long as they say")


def _next(records: Any) -> Any:
    # warcio writes its warnings to the terminal; they are counted, and told as a rejection.
    with redirect_stderr(io.StringIO()):
        return next(records, None)


class _Unwound(io.RawIOBase):
    """A stream that cannot be wound back, so that warcio reads it once, in order."""

    def __init__(self, stream: Bytes) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _of_record(record: Any, place: Place, count: int) -> Iterator[Member]:
    media_type, charset = _content_type(record)
    if record.rec_type not in _READ or not _is_page(record, media_type):
        return
    stated = record.rec_headers.get_header("WARC-Record-ID") or f"record={count}"
    uri = place.part(stated.strip("<>"))
    data = read_up_to(record.content_stream(), MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield refused(uri, too_large(len(data), MAX_BYTES), data[:HEAD], length=len(data))
        return
    if record.rec_type == "revisit" and not data:
        return
    origin = Origin(media_type=media_type, charset=charset, pairs=_pairs(record))
    kind = kind_of(data[:HEAD], media_type=media_type)
    if kind in _KINDS:
        yield member(data, uri, kind, origin)
    elif not data:
        yield refused(uri, Refusal("empty", "the server gave no content: fetch the page again"))


def _is_page(record: Any, media_type: str) -> bool:
    return not media_type or media_type.startswith(_TEXTUAL)


def _content_type(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers or record.rec_headers
    value = headers.get_header("Content-Type") or ""
    media_type, _, rest = value.partition(";")
    charset = rest.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return media_type.strip().lower(), charset


def _pairs(record: Any) -> tuple[tuple[str, str], ...]:
    headers = record.rec_headers
    stated = [
        ("warc.target_uri", headers.get_header("WARC-Target-URI")),
        ("warc.date", headers.get_header("WARC-Date")),
    ]
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    if status.isdigit() and int(status) >= _ERROR_FROM:
        stated.append(("http.status", status))
    return tuple((key, value.strip("<>")) for key, value in stated if value)
