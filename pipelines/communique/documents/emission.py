"""The page text that a reader emits: metadata lines on top, then parts with their roles.

Every value that the reader knows stands in the text, so that it can be quoted back; where values
come from is the readers' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.documents.document import METADATA, Mark, Remark
from communique.documents.limits import MAX_VALUE
from communique.documents.member import Pairs
from communique.records import BlockRole
from communique.spans import Span

_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader makes of a member's bytes: the text, its marks and what was noticed."""

    text: str
    media_type: str
    encoding: str
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()


def clean(text: str) -> str:
    """Without control characters and halves of characters, which no store keeps."""
    return _UNWANTED.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


class Emission:
    """Collects the parts of a page in order; ``text`` and ``marks`` are what came of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    def metadata(self, pairs: Pairs) -> None:
        """The metadata header: a line ``key: value`` each, equal lines once."""
        lines = dict.fromkeys(f"{key}: {value}" for key, value in map(_tidied, pairs) if value)
        if lines:
            self._add("\n".join(lines), "other", METADATA)

    def part(self, role: BlockRole, text: str, reason: str) -> None:
        """A part whose role is known; nothing for one without a visible character."""
        text = clean(text).strip()
        if text:
            self._add(text, role, reason)

    def parts(self, parts: Iterable[tuple[BlockRole, str, str]]) -> None:
        """Several parts: role, text and reason of each."""
        for role, text, reason in parts:
            self.part(role, text, reason)

    def open(self, text: str) -> None:
        """Text whose parts are for the page cutter to name."""
        text = clean(text).strip("\n")
        if text.strip():
            self._add(text, None, "")

    def _add(self, text: str, role: BlockRole | None, reason: str) -> None:
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        if role:
            self._marks.append(Mark(role, Span(self._length, self._length + len(text)), reason))
        self._parts.append(text)
        self._length += len(text)

    @property
    def text(self) -> str:
        """The page's text so far, with a line end behind it."""
        return "".join(self._parts) + "\n" if self._parts else ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The roles so far."""
        return tuple(self._marks)

    def page(self, media_type: str, encoding: str, remarks: tuple[Remark, ...] = ()) -> Page:
        """The page as it stands."""
        return Page(
            text=self.text,
            media_type=media_type,
            encoding=encoding,
            marks=self.marks,
            remarks=remarks,
        )


def _tidied(pair: tuple[str, str]) -> tuple[str, str]:
    key, value = pair
    return key, " ".join(clean(value).split())[:MAX_VALUE].strip()
