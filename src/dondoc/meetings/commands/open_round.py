"""Prepare a round of opinion slips."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import Refused
from dondoc.meetings import events
from dondoc.meetings.commands import _slips
from dondoc.meetings.commands._agenda import require_unit
from dondoc.meetings.commands._round import RoundFacts, payload_of, set_facts, set_members
from dondoc.meetings.models import SlipRound
from dondoc.meetings.permissions import may_plan


def open_round(
    *,
    actor: User,
    unit_id: int,
    facts: RoundFacts,
    now: dt.datetime,
    file: tuple[str, bytes | UploadedFile] | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> SlipRound:
    """Prepare it; the members see it when it is sent.

    Args:
        actor: the office.
        unit_id: the body whose members are asked.
        facts: what, of whom, until when.
        now: the moment.
        file: the dossier as (name, content); judged by its content, never a secret one.
        is_declared: whether who gives a file declared that it holds no state secret (`send_paper` says of whom it is asked).
        request_id: groups what one request did.

    Raises:
        Refused: not the office.
        BadInput: a fact that cannot be, a deadline on a day off (`day_off`), or a file that is refused or not declared (`not_declared`).
    """
    if not may_plan(actor):
        raise Refused(_("Lấy ý kiến thành viên bằng phiếu là việc của Văn phòng UBND tỉnh."))
    admitted = _slips.admitted(file, is_declared=is_declared)
    with files_and_rows():
        require_unit(actor.jurisdiction_id, unit_id, "unit")
        found = SlipRound(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit_id, created_at=now, created_by_id=actor.id
        )  # fmt: skip
        set_facts(found, facts, now=now)
        if admitted is not None:
            found.file_id = store_file(admitted, admitted.name, actor=actor, now=now).id
        found.save(force_insert=True)
        slips = set_members(found, facts.member_post_ids, now=now)
        _slips.record(
            found, actor, events.ROUND_OPENED, payload_of(found, slips), now=now, request_id=request_id, is_first=True
        )
    return found
