"""Names the lines from the body's first one on: paragraphs, sections of furniture, what follows.

The rules' walk through the page alone; the network's odds come in later, in ``roles``.
"""

from __future__ import annotations

from communique.page.furniture import Look, Looks
from communique.page.lines import Line, Lines, content_words, ends_well, shares_words
from communique.page.names import AFTER, BODY, HEADLINE_AGAIN, INSIDE, LISTED, Name

# A paragraph resumes the article after a list of others if it shares this much with the article.
_SHARED_WORDS = 3
_SHARED_PART = 0.2
_SHORTEST_RESUMPTION = 12
_FEW_ASKED = 3


class Tail:
    """Walks from the body's first line to the page's end, keeping what section it is in."""

    def __init__(self, lines: Lines, looks: Looks, prose: list[bool], headline: int | None) -> None:
        self._lines = lines
        self._looks = looks
        self._prose = prose
        self._title = None if headline is None else self._lines.folded[headline]
        # Lines whose words are still to be added to those that the article has said.
        self._unheard = [] if headline is None else [headline]
        self._said: set[str] = set()
        self._asked = 0
        self._open: Look | None = None
        self._under: Name = AFTER
        self._waiting: list[int] = []
        self._last = -1
        self._names = [AFTER] * len(self._lines)

    def name(self, start: int) -> list[Name]:
        """The lines' roles from ``start`` on."""
        looks, prose, folded = self._looks, self._prose, self._lines.folded
        names = self._names
        for no in range(start, len(names)):
            look, opened = looks[no], self._open
            if opened is not None and look is None and not prose[no]:
                names[no], self._last = self._under, no
            elif opened is not None and opened.scope == "rest":
                self._in_rest(no, look)
            elif look is not None:
                self._furniture(no, look)
            elif opened is not None:
                self._in_section(no, opened, is_first=no == start)
            elif folded[no] == self._title:
                self._give(no, HEADLINE_AGAIN)
            elif prose[no]:
                self._body(no)
            else:
                self._waiting.append(no)
        self._settle(is_over=True)
        return names[start:]

    def _give(self, no: int, name: Name) -> None:
        self._names[no] = name
        self._last = no

    def _in_rest(self, no: int, look: Look | None) -> None:
        if look is None or look.reason.startswith("shape"):
            self._give(no, self._under)
            return
        self._give(no, (look.role, look.reason))
        if look.scope != "line":
            self._opens(Look(look.role, look.reason, "rest"))

    def _furniture(self, no: int, look: Look) -> None:
        if look.scope in ("section", "rest") or look.role == "agency_credit":
            self._settle(is_over=True)
        self._give(no, (look.role, look.reason))
        if look.scope != "line":
            self._opens(look)
        elif look.role == "agency_credit":
            self._opens(Look("other", "place: after the credit", "section"))

    def _opens(self, look: Look) -> None:
        self._open = look
        self._under = (look.role, f"under {look.reason}")

    def _in_section(self, no: int, opened: Look, *, is_first: bool) -> None:
        """A paragraph in a section of furniture: the article may go on with it."""
        if self._resumes(no, opened, is_first=is_first):
            self._open = None
            self._body(no)
            return
        self._give(no, self._under)

    def _resumes(self, no: int, opened: Look, *, is_first: bool) -> bool:
        lines = self._lines
        if opened.scope == "list":
            return not lines.line(no).is_bullet
        is_teaser = not lines.opens[no] and not is_first and not ends_well(lines.texts[no - 1])
        if is_teaser or lines.words[no] < _SHORTEST_RESUMPTION:
            return False
        own = content_words(lines.texts[no])
        return self._have_said(own, max(_SHARED_WORDS, _SHARED_PART * len(own)))

    def _have_said(self, own: frozenset[str], least: float) -> bool:
        """Whether headline and body have said so many of the words."""
        said = "\n".join([self._lines.small[no] for no in self._unheard])
        self._asked += 1
        if self._asked <= _FEW_ASKED:
            return shares_words(own, said, least)
        # Where many ask, all words are told apart, each once.
        self._said |= content_words(said)
        self._unheard = []
        return len(own & self._said) >= least

    def _body(self, no: int) -> None:
        if self._waiting:
            self._settle(is_over=False)
        self._give(no, BODY)
        self._unheard.append(no)

    def _settle(self, *, is_over: bool) -> None:
        """Names the short lines that waited for what comes after them.

        Between paragraphs they are crossheads and list items; after the last one they are body
        only as a list: bulleted, numbered or announced with a colon.
        """
        if not self._waiting:
            return
        if is_over:
            announced = self._last >= 0 and self._lines.texts[self._last].endswith(":")
            listed = _listed([self._lines.line(n) for n in self._waiting], announced=announced)
            names = [LISTED] * listed + [AFTER] * (len(self._waiting) - listed)
        else:
            names = [INSIDE] * len(self._waiting)
        for no, name in zip(self._waiting, names, strict=True):
            self._give(no, name)
        self._waiting = []


def _listed(waiting: list[Line], *, announced: bool) -> int:
    """How many of the short lines after the last paragraph are a list that closes the body."""
    if not waiting or not (announced or waiting[0].is_item or waiting[0].text.endswith(":")):
        return 0
    return max((count for count, line in enumerate(waiting, start=1) if line.is_item), default=0)
