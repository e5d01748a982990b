import pytest

from communique.store.judgements import Pair, Value
from communique.store.objections import Objections, to_pair, to_value


def pair(left, right, judgement):
    return Pair(left, right, judgement, "editor", "2026-05-20", "seen")


AB, BC = pair("a", "b", "positive"), pair("b", "c", "positive")
AC_APART = pair("a", "c", "negative")


@pytest.mark.parametrize(
    ("new", "before", "contrary"),
    [
        (pair("x", "y", "positive"), [AB], ()),
        (pair("b", "a", "negative"), [AB], (AB,)),
        (pair("c", "b", "positive"), [AB, AC_APART], (AC_APART,)),
        (AC_APART, [BC, AB], (BC, AB)),
        (pair("a", "b", "unsure"), [AB], (AB,)),
        (pair("a", "c", "unsure"), [AB, BC], ()),
        (pair("d", "e", "negative"), [AB, BC, AC_APART], ()),
    ],
    ids=["strangers", "turned round", "through a third", "along a chain", "doubt", "no", "apart"],
)
def test_what_cannot_stand_beside_the_new_judgement_is_named(new, before, contrary):
    assert to_pair(new, before) == Objections((), contrary)


def test_the_same_pair_the_other_way_round_is_doubled():
    assert to_pair(pair("b", "a", "positive"), [AB]).doubled == (AB,)


def test_another_value_of_the_same_attribute_contradicts_and_the_same_doubles():
    city = Value("evt_1", "", "city", "Bergen", "editor", "2026-05-20", "seen")
    other = Value("evt_1", "", "city", "Oslo", "desk", "2026-05-21", "heard")
    of_her = Value("evt_1", "atd_1", "city", "Oslo", "desk", "2026-05-21", "heard")
    assert to_value(other, [city, of_her]) == Objections((), (city,))
    assert to_value(city, [city]) == Objections((city,), ())
