"""What a line of a page is called: its role and the evidence that the page's order gives for it.

Who gives which is the business of ``roles`` and ``tail``.
"""

from __future__ import annotations

from communique.records import BlockRole

Name = tuple[BlockRole, str]
"""A line's role and the evidence for it."""

BODY: Name = ("body", "shape: sentences")
HEADLINE: Name = ("headline", "shape: headline")
HEADLINE_AGAIN: Name = ("headline", "repetition: the headline again")
DATELINE: Name = ("dateline", "shape: place and day alone")
INSIDE: Name = ("body", "place: inside the body")
LISTED: Name = ("body", "shape: list inside the body")
AFTER: Name = ("other", "place: after the body")
ABOVE: Name = ("nav", "place: above the headline")
LEAD: Name = ("subhead", "place: between headline and body")
BETWEEN: Name = ("other", "place: between headline and body")
BODY_AFTER_ALL: Name = ("body", "model: reads like the body")
NO_BODY: Name = ("other", "model: reads unlike the body")
