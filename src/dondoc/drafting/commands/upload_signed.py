"""Take back the document that was signed elsewhere: with the agency's own tool, on the signer's own machine."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import antivirus, disk
from dondoc.documents.signatures import judged
from dondoc.documents.storage import contents_of
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.commands import _signing
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput


def upload_signed(
    *, actor: User, draft_id: int, signed: bytes, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Keep the signed file: it must be the numbered document, unchanged, with one signature more, which is intact.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        BadInput: another document, no new signature, or one that does not hold.
        Unavailable: the virus scanner that is set does not answer.
    """
    from dondoc.documents.signing import only_signed  # noqa: PLC0415  slow, rare

    contents_of(signed, "signed.pdf")
    antivirus.check(signed, "signed.pdf")
    with disk.files_and_rows():
        draft, step = _signing.require_to_sign(actor, draft_id)
        before = _signing.bytes_of(_signing.file_to_sign(draft))
        _signing.require_added_to(before, signed)
        found = judged(signed, now=now)
        lines = [line for line in found.lines if not line.is_stamp]
        more = len(lines) > sum(not line.is_stamp for line in judged(before, now=now).lines)
        if not more or found.problem:
            raise BadInput(_("Tệp chưa có chữ ký số nào. Hãy ký rồi tải lên lại."), code="not_signed", field="file")
        broken = [line for line in lines if not (line.good or line.open)]
        if broken:
            raise BadInput(
                _("Chữ ký số của %(who)s không hợp lệ: %(why)s")
                % {"who": broken[0].who or _("người không rõ tên"), "why": broken[0].said[0] if broken[0].said else ""},
                code="bad_signature",
                field="file",
            )
        if not only_signed(before, signed):
            # The signature itself may be good: of what was changed before it was made.
            raise _signing.other_document()
        _signing.keep_signed(draft, step, signed, how=SignedHow.UPLOADED, actor=actor, now=now, request_id=request_id)
    return draft
