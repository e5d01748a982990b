"""The order in which documents arrive, and in which company, changes no mart."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from tests.pipeline.gold_staging import write_gold
from tests.pipeline.merging_alone import build_marts
from tests.pipeline.replay import arrange, documents_of, replay, shuffled
from tests.pipeline.test_marts_on_gold import DEV, GOLD, MARTS, SEEDS

SHUFFLES = 10
LABELS = [*DEV, *SEEDS] or sorted(GOLD.glob("*.json"))
"""The labels beside the tree; without them the repository's own."""
BUILD = ("build", "--exclude-resource-type", "test", "unit_test")


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("once")
    write_gold(LABELS, data_dir)
    return data_dir


@pytest.fixture(scope="module")
def built(source, target):
    return build_marts(source, target, *BUILD)


def marts(path: Path) -> dict[str, list[str]]:
    """Each mart's rows, sorted, with events, attendances and people named after what they hold."""
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        known = dict(con.execute(
            "select event_id, min(event_mention_id) from marts.event_reports group by all"
        ).fetchall())  # fmt: skip
        known |= dict(con.execute(
            "select attendance_id, min(claim_id) from marts.claims"
            " where attendance_id is not null group by all"
        ).fetchall())  # fmt: skip
        known |= dict(con.execute(
            "select attendees.person_id, 'person of ' || min(claims.claim_id) from marts.claims"
            " join marts.attendees using (attendance_id)"
            " where attendees.person_id is not null group by all"
        ).fetchall())  # fmt: skip
        return {
            mart: sorted(
                re.sub(r"\b(?:evt|atd|per)_[0-9a-f]+", lambda m: known.get(m[0], m[0]), repr(row))
                for row in con.execute(f"select * from marts.{mart}").fetchall()
            )
            for mart in MARTS
        }


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """The marts that differ, each with a few rows that only one of the two has."""
    return {
        mart: sorted(set(one[mart]) ^ set(other[mart]))[:4] or ["rows of a different number"]
        for mart in MARTS
        if one[mart] != other[mart]
    }


def test_a_replay_makes_the_marts_that_dbt_made(built, target, source, tmp_path):
    arrange(source, tmp_path, [documents_of(source)], seed=0)
    assert differing(marts(replay(target, built, source, tmp_path)), marts(built)) == {}


def test_ten_shuffles_of_documents_that_came_one_by_one_make_equal_marts(
    built, target, source, tmp_path
):
    expected = marts(built)
    for seed in range(1, SHUFFLES + 1):
        order = shuffled(documents_of(source), seed)
        data_dir = tmp_path / str(seed)
        arrange(source, data_dir, [[document] for document in order], seed)
        found = marts(replay(target, built, source, data_dir))
        assert differing(found, expected) == {}, f"shuffle {seed}"


def test_builds_between_arrivals_leave_no_trace_in_the_marts(built, target, source, tmp_path):
    order = shuffled(documents_of(source), seed=11)
    third = len(order) // 3
    steps = [order[:third], order[third : 2 * third], order[2 * third :]]
    for number, documents in enumerate(steps):
        arrange(source, tmp_path, [documents], seed=50 + number)
        path = build_marts(tmp_path, target.parent / "steps", *BUILD)
    assert differing(marts(path), marts(built)) == {}
