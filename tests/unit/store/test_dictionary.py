"""The dictionary lays out what the YAML says, and refuses what says nothing."""

from pathlib import Path

import pytest

from communique.records import columns, type_of_table
from communique.store.dictionary import render, sql_type

MART = """
version: 2
models:
  - name: events
    description: >
      One row per gathering.
    columns:
      - name: event_id
        description: Key.
      - name: event_status
        description: "Whether it took place | or will."
        data_tests:
          - not_null
          - accepted_values:
              arguments:
                values: [held, planned]
"""


LEXICONS = """
lexicons:
  roles: {about: Offices and what they are.}
"""
POLICY = """
lexicons:
  weights: {about: How much each claim counts.}
"""


def project(tmp_path: Path, yaml: str) -> Path:
    """A dbt folder with one described mart, and a described lexicon and policy beside it."""
    models = tmp_path / "dbt_project" / "models" / "marts"
    lexicons = tmp_path / "data" / "lexicons"
    models.mkdir(parents=True)
    lexicons.mkdir(parents=True)
    (models / "events.yml").write_text(yaml, encoding="utf-8")
    (lexicons / "_lexicons.yml").write_text(LEXICONS, encoding="utf-8")
    policy = tmp_path / "data" / "policy"
    policy.mkdir()
    (policy / "_policy.yml").write_text(POLICY, encoding="utf-8")
    return tmp_path / "dbt_project"


def test_a_mart_is_shown_with_its_grain_its_columns_and_their_vocabulary(tmp_path: Path) -> None:
    page = render(project(tmp_path, MART))
    assert "### marts.events\n\nOne row per gathering.\n" in page
    assert "| `event_id` | Key. |" in page
    assert "| `roles` | Offices and what they are. |" in page
    assert "| `weights` | How much each claim counts. |" in page
    assert r"Whether it took place \| or will. One of: held, planned." in page


def test_a_model_without_a_description_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"events\.yml: events has no description"):
        render(project(tmp_path, "models:\n  - name: events\n"))


def test_a_column_without_a_description_is_refused_by_name(tmp_path: Path) -> None:
    yaml = "models:\n  - {name: events, description: x, columns: [{name: city}]}\n"
    with pytest.raises(ValueError, match=r"events\.city has no description"):
        render(project(tmp_path, yaml))


def test_types_are_duckdbs_and_say_what_may_be_null() -> None:
    article = {c.name: sql_type(c) for c in columns(type_of_table["articles"])}
    assert article["agencies"] == "varchar[]"
    assert article["published_at"] == "timestamptz?"
    assert article["count_body_words"] == "bigint"
