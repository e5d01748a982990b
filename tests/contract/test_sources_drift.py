from pathlib import Path

from communique.records import type_of_table
from communique.store.contract import main, sources_yaml

SOURCES = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "_sources.yml"


def test_the_sources_are_those_of_the_contract():
    assert SOURCES.read_text(encoding="utf-8") == sources_yaml(), (
        "run: python -m communique.store.contract"
    )


def test_every_staging_table_is_a_source():
    for table in type_of_table:
        assert f"\n      - name: {table}\n" in sources_yaml()


def test_the_command_writes_the_file_it_is_given(tmp_path):
    assert main([str(tmp_path / "sources.yml")]) == 0
    assert (tmp_path / "sources.yml").read_text(encoding="utf-8") == sources_yaml()
