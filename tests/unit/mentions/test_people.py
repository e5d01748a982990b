from collections.abc import Callable

import pytest

from communique.mentions.lines import Line
from communique.mentions.people import name_key

CASES = "names"


def test_a_person_is_parted_into_name_role_and_country(
    case: dict[str, str], line: Callable[[str], Line]
) -> None:
    person = next(p for p in line(case["sentence"]).parties if p.kind == "person")
    assert person.name == case["name"]
    assert (person.role or "") == case["role"]
    served = person.served
    assert (served.text if served else "") == case["affiliation"]
    assert (served.country_code if served else "") == case["country_code"]


def test_a_plural_office_gives_each_name_its_singular(line: Callable[[str], Line]) -> None:
    parties = line("Foreign Ministers Ida Berg of Norway and Luis Soto of Chile spoke.").parties
    told = [(p.name, p.role, p.served.country_code) for p in parties if p.served]
    assert told == [
        ("Ida Berg", "Foreign Minister", "NO"),
        ("Luis Soto", "Foreign Minister", "CL"),
    ]


def test_members_of_a_bloc_are_the_bloc(line: Callable[[str], Line]) -> None:
    parties = line("Representatives from Norway and members of the European Union came.").parties
    assert [(p.kind, p.served.text) for p in parties if p.served] == [
        ("delegation", "Norway"),
        ("delegation", "European Union"),
    ]


def test_a_single_letter_is_no_name(line: Callable[[str], Line]) -> None:
    parties = line("In a post on X, the Secretary of the Treasury wrote.").parties
    assert [p.kind for p in parties] == ["office"]


def test_a_key_forgets_case_accents_and_order() -> None:
    assert name_key("Muñoz, José") == name_key("jose MUNOZ") == "jose munoz"


@pytest.mark.parametrize(
    ("body", "country_code"),
    [
        ("Egyptian Ministry of Trade", "EG"),
        ("Brazilian Chamber of Deputies", "BR"),
        ("Nigerian Central Bank", "NG"),
        ("Vietnamese Embassy", "VN"),
    ],
)
def test_the_country_in_front_of_a_body_is_part_of_it(
    line: Callable[[str], Line], body: str, country_code: str
) -> None:
    parties = line(f"Minister Ida Berg met the {body}.").parties
    (served,) = [p.served for p in parties if p.kind == "organization" and p.served]
    assert (served.text, served.country_code) == (body, country_code)


def test_an_international_body_is_of_no_country(line: Callable[[str], Line]) -> None:
    parties = line("Minister Ida Berg met the Norwegian UN staff.").parties
    assert [p.served.country_code for p in parties if p.kind == "organization" and p.served] == [""]
