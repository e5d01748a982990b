from collections.abc import Callable

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
