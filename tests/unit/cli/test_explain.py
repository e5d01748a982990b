import pytest
from typer.testing import CliRunner

from communique.cli import app


def explain(event_id):
    return CliRunner().invoke(app, ["explain", event_id])


def test_each_value_names_who_says_it_in_which_words_by_which_rule(published_dir):
    output = explain("evt_aa11").output
    lines = [line for line in output.splitlines() if "2031-05-0" in line and "“" in line]
    assert [line.split()[:2] for line in lines] == [["✓", "2031-05-05"], ["✗", "2031-05-06"]]
    assert "Harbour Post" in lines[0]
    assert "“on Monday”" in lines[0]
    assert "held_not_after_first_report_local" in lines[0]


def test_a_report_without_an_outlet_is_named_by_its_file(published_dir):
    line = next(x for x in explain("evt_aa11").output.splitlines() if "on Tuesday" in x)
    assert "mill.txt" in line


def test_participants_stand_host_first_and_absent_last(published_dir):
    output = explain("evt_aa11").output
    places = [output.index(who) for who in ("Ida Berg, Minister", "Juan Rey", "Ghana")]
    assert places == sorted(places)
    assert "hosted by" in output


def test_words_of_an_article_cannot_reach_the_terminal_raw(published_dir):
    assert "\x1b" not in explain("evt_aa11").output


def test_a_disagreement_is_explained_in_its_sentence(published_dir):
    output = explain("evt_aa11").output
    assert "A held gathering cannot begin after its first report." in output


def test_an_event_without_disagreement_says_so(published_dir):
    assert "No disagreement" in explain("evt_bb33").output


@pytest.mark.parametrize("given", ["evt_b", "bb3", "evt_bb33"])
def test_a_unique_beginning_is_enough(published_dir, given):
    assert "evt_bb33" in explain(given).output


def test_the_id_of_a_merged_event_leads_to_the_event_it_became(published_dir):
    assert "Salt ministerial" in explain("evt_0000").output


def test_a_beginning_of_two_events_lists_both(published_dir):
    result = explain("evt_aa")
    assert result.exit_code == 1
    assert "evt_aa11" in result.stderr
    assert "evt_aa22" in result.stderr


@pytest.mark.parametrize("given", ["evt_aa12", "tin talks"])
def test_an_unknown_id_lists_near_ones(published_dir, given):
    result = explain(given)
    assert result.exit_code == 1
    assert "no such event" in result.stderr
    assert "evt_aa22  Tin talks" in result.stderr


@pytest.mark.parametrize("given", ["", " "])
def test_an_id_that_is_missing_is_said_to_be_missing(published_dir, given):
    result = explain(given)
    assert result.exit_code == 2
    assert "id is missing" in result.stderr
