"""How far a run is, told to whoever started it in this process; nobody listens by default.

Assets report here; what is shown of it is the listener's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` things in one stage; ``total`` 0 when it is not known beforehand.

    ``stage`` is landing, documents, staging, warehouse, published or checks; ``what`` names the
    thing that was just done, in words that may be shown.
    """

    stage: str
    done: int
    total: int
    what: str = ""


Listener = Callable[[Progress], None]

_listener: ContextVar[Listener | None] = ContextVar("communique_progress", default=None)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Send what is reported inside the block to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report(stage: str, done: int, total: int, what: str = "") -> None:
    """Tell the listener, if any, how far a stage is."""
    listener = _listener.get()
    if listener:
        listener(Progress(stage, done, total, what))
