from collections.abc import Callable

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


def test_a_stand_in_knows_its_principal(line: Callable[[str], Line]) -> None:
    sentence = "Prime Minister Ana Sousa was represented by Foreign Minister Rui Pinto."
    (remark,) = find_remarks(line(sentence), follows_list=False)
    assert remark.principal is not None and remark.principal.name == "Ana Sousa"
