from collections.abc import Callable

import pytest

from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line
from communique.mentions.retinues import find_retinues


def brought(line: Line) -> list[tuple[str, str, str]]:
    found = {
        (r.leader.name or r.leader.kind, r.party.role or "", r.cue.cut(line.text))
        for proposal in find_proposals(line)
        for r in find_retinues(proposal)
    }
    return sorted(found)


@pytest.mark.parametrize(
    ("sentence", "leader", "role", "cue"),
    [
        ("Minister Ida Berg will visit Peru accompanied by a business delegation.",
         "Ida Berg", "business delegation", "accompanied by"),
        ("Minister Ida Berg visited Peru at the head of a large business delegation.",
         "Ida Berg", "business delegation", "at the head of"),
        ("Minister Ida Berg is accompanied on this visit to Peru by a business delegation.",
         "Ida Berg", "business delegation", "accompanied on this visit to Peru by"),
        ("Luis Soto said that Minister Ida Berg would visit Peru accompanied by a delegation.",
         "Ida Berg", "delegation", "accompanied by"),
    ],
)  # fmt: skip
def test_a_delegation_is_brought_by_whoever_is_named_last_before(
    line: Callable[[str], Line], sentence: str, leader: str, role: str, cue: str
) -> None:
    assert (leader, role, cue) in brought(line(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Minister Ida Berg met with a business delegation in Lima.",
        "Minister Ida Berg visited Peru, and a business delegation stayed at home.",
        "Minister Ida Berg visited Peru with officials.",
        "Minister Ida Berg visited Peru accompanied by Luis Soto, and a delegation followed.",
        "Accompanied by a delegation.",
        "During her visit to Peru, Minister Ida Berg met with a business delegation in Lima.",
        "Minister Ida Berg visited Lima for talks with a Peruvian delegation.",
        "Minister Ida Berg met President Luis Soto, accompanied by a business delegation.",
        "Minister Ida Berg, accompanied by Luis Soto, was met by a delegation in Lima.",
    ],
)
def test_whom_others_meet_or_nobody_leads_is_brought_by_nobody(
    line: Callable[[str], Line], sentence: str
) -> None:
    assert brought(line(sentence)) == []
