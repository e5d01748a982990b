"""Datelines: place and day as written, and the year of the day."""

from collections.abc import Callable

import pytest

from communique.article.article import Article


def test_a_dateline_gives_place_country_zone_and_day(read_page: Callable[..., Article]) -> None:
    row = read_page(
        "10 July 2024", body="OSLO, July 9 (Reuters) - Ministers of two states met here today."
    ).row
    assert (row.dateline_place, row.dateline_country_code) == ("OSLO", "NO")
    assert row.dateline_time_zone == "Europe/Oslo"
    assert str(row.dateline_date) == "2024-07-09"
    assert row.dateline_text == "OSLO, July 9 (Reuters) -"


@pytest.mark.parametrize(
    ("above", "weekday", "day", "rule"),
    [
        ("2 January 2025\nOslo, December 31", "", "2024-12-31", "dateline_year_of_publication"),
        ("Oslo, January 13", "on Tuesday", "2026-01-13", "dateline_year_by_weekday"),
        ("Oslo, January 12", "on Sunday", "2025-01-12", "dateline_year_by_weekday"),
        ("Oslo, February 2", "", "2025-02-02", "dateline_year_latest_past"),
    ],
)
def test_the_year_of_a_dateline_is_settled(
    above: str, weekday: str, day: str, rule: str, read_page: Callable[..., Article]
) -> None:
    body = f"The fisheries ministers of five states met {weekday} in the old town hall of the city."
    article = read_page(above, body=body)
    assert str(article.row.dateline_date) == day
    assert [e.rule for e in article.evidence if e.attribute == "dateline_date"] == [rule]


def test_a_city_behind_the_publication_date_is_the_dateline(
    read_page: Callable[..., Article],
) -> None:
    row = read_page("Published - 10 July 2024 05:57 pm IST - New Delhi").row
    assert (row.dateline_place, row.dateline_country_code) == ("New Delhi", "IN")


def test_a_page_without_a_dateline_has_none(read_page: Callable[..., Article]) -> None:
    row = read_page("10 July 2024").row
    assert row.dateline_place is row.dateline_date is row.dateline_text is None
