import pickle
from pathlib import Path

import pytest

from communique.engines.llm.configuration import from_environment, key
from communique.engines.remedy import EngineNotReadyError

SET = {"COMMUNIQUE_LLM_URL": "https://models.example/v1/", "COMMUNIQUE_LLM_MODEL": "m"}


def test_an_address_and_a_model_are_enough() -> None:
    own = from_environment({**SET, "XDG_CACHE_HOME": "/var/cache"})
    assert (own.url, own.model, own.fallback) == ("https://models.example/v1", "m", "rules")
    assert own.cache_dir == Path("/var/cache/communique/llm")


def test_the_key_is_in_no_object() -> None:
    env = {**SET, "COMMUNIQUE_LLM_KEY": "sk-secret"}
    own = from_environment(env)
    assert key(env) == "sk-secret"
    assert "sk-secret" not in repr(own) and b"sk-secret" not in pickle.dumps(own)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"COMMUNIQUE_LLM_URL": ""}, "COMMUNIQUE_LLM_URL is not set"),
        ({"COMMUNIQUE_LLM_MODEL": " "}, "COMMUNIQUE_LLM_MODEL is not set"),
        ({"COMMUNIQUE_LLM_URL": "models.example"}, "give http://"),
        ({"COMMUNIQUE_LLM_URL": "file:///etc"}, "give http://"),
        ({"COMMUNIQUE_LLM_URL": "https://me:pw@models.example/v1"}, "COMMUNIQUE_LLM_KEY"),
        ({"COMMUNIQUE_LLM_URL": "http://models.example/v1", "COMMUNIQUE_LLM_KEY": "k"}, "clear"),
        ({"COMMUNIQUE_LLM_FALLBACK": "guess"}, "rules, none"),
        ({"COMMUNIQUE_LLM_MAX_TOKENS": "0"}, "whole number"),
        ({"COMMUNIQUE_LLM_TIMEOUT": "soon"}, "whole number"),
    ],
)
def test_what_is_missing_or_wrong_is_named_with_its_remedy(
    change: dict[str, str], told: str
) -> None:
    with pytest.raises(EngineNotReadyError, match=told) as raised:
        from_environment({**SET, **change})
    assert "pw" not in str(raised.value)


def test_a_key_may_go_to_this_machine_without_encryption() -> None:
    env = {**SET, "COMMUNIQUE_LLM_URL": "http://[::1]:8000/v1", "COMMUNIQUE_LLM_KEY": "k"}
    assert from_environment(env).url == "http://[::1]:8000/v1"
