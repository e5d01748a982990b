import pytest
from tests.unit.lines import lines_of

from communique.mentions.lines import Line
from communique.mentions.persons import People, Person


def read(*sentences: str, home: str = "") -> tuple[list[Line], People]:
    lines = lines_of(*sentences)
    return lines, People(lines, home)


def whom(lines: list[Line], people: People, no: int) -> list[Person | None]:
    return [people.person(party) for party in lines[no].parties]


def test_a_surname_finds_its_person() -> None:
    lines, people = read("Norwegian Minister Ida Berg met Luis Soto.", "Berg left early.")
    (person,) = whom(lines, people, 1)
    assert person is not None and person.name == "Ida Berg"


def test_a_surname_of_two_persons_finds_nobody() -> None:
    lines, people = read("Minister Ida Berg met Envoy Nils Berg.", "Berg left early.")
    assert whom(lines, people, 1) == [None]


def test_an_office_finds_its_only_holder() -> None:
    lines, people = read(
        "Treasury Secretary Dana Holt spoke.", "The Secretary of the Treasury left."
    )
    (person,) = whom(lines, people, 1)
    assert person is not None and person.name == "Dana Holt"


def test_a_surname_with_another_country_is_another_person() -> None:
    lines, people = read("Norwegian Minister Ida Berg spoke.", "Swedish Minister Berg left.")
    assert whom(lines, people, 0) != whom(lines, people, 1)


def test_the_fullest_role_wins_and_a_counterpart_is_the_last_choice() -> None:
    lines, people = read(
        "His Chilean counterpart Luis Soto came.", "Foreign Minister Luis Soto of Chile left."
    )
    (person,) = whom(lines, people, 1)
    assert person is not None and person.office_party is not None
    assert person.office_party.role == "Foreign Minister"


def test_a_national_office_without_a_country_serves_the_home() -> None:
    lines, people = read("Foreign Minister Ida Berg spoke.", home="NO")
    (person,) = whom(lines, people, 0)
    assert person is not None
    assert person.country_at("CL", is_guest=True) == "NO"
    assert person.country_at("CL", is_guest=False) == "CL"


def test_a_body_of_a_national_officer_is_at_home_and_a_known_one_says_no_country() -> None:
    lines, people = read(
        "Minister Ida Berg, head of the Department of Salt, met Minister Luis Soto.",
        "Luis Soto, chair of the African Union, left.",
        home="NO",
    )
    berg, _, soto = whom(lines, people, 0)
    assert berg is not None and soto is not None
    assert berg.country_at("CL", is_guest=True) == "NO"
    assert soto.country_at("CL", is_guest=True) == ""


def test_an_ambassador_who_meets_is_of_the_home_and_one_who_is_met_of_nobody_named() -> None:
    lines, people = read("Ambassador Ida Berg met Ambassador Luis Soto of Chile.", home="NO")
    berg, soto = whom(lines, people, 0)
    assert berg is not None and berg.country_at("PE", is_guest=True) == "NO"
    assert berg.country_at("NO", is_guest=False) == ""
    assert soto is not None and soto.country_at("PE", is_guest=False) == "CL"


def test_an_office_behind_a_titled_name_is_of_that_person() -> None:
    lines, people = read(
        "Envoy Ida Berg, head of the Federal Department of Foreign Affairs, met Luis Soto of Chile."
    )
    berg, office, soto = whom(lines, people, 0)
    assert berg is not None and berg is office and berg is not soto
    assert berg.office_party is not None and berg.office_party.role == "Envoy"
    assert berg.served_party is office_party_of(lines, 1)


def office_party_of(lines: list[Line], no: int) -> object:
    return lines[0].parties[no]


@pytest.mark.parametrize(
    "sentence",
    [
        "President Ida Berg, the foreign minister, the trade minister and Luis Soto met.",
        "President Ida Berg, the foreign minister and the trade minister met.",
        "Minister Ida Berg, her deputy, met Luis Soto of Chile.",
        "Ministers met Minister Ida Berg, Chilean counterpart, in Lima.",
        "Norwegian Prime Minister Ida Berg, Chilean foreign minister, and Peruvian President Ana"
        " Diaz met in Lima.",
        "President Ida Berg, Chile's foreign minister and the Peruvian trade minister met in Lima.",
        "Norwegian Minister Ida Berg, Peru's ambassador, and the EU envoy spoke.",
        "Minister Ida Berg, Swedish minister, Danish minister and others met.",
    ],
)
def test_the_next_in_a_list_is_somebody_else(sentence: str) -> None:
    lines, people = read(sentence)
    (berg,) = [p for p in whom(lines, people, 0) if p and p.name == "Ida Berg"][:1]
    assert len(berg.mentions) == 1


def test_councillors_of_one_country_are_at_home_and_foreign_ministers_of_many_are_not() -> None:
    lines, people = read(
        "Federal Councillors Ida Berg and Luis Soto met.",
        "Foreign Ministers Ana Diaz and Owen Marsh met.",
        home="CH",
    )
    at_home = [p.country_at("PE", is_guest=True) for p in whom(lines, people, 0) if p]
    others = [p.country_at("PE", is_guest=True) for p in whom(lines, people, 1) if p]
    assert (at_home, others) == (["CH", "CH"], ["", ""])


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ("The head of the Ministry of Trade, Minister Ida Berg, met Luis Soto.", ["Ida Berg"]),
        ("The head of the Ministry of Trade, Minister Ida Berg, and Luis Soto met.", [None]),
        ("The president of Sweden, Minister Ida Berg of Norway, met Luis Soto.", [None]),
        ("The president of Peru, Minister Ida Berg, Minister Luis Soto and Eva Lind met.", [None]),
        ("The head of the World Bank, Minister Ida Berg, Minister Luis Soto and Eva Lind met.",
         [None]),
        ("Minister Ida Berg, head of the Ministry of Salt (MOS) and chair of the World Bank, "
         "met Luis Soto.", ["Ida Berg", "Ida Berg"]),
        ("Minister Ida Berg and the president of the Ministry of Salt met Luis Soto.", [None]),
        ("The head of the Ministry of Trade (MOT), Minister Ida Berg, is being seen by Eva Lind.",
         ["Ida Berg"]),
        ("Ida Berg, in her capacity as head of the World Bank, and Luis Soto met.", ["Ida Berg"]),
        ("Luis Soto, in his capacity as head of the World Bank, met Eva Lind.", ["Luis Soto"]),
        ("Ida Berg met Luis Soto in her capacity as head of the World Bank.", [None]),
        ("Ida Berg, the guest of the head of the World Bank, and Luis Soto met.", [None]),
    ],
)  # fmt: skip
def test_an_office_in_commas_beside_a_name_and_its_title_is_the_same_person(
    sentence: str, known: list[str | None]
) -> None:
    lines, people = read(sentence)
    found = [people.person(party) for party in lines[0].parties if party.kind == "office"]
    assert [person.name if person else None for person in found] == known
