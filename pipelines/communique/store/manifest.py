"""The manifests of staging: one JSON file a batch, written last; it is the batch's commit.

They answer what has been read under which parser version, and when a document first came. Rows
themselves stand in Parquet.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from communique.records import CONTRACT_VERSION
from communique.store.files import write_whole
from communique.store.inbox import Inbox

FOLDER = "_manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document under one address in one batch.

    ``is_parsed`` is False for a known document that only came under a further address;
    ``reason`` is the code of its rejection, or None.
    """

    document_uri: str
    document_id: str
    byte_length: int
    ingested_at: datetime
    is_parsed: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of many documents that has been read whole: the last of them are in this batch."""

    document_uri: str
    document_id: str
    byte_length: int
    count_documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a batch holds: its documents, the rows of each table, and the files it completes."""

    batch: str
    parser_version: str
    parsed_at: datetime
    rows: Mapping[str, int]
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...] = ()


class Known:
    """What the committed batches know."""

    def __init__(self, manifests: Iterable[Manifest]) -> None:
        self.manifests = tuple(sorted(manifests, key=lambda m: (m.parsed_at, m.batch)))
        self.deliveries: set[tuple[str, str]] = set()
        self.first_seen: dict[str, datetime] = {}
        self.document_at: dict[str, str] = {}
        self._parsed: set[tuple[str, str]] = set()
        self._files: set[tuple[str, str]] = set()
        self._read: set[tuple[str, str, str]] = set()
        for manifest in self.manifests:
            for entry in manifest.entries:
                self._learn(entry, manifest.parser_version)
            for source in manifest.sources:
                self._files.add((source.document_id, source.document_uri))
                self._read.add((source.document_id, source.document_uri, manifest.parser_version))
                self.document_at[source.document_uri] = source.document_id

    def _learn(self, entry: Entry, parser_version: str) -> None:
        self.deliveries.add((entry.document_id, entry.document_uri))
        first = self.first_seen.setdefault(entry.document_id, entry.ingested_at)
        self.first_seen[entry.document_id] = min(first, entry.ingested_at)
        self.document_at[entry.document_uri] = entry.document_id
        if entry.is_parsed:
            self._parsed.add((entry.document_id, parser_version))

    def compare(self, inbox: Inbox) -> dict[str, int]:
        """How many of the inbox's files are new, changed at their address, or known."""
        seen = self.deliveries | self._files
        counts = {"new": 0, "changed": 0, "known": 0}
        for arrival in inbox.arrivals:
            if (arrival.document_id, arrival.document_uri) in seen:
                counts["known"] += 1
            elif arrival.document_uri in self.document_at:
                counts["changed"] += 1
            else:
                counts["new"] += 1
        return counts

    def is_parsed(self, document_id: str, parser_version: str) -> bool:
        """Whether that version has read the document, be it to reject it."""
        return (document_id, parser_version) in self._parsed

    def is_read(self, document_id: str, document_uri: str, parser_version: str) -> bool:
        """Whether that version has read the file at that address whole."""
        if (document_id, document_uri, parser_version) in self._read:
            return True
        is_delivered = (document_id, document_uri) in self.deliveries
        return is_delivered and self.is_parsed(document_id, parser_version)

    def documents_in(self, document_uris: Collection[str]) -> dict[str, str]:
        """The document that last came under each address at or inside the given files'."""
        return {
            uri: document_id
            for uri, document_id in self.document_at.items()
            if uri in document_uris or file_of(uri, document_uris)
        }


def file_of(document_uri: str, files: Collection[str]) -> str | None:
    """The file that holds the document of an address: the part before a ``#`` or ``!/``."""
    for mark in re.finditer(r"#|!/", document_uri):
        if document_uri[: mark.start()] in files:
            return document_uri[: mark.start()]
    return None


def batch_id(parser_version: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The name of a batch: 16 hexadecimal digits from its version and its documents."""
    lines = [parser_version, *sorted("\x1f".join(pair) for pair in pairs)]
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:16]


def manifest_path(staging_dir: Path, batch: str) -> Path:
    """Where a batch's manifest stands."""
    return staging_dir / FOLDER / f"{batch}.json"


def write_manifest(staging_dir: Path, manifest: Manifest) -> None:
    """Commit a batch whose Parquet files are on the disk."""
    document = {"contract_version": CONTRACT_VERSION, **asdict(manifest)}
    text = json.dumps(document, default=_as_text, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(manifest_path(staging_dir, manifest.batch), (text + "\n").encode())


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def read_known(staging_dir: Path) -> Known:
    """Read every manifest; raises ValueError, naming the file, for one that cannot be read."""
    return Known(_read(path) for path in sorted((staging_dir / FOLDER).glob("*.json")))


def _read(path: Path) -> Manifest:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = tuple(
            Entry(**{**entry, "ingested_at": datetime.fromisoformat(entry["ingested_at"])})
            for entry in data["entries"]
        )
        return Manifest(
            batch=data["batch"],
            parser_version=data["parser_version"],
            parsed_at=datetime.fromisoformat(data["parsed_at"]),
            rows=data["rows"],
            entries=entries,
            sources=tuple(Source(**source) for source in data.get("sources", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"{FOLDER}/{path.name} is damaged ({error}): delete it and its documents are read again"
        ) from error
