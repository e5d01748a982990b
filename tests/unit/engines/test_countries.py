"""Of which country an officer is whom two sides and two countries leave one for."""

from datetime import date

from communique.engines.attendees import country_of
from communique.engines.countries import settle_countries
from communique.engines.describing import describe
from communique.mentions.dates import Anchor
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)


def countries(text: str, home: str = "NO") -> dict[str, str]:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    people = People([line], home)
    (one,) = Merger(people, Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)).read([line])
    told = describe(one, [line], 0, WRITTEN_ON)
    settle_countries(one, told, home)
    place = (told.place.country_code if told.place else None) or ""
    return {a.person.name: country_of(a, place) for a in one.attendances.values() if a.person}


def test_the_one_without_a_country_is_of_the_other_side() -> None:
    guest = "Chilean President Luis Soto received Minister Ida Berg in Santiago on Monday."
    assert countries(guest) == {"Ida Berg": "NO", "Luis Soto": "CL"}
    host = "Norwegian Minister Ida Berg met Minister Luis Soto in Santiago on Monday."
    assert countries(host) == {"Ida Berg": "NO", "Luis Soto": "CL"}


def test_the_host_is_of_the_place_and_the_guest_of_the_home() -> None:
    told = "Minister Luis Soto hosted Minister Ida Berg in Santiago for talks on Monday."
    assert countries(told) == {"Ida Berg": "NO", "Luis Soto": "CL"}


def test_what_two_talk_about_is_nobodys_country() -> None:
    told = "Norwegian Minister Ida Berg met Minister Luis Soto in Oslo to discuss the war in Peru."
    assert countries(told)["Luis Soto"] != "PE"


def test_a_fellow_traveller_is_no_foreigner() -> None:
    told = (
        "Norwegian Minister Ida Berg, accompanied by Minister Luis Soto, visited Chile on Monday."
    )
    assert countries(told)["Luis Soto"] != "CL"


def test_without_a_home_nothing_is_settled() -> None:
    told = "Chilean President Luis Soto received Minister Ida Berg in Santiago on Monday."
    assert countries(told, home="")["Ida Berg"] != "NO"
