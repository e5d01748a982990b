from __future__ import annotations

from pathlib import Path

import pytest

from communique.orchestration import headless
from communique.settings import Settings
from communique.store.landing import EmptyInboxError


def test_a_run_without_input_on_an_empty_inbox_publishes_nothing(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", project_dir=tmp_path, engine="rules", workers=1)
    with pytest.raises(EmptyInboxError, match=r"data/raw: no document .*communique run INPUT"):
        headless.run(settings)
    assert not settings.data_dir.exists()
