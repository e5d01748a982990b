from collections.abc import Callable

import pytest

from communique.mentions.lines import Line
from communique.mentions.rosters import find_remarks

CASES = "rosters"


def test_a_list_gives_each_participant_its_capacity(
    case: dict[str, str], line: Callable[[str], Line]
) -> None:
    told: dict[str, str] = {}
    for remark in find_remarks(line(case["sentence"]), follows_list=True):
        for part in remark.parts:
            served = part.party.served
            told[part.party.name or (served.country_code if served else "")] = part.participation
    wanted = dict(pair.split("=") for pair in case["participants"].split("|") if pair)
    assert told == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Prime Minister Ana Sousa was represented by Foreign Minister Rui Pinto.",
        "Prime Minister Ana Sousa stayed at home and was represented by her deputy, Rui Pinto.",
        "Prime Minister Ana Sousa skipped the meeting in Lima and was represented by Rui Pinto.",
        "Prime Minister Ana Sousa was represented at the meeting in Lima by her deputy, Rui Pinto.",
        "Prime Minister Ana Sousa sent her deputy, Rui Pinto.",
        "Her deputy, Rui Pinto, stood in for Prime Minister Ana Sousa.",
        "Foreign Minister Rui Pinto, standing in for Prime Minister Ana Sousa, spoke first.",
        "Foreign Minister Rui Pinto spoke on behalf of Prime Minister Ana Sousa.",
    ],
)
def test_a_stand_in_knows_its_principal(line: Callable[[str], Line], sentence: str) -> None:
    told = [r for r in find_remarks(line(sentence), follows_list=False) if r.principal]
    assert [r.principal.name for r in told if r.principal] == ["Ana Sousa"]
    assert [part.party.name for part in told[0].parts] == ["Rui Pinto"]


def test_a_country_is_represented_and_stood_in_for_by_nobody(line: Callable[[str], Line]) -> None:
    sentence = "Peru was represented by Foreign Minister Marta Quispe."
    (remark,) = find_remarks(line(sentence), follows_list=False)
    assert remark.principal is None
    assert [part.party.name for part in remark.parts] == ["Marta Quispe"]


def test_an_invitation_in_front_of_the_subject_names_the_host_alone(
    line: Callable[[str], Line],
) -> None:
    sentence = "At the invitation of President Ana Sousa, Luis Soto, President of Chile, will come."
    (remark,) = find_remarks(line(sentence), follows_list=False)
    assert [(p.party.name, p.participation) for p in remark.parts] == [("Ana Sousa", "host")]
    behind = "He came at the invitation of President Ana Sousa and Minister Rui Pinto."
    (remark,) = find_remarks(line(behind), follows_list=False)
    assert [p.party.name for p in remark.parts] == ["Ana Sousa", "Rui Pinto"]
