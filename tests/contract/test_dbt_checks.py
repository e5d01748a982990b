"""Each check of the marts fails on the damage that it is there for, and on nothing less."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from jinja2 import Environment

from communique.store.limits import read_limits

REPOSITORY = Path(__file__).resolve().parents[2]
TESTS = REPOSITORY / "dbt_project" / "tests"
LIMITS = read_limits(REPOSITORY)
TABLES = """
create table events (
    event_id varchar, event_title varchar, event_type varchar default 'ministerial',
    event_status varchar default 'held', start_date date, end_date date,
    date_precision varchar default 'day', previous_start_date date, country_code varchar,
    count_reports bigint default 1, count_independent_reports bigint default 1);
create table event_reports (event_id varchar, article_id varchar, start_date date);
create table sources (article_id varchar, document_id varchar, document_uri varchar);
create table attendees (
    event_id varchar, person_id varchar, name varchar, participation varchar default 'attendee');
create table withdrawn_documents (document varchar, document_id varchar);
create table stg_documents (document_id varchar);
"""
LEVELS = ("pass", "warn", "fail")


def run(name: str, rows: str) -> tuple[str, list[str]]:
    """What dbt would say of the check, and the words of its findings."""
    options: dict[str, str] = {"severity": "error"}

    def config(**given: str) -> str:
        options.update(given)
        return ""

    template = Environment().from_string((TESTS / f"{name}.sql").read_text(encoding="utf-8"))
    sql = template.render(
        ref=str, config=config, weight=lambda surface, table: str(LIMITS[surface])
    )
    with duckdb.connect(":memory:") as con:
        con.execute(TABLES + rows)
        found = _rows(con, sql)
    if not found:
        return "pass", []
    told = [str(row.get("finding", "")) for row in found]
    if "fail_calc" not in options:
        return ("warn" if options["severity"] == "warn" else "fail"), told
    assert (options["warn_if"], options["error_if"]) == (">= 1", ">= 2")
    return LEVELS[max(int(str(row["level"])) for row in found)], told


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, object]]:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("reports", "independent", "verdict"),
    [(79, 39, "pass"), (80, 1, "warn"), (60, 40, "warn"), (400, 1, "fail"), (300, 200, "fail")],
)
def test_an_event_with_very_many_reports_is_told_and_one_with_far_too_many_stops(
    reports: int, independent: int, verdict: str
) -> None:
    rows = (
        "insert into events (event_id, event_title, count_reports, count_independent_reports) "
        f"values ('e', 'Summit', {reports}, {independent})"
    )
    found, told = run("no_event_has_too_many_reports", rows)
    assert found == verdict
    assert told == (
        [] if verdict == "pass" else [f"Summit: {reports} reports, {independent} independent"]
    )


@pytest.mark.parametrize(
    ("end", "verdict"), [("2031-05-20", "pass"), ("2031-06-20", "warn"), ("2032-06-01", "fail")]
)
def test_an_event_that_lasts_for_months_is_told_and_one_of_a_year_stops(
    end: str, verdict: str
) -> None:
    rows = (
        "insert into events (event_id, event_title, start_date, end_date) "
        f"values ('e', 'Summit', '2031-05-01', '{end}')"
    )
    assert run("no_event_lasts_too_long", rows)[0] == verdict


@pytest.mark.parametrize(
    ("later", "postponed_from", "verdict"),
    [("2031-05-09", "null", "pass"), ("2031-09-01", "null", "warn"),
     ("2031-09-01", "'2031-05-01'", "pass")],
)  # fmt: skip
def test_reports_of_days_far_apart_are_told_unless_the_event_was_put_off(
    later: str, postponed_from: str, verdict: str
) -> None:
    rows = (
        "insert into events (event_id, event_title, start_date, previous_start_date) "
        f"values ('e', 'Summit', '2031-05-01', {postponed_from}); "
        f"insert into event_reports values ('e', 'a', '2031-05-01'), ('e', 'b', '{later}')"
    )
    assert run("no_event_lasts_too_long", rows)[0] == verdict


@pytest.mark.parametrize(("mentions", "verdict"), [(4, "pass"), (5, "warn"), (50, "fail")])
def test_an_article_with_many_mentions_in_one_event_is_told(mentions: int, verdict: str) -> None:
    rows = (
        "insert into events (event_id, event_title) values ('e', 'Summit'); "
        "insert into sources values ('a', 'd', 'raw/live.txt'); "
        f"insert into event_reports select 'e', 'a', null from range({mentions})"
    )
    found, told = run("no_article_speaks_too_often_of_one_event", rows)
    assert found == verdict
    assert all("of one article, raw/live.txt" in line for line in told)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("select 1", "warn"),
        ("update events set country_code = 'NO'", "pass"),
        ("update events set event_type = 'call' where event_id = 'e2'", "pass"),
        ("update events set event_status = 'planned' where event_id = 'e2'", "pass"),
        ("update events set start_date = '2031-05-02' where event_id = 'e2'", "pass"),
        ("update events set date_precision = 'month' where event_id = 'e2'", "pass"),
        ("update attendees set participation = 'absent' where event_id = 'e2'", "pass"),
        ("update attendees set person_id = 'other' where event_id = 'e2'", "pass"),
    ],
)
def test_a_person_in_two_countries_on_one_day_is_listed(change: str, verdict: str) -> None:
    rows = (
        "insert into events (event_id, event_title, start_date, country_code) values "
        "('e1', 'Salt talks', '2031-05-01', 'NO'), ('e2', 'Tin talks', '2031-05-01', 'CL'); "
        "insert into attendees (event_id, person_id, name) values "
        f"('e1', 'p', 'Ida Berg'), ('e2', 'p', 'Ida Berg'); {change}"
    )
    found, told = run("nobody_is_in_two_countries_on_one_day", rows)
    assert found == verdict
    assert told == (
        ["Ida Berg on 2031-05-01: Salt talks (NO) and Tin talks (CL)"] if verdict == "warn" else []
    )


@pytest.mark.parametrize(
    ("events", "dated", "attended", "verdict"),
    [(20, 20, 20, "pass"), (20, 10, 20, "warn"), (20, 20, 12, "warn"), (20, 2, 20, "fail"),
     (20, 20, 2, "fail"), (19, 0, 0, "pass")],
)  # fmt: skip
def test_marts_of_events_without_days_or_participants_are_told_and_bare_ones_stop(
    events: int, dated: int, attended: int, verdict: str
) -> None:
    rows = (
        "insert into events (event_id, start_date) "
        f"select n, if(n < {dated}, date '2031-05-01', null) from range({events}) as r (n); "
        f"insert into attendees (event_id) select n from range({attended}) as r (n)"
    )
    assert run("most_events_have_a_day_and_participants", rows)[0] == verdict


def test_a_withdrawal_of_what_never_came_is_told_and_a_withdrawn_word_stops() -> None:
    never = "insert into withdrawn_documents values ('raw/never.txt', null)"
    assert run("withdrawn_documents_are_known", never)[0] == "warn"
    known = "insert into withdrawn_documents values ('raw/x.txt', 'd')"
    assert run("withdrawn_documents_are_known", known)[0] == "pass"
    assert run("no_word_of_a_withdrawn_document", known)[0] == "pass"
    spoken = f"{known}; insert into sources values ('a', 'd', 'raw/x.txt')"
    assert run("no_word_of_a_withdrawn_document", spoken)[0] == "fail"
