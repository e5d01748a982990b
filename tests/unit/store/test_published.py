from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from communique.store.files import TEMPORARY
from communique.store.public_tables import PUBLIC_COLUMNS, missing_parts
from communique.store.published import (
    NotPublishedError,
    countable_rows,
    events_by_month,
    publish,
    put_in_place,
    write_candidate,
)
from communique.store.warehouse import columns_of, count_rows


def _build(warehouse: Path, *, events: int = 2, without: str = "") -> None:
    """A warehouse with every public table, its ``stg_`` relations as views, as dbt makes them."""
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(warehouse)) as con:
        con.execute("create schema staging; create schema marts; create schema intermediate")
        for full_name, names in PUBLIC_COLUMNS.items():
            schema, table = full_name.split(".")
            columns = ", ".join(
                f"n as {name}" for name in names if f"{full_name}.{name}" != without
            )
            made = f"select {columns}, 'x' as batch from range({events}) as r (n)"
            if schema == "staging":
                made = f"create view staging.stg_{table} as {made}"
            else:
                made = f"create table marts.{table} as {made}"
            if full_name != without:
                con.execute(made)
        con.execute("create table intermediate.int_secrets as select 1 as n")
        con.execute("comment on table marts.events is 'One gathering; the host''s too.'")
        con.execute("comment on column marts.events.event_id is 'Its key.'")


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse" / "communique.duckdb"
    _build(path)
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published" / "communique.duckdb"


def test_the_published_file_holds_marts_and_staging_under_public_names(
    warehouse: Path, target: Path
) -> None:
    published = publish(warehouse, target)
    assert set(published.rows) == set(PUBLIC_COLUMNS)
    assert list(missing_parts(columns_of(target))) == []
    assert "batch" not in columns_of(target)["staging.articles"]
    assert target.stat().st_mode & 0o777 == 0o444
    assert [p.name for p in target.parent.iterdir()] == ["communique.duckdb"]


def test_descriptions_go_with_the_tables(warehouse: Path, target: Path) -> None:
    publish(warehouse, target)
    with duckdb.connect(str(target), read_only=True) as con:
        tables = dict(
            con.execute(
                "select schema_name || '.' || table_name, comment from duckdb_tables()"
            ).fetchall()
        )
        columns = con.execute(
            "select comment from duckdb_columns() where schema_name = 'staging' "
            "and table_name = 'documents' and column_name = 'text'"
        ).fetchall()
        key = con.execute(
            "select comment from duckdb_columns() where schema_name = 'marts' "
            "and table_name = 'events' and column_name = 'event_id'"
        ).fetchall()
    assert tables["marts.events"] == "One gathering; the host's too."
    assert tables["staging.documents"].startswith("One stored version of a raw document")
    assert columns == [("The text that every span counts in; line ends are a single line feed.",)]
    assert key == [("Its key.",)]


@pytest.mark.parametrize("without", ["marts.quotes", "staging.parse_notes", "marts.events.city"])
def test_an_incomplete_warehouse_is_not_published(
    warehouse: Path, target: Path, without: str
) -> None:
    publish(warehouse, target)
    old = target.read_bytes()
    _build(warehouse, without=without)
    with pytest.raises(NotPublishedError, match=f"lacks (table|column) {without}"):
        publish(warehouse, target)
    assert target.read_bytes() == old
    assert [p.name for p in target.parent.iterdir()] == ["communique.duckdb"]


def test_no_warehouse_and_a_warehouse_in_use_are_told_apart(warehouse: Path, target: Path) -> None:
    with pytest.raises(NotPublishedError, match=r"no elsewhere/communique\.duckdb yet"):
        publish(warehouse.parent.parent / "elsewhere" / "communique.duckdb", target)
    broken = warehouse.with_name("broken.duckdb")
    broken.write_bytes(b"no database at all")
    with pytest.raises(NotPublishedError, match="cannot be opened"):
        publish(broken, target)


def test_a_reader_keeps_the_old_file_through_the_swap_and_a_new_one_sees_the_new(
    warehouse: Path, target: Path
) -> None:
    publish(warehouse, target)
    count = "select count(*) from marts.events"
    with duckdb.connect(str(target), read_only=True) as analyst:
        assert analyst.execute(count).fetchall() == [(2,)]
        _build(warehouse, events=5)
        swap = threading.Thread(target=publish, args=(warehouse, target))
        swap.start()
        swap.join()
        assert analyst.execute(count).fetchall() == [(2,)]
    assert count_rows(target)["marts.events"] == 5


def test_a_stale_log_beside_the_file_is_not_played_into_the_new_one(
    warehouse: Path, target: Path
) -> None:
    publish(warehouse, target)
    log = target.with_name("communique.duckdb.wal")
    log.write_bytes(b"left over")
    publish(warehouse, target)
    assert not log.exists()


def test_a_candidate_waits_beside_the_published_file_until_it_is_put_in_its_place(
    warehouse: Path, target: Path
) -> None:
    publish(warehouse, target)
    _build(warehouse, events=5)
    candidate = target.with_name("candidate.duckdb")
    rows = write_candidate(warehouse, candidate)
    assert (rows["marts.events"], count_rows(target)["marts.events"]) == (5, 2)
    published = put_in_place(candidate, target)
    assert (published.rows, count_rows(target)) == (rows, rows)
    assert (published.rows_before or {})["marts.events"] == 2
    assert target.stat().st_mode & 0o777 == 0o444
    assert not candidate.exists()


def test_no_candidate_and_one_that_lacks_a_table_are_not_put_in_place(
    warehouse: Path, target: Path
) -> None:
    publish(warehouse, target)
    candidate = target.with_name("candidate.duckdb")
    with pytest.raises(NotPublishedError, match=r"no published/candidate\.duckdb yet"):
        put_in_place(candidate, target)
    with duckdb.connect(str(candidate)) as con:
        con.execute("create schema marts; create table marts.events as select 1 as event_id")
    with pytest.raises(NotPublishedError, match=r"the candidate lacks table staging\.documents"):
        put_in_place(candidate, target)
    assert count_rows(target)["marts.events"] == 2


def test_half_a_copy_of_a_killed_run_is_swept(warehouse: Path, target: Path) -> None:
    publish(warehouse, target)
    target.with_name(f"{TEMPORARY}4711-communique.duckdb").write_bytes(b"half")
    publish(warehouse, target)
    assert [p.name for p in target.parent.iterdir()] == ["communique.duckdb"]


def test_gatherings_are_counted_by_the_month_they_begin_in(warehouse: Path, target: Path) -> None:
    with duckdb.connect(str(warehouse)) as con:
        con.execute("""
            create or replace table marts.events as
            select * exclude (start_date), d as start_date
            from marts.events,
                (values (date '2026-01-02'), (date '2026-01-30'), (date '2025-12-31'), (null))
                    as t (d)
            where event_id = 0
        """)
    publish(warehouse, target)
    assert events_by_month(target) == (("2025-12", 1), ("2026-01", 2))
    assert events_by_month(target, months=1) == (("2026-01", 2),)


_HOLDER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
con.execute("create table held as select 1")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_published_file_held_open_for_writing_is_replaced_all_the_same(
    warehouse: Path, target: Path
) -> None:
    publish(warehouse, target)
    target.chmod(0o644)
    command = [sys.executable, "-c", _HOLDER, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        assert countable_rows(target) is None
        published = publish(warehouse, target)
        assert countable_rows(target) == published.rows
        assert published.rows_before is None
    assert count_rows(target) == published.rows


@pytest.mark.parametrize("kept", [0, 8192])
def test_a_damaged_published_file_is_healed_by_the_next_run(
    warehouse: Path, target: Path, kept: int
) -> None:
    publish(warehouse, target)
    whole = target.read_bytes()
    target.chmod(0o644)
    target.write_bytes(whole[:kept] + b"\xa5" * (len(whole) - kept))
    published = publish(warehouse, target)
    assert published.rows_before is None
    assert count_rows(target) == published.rows
