"""The files that come with a report or a request, looked at before any row is locked."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.documents.secrecy import SCAN_SECONDS
from dondoc.documents.storage import Admitted, admit, require_declaration
from dondoc.foundation.errors import BadInput

MOST_FILES = 10
# What recognising the first pages of all scans among them may take together: the person waits.
_SCAN_SECONDS = 30.0


def admitted(files: Sequence[tuple[str, bytes | UploadedFile]], *, is_declared: bool) -> list[Admitted]:
    """Look at the files; nothing of them is kept yet. A scanned page takes seconds.

    Args:
        files: as (name, content), at most ten.
        is_declared: whether the sender declared that they hold no state secret.

    Raises:
        BadInput: too many, not declared, or one that is refused (its sentence says why).
    """
    if len(files) > MOST_FILES:
        raise BadInput(
            _("Mỗi lần gửi được nhiều nhất %(most)s tệp.") % {"most": MOST_FILES}, code="too_many_files", field="files"
        )
    require_declaration(is_declared or not files)
    each = min(SCAN_SECONDS, _SCAN_SECONDS / max(1, len(files)))
    return [admit(content, name, scan_seconds=each) for name, content in files]
