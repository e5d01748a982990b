import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from communique.engines.llm.configuration import Configuration
from communique.engines.llm.engine import LlmEngine
from communique.engines.llm.ledger import Ledger, ledger_of_run
from communique.engines.remedy import EngineNotReadyError


def spend(folder: Path) -> int:
    """How many of 30 articles a new engine of this process may ask about."""
    ledger = ledger_of_run(folder, 40, 10**9)
    return sum(ledger.reserve(10, articles=1) for _ in range(30))


def test_what_is_not_used_comes_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.json", 10, 100)
    assert ledger.reserve(80) and not ledger.reserve(30)
    ledger.settle(80, 20)
    assert ledger.reserve(80) and not ledger.reserve(1)


def test_a_refusal_takes_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.json", 1, 100)
    assert ledger.reserve(10, articles=1)
    assert not ledger.reserve(10, articles=1)
    assert ledger.reserve(90)


def test_the_workers_of_a_run_share_one_budget(tmp_path: Path) -> None:
    own = ledger_of_run(tmp_path, 40, 10**9)
    # Functions of the package alone: a spawned worker cannot import a test.
    # An executor waits for its workers; a Pool ends them, and now and then hangs over it.
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        theirs = list(pool.map(ledger_of_run, [tmp_path] * 2, [40] * 2, [10**9] * 2))
        given = list(pool.map(partial(Ledger.reserve, theirs[0], articles=1), [10] * 60))
    assert theirs == [own, own]
    assert sum(given) == 40 and not own.reserve(10, articles=1)


def test_a_ledger_that_an_older_process_left_is_made_anew(tmp_path: Path) -> None:
    left = tmp_path / "runs" / f"{os.getpid()}.json"
    left.parent.mkdir()
    left.write_text('{"articles": 40, "tokens": 7}', encoding="ascii")
    assert spend(tmp_path) == 30
    assert spend(tmp_path) == 10, "a second engine of the same process goes on counting"


def test_a_folder_that_takes_no_file_is_told_of(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("", encoding="ascii")
    own = Configuration(url="http://127.0.0.1:9/v1", model="m", cache_dir=taken)
    with pytest.raises(EngineNotReadyError, match="COMMUNIQUE_LLM_CACHE_DIR"):
        LlmEngine(own)
