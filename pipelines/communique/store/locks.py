"""Locks between processes: one writer at a time for each data folder.

A lock is a ``flock`` on a file beside the store; the kernel frees it when its holder ends, however
it ends. What is written under a lock is the business of the callers.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.2


class LockHeldError(RuntimeError):
    """Another process holds the lock, and did not let go of it within the wait."""


_held: dict[tuple[str, int], int] = {}
"""How often this process's threads hold each lock, by path and thread."""


@contextmanager
def hold(path: Path, *, wait_s: float = 0.0, what: str = "a run") -> Iterator[None]:
    """Hold the lock at ``path``; the same thread may hold it again inside.

    Waits at most ``wait_s`` seconds, then raises LockHeldError naming the holder's process.
    """
    key = (str(path.resolve()), threading.get_ident())
    if key in _held:
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    descriptor = _acquire(path, wait_s, what)
    _held[key] = 1
    try:
        yield
    finally:
        del _held[key]
        os.close(descriptor)


def _acquire(path: Path, wait_s: float, what: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(POLL_SECONDS)
                continue
            message = _held_message(descriptor, path, wait_s, what)
            os.close(descriptor)
            raise LockHeldError(message) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return descriptor


def _held_message(descriptor: int, path: Path, wait_s: float, what: str) -> str:
    pid = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
    return (
        f"process {pid} holds {path.parent.name}/{path.name}: {what} is under way in this data "
        f"folder (waited {wait_s:.0f} s). Let it finish, or end process {pid}, and start again; "
        "the lock frees itself when its holder ends"
    )


def holder(path: Path) -> int | None:
    """The process that holds the lock at ``path``; None when it is free."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        text = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        return int(text) if text.isdigit() else -1
    finally:
        os.close(descriptor)
    return None
