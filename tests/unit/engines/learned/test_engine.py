"""The learned engine as a whole: ready or not, the same twice, silent where nobody meets."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique.engines.learned.engine import LearnedEngine
from communique.engines.remedy import EngineNotReadyError
from communique.parse import Parsed, parse_bytes

WHEN = datetime(2026, 3, 4, tzinfo=UTC)
PAGE = """Ministers meet in Oslo

OSLO, March 2, 2026 - Norwegian Foreign Minister Ida Berg met her Chilean counterpart, Juan Rey, \
in Oslo on Monday. The two ministers discussed fisheries and agreed to meet again.

"We have the same sea to look after," Berg told reporters after the meeting at the ministry.
"""
QUIET = """Salt prices rise

OSLO, March 2, 2026 - The price of salt rose by two per cent in February, the statistics office \
said on Monday. Producers expect it to stay high, because the harbour at Bergen is under repair.
"""


def _parsed(text: str) -> Parsed:
    return parse_bytes(text.encode(), "page.txt", WHEN, LearnedEngine())


def test_weights_that_are_not_there_are_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EngineNotReadyError, match="make train"):
        LearnedEngine(tmp_path)


def test_a_meeting_is_read_with_both_sides() -> None:
    parsed = _parsed(PAGE)
    (event,) = parsed.event_mentions
    assert (event.event_type, event.event_status, event.city) == (
        "bilateral_meeting", "held", "Oslo",
    )  # fmt: skip
    assert str(event.start_date) == "2026-03-02"
    people = {a.name: a.country_code for a in parsed.attendee_mentions}
    assert people == {"Ida Berg": "NO", "Juan Rey": "CL"}


def test_a_page_on_which_nobody_meets_is_silent() -> None:
    assert _parsed(QUIET).event_mentions == ()


def test_the_same_page_gives_the_same_rows_and_the_engine_can_be_sent_to_a_worker() -> None:
    engine = pickle.loads(pickle.dumps(LearnedEngine()))
    again = parse_bytes(PAGE.encode(), "page.txt", WHEN, engine)
    assert again.tables() == _parsed(PAGE).tables()


def test_confidence_lies_between_nought_and_one() -> None:
    parsed = _parsed(PAGE)
    told = [*parsed.event_mentions, *parsed.attendee_mentions]
    assert told and all(0 < row.confidence < 1 for row in told)


def test_other_limits_or_weights_are_another_version() -> None:
    parts = LearnedEngine().version.split(".")
    assert [len(part) for part in parts[1:]] == [4, 8]


def test_a_text_without_end_is_read_in_part_and_says_so() -> None:
    body = "The harbour at Bergen is under repair and salt is dear. " * 320
    parsed = _parsed(
        f"Talks in Oslo\n\nIda Berg, the Foreign Minister, held talks in Oslo. {body}\n"
    )
    assert [note.code for note in parsed.parse_notes] == ["learned_read_in_part"]
