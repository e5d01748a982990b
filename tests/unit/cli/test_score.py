import json

import duckdb
import pytest
from typer.testing import CliRunner

from communique.cli import app

LABEL = {
    "outlet": "Harbour Post", "agencies": [], "headline": "Salt agreed", "published": None,
    "body_starts": "They met", "body_ends": "they said", "events": [], "quotes": [],
    "cited_sources": [],
}  # fmt: skip


@pytest.fixture
def gold_dir(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("harbour", "other"):
        (folder / f"{name}.txt").write_text("They met and left, they said.")
        (folder / f"{name}.json").write_text(json.dumps(LABEL))
    return folder


@pytest.fixture
def scored(published_dir):
    with duckdb.connect(str(published_dir / "published" / "communique.duckdb")) as con:
        con.execute("alter table staging.articles add column outlet varchar default 'Harbour Post'")
    return published_dir


def score(*arguments):
    return CliRunner().invoke(app, ["score", *map(str, arguments)])


def test_measures_are_printed_and_written(scored, gold_dir, tmp_path):
    result = score(gold_dir, "--json", tmp_path / "report.json", "--only", "harbour")
    assert result.exit_code == 0
    measures = json.loads((tmp_path / "report.json").read_text())
    assert measures["outlet"] == {"value": 1.0, "hits": 1, "of": 1}
    line = next(x for x in result.stdout.splitlines() if x.startswith("outlet"))
    assert line.split() == ["outlet", "1.0000", "1", "1"]


def test_articles_that_are_missing_are_told_and_count_as_missed(scored, gold_dir):
    result = score(gold_dir)
    assert "only 1 of 2 labelled articles" in result.stderr
    line = next(x for x in result.stdout.splitlines() if x.startswith("outlet"))
    assert line.split() == ["outlet", "0.5000", "1", "2"]


def test_errors_list_each_miss(scored, gold_dir):
    assert "headline: harbour: None for 'Salt agreed'" in score(gold_dir, "--errors").stdout


def test_when_no_article_is_there_it_says_how_to_read_them(scored, gold_dir):
    result = score(gold_dir, "--only", "other")
    assert result.exit_code == 1
    assert "communique run" in result.stderr


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (lambda folder: folder, "holds no pair"),
        (lambda folder: folder / "none", "no such folder"),
    ],
)
def test_a_folder_without_labels_is_told(scored, tmp_path, make, advice):
    (tmp_path / "empty").mkdir()
    result = score(make(tmp_path / "empty"))
    assert result.exit_code == 1
    assert advice in result.stderr


def test_a_label_that_lacks_a_field_is_named(scored, gold_dir):
    (gold_dir / "harbour.json").write_text(json.dumps({"outlet": None}))
    result = score(gold_dir)
    assert result.exit_code == 1
    assert "harbour.json: a label lacks 'agencies'" in result.stderr
