"""When the candidate takes the place of the published file, and when it waits."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from tests.unit.published_files import Rows, gathering, together, write_published

from communique.orchestration.publish import KEY, REVIEWED, published_communique
from communique.orchestration.resources import Store
from communique.settings import Settings
from communique.store.warehouse import count_rows


def pages(count: int, *, version: str, city: str = "Oslo") -> dict[str, Rows]:
    return together(
        *(gathering(f"evt_{n}", f"m{n}@a{n}", city=city) for n in range(count)),
        {"staging.parses": [{"document_id": f"d{n}", "parser_version": version} for n in range(5)]},
    )


def publish(settings: Settings, **config: bool) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral(settings={"telemetry": {"enabled": False}}) as instance:
        return dg.materialize(
            [published_communique],
            resources={"store": Store.of(settings)},
            run_config={"ops": {published_communique.op.name: {"config": config}}},
            instance=instance,
            raise_on_error=False,
        )


@pytest.fixture
def files(settings: Settings) -> tuple[Path, Path]:
    """A published file, and a candidate that tells every event otherwise, by a new parser."""
    return (
        write_published(settings.published_path, pages(20, version="v1")),
        write_published(settings.candidate_path, pages(20, version="v2", city="Lima")),
    )


def test_a_first_candidate_is_published_unseen(settings: Settings) -> None:
    write_published(settings.candidate_path, pages(3, version="v1"))
    result = publish(settings)
    assert result.success
    assert count_rows(settings.published_path)["marts.events"] == 3
    assert not settings.candidate_path.exists()
    assert [e.passed for e in result.get_asset_check_evaluations()] == [True]


def test_a_candidate_of_which_a_new_parser_changed_much_waits(
    settings: Settings, files: tuple[Path, Path]
) -> None:
    before = files[0].read_bytes()
    result = publish(settings)
    assert result.success
    assert files[0].read_bytes() == before
    assert files[1].is_file()
    (check,) = result.get_asset_check_evaluations()
    assert (check.check_name, check.passed) == (REVIEWED.name, False)
    assert check.severity is dg.AssetCheckSeverity.WARN
    assert "20 of 20 events (100%)" in (check.description or "")
    assert "communique publish" in (check.description or "")
    assert {"differences", "examples"} <= set(check.metadata)
    assert not result.asset_materializations_for_node(published_communique.op.name)


@pytest.mark.parametrize("config", [{"publish": True}, {"anyway": True}])
def test_a_reviewed_candidate_is_published_with_what_differs(
    settings: Settings, files: tuple[Path, Path], config: dict[str, bool]
) -> None:
    result = publish(settings, **config)
    assert result.success
    assert not files[1].exists()
    (told,) = result.asset_materializations_for_node(published_communique.op.name)
    assert told.asset_key == KEY
    examples = told.metadata["examples"]
    assert isinstance(examples, dg.TableMetadataValue)
    assert "city: Oslo → Lima" in str(examples.records[0].data["example"])


def test_a_candidate_waits_when_it_was_asked_for(settings: Settings) -> None:
    write_published(settings.candidate_path, pages(3, version="v1"))
    assert publish(settings, hold=True).success
    assert settings.candidate_path.is_file()
    assert not settings.published_path.exists()


def test_lost_rows_keep_the_published_file_unless_somebody_says_so(settings: Settings) -> None:
    write_published(settings.published_path, pages(60, version="v1"))
    write_published(settings.candidate_path, pages(40, version="v1"))
    result = publish(settings, publish=True)
    assert not result.success
    assert count_rows(settings.published_path)["marts.events"] == 60
    assert settings.candidate_path.is_file()
    assert publish(settings, anyway=True).success
    assert count_rows(settings.published_path)["marts.events"] == 40
