"""E-mail (EML) and saved pages in its form (MHTML): the text part, sender and date on top.

Attachments are not read; they are counted in a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from communique.documents.decoding import Decoded, decode, remarks_on
from communique.documents.document import Remark
from communique.documents.emission import Emission, Page
from communique.documents.member import Member
from communique.documents.refusal import Refusal

MEDIA_TYPE = "message/rfc822"
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, UnicodeError, AssertionError)
_STATED = (
    ("Snapshot-Content-Location", "mail.address"),
    ("Content-Location", "mail.address"),
)
_SAVED_BY = re.compile(r"\W*saved by\b", re.IGNORECASE)


def read_mail(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The page of a message: its HTML when it is a saved page, else its plain text."""
    try:
        message = message_from_bytes(source.data, policy=policy.default)
        if not isinstance(message, EmailMessage):
            return Refusal("damaged", "no message: save it again as .eml")
        return _page(message, source, ingested_at)
    except (*_BROKEN, RecursionError) as error:
        why = f"the message's parts cannot be read ({type(error).__name__}): save it again"
        return Refusal("damaged", why)


def _page(message: EmailMessage, source: Member, ingested_at: datetime) -> Page | Refusal:
    is_saved_page = message["Snapshot-Content-Location"] is not None or (
        message.get_content_type() == "multipart/related"
    )
    order = ("html", "plain") if is_saved_page else ("plain", "html")
    body = message.get_body(preferencelist=order)
    if body is None:
        return Refusal("empty", "a message without a text part: save its text")
    decoded = _decoded(body)
    if decoded is None:
        return Refusal("not_text", "no character encoding fits the text part: save it as UTF-8")
    pairs = source.origin.pairs + tuple(_pairs(message, body))
    title = "" if is_saved_page else " ".join(str(message["Subject"] or "").split())
    if body.get_content_subtype() == "html":
        from communique.documents.html_page import page_of_html

        return page_of_html(decoded, decoded.encoding, pairs, ingested_at, title=title)
    emission = Emission()
    emission.metadata(pairs)
    emission.part("headline", title, "mail: the subject")
    emission.open(decoded.text)
    if not decoded.text.strip():
        return Refusal("empty", "a message without words: save the page it links to")
    remarks = (*remarks_on(decoded), *_attachments(message))
    return emission.page(MEDIA_TYPE, decoded.encoding, remarks)


def _decoded(body: MIMEPart) -> Decoded | None:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, body.get_content_charset())


def _pairs(message: EmailMessage, body: MIMEPart) -> Iterator[tuple[str, str]]:
    for name, key in _STATED:
        value = message[name] or (body[name] if name == "Content-Location" else None)
        if value and not str(value).startswith("cid:"):
            yield key, str(value)
    is_snapshot = _is_snapshot(message)
    if message["From"] and not is_snapshot:
        yield "mail.from", str(message["From"])
    if message["Date"]:
        yield "mail.saved" if is_snapshot else "mail.date", str(message["Date"])


def _is_snapshot(message: EmailMessage) -> bool:
    """Whether a browser wrote it: its date is then when the page was saved, not posted."""
    is_saved = _SAVED_BY.match(str(message["From"] or "")) is not None
    return is_saved or message["Snapshot-Content-Location"] is not None


def _attachments(message: EmailMessage) -> tuple[Remark, ...]:
    count = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    if not count:
        return ()
    return (
        Remark("attachments", f"{count} attached files are not read: save them beside the message"),
    )
