"""One day of many for a gathering, and what it says of the status."""

from __future__ import annotations

from datetime import date

import numpy as np

from communique.engines.learned.choosing import choose_day, settle_by_day
from communique.engines.learned.numbers import Candidates
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Day
from communique.mentions.lines import Line, make_line
from communique.spans import Span

ANCHOR = Anchor(written_on=date(2031, 5, 7), ingested_on=date(2031, 5, 9))


def _candidates(*sentences: str) -> Candidates:
    text, lines = "\n".join(sentences), list[Line]()
    for no, sentence in enumerate(sentences):
        start = text.index(sentence)
        lines.append(make_line(text, no, "body", no, Span(start, start + len(sentence))))
    times = [(line.no, words) for line in lines for words in line.times]
    return Candidates(lines=lines, mentions=[], times=times, places=[])


def _day(candidates: Candidates, no: int, status: str = "held") -> Day | None:
    odds = np.zeros(len(candidates.times), np.float32)
    odds[no] = 0.9
    return choose_day(odds, candidates, status, ANCHOR, 0.5)  # type: ignore[arg-type]


def test_the_same_evening_is_that_of_the_day_told_before() -> None:
    told = _candidates("They met in Oslo on 2 May 2031.", "The same evening they dined in Moss.")
    day = _day(told, 1)
    assert day is not None and day.resolved.start == date(2031, 5, 2)
    chain = _candidates(
        "They met in Oslo on 2 May 2031.",
        "The next day they sailed to Moss.",
        "The same evening they dined, she said on Tuesday.",
    )
    day = _day(chain, 2)
    assert day is not None and day.resolved.start == date(2031, 5, 3)
    alone = _candidates("The same evening they dined in Moss.")
    assert _day(alone, 0) is None


def test_what_begins_after_the_writing_was_not_held() -> None:
    for words in ("They met on 9 June 2031.", "They met in June 2031."):
        day = _day(_candidates(words), 0)
        assert settle_by_day("held", day, ANCHOR) == "planned"
    this_month = _day(_candidates("They met in May 2031."), 0)
    assert settle_by_day("held", this_month, ANCHOR) == "held"
    assert settle_by_day("planned", this_month, ANCHOR) == "planned"
