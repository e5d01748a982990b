from collections.abc import Callable

import pytest

from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line

CASES = "gatherings"


def test_a_sentence_tells_of_a_gathering_or_of_none(
    case: dict[str, str], line: Callable[[str], Line]
) -> None:
    proposals = [p for p in find_proposals(line(case["sentence"])) if p.parts]
    if not case["event_type"]:
        named = [part for p in proposals for part in p.parts if part.party.kind == "person"]
        assert named == []
        return
    (proposal,) = proposals
    assert (proposal.event_type, proposal.status) == (case["event_type"], case["status"])
    names = [part.party.name for part in proposal.parts if part.party.kind == "person"]
    assert names == case["participants"].split("|")


def test_the_short_form_of_a_body_in_brackets_is_no_participant(
    line: Callable[[str], Line],
) -> None:
    (proposal,) = find_proposals(
        line("Minister Ida Berg, head of the Department of Salt (DOS), received Luis Soto of Peru.")
    )
    told = {part.party.name or part.party.kind: part.participation for part in proposal.parts}
    assert told == {"Ida Berg": "host", "office": "host", "Luis Soto": "attendee"}


def _received(line: Line) -> dict[str, tuple[str, bool, str]]:
    (proposal,) = [p for p in find_proposals(line) if p.trigger.frame == "receive"]
    return {
        part.party.name or part.party.kind: (
            part.participation, part.is_at_home, part.cue.cut(line.text) if part.cue else ""
        )
        for part in proposal.parts
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "President Luis Soto received Minister Ida Berg in Lima.",
        "President Luis Soto today received Minister Ida Berg for talks.",
        "Minister Ida Berg was received on 5 May by President Luis Soto in Lima.",
        "Minister Ida Berg was warmly received by President Luis Soto.",
        "Minister Ida Berg was received for talks in Lima by President Luis Soto, who left early.",
    ],
)
def test_receiving_says_who_is_host_and_who_is_guest(
    line: Callable[[str], Line], sentence: str
) -> None:
    assert _received(line(sentence)) == {
        "Luis Soto": ("host", True, "received"),
        "Ida Berg": ("attendee", False, "received"),
    }


def test_who_was_received_by_nobody_named_is_a_guest(line: Callable[[str], Line]) -> None:
    (told,) = _received(line("Minister Ida Berg was welcomed for talks in Lima.")).values()
    assert told == ("attendee", False, "welcomed")


def test_a_by_in_another_clause_names_no_host(line: Callable[[str], Line]) -> None:
    told = _received(
        line("Minister Ida Berg was received for talks, followed by Luis Soto of Peru.")
    )
    assert "Luis Soto" not in told


def test_whom_others_met_or_called_on_is_at_home(line: Callable[[str], Line]) -> None:
    for verb in ("met", "paid a courtesy call on"):
        (proposal,) = find_proposals(line(f"Minister Ida Berg {verb} President Luis Soto."))
        told = {part.party.name: part.is_at_home for part in proposal.parts}
        assert told == {"Ida Berg": False, "Luis Soto": True}


@pytest.mark.parametrize(
    "sentence",
    [
        "The proposal by Minister Ida Berg was welcomed by President Luis Soto.",
        "The agreement between Norway and Peru was welcomed by President Luis Soto.",
        "Minister Ida Berg's visit was welcomed by President Luis Soto.",
        "Minister Ida Berg was not received by President Luis Soto.",
    ],
)
def test_what_is_welcomed_and_who_is_not_received_was_received_by_nobody(
    line: Callable[[str], Line], sentence: str
) -> None:
    assert [p for p in find_proposals(line(sentence)) if p.trigger.frame == "receive"] == []


def test_who_will_be_received_is_yet_to_come(line: Callable[[str], Line]) -> None:
    for words in ("will be received by", "is to be received by"):
        (proposal,) = find_proposals(line(f"Minister Ida Berg {words} President Luis Soto."))
        assert proposal.status == "planned"


@pytest.mark.parametrize(
    ("sentence", "capacity", "cue"),
    [
        ("Minister Ida Berg will co-host a conference in Lima.", "host", "co-host"),
        ("Minister Ida Berg chaired a meeting in Lima.", "chair", "chaired"),
    ],
)
def test_a_verb_of_hosting_or_chairing_is_the_evidence(
    line: Callable[[str], Line], sentence: str, capacity: str, cue: str
) -> None:
    (proposal,) = find_proposals(line(sentence))
    told = [(p.participation, p.cue and p.cue.cut(sentence)) for p in proposal.parts]
    assert (capacity, cue) in told
