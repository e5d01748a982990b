"""Which countries a person may be of, what speaks for each, and when the rules' answer stays."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from communique.engines.attendees import country_of
from communique.engines.describing import Description, describe
from communique.engines.learned.nationality import Choice, Nationality, save, weights
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering
from communique.mentions.lines import Line, make_line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.spans import Span

WRITTEN_ON = date(2031, 5, 7)
TEXT = (
    "Chile sent several people. Minister Luis Soto met Norwegian Minister Ida Berg in Lima on"
    " Monday."
)
NAMES = ["any:none", "last", "side two=True others=1"]


def lines(text: str) -> list[Line]:
    cut = text.index(". ") + 1
    return [
        make_line(text, 0, "body", 0, Span(0, cut)),
        make_line(text, 1, "body", 0, Span(cut + 1, len(text))),
    ]


def read(text: str = TEXT) -> tuple[list[Line], People, Gathering, Description]:
    told = lines(text)
    people = People(told, "NO")
    found = Merger(people, Anchor(written_on=WRITTEN_ON, ingested_on=WRITTEN_ON)).read(told)
    one = next(g for g in found if len(g.attendances) == 2)
    return told, people, one, describe(one, told, 0, WRITTEN_ON)


def nationality(folder: Path, least: float) -> tuple[Nationality, Gathering, Description]:
    told, people, one, description = read()
    return Nationality(told, people, "NO", WRITTEN_ON, folder, least), one, description


def choices(folder: Path) -> dict[str, Choice]:
    chooser, one, description = nationality(folder, 0.5)
    return {a.person.name: c for a, c in chooser.choices(one, description) if a.person}


def write(folder: Path, worth: dict[str, float]) -> Path:
    """A network whose score of a country is the sum of what its signs are worth."""
    folder.mkdir(exist_ok=True)
    plus = np.diag([max(worth.get(name, 0.0), 0.0) for name in NAMES])
    minus = np.diag([max(-worth.get(name, 0.0), 0.0) for name in NAMES])
    hidden = np.concatenate([plus, minus], 1).astype(np.float32)
    out = np.array([1.0] * len(NAMES) + [-1.0] * len(NAMES), np.float32)
    save(folder, NAMES, hidden, np.zeros(2 * len(NAMES), np.float32), out)
    return folder


def settled(folder: Path, least: float) -> dict[str, tuple[str, str | None]]:
    chooser, one, description = nationality(folder, least)
    chooser.settle(one, description)
    return {
        a.person.name: (
            country_of(a, "PE"),
            a.land.span.cut(TEXT) if a.land and a.land.span else None,
        )
        for a in one.attendances.values()
        if a.person
    }


def test_only_whose_own_words_say_no_country_is_asked_about(tmp_path: Path) -> None:
    assert set(choices(tmp_path)) == {"Luis Soto"}


def test_every_country_named_and_none_at_all_may_be_chosen(tmp_path: Path) -> None:
    assert set(choices(tmp_path)["Luis Soto"].codes) == {"", "CL", "NO", "PE"}


def test_the_signs_tell_where_a_country_stands(tmp_path: Path) -> None:
    one = choices(tmp_path)["Luis Soto"]
    signs = dict(zip(one.codes, one.signs, strict=True))
    assert "side two=True others=1" in signs["NO"]
    assert "side two=True others=1" not in signs["CL"]
    assert signs["NO"]["right"] > signs["CL"]["right"] == 0.0
    assert "any:there" in signs["PE"] and "any:home" in signs["NO"]
    assert "any:other" in signs["CL"] and "any:none" in signs[""]


def test_the_likeliest_country_is_taken_with_the_words_that_name_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "w", {"any:none": -9.0, "side two=True others=1": -9.0})
    told = settled(folder, 0.4)
    assert told["Ida Berg"][0] == "NO"
    assert told["Luis Soto"] in (("CL", "Chile"), ("PE", "Lima"))


def test_what_is_not_likely_enough_leaves_the_answer_of_the_rules(tmp_path: Path) -> None:
    folder = write(tmp_path / "w", {"any:none": -9.0, "side two=True others=1": -9.0})
    assert settled(folder, 0.6)["Luis Soto"] == ("PE", None)


def test_no_country_is_an_answer_too(tmp_path: Path) -> None:
    folder = write(tmp_path / "w", {"any:none": 9.0})
    assert settled(folder, 0.6)["Luis Soto"] == ("", None)


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    found = weights(write(tmp_path / "w", {"last": 2.0}))
    assert list(found.names) == NAMES
    shares = found.shares(Choice(("", "CL"), ({}, {"last": 1.0})))
    assert shares.sum() == pytest.approx(1.0)
    assert shares[1] == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-3)
