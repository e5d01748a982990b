"""Floor of reading weekdays on labelled sentences outside the repository; skipped without them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
weekdays = pytest.importorskip("weekdays")

FLOOR = 0.79

pytestmark = pytest.mark.skipif(not weekdays.CASES.is_file(), reason="no ../shared/data/dates")


@pytest.mark.parametrize("half", ["looked at", "not looked at"])
def test_weekdays_are_resolved_by_tense_and_publication(half: str) -> None:
    assert weekdays.accuracy(weekdays.halves()[half]) >= FLOOR
