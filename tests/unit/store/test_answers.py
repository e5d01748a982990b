"""Tables under SQL blocks are the answers, and writing them twice changes nothing."""

from collections.abc import Iterator

import duckdb
import pytest

from communique.store.answers import answer, questions, with_answers


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


PAGE = """# Page

```sql
select 2 as n -- the question
```

| old |
| --- |
| answer |

Prose stays.

```sql
select 'x' as letter;
```
Prose without a gap.

```
select 'no sql block'
```
"""


def test_the_old_table_gives_way_to_the_answer(connection: duckdb.DuckDBPyConnection) -> None:
    page = with_answers(PAGE, connection)
    assert "| n |\n| --- |\n| 2 |\n\nProse stays." in page
    assert "old" not in page
    assert "| letter |\n| --- |\n| x |\n\nProse without a gap." in page


def test_writing_answers_twice_changes_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    once = with_answers(PAGE, connection)
    assert with_answers(once, connection) == once


def test_only_sql_blocks_are_questions() -> None:
    assert len(list(questions(PAGE))) == 2


def test_lists_nulls_instants_and_bars_are_readable(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    table = answer(
        "select ['a', 'b'] as l, null as nothing, 'x|y' as bar,"
        " timestamptz '2026-01-13 04:51:00+05:30' as at_utc",
        connection,
    )
    assert table.splitlines()[2] == r"| a, b |  | x\|y | 2026-01-12 23:21:00+00 |"


def test_a_question_that_fails_is_an_error(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error):
        with_answers("```sql\nselect nothing_there\n```\n", connection)
