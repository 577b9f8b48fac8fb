"""Record that a numbered document was signed by hand; its scan may be kept with it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import antivirus, disk
from dondoc.documents.content_types import PDF, detect
from dondoc.documents.storage import contents_of
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.commands import _signing
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict


def sign_on_paper(
    *, actor: User, draft_id: int, now: dt.datetime, scan: bytes | None = None, request_id: str = ""
) -> OutgoingDraft:
    """Take the step without a digital signature.

    Args:
        actor: who records it.
        draft_id: the draft.
        now: the moment.
        scan: the signed paper as PDF, where there is one.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`.
        Conflict: it was signed digitally.
        BadInput: the scan is no PDF, too large, or infected.
        Unavailable: the virus scanner that is set does not answer.
    """
    with disk.files_and_rows():
        draft, step = _signing.require_to_sign(actor, draft_id)
        if draft.signed_how not in ("", SignedHow.PAPER):
            # Its file carries signatures that a scan would put aside.
            raise Conflict(_("Văn bản đã được ký số nên không ghi là ký trên giấy được nữa."), code="signed_digitally")
        if scan is not None:
            contents_of(scan, "scan.pdf")
            if detect(scan) != PDF:
                raise BadInput(_("Bản chụp văn bản đã ký phải là tệp PDF."), field="file")
            antivirus.check(scan, "scan.pdf")
        _signing.keep_signed(draft, step, scan, how=SignedHow.PAPER, actor=actor, now=now, request_id=request_id)
    return draft
