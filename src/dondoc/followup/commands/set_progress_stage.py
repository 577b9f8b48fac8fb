"""Set a stage of the list that reports of progress choose from: add one, name it anew, take it off or put it back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup import events
from dondoc.followup.commands import _lists
from dondoc.followup.progress_models import ProgressStage
from dondoc.followup.progress_rules import Stage
from dondoc.followup.progress_selectors import stages_of
from dondoc.foundation.errors import NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization

_LONGEST_NAME = 120


def set_progress_stage(
    *, actor: User, name: str, now: dt.datetime, code: str = "", is_active: bool = True, request_id: str = ""
) -> Stage:
    """Add a stage (no code) or change one; reports that named it keep its code.

    Args:
        actor: the leader of the office.
        name: as people read it.
        now: the moment.
        code: of the stage to change; empty for a new one.
        is_active: whether it can be chosen.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        NotFound: there is no stage of that code.
        BadInput: no name, one too long, a full list.
    """
    _lists.require_may_set(actor)
    words = _lists.name_of(name, most=_LONGEST_NAME)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        known = {one.code: one for one in stages_of(actor.jurisdiction_id)}
        if code and code not in known:
            raise NotFound(_("Không có giai đoạn này trong danh mục."))
        was = known.get(code)
        own = code or _lists.code_of(words, set(known))
        if was is not None and (str(was.name), was.is_active) == (words, is_active):
            return was
        row = ProgressStage.objects.filter(jurisdiction_id=actor.jurisdiction_id, code=own).first()
        is_first = row is None
        row = row or ProgressStage(jurisdiction_id=actor.jurisdiction_id, code=own)
        row.name, row.is_active, row.changed_at, row.changed_by_id = words, is_active, now, actor.pk
        row.save()
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.PROGRESS_STAGE, row.id, events.PROGRESS_STAGE_SET,
                    {"code": own, "name": words, "is_active": is_active, "was": str(was.name) if was else ""},
                    is_first=is_first,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return Stage(own, words, is_active, is_shipped=False)
