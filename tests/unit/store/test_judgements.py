from dataclasses import replace

import pytest

from communique.store.judgements import (
    Judgements,
    JudgementsError,
    Pair,
    Place,
    Value,
    read_judgements,
    write_judgements,
)

ONE = Pair("evm_a", "evm_b", "positive", "editor", "2026-05-20", 'one "talks", says Ørsted')
TWO = Pair("evm_a", "evm_c", "negative", "editor", "2026-05-20", "two days")
CITY = Value("evt_1", "", "city", "Bergen", "editor", "2026-05-20", "the minutes")
HEAD = "left_id,right_id,judgement,judged_by,judged_on,reason"
PLACE = Place("evm_a", "art_1", "9", "20", "met in Bergen")


def test_rows_are_written_once_in_order_and_read_back(tmp_path):
    told = Judgements(same_event=(TWO, ONE, ONE), values=(CITY,), places=(PLACE,))
    write_judgements(tmp_path, told)
    lines = (tmp_path / "same_event.csv").read_bytes().decode("utf-8").split("\n")
    assert [line.split(",")[1] for line in lines[1:-1]] == ["evm_b", "evm_c"]
    assert b"\r" not in (tmp_path / "same_event.csv").read_bytes()
    assert read_judgements(tmp_path) == replace(told, same_event=(ONE, TWO))


def test_a_file_that_says_the_same_is_not_written_again(tmp_path):
    write_judgements(tmp_path, Judgements(values=(CITY,)))
    told = read_judgements(tmp_path)
    assert write_judgements(tmp_path, told) == ()
    more = replace(told, same_event=(ONE,))
    assert [path.name for path in write_judgements(tmp_path, more)] == ["same_event.csv"]


def test_the_place_of_what_nobody_judges_any_more_goes(tmp_path):
    write_judgements(tmp_path, Judgements(same_event=(ONE,), places=(PLACE,)))
    write_judgements(tmp_path, replace(read_judgements(tmp_path), same_event=()))
    assert read_judgements(tmp_path).places == ()


def test_no_files_are_no_judgements(tmp_path):
    assert read_judgements(tmp_path / "nothing") == Judgements()


@pytest.mark.parametrize(
    ("text", "told"),
    [("left,right\n", "first line"), (f"{HEAD}\na,b\n", "line 2")],
)
def test_a_damaged_file_is_told_with_its_line(tmp_path, text, told):
    (tmp_path / "same_event.csv").write_text(text)
    with pytest.raises(JudgementsError, match=told):
        read_judgements(tmp_path)
