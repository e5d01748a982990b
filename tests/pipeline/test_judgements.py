"""What people judged follows its mentions: to a new reading, and to a corrected page.

Two announcements that no rule would join, one event with a wrong day: judged by the command, then
read anew under other ids, at last without any memory of the old reading.
"""

from __future__ import annotations

import shutil

import pytest
from tests.pipeline.merging_alone import REPOSITORY
from tests.pipeline.test_history import DAY, World, hosts, label
from typer.testing import CliRunner

from communique.cli import app
from communique.store.published import publish

pytestmark = pytest.mark.pipeline

BERGEN = """Harbour Gazette
Fisheries ministers to meet in Bergen
4 May 2026

BERGEN, Norway - Norwegian Fisheries Minister Solveig Aune will host her Icelandic counterpart
Birkir Hauksson in Bergen on 12 May, the ministry said.
"""
REYKJAVIK = """The Skerry Post
Aune and Hauksson agree on herring
12 June 2026

REYKJAVIK - Fisheries ministers Solveig Aune of Norway and Birkir Hauksson of Iceland met in
Reykjavik on 11 June and agreed on herring.
"""


def bergen(key: str) -> dict[str, object]:
    return label(BERGEN, "2026-05-04", "planned", key, hosts("planned"))


def reykjavik(key: str, text: str = REYKJAVIK) -> dict[str, object]:
    told = label(text, "2026-06-12", "held", key, hosts("held"))
    (event,) = told["events"]
    event |= {"start": "2026-06-11", "city": "Reykjavik", "country": "IS", "date_text": "11 June",
              "trigger": "met in\nReykjavik"}  # fmt: skip
    return told | {"body_starts": "REYKJAVIK", "dateline": {"place": "Reykjavik", "date": None}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("judged")
    ignore = shutil.ignore_patterns("target", "logs")
    shutil.copytree(REPOSITORY / "dbt_project", folder / "dbt_project", ignore=ignore)
    for name in ("lexicons", "policy", "judgements"):
        shutil.copytree(REPOSITORY / "data" / name, folder / "data" / name)
    world = World(folder)
    world.data.mkdir()
    world.land("bergen", BERGEN, bergen("one"), "v1")
    world.land("reykjavik", REYKJAVIK, reykjavik("two"), "v1")
    world.build("v1")
    return world


def judge(world: World, *arguments: str) -> str:
    """The command on what is published now."""
    publish(world.data / "warehouse/communique.duckdb", world.data / "published/communique.duckdb")
    env = {"COMMUNIQUE_PROJECT_DIR": str(world.folder), "COMMUNIQUE_DATA_DIR": str(world.data),
           "COMMUNIQUE_NOW": DAY.isoformat()}  # fmt: skip
    said = [] if arguments == ("list",) else ["--reason", "the minutes say so", "--by", "editor"]
    result = CliRunner().invoke(app, ["judge", *arguments, *said], env=env)
    assert result.exit_code == 0, result.output
    return result.output


def states(world: World) -> list[tuple[object, ...]]:
    return world.rows("select judgements, state from marts.judgements order by all")


def test_1_two_events_judged_one_are_one_and_the_value_judged_right_stands(world: World) -> None:
    first, second = world.event_ids()
    judge(world, "same-event", first, second)
    judge(world, "value", first, "city", "Trondheim")
    world.build("v1")
    assert len(world.event_ids()) == 1
    assert world.rows("select city from marts.events") == [("Trondheim",)]
    assert {state for _, state in states(world)} <= {"in force", "carried over"}


def test_2_a_participants_value_is_judged_too(world: World) -> None:
    ((attendance,),) = world.rows(
        "select attendance_id from marts.attendees where name = 'Birkir Hauksson'"
    )
    (event,) = world.event_ids()
    judge(world, "value", event, "role", "Minister of the Sea", "--attendance", str(attendance))
    world.build("v1")
    assert world.rows("select role from marts.attendees where name = 'Birkir Hauksson'") == [
        ("Minister of the Sea",)
    ]


def test_3_a_new_reading_names_every_mention_anew_and_all_judgements_still_hold(
    world: World,
) -> None:
    world.land("bergen", BERGEN, bergen("another"), "v2")
    world.land("reykjavik", REYKJAVIK, reykjavik("name"), "v2")
    world.build("v2")
    assert len(world.event_ids()) == 1
    assert world.rows("select city from marts.events") == [("Trondheim",)]
    assert world.rows("select role from marts.attendees where name = 'Birkir Hauksson'") == [
        ("Minister of the Sea",)
    ]
    assert ("same_event", "carried over") in states(world)
    assert "in force; what it names has another id by now" in judge(world, "list")


def test_4_they_hold_without_any_memory_of_the_old_reading(world: World) -> None:
    shutil.rmtree(world.data / "staging")
    (world.data / "warehouse/communique.duckdb").unlink()
    world.land("bergen", BERGEN, bergen("third"), "v3")
    world.land("reykjavik", REYKJAVIK, reykjavik("time"), "v3")
    world.build("v3")
    assert len(world.event_ids()) == 1
    assert world.rows("select city from marts.events") == [("Trondheim",)]
    assert world.rows("select role from marts.attendees where name = 'Birkir Hauksson'") == [
        ("Minister of the Sea",)
    ]
    assert {state for _, state in states(world)} == {"carried over"}


def test_5_a_page_that_is_gone_leaves_its_judgement_told_as_gone(world: World) -> None:
    shutil.rmtree(world.data / "staging")
    world.land("bergen", BERGEN, bergen("fourth"), "v4")
    world.build("v4")
    assert ("same_event", "gone") in states(world)
    assert "gone: no page tells of" in judge(world, "list")
