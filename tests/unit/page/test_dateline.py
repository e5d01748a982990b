import csv
from pathlib import Path

import pytest

from communique.page.dateline import find_dateline

CASES = Path(__file__).parents[2] / "cases" / "datelines.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c["opening"][:40])
def test_place_day_and_credit_of_a_dateline(case: dict[str, str]) -> None:
    opening = case["opening"]
    form = find_dateline(opening)
    place = form.place.cut(opening) if form and form.place else ""
    assert place == case["place"]
    if form is None or not place:
        return
    day = ""
    if form.date:
        day = f"{form.date.year or '-'}-{form.date.month:02}-{form.date.day:02}"
    assert day == case["date"]
    assert (form.credit.cut(opening) if form.credit else "") == case["credit"]
