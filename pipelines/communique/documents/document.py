"""What a document is: identity, text, marks and origin; and what a refusal is.

How bytes become text is the readers' business; nothing here opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from communique.records import BlockRole
from communique.spans import Span

METADATA = "metadata"
"""The reason of the mark that covers the metadata header: ``key: value`` lines on top."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the text whose role on the page the reader knows, and why it knows it."""

    role: BlockRole
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed while reading that a user should hear of: a code and words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A raw document that could be read as text.

    ``ingested_at`` is aware (UTC). It is the last witness for a year that the text leaves open.
    ``marks`` are in order and do not overlap; what they leave open is for the page cutter to name.
    """

    document_id: str
    document_uri: str
    media_type: str
    encoding: str
    byte_length: int
    ingested_at: datetime
    text: str
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A document that gave no text or no article: nothing is lost, and the batch goes on.

    ``code`` names the reason (``empty``, ``not_text`` …); ``message`` says what to do about it.
    """

    document_id: str
    document_uri: str
    byte_length: int
    ingested_at: datetime
    code: str
    message: str
