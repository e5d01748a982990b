from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from communique.documents.member import member
from communique.store import parsing
from communique.store.parsing import Task, parse_all, parse_one

_ENGINE = '''
import os
from communique.engines.engine import Reading

class DeadlyEngine:
    """Reads nothing; its process dies on one page, and it raises on another."""
    name = "deadly"
    version = "1"
    def read(self, article):
        if "please die" in article.text:
            os._exit(9)
        if "please fail" in article.text:
            raise KeyError("asked to")
        return Reading()
'''


def _tasks(pages: list[str]) -> list[Task]:
    tasks = []
    for number, text in enumerate(pages):
        one = member(text.encode(), f"raw/{number:04}.txt", "text")
        tasks.append(Task(one, datetime(2026, 1, 1, tzinfo=UTC)))
    return tasks


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """An engine that worker processes can import by name."""
    folder = tmp_path / "engines"
    folder.mkdir()
    (folder / "deadly_engine.py").write_text(_ENGINE)
    monkeypatch.syspath_prepend(str(folder))
    import deadly_engine

    yield deadly_engine.DeadlyEngine
    del sys.modules["deadly_engine"]


def test_a_pool_reads_what_one_process_reads_and_survives_a_worker_that_dies(
    deadly: Callable[[], Any], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "POOL_PAYS_FROM", 6)
    monkeypatch.setattr(parsing, "CHUNK", 2)
    pages = [f"{page}{n}" for n in range(6)]
    pages[1] += " please die"
    pages[4] += " please fail"
    tasks = _tasks(pages)
    pooled = {task.member.document_uri: one for task, one in parse_all(tasks, deadly, workers=2)}
    assert len(pooled) == len(tasks)
    rejected = {uri: one.parse_notes[0].message for uri, one in pooled.items() if one.is_rejected}
    assert sorted(rejected) == ["raw/0001.txt", "raw/0004.txt"]
    assert "the process that read it died" in rejected["raw/0001.txt"]
    harmless = [t for t in tasks if t.member.document_uri not in rejected]
    alone = {task.member.document_uri: one for task, one in parse_all(harmless, deadly, workers=1)}
    assert {uri: pooled[uri] for uri in alone} == alone


def test_what_could_be_read_is_kept_when_the_engine_fails_on_it(
    deadly: Callable[[], Any], page: str
) -> None:
    (task,) = _tasks([f"{page} please fail"])
    parsed = parse_one(task, deadly())
    assert parsed.parse_notes[0].code == "engine_failed"
    assert [d.document_id for d in parsed.documents] == [task.member.document_id]


def test_a_row_that_breaks_the_contract_rejects_its_document_only(
    quiet: Any, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.store.parsing.faults", lambda table, rows: iter([f"{table} x"]))
    (task,) = _tasks([page])
    assert "breaks the contract" in parse_one(task, quiet()).parse_notes[0].message
