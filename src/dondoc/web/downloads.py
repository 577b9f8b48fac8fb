"""A stored file to a browser: as a download, where nothing of it runs, unless it is of a kind that is safe to show."""

from __future__ import annotations

from django.http import FileResponse
from django.utils.translation import gettext as _

from dondoc.documents.disk import open_content
from dondoc.documents.models import StoredFile
from dondoc.foundation.errors import NotFound


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
        raise NotFound(_("Tệp này không còn trong kho tệp; xin báo quản trị hệ thống khôi phục.")) from None
    response = FileResponse(content, as_attachment=not shown, filename=kept.name, content_type=kept.content_type)
    if not shown:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
