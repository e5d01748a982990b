from collections.abc import Callable

from communique.mentions.lines import Line

CASES = "respective"


def test_each_of_a_list_has_its_own_office_and_country(
    case: dict[str, str], line: Callable[[str], Line]
) -> None:
    persons = [party for party in line(case["sentence"]).parties if party.kind == "person"]
    told = [f"{p.name}/{p.role or ''}/{p.served.country_code if p.served else ''}" for p in persons]
    assert told == case["persons"].split("|")
