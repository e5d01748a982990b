from __future__ import annotations

import os

import dagster as dg

from communique.orchestration.resources import run_lock
from communique.orchestration.sensors import inbox_digest, inbox_sensor
from communique.settings import Settings
from communique.store.locks import hold, holder


def _tick(settings: Settings, cursor: str | None) -> dg.SensorResult:
    sensor = inbox_sensor(settings.raw_dir)
    result = sensor(dg.build_sensor_context(cursor=cursor))
    assert isinstance(result, dg.SensorResult)
    return result


def test_a_change_that_has_settled_asks_for_one_run_and_no_more(settings: Settings) -> None:
    settings.raw_dir.mkdir(parents=True)
    (settings.raw_dir / "a.txt").write_text("a")
    asked = []
    cursor = None
    for _ in range(4):
        result = _tick(settings, cursor)
        cursor = result.cursor
        asked.append(len(result.run_requests or []))
    assert asked == [0, 1, 0, 0]
    (settings.raw_dir / "b.txt").write_text("b")
    asked = []
    for _ in range(3):
        result = _tick(settings, cursor)
        cursor = result.cursor
        asked.append(len(result.run_requests or []))
    assert asked == [0, 1, 0]


def test_an_inbox_that_keeps_changing_is_waited_for(settings: Settings) -> None:
    settings.raw_dir.mkdir(parents=True)
    cursor = None
    for size in range(3):
        (settings.raw_dir / "growing.txt").write_text("x" * size)
        result = _tick(settings, cursor)
        cursor = result.cursor
        assert not result.run_requests


def test_names_sizes_and_times_tell_a_change_and_hidden_files_do_not(settings: Settings) -> None:
    settings.raw_dir.mkdir(parents=True)
    page = settings.raw_dir / "a.txt"
    page.write_text("a")
    first = inbox_digest(settings.raw_dir)
    (settings.raw_dir / ".tmp-1-b.txt").write_text("half")
    assert inbox_digest(settings.raw_dir) == first
    os.utime(page, ns=(1, 1))
    second = inbox_digest(settings.raw_dir)
    page.rename(page.with_name("b.txt"))
    assert len({first, second, inbox_digest(settings.raw_dir)}) == 3


def test_no_inbox_is_an_empty_inbox(settings: Settings) -> None:
    assert not _tick(settings, None).run_requests


def test_a_look_at_the_inbox_does_not_wait_for_a_run(settings: Settings) -> None:
    with hold(run_lock(settings)):
        assert _tick(settings, None).skip_reason
        assert holder(run_lock(settings))
