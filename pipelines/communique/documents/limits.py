"""How much a reader takes in before it refuses: sizes, ratios and depths, each with its reason.

A limit that is passed gives a rejection with the code ``too_large`` or ``bomb``; nothing here
reads.
"""

from __future__ import annotations

MAX_BYTES = 20_000_000
"""Bytes of one document: a page of text has thousands, a book two million."""

MAX_HTML_BYTES = 10_000_000
"""Bytes of one HTML page: its tree takes ten times as much memory."""

MAX_NESTING = 3
"""Containers inside containers: a crawl's zip of gzipped WARC files has two."""

MAX_MEMBERS = 5_000_000
"""Documents of one file: a crawl's daily WARC holds some hundred thousand."""

MAX_SEEKABLE_BYTES = 256_000_000
"""Bytes of a zip or Parquet file inside another container, which is held in memory."""

MAX_RATIO = 200
"""Bytes out for a byte in: text packs to a tenth, log files to a hundredth."""

RATIO_COUNTS_FROM = 16_000_000
"""Bytes out before a ratio counts: small files of blanks are no attack."""

MAX_PACKED_MEMORY = 128 << 20
"""Bytes that an xz dictionary may take; ``xz -9`` uses 64 MiB."""

MAX_TREE_DEPTH = 200
"""Levels of markup that are read as they are; libxml2 drops what lies below 256 without a word."""

MAX_PDF_PAGES = 500
"""Pages of a PDF: a communiqué has ten."""

MAX_VALUE = 500
"""Characters of one metadata value."""
