"""What a file is, by its content: the name that somebody gave it proves nothing."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class ContentType:
    """A kind of file that may be kept: its extension and its media type."""

    extension: str
    media_type: str


DOCX = ContentType("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX = ContentType("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PPTX = ContentType("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")
PDF = ContentType("pdf", "application/pdf")
PNG = ContentType("png", "image/png")
JPEG = ContentType("jpg", "image/jpeg")
TIFF = ContentType("tiff", "image/tiff")
ODT = ContentType("odt", "application/vnd.oasis.opendocument.text")
RTF = ContentType("rtf", "application/rtf")
DOC = ContentType("doc", "application/msword")
HTML = ContentType("html", "text/html")
TEXT = ContentType("txt", "text/plain")

KNOWN = (DOCX, XLSX, PPTX, PDF, PNG, JPEG, TIFF, ODT, RTF, DOC, HTML, TEXT)
_SAME_EXTENSION = {"jpeg": "jpg", "text": "txt", "htm": "html", "tif": "tiff"}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PAGE_BEGINS = ("<!doctype html", "<html")
# MP3, Ogg, FLAC, AMR, Matroska and WebM, Windows Media, MPEG, Core Audio, MIDI, Flash video.
_RECORDINGS = (
    b"ID3", b"OggS", b"fLaC", b"#!AMR", b"\x1aE\xdf\xa3", bytes.fromhex("3026b2758e66cf11"), b"\0\0\1\xba", b"\0\0\1\xb3",
    b"caff", b"MThd", b"FLV\1",
)  # fmt: skip
_MPEG_SOUND = (b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xf1", b"\xf9")
_PICTURES_OF_PHONES = (b"heic", b"heix", b"heim", b"mif1", b"msf1", b"avif", b"avis")
_PDF_HEADER_WITHIN = 1024
_TEXT_SAMPLE = 65_536


def detect(content: bytes) -> ContentType | None:  # noqa: PLR0911 - one way out for each kind
    """Return what `content` is, or None when it is nothing that may be kept.

    Office files that carry macros are nothing that may be kept.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith((b"II*\0", b"MM\0*")):
        return TIFF
    if content.startswith(b"{\\rtf"):
        return RTF
    if content.startswith(_OLE):
        return DOC if "WordDocument".encode("utf-16-le") in content and _MACROS not in content else None
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if not _is_text(content):
        return None
    start = content[:_PDF_HEADER_WITHIN].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return HTML if start.startswith(tuple(mark.encode() for mark in _PAGE_BEGINS)) else TEXT


def is_recording(content: bytes) -> bool:
    """Return whether `content` is sound or moving pictures, by how such files begin."""
    if content.startswith(_RECORDINGS) or (content[:1] == b"\xff" and content[1:2] in _MPEG_SOUND):
        return True
    if content[:4] in (b"RIFF", b"FORM"):
        return content[8:12] in (b"WAVE", b"AVI ", b"AIFF", b"AIFC")
    # MP4, MOV, M4A, 3GP; pictures of telephones (HEIC, AVIF) begin alike and name themselves.
    return content[4:8] in (b"ftyp", b"moov", b"mdat") and content[8:12] not in _PICTURES_OF_PHONES


def extension_of(name: str) -> str:
    """Return the extension of a file's name in lower case without its dot, one spelling for each kind."""
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    return _SAME_EXTENSION.get(extension, extension)


def safe_name(name: str, found: ContentType, *, limit: int = 150) -> str:
    """Return `name` fit to be shown and sent back: no folders, no control characters, the true extension."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(ch for ch in last if ch.isprintable() and ch not in '<>:"|?*').strip(" .")
    stem = plain.rpartition(".")[0] if extension_of(plain) else plain
    return f"{stem[:limit] or 'van-ban'}.{found.extension}"


def _office(content: bytes) -> ContentType | None:
    # Only the list of members is read: nothing is inflated here.
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in members):
        return None
    if "word/document.xml" in members:
        return DOCX
    if "content.xml" in members and ODT.media_type.encode() in content[:_PDF_HEADER_WITHIN]:
        return None if any(name.startswith("Basic/") for name in members) else ODT
    if "ppt/presentation.xml" in members:
        return PPTX
    return XLSX if "xl/workbook.xml" in members or "xl/workbook.bin" in members else None


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content[:_TEXT_SAMPLE]:
        return False
    else:
        encodings = ["utf-8"]
    try:
        text = content.decode(encodings[0])
    except UnicodeDecodeError:
        return False
    sample = text[:_TEXT_SAMPLE]
    return bool(sample.strip()) and all(
        ch.isprintable() or ch in "\t\n\r\f\v\u00ad\u200b\ufeff" or ch.isspace() for ch in sample
    )
