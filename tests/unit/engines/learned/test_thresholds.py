"""The limits: what each kind of party needs, and how a card's numbers become limits."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import get_args

import pytest

from communique.engines.learned.thresholds import Thresholds
from communique.mentions.people import PartyKind

KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
NAMES = [f.name for f in fields(Thresholds)]


def _parts(**limits: float) -> dict[str, float]:
    own = Thresholds(**limits)
    return {kind: own.part(kind) for kind in KINDS}


def test_persons_and_sides_each_have_their_limit() -> None:
    assert _parts(person=0.3, side=0.6, body=0.0) == {
        "person": 0.3, "pronoun": 0.3, "office": 0.3,
        "delegation": 0.6, "group": 0.6, "organization": 0.6,
    }  # fmt: skip


def test_a_body_needs_its_own_limit_where_that_is_more_and_nobody_else_does() -> None:
    without = _parts(person=0.3, side=0.6, body=0.0)
    assert _parts(person=0.3, side=0.6, body=0.8) == {**without, "organization": 0.8}
    assert _parts(person=0.3, side=0.6, body=0.5) == without


def test_bodies_need_no_more_than_sides_unless_a_card_says_so() -> None:
    own = Thresholds.read({"side": 0.1})
    assert own.part("organization") == own.part("delegation") == 0.1


def test_what_a_card_does_not_say_stays_as_it_is_and_what_nobody_knows_is_ignored() -> None:
    assert Thresholds.read({}) == Thresholds()
    told = {"body": 0.7, "bodies": 0.9, "": 1.0, "part": 0.2, "Main": 0.1}
    assert Thresholds.read(told) == Thresholds(body=0.7)


@pytest.mark.parametrize("name", NAMES)
def test_each_limit_is_read_from_its_own_name(name: str) -> None:
    assert asdict(Thresholds.read({name: -7.5})) == {**asdict(Thresholds()), name: -7.5}


def test_limits_are_numbers_with_a_fraction_however_a_card_writes_them() -> None:
    own = Thresholds.read({"joint": 2, "gate": -3})
    assert [repr(value) for value in (own.joint, own.gate)] == ["2.0", "-3.0"]


def test_limits_go_through_a_card_and_back() -> None:
    own = Thresholds(body=0.55, believed=0.4, gate=-3.25)
    assert Thresholds.read(asdict(own)) == own
