"""PDF files with a text layer: the lines of each page, joined to paragraphs again.

Pictures of text are refused; nothing is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from communique.documents.emission import Emission, Page
from communique.documents.limits import MAX_PDF_PAGES
from communique.documents.member import Member
from communique.documents.refusal import Refusal

MEDIA_TYPE = "application/pdf"
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?")
_ENDS = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*$")
_HYPHEN = re.compile(r"(\w)[-\u00ad\u2010\ufffe\x02]$")
_ITEM = re.compile(r"(?:[\u2022\u2023\u25aa\u25cf\u25e6*\u2013-]|\(?\d{1,2}[.)])\s")
_FEWEST_LETTERS = 20
_FULL_LINE = 0.75


def read_pdf(source: Member, ingested_at: datetime) -> Page | Refusal:
    """The text layer of a PDF as a page, its own title and date on top."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            return Refusal("encrypted", "the PDF asks for a password: save it without one")
        return Refusal("damaged", f"the PDF cannot be opened ({error}): fetch it again")
    try:
        pages = [_text_of(document, number) for number in range(min(len(document), MAX_PDF_PAGES))]
        stated = document.get_metadata_dict(skip_empty=True)
    except (pdfium.PdfiumError, ValueError) as error:
        return Refusal("damaged", f"a page of the PDF cannot be read ({error}): fetch it again")
    finally:
        document.close()
    text = "\n\n".join("\n".join(_paragraphs(page)) for page in pages)
    if sum(c.isalpha() for c in text) < _FEWEST_LETTERS:
        return Refusal("empty", "no text layer: run text recognition over the PDF and give that")
    emission = Emission()
    emission.metadata(source.origin.pairs + _pairs(stated))
    emission.open(text)
    return emission.page(MEDIA_TYPE, "utf-8")


def _text_of(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded())
    finally:
        layer.close()
        page.close()


def _paragraphs(text: str) -> Iterator[str]:
    """Lines joined while they run on: a full line without an end, a word parted by a hyphen."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    width = _usual_width(lines)
    current = ""
    for line in lines:
        if not line:
            if current:
                yield current
            current = ""
        elif not current:
            current, last = line, line
        elif _runs_on(last, line, width):
            hyphen = _HYPHEN.search(current)
            current = current[:-1] + line if hyphen and line[0].islower() else f"{current} {line}"
            last = line
        else:
            yield current
            current, last = line, line
    if current:
        yield current


def _usual_width(lines: list[str]) -> float:
    lengths = sorted(len(line) for line in lines if line)
    return float(lengths[int(len(lengths) * 0.8)]) if lengths else 0.0


def _runs_on(last: str, line: str, width: float) -> bool:
    if _ITEM.match(line):
        return False
    if line[0].islower() or _HYPHEN.search(last):
        return True
    is_full = len(last) >= _FULL_LINE * width and width > 30
    return is_full and not (_ENDS.search(last) and len(last) < 0.9 * width)


def _pairs(stated: dict[str, str]) -> tuple[tuple[str, str], ...]:
    found = []
    # Titles of PDF files are often those of their templates, and stand on the page anyway.
    if stated.get("Author"):
        found.append(("pdf.author", stated["Author"]))
    for name, key in (("CreationDate", "pdf.created"), ("ModDate", "pdf.modified")):
        instant = _instant(stated.get(name, ""))
        if instant:
            found.append((key, instant))
    return tuple(found)


def _instant(value: str) -> str | None:
    match = _DATE.match(value)
    if not match or not match[3]:
        return None
    day = f"{match[1]}-{match[2]}-{match[3]}"
    if not match[5]:
        return day
    zone = match[7] or ""
    offset = "+00:00" if zone == "Z" else f"{zone}:{match[8] or '00'}" if zone else ""
    return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{offset}"
