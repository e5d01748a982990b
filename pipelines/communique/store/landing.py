"""Lands documents: copies files, folders and globs into the inbox, and changes nothing there.

A landed file is there whole or not at all, and an input that cannot be read keeps no other out.
What the bytes are is not looked at here.
"""

from __future__ import annotations

import errno
import glob
import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.settings import Settings
from communique.store.files import sweep_temporary, whole_file
from communique.store.inbox import INBOX, address_below, hash_file
from communique.store.locks import hold

SUFFIX_DIGITS = 8
_TOLD = 5

Unreadable = tuple[str, str]
"""A path as it was given, and why it cannot be read."""


class NothingToLandError(ValueError):
    """An input names no file, or none can be read; the message says which and what to do."""


class EmptyInboxError(ValueError):
    """Nothing was given, nothing lies in the inbox and nothing was read before."""


@dataclass(frozen=True, slots=True)
class Found:
    """Files that an input names, each with the path it keeps below the inbox, and the rest."""

    files: tuple[tuple[Path, str], ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Addresses by what became of them, each in order.

    ``landed``: copied; ``renamed``: those of them whose name was taken by other bytes; ``present``:
    the same bytes were there already, or the file lies in the inbox itself. ``unreadable``: paths
    as given that could not be read, with the reason.
    """

    landed: tuple[str, ...]
    renamed: tuple[str, ...]
    present: tuple[str, ...]
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Source:
    """A file to land: its address below the inbox, its content, and where it is now."""

    target: str
    document_id: str
    path: Path


def land(inputs: Sequence[Path | str], settings: Settings, *, wait_s: float = 60.0) -> Landing:
    """Copy what ``inputs`` name into the inbox; their order changes nothing.

    A file keeps its name, a folder's files their paths below it; hidden files stay out. Raises
    NothingToLandError for an input that names no file, and where none can be read, before anything
    is copied, and LockHeldError when another process is landing for longer than ``wait_s``.
    """
    sources, unreadable = _sources(inputs, settings.raw_dir)
    settings.raw_dir.mkdir(parents=True, exist_ok=True)
    landed: list[str] = []
    renamed: list[str] = []
    present: list[str] = []
    with hold(settings.raw_dir / ".lock", wait_s=wait_s, what="a landing"):
        sweep_temporary(settings.raw_dir)
        for source in sources:
            target = _place(source, settings.raw_dir)
            uri = f"{INBOX}/{address_below(target, settings.raw_dir)}"
            if target.exists():
                present.append(uri)
                continue
            _copy(source.path, target)
            landed.append(uri)
            if target.name != Path(source.target).name:
                renamed.append(uri)
    return Landing(
        landed=tuple(sorted(landed)),
        renamed=tuple(sorted(renamed)),
        present=tuple(sorted(set(present))),
        unreadable=unreadable,
    )


def find_files(given: Path | str) -> Found:
    """The files that a file, a folder or a pattern names, in order; hidden ones stay out.

    Links that lead nowhere, and what the system keeps closed, are told as unreadable.
    """
    path = Path(given).expanduser()
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except PermissionError as error:
        return Found(unreadable=((str(path), _reason(error)),))
    except OSError as error:
        if path.is_symlink():
            return Found(unreadable=((str(path), f"a link that leads nowhere: {_reason(error)}"),))
        matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207
        return _together(find_files(match) for match in matches)
    return _find_below(path) if is_folder else Found(((path, path.name),))


def _together(found: Iterable[Found]) -> Found:
    parts = tuple(found)
    return Found(
        tuple(file for part in parts for file in part.files),
        tuple(path for part in parts for path in part.unreadable),
    )


def _find_below(folder: Path) -> Found:
    """Regular files below a folder, and what of it cannot be read."""
    closed: list[OSError] = []
    parts: list[Found] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
            part = find_files(path)
            regular = [file for file, _ in part.files if file.is_file()]
            kept = tuple((file, file.relative_to(folder).as_posix()) for file in regular)
            parts.append(Found(kept, part.unreadable))
    told = tuple((str(error.filename), _reason(error)) for error in closed)
    return _together([*parts, Found(unreadable=told)])


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _sources(
    inputs: Iterable[Path | str], raw_dir: Path
) -> tuple[list[_Source], tuple[Unreadable, ...]]:
    """What is to be landed, and what cannot be."""
    sources: set[_Source] = set()
    unreadable: set[Unreadable] = set()
    for given in inputs:
        found = find_files(given)
        if not found.files and not found.unreadable:
            raise NothingToLandError(
                f"{given}: no such file, or a folder or pattern without files; "
                "give files, folders or patterns such as 'pages/*.txt'"
            )
        unreadable.update(found.unreadable)
        for path, below in found.files:
            try:
                sources.add(_source(path, below, raw_dir.resolve()))
            except OSError as error:
                unreadable.add((str(path), _reason(error)))
    if unreadable and not sources:
        told = "; ".join(f"{path}: {why}" for path, why in sorted(unreadable)[:_TOLD])
        raise NothingToLandError(f"none of what was given can be read: {told}")
    return sorted(sources), tuple(sorted(unreadable))


def _source(path: Path, below: str, raw_dir: Path) -> _Source:
    resolved = path.resolve()
    if not resolved.is_file():
        raise OSError(errno.EINVAL, "no regular file")
    lies_there = resolved.is_relative_to(raw_dir)
    target = resolved.relative_to(raw_dir).as_posix() if lies_there else below
    return _Source(target, hash_file(path)[0], resolved)


def _place(source: _Source, raw_dir: Path) -> Path:
    """The path under which the bytes lie or are to lie in the inbox.

    A name taken by other bytes gets the first digits of the content's hash before its suffix.
    """
    target = raw_dir / source.target
    is_free = not target.exists()
    if is_free or (target.is_file() and hash_file(target)[0] == source.document_id):
        return target
    return target.with_name(f"{target.stem}-{source.document_id[:SUFFIX_DIGITS]}{target.suffix}")


def _copy(source: Path, target: Path) -> None:
    with whole_file(target) as temporary:
        shutil.copyfile(source, temporary)
