"""What can go wrong when a document is opened, each with a stable code and a sentence for the person.

The code is for programs (it never changes), the sentence is what the screen or the terminal shows.
"""
# ruff: noqa: N818  a name says what is wrong with the file; ReadingError is the base of all

from __future__ import annotations

from typing import ClassVar


class ReadingError(Exception):
    """A document that cannot be read; `code` is stable, `message` is a clear Vietnamese sentence."""

    code: ClassVar[str] = "unreadable"
    default: ClassVar[str] = "Không đọc được văn bản."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class EmptyDocument(ReadingError):
    """Nothing to read: no bytes, or no letter in the text."""

    code = "empty"
    default = "Tệp rỗng: không có chữ nào để đọc."


class FileNotReadable(ReadingError):
    """The path is missing, a folder, or refused by the operating system."""

    code = "not_found"
    default = "Không mở được tệp: kiểm tra lại đường dẫn và quyền đọc."


class UnsupportedType(ReadingError):
    """The content is of no supported type, whatever the file is called."""

    code = "unsupported_type"
    default = "Loại tệp không được hỗ trợ. Hãy dùng .docx, .doc, .odt, .rtf, .html, .pdf, .txt, .png, .jpg, .tiff."


class TooLarge(ReadingError):
    """The file is above the limit that the caller set."""

    code = "too_large"
    default = "Tệp quá lớn."


class ArchiveBomb(ReadingError):
    """A .docx or .odt whose members would inflate beyond the limits."""

    code = "archive_bomb"
    default = "Tệp nén bất thường (nghi là bom nén), đã từ chối mở để bảo vệ hệ thống."


class DamagedDocument(ReadingError):
    """The container or its XML is broken."""

    code = "damaged"
    default = "Tệp bị hỏng, không mở được. Hãy xin lại bản gốc."


class EncryptedDocument(ReadingError):
    """A password is needed."""

    code = "encrypted"
    default = "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."


class NoPages(ReadingError):
    """A PDF without any page."""

    code = "no_pages"
    default = "Tệp PDF không có trang nào."


class NoTextLayer(ReadingError):
    """A scanned PDF: pages are pictures."""

    code = "no_text_layer"
    default = "Tệp PDF là bản quét (scan), không có lớp chữ. Hãy dùng bản .docx hoặc PDF ký số có chữ."


class UnknownEncoding(ReadingError):
    """Bytes that are text in no encoding we know."""

    code = "unknown_encoding"
    default = "Không nhận ra bảng mã của tệp văn bản. Hãy lưu lại dưới dạng Unicode (UTF-8)."


class NeedsProgram(ReadingError):
    """A program of the system that this type needs (LibreOffice, Tesseract) is not installed."""

    code = "needs_program"
    default = "Máy này chưa cài chương trình cần để đọc loại tệp này."


class TooSlow(ReadingError):
    """A program that was asked to read the file did not come to an end."""

    code = "too_slow"
    default = "Đọc tệp quá lâu nên đã dừng. Hãy chia nhỏ tệp, hoặc dùng bản .docx."
