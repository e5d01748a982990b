"""Names that are told alike: our own cases, and labelled pairs where they are beside the tree."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.pipeline import names_alone

REPOSITORY = Path(__file__).resolve().parents[2]
PAIRS = REPOSITORY.parent / "shared" / "data" / "names" / "name_bench_cases.csv"
CASES = REPOSITORY / "tests" / "cases" / "name_pairs.csv"
FLOORS = json.loads((REPOSITORY / "tests/gold/floors.json").read_text("utf-8"))["merging"]


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    return tmp_path_factory.mktemp("target")


@pytest.mark.skipif(not PAIRS.exists(), reason="no labelled pairs beside the tree")
def test_labelled_pairs_of_names_are_told_alike_as_well_as_ever(tmp_path, target):
    found = names_alone.figures(names_alone.read_pairs(PAIRS), tmp_path, target)
    assert {k: (found[k], v) for k, v in FLOORS["name_pairs"].items() if found[k] < v} == {}


def test_each_pair_of_our_own_cases_is_told_as_it_should_be(tmp_path, target):
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    names_alone.write_names((case[k] for case in cases for k in ("name1", "name2")), tmp_path)
    told, limits = names_alone.scores(tmp_path, target)

    def likeness(case):
        score = told.get((case["name1"], case["name2"]), 0)
        if score >= limits["person_threshold"]:
            return "one"
        return "one_where_they_meet" if score >= limits["person_alike"] else "two"

    wrong = [
        (case["name1"], case["name2"], case["told"], likeness(case))
        for case in cases
        if likeness(case) != case["told"]
    ]
    assert wrong == []
    assert {case["told"] for case in cases} == {"one", "one_where_they_meet", "two"}
