"""Keeping a file that a person gave, with the row that names it: evidence, and what else rooms attach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import antivirus, disk
from dondoc.documents.content_types import ContentType, detect, is_recording, safe_name
from dondoc.documents.models import StoredFile
from dondoc.documents.secrecy import SCAN_SECONDS, is_secret
from dondoc.foundation.errors import BadInput


def sentence_for_classified() -> str:
    """Return what a person is told who gives a document that is marked secret."""
    return _(
        "Tài liệu có dấu mật không được đưa vào hệ thống này: theo Luật Bảo vệ bí mật nhà nước, hãy xử lý trên máy "
        "không nối mạng. Không có nội dung nào của tài liệu được lưu lại."
    )


def require_declaration(is_declared: bool) -> None:
    """Do nothing where who sends a file declared that it holds no state secret: no check finds every mark.

    Raises:
        BadInput: they did not.
    """
    if not is_declared:
        raise BadInput(
            _("Hãy xác nhận tệp không chứa bí mật nhà nước trước khi gửi."), code="not_declared", field="not_secret"
        )


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that was looked at and may be kept."""

    content: bytes
    name: str
    kind: ContentType


def store_file(content: bytes | UploadedFile | Admitted, name: str, *, actor: User, now: dt.datetime) -> StoredFile:
    """Keep a file and return its row. It is checked by its content; the name only tells what to call it.

    Call it in the command's own transaction; use `disk.files_and_rows()` for that transaction, so that the
    file goes again when the command fails.

    Args:
        content: the bytes, the upload that holds them, or what `admit` gave of them before the transaction.
        name: what the person called it.
        actor: who gave it.
        now: the moment.

    Raises:
        BadInput: empty, too large, of a kind that is not kept, marked secret, or infected.
        Unavailable: the virus scanner that is set does not answer.
    """
    given = content if isinstance(content, Admitted) else admit(content, name)
    with disk.files_and_rows():
        return add_row(given.content, given.name, given.kind, actor=actor, now=now)


def admit(content: bytes | UploadedFile, name: str, *, scan_seconds: float = SCAN_SECONDS) -> Admitted:
    """Look at a file; nothing of it is kept yet.

    It may take seconds (a scanned page is recognised): where rows that others wait for are locked, it comes before.

    Args:
        content: the bytes, or the upload that holds them.
        name: what the person called it.
        scan_seconds: the most that recognising its first page may take, where it is a scan.

    Raises:
        BadInput, Unavailable: see `store_file`.
    """
    data = contents_of(content, name)
    found = detect(data)
    if found is None and is_recording(data):
        raise BadInput(
            _("Không nhận bản ghi âm, ghi hình: hãy gửi văn bản, bản trình chiếu hoặc ảnh thay cho tệp “%(name)s”.")
            % {"name": name},
            code="recording",
        )
    if found is None:
        raise BadInput(
            _(
                "Không nhận tệp “%(name)s”: nội dung không thuộc loại được lưu. Hãy dùng Word (.docx, .doc, .odt, .rtf), Excel (.xlsx), PowerPoint (.pptx), PDF, ảnh PNG, JPEG hoặc TIFF, HTML, văn bản thuần (.txt), không kèm macro."
            )
            % {"name": name},
            code="unsupported_type",
        )
    if is_secret(data, found, name, scan_seconds=scan_seconds):
        raise BadInput(sentence_for_classified(), code="secret_document")
    antivirus.check(data, name)
    return Admitted(data, name, found)


def add_row(data: bytes, name: str, found: ContentType, *, actor: User, now: dt.datetime) -> StoredFile:
    """Keep checked bytes and add their row; for the commands of this room."""
    return StoredFile.objects.create(
        jurisdiction_id=actor.jurisdiction_id,
        sha256=disk.put(data),
        size=len(data),
        content_type=found.media_type,
        name=safe_name(name, found),
        created_at=now,
        created_by_id=actor.id,
    )


def contents_of(content: bytes | UploadedFile, name: str) -> bytes:
    """Return the bytes of an upload within the limit.

    Raises:
        BadInput: empty, or above `settings.UPLOAD_LIMIT`.
    """
    limit: int = settings.UPLOAD_LIMIT
    size = len(content) if isinstance(content, bytes) else (content.size or 0)
    if size > limit:
        raise BadInput(
            _(
                "Tệp “%(name)s” nặng %(size)s MB, quá giới hạn %(limit)s MB. Hãy nén ảnh trong tệp hoặc chia nhỏ rồi gửi lại."
            )
            % {"name": name, "size": _megabytes(size), "limit": _megabytes(limit)},
            code="too_large",
        )
    data = content if isinstance(content, bytes) else content.read()
    if not data:
        raise BadInput(_("Tệp “%(name)s” rỗng (0 byte). Hãy chọn lại tệp.") % {"name": name}, code="empty")
    return data


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f}" if size >= 1024 * 1024 else f"{size / 1024 / 1024:.2f}".replace(".", ",")
