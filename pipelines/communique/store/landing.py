"""Lands documents: copies files, folders and globs into the inbox, and changes nothing there.

A landed file is there whole or not at all. What the bytes are is not looked at here.
"""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from communique.settings import Settings
from communique.store.files import sweep_temporary, whole_file
from communique.store.inbox import INBOX, address_below, files_below, hash_file
from communique.store.locks import hold

SUFFIX_DIGITS = 8


class NothingToLandError(ValueError):
    """An input names no file; the message says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Addresses by what became of them, each in order.

    ``landed``: copied; ``renamed``: those of them whose name was taken by other bytes; ``present``:
    the same bytes were there already, or the file lies in the inbox itself.
    """

    landed: tuple[str, ...]
    renamed: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Source:
    """A file to land: its address below the inbox, its content, and where it is now."""

    target: str
    document_id: str
    path: Path


def land(inputs: Sequence[Path | str], settings: Settings, *, wait_s: float = 60.0) -> Landing:
    """Copy what ``inputs`` name into the inbox; their order changes nothing.

    A file keeps its name, a folder's files their paths below it; hidden files stay out. Raises
    NothingToLandError for an input that names no file, before anything is copied, and
    LockHeldError when another process is landing for longer than ``wait_s``.
    """
    sources = sorted(set(_sources(inputs, settings.raw_dir)))
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
    )


def _sources(inputs: Iterable[Path | str], raw_dir: Path) -> Iterable[_Source]:
    for given in inputs:
        found = list(_files_of(given))
        if not found:
            raise NothingToLandError(
                f"{given}: no such file, or a folder or pattern without files; "
                "give files, folders or patterns such as 'pages/*.txt'"
            )
        for path, below in found:
            resolved = path.resolve()
            target = (
                resolved.relative_to(raw_dir.resolve()).as_posix()
                if resolved.is_relative_to(raw_dir.resolve())
                else below
            )
            yield _Source(target, hash_file(path)[0], resolved)


def _files_of(given: Path | str) -> Iterable[tuple[Path, str]]:
    """Each file an input names, with the path it keeps below the inbox."""
    path = Path(given).expanduser()
    if path.is_file():
        return [(path, path.name)]
    if path.is_dir():
        return [(p, p.relative_to(path).as_posix()) for p in files_below(path)]
    matches = [Path(match) for match in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207
    return [pair for match in matches if match.exists() for pair in _files_of(match)]


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
