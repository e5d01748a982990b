"""Of which country an officer is: by an office, by a known name, by who is left of two."""

from datetime import date

import pytest

from communique.engines.attendees import country_of
from communique.engines.countries import Countries
from communique.engines.describing import describe
from communique.mentions.dates import Anchor
from communique.mentions.lines import make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)


def countries(
    text: str, home: str = "NO", written_on: date = WRITTEN_ON, named: tuple[str, ...] = ()
) -> dict[str, str]:
    line = make_line(text, 0, "body", 0, Span(0, len(text)))
    people = People([line], home)
    (one,) = Merger(people, Anchor(written_on=written_on, ingested_on=written_on)).read([line])
    told = describe(one, [line], 0, written_on)
    Countries(home, written_on, named).settle(one, told)
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


@pytest.mark.parametrize(
    ("office", "code"),
    [
        ("Federal Councillor", "CH"),
        ("Chancellor of the Exchequer", "GB"),
        ("Treasury Secretary", "US"),
        ("Foreign Minister", "NO"),
    ],
)
def test_an_office_that_one_country_has_says_the_country(office: str, code: str) -> None:
    told = f"{office} Luis Soto and Norwegian Minister Ida Berg attended a conference in Oslo."
    assert countries(told, named=("CH", "GB", "US"))["Luis Soto"] == code
    assert countries(told)["Luis Soto"] == "NO"  # another country's office of the same name


def test_a_well_known_holder_needs_no_country_beside_the_name() -> None:
    told = "President {} met Norwegian Prime Minister Ida Berg in Oslo on Monday."
    day = date(2024, 5, 7)
    assert countries(told.format("Emmanuel Macron"), written_on=day)["Emmanuel Macron"] == "FR"
    named = ("FR",)
    assert countries(told.format("Macron"), written_on=day, named=named)["Macron"] == "FR"
    stranger = countries(told.format("Luis Macron"), written_on=day, named=named)
    assert stranger["Luis Macron"] != "FR"


def test_a_surname_alone_and_a_former_holder_need_the_country_in_the_article() -> None:
    told = "President {} met Norwegian Prime Minister Ida Berg in Oslo on Monday."
    day = date(2024, 5, 7)
    assert countries(told.format("Macron"), written_on=day)["Macron"] != "FR"
    former = told.format("François Hollande")
    assert countries(former, written_on=day)["François Hollande"] != "FR"
    assert countries(former, written_on=day, named=("FR",))["François Hollande"] == "FR"


def test_a_surname_alone_is_the_holders_only_while_the_post_is_held() -> None:
    told = "President Macron met Norwegian Prime Minister Ida Berg in Oslo on Monday."
    assert countries(told, written_on=date(1995, 5, 9), named=("FR",))["Macron"] != "FR"
    minister = "Finance Minister Macron met Norwegian Minister Ida Berg in Oslo on Monday."
    found = countries(minister, written_on=date(2024, 5, 7), named=("FR",))
    assert found["Macron"] != "FR"


def test_a_namesake_in_business_is_nobody_known() -> None:
    told = "Chief Executive Officer David Cameron met Norwegian Minister Ida Berg in Oslo."
    found = countries(told, written_on=date(2015, 5, 5), named=("GB",))
    assert found["David Cameron"] != "GB"


def test_own_words_come_before_what_is_known() -> None:
    told = "Chilean President Emmanuel Macron met Norwegian Minister Ida Berg in Oslo on Monday."
    assert countries(told, written_on=date(2024, 5, 6))["Emmanuel Macron"] == "CL"


@pytest.mark.parametrize(
    ("land", "code"), [("the UAE", "AE"), ("the Netherlands", "NL"), ("Rwanda", "RW")]
)
def test_a_country_behind_the_name_may_have_an_article(land: str, code: str) -> None:
    told = f"President Luis Soto of {land} met Norwegian Minister Ida Berg in Oslo on Monday."
    assert countries(told)["Luis Soto"] == code


def test_a_body_with_a_country_in_its_name_is_no_country() -> None:
    told = "President Luis Soto of the Malta Chess Federation met Norwegian Minister Ida Berg."
    assert countries(told)["Luis Soto"] != "MT"
