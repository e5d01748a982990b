"""What a run has asked for so far: articles and tokens, counted over all its processes.

A run is a process and the workers that it starts. Its ledger is a small file under a lock that
the kernel frees, made anew when the run's own process first builds an engine and removed at its
end. What is reserved before a request is settled after it, so workers cannot overspend together.
"""

from __future__ import annotations

import atexit
import fcntl
import json
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_begun: set[Path] = set()


@dataclass(slots=True)
class _Spent:
    articles: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The budget of one run and the file in which its spending stands."""

    path: Path
    max_articles: int
    max_tokens: int

    def reserve(self, tokens: int, *, articles: int = 0) -> bool:
        """Sets aside what a request may cost; False, and nothing set aside, when it is too much."""
        with self._spent() as spent:
            over_articles = spent.articles + articles > self.max_articles
            if over_articles or spent.tokens + tokens > self.max_tokens:
                return False
            spent.articles += articles
            spent.tokens += tokens
        return True

    def settle(self, reserved: int, tokens: int) -> None:
        """Replaces what was reserved by what it cost."""
        with self._spent() as spent:
            spent.tokens += tokens - reserved

    @contextmanager
    def _spent(self) -> Iterator[_Spent]:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+", encoding="ascii") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            text = handle.read()
            spent = _Spent(**json.loads(text)) if text else _Spent()
            yield spent
            handle.seek(0)
            handle.truncate()
            json.dump({"articles": spent.articles, "tokens": spent.tokens}, handle)


def ledger_of_run(folder: Path, max_articles: int, max_tokens: int) -> Ledger:
    """The ledger of the run that this process belongs to; raises OSError for a closed folder."""
    parent = multiprocessing.parent_process()
    number = parent.pid if parent else os.getpid()
    runs = folder / "runs"
    runs.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = runs / f"{number}.json"
    if parent is None and path not in _begun:
        _begun.add(path)
        path.unlink(missing_ok=True)
        atexit.register(path.unlink, missing_ok=True)
    ledger = Ledger(path, max_articles, max_tokens)
    ledger.settle(0, 0)
    return ledger
