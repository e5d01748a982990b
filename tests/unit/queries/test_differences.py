"""What became of events and attendances between two files, by whatever ties them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
import pytest
from tests.unit.published_files import Rows, gathering, person, together, write_published

from communique.queries.differences import Differences, Tally, compare
from communique.queries.pair import NoWarehouseError

Compare = Callable[[Mapping[str, Rows], Mapping[str, Rows]], Differences]


@pytest.fixture
def differ(tmp_path: Path) -> Compare:
    def between(old: Mapping[str, Rows], new: Mapping[str, Rows]) -> Differences:
        return compare(
            write_published(tmp_path / "old.duckdb", old),
            write_published(tmp_path / "new.duckdb", new),
        )

    return between


def counts(tally: Tally) -> dict[str, int]:
    """What is not nought of what became of objects."""
    names = ("added", "changed", "retracted", "merged", "split", "renamed", "touched")
    return {name: getattr(tally, name) for name in names if getattr(tally, name)}


def told(found: Differences) -> list[tuple[str, str, str]]:
    return [(e.kind, e.op, e.told) for e in found.examples]


TALKS = together(gathering("evt_1", "m1@a1", "m2@a2"), person("att_1", "evt_1", "Ida Berg"))


def test_a_file_is_equal_to_itself_and_to_its_copy(differ: Compare, tmp_path: Path) -> None:
    assert differ(TALKS, TALKS).is_empty
    path = tmp_path / "old.duckdb"
    assert compare(path, path).is_empty


def test_a_value_that_became_another_is_a_change_of_its_attribute(differ: Compare) -> None:
    new = together(
        gathering("evt_1", "m1@a1", "m2@a2", start_date="2031-05-06", topics=["salt", "tin"]),
        person("att_1", "evt_1", "Ida Berg", role="Prime Minister"),
    )
    found = differ(TALKS, new)
    assert counts(found.objects["event"]) == {"changed": 1, "touched": 1}
    assert found.attributes == (
        ("event", "start_date", 1), ("event", "topics", 1), ("attendance", "role", 1),
    )  # fmt: skip
    assert told(found)[0] == (
        "event",
        "changed",
        "Salt talks (2031-05-05, Oslo, held): start_date: 2031-05-05 → 2031-05-06",
    )


def test_what_came_and_what_went_is_told_apart(differ: Compare) -> None:
    new = together(gathering("evt_2", "m9@a9", name="Tin talks"))
    found = differ(TALKS, new)
    assert counts(found.objects["event"]) == {"added": 1, "retracted": 1, "touched": 1}
    assert counts(found.objects["attendance"]) == {"retracted": 1, "touched": 1}
    assert [(kind, op) for kind, op, _ in told(found)] == [
        ("event", "retracted"), ("event", "added"), ("attendance", "retracted"),
    ]  # fmt: skip


def test_an_event_of_an_old_id_is_found_by_the_alias_that_the_new_file_keeps(
    differ: Compare,
) -> None:
    old = together(TALKS, gathering("evt_0", "m8@a8", name="Salt meeting"))
    new = {**TALKS, "marts.event_id_aliases": [{"old_event_id": "evt_0", "event_id": "evt_1"}]}
    found = differ(old, new)
    assert counts(found.objects["event"]) == {"merged": 1, "touched": 1}
    assert told(found)[0][2] == (
        "Salt meeting (2031-05-05, Oslo, held) into Salt talks (2031-05-05, Oslo, held)"
    )


@pytest.mark.parametrize(
    "mentions",
    [("m1@a1", "m2@a2"), ("x1@a1:5-15", "x2@a2:0-3"), ("x1@a1:20-30",)],
    ids=["the same mentions", "overlapping words", "the main gathering of an article"],
)
def test_files_made_apart_tie_events_by_what_both_report(
    differ: Compare, mentions: tuple[str, ...]
) -> None:
    new = together(gathering("evt_other", *mentions), person("att_other", "evt_other", "Ida Berg"))
    found = differ(TALKS, new)
    assert counts(found.objects["event"]) == {"renamed": 1}
    assert counts(found.objects["attendance"]) == {"renamed": 1}
    assert not found.is_empty


def test_two_that_became_one_are_merged_and_one_that_became_two_is_split(differ: Compare) -> None:
    apart = together(
        gathering("evt_1", "m1@a1", "m2@a2"), gathering("evt_3", "m3@a3", name="Tin talks"),
        person("att_1", "evt_1", "Ida Berg"), person("att_3", "evt_3", "Ida Berg"),
    )  # fmt: skip
    joined = together(
        gathering("evt_1", "m1@a1", "m2@a2", "m3@a3"), person("att_1", "evt_1", "Ida Berg")
    )
    found = differ(apart, joined)
    assert counts(found.objects["event"]) == {"merged": 1, "touched": 1}
    assert counts(found.objects["attendance"]) == {"merged": 1, "touched": 1}
    found = differ(joined, apart)
    assert counts(found.objects["event"]) == {"split": 1, "touched": 1}
    assert counts(found.objects["attendance"]) == {"split": 1, "touched": 1}
    assert told(found)[0][2].startswith("Tin talks (2031-05-05, Oslo, held) out of Salt talks")


def test_a_gathering_that_one_article_tells_beside_another_is_new_not_split(
    differ: Compare,
) -> None:
    new = together(TALKS, gathering("evt_2", "m9@a1:50-60", name="Tin talks"))
    assert counts(differ(TALKS, new).objects["event"]) == {"added": 1}


def test_a_person_of_another_id_is_found_by_its_words_within_the_event(differ: Compare) -> None:
    def claim(attendance_id: str, value: str) -> dict[str, Rows]:
        row = {"claim_id": f"c{value}", "attendance_id": attendance_id, "article_id": "a1",
               "attribute": "name", "value": value, "span_start": 30, "span_end": 38}  # fmt: skip
        return {"marts.claims": [row]}

    old = together(TALKS, claim("att_1", "Ida Berg"))
    new = together(
        gathering("evt_1", "m1@a1", "m2@a2"), person("att_2", "evt_1", "Ida Berg-Lund"),
        claim("att_2", "Ida Berg-Lund"),
    )  # fmt: skip
    found = differ(old, new)
    assert counts(found.objects["attendance"]) == {"changed": 1, "renamed": 1, "touched": 1}
    assert (found.tables["claims"].added, found.tables["claims"].gone) == (1, 1)


def test_documents_read_by_another_parser_version_are_counted(differ: Compare) -> None:
    def parses(*versions: str) -> dict[str, Rows]:
        rows = [{"document_id": f"d{n}", "parser_version": v} for n, v in enumerate(versions)]
        return {"staging.parses": rows}

    found = differ(together(TALKS, parses("v1", "v1")), together(TALKS, parses("v1", "v2", "v2")))
    assert (found.count_documents, found.count_reread) == (2, 1)
    assert found.new_versions == ("v1", "v2")


def test_examples_are_as_many_as_asked_for_and_numbers_count_all(tmp_path: Path) -> None:
    events = [gathering(f"evt_{n}", f"m{n}@a{n}") for n in range(9)]
    old = write_published(tmp_path / "old.duckdb", {})
    new = write_published(tmp_path / "new.duckdb", together(*events))
    found = compare(old, new, count_examples=3)
    assert (found.objects["event"].added, len(found.examples)) == (9, 3)


def test_what_is_no_published_file_of_this_contract_is_told(tmp_path: Path) -> None:
    there = write_published(tmp_path / "there.duckdb", {})
    (tmp_path / "text.duckdb").write_text("no database at all")
    with duckdb.connect(str(tmp_path / "bare.duckdb")) as con:
        con.execute("create table notes as select 1 as n")
    with duckdb.connect(str(tmp_path / "older.duckdb")) as con:
        con.execute("create schema marts; create table marts.events as select 'e' as event_id")
    for name, words in (
        ("gone", "no such file"),
        ("text", "cannot be opened"),
        ("bare", "holds no marts"),
        ("older", r"lacks table staging\.documents.* more: another version"),
    ):
        with pytest.raises(NoWarehouseError, match=rf"{name}\.duckdb: .*{words}"):
            compare(there, tmp_path / f"{name}.duckdb")
