"""The data dictionary is what records.py and the models' YAML files say, and leaves nothing out."""

from pathlib import Path

from communique.records import columns, type_of_table
from communique.store.dictionary import page_path, read_models, render

REPOSITORY = Path(__file__).resolve().parents[2]
DBT = REPOSITORY / "dbt_project"


def test_the_page_in_docs_is_the_one_that_is_generated() -> None:
    written = page_path(REPOSITORY).read_text(encoding="utf-8")
    assert written == render(DBT), "run `make contract`"


def test_every_column_of_every_staging_table_is_on_the_page() -> None:
    page = page_path(REPOSITORY).read_text(encoding="utf-8")
    for table, record in type_of_table.items():
        section = page.split(f"### staging.{table}\n")[1].split("\n### ")[0]
        for column in columns(record):
            assert f"\n| `{column.name}` |" in section


def test_every_model_has_one_sql_and_one_yaml_that_names_it() -> None:
    described = {model.name for model in read_models(DBT)}
    written = {path.stem for path in DBT.glob("models/**/*.sql")}
    assert written
    assert described == written


def test_every_mart_describes_its_columns() -> None:
    marts = [model for model in read_models(DBT) if model.layer == "marts"]
    assert marts
    assert [model.name for model in marts if not model.columns] == []
