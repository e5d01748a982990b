import csv
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from communique.cli import app

REPOSITORY = Path(__file__).resolve().parents[3]
MENTIONS = """
create table staging.event_mentions (
    event_mention_id varchar, article_id varchar, salience varchar, confidence double,
    span_start bigint, span_end bigint, surface varchar);
insert into staging.event_mentions values
    ('evm_1', 'art_1', 'main', 0.9, 5, 20, 'hosted ministers'),
    ('evm_2', 'art_2', 'main', 0.8, 6, 20, 'met on salt'),
    ('evm_3', 'art_2', 'background', 0.7, 30, 40, 'tin talks'),
    ('evm_4', 'art_3', 'main', 0.7, 50, 60, 'rang him up');
create table staging.attendee_mentions (
    attendee_mention_id varchar, event_mention_id varchar, article_id varchar, kind varchar,
    confidence double, span_start bigint, span_end bigint, surface varchar);
insert into staging.attendee_mentions values
    ('att_b1', 'evm_1', 'art_1', 'person', 0.9, 40, 48, 'Ida Berg'),
    ('att_r1', 'evm_1', 'art_1', 'person', 0.9, 60, 68, 'Juan Rey'),
    ('att_r4', 'evm_4', 'art_3', 'person', 0.9, 62, 65, 'Rey'),
    ('att_g2', 'evm_2', 'art_2', 'delegation', 0.9, 22, 27, 'Ghana');
drop table marts.attendees;
create table marts.attendees (
    attendance_id varchar, event_id varchar, kind varchar, person_id varchar,
    organization_id varchar, name varchar, affiliation varchar);
insert into marts.attendees values
    ('atd_b1', 'evt_aa11', 'person', 'per_b', null, 'Ida Berg', 'Norway'),
    ('atd_r1', 'evt_aa11', 'person', 'per_r', null, 'Juan Rey', 'Chile'),
    ('atd_r4', 'evt_bb33', 'person', 'per_s', null, 'Rey', null),
    ('atd_g2', 'evt_aa11', 'delegation', null, 'org_g', null, 'Ghana');
drop table marts.claims;
create table marts.claims (attendee_mention_id varchar, attendance_id varchar, is_folded boolean);
insert into marts.claims values
    ('att_b1', 'atd_b1', false), ('att_b1', 'atd_b1', false), ('att_r1', 'atd_r1', false),
    ('att_r4', 'atd_r4', false), ('att_g2', 'atd_g2', false), (null, null, null);
update marts.event_reports set article_id = 'art_3' where event_mention_id = 'evm_4';
"""
STATES = """
create table marts.judgements (
    judgements varchar, left_id varchar, right_id varchar, event_id varchar, attendance_id varchar,
    attribute varchar, verdict varchar, state varchar, told varchar);
insert into marts.judgements values
    ('same_event', 'evm_1', 'evm_4', null, null, null, 'positive', 'gone', 'gone: no page tells'),
    ('value', null, null, 'evt_aa11', null, 'city', 'Bergen', 'in force', 'in force');
"""


@pytest.fixture
def world(published_dir, tmp_path, monkeypatch):
    """The hand-made published file with mentions, and a project whose judgements are empty."""
    with duckdb.connect(str(published_dir / "published" / "communique.duckdb")) as con:
        con.execute(MENTIONS)
    shutil.copytree(REPOSITORY / "data" / "policy", tmp_path / "project" / "data" / "policy")
    monkeypatch.setenv("COMMUNIQUE_PROJECT_DIR", str(tmp_path / "project"))
    monkeypatch.setenv("COMMUNIQUE_NOW", "2031-05-20T10:00+00:00")
    return tmp_path / "project" / "data" / "judgements"


def judge(*arguments, reason="seen", by="editor"):
    said = ["judge", *arguments]
    if arguments[0] != "list":
        said += ["--reason", reason, "--by", by]
    return CliRunner().invoke(app, said)


def rows(world, name):
    with (world / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))[1:]


def test_events_are_written_as_their_fullest_mentions_with_their_places(world):
    result = judge("same-event", "evt_bb33", "evt_aa11", reason="one  gathering")
    assert result.exit_code == 0, result.output
    assert rows(world, "same_event") == [
        ["evm_1", "evm_4", "positive", "editor", "2031-05-20", "one gathering"]
    ]
    assert rows(world, "judged_places") == [
        ["evm_1", "art_1", "5", "20", "hosted ministers"],
        ["evm_4", "art_3", "50", "60", "rang him up"],
    ]
    assert "not events or persons" in result.output
    assert "Harbour Post" in result.output


def test_a_mention_is_taken_as_it_is_named(world):
    judge("same-event", "evm_2", "evm_4", "--not")
    assert rows(world, "same_event")[0][:3] == ["evm_2", "evm_4", "negative"]


def test_a_merged_events_old_id_and_a_beginning_are_enough(world):
    assert judge("same-event", "evt_0000", "bb3").exit_code == 0
    assert rows(world, "same_event")[0][:2] == ["evm_1", "evm_4"]


@pytest.mark.parametrize("given", ["per_s", "atd_r4", "att_r4"])
def test_a_person_is_named_by_any_of_three_ids(world, given):
    assert judge("same-person", given, "per_r").exit_code == 0
    assert rows(world, "same_person")[0][:2] == ["att_r1", "att_r4"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["same-event", "evt_nothing", "evt_aa11"], "no such event"),
        (["same-event", "evm_gone", "evt_aa11"], "event_reports"),
        (["same-person", "per_x", "per_r"], "marts.attendees"),
        (["same-person", "atd_g2", "per_r"], "only persons"),
        (["same-event", "evm_2", "evm_3"], "in one article"),
        (["same-event", "evt_aa11", "evt_aa11"], "one already"),
        (["same-event", "evt_aa11", "evt_aa11", "--not"], "evm_2"),
        (["same-person", "per_s", "att_r4", "--not"], "one place alone"),
        (["value", "evt_aa11", "role", "Minister"], "--attendance"),
        (["value", "evt_aa11", "role", "Envoy", "--attendance", "atd_r4"], "atd_b1  Ida Berg"),
        (["value", "evt_aa11", "start_date", "Monday"], "2026-01-12"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_written(world, arguments, told):
    result = judge(*arguments)
    assert result.exit_code in (1, 2)
    assert told in result.stderr
    assert not world.exists()


def test_a_doubled_judgement_is_told_and_written_once(world):
    judge("same-event", "evm_1", "evm_4")
    result = judge("same-event", "evm_4", "evm_1", by="desk")
    assert result.exit_code == 0
    assert "Judged already" in result.output
    assert "editor" in result.output
    assert len(rows(world, "same_event")) == 1


def test_a_contradiction_is_refused_unless_it_is_to_replace_the_other(world):
    judge("same-event", "evm_1", "evm_4")
    result = judge("same-event", "evm_1", "evm_4", "--not")
    assert result.exit_code == 1
    assert "(editor, 2031-05-20: seen)" in result.stderr
    result = judge("same-event", "evm_1", "evm_4", "--not", "--instead", by="desk")
    assert "Withdrawn" in result.output
    assert [row[2:4] for row in rows(world, "same_event")] == [["negative", "desk"]]


def test_a_value_is_written_with_the_places_of_what_it_is_of(world):
    assert judge("value", "evt_aa11", "city", "Bergen").exit_code == 0
    result = judge("value", "aa11", "role", "Envoy", "--attendance", "atd_b1")
    assert result.exit_code == 0, result.output
    assert rows(world, "claim_overrides") == [
        ["evt_aa11", "", "city", "Bergen", "editor", "2031-05-20", "seen"],
        ["evt_aa11", "atd_b1", "role", "Envoy", "editor", "2031-05-20", "seen"],
    ]
    assert [row[:2] for row in rows(world, "judged_places")] == [
        ["atd_b1", "art_1"], ["evt_aa11", "art_1"], ["evt_aa11", "art_2"],
    ]  # fmt: skip


@pytest.mark.parametrize(("by", "reason"), [("  ", "seen"), ("editor", " ")])
def test_who_and_why_must_be_said(world, by, reason):
    result = judge("same-event", "evm_1", "evm_4", by=by, reason=reason)
    assert result.exit_code == 2
    assert not world.exists()


def test_without_a_name_the_users_is_taken(world, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ida")
    CliRunner().invoke(app, ["judge", "same-event", "evm_1", "evm_4", "--reason", "seen"])
    assert rows(world, "same_event")[0][3] == "ida"


def test_the_list_says_of_each_what_became_of_it(world, published_dir):
    assert "Nothing is judged" in judge("list").output
    judge("same-event", "evm_1", "evm_4")
    judge("value", "evt_aa11", "city", "Bergen")
    judge("same-person", "per_s", "per_r")
    assert judge("list").output.count("new: the next communique run applies it") == 3
    with duckdb.connect(str(published_dir / "published" / "communique.duckdb")) as con:
        con.execute(STATES)
    lines = judge("list").output.splitlines()
    assert [line.split("seen")[-1].strip() for line in lines[1:]] == [
        "gone: no page tells", "new: the next communique run applies it", "in force",
    ]  # fmt: skip


def test_the_list_needs_no_published_file(world, published_dir):
    judge("same-event", "evm_1", "evm_4")
    (published_dir / "published" / "communique.duckdb").unlink()
    assert "nothing is published yet" in judge("list").output
