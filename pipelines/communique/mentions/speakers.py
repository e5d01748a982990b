"""Who says what stands between quotation marks: the subject of a word of saying, near or before.

The words after the quotation decide, then those before it, then the sentences above. Nothing here
finds quotations, and nothing knows whether a person is "he" or "she".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from communique.lexicon.load import entries
from communique.lexicon.match import Hit, Matcher
from communique.mentions.lines import Line
from communique.mentions.people import Party, name_key
from communique.mentions.persons import People
from communique.spans import Span

_BEFORE_SUBJECT = ",;:()-\"'"
_TITLES = ("office", "organization", "delegation", "source")
_TAIL_REACH = 8
_PARAGRAPHS_BACK = 6
_INDEFINITE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks; ``name`` is None for a body, a document or somebody not named."""

    name: str | None


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody or something that may speak, as it stands in a line."""

    kind: str
    span: Span
    party: Party | None = None


@cache
def _sayings() -> Matcher:
    return Matcher(entries("speech_verbs"), fold_case=True)


@cache
def _sources() -> Matcher:
    return Matcher(entries("source_words"), fold_case=True)


class Speakers:
    """The speakers of one article's quotations; ``quoted`` are the words between the marks."""

    def __init__(self, lines: Sequence[Line], people: People, quoted: Sequence[Span]) -> None:
        self._people = people
        self._quoted = quoted
        self._lines = [line for line in lines if line.role == "body"]
        named = [people.person(p) for line in lines for p in line.parties if p.kind == "person"]
        self._full = {person.name for person in named if person and " " in person.name}
        self._mentions = [list(self._mentioned(line)) for line in self._lines]
        self._heard: list[Speaker | None] = []
        self._topics: list[Speaker | None] = []
        for at in range(len(self._lines)):
            self._heard.append(self._saying_of(at))
            self._topics.append(self._topic_of(at))

    def of(self, quoted: Span, last: Speaker | None) -> Speaker | None:
        """The speaker of one quotation; ``last`` spoke the quotation before it."""
        around = [
            at
            for at, line in enumerate(self._lines)
            if line.span.start < quoted.end + 2 and quoted.start < line.span.end + 2
        ]
        if not around:
            return last
        first, final = around[0], around[-1]
        return (
            self._behind(final, self._tail(final, quoted))
            or self._in_front(first, self._lead(first, quoted))
            or self._above(first, quoted, last)
        )

    def _tail(self, at: int, quoted: Span) -> Span:
        """What follows a quotation in its sentence, up to the next one."""
        end = max(quoted.end, self._lines[at].span.end)
        starts = [other.start for other in self._quoted if quoted.end < other.start < end]
        return Span(min(quoted.end + 1, end), min([end, *starts]))

    def _lead(self, at: int, quoted: Span) -> Span:
        """What precedes a quotation in its sentence, down to the one before."""
        start = min(self._lines[at].span.start, quoted.start)
        ends = [other.end for other in self._quoted if start < other.end < quoted.start]
        return Span(max([start, *ends]), quoted.start)

    def _behind(self, at: int, tail: Span) -> Speaker | None:
        """After the quotation: the minister said; said the minister."""
        line = self._lines[at]
        verbs = self._verbs(line, tail)
        if not verbs:
            return None
        verb = verbs[0]
        start = line.piece_at(tail.start)
        left = [m for m in self._mentions[at] if tail.contains(m.span) and m.span < verb.span]
        if left and line.piece_at(left[0].span.start) - start <= _TAIL_REACH:
            return self._resolve(at, self._subject(line, left))
        verb_at = line.piece_at(verb.span.start)
        if verb_at - start <= 2 or line.codes[verb_at - 1] == ",":
            return self._right_of(at, verb, tail)
        return None

    def _in_front(self, at: int, lead: Span) -> Speaker | None:
        """The minister said: "…"; said the minister: "…"; the minister wants "…"."""
        line = self._lines[at]
        inside = [m for m in self._mentions[at] if lead.contains(m.span)]
        for verb in reversed(self._verbs(line, lead)):
            left = [m for m in inside if m.span < verb.span]
            if left:
                return self._resolve(at, self._subject(line, left))
            right = self._right_of(at, verb, lead)
            if right:
                return right
        subjects = [m for m in inside if self._is_subject(line, m)] or inside[:1]
        return self._resolve(at, subjects[0]) if subjects else None

    def _right_of(self, at: int, verb: Hit, within: Span) -> Speaker | None:
        line = self._lines[at]
        """Said Federal Chancellor Berg: a body in front of a name is part of the title."""
        right = [
            m for m in self._mentions[at]
            if m.span.start >= verb.span.end and within.contains(m.span)
        ]  # fmt: skip
        if not right or len(line.text[verb.span.end : right[0].span.start].split()) > 2:
            return None
        for one, other in pairwise(right):
            if one.kind == "person" or line.text[one.span.end : other.span.start].strip():
                return self._resolve(at, one)
        return self._resolve(at, right[-1])

    def _above(self, at: int, quoted: Span, last: Speaker | None) -> Speaker | None:
        """A quotation that stands alone goes on with the paragraph's speaker, else the last."""
        paragraph = self._lines[at].paragraph_no
        same = [i for i in range(at) if self._lines[i].paragraph_no == paragraph]
        for heard in (self._heard, self._topics):
            for i in reversed(same):
                if heard[i]:
                    return heard[i]
        if at and self._lines[at - 1].text[: quoted.start].rstrip(' "\n').endswith(":"):
            return self._heard[at - 1] or self._topics[at - 1] or last
        return last

    def _saying_of(self, at: int) -> Speaker | None:
        """The subject of the line's last word of saying outside quotations."""
        line = self._lines[at]
        found: Speaker | None = None
        for verb in self._verbs(line, line.span):
            left = [m for m in self._mentions[at] if m.span < verb.span]
            if left:
                found = self._resolve(at, self._subject(line, left)) or found
            else:
                found = self._right_of(at, verb, line.span) or found
        return found

    def _topic_of(self, at: int) -> Speaker | None:
        line = self._lines[at]
        for mention in self._mentions[at]:
            if mention.kind in ("person", "pronoun", "office") and self._is_subject(line, mention):
                return self._resolve(at, mention)
        return None

    def _verbs(self, line: Line, span: Span) -> list[Hit]:
        return [
            hit
            for hit in _sayings().find(line.text, span)
            if not self._is_quoted(hit.span) and not _is_passive(line, hit)
        ]

    def _is_quoted(self, span: Span) -> bool:
        return any(quoted.contains(span) for quoted in self._quoted)

    def _mentioned(self, line: Line) -> Iterator[_Mention]:
        parties = [p for p in line.parties if p.kind != "group" and not self._is_quoted(p.span)]
        found = [_Mention(p.kind, p.span, p) for p in parties if self._is_vouched(line, p)]
        for hit in _sources().find(line.text, line.span):
            if not self._is_quoted(hit.span) and not _overlaps(hit.span, found):
                found.append(_Mention("source", _with_front(line, hit.span)))
        for match in _IT.finditer(line.text, line.span.start, line.span.end):
            if not self._is_quoted(Span(*match.span())):
                found.append(_Mention("it", Span(*match.span())))
        return iter(sorted(found, key=lambda mention: mention.span))

    def _is_vouched(self, line: Line, party: Party) -> bool:
        """A single capitalised word is a name where something says so: office, "who", a verb."""
        if party.kind != "person" or " " in (party.name or "") or self._people.person(party):
            return True
        if self._longer(party):
            return True
        after = [piece.text for piece in line.pieces[party.last : party.last + 2]]
        return after == [",", "who"] or bool(_sayings().find(" ".join(after[:1])))

    def _subject(self, line: Line, left: Sequence[_Mention]) -> _Mention:
        """Of the mentions before a verb the nearest that opens a clause, else the nearest."""
        subjects = [m for m in left if self._is_subject(line, m)] or list(left)
        subject = subjects[-1]
        for other in left:
            between = line.text[other.span.end : subject.span.start]
            if other.kind == "person" and subject.kind in _TITLES and between.strip() == ",":
                return other
        return subject

    def _is_subject(self, line: Line, mention: _Mention) -> bool:
        """Whether it opens the sentence or a clause, and is not what a preposition governs."""
        at = line.piece_at(mention.span.start)
        while at > 0 and line.codes[at - 1] in "tHM":
            at -= 1
        if at == 0 or line.codes[at - 1] in _BEFORE_SUBJECT:
            return True
        return line.pieces[at - 1].kind == "clause"

    def _resolve(self, at: int, mention: _Mention) -> Speaker | None:
        if mention.kind == "pronoun":
            return self._of_pronoun(at, mention)
        if mention.kind == "person" and mention.party:
            return Speaker(self._name(mention.party))
        if mention.kind == "office" and mention.party:
            return self._of_office(at, mention.party)
        if mention.kind == "source":
            return self._of_source(at, " ".join(mention.span.cut(self._lines[at].text).split()))
        return Speaker(None)

    def _of_source(self, at: int, words: str) -> Speaker:
        """A source that is somebody: "one diplomat", later "the diplomat"."""
        if _INDEFINITE.match(words) and _is_somebody(words):
            return Speaker(words)
        for speaker in reversed(self._heard[:at]):
            if speaker and speaker.name and speaker.name.split()[-1] == words.split()[-1]:
                return speaker
        return Speaker(None)

    def _name(self, party: Party) -> str | None:
        """The fullest form of a name; a name that fits one person of the article is his."""
        person = self._people.person(party)
        if person:
            return person.name
        return self._longer(party) or party.name

    def _longer(self, party: Party) -> str | None:
        """The one name of the article that holds the words of this one."""
        words = set(name_key(party.name or "").split())
        fitting = {name for name in self._full if words <= set(name_key(name).split())}
        return fitting.pop() if len(fitting) == 1 else None

    def _of_pronoun(self, at: int, pronoun: _Mention) -> Speaker | None:
        """Whom the line names first, else who spoke or acted last in the paragraphs above."""
        line, word = self._lines[at], pronoun.span.cut(self._lines[at].text).casefold()
        before = [m for m in self._mentions[at] if m.kind == "person" and m.span < pronoun.span]
        if word == "who":
            return self._resolve(at, before[-1]) if before else None
        if word not in ("he", "she"):
            return Speaker(None)
        for mention in before:
            if self._is_subject(line, mention):
                return self._resolve(at, mention)
        told = (
            heard[i]
            for lines in self._paragraphs_above(at)
            for heard in (self._heard, self._topics)
            for i in lines
        )
        named = (self._resolve(i, m) for i, m in self._backwards(at, pronoun.span))
        return next((speaker for speaker in chain(told, named) if speaker and speaker.name), None)

    def _paragraphs_above(self, at: int) -> Iterator[list[int]]:
        """Numbers of the lines before ``at``, paragraph by paragraph, the nearest first."""
        paragraphs: dict[int, list[int]] = {}
        for i in range(at - 1, -1, -1):
            paragraphs.setdefault(self._lines[i].paragraph_no, []).append(i)
        return iter(list(paragraphs.values())[:_PARAGRAPHS_BACK])

    def _of_office(self, at: int, party: Party) -> Speaker | None:
        person = self._people.person(party)
        if person:
            return Speaker(person.name)
        earlier = list(self._backwards(at, party.span))
        for fits in (_holds, _may_hold):
            for i, mention in earlier:
                if mention.party and fits(self._lines[i], mention.party, party):
                    return Speaker(self._name(mention.party))
        words = " ".join(party.span.cut(self._lines[at].text).split())
        return Speaker(words if _INDEFINITE.match(words) else None)

    def _backwards(self, at: int, before: Span) -> Iterator[tuple[int, _Mention]]:
        for i in range(at, -1, -1):
            for mention in reversed(self._mentions[i]):
                if mention.kind == "person" and mention.span < before:
                    yield i, mention


def _overlaps(span: Span, mentions: Iterable[_Mention]) -> bool:
    return any(mention.span.overlaps(span) for mention in mentions)


def _with_front(line: Line, span: Span) -> Span:
    """A noun of source with the words in front of it: "one diplomatic source"."""
    first = at = line.piece_at(span.start)
    while first > 0 and line.codes[first - 1] in "tNCDPYOXVBMRGs#w" and at - first < 4:
        if line.codes[first - 1] == "w" and line.codes[first - 2 : first - 1] not in "t":
            break
        first -= 1
    return Span(line.pieces[first].span.start, span.end)


def _holds(line: Line, party: Party, office: Party) -> bool:
    """Whether the office stands beside the name, of the same country where it names one."""
    head = (office.role or "").casefold().split()[-1:]
    beside = (party.role or "") + " " + line.text[party.span.end :][:60].split(".")[0]
    codes = [p.served.country_code for p in (party, office) if p.served and p.served.country_code]
    is_same = not (office.served and office.served.country_code) or len(set(codes)) < len(codes)
    return is_same and bool(head) and head[0] in re.findall(r"[^\W_]+", beside.casefold())


def _may_hold(_: Line, party: Party, office: Party) -> bool:
    """Whether a named person may be "the minister": one of that kind and of no other country."""
    codes = {p.served.country_code for p in (party, office) if p.served and p.served.country_code}
    return len(codes) < 2 and bool(office.role_kind) and party.role_kind == office.role_kind


def _is_passive(line: Line, verb: Hit) -> bool:
    """Whether somebody is told, not telling: "the king would be told"."""
    before = line.text[line.span.start : verb.span.start].split()[-1:]
    return verb.surface == "told" and before in (["be"], ["been"], ["was"], ["were"], ["is"])


def _is_somebody(words: str) -> bool:
    hits = _sources().find(words)
    return bool(hits) and hits[-1].entry["kind"] in ("anonymous", "government")
