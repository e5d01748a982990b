"""Runs the parser over many documents: in this process, or in a pool when that pays.

A document that makes an engine raise, or its process die, becomes a rejected note and the others
go on. What is written where is the staging store's business.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from communique.documents.document import Document, Rejection
from communique.documents.member import Member
from communique.documents.readers import read_member
from communique.engines.engine import Engine
from communique.ids import make_id
from communique.parse import Parsed, document_row, parse_read, parser_version
from communique.records import ParseNoteRow
from communique.store.schema import faults

POOL_PAYS_FROM = 64
"""Documents from which starting worker processes costs less than it saves."""

CHUNK = 16
"""Documents handed to a worker at a time."""

EngineMaker = Callable[[], Engine]


@dataclass(frozen=True, slots=True)
class Task:
    """One document to parse: its bytes with their address, and when it first came."""

    member: Member
    ingested_at: datetime


def parse_all(
    tasks: Sequence[Task], make_engine: EngineMaker, *, workers: int
) -> Iterator[tuple[Task, Parsed]]:
    """Parse every task once, in any order; ``make_engine`` is called once per process.

    ``make_engine`` must be picklable when ``workers`` is more than one.
    """
    if workers <= 1 or len(tasks) < POOL_PAYS_FROM:
        engine = make_engine()
        for task in tasks:
            yield task, parse_one(task, engine)
        return
    pending = [tuple(tasks[i : i + CHUNK]) for i in range(0, len(tasks), CHUNK)]
    while pending:
        suspects: list[Task] = []
        pending = yield from _parse_in_pool(pending, make_engine, workers, suspects)
        yield from _parse_singly(suspects, make_engine)


def _parse_in_pool(
    chunks: list[tuple[Task, ...]],
    make_engine: EngineMaker,
    workers: int,
    suspects: list[Task],
) -> Generator[tuple[Task, Parsed], None, list[tuple[Task, ...]]]:
    """Yield what a pool parses; return the chunks it did not come to.

    When a worker dies, the documents under way then are added to ``suspects``.
    """
    left = iter(chunks)
    with _pool(workers, make_engine) as pool:
        running: dict[Future[list[Parsed]], tuple[Task, ...]] = {}
        while True:
            for chunk in islice(left, workers + 1 - len(running)):
                try:
                    running[pool.submit(_work, chunk)] = chunk
                except BrokenProcessPool:
                    suspects.extend(chunk)
            if not running:
                return list(left)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                chunk = running.pop(future)
                if future.exception():
                    suspects.extend(chunk)
                else:
                    yield from zip(chunk, future.result(), strict=True)
            if suspects:
                suspects.extend(task for chunk in running.values() for task in chunk)
                return list(left)


def _pool(workers: int, make_engine: EngineMaker) -> ProcessPoolExecutor:
    # A worker has a core: more threads for its small matrices make it several times slower.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Spawned, not forked: a fork of a process with Polars' threads can deadlock.
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(make_engine,),
    )


_engine_here: list[Engine] = []


def _start_worker(make_engine: EngineMaker) -> None:
    _engine_here[:] = [make_engine()]


def _work(chunk: tuple[Task, ...]) -> list[Parsed]:
    return [parse_one(task, _engine_here[0]) for task in chunk]


def _parse_singly(tasks: Sequence[Task], make_engine: EngineMaker) -> Iterator[tuple[Task, Parsed]]:
    """Parse what was under way when a worker died, one by one, to find whose fault it was."""
    left = iter(tasks)
    task = next(left, None)
    while task:
        with _pool(1, make_engine) as pool:
            while task:
                try:
                    parsed = pool.submit(_work, (task,)).result()[0]
                except BrokenProcessPool:
                    yield task, _failed(task, make_engine(), "the process that read it died")
                    task = next(left, None)
                    break
                except Exception as error:
                    parsed = _failed(task, make_engine(), f"{type(error).__name__} in the worker")
                yield task, parsed
                task = next(left, None)


def parse_one(task: Task, engine: Engine) -> Parsed:
    """Read and parse one document; whatever the engine raises becomes a rejected note."""
    read = read_member(task.member, task.ingested_at)
    try:
        parsed = parse_read(read, engine)
        broken = [fault for table, rows in parsed.tables().items() for fault in faults(table, rows)]
    except Exception as error:
        return _failed(task, engine, f"{type(error).__name__} at {_place(error)}", read)
    if broken:
        return _failed(task, engine, f"a row breaks the contract: {broken[0]}", read)
    return parsed


def _place(error: BaseException) -> str:
    """Module and line that raised; no path of the machine."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "?"


def _failed(
    task: Task, engine: Engine, what: str, read: Document | Rejection | None = None
) -> Parsed:
    version, one = parser_version(engine), task.member
    note = ParseNoteRow(
        parse_note_id=make_id("note", one.document_id, one.document_uri, "engine_failed"),
        document_id=one.document_id,
        document_uri=one.document_uri,
        severity="rejected",
        code="engine_failed",
        message=f"engine {engine.name} {engine.version} failed on this document: {what}. "
        "The other documents went through. Report it with the file; it is read again as soon as "
        "the parser's version changes",
        span_start=None,
        span_end=None,
        parser_version=version,
    )
    # What could be read is kept, although the engine failed on it.
    rows = (document_row(read),) if isinstance(read, Document) else ()
    return Parsed(document_id=one.document_id, documents=rows, parse_notes=(note,))
