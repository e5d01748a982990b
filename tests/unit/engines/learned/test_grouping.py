"""Which tellings are one gathering: linkage, people and days, retellings."""

from datetime import date

import numpy as np
from tests.unit.lines import lines_of

from communique.engines.learned.calibration import Scale, of_gathering
from communique.engines.learned.choosing import choose_status
from communique.engines.learned.grouping import absorbed, alike, grouped, is_bare
from communique.engines.learned.thresholds import Thresholds
from communique.mentions.dates import Resolved
from communique.spans import Span

A, B, C, D = (("person", str(no)) for no in range(4))


def test_the_likeliest_join_first_and_the_unlikely_stay_apart() -> None:
    same = np.array([[0, 0.9, 0.1], [0.9, 0, 0.4], [0.1, 0.4, 0]], np.float32)
    assert grouped(same, 0.5) == [[0, 1], [2]]
    assert grouped(same, 0.2) == [[0, 1, 2]]
    assert grouped(np.zeros((0, 0), np.float32), 0.5) == []


def _time(start: date, precision: str, end: date | None = None) -> Resolved:
    return Resolved(start=start, end=end, precision=precision, edtf="", rule="")


def _day(day: int) -> Resolved:
    return _time(date(2026, 3, day), "day")


def test_shared_people_speak_for_one_gathering_and_other_days_against() -> None:
    day, next_day = _day(2), _day(3)
    found = alike([{A, B}, {A, B}, {C, D}], [day, next_day, None], 0.4)
    assert found[0, 1] == 0 and found[0, 2] == 0
    same_day = alike([{A, B}, {A, B}], [day, None], 0.4)
    assert same_day[0, 1] == np.float32(0.4)


def test_a_month_is_half_apart_from_its_days_and_wholly_from_others() -> None:
    march, year = _time(date(2026, 3, 1), "month"), _time(date(2025, 1, 1), "year")
    turn = _time(date(2025, 12, 30), "day", date(2026, 1, 2))
    found = alike([set()] * 4, [march, _day(31), year, turn], 0.4)
    assert found[0, 1] == found[2, 3] == np.float32(-0.2)
    assert found[0, 2] == found[1, 2] == found[0, 3] == np.float32(-0.4)
    assert alike([set()] * 2, [turn, _time(date(2026, 1, 2), "day")], 0.4)[0, 1] == 0


def test_an_undated_telling_with_some_of_the_people_is_a_retelling() -> None:
    people = [{A, B, C, D}, {A, B, C}]
    assert absorbed([[0], [1]], people, [None, None]) == [[0, 1]]
    assert absorbed([[0], [1]], people, [None, _day(2)]) == [[0], [1]]
    assert absorbed([[0], [1]], [{A, B}, {A}], [None, None]) == [[0], [1]]


def test_one_without_a_word_of_gathering_is_told_again_on_the_same_day_alone() -> None:
    few, days = {A, B, C}, [_day(2), _day(2)]
    people = [few | {("person", str(no)) for no in range(4, 7)}, few]
    assert absorbed([[0], [1]], people, days, bare={1}) == [[0, 1]]
    assert absorbed([[0], [1]], people, days, bare={0}) == [[0], [1]]
    assert absorbed([[0], [1]], people, [_day(2), _day(3)], bare={1}) == [[0], [1]]
    assert absorbed([[0], [1]], [few | {D}, few], days, bare={1}) == [[0], [1]]


def test_those_who_came_rule_out_a_plan() -> None:
    statuses, capacities = ("held", "planned"), ("none", "attendee", "invited", "speaker")
    shares = np.array([0.4, 0.6])
    came = np.array([[0.1, 0.88, 0.01, 0.01]])
    limits = Thresholds(joint=1.0, stated=1.0)
    assert choose_status(shares, came, statuses, capacities, limits) == "held"
    assert choose_status(shares, came[:0], statuses, capacities, limits) == "planned"
    assert choose_status(shares, came[:0], statuses, capacities, limits, {"held"}) == "held"


def test_words_that_say_it_goes_on_weigh_more_than_those_of_a_plan() -> None:
    statuses, capacities = ("held", "ongoing", "planned"), ("none", "attendee", "invited")
    shares, nobody = np.array([0.0, 0.4, 0.6]), np.zeros((0, 3))
    limits = Thresholds(joint=1.0, stated=1.0)
    said = {"ongoing", "planned"}
    assert choose_status(shares, nobody, statuses, capacities, limits) == "planned"
    assert choose_status(shares, nobody, statuses, capacities, limits, said) == "ongoing"


def test_a_scale_keeps_order_and_bounds() -> None:
    scale = Scale(0.5, -0.3)
    found = [scale.confidence(x) for x in (0.0, 0.2, 0.6, 0.95, 1.0)]
    assert found == sorted(found) and found[0] >= 0.01 and found[-1] <= 0.99
    assert Scale().confidence(0.7) == 0.7


def test_one_alone_makes_a_gathering_doubtful() -> None:
    assert of_gathering([0.9], [0.99]) < of_gathering([0.9], [0.99, 0.9])


def test_a_verb_of_holding_alone_is_bare() -> None:
    sentence = "Ida Berg and Luis Soto gave presentations at the meeting in Oslo."
    (line,) = lines_of(sentence)
    for words, wanted in (
        ("gave presentations", True),
        ("gave presentations at the meeting", False),
    ):
        start = sentence.index(words)
        assert is_bare(line, Span(start, start + len(words))) is wanted, words
