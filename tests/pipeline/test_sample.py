"""What a run on the sample finds, held against what a correct reader finds in its pages."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.pipeline.conftest import REPOSITORY, Ran

pytestmark = pytest.mark.pipeline

TRUTH = Path(__file__).with_name("expected") / "sample_events.csv"
FOUND = """
select
    e.start_date::varchar as start_date,
    e.event_type,
    e.event_status,
    coalesce(e.city, '') as city,
    coalesce(e.country_code, '') as country_code,
    array_to_string(list_sort(e.host_names), '|') as hosts,
    (
        select count(*) from marts.attendees as a where a.event_id = e.event_id
    )::varchar as participants,
    e.count_reports::varchar as reports,
    e.count_independent_reports::varchar as independent_reports,
    (
        select string_agg(s.outlet, '|' order by s.outlet)
        from marts.event_reports as r
        inner join marts.sources as s using (article_id)
        where r.event_id = e.event_id
    ) as outlets
from marts.events as e
order by all
"""
# Named only in comments, lists of other stories and captions of pictures drawn by a machine.
BYSTANDERS = ("Piyush Goyal", "Brazil", "Iceland", "Ireland", "Togo", "Governor-General")


def dicts(path: Path, sql: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(path), read_only=True) as con:
        asked = con.execute(sql)
        names = [column[0] for column in asked.description]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


@pytest.fixture(scope="module")
def truth() -> list[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def found(sample: Ran) -> list[dict[str, str]]:
    events = dicts(sample.settings.published_path, FOUND)
    return [{name: value or "" for name, value in event.items()} for event in events]


def test_the_ministerial_is_one_event_in_every_cell(
    truth: list[dict[str, str]], found: list[dict[str, str]]
) -> None:
    (expected,) = [event for event in truth if event["event_type"] == "ministerial"]
    assert [event for event in found if event["start_date"] == "2026-01-12"] == [expected]


def test_no_sample_page_is_rejected(sample: Ran) -> None:
    assert sample.result.rejected == ()
    assert sample.result.new == len(list((REPOSITORY / "data/sample").glob("*.txt")))


def test_nobody_takes_part_who_is_named_only_in_comments_or_lists(sample: Ran) -> None:
    attendees = dicts(
        sample.settings.published_path,
        "select distinct coalesce(name, '') || ' ' || coalesce(affiliation, '') as who"
        " from marts.attendees",
    )
    named = " / ".join(row["who"] for row in attendees)
    assert "Scott Bessent" in named
    assert [name for name in BYSTANDERS if name in named] == []


def test_pages_where_nobody_meets_give_no_event(sample: Ran) -> None:
    silent = dicts(
        sample.settings.published_path,
        "select split_part(document_uri, '/', 2)[:12] as page, count_events from marts.sources"
        " where document_uri similar to 'raw/(ferrous|touchline|harbour-lane).*' order by page",
    )
    assert silent == [
        {"page": "ferrous-mark", "count_events": 0},
        {"page": "harbour-lane", "count_events": 0},
        {"page": "touchline-we", "count_events": 0},
    ]


def test_an_announced_meeting_that_another_page_calls_off_is_cancelled(
    found: list[dict[str, str]],
) -> None:
    (meeting,) = [event for event in found if event["city"] == "Montevideo"]
    assert (meeting["event_status"], meeting["reports"]) == ("cancelled", "2")


def test_an_absent_minister_is_kept_beside_the_deputy_who_came(sample: Ran) -> None:
    came = dicts(
        sample.settings.published_path,
        "select a.name, a.participation, a.stands_in_for from marts.attendees as a"
        " inner join marts.events as e using (event_id)"
        " where e.event_type = 'visit' and a.country_code = 'VN' order by a.name",
    )
    assert came == [
        {"name": "Le Van Quynh", "participation": "absent", "stands_in_for": None},
        {
            "name": "Tran Thi Bao Ngoc",
            "participation": "attendee",
            "stands_in_for": "Le Van Quynh",
        },
    ]


def test_every_gathering_is_right_in_every_cell_and_none_is_made_up(
    truth: list[dict[str, str]], found: list[dict[str, str]]
) -> None:
    assert [event for event in truth if event not in found] == []
    assert [event for event in found if event not in truth] == []
