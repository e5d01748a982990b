"""One gathering announced, reported, read anew, corrected and judged: its ids, its changes.

Each step is one more build of the same warehouse, as a run of another day would make it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from tests.pipeline.gold_staging import page_rows
from tests.pipeline.merging_alone import REPOSITORY, build_marts

from communique.ids import digest
from communique.records import type_of_table
from communique.store.schema import to_frame

pytestmark = pytest.mark.pipeline
DAY = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
BUILD = ("build", "--exclude-resource-type", "unit_test")

PLAN = """Harbour Gazette
Fisheries ministers to meet in Bergen
4 May 2026

BERGEN, Norway - Norwegian Fisheries Minister Solveig Aune will host her Icelandic counterpart
Birkir Hauksson in Bergen on 12 May, the ministry said.
"""
REPORT = """The Skerry Post
Aune and Hauksson agree on herring
12 May 2026

BERGEN - Fisheries ministers Solveig Aune of Norway and Birkir Hauksson of Iceland met in Bergen on
Tuesday and agreed on herring. Trade envoy Tora Lind joined them.
"""
CORRECTED = REPORT.replace(" Trade envoy Tora Lind joined them.", "") + "Corrected 13 May.\n"


def person(name: str, role: str, country: str, part: str) -> dict[str, object]:
    return {"name": name, "role": role, "affiliation": None, "country": country,
            "participation": part, "kind": "person"}  # fmt: skip


def label(
    text: str, published: str, status: str, key: str, people: list[object]
) -> dict[str, object]:
    outlet, headline = text.splitlines()[:2]
    event = {
        "key": key, "salience": "main", "type": "bilateral_meeting", "status": status,
        "name": "meeting of fisheries ministers", "start": "2026-05-12", "end": None,
        "date_text": "12 May" if "on 12 May" in text else "Tuesday", "date_precision": "day",
        "city": "Bergen", "country": "NO", "venue": None, "topics": ["herring"],
        "trigger": "will host" if status == "planned" else "met in Bergen", "attendees": people,
    }  # fmt: skip
    return {
        "id": key, "url": None, "outlet": outlet, "agencies": [], "bylines": [],
        "headline": headline, "published": published, "dateline": {"place": "Bergen", "date": None},
        "body_starts": "BERGEN", "body_ends": text.split()[-1], "noise": [], "events": [event],
        "quotes": [], "cited_sources": [],
    }  # fmt: skip


def hosts(status: str) -> list[object]:
    return [
        person("Solveig Aune", "Fisheries Minister", "NO", "host"),
        person(
            "Birkir Hauksson", "Fisheries Minister", "IS",
            "invited" if status == "planned" else "attendee",
        ),
    ]  # fmt: skip


ENVOY = person("Tora Lind", "Trade envoy", "NO", "attendee")


@dataclass
class World:
    """A data folder and a copy of the project whose judgements a test may write."""

    folder: Path
    day: int = 0

    @property
    def data(self) -> Path:
        return self.folder / "store"

    def land(self, name: str, text: str, label: dict[str, object], version: str) -> None:
        """One more page as a batch of its own."""
        source = self.folder / "pages" / name
        source.parent.mkdir(exist_ok=True)
        source.with_suffix(".txt").write_text(text)
        source.with_suffix(".json").write_text(json.dumps(label))
        at = DAY + timedelta(days=self.day)
        rows: dict[str, list[object]] = {table: [] for table in type_of_table}
        for table, row in page_rows(source.with_suffix(".json"), f"raw/{name}.txt"):
            match table:
                case "documents":
                    row = replace(row, ingested_at=at)
                case "parses":
                    row = replace(row, parser_version=version, parsed_at=at)
                case "articles":
                    row = replace(row, parser_version=version)
            rows[table].append(row)
        for table, content in rows.items():
            for batch, some in ((f"{name}-{version}", content), ("_schema", [])):
                folder = self.data / "staging" / table / f"batch={batch}"
                folder.mkdir(parents=True, exist_ok=True)
                to_frame(table, some).write_parquet(folder / "part.parquet")

    def judge(self, rows: str) -> None:
        """The whole of what people judged about sameness of events."""
        header = "left_id,right_id,judgement,judged_by,judged_on,reason\n"
        (self.folder / "data/judgements/same_event.csv").write_text(header + rows)

    def withdraw(self, *documents: str) -> None:
        """The whole of what people withdrew."""
        rows = "".join(f"{document},editor,2026-05-21,asked to\n" for document in documents)
        header = "document,judged_by,judged_on,reason\n"
        (self.folder / "data/judgements/withdrawn.csv").write_text(header + rows)

    def build(self, version: str) -> None:
        """A build on the next day."""
        self.day += 1
        told = {"parser_version": version, "run_id": f"run-{self.day}",
                "built_at": (DAY + timedelta(days=self.day)).isoformat()}  # fmt: skip
        build_marts(
            self.data, self.folder / "target", *BUILD, "--vars", json.dumps(told),
            project=self.folder / "dbt_project",
        )  # fmt: skip

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.data / "warehouse/communique.duckdb"), read_only=True) as con:
            return con.execute(sql).fetchall()

    def changes(self, run: int) -> set[tuple[object, ...]]:
        """(op, what, attribute, old, new, reason) of one run."""
        return set(
            self.rows(
                "select op, object_type, about, attribute, old_value, new_value, reason "
                f"from marts.changes where run_id = 'run-{run}'"
            )
        )

    def event_ids(self) -> list[str]:
        return [str(row[0]) for row in self.rows("select event_id from marts.events order by all")]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("history")
    ignore = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", folder / "dbt_project", ignore=ignore)
    for name in ("lexicons", "policy", "judgements"):
        shutil.copytree(REPOSITORY / "data" / name, folder / "data" / name)
    world = World(folder)
    world.data.mkdir()
    world.judge("")
    return world


def title(world: World) -> str:
    return str(world.rows("select event_title from marts.events")[0][0])


def test_1_an_announcement_is_an_event_with_an_id_of_its_own(world: World) -> None:
    world.land("plan", PLAN, label(PLAN, "2026-05-04", "planned", "p", hosts("planned")), "v1")
    world.build("v1")
    assert len(world.event_ids()) == 1
    assert {(c[0], c[1], c[6]) for c in world.changes(1)} == {
        ("added", "event", "new_article"),
        ("added", "attendance", "new_article"),
    }


def test_2_the_report_joins_it_under_the_id_that_it_has(world: World) -> None:
    before = world.event_ids()
    people = [*hosts("held"), ENVOY]
    # A mention with a smaller key than the first: by its content alone the event would be renamed.
    for count in range(200):
        text = REPORT + "\n" * count
        world.land("report", text, label(text, "2026-05-12", "held", "r", people), "v1")
        staged = f"{world.data}/staging/event_mentions/*/*.parquet"
        smallest = world.rows(
            "select article_id in (select article_id from "
            f"'{world.data}/staging/articles/*/*.parquet' where outlet = 'The Skerry Post') "
            f"from '{staged}' order by event_mention_id limit 1"
        )
        if smallest[0][0]:
            break
    else:
        pytest.fail("no such page")
    world.build("v1")
    assert world.event_ids() == before
    assert world.rows(
        "select name, role, offices.count_events from marts.offices "
        "join marts.people using (person_id) order by name"
    ) == [
        ("Birkir Hauksson", "Fisheries Minister", 1),
        ("Solveig Aune", "Fisheries Minister", 1),
        ("Tora Lind", "Trade envoy", 1),
    ]
    told = world.changes(2)
    assert (
        "changed",
        "event",
        title(world),
        "event_status",
        "planned",
        "held",
        "new_article",
    ) in told
    assert ("added", "attendance", "Tora Lind", None, None, "Tora Lind", "new_article") in told
    assert world.rows("select event_status from marts.event_history order by valid_from") == [
        ("planned",), ("held",),
    ]  # fmt: skip


def test_3_a_reading_by_a_new_parser_keeps_ids_and_says_why_values_changed(world: World) -> None:
    before = world.event_ids(), world.rows("select attendance_id from marts.attendees order by all")
    people = hosts("planned")
    people[0] = person("Solveig Aune", "Minister of Fisheries and Oceans", "NO", "host")
    world.land("plan", PLAN, label(PLAN, "2026-05-04", "planned", "anew", people), "v2")
    text = (world.folder / "pages/report.txt").read_text()
    people = [person("Solveig Aune", "Minister of Fisheries and Oceans", "NO", "host"),
              *hosts("held")[1:], ENVOY]  # fmt: skip
    world.land("report", text, label(text, "2026-05-12", "held", "anew too", people), "v2")
    world.build("v2")
    assert (
        world.event_ids(),
        world.rows("select attendance_id from marts.attendees order by all"),
    ) == before
    assert world.changes(3) == {
        ("changed", "attendance", "Solveig Aune", "role", "Fisheries Minister",
         "Minister of Fisheries and Oceans", "parser_upgrade"),
    }  # fmt: skip


def test_4_a_corrected_page_takes_its_claims_back_and_they_are_kept(world: World) -> None:
    before = world.event_ids()
    version = label(CORRECTED, "2026-05-12", "held", "r", hosts("held"))
    # The name that a second file of one name gets when it lands.
    name = f"report-{digest(CORRECTED.encode())[:8]}"
    world.land(name, CORRECTED, version, "v2")
    world.build("v2")
    assert world.event_ids() == before
    told = world.changes(4)
    assert (
        "retracted",
        "attendance",
        "Tora Lind",
        None,
        "Tora Lind",
        None,
        "article_corrected",
    ) in told
    assert world.rows("select count(*) from marts.events") == [(1,)]
    assert world.rows("select count_reports from marts.events") == [(2,)]
    assert world.rows(
        "select version_no, is_current from marts.article_versions "
        "where headline like 'Aune%' order by all"
    ) == [(1, False), (2, True)]
    assert world.rows(
        "select event_id, value, surface from marts.retired_claims "
        "where attendee_name = 'Tora Lind' and attribute = 'role'"
    ) == [(before[0], "Trade envoy", "Trade envoy")]


def test_5_a_judgement_parts_the_two_and_its_withdrawal_joins_them_again(world: World) -> None:
    (first,) = world.event_ids()
    mentions = [row[0] for row in world.rows("select event_mention_id from marts.event_reports")]
    world.judge(f"{mentions[0]},{mentions[1]},negative,editor,2026-05-20,two meetings\n")
    world.build("v2")
    apart = world.event_ids()
    assert len(apart) == 2
    assert first in apart
    (second,) = set(apart) - {first}
    told = world.rows(
        "select old_value, new_value, reason from marts.changes where run_id = 'run-5' "
        "and op = 'split' and object_type = 'event'"
    )
    assert told == [(first, second, "judgement")]
    world.judge("")
    world.build("v2")
    assert world.event_ids() == [first]
    assert world.rows("select old_event_id, event_id, reason from marts.event_id_aliases") == [
        (second, first, "judgement")
    ]
    assert ("merged", second, first) in {
        (row[0], row[1], row[2])
        for row in world.rows(
            "select op, old_value, new_value from marts.changes where run_id = 'run-6' "
            "and object_type = 'event'"
        )
    }


def test_6_a_build_without_news_changes_nothing(world: World) -> None:
    before = world.rows("select count(*) from marts.changes")
    world.build("v2")
    assert world.rows("select count(*) from marts.changes") == before
    assert world.changes(7) == set()


def test_7_withdrawn_documents_speak_no_more_and_speak_again_under_the_same_ids(
    world: World,
) -> None:
    before = world.event_ids(), world.rows("select * exclude (confidence) from marts.attendees")
    told = "select document_uri from marts.sources where outlet = 'The Skerry Post'"
    all_of_it = "select document_uri from staging.stg_deliveries where document_uri like '%report%'"
    reports = [str(row[0]) for row in world.rows(all_of_it)]
    assert world.rows(told)
    world.withdraw(*reports, "raw/never.txt")
    world.build("v2")
    assert world.event_ids() == before[0]
    assert world.rows(told) == []
    assert world.rows("select count(*) from staging.stg_documents") == [(1,)]
    assert world.rows("select count(*) from marts.retired_claims") == [(0,)]
    assert world.rows(
        "select document, document_id is null from marts.withdrawn_documents order by all"
    ) == [("raw/never.txt", True), *((uri, False) for uri in sorted(reports))]
    assert ("changed", "event", title(world), "event_status", "held", "planned",
            "document_withdrawn") in world.changes(8)  # fmt: skip
    world.withdraw()
    world.build("v2")
    after = world.event_ids(), world.rows("select * exclude (confidence) from marts.attendees")
    assert sorted(after[1], key=repr) == sorted(before[1], key=repr)
    assert after[0] == before[0]
