import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.mentions.lines import Line, make_line
from communique.spans import Span

CASES = Path(__file__).resolve().parents[2] / "cases"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``case`` runs once for each row of the CSV that its module names."""
    if "case" in metafunc.fixturenames:
        rows = cases(metafunc.module.CASES)
        metafunc.parametrize("case", rows, ids=[" ".join(list(r.values())[:3])[:60] for r in rows])


@pytest.fixture
def line() -> Callable[[str], Line]:
    return lambda text: make_line(text, 0, "body", 0, Span(0, len(text)))
