"""What a document is: identity, text and where it came from; and what a refusal is.

How bytes become text is the readers' business; nothing here opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A raw document that could be read as text.

    ``ingested_at`` is aware (UTC). It is the last witness for a year that the text leaves open,
    and nothing else in the core looks at it.
    """

    document_id: str
    document_uri: str
    media_type: str
    encoding: str
    byte_length: int
    ingested_at: datetime
    text: str


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
