from collections.abc import Callable

from communique.mentions.lines import Line
from communique.mentions.places import find_place, find_venue
from communique.spans import Span

CASES = "places"


def test_a_place_is_where_the_sentence_puts_it(
    case: dict[str, str], line: Callable[[str], Line]
) -> None:
    one = line(case["sentence"])
    start = case["sentence"].index(case["near"])
    near = Span(start, start + len(case["near"]))
    place, venue = find_place(one, near), find_venue(one, near)
    assert ((place.city if place else None) or "") == case["city"]
    assert ((place.country_code if place else None) or "") == case["country_code"]
    assert (venue.cut(one.text) if venue else "") == case["venue"]


def test_a_city_brings_its_time_zone(line: Callable[[str], Line]) -> None:
    place = find_place(line("They met in Oslo."), Span(5, 8))
    assert place is not None and place.time_zone == "Europe/Oslo"
