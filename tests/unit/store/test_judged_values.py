from pathlib import Path

import pytest

from communique.store.judged_values import BadValueError, checked_value

POLICY = Path(__file__).resolve().parents[3] / "data" / "policy"


@pytest.mark.parametrize(
    ("attribute", "value", "is_of_participant", "told"),
    [
        ("mood", "glad", False, "start_date"),
        ("role", "Minister", False, "--attendance"),
        ("city", "Oslo", True, "participant"),
        ("start_date", "12 January", False, "2026-01-12"),
        ("event_status", "over", False, "held"),
        ("event_type", "party", False, "summit"),
        ("participation", "guest", True, "attendee"),
        ("country_code", "Norway", False, "NO"),
        ("venue", "  ", False, "empty"),
    ],
)
def test_what_cannot_be_right_is_refused_with_what_can(attribute, value, is_of_participant, told):
    with pytest.raises(BadValueError, match=told):
        checked_value(POLICY, attribute, value, is_of_participant=is_of_participant)


def test_a_value_loses_the_spaces_around_it():
    given = " Palace of  Nations "
    assert checked_value(POLICY, "venue", given, is_of_participant=False) == "Palace of Nations"


def test_a_folder_without_policy_is_told(tmp_path):
    with pytest.raises(BadValueError, match="checkout"):
        checked_value(tmp_path, "city", "Oslo", is_of_participant=False)
