"""What a file is, by its content."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from dondoc.reading.errors import DamagedDocument, EncryptedDocument, UnsupportedType

Kind = Literal["docx", "odt", "pdf", "html", "rtf", "doc", "image", "text"]
NAMES: dict[str, str] = {
    "docx": "Word (.docx)", "odt": "OpenDocument (.odt)", "pdf": "PDF", "html": "HTML", "rtf": "RTF",
    "doc": "Word 97–2003 (.doc)", "image": "PNG/JPEG/TIFF", "text": "văn bản thuần (.txt)",
}  # fmt: skip
READABLE = ".docx, .doc, .odt, .rtf, .html, .pdf, .txt, .png, .jpg, .tiff"

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OTHERS = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\x7fELF", "tệp chương trình"),
    (b"MZ", "tệp chương trình"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
)
_AMBIGUOUS = ("tệp chương trình", "BMP")  # their marks are letters too
_HEAD = 1024
_BEGIN = 256
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,600}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta)\b",
    re.DOTALL | re.IGNORECASE,
)
_ODT = b"application/vnd.oasis.opendocument.text"


def detect(data: bytes) -> Kind:  # noqa: PLR0911  one way out for each type
    """The supported type of `data`.

    Args:
        data: content of a file, not empty.

    Returns:
        Which module reads it.

    Raises:
        UnsupportedType, EncryptedDocument, DamagedDocument: with a sentence that names what was found.
    """
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK"):
        return _zip(data)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
            raise EncryptedDocument("Tệp Word được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại.")
        return "doc"
    if head.startswith(_PICTURES):
        return "image"
    if _PAGE.match(start):
        return "html"
    if b"%PDF-" in head:
        return "pdf"
    if _PAGE.match(_without_zeros(start)):
        return "html"
    for magic, name in _OTHERS:
        if head.startswith(magic) and (name not in _AMBIGUOUS or _binary(head)):
            raise UnsupportedType(f"{_named(name)} không được hỗ trợ. Hãy dùng {READABLE}.")
    if _binary(head):
        raise UnsupportedType
    return "text"


def _without_zeros(start: bytes) -> bytes:
    """The beginning of a text in UTF-16 as its ASCII letters; empty for any other."""
    begin = start[:_BEGIN].lstrip(b"\xff\xfe")
    return begin.replace(b"\0", b"").lstrip(b" \t\r\n") if begin.count(0) * 3 > len(begin) else b""


def _named(name: str) -> str:
    return f"T{name[1:]}" if name.startswith("tệp ") else f"Tệp {name}"


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
        UnicodeError,
    ) as error:
        raise DamagedDocument("Tệp .docx bị hỏng (không mở được gói nén). Hãy xin lại bản gốc.") from error
    if "word/document.xml" in names or any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        raise UnsupportedType(f"Đây là bảng tính Excel, không phải văn bản. Hãy dùng {READABLE}.")
    if any(n.startswith("ppt/") for n in names):
        raise UnsupportedType(f"Đây là tệp trình chiếu, không phải văn bản. Hãy dùng {READABLE}.")
    if "content.xml" in names:
        # The package's first member is its type, stored as it is.
        if b"opendocument" in data[:_HEAD] and _ODT not in data[:_HEAD]:
            raise UnsupportedType(f"Đây là bảng tính hoặc trình chiếu OpenDocument. Hãy dùng {READABLE}.")
        return "odt"
    if not names:
        raise DamagedDocument("Gói nén rỗng, không phải tệp .docx. Hãy xin lại bản gốc.")
    raise UnsupportedType("Đây là gói nén (.zip), không phải văn bản. Hãy giải nén rồi gửi từng tệp.")


def _binary(head: bytes) -> bool:
    """Whether bytes look like no text in any encoding (UTF-16 has many zeros on one side only)."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(1 for b in head if b < 9 or 13 < b < 32)  # noqa: PLR2004  the C0 controls but tab and line ends
    zeros = head.count(0)
    if zeros and zeros > len(head) // 5:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return min(even, odd) > max(even, odd) // 4
    return controls - zeros > len(head) // 10 or (zeros > 0 and controls > len(head) // 20)
