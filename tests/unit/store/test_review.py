"""What keeps a candidate from the place of the published file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.published_files import Rows, gathering, person, together, write_published

from communique.queries.differences import compare
from communique.store.limits import read_limits
from communique.store.review import country_jumps, hold_reason, losses

LIMITS = read_limits(Path(__file__).resolve().parents[3])


def pages(count: int, *, version: str = "v1", of: int = 0) -> dict[str, Rows]:
    """Events of one document each, with one participant each, from number ``of`` on."""
    parts: list[dict[str, Rows]] = []
    for n in range(of, of + count):
        parts += [
            gathering(f"evt_{n}", f"m{n}@a{n}"),
            person(f"att_{n}", f"evt_{n}", f"Person {n}"),
            {
                "staging.articles": [{"article_id": f"a{n}", "document_id": f"d{n}"}],
                "staging.parses": [{"document_id": f"d{n}", "parser_version": version}],
                "marts.sources": [{"article_id": f"a{n}"}],
                "marts.people": [{"person_id": f"per_Person {n}"}],
                "marts.claims": [
                    {"claim_id": f"c{n}", "event_id": f"evt_{n}", "attendance_id": f"att_{n}",
                     "article_id": f"a{n}", "attribute": "name", "value": f"Person {n}"}
                ],
            },
        ]  # fmt: skip
    return together(*parts)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return tmp_path / "published.duckdb"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "candidate.duckdb"


def test_a_mart_that_lost_more_than_a_tenth_is_a_blocking_loss(old: Path, new: Path) -> None:
    write_published(old, pages(100))
    write_published(new, pages(90))
    assert losses(old, new, LIMITS) == ()
    write_published(new, pages(85))
    found = losses(old, new, LIMITS)
    assert found is not None
    assert "marts.events had 100 rows, has 85" in [str(loss) for loss in found]
    assert all(loss.is_blocking for loss in found)


def test_a_small_file_may_lose_some_rows_with_a_warning(old: Path, new: Path) -> None:
    write_published(old, pages(12))
    write_published(new, pages(8))
    found = losses(old, new, LIMITS)
    assert found
    assert not any(loss.is_blocking for loss in found)


def test_what_withdrawn_documents_alone_carried_is_no_loss(old: Path, new: Path) -> None:
    write_published(old, pages(100))
    gone = [{"document": f"d{n}", "document_id": f"d{n}"} for n in range(80, 100)]
    write_published(new, {**pages(80), "marts.withdrawn_documents": gone})
    assert losses(old, new, LIMITS) == ()
    write_published(new, {**pages(60), "marts.withdrawn_documents": gone})
    found = losses(old, new, LIMITS) or ()
    assert {loss.table: loss.withdrawn for loss in found} == {
        "marts.attendees": 20, "marts.claims": 20, "marts.event_reports": 20, "marts.events": 20,
        "marts.people": 20, "marts.sources": 20,
    }  # fmt: skip
    assert all(loss.is_blocking for loss in found)


def test_nothing_is_lost_where_nothing_was_published_or_it_cannot_be_read(
    old: Path, new: Path
) -> None:
    write_published(new, pages(3))
    assert losses(old, new, LIMITS) == ()
    old.write_bytes(b"no database at all")
    assert losses(old, new, LIMITS) is None
    assert country_jumps(old, new, LIMITS) == ()


def delegations(**counts: int) -> dict[str, Rows]:
    rows = [
        {"attendance_id": f"{code}{n}", "event_id": "e", "kind": "delegation", "country_code": code}
        for code, count in counts.items()
        for n in range(count)
    ]
    return {"marts.attendees": rows}


def test_a_country_whose_share_jumps_is_named(old: Path, new: Path) -> None:
    write_published(old, delegations(NO=20, CL=20))
    write_published(new, delegations(NO=21, CL=22))
    assert country_jumps(old, new, LIMITS) == ()
    write_published(new, delegations(NO=20, CL=20, TD=20))
    assert country_jumps(old, new, LIMITS) == (
        "TD: 0% of the attendances before, 33% now",
        "CL: 50% of the attendances before, 33% now",
        "NO: 50% of the attendances before, 33% now",
    )


def test_shares_of_few_attendances_are_not_compared(old: Path, new: Path) -> None:
    write_published(old, delegations(NO=9))
    write_published(new, delegations(NO=9, TD=9))
    assert country_jumps(old, new, LIMITS) == ()


def changed(count: int, version: str) -> dict[str, Rows]:
    """Ten pages, of which some give their event another city."""
    tables = pages(10, version=version)
    for event in tables["marts.events"][:count]:
        event["city"] = "Lima"  # type: ignore[index]
    return tables


@pytest.mark.parametrize(
    ("count", "version", "is_held"),
    [(2, "v2", True), (1, "v2", False), (0, "v2", False), (9, "v1", False)],
)
def test_a_new_parser_version_that_changes_much_is_held(
    old: Path, new: Path, count: int, version: str, is_held: bool
) -> None:
    write_published(old, changed(0, "v1"))
    write_published(new, changed(count, version))
    reason = hold_reason(compare(old, new), LIMITS)
    assert (reason is not None) is is_held
    if reason:
        assert reason == (
            "10 documents were read by another parser version, and 2 of 10 events (20%) changed "
            "or went"
        )


def test_a_new_parser_version_that_takes_much_back_is_held(old: Path, new: Path) -> None:
    write_published(old, pages(10))
    write_published(new, pages(7, version="v2"))
    assert "3 of 10 events (30%) and 3 of 10 attendances (30%)" in (
        hold_reason(compare(old, new), LIMITS) or ""
    )
