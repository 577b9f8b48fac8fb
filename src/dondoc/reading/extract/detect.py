"""What a file is, by its content."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from dondoc.reading.errors import DamagedDocument, EncryptedDocument, UnsupportedType

Kind = Literal["docx", "pdf", "text"]
NAMES = {"docx": "Word (.docx)", "pdf": "PDF", "text": "văn bản thuần (.txt)"}

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
)
_OTHERS = (
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "tệp chương trình"),
    (b"MZ", "tệp chương trình"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
)
_HEAD = 1024


def detect(data: bytes) -> Kind:
    """The supported type of `data`.

    Args:
        data: content of a file, not empty.

    Returns:
        "docx", "pdf" or "text".

    Raises:
        UnsupportedType, EncryptedDocument, DamagedDocument: with a sentence that names what was found.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip(data)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
            raise EncryptedDocument("Tệp Word được đặt mật khẩu (mã hóa). Hãy bỏ mật khẩu rồi gửi lại.")
        raise UnsupportedType(
            "Đây là tệp Office đời cũ (.doc, .xls của bản 97–2003), chưa đọc được. Hãy lưu lại dưới dạng .docx."
        )
    for magic, name in _PICTURES:
        if head.startswith(magic) and not (name == "BMP" and not _binary(head)):
            raise UnsupportedType(f"Đây là ảnh ({name}), không có chữ để đọc. Hãy dùng bản .docx hoặc PDF có lớp chữ.")
    for magic, name in _OTHERS:
        if head.startswith(magic) and (name != "tệp chương trình" or _binary(head)):
            raise UnsupportedType(f"{_named(name)} không được hỗ trợ. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnsupportedType("Tệp HTML chưa được hỗ trợ. Hãy lưu lại dưới dạng .docx hoặc .txt.")
    if _binary(head):
        raise UnsupportedType
    return "text"


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
        raise UnsupportedType("Đây là bảng tính Excel, không phải văn bản. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt.")
    if any(n.startswith("ppt/") for n in names):
        raise UnsupportedType("Đây là tệp trình chiếu, không phải văn bản. Hãy dùng .docx, .pdf có lớp chữ, hoặc .txt.")
    if "content.xml" in names:
        raise UnsupportedType("Tệp OpenDocument (.odt) chưa được hỗ trợ. Hãy lưu lại dưới dạng .docx.")
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
