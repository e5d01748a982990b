"""Text dumps of pages: what a reader gets who selects all of a page and copies it.

Refuses what is no such text, with the reason and the remedy. Where the page's parts lie is not
looked at here.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime

from communique.documents.decoding import decode, remarks_on
from communique.documents.emission import Emission, Page
from communique.documents.limits import MAX_BYTES
from communique.documents.member import Member
from communique.documents.refusal import Refusal, not_text, too_large

MEDIA_TYPE = "text/plain"

_MOST_CONTROL = 0.01
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def read_plain(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The page of a dump, its characters as they are, or why there is none."""
    if len(source.data) > MAX_BYTES:
        return too_large(len(source.data), MAX_BYTES)
    decoded = decode(source.data, source.origin.charset)
    if decoded is None:
        return not_text("no character encoding fits its bytes")
    refusal = _refusal_of(decoded.text)
    if refusal:
        return refusal
    remarks = remarks_on(decoded)
    if not source.origin.pairs:
        # A dump by itself stays as it is, to the last blank.
        return Page(
            text=decoded.text, media_type=MEDIA_TYPE, encoding=decoded.encoding, remarks=remarks
        )
    emission = Emission()
    emission.metadata(source.origin.pairs)
    emission.open(decoded.text)
    return emission.page(MEDIA_TYPE, decoded.encoding, remarks)


def _refusal_of(text: str) -> Refusal | None:
    if "\0" in text:
        return not_text("it holds NUL bytes")
    if not any(unicodedata.category(c) not in _INVISIBLE for c in text):
        return Refusal("empty", "no visible character: fetch the page again and save it as text")
    strange = sum((c < " " and c not in "\t\n\f\v") or "\x7f" <= c <= "\x9f" for c in text)
    if strange > _MOST_CONTROL * len(text) + 1:
        return not_text(f"{strange} of its {len(text)} characters are control characters")
    return None
