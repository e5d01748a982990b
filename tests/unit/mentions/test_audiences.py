"""Who is said to have spoken before what, and what is said of the gathering by it."""

from collections.abc import Callable

import pytest
from tests.unit.lines import lines_of

from communique.mentions.audiences import behind, find_audiences
from communique.mentions.dates import Anchor
from communique.mentions.gathered import Gathering
from communique.mentions.gatherings import find_proposals
from communique.mentions.lines import Line
from communique.mentions.merging import Merger
from communique.mentions.persons import People
from communique.mentions.proposals import Proposal
from communique.spans import Span

CASES = "audiences"
MEETING = "Norwegian Minister Ida Berg told a meeting"
TOLD = "Norwegian Minister Ida Berg told the Senate Finance Committee that output fell."


def _spoken(line: Line) -> list[Proposal]:
    return [p for p in find_proposals(line) if p.is_spoken]


def _gatherings(*sentences: str) -> list[Gathering]:
    lines = lines_of(*sentences, together=True)
    anchor = Anchor(written_on=None, ingested_on=None)  # type: ignore[arg-type]
    return Merger(People(lines), anchor).read(lines)


def test_who_spoke_before_what(case: dict[str, str], line: Callable[[str], Line]) -> None:
    told = _spoken(line(case["sentence"]))
    assert [p.event_type for p in told] == ([case["event_type"]] if case["event_type"] else [])
    for proposal in told:
        speakers = [p.party.name for p in proposal.parts if p.participation == "speaker"]
        bodies = [
            p.party.span.cut(case["sentence"])
            for p in proposal.parts
            if p.party.kind == "organization"
        ]
        assert speakers == [case["speakers"]]
        assert bodies == ([case["body"]] if case["body"] else [])


@pytest.mark.parametrize(
    "said",
    ["that he will not attend", "that the summit was cancelled", "that they plan to meet in May"],
)
def test_what_is_told_says_nothing_of_the_gathering(said: str, line: Callable[[str], Line]) -> None:
    (proposal,) = _spoken(line(TOLD.replace("that output fell", said)))
    assert proposal.status == "held"


def test_the_words_of_saying_are_the_evidence_of_the_capacity(line: Callable[[str], Line]) -> None:
    (proposal,) = _spoken(line(TOLD))
    (speaker, body) = proposal.parts
    assert speaker.cue is not None and speaker.cue.cut(TOLD) == "told"
    assert proposal.span.cut(TOLD) == "told the Senate Finance Committee"
    assert body.participation == "attendee"


def test_who_is_told_of_was_not_there() -> None:
    (one,) = _gatherings(TOLD.replace("output fell", "Chilean Minister Luis Soto had resigned"))
    assert [a.person.name for a in one.attendances.values() if a.person] == ["Ida Berg"]


def test_words_that_point_back_mean_the_gathering_told_before() -> None:
    again = "Chilean Minister Luis Soto told the same committee that prices fell."
    (one,) = _gatherings(TOLD, again)
    assert [a.person.name for a in one.attendances.values() if a.person] == [
        "Ida Berg",
        "Luis Soto",
    ]
    other = again.replace("the same committee", "a news conference")
    assert len(_gatherings(TOLD, other)) == 2


@pytest.mark.parametrize("along", ["attended by", "hosted by", "with", "chaired by"])
def test_who_is_told_to_have_been_there_was(along: str) -> None:
    (one,) = _gatherings(f"{MEETING} {along} Chilean Minister Luis Soto that output fell.")
    assert "Luis Soto" in {a.person.name for a in one.attendances.values() if a.person}


def test_two_committees_hear_twice() -> None:
    again = "She told the House Budget Committee that prices fell."
    assert len(_gatherings(TOLD, again)) == 2


def test_letters_that_fold_to_others_are_no_fault(line: Callable[[str], Line]) -> None:
    assert _spoken(line(TOLD.replace("Committee", "Comm\u0131ttee"))) == []
    assert _spoken(line(TOLD.replace("the Senate Finance Committee", "a MEET\u0130NG"))) == []


def test_a_long_sentence_of_such_words_is_read_at_once() -> None:
    text = "told the " * 20_000 + "committee"
    assert len(find_audiences(text, Span(0, len(text)))) == 1


@pytest.mark.parametrize(
    ("words", "party", "is_told_of"),
    [
        ("told a forum that Luis Soto had won", "Luis Soto", True),
        ("told a forum with Luis Soto in Lima", "Luis Soto", False),
        ("told a forum attended by Luis Soto", "Luis Soto", False),
        ("told a forum that growth with Luis Soto", "Luis Soto", True),
        ("told a forum on Luis Soto", "Luis Soto", True),
    ],
)
def test_words_behind_say_who_was_there(words: str, party: str, is_told_of: bool) -> None:
    said = behind(words, words.index("forum") + 5, len(words))
    start = words.index(party)
    assert said.is_told_of(Span(start, start + len(party))) is is_told_of
    assert not said.is_told_of(Span(0, 4))


@pytest.mark.parametrize(
    ("words", "is_of_speech"),
    [
        ("told a forum in Lima", False),
        ("told a forum that in Lima", True),
        ("told a forum she had been to Lima", True),
        ("told a forum of many growers and of still more traders in Lima", True),  # too far
    ],
)
def test_places_behind_are_its_own_where_they_stand_near(words: str, is_of_speech: bool) -> None:
    said = behind(words, words.index("forum") + 5, len(words))
    start = words.index("Lima")
    assert said.is_of_speech(Span(start, start + 4)) is is_of_speech
