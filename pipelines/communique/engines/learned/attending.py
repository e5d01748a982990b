"""Who takes part in a gathering, and in what capacity: the network's numbers weighed by limits.

Which tellings are one gathering is ``assembly``'s business, what country and place rule out that of
``engines.hosting``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from communique.engines.learned.candidates import Mention
from communique.engines.learned.network import Floats
from communique.engines.learned.numbers import Candidates, Numbers, Readings
from communique.engines.learned.seconding import (
    Opinion,
    is_said_at_home,
    said_part,
    said_principal,
)
from communique.engines.learned.thresholds import Thresholds
from communique.engines.learned.words import Words
from communique.mentions.gathered import STRENGTH, Attendance, Key
from communique.mentions.proposals import Part
from communique.records import Participation

# Capacities that one clear sentence settles, whatever the others leave open.
_TELLING = ("speaker", "chair", "host")
_CLEAR = 0.6
_FEWEST = 2
_Choice = tuple[float, int, int]
"""How likely, by which mention, at which telling."""


class Attending:
    """One article's possible participants; ``numbers`` are those of all its tellings,
    ``capacities`` the names of the classes of a part.
    """

    def __init__(
        self, numbers: Numbers, readings: Readings, candidates: Candidates, words: Words,
        capacities: Sequence[str], limits: Thresholds,
    ) -> None:  # fmt: skip
        self._readings, self._candidates, self._words = readings, candidates, words
        self._capacities, self._limits = capacities, limits
        self._surest = {key: odds for key, (odds, _, _) in self._likeliest(numbers).items()}

    def keys(self, apart: Floats) -> set[Key]:
        """Who is likely enough to take part, by how likely each mention stands ``apart``."""
        return {
            m.key
            for m, none in zip(self._candidates.mentions, apart, strict=True)
            if 1 - none >= self._limits.part(m.party.kind)
        }

    def of(self, numbers: Numbers, said: Sequence[Opinion]) -> dict[Key, Attendance]:
        """The participants of a gathering, each by its likeliest mention, in text order.

        Who is surer to take part in another gathering and is named in no sentence that tells of
        this one must be likelier, where two others are left.
        """
        lines = {int(self._words.line[t.first]) for t in numbers.tellings}
        near = {m.key for m in self._candidates.mentions if m.at in lines}
        found: dict[Key, Attendance] = {}
        strange: list[tuple[float, Key]] = []
        best = self._likeliest(numbers)
        for key, choice in sorted(best.items(), key=lambda item: item[1][1]):
            odds, no, _ = choice
            mention = self._candidates.mentions[no]
            if not self._takes_part(mention, odds):
                continue
            found[key] = self._attendance(numbers, said, key, choice)
            is_elsewhere = key not in near and odds < self._surest[key]
            if is_elsewhere and odds < self._limits.again:
                strange.append((odds, key))
        for _, key in sorted(strange)[: max(0, len(found) - _FEWEST)]:
            del found[key]
        return found

    def _likeliest(self, numbers: Numbers) -> dict[Key, _Choice]:
        """For each participant where it is likeliest to take part, the first of equals."""
        best: dict[Key, _Choice] = {}
        for no, mention in enumerate(self._candidates.mentions):
            taking = 1 - numbers.parts[:, no, 0]
            telling = int(taking.argmax())
            odds = float(taking[telling])
            if odds > best.get(mention.key, (0.0, 0, 0))[0]:
                best[mention.key] = (odds, no, telling)
        return best

    def _attendance(
        self, numbers: Numbers, said: Sequence[Opinion], key: Key, choice: _Choice
    ) -> Attendance:
        odds, no, telling = choice
        mention = self._candidates.mentions[no]
        part = said_part(said, key) or Part(
            party=mention.party,
            participation=self._capacity(numbers, key, numbers.parts[telling, no]),
            line_no=self._candidates.lines[mention.at].no,
        )
        is_at_home = part.participation == "host" or is_said_at_home(said, key)
        return Attendance(
            mention.party, mention.person, [replace(part, is_at_home=is_at_home)],
            stands_in_for=said_principal(said, key), confidence=odds,
        )  # fmt: skip

    def _takes_part(self, mention: Mention, odds: float) -> bool:
        """A bare name, with neither office nor side anywhere, must be read as one elsewhere too; a
        side does not vouch for a name of a single word ("the OSCE Troika").
        """
        party, person = mention.party, mention.person
        if odds < self._limits.part(party.kind):
            return False
        name = (person.name if person else party.name) or ""
        is_titled = bool(party.role or (party.served and " " in name))
        if person:
            is_sided = person.served_party is not None and " " in name
            is_titled = is_titled or person.office_party is not None or is_sided
        if party.kind != "person" or is_titled:
            return True
        return odds >= self._limits.untitled and (
            self._readings.named(party.span) >= self._limits.name
        )

    def _capacity(self, numbers: Numbers, key: Key, likeliest: Floats) -> Participation:
        """The capacity at the likeliest mention, but for a more telling one at a clear other."""
        own = [no for no, m in enumerate(self._candidates.mentions) if m.key == key]
        rows = numbers.parts[:, own].reshape(-1, len(likeliest))
        clear = [row for row in rows if row[1:].max() >= _CLEAR]
        names = [self._capacities[1 + int(row[1:].argmax())] for row in (likeliest, *clear)]
        telling = [name for name in names if name in _TELLING]
        return cast(Participation, max(telling, key=STRENGTH.index) if telling else names[0])
