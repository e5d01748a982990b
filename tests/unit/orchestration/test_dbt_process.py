from __future__ import annotations

import pytest

from communique.orchestration import dbt_process
from communique.settings import Settings
from communique.store.locks import hold, holder


def test_dbt_waits_for_the_dbt_of_a_killed_run_and_then_says_so(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import threading

    monkeypatch.setattr(dbt_process, "WAIT_SECONDS", 0.1)
    lock = settings.data_dir / "run" / ".dbt.lock"
    codes: list[int] = []
    with hold(lock):
        thread = threading.Thread(
            target=lambda: codes.append(dbt_process.main([str(settings.data_dir), "--version"]))
        )
        thread.start()
        thread.join()
    assert codes == [2]
    assert "dbt of an earlier run is under way" in capsys.readouterr().err


def test_dbt_runs_with_the_data_folder_it_was_given_and_lets_the_lock_go(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMMUNIQUE_DATA_DIR", raising=False)
    with pytest.raises(SystemExit) as ended:
        dbt_process.main([str(settings.data_dir), "--version"])
    assert ended.value.code in (0, None)
    assert (settings.data_dir / "warehouse").is_dir()
    assert holder(settings.data_dir / "run" / ".dbt.lock") is None
