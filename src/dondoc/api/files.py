"""Files out: always as a download, under the kind that their content has, and never able to run."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.translation import gettext as _

from dondoc.documents.content_types import TEXT
from dondoc.documents.disk import open_content
from dondoc.documents.models import StoredFile
from dondoc.foundation.errors import NotFound

_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


def download(file: StoredFile) -> FileResponse:
    """Return a stored file as a download.

    Raises:
        NotFound: its content is gone from the files folder.
    """
    try:
        content = open_content(file.sha256)
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ; hãy báo quản trị hệ thống."), code="file_gone") from None
    kind = f"{file.content_type}; charset=utf-8" if file.content_type == TEXT.media_type else file.content_type
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=kind, headers=_HEADERS)
