"""What a run leaves does not depend on how often, or in which order, it was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.pipeline.conftest import NO_TEXT, NOON, PAGES, Ran, RanAgain

from communique.store.landing import land
from communique.store.staging import stage

pytestmark = pytest.mark.pipeline


def test_a_clean_run_publishes_what_the_pages_say(clean: Ran) -> None:
    assert clean.result.new == len(PAGES)
    assert clean.result.rows["staging.articles"] == len(PAGES) - len(NO_TEXT)
    assert clean.result.rows["marts.events"] >= 1
    assert clean.result.rows["marts.attendees"] >= 3
    assert not [f for f in clean.result.findings if f.is_error]


def test_what_is_no_text_is_rejected_with_a_reason_and_the_others_go_through(clean: Ran) -> None:
    assert {r.document_uri for r in clean.result.rejected} == NO_TEXT
    assert all(r.is_new and r.message for r in clean.result.rejected)
    notes = " ".join(clean.tables["staging.parse_notes"])
    assert all(uri in notes for uri in NO_TEXT)


def test_a_second_run_reads_nothing_again_and_leaves_every_table_equal(
    clean: Ran, again: RanAgain
) -> None:
    assert again.result.success
    assert (again.result.new, again.result.known) == (0, len(PAGES))
    assert not any(r.is_new for r in again.result.rejected)
    assert set(again.tables) == set(clean.tables)
    assert {t: rows for t, rows in again.tables.items() if rows != clean.tables[t]} == {}


def test_the_order_of_the_inputs_changes_no_byte_of_staging(
    clean: Ran, pages: Path, tmp_path: Path
) -> None:
    written = {}
    for name, inputs in (
        ("forth", sorted(pages.iterdir())),
        ("back", sorted(pages.iterdir())[::-1]),
    ):
        settings = replace(clean.settings, data_dir=tmp_path / name, now=NOON)
        land(inputs, settings)
        stage(settings)
        written[name] = {
            path.relative_to(settings.staging_dir): path.read_bytes()
            for path in settings.staging_dir.rglob("*.*")
            if path.is_file()
        }
    assert written["forth"] == written["back"]


def test_no_path_of_the_machine_is_published(clean: Ran) -> None:
    published = " ".join(row for rows in clean.tables.values() for row in rows)
    assert str(clean.settings.data_dir) not in published
    assert str(clean.settings.project_dir) not in published
