import pytest

from communique.engines.registry import engine_names, load_engine


def test_the_rules_engine_is_registered() -> None:
    assert "rules" in engine_names()
    assert load_engine("rules").name == "rules"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(LookupError, match="rules"):
        load_engine("oracle")
