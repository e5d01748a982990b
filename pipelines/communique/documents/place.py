"""Where in which container bytes stand, and how their address is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from communique.documents.member import NOWHERE, Member, Origin
from communique.documents.streams import Bytes

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_MAX_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address, the name whose suffix may count, the nesting so far, and what is stated."""

    uri: str
    name: str
    depth: int = 0
    origin: Origin = NOWHERE

    def inside(self, path: str, origin: Origin = NOWHERE) -> Place:
        """A file inside an archive: ``raw/x.zip!/a/b.html``."""
        clean = _CONTROL.sub("_", path.replace("\\", "/"))[:_MAX_NAME]
        return Place(uri=f"{self.uri}!/{clean}", name=clean, depth=self.depth + 1, origin=origin)

    def part(self, name: str) -> str:
        """The address of a record: ``raw/x.jsonl#line=7``."""
        return f"{self.uri}#{_CONTROL.sub('_', name)[:_MAX_NAME]}"

    def unpacked(self) -> Place:
        """The same address, for what a packed file holds."""
        stem, _, suffix = self.name.rpartition(".")
        name = f"{stem}.tar" if suffix in ("tgz", "tbz2", "txz") else stem or self.name
        return replace(self, name=name, depth=self.depth + 1)


Expand = Callable[[Bytes, Place], Iterator[Member]]
"""Gives the members of a stream; containers call it for what they hold."""
