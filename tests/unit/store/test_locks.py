from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from communique.store.locks import LockHeldError, hold, holder

_HOLDER = """
import sys, time
from pathlib import Path
from communique.store.locks import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def _start_holder(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(lock)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_held_lock_names_its_holder_and_frees_itself_when_the_holder_is_killed(
    tmp_path: Path,
) -> None:
    lock = tmp_path / "run" / ".lock"
    process = _start_holder(lock)
    try:
        assert holder(lock) == process.pid
        with (
            pytest.raises(LockHeldError, match=f"process {process.pid} holds run/.lock"),
            hold(lock, wait_s=0.3),
        ):
            pass
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert holder(lock) is None
    with hold(lock):
        assert lock.read_text().strip() == str(os.getpid())


def test_the_same_thread_may_hold_a_lock_again_inside(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with hold(lock):
        with hold(lock):
            pass
        assert holder(lock) == os.getpid()
    assert holder(lock) is None


def test_another_thread_has_to_wait(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    refused: list[str] = []

    def try_it() -> None:
        try:
            with hold(lock):
                refused.append("went in")
        except LockHeldError as error:
            refused.append(str(error))

    with hold(lock):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert "waited 0 s" in refused[0]


def test_a_lock_is_free_after_its_block_raised(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with pytest.raises(RuntimeError, match="inside"), hold(lock):
        raise RuntimeError("inside")
    assert holder(lock) is None


def test_nobody_holds_a_lock_that_was_never_made(tmp_path: Path) -> None:
    assert holder(tmp_path / ".lock") is None
