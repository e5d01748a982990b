"""What is told to be "here", by the dateline."""

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.lines import lines_of

from communique.engines.describing import describe
from communique.engines.here import at_the_dateline
from communique.mentions.dates import Anchor
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.places import Place
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)
MET = "Norwegian Minister Ida Berg met Chilean Minister Luis Soto here on Monday."
LIMA = Place(span=Span(0, 4), city="Lima", country_code="PE", time_zone="America/Lima")
NORWAY = Place(span=Span(0, 9), city=None, country_code="NO", time_zone=None)


def placed(text: str, dateline: str | None, place: Place | None = None) -> Place | None:
    lines = lines_of(text)
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    (one,) = Merger(People(lines), anchor).read(lines)
    told = replace(describe(one, lines, 0, WRITTEN_ON), place=place)
    return at_the_dateline(one, told, dateline).place


def test_here_is_the_city_of_the_dateline() -> None:
    place = placed(MET, "OSLO")
    assert place is not None
    assert (place.city, place.country_code, place.time_zone) == ("Oslo", "NO", "Europe/Oslo")
    assert place.span.cut(MET) == "here"


@pytest.mark.parametrize("dateline", [None, "Lillevik", "NORWAY"])
def test_a_dateline_without_a_known_city_says_nothing(dateline: str | None) -> None:
    assert placed(MET, dateline) is None


def test_a_place_that_is_told_stays_but_its_country_gains_the_city() -> None:
    assert placed(MET, "OSLO", LIMA) == LIMA
    told = placed(MET, "OSLO", NORWAY)
    assert told is not None and told.city == "Oslo"
    assert placed(MET, "STOCKHOLM", NORWAY) == NORWAY


@pytest.mark.parametrize(
    "behind",
    [
        "on Monday.",
        "on Monday and said that life here was good.",
        "on Monday, and ships lay here.",
        "in Chile because of fish caught here.",
        "for the second time in a long and bitter quarrel of fishermen who live here.",
    ],
)
def test_what_else_is_here_does_not_count(behind: str) -> None:
    assert placed(MET.replace("here on Monday.", behind), "OSLO") is None
