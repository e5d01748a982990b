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
