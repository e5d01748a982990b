"""When a visit is one meeting."""

from dataclasses import replace
from datetime import date

import pytest

from communique.engines.describing import describe
from communique.engines.visiting import one_meeting
from communique.mentions.dates import Anchor
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.records import EventType
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)
ONE = "Norwegian Minister Ida Berg received Chilean Minister Luis Soto on Monday."


def read(text: str, event_type: EventType = "visit") -> EventType:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    anchor = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)
    one = Merger(People([line]), anchor).read([line])[0]
    told = replace(describe(one, [line], 0, WRITTEN_ON), event_type=event_type)
    return one_meeting(one, told).event_type


@pytest.mark.parametrize("verb", ["received", "met", "held talks with"])
def test_one_who_meets_one_of_another_country_on_one_day_meets(verb: str) -> None:
    assert read(ONE.replace("received", verb)) == "bilateral_meeting"


@pytest.mark.parametrize(
    "text",
    [
        ONE.replace("on Monday", "from 5 to 6 May 2031"),
        ONE.replace("Luis Soto", "Luis Soto and Chilean Minister Ana Paz"),
        ONE.replace("Chilean", "Norwegian"),
        ONE.replace("Chilean Minister", "Envoy"),
        "Norwegian Minister Ida Berg and Chilean Minister Luis Soto paid a state visit to Peru.",
        "Norwegian Minister Ida Berg and Chilean Minister Luis Soto visited Peru on Monday.",
    ],
)
def test_more_days_people_or_no_two_countries_are_a_visit(text: str) -> None:
    assert read(text) == "visit"


@pytest.mark.parametrize("event_type", ["conference", "other_meeting", "summit"])
def test_other_types_stay(event_type: EventType) -> None:
    assert read(ONE, event_type) == event_type
