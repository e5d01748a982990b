import pytest

from communique.page.written_dates import find_dates, find_times


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("27-02-2025 21:15 IST", 2025, 2, 27),
        ("2025-12-20T07:21:38+00:00", 2025, 12, 20),
        ("2022.10.29", 2022, 10, 29),
        ("02 JUL. 2025", 2025, 7, 2),
        ("19th October 2024", 2024, 10, 19),
        ("Sunday, May 3rd 2020", 2020, 5, 3),
        ("21 de agosto de 2025", 2025, 8, 21),
        ("2024年8月6日", 2024, 8, 6),
        ("Lima, Aug. 7.", None, 8, 7),
        ("07.08.21", 2021, 8, 7),
        ("12/25/2024", 2024, 12, 25),
        ("November 2025", 2025, 11, None),
    ],
)
def test_a_date_is_read_as_written(text: str, year: int, month: int, day: int) -> None:
    (date,) = find_dates(text)
    assert (date.year, date.month, date.day) == (year, month, day)


@pytest.mark.parametrize("text", ["it may come", "30 February 2024", "call 020 7946 0018", "3-1"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert all(date.month == 2 and date.day is None for date in find_dates(text))


def test_an_ambiguous_order_has_two_readings_and_a_clear_one_has_one() -> None:
    (date,) = find_dates("4/12/2017")
    assert date.is_ambiguous
    assert (date.swapped().month, date.swapped().day) == (4, 12)
    with pytest.raises(ValueError, match="one reading"):
        find_dates("25/12/2017")[0].swapped()


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("04:34 IST", 4, 34), ("8:03 PM IST", 20, 3), ("12:05 a.m.", 0, 5), ("at 7 PM", 19, 0)],
)
def test_a_clock_time_is_read_in_24_hours(text: str, hour: int, minute: int) -> None:
    (time,) = find_times(text)
    assert (time.hour, time.minute) == (hour, minute)
