"""An upload is held in memory only, and stopped as soon as it is known to be beyond the limit."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
# The form's other fields and the boundaries come on top of the file.
_ENVELOPE = MEGABYTE
# A browser shows an answer only once it has sent what it wanted to: this much is received and thrown away.
_DRAINED = 1024 * MEGABYTE


class UploadTooLarge(BadRequest):
    """The files of one request are larger than the limit (HTTP 413)."""

    def __init__(self) -> None:
        limit = settings.UPLOAD_LIMIT // MEGABYTE
        self.message = _(
            "Tệp tải lên lớn hơn %(limit)s MB nên đã bị dừng và không lưu lại. Xin nén ảnh quét hoặc tách tệp rồi tải lại."
        ) % {"limit": limit}
        super().__init__(self.message)


class QuotaUploadHandler(FileUploadHandler):
    """Refuses a request whose files are larger than `settings.UPLOAD_LIMIT` together."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: ARG002, N803 - Django's signature
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Refuse by the announced length, before the first byte is parsed."""
        if content_length > settings.UPLOAD_LIMIT + _ENVELOPE:
            _drain(input_data, content_length)
            raise UploadTooLarge

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's signature
        """Count, and pass the chunk on to the handlers that keep it."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            raise UploadTooLarge
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to the next handler."""


def _drain(stream: Any, length: int) -> None:
    """Read and forget, a little at a time."""
    left = min(length, _DRAINED)
    while left > 0 and (chunk := stream.read(min(64 * 1024, left))):
        left -= len(chunk)
