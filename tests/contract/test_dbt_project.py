"""The models and their descriptions agree: nothing undescribed, nothing described that is gone."""

from pathlib import Path

import pytest
import yaml

DBT = Path(__file__).resolve().parents[2] / "dbt_project"
MODELS = DBT / "models"
SQL = sorted(MODELS.rglob("*.sql"))
YAML = sorted(p for p in MODELS.rglob("*.yml") if not p.name.startswith("_"))
KEY_TESTS = {"is_key", "unique", "grain"}
EMPTY_WORDS = ("todo", "tbd", "fixme", "placeholder", "lorem", "...")


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def described(path):
    (model,) = read(path)["models"]
    return model


def checks_of(node):
    return {t if isinstance(t, str) else next(iter(t)) for t in node.get("data_tests", [])}


def test_there_are_models_in_every_layer():
    assert {p.relative_to(MODELS).parts[0] for p in SQL} == {"staging", "intermediate", "marts"}


def test_every_model_has_its_own_yaml_beside_it_and_every_yaml_its_model():
    assert [p.with_suffix("") for p in SQL] == [p.with_suffix("") for p in YAML]


def test_model_names_are_unique_and_begin_with_their_layer():
    names = [p.stem for p in SQL]
    assert len(set(names)) == len(names)
    for path in SQL:
        prefix = {"staging": "stg_", "intermediate": "int_", "marts": ""}
        assert path.stem.startswith(prefix[path.relative_to(MODELS).parts[0]]), path


@pytest.mark.parametrize("path", YAML, ids=lambda p: p.stem)
def test_a_yaml_describes_its_one_model_and_says_the_grain_first(path):
    model = described(path)
    assert model["name"] == path.stem
    assert model["description"].startswith("One row per ")


@pytest.mark.parametrize("path", YAML, ids=lambda p: p.stem)
def test_every_listed_column_is_described_once_in_real_words(path):
    columns = described(path)["columns"]
    names = [column["name"] for column in columns]
    assert len(set(names)) == len(names)
    for column in columns:
        words = column["description"].strip()
        assert words.endswith("."), column["name"]
        assert len(words.split()) > 1, column["name"]
        assert not any(empty in words.lower() for empty in EMPTY_WORDS), column["name"]


@pytest.mark.parametrize("path", YAML, ids=lambda p: p.stem)
def test_the_key_of_every_model_is_tested(path):
    model = described(path)
    found = checks_of(model).union(*(checks_of(column) for column in model["columns"]))
    assert found & KEY_TESTS


@pytest.mark.parametrize(
    "path", [p for p in YAML if "intermediate" in p.parts], ids=lambda p: p.stem
)
def test_every_intermediate_model_has_unit_tests_named_as_sentences(path):
    unit_tests = read(path)["unit_tests"]
    for unit_test in unit_tests:
        assert unit_test["model"] == path.stem
        assert len(unit_test["name"].split("_")) >= 4, unit_test["name"]
        assert unit_test["description"].endswith("."), unit_test["name"]
    assert unit_tests


def test_no_model_selects_from_a_table_by_its_bare_name():
    for path in SQL:
        text = path.read_text(encoding="utf-8")
        for schema in ("staging.", "intermediate.", "marts."):
            assert f"from {schema}" not in text and f"join {schema}" not in text, path


def test_there_is_no_package_to_fetch():
    assert not (DBT / "packages.yml").exists()
    assert not (DBT / "dependencies.yml").exists()
