"""What the marts make of faultless mentions: labels written as staging tables, one dbt build."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from tests.pipeline import merging_alone
from tests.pipeline.gold_staging import write_gold
from tests.pipeline.merging_alone import build_marts as run_dbt

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
SEEDS = sorted((CORPUS / "seeds").glob("*.json"))
DEV = sorted((CORPUS / "dev").glob("*.json"))
MARTS = [
    "events",
    "attendees",
    "sources",
    "event_reports",
    "people",
    "organizations",
    "claims",
    "disagreements",
    "quotes",
]
GOLD = REPOSITORY / "data" / "gold"
FLOORS = json.loads((REPOSITORY / "tests/gold/floors.json").read_text("utf-8"))["merging"]
needs_corpus = pytest.mark.skipif(not SEEDS or not DEV, reason="no labelled corpus beside the tree")


def rows(path, sql):
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        return con.execute(sql).fetchall()


def marts(path):
    return {m: sorted(map(repr, rows(path, f"select * from marts.{m}"))) for m in MARTS}


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory, target):
    data_dir = tmp_path_factory.mktemp("seeds")
    write_gold(SEEDS, data_dir)
    return run_dbt(data_dir, target, "build", "--exclude-resource-type", "test", "unit_test")


@pytest.fixture(scope="module")
def dev(tmp_path_factory, target):
    data_dir = tmp_path_factory.mktemp("dev")
    write_gold([*DEV, *SEEDS], data_dir)
    return run_dbt(data_dir, target, "build", "--exclude-resource-type", "unit_test")


@pytest.fixture(scope="module")
def gold(tmp_path_factory, target):
    data_dir = tmp_path_factory.mktemp("gold")
    write_gold(sorted(GOLD.glob("*.json")), data_dir)
    return run_dbt(data_dir, target, "build", "--exclude-resource-type", "test", "unit_test")


def under_floor(reached, floors):
    return {name: (reached[name], floor) for name, floor in floors.items() if reached[name] < floor}


def test_the_labelled_articles_are_merged_as_well_as_ever(gold, tmp_path):
    found = merging_alone.measures(gold, [GOLD], tmp_path / "communique.duckdb")
    assert under_floor(merging_alone.values(found), FLOORS["public"]) == {}


@needs_corpus
def test_reports_of_several_outlets_are_merged_as_well_as_ever(dev, tmp_path):
    folders = [CORPUS / "dev", CORPUS / "seeds"]
    found = merging_alone.measures(dev, folders, tmp_path / "communique.duckdb")
    assert under_floor(merging_alone.values(found), FLOORS["dev+seeds"]) == {}


def test_a_merging_under_its_floor_is_told():
    assert under_floor({"merge_b_cubed": 0.5}, {"merge_b_cubed": 0.9}) == {
        "merge_b_cubed": (0.5, 0.9)
    }


def test_a_fresh_clone_without_any_document_builds_and_every_unit_test_passes(tmp_path, target):
    write_gold([], tmp_path)
    path = run_dbt(tmp_path, target, "build", "--exclude-resource-type", "test")
    for mart in MARTS:
        assert rows(path, f"select count(*) from marts.{mart}") == [(0,)], mart


@needs_corpus
def test_two_reports_of_one_ministerial_are_one_event_on_the_day_before(seeds):
    (event,) = rows(
        seeds,
        "select start_date::varchar, date_rule, date_status, time_zone, count_reports,"
        " host_names, count_reports_of_unknown_independence from marts.events",
    )
    assert event == (
        "2026-01-12", "held_not_after_first_report_local", "resolved", "America/New_York", 2,
        ["Scott Bessent"], 1,
    )  # fmt: skip


@needs_corpus
def test_both_days_are_kept_with_their_words_and_the_difference_is_explained(seeds):
    claims = rows(
        seeds,
        "select value, value_text, is_chosen from marts.claims"
        " where attribute = 'start_date' order by value",
    )
    assert claims == [("2026-01-12", "on Monday", True), ("2026-01-13", "on Tuesday", False)]
    ((value, is_resolved, explanation),) = rows(
        seeds,
        "select chosen_value, is_resolved, explanation from marts.disagreements"
        " where attribute = 'start_date'",
    )
    assert (value, is_resolved) == ("2026-01-12", True)
    for words in ("'on Tuesday'", "'on Monday'", "04:34 +05:30", "18:04 on 12 January 2026",
                  "cannot begin after its first report"):  # fmt: skip
        assert words in explanation


@needs_corpus
def test_a_delegation_is_no_second_participant_beside_its_minister(seeds):
    assert rows(seeds, "select kind, count(*) from marts.attendees group by all") == [
        ("person", 15)
    ]
    assert rows(
        seeds,
        "select count(*) from marts.claims where attribute = 'participation'"
        " and surface in ('Australia', 'Canada', 'European Union')",
    ) == [(3,)]


@needs_corpus
def test_a_report_that_names_only_the_country_is_told_from_one_that_names_the_minister(seeds):
    assert rows(
        seeds,
        "select name, count_reports, count_reports_naming from marts.attendees"
        " where count_reports_naming < count_reports order by name",
    ) == rows(
        seeds,
        "select a.name, count(distinct c.article_id),"
        " count(distinct c.article_id) filter (where not c.is_folded)"
        " from marts.attendees as a join marts.claims as c using (attendance_id)"
        " where c.attribute = 'participation'"
        " group by a.name having bool_or(c.is_folded) order by a.name",
    )
    assert rows(
        seeds, "select distinct surface from marts.claims where is_folded order by surface"
    ) == [("Australia",), ("Canada",), ("European Union",)]


@needs_corpus
def test_gatherings_of_one_article_stay_apart_and_false_merges_are_rare(dev):
    assert rows(
        dev,
        "select count(*) from (select event_id, article_id from marts.event_reports"
        " group by all having count(*) > 1)",
    ) == [(0,)]
    assert rows(dev, "select max(count_reports) from marts.events") == [(7,)]
    ((events, mentions),) = rows(
        dev,
        "select count(distinct event_id), count(*) from marts.event_reports",
    )
    assert 75 <= events <= 95 < mentions


@needs_corpus
def test_the_order_and_batches_of_arrival_change_no_mart(dev, tmp_path, target):
    labels = [*SEEDS, *reversed(DEV)]
    write_gold(labels[:20], tmp_path, batch="zz")
    write_gold(labels[20:], tmp_path, batch="aa")
    run_dbt(tmp_path, target, "build", "--exclude-resource-type", "test", "unit_test")
    again = tmp_path / "warehouse" / "communique.duckdb"
    assert marts(again) == marts(dev)
