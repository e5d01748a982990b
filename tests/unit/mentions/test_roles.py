from communique.mentions.people import singular_role, type_of_group

CASES = "roles"


def test_a_plural_of_office_has_a_singular_and_a_gathering(case: dict[str, str]) -> None:
    assert singular_role(case["plural"]) == case["singular"]
    assert type_of_group(case["plural"]) == case["event_type"]
