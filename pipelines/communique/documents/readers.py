"""Raw bytes to documents: picks the reader, unpacks containers, gives each document its key.

Two halves that may run in different processes: ``expand`` takes members out of a file, which is
quick, and ``read_member`` makes a document of one, which is not. The formats live beside this
module.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from communique.documents.document import Document, Rejection
from communique.documents.emission import Page
from communique.documents.kinds import kind_of
from communique.documents.limits import MAX_BYTES, MAX_MEMBERS, MAX_NESTING
from communique.documents.member import Member, member, refused
from communique.documents.place import Place
from communique.documents.refusal import Refusal, RefusedError, not_text, too_large
from communique.documents.streams import Bytes, peek, read_up_to, unpacked

_PACKED = {"gzip", "bzip2", "xz"}
_ARCHIVES = {"zip": "zip_members", "tar": "tar_members"}
# Loaded when first needed: some of them import libraries that take a second.
_CONTAINERS = {
    "json": ("json_text", "json_members"),
    "jsonl": ("json_text", "json_line_members"),
    "csv": ("tables", "csv_members"),
    "parquet": ("tables", "parquet_members"),
    "xml": ("feed", "xml_members"),
    "warc": ("warc", "warc_members"),
}
_LEAVES = {
    "text": ("plain", "read_plain"),
    "html": ("html_page", "read_html"),
    "markdown": ("markdown", "read_markdown"),
    "pdf": ("pdf", "read_pdf"),
    "mail": ("mail", "read_mail"),
    "record": ("records_text", "read_record"),
}


def read_documents(
    source: Path | bytes, document_uri: str, ingested_at: datetime
) -> Iterator[Document | Rejection]:
    """Every document in a file, lazily, each with its own address; at least one result.

    ``ingested_at`` is an aware instant; raises ValueError for a naive one, because the last
    witness for an open year must not depend on a machine's time zone. Raises OSError when the file
    cannot be opened; whatever is wrong inside it is a Rejection.
    """
    landed = _in_utc(ingested_at)
    for one in expand(source, document_uri):
        yield read_member(one, landed)


def read_document(data: bytes, document_uri: str, ingested_at: datetime) -> Document | Rejection:
    """The one document in ``data``, or the reason why there is none or not one alone."""
    landed = _in_utc(ingested_at)
    members = expand(data, document_uri)
    first = next(members)
    if next(members, None) is None:
        return read_member(first, landed)
    why = "more than one document in it: read_documents gives them all"
    return _rejection(refused(document_uri, Refusal("unsupported_format", why), data), landed)


def expand(source: Path | bytes, document_uri: str) -> Iterator[Member]:
    """The members of a file in a fixed order, containers unpacked; a file without any gives a
    refused one.
    """
    place = Place(uri=document_uri, name=document_uri.rpartition("/")[2])
    count = 0
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        for count, one in enumerate(_expand(stream, place), start=1):
            yield one
            if count >= MAX_MEMBERS:
                why = f"more than {MAX_MEMBERS} documents: split the file"
                yield refused(document_uri, Refusal("too_large", why))
                return
    if not count:
        yield refused(document_uri, Refusal("empty", "no document in it: export it again"))


def _expand(stream: Bytes, place: Place) -> Iterator[Member]:
    if place.depth > MAX_NESTING:
        why = f"more than {MAX_NESTING} containers inside each other: unpack the outer ones"
        yield refused(place.uri, Refusal("bomb", why))
        return
    try:
        head, stream = peek(stream)
        kind = kind_of(head, place.name, place.origin.media_type)
        yield from _members(kind, stream, place)
    except RefusedError as error:
        yield refused(place.uri, error.refusal)
    except OSError:
        raise
    except Exception as error:
        # A fault of a reader must not cost the other files of the run their reading.
        yield refused(place.uri, _failed(error))


def _members(kind: str, stream: Bytes, place: Place) -> Iterator[Member]:
    if kind in _PACKED:
        yield from _expand(unpacked(stream, kind), place.unpacked())
    elif kind in _ARCHIVES:
        yield from _function("archives", _ARCHIVES[kind])(stream, place, _expand)
    elif kind in _CONTAINERS:
        yield from _function(*_CONTAINERS[kind])(stream, place)
    else:
        yield _leaf(kind, stream, place)


def _leaf(kind: str, stream: Bytes, place: Place) -> Member:
    data = read_up_to(stream, MAX_BYTES + 1)
    if kind not in _LEAVES:
        return refused(place.uri, _no_reader(kind), data)
    if len(data) > MAX_BYTES:
        return refused(place.uri, too_large(len(data), MAX_BYTES), data)
    return member(data, place.uri, kind, place.origin)


def _no_reader(kind: str) -> Refusal:
    if kind == "rtf":
        return Refusal("unsupported_format", "rich text: save it as plain text, HTML or PDF")
    return not_text("it begins like a binary format")


def _failed(error: Exception) -> Refusal:
    why = f"the reader failed on it ({type(error).__name__}): report it with the file"
    return Refusal("damaged", why)


def _function(module: str, name: str) -> Callable[..., Iterator[Member]]:
    found: Callable[..., Iterator[Member]] = getattr(
        import_module(f"communique.documents.{module}"), name
    )
    return found


def read_member(source: Member, ingested_at: datetime) -> Document | Rejection:
    """The document that a member's bytes are, or why they are none."""
    landed = _in_utc(ingested_at)
    if source.refusal:
        return _rejection(source, landed)
    module, name = _LEAVES[source.kind]
    read = getattr(import_module(f"communique.documents.{module}"), name)
    try:
        page: Page | Refusal = read(source, landed)
    except Exception as error:
        # Libraries fail on some page of a million; the others are read.
        page = _failed(error)
    if isinstance(page, Refusal):
        return _rejection(source, landed, page)
    return Document(
        document_id=source.document_id,
        document_uri=source.document_uri,
        media_type=page.media_type,
        encoding=page.encoding,
        byte_length=source.byte_length,
        ingested_at=landed,
        text=page.text,
        marks=page.marks,
        remarks=page.remarks,
    )


def _rejection(source: Member, landed: datetime, why: Refusal | None = None) -> Rejection:
    refusal = why or source.refusal or Refusal("empty", "no document in it: export it again")
    return Rejection(
        document_id=source.document_id,
        document_uri=source.document_uri,
        byte_length=source.byte_length,
        ingested_at=landed,
        code=refusal.code,
        message=refusal.message,
    )


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("ingested_at has no time zone: give an aware instant, best in UTC")
    return instant.astimezone(UTC)
