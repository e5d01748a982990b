"""How well copies are found: on newswire, on letters, and on reprints with other outlets' noise.

Each measure goes through the models themselves. The warehouse is built once, from articles beside
the repository.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from tests.pipeline import copied_articles as made
from tests.pipeline.merging_alone import build_marts

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data"
FLOORS = json.loads((REPOSITORY / "tests/gold/floors.json").read_text("utf-8"))["copies"]
ONE_EVENT = REPOSITORY / "tests" / "cases" / "letters_of_one_event.csv"
BUILD = (
    "build",
    "--select",
    "+int_articles_copied",
    "--exclude-resource-type",
    "test",
    "unit_test",
)

pytestmark = pytest.mark.skipif(
    not (DATA / "articles").is_dir(), reason="no articles beside the repository"
)


@dataclass(frozen=True)
class Copied:
    """The pairs that share a copy group, and the pairs that should, by the kind of article."""

    found: set[made.Pair]
    wire: set[made.Pair]
    reprints: set[made.Pair]
    form_letters: set[made.Pair]
    relations: dict[str, tuple[str, str]]
    original_of: dict[str, str]

    def found_in(self, kind: str) -> set[made.Pair]:
        """The pairs found of which one is a reprint, or both are stories of the wire."""
        return {pair for pair in self.found if _kind(pair, self.original_of) == kind}


def _kind(pair: made.Pair, original_of: dict[str, str]) -> str:
    return "reprint" if set(pair) & set(original_of) else pair[0].partition("-")[0]


def _letters_of_one_event() -> set[made.Pair]:
    with ONE_EVENT.open(encoding="utf-8", newline="") as lines:
        rows = [
            (f"letter-{row['left']}", f"letter-{row['right']}") for row in csv.DictReader(lines)
        ]
    return {(min(pair), max(pair)) for pair in rows}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copied:
    wire, letters = made.wire_stories(DATA / "articles"), made.letters(DATA / "articles")
    likened = made.shared_wording(wire)
    forms = made.form_letters(letters, made.shared_wording(letters), _letters_of_one_event())
    twice = {key for pair, found in likened.items() if found.containment >= 0.3 for key in pair}
    once = [story for story in wire if story.key not in twice]
    pages = made.furniture(DATA / "pages")
    reprints = [*made.reprints(once, pages, every=8), *made.reprints(letters, pages, every=8)]

    data_dir = tmp_path_factory.mktemp("copies")
    story_of = made.write_staging([*wire, *letters, *reprints], data_dir)
    warehouse = build_marts(data_dir, data_dir / "target", *BUILD)
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rows = con.execute(
            "select article_id, copy_group_id, copy_relation, origin_article_id"
            " from intermediate.int_articles_copied"
        ).fetchall()
    groups, families = defaultdict(list), defaultdict(list)
    for article, group, _, _ in rows:
        groups[group].append(story_of[article])
    original_of = {
        story.key: story.original
        for story in reprints
        if story.original and story.key in set(story_of.values())
    }
    for copy, original in original_of.items():
        families[original].append(copy)
    return Copied(
        found=made.pairs_of(groups.values()),
        wire={pair for pair, found in likened.items() if found.jaccard >= 0.5},
        reprints=made.pairs_of([original, *copies] for original, copies in families.items()),
        form_letters=forms,
        relations={story_of[a]: (relation, story_of[origin]) for a, _, relation, origin in rows},
        original_of=original_of,
    )


def test_a_story_that_the_wire_sent_twice_is_found(copied: Copied) -> None:
    assert made.f1(copied.found_in("wire"), copied.wire) >= FLOORS["wire_f1"]


def test_an_abridged_reprint_with_another_outlets_noise_is_found(copied: Copied) -> None:
    assert len(copied.original_of) > 200
    assert made.f1(copied.found_in("reprint"), copied.reprints) >= FLOORS["reprints_f1"]


def test_wire_and_reprints_together_are_found(copied: Copied) -> None:
    found = copied.found_in("wire") | copied.found_in("reprint")
    assert made.f1(found, copied.wire | copied.reprints) >= FLOORS["pairs_f1"]


def test_form_letters_of_different_events_are_no_copies(copied: Copied) -> None:
    assert len(copied.form_letters) > 60
    joined = copied.form_letters & copied.found
    assert len(joined) / len(copied.form_letters) <= FLOORS["form_letters_joined_at_most"]


def test_the_earliest_is_the_origin_of_its_reprints_and_they_are_abridged(copied: Copied) -> None:
    told = [copied.relations[copy] for copy in copied.original_of]
    right = [
        relation == ("abridged", original) or relation == ("verbatim", original)
        for relation, original in zip(told, copied.original_of.values(), strict=True)
    ]
    assert sum(right) / len(right) >= FLOORS["reprints_related"]
