"""What a gathering's tellings add up to: frames of others, days of something else, old news."""

from datetime import date

import numpy as np
from tests.unit.lines import lines_of

from communique.engines.describing import Description, describe, is_long_past
from communique.engines.learned.choosing import raised
from communique.mentions.dates import Anchor, Resolved
from communique.mentions.gathered import Day
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.times import find_times
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)
ANCHOR = Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)


def described(*sentences: str, together: bool = False) -> dict[str, Description]:
    """The description of each gathering, by its type."""
    lines = lines_of(*sentences, together=together)
    found = Merger(People(lines), ANCHOR).read(lines)
    return {g.event_type: describe(g, lines, 2, WRITTEN_ON) for g in found}


def test_a_visit_around_a_signing_takes_neither_its_day_nor_its_city() -> None:
    told = described(
        "Today in Oslo, within the scope of a state visit by President Luis Soto of Chile, "
        "Norwegian Foreign Minister Ida Berg and Chilean Foreign Minister Eva Rojas signed a "
        "treaty on seals."
    )
    visit, signing = told["visit"], told["signing"]
    assert (visit.salience, visit.status, visit.day) == ("background", "ongoing", None)
    assert visit.place is None or (visit.place.city, visit.place.country_code) == (None, "NO")
    assert (signing.salience, signing.status) == ("main", "held")
    assert signing.day and signing.day.resolved.start == WRITTEN_ON


def test_a_visit_of_last_year_is_over() -> None:
    told = described(
        "Norwegian Foreign Minister Ida Berg and Chilean Foreign Minister Eva Rojas signed a "
        "treaty in Lima as part of a state visit by President Luis Soto last year."
    )
    assert told["visit"].status == "held"


def test_what_is_only_prepared_for_is_no_frame() -> None:
    told = described(
        "Norwegian Foreign Minister Ida Berg met Chilean Foreign Minister Eva Rojas in Lima as "
        "part of preparations for the Ocean Summit in Oslo."
    )
    assert len(told) == 1, "no summit of its own at which the two took part"


def test_a_summit_around_a_meeting_keeps_what_stands_behind_its_name() -> None:
    told = described(
        "On Monday, on the sidelines of the Ocean Summit held in Lima on 3 May 2031, Norwegian "
        "Foreign Minister Ida Berg met Chilean Foreign Minister Eva Rojas."
    )
    assert told["summit"].day and told["summit"].day.resolved.start == date(2031, 5, 3)
    assert told["bilateral_meeting"].salience == "main"


def test_what_is_to_come_is_not_dated_by_a_day_of_another_year() -> None:
    told = described(
        "Norwegian Foreign Minister Ida Berg will meet Chilean Foreign Minister Eva Rojas in Lima "
        "to discuss the harbour accident of 13 March 2031."
    )
    (meeting,) = told.values()
    assert (meeting.status, meeting.day) == ("planned", None)


def test_what_lies_weeks_back_is_background() -> None:
    (then,) = described(
        "Norwegian Foreign Minister Ida Berg met Chilean Foreign Minister Eva Rojas in Lima on "
        "12 March 2031."
    ).values()
    assert (then.status, then.salience) == ("held", "background")


def test_a_month_is_long_past_when_its_last_day_is() -> None:
    text = "in April 2031"
    (words,) = find_times(text, Span(0, len(text)))
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    april = Resolved(start=date(2031, 4, 1), end=None, precision="month", edtf="2031-04", rule="")
    day = Day(words=words, resolved=april, line=line)
    assert not is_long_past(day, WRITTEN_ON)
    assert is_long_past(day, date(2031, 5, 15))
    assert not is_long_past(day, None) and not is_long_past(None, WRITTEN_ON)


def test_the_odds_of_the_chosen_alone_are_raised() -> None:
    shares = raised(np.array([0.5, 0.5]), [True, False], np.log(3))
    assert np.allclose(shares, [0.75, 0.5])
    assert raised(np.zeros(0), [], 1.0).size == 0


def test_a_hearing_has_no_place_or_day_from_what_was_said_there() -> None:
    told = described(
        "Norwegian Minister Ida Berg told the Senate Finance Committee that Chile had met Peru in "
        "Lima on Friday.",
        "Ships left Lima on Thursday.",
        together=True,
    )["hearing"]
    assert (told.place, told.day) == (None, None)


def test_its_own_place_and_day_stand_before_what_was_said() -> None:
    (told,) = described(
        "Norwegian Minister Ida Berg told a forum in Lima on Monday that salt was scarce in Oslo."
    ).values()
    assert told.place and told.place.city == "Lima"
    assert told.day and told.day.resolved.start == date(2031, 5, 5)
