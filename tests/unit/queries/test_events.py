import hashlib

import pytest

from communique.queries.events import as_texts, list_events, list_refused
from communique.queries.published import PublishedError, open_published, read_tables


def document_id(name):
    return hashlib.sha256(name.encode()).hexdigest()


@pytest.fixture
def con(published_dir):
    with open_published(published_dir / "published" / "communique.duckdb") as con:
        yield con


def test_events_stand_by_day_and_those_without_one_last(con):
    assert [e.event_id for e in list_events(con)] == ["evt_bb33", "evt_aa11", "evt_aa22"]


def test_an_event_is_listed_for_each_document_that_reports_it(con):
    found = list_events(con, {document_id("harbour.txt")})
    assert [e.event_id for e in found] == ["evt_aa11"]
    assert list_events(con, {document_id("quiet.txt")}) == ()


def test_absent_participants_are_counted_apart(con):
    event = list_events(con)[1]
    assert (event.count_participants, event.count_absent) == (2, 1)
    assert event.disputed == ("start_date",)


def test_only_rejected_documents_are_refused(con):
    assert [row["code"] for row in list_refused(con)] == ["empty"]
    assert list_refused(con, {document_id("harbour.txt")}) == []


def test_tables_that_are_missing_are_left_out(con):
    tables = read_tables(con, ["marts.event_reports", "marts.nothing"])
    assert list(tables) == ["marts.event_reports"]


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "x.duckdb").write_text("no database")
    with (
        pytest.raises(PublishedError, match="communique run"),
        open_published(tmp_path / "x.duckdb"),
    ):
        pass


@pytest.mark.parametrize(
    ("value", "texts"), [(None, ()), ("", ()), ("Ida", ("Ida",)), (["Ida", None], ("Ida",))]
)
def test_a_list_column_gives_texts(value, texts):
    assert as_texts(value) == texts
