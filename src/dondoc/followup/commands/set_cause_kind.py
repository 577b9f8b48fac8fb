"""Set a reason of the list that causes of delay choose from: add one, name it anew, take it off or put it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.cause_models import CauseKind, LateCause
from dondoc.directives.cause_rules import Reason
from dondoc.directives.choices import CauseSide
from dondoc.directives.closing_selectors import reasons_of
from dondoc.followup import events
from dondoc.followup.commands import _lists
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization

_LONGEST_NAME = 200


def set_cause_kind(
    *,
    actor: User,
    name: str,
    side: str,
    now: dt.datetime,
    code: str = "",
    is_active: bool = True,
    request_id: str = "",
) -> Reason:
    """Add a reason (no code) or change one; causes that named it keep its code.

    Args:
        actor: the leader of the office.
        name: as people read it.
        side: objective or subjective.
        now: the moment.
        code: of the reason to change; empty for a new one.
        is_active: whether it can be chosen.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        NotFound: there is no reason of that code.
        Conflict: it was used and would change sides: what was said with it would say something else.
        BadInput: no name, one too long, no side, a full list.
    """
    _lists.require_may_set(actor)
    words = _lists.name_of(name, most=_LONGEST_NAME)
    if side not in (CauseSide.OBJECTIVE, CauseSide.SUBJECTIVE):
        raise BadInput(_("Hãy chọn khách quan hoặc chủ quan."), code="side_required", field="side")
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(here)
        known = {one.code: one for one in reasons_of(here)}
        if code and code not in known:
            raise NotFound(_("Không có nguyên nhân này trong danh mục."))
        was = known.get(code)
        own = code or _lists.code_of(words, set(known))
        if was is not None and (str(was.name), was.side, was.is_active) == (words, side, is_active):
            return was
        if was is not None and was.side != side and LateCause.objects.filter(jurisdiction_id=here, kinds__contains=[code]).exists():  # fmt: skip
            raise Conflict(
                _("Nguyên nhân này đã được dùng nên không đổi loại được; hãy ngừng dùng nó và thêm nguyên nhân mới."),
                code="used",
            )
        row = CauseKind.objects.filter(jurisdiction_id=here, code=own).first()
        is_first = row is None
        row = row or CauseKind(jurisdiction_id=here, code=own)
        row.name, row.side, row.is_active, row.changed_at, row.changed_by_id = words, side, is_active, now, actor.pk
        row.save()
        append(
            jurisdiction_id=here,
            events=[
                NewEvent(
                    events.CAUSE_KIND, row.id, events.CAUSE_KIND_SET,
                    {"code": own, "name": words, "side": str(side), "is_active": is_active, "was": str(was.name) if was else ""},
                    is_first=is_first,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return Reason(own, side, words, is_active, is_shipped=False)
