"""Raw bytes to a Document: picks the reader by the first bytes and gives the document its key.

One reader stands so far, for text dumps of pages; the readers themselves live beside this module.
"""

from __future__ import annotations

from datetime import UTC, datetime

from communique.documents.document import Document, Rejection
from communique.documents.plain import MEDIA_TYPE, Refusal, read_plain
from communique.ids import digest


def read_document(data: bytes, document_uri: str, ingested_at: datetime) -> Document | Rejection:
    """The document in ``data``, or the reason why there is none.

    ``ingested_at`` is an aware instant; raises ValueError for a naive one, because the last
    witness for an open year must not depend on a machine's time zone.
    """
    if ingested_at.tzinfo is None:
        raise ValueError("ingested_at has no time zone: give an aware instant, best in UTC")
    landed = ingested_at.astimezone(UTC)
    read = read_plain(data)
    if isinstance(read, Refusal):
        return Rejection(
            document_id=digest(data),
            document_uri=document_uri,
            byte_length=len(data),
            ingested_at=landed,
            code=read.code,
            message=read.message,
        )
    return Document(
        document_id=digest(data),
        document_uri=document_uri,
        media_type=MEDIA_TYPE,
        encoding=read.encoding,
        byte_length=len(data),
        ingested_at=landed,
        text=read.text,
    )
