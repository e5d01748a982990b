"""Which documents gave no article, and why; read from the manifests and the notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from communique.store.manifest import read_known
from communique.store.staging import scan


@dataclass(frozen=True, slots=True, order=True)
class Rejected:
    """A rejected document: its address, the name of the reason and what to do about it.

    ``is_new`` says whether the batch that rejected it was not among those known before.
    """

    document_uri: str
    code: str
    message: str
    is_new: bool


def rejected_documents(
    staging_dir: Path, parser_version: str, *, known_batches: Collection[str] = ()
) -> tuple[Rejected, ...]:
    """The documents that this parser version rejected, in order of address."""
    notes = (
        scan(staging_dir, "parse_notes")
        .filter(pl.col("severity") == "rejected", pl.col("parser_version") == parser_version)
        .select("document_id", "code", "message")
        .collect()
    )
    message_of = {(document, code): message for document, code, message in notes.rows()}
    return tuple(
        sorted(
            Rejected(
                entry.document_uri,
                entry.reason,
                message_of.get((entry.document_id, entry.reason), ""),
                manifest.batch not in known_batches,
            )
            for manifest in read_known(staging_dir).manifests
            if manifest.parser_version == parser_version
            for entry in manifest.entries
            if entry.reason
        )
    )
