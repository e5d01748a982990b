"""Weekdays in sentences whose true day is known: how often tense and publication find the day.

What belongs here: the figure of reading weekdays. What does not: its floor (``tests/contract``).
Cases lie outside the repository; the cues of tense were chosen on every other one of them.

    python benchmarks/weekdays.py            # figures
    python benchmarks/weekdays.py --errors   # and the sentences that are read wrong
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communique.mentions.dates import Anchor, resolve
from communique.mentions.tenses import tense_at
from communique.mentions.times import find_times

CASES = Path(__file__).resolve().parents[2] / "shared/data/dates/weekday_cases.jsonl"
_LETTERS = 3


def halves() -> dict[str, list[Mapping[str, Any]]]:
    """The cases by what they are for: every other one was looked at, the rest was not."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return {"looked at": cases[::2], "not looked at": cases[1::2]}


def day_of(case: Mapping[str, Any]) -> str | None:
    """The day that the sentence's weekday is read as, ISO; None when it is not read."""
    sentence, written_on = case["masked"], date.fromisoformat(case["pubdate"])
    anchor = Anchor(written_on=written_on, ingested_on=written_on)
    for words in find_times(sentence):
        is_it = case["weekday"][:_LETTERS].casefold() in words.span.cut(sentence).casefold()
        if words.weekday is not None and is_it:
            resolved = resolve(words, anchor, tense_at(sentence, words.span))
            return resolved.start.isoformat() if resolved else None
    return None


def accuracy(cases: Iterable[Mapping[str, Any]]) -> float:
    """The share of the cases whose day is right."""
    right = [day_of(case) == case["gold"] for case in cases]
    return sum(right) / len(right)


def main() -> None:
    """Print the figures."""
    for name, cases in halves().items():
        sys.stdout.write(f"weekdays, {name} ({len(cases)}): {accuracy(cases):.4f}\n")
        wrong = [case for case in cases if day_of(case) != case["gold"]]
        for case in wrong if "--errors" in sys.argv else ():
            told = f"{case['pubdate']}: {case['gold']}, read {day_of(case)}"
            sys.stdout.write(f"  {told} | {case['masked'][:200]}\n")


if __name__ == "__main__":
    main()
