import json

import duckdb
import pytest
from typer.testing import CliRunner

from communique.cli import app


def ask(*arguments, **more):
    return CliRunner().invoke(app, ["sql", *arguments], **more)


def test_rows_come_as_csv_when_nobody_looks(published_dir):
    result = ask("select event_id, start_date from marts.events order by event_id limit 2")
    assert result.exit_code == 0
    assert result.output == "event_id,start_date\nevt_aa11,2031-05-05\nevt_aa22,\n"


def test_the_data_dir_option_wins_over_the_environment(published_dir, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_DATA_DIR", "/nowhere")
    result = ask("select 1 as one", "--data-dir", str(published_dir))
    assert result.output == "one\n1\n"


def test_json_keeps_lists_and_instants(published_dir):
    query = (
        "select host_names, timestamptz '2031-05-06 08:00:00+00' as t, 1.5 as d from marts.events"
    )
    result = ask(f"{query} where host_names is not null", "--format", "json")
    row = {"host_names": ["Ida Berg"], "t": "2031-05-06T08:00:00+00:00", "d": 1.5}
    assert json.loads(result.output) == [row]


def test_json_of_no_rows_is_an_empty_list(published_dir):
    assert json.loads(ask("select 1 where false", "--format", "json").output) == []


def test_markdown_cells_hold_no_bar(published_dir):
    result = ask("select 'a|b' as x", "--format", "markdown")
    assert result.output == "| x |\n| --- |\n| a\\|b |\n"


def test_a_table_shows_control_characters_as_escapes(published_dir):
    result = ask("select surface from marts.claims", "--format", "table")
    assert "\x1b" not in result.output
    assert "\\x1b[31mIda Berg" in result.output


def test_the_query_may_come_from_standard_input(published_dir):
    assert ask("-", input="select 7 as seven").output == "seven\n7\n"


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("select * from marts.evnts", "show all tables"),
        ("create table marts.x as select 1", "only read"),
        ("selec 1", "syntax error"),
    ],
)
def test_a_wrong_query_says_what_to_do(published_dir, query, advice):
    result = ask(query)
    assert result.exit_code == 1
    assert advice in result.stderr
    assert "Traceback" not in result.stderr


def test_without_a_published_file_it_says_how_to_make_one(tmp_path):
    result = ask("select 1", "--data-dir", str(tmp_path))
    assert result.exit_code == 1
    assert "communique run" in result.stderr


@pytest.mark.parametrize(
    "query",
    [
        "copy (select 1) to '{0}/out.csv'",
        "copy (select 1) to '{0}/communique.duckdb' (use_tmp_file false)",
        "copy (select 1) to '{0}/communique.duckdb.wal'",
        "explain analyze copy (select 1) to '{0}/communique.duckdb.wal'",
        "attach '{0}/other.duckdb' as other",
        "export database '{0}/copy'",
        "set enable_external_access = true",
        "from read_text('{0}/communique.duckdb')",
    ],
)
def test_no_statement_reaches_a_file(published_dir, query):
    folder = published_dir / "published"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = ask(query.format(folder))
    assert result.exit_code == 1
    assert "configuration" in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_views_and_temporary_tables_are_read_on(published_dir):
    with duckdb.connect(str(published_dir / "published" / "communique.duckdb")) as con:
        con.execute("create view marts.cities as select city from marts.events where city <> ''")
    assert ask("from marts.cities").output == "city\nOslo\n"
    assert ask("create temp table t as select 5 as n; from t").output.endswith("n\n5\n")


def test_every_statement_shows_its_result(published_dir):
    assert ask("select 1 as a; select 2 as b;").output == "a\n1\n\nb\n2\n"


@pytest.mark.parametrize("query", ["", "  ", ";", "/* nothing */"])
def test_an_empty_query_is_wrong_usage(published_dir, query):
    result = ask(query)
    assert result.exit_code == 2
    assert "empty" in result.stderr
