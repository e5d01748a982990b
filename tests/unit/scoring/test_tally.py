from communique.scoring.tally import Tally


def test_found_things_give_precision_recall_and_f1():
    tally = Tally()
    tally.found("people", right=3, extra=1, missed=2)
    measure = tally.scorecard({}).measures["people"]
    assert measure == {
        "value": 0.6667, "precision": 0.75, "recall": 0.6, "tp": 3, "fp": 1, "fn": 2,
    }  # fmt: skip


def test_nothing_found_and_nothing_wanted_is_no_success():
    tally = Tally()
    tally.found("people")
    assert tally.scorecard({}).measures["people"]["value"] == 0.0


def test_only_misses_are_noted():
    tally = Tally()
    tally.case("day", True, "right one")
    tally.case("day", False, "wrong one")
    scorecard = tally.scorecard({})
    assert scorecard.measures["day"] == {"value": 0.5, "hits": 1, "of": 2}
    assert scorecard.errors == ("day: wrong one",)
