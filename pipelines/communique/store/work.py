"""The inbox document by document: files that were read whole are passed over, others are opened.

A file may hold a million documents, so they are taken out one by one and never listed; what is
done with them is ``staging``'s business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from communique.documents.member import Member
from communique.documents.readers import expand
from communique.store.inbox import Arrival, Inbox, is_as_listed
from communique.store.manifest import Known, Source
from communique.store.staged import Pending


class Work:
    """What is not in staging yet, in order of address; walk through it once.

    Bytes that come under several addresses are parsed once, under the first of them; each further
    address gives a delivery. ``known`` and ``unreadable`` are complete when the walk is over;
    ``found`` counts the documents so far and ``files_left`` the files not opened yet.
    """

    def __init__(self, inbox: Inbox, known: Known, version: str, now: datetime) -> None:
        self._known, self._version, self._now = known, version, now
        self._taken: set[str] = set()
        self._delivered: set[tuple[str, str]] = set()
        self._to_open = [a for a in inbox.arrivals if not self._is_read(a)]
        self.known = tuple(a.document_uri for a in inbox.arrivals if self._is_read(a))
        self.unreadable: list[tuple[str, str]] = list(inbox.unreadable)
        self.found = 0
        self.files_left = len(self._to_open)

    def _is_read(self, arrival: Arrival) -> bool:
        return self._known.is_read(arrival.document_id, arrival.document_uri, self._version)

    def __iter__(self) -> Iterator[Pending | Source]:
        """Documents to write, and behind the last document of a container the container."""
        for arrival in self._to_open:
            self.files_left -= 1
            try:
                yield from self._of_file(arrival)
            except OSError as error:
                why = error.strerror or type(error).__name__
                self.unreadable.append((arrival.document_uri, why))

    def _of_file(self, arrival: Arrival) -> Iterator[Pending | Source]:
        count, is_alone = 0, True
        for count, one in enumerate(expand(arrival.path, arrival.document_uri), start=1):
            own = _as_arrived(one, arrival)
            is_alone = count == 1 and own.document_id == arrival.document_id
            yield from self._of_member(own)
        # A file that changed meanwhile is opened again by the next run: its documents have the
        # keys of what was read, but nobody knows whether they are all.
        if not is_alone and is_as_listed(arrival):
            yield Source(
                document_uri=arrival.document_uri,
                document_id=arrival.document_id,
                byte_length=arrival.byte_length,
                count_documents=count,
            )

    def _of_member(self, one: Member) -> Iterator[Pending]:
        address = (one.document_id, one.document_uri)
        is_new = address not in self._known.deliveries and address not in self._delivered
        is_to_parse = not (
            one.document_id in self._taken or self._known.is_parsed(one.document_id, self._version)
        )
        self._delivered.add(address)
        if is_to_parse:
            self._taken.add(one.document_id)
        if is_new or is_to_parse:
            self.found += 1
            first = self._known.first_seen.get(one.document_id, self._now)
            yield Pending(one, first, is_new, is_to_parse)


def _as_arrived(one: Member, arrival: Arrival) -> Member:
    """A refusal of the whole file bears the file's own key and length."""
    if one.refusal is None or one.document_uri != arrival.document_uri:
        return one
    return replace(one, document_id=arrival.document_id, byte_length=arrival.byte_length)
