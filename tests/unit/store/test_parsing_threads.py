"""A parsing worker multiplies its small matrices in one thread, unless the user says otherwise."""

from __future__ import annotations

import os

import pytest

from communique.engines.rules import RulesEngine
from communique.store.parsing import _pool

THREADS = "OPENBLAS_NUM_THREADS"


def _in_a_child() -> str | None:
    with _pool(1, RulesEngine) as pool:
        here, there = os.getpid(), pool.submit(os.getpid)
        assert there.result(timeout=60) != here
        return pool.submit(os.getenv, THREADS).result(timeout=60)


def test_a_worker_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "")  # so that what the pool sets is taken back after the test
    monkeypatch.delenv(THREADS)
    assert _in_a_child() == "1"


def test_a_number_of_threads_that_the_user_chose_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS, "3")
    assert _in_a_child() == "3"
    assert os.environ[THREADS] == "3"
