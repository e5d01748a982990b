"""Staging Parquet: the only writer and scanner of ``DIR/staging/<table>/batch=<batch>``.

A batch is immutable: its files are written under temporary names, put on the disk and renamed, and
its manifest, written last, is the commit. What has been read under one parser version is not read
again. How a document is read is the parser's business, what all rows together say dbt's.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from communique.engines.registry import load_engine
from communique.parse import Parsed, parser_version
from communique.records import type_of_table
from communique.settings import Settings
from communique.store.files import sweep_temporary, whole_file
from communique.store.inbox import scan_inbox
from communique.store.locks import hold
from communique.store.manifest import (
    Manifest,
    Source,
    batch_id,
    manifest_path,
    read_known,
    write_manifest,
)
from communique.store.parsing import EngineMaker, Task, parse_all
from communique.store.schema import table_schema, to_frame
from communique.store.staged import (
    Pending,
    Staged,
    delivery_row,
    entry_of,
    parse_row,
    report,
)
from communique.store.work import Work

SCHEMA_BATCH = "_schema"
BATCH_SIZE = 1000
"""Documents a batch at most: bounds memory, and what a killed run has to read again."""

BATCH_BYTES = 64_000_000
"""Raw bytes a batch at most, unless one document alone is larger: bounds memory too."""

Progress = Callable[[int, int], None]
"""Called with documents done and documents to do."""


def part_path(staging_dir: Path, table: str, batch: str) -> Path:
    """Where the rows of one table and batch stand."""
    return staging_dir / table / f"batch={batch}" / "part.parquet"


def lock_path(staging_dir: Path) -> Path:
    """The lock of the store's one writer."""
    return staging_dir / ".lock"


def write(staging_dir: Path, table: str, batch: str, rows: Iterable[Any]) -> int:
    """Write one table of one batch; returns the count of rows.

    Safe to call from many processes for different tables and batches; nothing of a batch counts
    before its manifest.
    """
    frame = to_frame(table, rows)
    with whole_file(part_path(staging_dir, table, batch)) as temporary:
        frame.write_parquet(temporary, compression="zstd", statistics=True)
    return frame.height


def init(staging_dir: Path) -> None:
    """Give every table a file without rows, so that a scan finds its columns before any batch."""
    for table in type_of_table:
        path = part_path(staging_dir, table, SCHEMA_BATCH)
        if not path.exists() or pl.read_parquet_schema(path) != dict(table_schema(table)):
            write(staging_dir, table, SCHEMA_BATCH, ())


def scan(staging_dir: Path, table: str) -> pl.LazyFrame:
    """Every committed row of a table, with the ``batch`` it stands in."""
    frames = [
        pl.scan_parquet(path, missing_columns="insert", schema=table_schema(table)).with_columns(
            batch=pl.lit(path.parent.name.removeprefix("batch="))
        )
        for path in committed_parts(staging_dir, table)
    ]
    empty = pl.LazyFrame(schema={**table_schema(table), "batch": pl.String()})
    return pl.concat([empty, *frames])


def committed_parts(staging_dir: Path, table: str) -> Iterator[Path]:
    """The Parquet files of a table whose batch has its manifest, in order of the batch's name."""
    for folder in sorted((staging_dir / table).glob("batch=*")):
        batch = folder.name.removeprefix("batch=")
        if manifest_path(staging_dir, batch).is_file():
            yield folder / "part.parquet"


def sweep(staging_dir: Path) -> tuple[str, ...]:
    """Remove the batches that never got their manifest; returns their names.

    Call it under the store's lock: an unfinished batch of a live writer looks the same.
    """
    sweep_temporary(staging_dir)
    swept = set()
    for folder in sorted(staging_dir.glob("*/batch=*")):
        batch = folder.name.removeprefix("batch=")
        if batch != SCHEMA_BATCH and not manifest_path(staging_dir, batch).is_file():
            shutil.rmtree(folder)
            swept.add(batch)
    return tuple(sorted(swept))


def stage(
    settings: Settings,
    *,
    make_engine: EngineMaker | None = None,
    on_progress: Progress | None = None,
    wait_s: float = 60.0,
) -> Staged:
    """Bring staging up to date with the inbox; returns what was new, known and rejected.

    Raises LockHeldError when another process writes this store for longer than ``wait_s``.
    """
    started = time.monotonic()
    make_engine = make_engine or partial(load_engine, settings.engine)
    staging_dir = settings.staging_dir
    with hold(lock_path(staging_dir), wait_s=wait_s, what="a writer of staging"):
        sweep(staging_dir)
        init(staging_dir)
        known = read_known(staging_dir)
        writer = _Writer(settings, make_engine, on_progress or (lambda done, total: None))
        work = Work(scan_inbox(settings.raw_dir), known, writer.version, writer.now)
        manifests = list(writer.write_batches(work))
    staged = report(
        known,
        manifests,
        writer.version,
        known=work.known,
        unreadable=tuple(sorted(work.unreadable)),
    )
    return replace(staged, seconds=time.monotonic() - started)


class _Writer:
    """Parses pending documents and writes them batch by batch."""

    def __init__(self, settings: Settings, make_engine: EngineMaker, progress: Progress) -> None:
        self._settings, self._make_engine, self._progress = settings, make_engine, progress
        self.version = parser_version(make_engine())
        self.now = settings.clock()

    def write_batches(self, work: Work) -> Iterator[Manifest]:
        done = 0
        self._progress(0, work.files_left)
        for batch in _batches(work):
            pending = tuple(one for one in batch if isinstance(one, Pending))
            sources = tuple(one for one in batch if isinstance(one, Source))
            yield self._write_batch(pending, sources, done, work.found + work.files_left)
            done += len(pending)

    def _write_batch(
        self, work: tuple[Pending, ...], sources: tuple[Source, ...], done: int, total: int
    ) -> Manifest:
        parsed = self._parse(work, done, total)
        tables: dict[str, list[Any]] = {table: [] for table in type_of_table}
        for one in parsed.values():
            tables["parses"].append(parse_row(one, self.version, self.now))
            for table, rows in one.tables().items():
                tables[table].extend(rows)
        tables["deliveries"] = [delivery_row(p, self.now) for p in work if p.is_new_delivery]
        addresses = [(p.member.document_id, p.member.document_uri) for p in work]
        addresses += [(source.document_id, source.document_uri) for source in sources]
        batch = batch_id(self.version, addresses)
        staging_dir = self._settings.staging_dir
        manifest = Manifest(
            batch=batch,
            parser_version=self.version,
            parsed_at=self.now,
            rows={t: write(staging_dir, t, batch, rows) for t, rows in tables.items() if rows},
            entries=tuple(entry_of(p, parsed) for p in work),
            sources=sources,
        )
        write_manifest(staging_dir, manifest)
        return manifest

    def _parse(self, work: tuple[Pending, ...], done: int, total: int) -> dict[str, Parsed]:
        """The readings by document id, in order of the documents' addresses."""
        tasks = [Task(p.member, p.ingested_at) for p in work if p.is_to_parse]
        parsed: dict[str, Parsed] = {}
        for _, one in parse_all(tasks, self._make_engine, workers=self._settings.workers):
            parsed[one.document_id] = one
            self._progress(done + len(parsed), total)
        return {task.member.document_id: parsed[task.member.document_id] for task in tasks}


def _batches(work: Iterable[Pending | Source]) -> Iterator[list[Pending | Source]]:
    """The work in lists of at most BATCH_SIZE documents that hold BATCH_BYTES, or one document."""
    batch: list[Pending | Source] = []
    documents = size = 0
    for one in work:
        length = len(one.member.data) if isinstance(one, Pending) else 0
        is_full = documents >= BATCH_SIZE or (documents and size + length > BATCH_BYTES)
        if is_full and isinstance(one, Pending):
            yield batch
            batch, documents, size = [], 0, 0
        batch.append(one)
        documents += isinstance(one, Pending)
        size += length
    if batch:
        yield batch
