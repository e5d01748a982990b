"""What ``communique doctor`` looks at: each check gives findings, none changes anything."""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from communique.settings import Settings

if TYPE_CHECKING:
    from packaging.requirements import Requirement

Level = Literal["ok", "note", "stop"]

_LEAST_FREE = 500 * 2**20
"""Bytes below which a run may not find room for its stores and the swapped copy."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; ``stop`` would stop a run, and then ``remedy`` says what to do."""

    level: Level
    what: str
    found: str
    remedy: str = ""


def find_all(settings: Settings) -> Iterator[Finding]:
    """Every check's findings, in a fixed order; a check that fails is itself a finding."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[Finding]]], ...] = (
        ("packages", _packages),
        ("clock", _clock),
        ("paths", _paths),
        ("disk", _disk),
        ("dbt", _dbt),
        ("locks", _locks),
        ("engine", _engine),
        ("staging", _staging),
        ("published", _published),
        ("candidate", _candidate),
    )
    for name, check in checks:
        try:
            yield from check(settings)
        except Exception as error:
            found = f"{type(error).__name__}: {error}"
            yield Finding("stop", name, found, "put right what it names, then ask again")


def _packages(settings: Settings) -> Iterator[Finding]:
    from packaging.requirements import Requirement

    yield Finding("ok", "python", f"{platform.python_version()} in {sys.prefix}")
    yield Finding("ok", "communique", metadata.version("communique"))
    for line in sorted(metadata.requires("communique") or ()):
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": "pipeline"}):
            yield _package(requirement)


def _package(requirement: Requirement) -> Finding:
    remedy = "install what requirements.lock names: make install"
    name = requirement.name
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding("stop", name, "not installed", remedy)
    if requirement.specifier.contains(version, prereleases=True):
        return Finding("ok", name, version)
    return Finding("note", name, f"{version}; tried are {requirement.specifier}", remedy)


def _clock(settings: Settings) -> Iterator[Finding]:
    if settings.now:
        found = f"stands at {settings.now.isoformat()} for every run"
        yield Finding("note", "clock", found, "unset COMMUNIQUE_NOW to read the real one")


def _paths(settings: Settings) -> Iterator[Finding]:
    data_dir = settings.data_dir
    for what, path in {
        "data folder": data_dir,
        "inbox": settings.raw_dir,
        "staging": settings.staging_dir,
        "warehouse": settings.warehouse_path,
        "published": settings.published_path,
    }.items():
        state = "" if path.exists() else " (not there yet; a run makes it)"
        yield Finding("ok" if not state else "note", what, f"{path}{state}")
    near = _nearest(data_dir)
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        remedy = "choose another with --data-dir or COMMUNIQUE_DATA_DIR, or change its permissions"
        yield Finding("stop", "data folder", f"{near} cannot be written to", remedy)


def _nearest(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    return next(p for p in (path, *path.parents) if p.exists())


def _disk(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(_nearest(settings.data_dir)).free
    found = f"{free / 2**30:.1f} GiB free"
    if free >= _LEAST_FREE:
        yield Finding("ok", "disk", found)
    else:
        remedy = f"make room: a run wants {_LEAST_FREE // 2**20} MiB at least"
        yield Finding("stop", "disk", found, remedy)


def _dbt(settings: Settings) -> Iterator[Finding]:
    project = settings.dbt_dir / "dbt_project.yml"
    if project.is_file():
        yield Finding("ok", "dbt project", str(settings.dbt_dir))
    else:
        remedy = "run from a checkout, or set COMMUNIQUE_PROJECT_DIR to one"
        yield Finding("stop", "dbt project", f"{project} is not there", remedy)
    manifest = settings.dbt_dir / "target" / "manifest.json"
    state = "there" if manifest.is_file() else "not there yet; a run makes it"
    yield Finding("ok" if manifest.is_file() else "note", "dbt manifest", state)


def _locks(settings: Settings) -> Iterator[Finding]:
    from communique.store.locks import holder

    folder = settings.data_dir
    paths = sorted(
        {p for pattern in (".*lock", "*.lock", "*/*.lock") for p in folder.glob(pattern)}
    )
    held = {path: pid for path in paths if (pid := holder(path)) is not None}
    for path, pid in held.items():
        found = f"{path.relative_to(folder)} is held by process {'unknown' if pid < 0 else pid}"
        yield Finding(
            "stop", "lock", found, "let that run finish; the lock frees itself when it ends"
        )
    if settings.warehouse_path.is_file() and _is_open_elsewhere(settings.warehouse_path):
        found = f"another program has {settings.warehouse_path} open"
        yield Finding("stop", "lock", found, "close it there; read the published file instead")
    elif not held:
        yield Finding("ok", "locks", "none held")


def _is_open_elsewhere(path: Path) -> bool:
    """Whether a program holds DuckDB's own lock on the file."""
    # Opened for writing, though nothing is written: only so may it ask for the whole lock, which
    # meets readers too.
    with path.open("r+b") as handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _engine(settings: Settings) -> Iterator[Finding]:
    from communique.engines.registry import engine_names, load_engine
    from communique.parse import parser_version

    yield Finding("ok", "engines", ", ".join(engine_names()))
    try:
        engine = load_engine(settings.engine)
    except (LookupError, ValueError, ImportError) as error:
        remedy = "set COMMUNIQUE_ENGINE to one of the engines above"
        yield Finding("stop", "engine", str(error), remedy)
    else:
        yield Finding("ok", "parser version", parser_version(engine))


def _staging(settings: Settings) -> Iterator[Finding]:
    from communique.store.inbox import files_below
    from communique.store.manifest import read_known

    count = sum(1 for _ in files_below(settings.raw_dir))
    yield Finding("ok" if count else "note", "inbox", f"{count} files")
    try:
        known = read_known(settings.staging_dir)
    except ValueError as error:
        yield Finding("stop", "staging", str(error), "delete that file and run again")
        return
    batches, documents = len(known.manifests), len(known.first_seen)
    yield Finding(
        "ok" if batches else "note", "staging", f"{batches} batches, {documents} documents"
    )


def _published(settings: Settings) -> Iterator[Finding]:
    from communique.queries.published import PublishedError, fetch, open_published, tables_of

    if not settings.published_path.is_file():
        yield Finding("note", "published", "nothing yet; make it with: communique run INPUT...")
        return
    try:
        with open_published(settings.published_path) as con:
            tables = tables_of(con)
            has_events = "marts.events" in tables
            sql = "select count(*) as events from marts.events"
            events = fetch(con, sql)[0]["events"] if has_events else "no"
            yield Finding("ok", "published", f"{len(tables)} tables, {events} events")
    except PublishedError as error:
        yield Finding("note", "published", str(error))


def _candidate(settings: Settings) -> Iterator[Finding]:
    if settings.candidate_path.is_file():
        remedy = "see it with: communique diff, publish it with: communique publish"
        yield Finding("note", "candidate", f"{settings.candidate_path} waits for review", remedy)
