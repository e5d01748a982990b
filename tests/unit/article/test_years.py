"""Years of days that are written without one."""

from datetime import date

from communique.article.years import latest_past, latest_with_weekday, nearest_to

LANDED = date(2026, 1, 14)


def test_the_publication_day_draws_the_year_to_it() -> None:
    assert nearest_to(12, 31, date(2025, 1, 2)) == date(2024, 12, 31)
    assert nearest_to(1, 2, date(2024, 12, 31)) == date(2025, 1, 2)


def test_a_weekday_finds_the_latest_year_in_which_it_fits() -> None:
    assert latest_with_weekday(6, 8, {2}, LANDED) == date(2021, 6, 8)
    assert latest_with_weekday(6, 8, set(), LANDED) is None


def test_without_a_witness_the_latest_past_is_taken() -> None:
    assert latest_past(1, 13, LANDED) == date(2026, 1, 13)
    assert latest_past(2, 2, LANDED) == date(2025, 2, 2)
    assert latest_past(2, 29, LANDED) == date(2024, 2, 29)
