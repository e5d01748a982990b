"""Hygiene of the lexicons and the tables of policy: what every CSV file of theirs keeps to."""

import csv
import io
import json
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = {"lexicons": "_lexicons.yml", "policy": "_policy.yml"}
PATHS = {
    path.stem: path for folder in FOLDERS for path in (REPOSITORY / "data" / folder).glob("*.csv")
}
NAMES = sorted(PATHS)
REFERENCE = REPOSITORY.parent / "shared" / "data" / "reference" / "countries_mledoze.json"
# Nobody is at home there all year round, or nobody is named after it.
UNPEOPLED = {"AQ", "BV", "GS", "HM", "SJ", "TF", "UM"}


@cache
def described() -> dict[str, Any]:
    told: dict[str, Any] = {}
    for folder, name in FOLDERS.items():
        text = (REPOSITORY / "data" / folder / name).read_text(encoding="utf-8")
        content = yaml.safe_load(text)
        told = {**content, "lexicons": {**told.get("lexicons", {}), **content["lexicons"]}}
    return told


@cache
def table(name: str) -> tuple[tuple[str, ...], tuple[dict[str, str], ...]]:
    text = PATHS[name].read_bytes().decode("utf-8")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = tuple(reader)
    return tuple(reader.fieldnames or ()), rows


@cache
def country_codes() -> frozenset[str]:
    listed = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    codes = {line[:2] for line in listed.splitlines() if line and not line.startswith("#")}
    return frozenset(codes | {"EU", "XK"})


def column(name: str, wanted: str) -> list[str]:
    head, rows = table(name)
    return [row[wanted] for row in rows] if wanted in head else []


@pytest.mark.parametrize("name", NAMES)
def test_the_head_runs_from_surface_to_source_and_note(name: str) -> None:
    head, rows = table(name)
    assert head[0] == "surface"
    assert head[-2:] == ("source", "note")
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_utf8_with_plain_line_ends(name: str) -> None:
    data = PATHS[name].read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n") and not data.endswith(b"\n\n")
    assert "\ufffd" not in data.decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_sorted_by_surface(name: str) -> None:
    surfaces = column(name, "surface")
    wrong = [b for a, b in pairwise(surfaces) if b < a]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_no_two_rows_have_one_key(name: str) -> None:
    told = described()["lexicons"].get(name, {})
    key = told.get("key", ["surface"])
    fold = str.casefold if told.get("match") == "any_case" else str
    counts = Counter(tuple(fold(row[part]) for part in key) for row in table(name)[1])
    assert [found for found, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_a_surface_and_a_source(name: str) -> None:
    assert all(column(name, "surface"))
    assert all(column(name, "source"))


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_has_blanks_around_it_or_a_line_end_inside(name: str) -> None:
    exempt = {"plain"} if name == "plain_characters" else set()
    wrong = [
        (row["surface"], part)
        for row in table(name)[1]
        for part, cell in row.items()
        if part not in exempt and (cell != cell.strip() or "\n" in cell)
    ]
    assert wrong == []


def test_every_lexicon_is_described_and_every_description_has_its_lexicon() -> None:
    assert sorted(described()["lexicons"]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_described(name: str) -> None:
    told = described()["lexicons"][name]
    common = list(described()["common_columns"])
    assert [*told["columns"], *common] == list(table(name)[0])
    assert told["about"] and all(told["columns"].values())
    assert ("sources" in told) == ("licence" in told)


@pytest.mark.parametrize("name", NAMES)
def test_columns_hold_only_the_values_they_may(name: str) -> None:
    allowed = described()["lexicons"].get(name, {}).get("values", {})
    wrong = {part: set(column(name, part)) - set(map(str, allowed[part])) for part in allowed}
    assert {part: values for part, values in wrong.items() if values} == {}


@pytest.mark.parametrize("name", NAMES)
def test_country_codes_are_of_iso_3166_or_eu_or_xk(name: str) -> None:
    assert set(column(name, "country_code")) - {""} <= country_codes()


@pytest.mark.parametrize("name", ["bloc_members", "cities", "countries", "demonyms", "outlets"])
def test_a_code_is_never_missing_where_every_row_has_one(name: str) -> None:
    assert all(column(name, "country_code"))


@pytest.mark.parametrize("name", NAMES)
def test_time_zones_are_known(name: str) -> None:
    assert set(column(name, "time_zone")) <= available_timezones()


def test_every_country_is_named_and_its_usual_name_is_a_form() -> None:
    _, rows = table("countries")
    assert {row["country_code"] for row in rows} == country_codes()
    forms = {row["surface"]: row["country_code"] for row in rows}
    assert [r["name"] for r in rows if forms.get(r["name"]) != r["country_code"]] == []
    assert (
        max(Counter(code for _, code in {(r["name"], r["country_code"]) for r in rows}).values())
        == 1
    )


def test_no_form_is_both_a_country_and_a_demonym_or_a_smaller_city() -> None:
    countries = {row["surface"]: row["country_code"] for row in table("countries")[1]}
    assert set(countries) & set(column("demonyms", "surface")) == set()
    wrong = [
        row["surface"]
        for row in table("cities")[1]
        if countries.get(row["surface"], row["country_code"]) != row["country_code"]
    ]
    assert wrong == []


def test_every_country_with_a_government_has_a_capital() -> None:
    capitals = {r["country_code"] for r in table("cities")[1] if r["is_capital"] == "1"}
    without = country_codes() - capitals - UNPEOPLED - {"EU"}
    # No town is a seat: Tokelau's moves, the others are governed from elsewhere.
    assert without <= {"BQ", "CC", "IO", "NF", "TK"}


def test_offsets_of_zones_are_offsets() -> None:
    for offset in column("time_zones", "offset"):
        assert offset[0] in "+-" and offset[3] == ":" and len(offset) == 6
        assert -12 <= int(offset[:3]) <= 14 and offset[4:] in {"00", "30", "45"}


def test_membership_ends_after_it_began() -> None:
    for row in table("bloc_members")[1]:
        assert all(not year or len(year) == 4 for year in (row["since"], row["until"]))
        assert not row["until"] or row["until"] > row["since"]


def test_a_form_of_an_organization_leads_to_a_name_that_is_a_form() -> None:
    _, rows = table("organizations")
    assert {row["name"] for row in rows} <= {row["surface"] for row in rows}


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference list is not here")
def test_countries_and_demonyms_cover_the_reference_list() -> None:
    countries = {row["surface"]: row["country_code"] for row in table("countries")[1]}
    demonyms = table("demonyms")[1]
    known = {row["surface"] for row in demonyms} | {row["country_code"] for row in demonyms}
    for country in json.loads(REFERENCE.read_text(encoding="utf-8")):
        code = country["cca2"] or "XK"
        assert code in countries.values()
        assert countries.get(country["name"]["common"], code) == code
        told = country["demonyms"].get("eng", {}).get("m")
        assert not told or told in known or code in known | UNPEOPLED, told
