"""WARC and WET files: each page that was fetched is a document with its address and instant.

Requests, metadata and records of other media than text are passed over. Where one record ends and
the next begins is found in ``warc_records``.
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
from communique.documents.refusal import Refusal, RefusedError, too_large
from communique.documents.streams import Bytes, read_up_to
from communique.documents.warc_records import Broken, RawRecord, split_records

_READ = {"response", "resource", "conversion", "revisit"}
_TEXTUAL = ("text/html", "application/xhtml", "text/plain", "text/markdown", "application/pdf")
_KINDS = {"html", "text", "markdown", "pdf"}
_ERROR_FROM = 400


def warc_members(stream: Bytes, place: Place) -> Iterator[Member]:
    """The pages of a WARC file that is already unpacked, in the order of its records.

    A broken record is refused with its number; the records behind it are read.
    """
    is_empty = True
    for one in split_records(stream):
        is_empty = False
        if isinstance(one, Broken):
            yield _broken(one.number, one.why, place)
            continue
        try:
            yield from _of_record(_parsed(one), place, one)
        except Exception as error:
            # warcio raises whatever its parsing met.
            yield _broken(one.number, f"it cannot be read ({type(error).__name__})", place)
    if is_empty:
        raise RefusedError("empty", "a WARC file without records: export it again")


def _broken(number: int, why: str, place: Place) -> Member:
    uri = place.part(f"record={number}")
    return refused(uri, Refusal("damaged", f"record {number}: {why}; the others are read"))


def _parsed(raw: RawRecord) -> Any:
    from warcio.recordloader import ArcWarcRecordLoader

    # warcio writes its warnings to the terminal; what is wrong here is told as a rejection.
    with redirect_stderr(io.StringIO()):
        stream = io.BytesIO(raw.head + raw.content)
        return ArcWarcRecordLoader().parse_record_stream(stream, known_format="warc")


def _of_record(record: Any, place: Place, raw: RawRecord) -> Iterator[Member]:
    media_type, charset = _content_type(record)
    if record.rec_type not in _READ or not _is_page(record, media_type):
        return
    stated = record.rec_headers.get_header("WARC-Record-ID") or f"record={raw.number}"
    uri = place.part(stated.strip("<>"))
    data = read_up_to(record.content_stream(), MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        length = max(len(data), raw.length)
        yield refused(uri, too_large(length, MAX_BYTES), data[:HEAD], length=length)
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
