"""How the engine is set up: address, model, limits; read from the environment when it is built.

The key is not held here or anywhere: it is read from the environment when a request is sent, so
no object that can be printed, pickled or noted has it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from communique.engines.remedy import EngineNotReadyError

NAME = "llm"
ENV_URL = "COMMUNIQUE_LLM_URL"
ENV_MODEL = "COMMUNIQUE_LLM_MODEL"
ENV_KEY = "COMMUNIQUE_LLM_KEY"
ENV_CACHE_DIR = "COMMUNIQUE_LLM_CACHE_DIR"
ENV_FALLBACK = "COMMUNIQUE_LLM_FALLBACK"
ENV_ROUND = "COMMUNIQUE_LLM_ROUND"
ENV_MAX_ARTICLES = "COMMUNIQUE_LLM_MAX_ARTICLES"
ENV_MAX_TOKENS = "COMMUNIQUE_LLM_MAX_TOKENS"
ENV_MAX_OUTPUT = "COMMUNIQUE_LLM_MAX_OUTPUT_TOKENS"
ENV_MAX_CHARACTERS = "COMMUNIQUE_LLM_MAX_CHARACTERS"
ENV_TIMEOUT = "COMMUNIQUE_LLM_TIMEOUT"
ENV_ATTEMPTS = "COMMUNIQUE_LLM_ATTEMPTS"

FALLBACKS = ("rules", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What one engine is built with.

    ``url`` is the base address ("https://host/v1"). ``max_articles`` and ``max_tokens`` are the
    budget of one run, over all its processes; ``max_output`` bounds one answer in tokens,
    ``max_characters`` the text shown of one article. ``timeout`` is of one request, in seconds;
    ``attempts`` counts requests for one article. ``fallback`` says who reads what the model does
    not. ``round`` is a free label: a new one makes the same documents be read again.
    """

    url: str
    model: str
    cache_dir: Path
    fallback: str = "rules"
    round: str = ""
    max_articles: int = 500
    max_tokens: int = 2_000_000
    max_output: int = 4_096
    max_characters: int = 24_000
    timeout: float = 60.0
    attempts: int = 3


def from_environment(env: Mapping[str, str] | None = None) -> Configuration:
    """The configuration that the environment gives.

    Raises EngineNotReadyError, naming the variable, for one that is missing or cannot be used.
    """
    env = os.environ if env is None else env
    url = _url(env)
    model = env.get(ENV_MODEL, "").strip()
    if not model:
        raise _not_ready(f"{ENV_MODEL} is not set", "give the name of a model that it serves")
    fallback = env.get(ENV_FALLBACK) or "rules"
    if fallback not in FALLBACKS:
        raise _not_ready(f"{ENV_FALLBACK}={fallback!r}", f"give one of {', '.join(FALLBACKS)}")
    return Configuration(
        url=url,
        model=model,
        cache_dir=_cache_dir(env),
        fallback=fallback,
        round=env.get(ENV_ROUND, ""),
        max_articles=_count(env, ENV_MAX_ARTICLES, 500),
        max_tokens=_count(env, ENV_MAX_TOKENS, 2_000_000),
        max_output=_count(env, ENV_MAX_OUTPUT, 4_096),
        max_characters=_count(env, ENV_MAX_CHARACTERS, 24_000),
        timeout=float(_count(env, ENV_TIMEOUT, 60)),
        attempts=_count(env, ENV_ATTEMPTS, 3),
    )


def key(env: Mapping[str, str] | None = None) -> str:
    """The key as the environment has it now, '' when it has none."""
    return (os.environ if env is None else env).get(ENV_KEY, "").strip()


def is_this_machine(url: str) -> bool:
    """Whether an address never leaves this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _url(env: Mapping[str, str]) -> str:
    url = env.get(ENV_URL, "").strip().rstrip("/")
    if not url:
        remedy = 'give the base address of a compatible service ("http://127.0.0.1:8000/v1")'
        raise _not_ready(f"{ENV_URL} is not set", remedy)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _not_ready(f"{ENV_URL} is no http address", "give http://… or https://…")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise _not_ready(f"{ENV_URL} holds more than an address", f"put the key into {ENV_KEY}")
    if key(env) and parts.scheme == "http" and not is_this_machine(url):
        remedy = f"give an https address, or unset {ENV_KEY}"
        raise _not_ready(f"the key in {ENV_KEY} would be sent in the clear", remedy)
    return url


def _cache_dir(env: Mapping[str, str]) -> Path:
    given = env.get(ENV_CACHE_DIR)
    if given:
        return Path(given).expanduser()
    home = env.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "communique" / "llm"


def _count(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name)
    if not value:
        return default
    if not value.isdecimal() or int(value) < 1:
        raise _not_ready(f"{name}={value!r}", "give a whole number of 1 or more, or unset it")
    return int(value)


def _not_ready(missing: str, remedy: str) -> EngineNotReadyError:
    return EngineNotReadyError(NAME, missing, remedy)
