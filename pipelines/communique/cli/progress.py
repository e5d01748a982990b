"""How far a run is: a bar on a terminal, a line a stage elsewhere, nothing when quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from communique.cli.terminal import messages, plain

if TYPE_CHECKING:
    from communique.orchestration.progress import Progress as Step

_STARTING = "starting"


@contextmanager
def following(*, is_quiet: bool) -> Iterator[Callable[[Step], None]]:
    """A listener for a run's steps; what it shows stands on standard error."""
    if is_quiet:
        yield lambda step: None
    elif messages().is_terminal:
        with _bars() as bars:
            yield _Bars(bars).follow
    else:
        lines = _Lines()
        yield lines.follow
        lines.end()


def _bars() -> Progress:
    return Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        console=messages(),
        transient=True,
        # The run sends Dagster's words elsewhere itself.
        redirect_stdout=False,
        redirect_stderr=False,
    )


class _Bars:
    """One bar a stage; the last but one is full as soon as the next stage begins."""

    def __init__(self, bars: Progress) -> None:
        self._bars, self._stage = bars, _STARTING
        self._task = self._begin(_STARTING)

    def _begin(self, stage: str) -> TaskID:
        return self._bars.add_task(stage, total=None, count="")

    def follow(self, step: Step) -> None:
        if step.stage != self._stage:
            self._bars.update(self._task, total=1, completed=1)
            self._stage, self._task = step.stage, self._begin(step.stage)
        self._bars.update(
            self._task, total=step.total or None, completed=step.done, count=_count(step)
        )


class _Lines:
    """One line a stage, printed when it ends."""

    def __init__(self) -> None:
        self._last: Step | None = None

    def follow(self, step: Step) -> None:
        if self._last and self._last.stage != step.stage:
            self.end()
        self._last = step

    def end(self) -> None:
        if self._last:
            messages().print(plain(f"{self._last.stage}: {_count(self._last)}"))
        self._last = None


def _count(step: Step) -> str:
    return f"{step.done} of {step.total}" if step.total else str(step.done)
