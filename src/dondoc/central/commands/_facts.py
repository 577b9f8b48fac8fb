"""What a person, or a row of the centre's file, says of a task."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central.choices import Giver
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.central.rules import key_of
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.foundation.typed import text_of


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a task, all but its state and its deadline.

    Attributes:
        content: what is to be done.
        code: its number in the centre's system.
        document_code: number of the document that gives it, as printed.
        document_issued_on: that document's day.
        document_signer: who signed it.
        document_id: that document, where it is registered here.
        giver: a code of Giver.
        giver_words: as the centre's system says it.
        centre_words: the state as the centre's system says it.
        unit_id: the unit here that leads.
        field_id: the field of work.
        specialist_id: who of the office answers for it.
        note: of the office.
    """

    content: str
    code: str = ""
    document_code: str = ""
    document_issued_on: dt.date | None = None
    document_signer: str = ""
    document_id: int | None = None
    giver: str = Giver.PRIME_MINISTER
    giver_words: str = ""
    centre_words: str = ""
    unit_id: int | None = None
    field_id: int | None = None
    specialist_id: int | None = None
    note: str = ""


def checked(actor: User, facts: Facts) -> Facts:
    """Return the facts as they are kept.

    Raises:
        BadInput: one of them cannot be kept; its field says which.
        NotFound: the document is not there for this person.
    """
    if facts.giver not in Giver.values:
        raise BadInput(_("Hãy chọn cơ quan giao nhiệm vụ."), code="giver", field="giver")
    _steps.sane_day(facts.document_issued_on, field="document_issued_on")
    _steps.require_places(actor, unit_id=facts.unit_id, field_id=facts.field_id, specialist_id=facts.specialist_id)
    if facts.document_id is not None and not visible_documents(actor).filter(id=facts.document_id).exists():
        raise NotFound(_("Không tìm thấy văn bản đã chọn; hãy chọn lại."), field="document")
    return Facts(
        content=text_of(
            facts.content, field="content", missing=_("Hãy ghi nội dung nhiệm vụ."), most=_steps.LONGEST_CONTENT
        ),
        code=_steps.line_of(facts.code, field="code", most=80),
        document_code=_steps.line_of(facts.document_code, field="document_code", most=80),
        document_issued_on=facts.document_issued_on,
        document_signer=_steps.line_of(facts.document_signer, field="document_signer"),
        document_id=facts.document_id,
        giver=facts.giver,
        giver_words=_steps.line_of(facts.giver_words, field="giver_words"),
        centre_words=_steps.line_of(facts.centre_words, field="centre_words"),
        unit_id=facts.unit_id,
        field_id=facts.field_id,
        specialist_id=facts.specialist_id,
        note=text_of(facts.note, field="note"),
    )


def new_key(jurisdiction_id: int, facts: Facts, *, but: int | None = None) -> str:
    """Return the key of these facts.

    Args:
        jurisdiction_id: whose.
        facts: checked.
        but: the task that has it already.

    Raises:
        BadInput: they have none (no number, no words).
        Conflict: another task has it.
    """
    key = key_of(facts.code, facts.document_code, facts.content)
    if not key:
        raise BadInput(_("Hãy ghi nội dung nhiệm vụ bằng chữ."), code="content_required", field="content")
    same = CentralTask.objects.filter(jurisdiction_id=jurisdiction_id, key=key)
    if but is not None:
        same = same.exclude(id=but)
    other = same.values_list("id", flat=True).first()
    if other is not None:
        field = "code" if facts.code else "content"
        raise Conflict(
            _("Nhiệm vụ này đã có trong danh sách; hãy mở nhiệm vụ đang có thay vì ghi lần nữa."),
            code="recorded_already", field=field, task_id=other,
        )  # fmt: skip
    return key
