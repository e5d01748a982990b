from communique.scoring.cases import Case
from communique.scoring.figures import faults_of, fields_of, worst


def case(field, wanted, found, is_right=False, gold_id="one", **more):
    return Case(
        gold_id=gold_id, field=field, about="talks", wanted=wanted, found=found, is_right=is_right,
        **more,
    )  # fmt: skip


RIGHT = case("event_city", "Oslo", "Oslo", is_right=True)
EMPTY = case("event_city", None, None, is_right=True)
WRONG = case("event_city", "Oslo", "Bergen")
MISSED = case("event_city", "Oslo", None, is_within_missed=True)
FALSE = case("event_city", None, "Bergen")


def test_a_wrong_value_is_one_too_many_and_one_missed():
    assert fields_of([RIGHT, WRONG, MISSED])["event_city"] == {
        "value": 0.4, "precision": 0.5, "recall": 0.3333, "tp": 1, "fp": 1, "fn": 2,
    }  # fmt: skip


def test_where_both_are_empty_there_is_nothing_to_count():
    assert fields_of([RIGHT, EMPTY]) == fields_of([RIGHT])


def test_two_empty_offices_of_a_false_participant_are_no_fault():
    nothing = case("attendee_role", None, None, is_within_missed=True)
    assert faults_of([nothing]) == []
    assert fields_of([nothing])["attendee_role"]["fp"] == 0


def test_the_values_of_a_missed_thing_are_not_told_again():
    assert faults_of([RIGHT, EMPTY, WRONG, MISSED, FALSE]) == [WRONG, FALSE]


def test_the_article_with_most_faults_comes_first_and_of_equals_the_first_by_name():
    cases = [case("attendees", "Ida Berg", None, gold_id=i) for i in ("b", "a", "c")]
    first, second = worst([*cases, case("attendees", None, "Juan Rey", gold_id="c"), RIGHT], 2)
    assert (first.gold_id, first.missed, first.extra, first.wrong, first.faults) == (
        "c",
        1,
        1,
        0,
        2,
    )
    assert second.gold_id == "a"
