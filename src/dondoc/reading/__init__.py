"""Reading official documents: text in, duties with an owner and a date out.

    from dondoc.reading import read
    reading = read("thong-bao.docx")

Pure Python: no Django, no database, no clock.
"""

from __future__ import annotations

from .again import ReadAgain, read_again
from .directory import UnitDirectory
from .errors import (
    ArchiveBomb,
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    FileNotReadable,
    NeedsProgram,
    NoPages,
    NoTextLayer,
    ReadingError,
    TooLarge,
    TooSlow,
    UnknownEncoding,
    UnsupportedType,
)
from .extract import Limits as ScanLimits
from .extract import page_picture, page_sizes
from .header import stamped_line
from .lines import without_page_numbers
from .model import (
    Box,
    Deadline,
    Directive,
    DocumentHeader,
    Meeting,
    Milestone,
    Notice,
    Person,
    Reading,
    Reference,
    Signer,
    Substitute,
    UnitMention,
)
from .reader import DEFAULT_LIMIT, READER_VERSION, read, read_bytes, read_text
from .timing import Timing, read_deadline

__all__ = [
    "DEFAULT_LIMIT",
    "READER_VERSION",
    "ArchiveBomb",
    "Box",
    "DamagedDocument",
    "Deadline",
    "Directive",
    "DocumentHeader",
    "EmptyDocument",
    "EncryptedDocument",
    "FileNotReadable",
    "Meeting",
    "Milestone",
    "NeedsProgram",
    "NoPages",
    "NoTextLayer",
    "Notice",
    "Person",
    "ReadAgain",
    "Reading",
    "ReadingError",
    "Reference",
    "ScanLimits",
    "Signer",
    "Substitute",
    "Timing",
    "TooLarge",
    "TooSlow",
    "UnitDirectory",
    "UnitMention",
    "UnknownEncoding",
    "UnsupportedType",
    "page_picture",
    "page_sizes",
    "read",
    "read_again",
    "read_bytes",
    "read_deadline",
    "read_text",
    "stamped_line",
    "without_page_numbers",
]
