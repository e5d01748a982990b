"""Keys made from content: the same bytes and the same span give the same key on every machine.

Nothing here counts, draws lots or reads a clock; a key that needs either does not belong.
"""

from __future__ import annotations

import hashlib


def digest(data: bytes) -> str:
    """The sha256 of ``data`` in 64 hexadecimal digits; the key of a document."""
    return hashlib.sha256(data).hexdigest()


def make_id(prefix: str, *parts: object) -> str:
    """A key ``<prefix>_<16 hexadecimal digits>`` from the parts, in order.

    Parts are written with ``str`` and parted by a unit separator, so ("ab", "c") and ("a", "bc")
    differ. 64 bits: a collision is unlikely below some hundred million rows of one table, and the
    warehouse tests every key for uniqueness.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(joined.encode()).hexdigest()[:16]}"
