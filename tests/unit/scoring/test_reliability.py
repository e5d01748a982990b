import pytest

from communique.scoring.cases import Case
from communique.scoring.reliability import reliability


def row(field, confidence, is_right):
    return Case(
        gold_id="one", field=field, about="talks", wanted="talks" if is_right else None,
        found="talks", is_right=is_right, confidence=confidence,
    )  # fmt: skip


def missed(field):
    return Case(
        gold_id="one", field=field, about="talks", wanted="talks", found=None, is_right=False
    )


def test_rows_are_held_in_bins_with_their_mean_and_their_share_of_right_ones():
    rows = [row("events_main", 0.55, True), row("events_background", 0.5, False),
            row("events_main", 1.0, True)]  # fmt: skip
    found = reliability(rows)["events"]
    assert [(b.low, b.high, b.count, b.right) for b in found.bins] == [
        (0.5, 0.6, 2, 0.5),
        (0.9, 1.0, 1, 1.0),
    ]
    assert found.bins[0].confidence == pytest.approx(0.525)
    assert found.error == pytest.approx((2 * 0.025 + 1 * 0) / 3)


def test_confidences_that_keep_their_word_have_no_error():
    rows = [row("attendees", 0.75, is_right) for is_right in (True, True, True, False)]
    assert reliability(rows)["participants"].error == pytest.approx(0)


def test_a_cut_tells_how_many_rows_stay_right_and_found():
    rows = [row("attendees", 0.8, True), row("attendees", 0.9, False), row("attendees", 0.7, True)]
    found = reliability([*rows, missed("attendees"), missed("attendees")])["participants"]
    assert found.kept == pytest.approx(2 / 3)
    assert found.kept_right == pytest.approx(1 / 2)
    assert found.kept_recall == pytest.approx(1 / 4)


def test_without_rows_there_is_nothing_to_tell():
    found = reliability([missed("attendees")])["participants"]
    assert (found.bins, found.error, found.kept, found.kept_recall) == ((), None, None, 0.0)
