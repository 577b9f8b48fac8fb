"""Set what completion needs, by the kind of the document and the role."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.choices import AssignmentRole, Need
from dondoc.directives.closing_models import CompletionNeed
from dondoc.followup import events
from dondoc.followup.commands import _lists
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization

_LONGEST_KIND = 60
_MOST_ROWS = 200


def set_completion_need(
    *, actor: User, role: str, needs: str, now: dt.datetime, document_kind: str = "", request_id: str = ""
) -> CompletionNeed | None:
    """Set what a report of completion must bring; reports from now on are held to it.

    Args:
        actor: the leader of the office.
        role: lead or coordinate.
        needs: a code of Need; empty takes the row away, so that the more general one holds again.
        now: the moment.
        document_kind: name of a kind of document ("Thông báo"); empty: of every kind without a row of its own.
        request_id: groups what one request did.

    Returns:
        The row, or None where it was taken away.

    Raises:
        Refused: not the leader of the office.
        BadInput: a role or need that there is not, a kind too long, too many rows.
    """
    _lists.require_may_set(actor)
    kind = " ".join(document_kind.replace("\0", "").split())
    if len(kind) > _LONGEST_KIND:
        raise BadInput(
            _("Tên dài quá %(most)s ký tự.") % {"most": _LONGEST_KIND}, code="too_long", field="document_kind"
        )
    if role not in AssignmentRole.values:
        raise BadInput(_("Hãy chọn vai trò."), code="role_required", field="role")
    if needs and needs not in Need.values:
        raise BadInput(_("Hãy chọn điều cần có."), code="needs_required", field="needs")
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(here)
        rows = CompletionNeed.objects.filter(jurisdiction_id=here)
        row = rows.filter(document_kind=kind, role=role).first()
        was = row.needs if row is not None else ""
        if was == needs:
            return row
        code, is_first = events.COMPLETION_NEED_SET, row is None
        if row is None:
            if rows.count() >= _MOST_ROWS:
                raise BadInput(_("Bảng này đã đủ %(most)s dòng.") % {"most": _MOST_ROWS}, code="list_full")
            row = CompletionNeed(jurisdiction_id=here, document_kind=kind, role=role)
        row.needs, row.changed_at, row.changed_by_id = needs, now, actor.pk
        if needs:
            row.save()
        else:
            code = events.COMPLETION_NEED_REMOVED
            rows.filter(id=row.id).delete()
        append(
            jurisdiction_id=here,
            events=[
                NewEvent(
                    events.COMPLETION_NEED, row.id, code,
                    {"document_kind": kind, "role": str(role), "needs": str(needs), "was": str(was)}, is_first=is_first,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return row if needs else None
