"""An analyst's DuckDB shell may stay open on the published file while a run replaces it."""

from __future__ import annotations

import pytest
from tests.pipeline.conftest import RanAgain

pytestmark = pytest.mark.pipeline


def test_a_run_goes_through_while_an_analyst_holds_the_file_open(again: RanAgain) -> None:
    assert again.result.success, again.result.failures
    assert again.new_file


def test_the_analyst_keeps_getting_the_answers_of_the_file_he_opened(again: RanAgain) -> None:
    before, after = again.analyst
    assert before == after
    assert int(before.split()[0]) == len(again.tables["marts.events"])
