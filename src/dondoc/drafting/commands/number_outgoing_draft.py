"""Give an approved draft its number, and print it with number and day: the file that is signed."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import disk, storage
from dondoc.documents.commands._registers import locked_entry
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.use_reserved_number import use_reserved_number
from dondoc.documents.content_types import PDF
from dondoc.documents.numbering import code_of
from dondoc.drafting import events
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.printing import rendered
from dondoc.drafting.selectors import facts_of, printed, register_taking, signer_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict


def number_outgoing_draft(
    *,
    actor: User,
    draft_id: int,
    now: dt.datetime,
    reserved_entry_id: int | None = None,
    reason: str = "",
    request_id: str = "",
) -> OutgoingDraft:
    """Take the next number of the register that takes this kind, in one transaction with the printing.

    Args:
        actor: who numbers.
        draft_id: the draft.
        now: the moment; the document bears its local day.
        reserved_entry_id: a number that was reserved, with its earlier day, instead of the next one.
        reason: why the reserved one is used.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`, `take_number` and `use_reserved_number`.
        BadInput: no register takes this kind, nobody may sign on that day, or it cannot be printed.
    """
    with disk.files_and_rows():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "number")
        register = register_taking(draft)
        day = _day_of(actor, reserved_entry_id) if reserved_entry_id is not None else local_day(now)
        signer = signer_of(draft, on=day)
        if signer is None:
            raise BadInput(
                _("Người ký không còn thẩm quyền vào ngày này. Hãy trả lại để chọn người ký khác."), field="mandate"
            )
        facts = facts_of(draft, signer.name)
        if reserved_entry_id is None:
            entry = take_number(actor=actor, register_id=register.id, facts=facts, now=now, request_id=request_id)
        else:
            entry = use_reserved_number(
                actor=actor, entry_id=reserved_entry_id, facts=facts, reason=reason, now=now, request_id=request_id
            )
            if entry.register_id != register.id:
                raise Conflict(
                    _("Số giữ này thuộc sổ khác; hãy chọn số giữ của sổ “%(name)s”.") % {"name": register.name}
                )
        draft.entry = entry
        document = printed(draft, on=entry.entered_on, number=entry.number, date=entry.entered_on)
        pdf = rendered(document, "pdf")
        code = code_of(entry.number, entry.symbol)
        name = f"{draft.kind} {code.replace('/', '-')}.pdf"
        file = storage.add_row(pdf, name, PDF, actor=actor, now=now)
        draft.entry_id, draft.rendered_file_id = entry.id, file.id
        draft.signer_name, draft.state, draft.changed_at = signer.name, step.target, now
        draft.search_text = _steps.search_text(draft, code)
        draft.save()
        _steps.record(
            draft, actor, events.DRAFT_NUMBERED, {"entry_id": entry.id, "code": code, "sha256": file.sha256}, now=now,
            request_id=request_id,
        )  # fmt: skip
    return draft


def _day_of(actor: User, entry_id: int) -> dt.date:
    """The day on which a number was reserved: the document will bear it, so the signer must have the right on it.

    Raises:
        NotFound: there is no such number.
    """
    day: dt.date = locked_entry(actor, entry_id).entered_on
    return day
