from datetime import date

from communique.mentions.dates import Anchor, resolve
from communique.mentions.times import find_times

CASES = "dates"
LANDED = date(2031, 5, 9)


def read(case: dict[str, str], told: date | None = None):
    written_on = date.fromisoformat(case["written_on"]) if case["written_on"] else None
    anchor = Anchor(written_on=written_on, ingested_on=LANDED)
    found = [resolve(w, anchor, case["tense"], told) for w in find_times(case["words"])]
    return next((resolved for resolved in found if resolved), None)


def test_words_of_time_name_a_day_a_month_or_nothing(case: dict[str, str]) -> None:
    resolved = read(case)
    if not case["start"]:
        assert resolved is None
        return
    assert resolved is not None
    assert resolved.start.isoformat() == case["start"]
    assert (resolved.end.isoformat() if resolved.end else "") == case["end"]
    assert (resolved.precision, resolved.edtf) == (case["precision"], case["edtf"])
    assert resolved.rule == case["rule"]


def test_the_next_day_counts_from_the_day_told() -> None:
    case = {"words": "the next day", "written_on": "2031-05-07", "tense": "past"}
    resolved = read(case, told=date(2031, 4, 30))
    assert resolved is not None and resolved.start == date(2031, 5, 1)
    assert resolved.rule == "day_from_day_told"


def test_a_year_from_landing_is_marked_as_uncertain() -> None:
    resolved = read({"words": "on May 6", "written_on": "", "tense": "past"})
    assert resolved is not None
    assert (resolved.edtf, resolved.rule) == ("2031-05-06?", "year_from_ingestion")


def test_an_impossible_day_names_nothing() -> None:
    assert read({"words": "on 31 February 2031", "written_on": "", "tense": "past"}) is None
