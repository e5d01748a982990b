"""The inbox as it stands: which files lie in it, under which address, with which bytes.

What has been read of them before is the manifest's knowledge; what they say is the parser's.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

INBOX = "raw"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """One file of the inbox; ``document_uri`` holds no part of the machine's own path."""

    document_uri: str
    document_id: str
    byte_length: int
    path: Path
    changed_ns: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Every readable file in order of its address, and the addresses that could not be read."""

    arrivals: tuple[Arrival, ...]
    unreadable: tuple[tuple[str, str], ...]


def scan_inbox(raw_dir: Path) -> Inbox:
    """List and hash the inbox; a folder that is not there is an empty inbox."""
    arrivals: list[Arrival] = []
    unreadable: list[tuple[str, str]] = []
    for path in files_below(raw_dir):
        uri = f"{INBOX}/{address_below(path, raw_dir)}"
        try:
            changed_ns = path.stat().st_mtime_ns
            document_id, length = hash_file(path)
        except OSError as error:
            unreadable.append((uri, error.strerror or type(error).__name__))
            continue
        arrivals.append(Arrival(uri, document_id, length, path, changed_ns))
    return Inbox(tuple(sorted(arrivals)), tuple(sorted(unreadable)))


def is_as_listed(arrival: Arrival) -> bool:
    """Whether the file still is what it was when the inbox was listed."""
    now = arrival.path.stat()
    return (now.st_size, now.st_mtime_ns) == (arrival.byte_length, arrival.changed_ns)


def files_below(folder: Path) -> Iterator[Path]:
    """Regular files below ``folder``, hidden files and folders left out."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield path


def address_below(path: Path, folder: Path) -> str:
    """The path below ``folder`` with forward slashes; bytes that are no UTF-8 as escapes."""
    relative = path.relative_to(folder).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def hash_file(path: Path) -> tuple[str, int]:
    """The sha256 in hexadecimal digits and the length in bytes of a file."""
    total, length = hashlib.sha256(), 0
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            total.update(chunk)
            length += len(chunk)
    return total.hexdigest(), length
