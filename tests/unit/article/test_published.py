"""Publication: which date of a page wins, and that none is made up."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.article.article import Article

CASES = Path(__file__).parents[2] / "cases" / "published.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c["name"])
def test_publication_is_read_from_the_header(
    case: dict[str, str], read_page: Callable[..., Article]
) -> None:
    row = read_page(case["above"].replace("¶", "\n")).row
    told = {
        "instant": row.published_at.isoformat(timespec="minutes") if row.published_at else "",
        "precision": row.published_precision,
        "basis": row.published_basis or "",
        "offset": row.published_offset or "",
        "day": row.published_day.isoformat() if row.published_day else "",
        "updated": row.updated_at.isoformat(timespec="minutes") if row.updated_at else "",
    }
    assert told == {key: case[key] for key in told}


def test_a_clock_above_the_headline_yields_to_a_date_below_it(
    read_page: Callable[..., Article],
) -> None:
    row = read_page(
        "2 March 2025",
        headline="Saturday, 04 May 2024\n\nFisheries ministers agree on herring quota",
    ).row
    assert row.published_day is not None
    assert row.published_day.isoformat() == "2025-03-02"


def test_contradicting_dates_are_all_kept_with_their_rule(
    read_page: Callable[..., Article],
) -> None:
    article = read_page("Created: 3 March 2025\nUpdated: 5 March 2025")
    kept = {(e.attribute, e.value, e.rule) for e in article.evidence}
    assert ("published_at", "2025-03-03", "created") in kept
    assert ("updated_at", "2025-03-05", "updated") in kept


def test_a_dateline_without_a_year_is_no_publication_date(
    read_page: Callable[..., Article],
) -> None:
    assert read_page("Oslo, January 13").row.published_at is None


def test_a_dateline_with_its_year_is_one(read_page: Callable[..., Article]) -> None:
    row = read_page(
        body="Berne, 26.01.2007 - The ministers of two states signed an agreement today."
    ).row
    assert row.published_basis == "dateline_full_date"
    assert str(row.published_day) == "2007-01-26"


def test_a_day_in_a_sentence_is_no_publication_date(read_page: Callable[..., Article]) -> None:
    row = read_page(
        body="The ministers of two northern states signed the treaty on 5 May 2024."
    ).row
    assert row.published_at is None


def test_month_comes_first_in_an_outlet_of_the_united_states(
    read_page: Callable[..., Article],
) -> None:
    row = read_page("USA Today\n03/04/2024").row
    assert str(row.published_day) == "2024-03-04"


def test_a_stated_zone_of_several_countries_is_the_one_the_page_speaks_of(
    read_page: Callable[..., Article],
) -> None:
    body = "The ministers of Ireland and of the Irish counties agreed on a herring quota in Dublin."
    assert read_page("9 July 2024, 10:00 IST", body=body).row.published_offset == "+01:00"
    assert read_page("9 July 2024, 10:00 IST").row.published_offset == "+05:30"


@pytest.mark.parametrize(
    ("dateline", "below", "day"),
    [
        ("OSLO, July 5. /TASS/. On Tuesday the ministers", "© Harbour Post 2022", "2022-07-05"),
        ("OSLO, July 5. /TASS/. On Monday the ministers", "© Harbour Post 2022", None),
        ("OSLO, July 5. /TASS/. The ministers", "© Harbour Post 2022", None),
        ("OSLO, July 5. /TASS/. On Tuesday the ministers", "© Harbour Post 2009-2022",
         "2022-07-05"),
        ("OSLO, July 5. /TASS/. On Tuesday the ministers", "© Post 2022\n\n© Page 2020", None),
        ("OSLO, July 5. /TASS/. On Tuesday the ministers", "Since 2022", None),
    ],
)  # fmt: skip
def test_the_year_of_the_copyright_counts_where_a_weekday_confirms_it(
    dateline: str, below: str, day: str | None, read_page: Callable[..., Article]
) -> None:
    body = f"{dateline} of two northern states agreed on a herring quota after long talks."
    row = read_page(body=body, below=below).row
    assert (str(row.published_day) if row.published_day else None) == day
    assert row.published_basis == ("dateline_copyright_year" if day else None)


@pytest.mark.parametrize(
    ("below", "instant"),
    [
        ("News Provided By\n\nApril 15, 2022, 03:21 GMT", "2022-04-15T03:21"),
        ("Source: Harbour Post of 18 /12/2025 at 11:32 a.m.", "2025-12-18T11:32"),
        ("Tags\n\nHerring\n\nBoats\n\nNets\n\nRead also\n\nApril 15, 2022", None),
    ],
)
def test_a_date_under_the_text_counts_where_its_line_says_whose_it_is(
    below: str, instant: str | None, read_page: Callable[..., Article]
) -> None:
    published = read_page(below=below).row.published_at
    assert (published.isoformat(timespec="minutes")[:16] if published else None) == instant
