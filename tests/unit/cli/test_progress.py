import io
from dataclasses import dataclass

from rich.console import Console

from communique.cli import progress


@dataclass
class Step:
    stage: str
    done: int
    total: int


STEPS = (Step("staging", 1, 3), Step("staging", 3, 3), Step("warehouse", 5, 0))


def follow(monkeypatch, *, is_terminal, is_quiet=False):
    console = Console(file=io.StringIO(), force_terminal=is_terminal, width=80, markup=False)
    monkeypatch.setattr(progress, "messages", lambda: console)
    with progress.following(is_quiet=is_quiet) as listener:
        for step in STEPS:
            listener(step)
    return console.file.getvalue()


def test_a_stage_is_a_line_told_at_its_end(monkeypatch):
    assert follow(monkeypatch, is_terminal=False) == "staging: 3 of 3\nwarehouse: 5\n"


def test_stages_are_bars_on_a_terminal(monkeypatch):
    shown = follow(monkeypatch, is_terminal=True)
    assert "staging" in shown
    assert "3 of 3" in shown
    assert "\x1b[" in shown


def test_quiet_shows_nothing(monkeypatch):
    assert follow(monkeypatch, is_terminal=True, is_quiet=True) == ""
