from communique.mentions.lines import Line, make_line
from communique.mentions.persons import People, Person
from communique.spans import Span


def read(*sentences: str, home: str = "") -> tuple[list[Line], People]:
    text, lines = "\n".join(sentences), []
    for no, sentence in enumerate(sentences):
        start = text.index(sentence)
        lines.append(make_line(text, no, "body", no, Span(start, start + len(sentence))))
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
