"""One document's raw bytes on the way from a container to its reader.

A file that is no container is one member of its own. A member is small and picklable, so that the
costly half of the reading can be done in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.documents.refusal import Refusal
from communique.ids import digest

Pairs = tuple[tuple[str, str], ...]
"""Metadata as keys of the lexicon ``metadata_keys`` with their values, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a container states of a member: media type, charset, metadata."""

    media_type: str | None = None
    charset: str | None = None
    pairs: Pairs = ()


NOWHERE = Origin()

FEED = "application/feed+xml"
"""The media type that entries of feeds are given as their origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Raw bytes with their address and the kind of reader that they need.

    With a ``refusal`` it stands for something that could not be taken out of its container; its
    ``data`` is then what there was of it, and ``byte_length`` how much there should have been.
    """

    data: bytes = field(repr=False)
    document_uri: str
    kind: str
    document_id: str
    byte_length: int
    origin: Origin = NOWHERE
    refusal: Refusal | None = None


def member(data: bytes, document_uri: str, kind: str, origin: Origin = NOWHERE) -> Member:
    """A member with its key: the sha256 of its own bytes."""
    return Member(
        data=data,
        document_uri=document_uri,
        kind=kind,
        document_id=digest(data),
        byte_length=len(data),
        origin=origin,
    )


def refused(
    document_uri: str, refusal: Refusal, data: bytes = b"", *, length: int | None = None
) -> Member:
    """A member that stands for a refusal.

    Without bytes its key is made from the address and the reason, so that it keeps its own.
    """
    key = data or f"{document_uri}\x1f{refusal.code}\x1f{refusal.message}".encode()
    return Member(
        data=b"",
        document_uri=document_uri,
        kind="refused",
        document_id=digest(key),
        byte_length=len(data) if length is None else length,
        refusal=refusal,
    )
