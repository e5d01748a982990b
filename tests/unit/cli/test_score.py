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


def line_of(result, measure):
    return next(x for x in result.stdout.splitlines() if x.startswith(measure)).split()


def test_measures_are_printed_and_written(scored, gold_dir, tmp_path):
    result = score(
        gold_dir, "--data-dir", scored, "--json", tmp_path / "report.json", "--only", "harbour"
    )
    assert result.exit_code == 0
    measures = json.loads((tmp_path / "report.json").read_text())
    assert measures["outlet"] == {"value": 1.0, "hits": 1, "of": 1}
    assert line_of(result, "outlet") == ["outlet", "1.0000", "1", "1"]


def test_articles_that_are_missing_are_told_and_count_as_missed(scored, gold_dir):
    result = score(gold_dir, "--data-dir", scored)
    assert "only 1 of 2 labelled articles" in result.stderr
    assert line_of(result, "outlet") == ["outlet", "0.5000", "1", "2"]


def test_errors_list_each_miss(scored, gold_dir):
    result = score(gold_dir, "--data-dir", scored, "--errors")
    assert "headline: harbour: None for 'Salt agreed'" in result.stdout


def test_when_no_article_is_there_it_says_how_to_read_them(scored, gold_dir):
    result = score(gold_dir, "--data-dir", scored, "--only", "other")
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
    result = score(make(tmp_path / "empty"), "--data-dir", scored)
    assert result.exit_code == 1
    assert advice in result.stderr


def test_a_label_that_lacks_a_field_is_named(scored, gold_dir):
    (gold_dir / "harbour.json").write_text(json.dumps({"outlet": None}))
    result = score(gold_dir, "--data-dir", scored)
    assert result.exit_code == 1
    assert "harbour.json: a label lacks 'agencies'" in result.stderr


TEXT = """Harbour Post
Salt agreed
By Ada Finch
Published: March 3, 2026 09:15 GMT

OSLO, March 3 - Norwegian Trade Minister Ida Berg met Chilean Foreign Minister Juan Rey in Oslo on Monday. They spoke of salt for two hours before they had lunch.

Chilean President Ana Vidal visited Bergen last week, where the harbour is under repair.

"We agreed to open the ports again before the summer," Berg told reporters after the lunch.
"""  # noqa: E501
MEETING = {
    "key": "2026-03-02-oslo", "salience": "main", "type": "bilateral_meeting", "status": "held",
    "name": "Talks in Oslo", "start": "2026-03-02", "end": None, "date_text": "on Monday",
    "date_precision": "day", "city": "Oslo", "country": "NO", "venue": None, "topics": ["salt"],
    "trigger": "met Chilean Foreign Minister", "attendees": [
        {"kind": "person", "name": "Ida Berg", "role": "Trade Minister", "affiliation": "Norway",
         "country": "NO", "participation": "attendee", "evidence": "Minister Ida Berg"},
        {"kind": "person", "name": "Nils Aas", "role": None, "affiliation": "Norway",
         "country": "NO", "participation": "attendee", "evidence": "They spoke of salt"},
    ],
}  # fmt: skip


@pytest.fixture
def told_dir(tmp_path):
    folder = tmp_path / "told"
    folder.mkdir()
    (folder / "oslo.txt").write_text(TEXT)
    label = {**LABEL, "published": "2026-03-03", "body_starts": "OSLO", "body_ends": "the lunch",
             "events": [MEETING]}  # fmt: skip
    (folder / "oslo.json").write_text(json.dumps(label))
    return folder


def test_without_a_data_folder_the_engine_reads_the_texts_itself(told_dir):
    result = score(told_dir, "--engine", "rules")
    assert result.exit_code == 0, result.stderr
    assert "engine rules, version" in result.stdout
    assert line_of(result, "events_main")[1:] == ["0.6667", "0.5000", "1.0000", "1", "1", "0"]
    assert line_of(result, "event_city")[1:] == ["1.0000", "1", "1"]
    assert "merge_b_cubed" not in result.stdout


def test_several_folders_are_measured_apart_and_together(told_dir, gold_dir):
    result = score(told_dir, gold_dir, "--worst", 0)
    assert result.exit_code == 0, result.stderr
    assert line_of(result, "articles_found")[1:] == ["1.0000", "0.0000", "0.3333", "1", "3"]
    assert line_of(result, "published_day")[1:] == ["1.0000", "1.0000", "1", "1"]
    assert line_of(result, "measure")[1:4] == ["told", "gold", "together"]
    assert "faults" not in result.stdout


def test_an_id_that_two_folders_share_is_told(told_dir):
    result = score(told_dir, told_dir.parent)
    assert result.exit_code == 1
    assert "oslo: labelled in" in result.stderr


def test_several_engines_are_written_by_engine(told_dir, tmp_path):
    path = tmp_path / "report.json"
    assert score(told_dir, "--engine", "rules", "--engine", "rules", "--json", path).exit_code == 0
    assert "events_main" in json.loads(path.read_text())


def test_an_engine_that_is_not_there_is_told_with_those_that_are(told_dir):
    result = score(told_dir, "--engine", "rules", "--engine", "oracle")
    assert result.exit_code == 1
    assert "rules" in result.stderr
    assert result.stdout == ""


def test_engine_and_data_folder_do_not_go_together(told_dir, tmp_path):
    result = score(told_dir, "--engine", "rules", "--data-dir", tmp_path)
    assert result.exit_code == 1
    assert "give one" in result.stderr


def test_each_missed_and_false_thing_is_listed_with_its_sentence(told_dir):
    lines = score(told_dir, "--errors", "--engine", "rules").stdout.splitlines()
    at = lines.index("attendees: oslo: missed: 2026-03-02-oslo: Nils Aas")
    assert lines[at + 1] == "    They spoke of salt for two hours before they had lunch."
    false = [x for x in lines if x.startswith("events_") and ": oslo: false: " in x]
    assert [lines[lines.index(x) + 1].strip() for x in false] == [
        "Chilean President Ana Vidal visited Bergen last week, where the harbour is under repair."
    ]


def test_the_worst_articles_are_told_with_their_faults(told_dir, gold_dir):
    result = score(told_dir, gold_dir, "--worst", 1)
    (line,) = [x.split() for x in result.stdout.splitlines() if x.startswith(("oslo ", "other "))]
    assert line[0] == "oslo"
    assert int(line[1]) == sum(map(int, line[2:])) > 2


def test_reliability_shows_how_often_a_confidence_is_right(told_dir):
    shown = score(told_dir, "--reliability").stdout
    assert "Reliability of events: expected calibration error 0." in shown
    assert "Reliability of participants: " in shown
