"""A stored file to a browser: as a download, where nothing of it runs, unless it is of a kind that is safe to show."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.translation import gettext as _

from dondoc.documents.content_types import TEXT
from dondoc.documents.disk import open_content
from dondoc.documents.models import StoredFile
from dondoc.foundation.errors import NotFound

#: What is saved and not shown: nothing in it runs, should a browser show it all the same.
SANDBOX = "sandbox; default-src 'none'"


def send(kept: StoredFile, *, shown: bool = False) -> FileResponse:
    """Send a file to a person who may have it: permissions are the caller's.

    Args:
        kept: the file.
        shown: whether the browser shows it in place. A PDF needs the browser's own viewer, which a sandbox would take
            from it; nothing else runs.

    Raises:
        NotFound: its content is gone from the store.
    """
    try:
        content = open_content(kept.sha256)
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ; hãy báo quản trị hệ thống."), code="file_gone") from None
    kind = f"{kept.content_type}; charset=utf-8" if kept.content_type == TEXT.media_type else kept.content_type
    response = FileResponse(content, as_attachment=not shown, filename=kept.name, content_type=kind)
    if not shown:
        response["Content-Security-Policy"] = SANDBOX
    return response
