"""What the ways of signing share: the file to be signed, the signed one checked against it, and the step taken."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, storage
from dondoc.documents.content_types import PDF
from dondoc.documents.models import StoredFile
from dondoc.drafting import events, rules
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, NotFound


def file_to_sign(draft: OutgoingDraft) -> StoredFile:
    """The file that the next signature goes on: the signed one where there is one, else the one printed."""
    file = draft.signed_file if draft.signed_file_id else draft.rendered_file
    if file is None:  # cannot be: numbering prints it
        raise NotFound
    found: StoredFile = file
    return found


def bytes_of(file: StoredFile) -> bytes:
    """The content of a stored file."""
    try:
        with disk.open_content(file.sha256) as content:
            return content.read()
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ. Hãy báo quản trị hệ thống.")) from None


def require_to_sign(actor: User, draft_id: int) -> tuple[OutgoingDraft, rules.Transition]:
    """The draft, locked, and its step: it may be signed now, and its number still stands.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
    """
    draft = _steps.locked(actor, draft_id)
    step = _steps.require(actor, draft, "sign")
    _steps.require_number_stands(draft)
    return draft, step


def require_added_to(before: bytes, after: bytes) -> None:
    """Do nothing where `after` is `before` with something added behind it, as a signature is.

    What was added may still change what is shown: see `documents.signing.only_signed`.

    Raises:
        BadInput: it is another document, or a changed one.
    """
    if len(after) <= len(before) or not after.startswith(before):
        raise other_document()


def other_document() -> BadInput:
    """What is said of a file that is not the numbered document."""
    return BadInput(
        _("Tệp này không phải là văn bản vừa cấp số kèm chữ ký số: nội dung đã khác. Hãy tải văn bản từ đây về, ký, rồi tải lên lại."),
        code="other_document",
        field="file",
    )  # fmt: skip


def keep_signed(
    draft: OutgoingDraft,
    step: rules.Transition,
    signed: bytes | None,
    *,
    how: str,
    actor: User,
    now: dt.datetime,
    request_id: str,
    reason: str = "",
) -> None:
    """Keep the signed file (none for a signature on paper alone), take the step, and add the event."""
    file = storage.add_row(signed, file_to_sign(draft).name, PDF, actor=actor, now=now) if signed is not None else None
    if file is not None:
        # By the relation: the column alone would leave the file that was read before in its place.
        draft.signed_file = file
    draft.signed_how, draft.signed_at, draft.state, draft.changed_at = how, now, step.target, now
    draft.save(update_fields=["signed_file_id", "signed_how", "signed_at", "state", "changed_at"])
    _steps.record(
        draft, actor, events.DRAFT_SIGNED, {"how": str(how), "sha256": file.sha256 if file else None, "signer": draft.signer_name},
        now=now, request_id=request_id, reason=reason,
    )  # fmt: skip
