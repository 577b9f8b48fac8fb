"""What the commands on rounds of slips share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.documents.storage import Admitted, admit, require_declaration
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.meetings import events
from dondoc.meetings.models import SlipRound
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.slip_selectors import visible_rounds
from dondoc.worktime import is_working_day, next_working_day


def round_of(actor: User, round_id: int, *, is_locked: bool = True) -> SlipRound:
    """The round, locked unless it is only looked at.

    Raises:
        NotFound: there is none that the actor may know of.
    """
    seen = visible_rounds(actor)
    found = (seen.select_for_update(of=("self",)) if is_locked else seen).filter(id=round_id).first()
    if found is None:
        raise NotFound
    return found


def kept_round(actor: User, round_id: int, *states: str, is_locked: bool = True) -> SlipRound:
    """The round, locked unless it is only looked at, for the office, in one of these states.

    Raises:
        NotFound: there is none for the actor.
        Refused: not the office.
        Conflict: another state.
    """
    found = round_of(actor, round_id, is_locked=is_locked)
    if not may_plan(actor):
        raise Refused(_("Lấy ý kiến thành viên bằng phiếu là việc của Văn phòng UBND tỉnh."))
    require_state(found, *states)
    return found


def admitted(file: tuple[str, bytes | UploadedFile] | None, *, is_declared: bool) -> Admitted | None:
    """Look at a dossier before any row is locked: a scanned page takes seconds. Nothing of it is kept yet.

    Raises:
        BadInput: not declared (`not_declared`), or refused.
    """
    if file is None:
        return None
    require_declaration(is_declared)
    return admit(file[1], file[0])


def require_working_day(jurisdiction_id: int, due_at: dt.datetime) -> None:
    """Do nothing where a deadline is on a working day: one on a day off would end with the next one (BLDS 2015, Điều 148.5).

    Raises:
        BadInput: it is on a day off (`day_off`); its sentence says which day comes next.
    """
    due_on, calendar = local_day(due_at), calendar_of(jurisdiction_id)
    if not is_working_day(due_on, calendar):
        raise BadInput(
            _("Ngày %(day)s không phải ngày làm việc; ngày làm việc kế tiếp là %(after)s.")
            % {"day": f"{due_on:%d/%m/%Y}", "after": f"{next_working_day(due_on, calendar):%d/%m/%Y}"},
            code="day_off",
            field="due_at",
        )


def require_state(found: SlipRound, *states: str) -> None:
    """Do nothing where the round is in one of these states.

    Raises:
        Conflict: it is in another.
    """
    if found.state not in states:
        raise Conflict(
            _("Đợt lấy ý kiến đang ở trạng thái “%(state)s” nên không làm được việc này.")
            % {"state": found.get_state_display()},
            code="wrong_state",
            state=str(found.state),
        )


def record(
    found: SlipRound, actor: User, code: str, payload: Mapping[str, Any], *, now: dt.datetime, request_id: str,
    reason: str = "", is_first: bool = False,
) -> None:  # fmt: skip
    """Add an event to the round's chain."""
    append(
        jurisdiction_id=found.jurisdiction_id,
        events=[NewEvent(events.SLIP_ROUND, found.id, code, dict(payload), reason=reason, is_first=is_first)],
        actor_id=actor.id, now=now, request_id=request_id,
    )  # fmt: skip
