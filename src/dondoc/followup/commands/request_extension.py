"""Ask for another deadline: the unit says until when and why, before the day or after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import ceilings, events
from dondoc.directives.commands.step import lock_assignment
from dondoc.directives.evidence_files import admitted
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.followup.commands import _steps
from dondoc.followup.models import Extension, ExtensionFile
from dondoc.followup.rules import Hindrance, hindrance, is_late
from dondoc.followup.selectors import rules_of
from dondoc.followup.telling import tell_of_request
from dondoc.foundation.clock import local_day
from dondoc.foundation.typed import text_of


def request_extension(
    *,
    actor: User,
    assignment_id: int,
    wanted_on: dt.date,
    reason: str,
    now: dt.datetime,
    files: Sequence[tuple[str, bytes | UploadedFile]] = (),
    is_declared: bool = True,
    request_id: str = "",
) -> Extension:
    """Ask for a later deadline of an open assignment.

    Args:
        actor: one of the unit's people.
        assignment_id: the assignment.
        wanted_on: the new last day, a working day.
        reason: why.
        now: the moment.
        files: evidence as (name, content), at most ten.
        is_declared: whether the sender declared that the files hold no state secret; a program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: not of this unit.
        Conflict: the assignment is closed, or a request waits already.
        BadInput: no reason, a day that the office's rules do not allow, a file that is refused.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do xin gia hạn."))
    found_files = admitted(files, is_declared=is_declared)
    today, calendar = local_day(now), calendar_of(actor.jurisdiction_id)
    with files_and_rows():
        assignment = lock_assignment(actor, assignment_id)
        here = Extension.objects.filter(jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id)
        state = _steps.take_extension_step("ask", actor, assignment, here.order_by("-id").first(), now)
        rules = rules_of(assignment.jurisdiction_id)
        found = hindrance(
            assignment.due_on, wanted_on, today, rules=rules, granted=_steps.granted_of(assignment), calendar=calendar
        )
        if found is None and assignment.due_on is not None and not rules.may_ask_late:
            found = Hindrance.ASKED_LATE if is_late(assignment.due_on, today, rules.days_before, calendar) else None
        if found is not None or assignment.due_on is None:
            raise _steps.refuse(
                found or Hindrance.UNDATED, due_on=assignment.due_on, wanted_on=wanted_on, today=today, rules=rules,
                calendar=calendar, field="wanted_on",
            )  # fmt: skip
        ceilings.require_within(
            assignment.jurisdiction_id, assignment.directive_id, wanted_on, today=today, field="wanted_on"
        )
        extension = Extension.objects.create(
            jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, state=state, was_due_on=assignment.due_on,
            wanted_on=wanted_on, reason=why, asked_on=today, asked_at=now, asked_by_id=actor.pk,
        )  # fmt: skip
        kept = []
        for file in found_files:
            stored = store_file(file, file.name, actor=actor, now=now)
            ExtensionFile.objects.create(
                jurisdiction_id=assignment.jurisdiction_id, extension_id=extension.id, file_id=stored.id, added_at=now
            )
            kept.append([stored.name, stored.sha256])
        _steps.tell(
            assignment, events.EXTENSION_ASKED,
            {"extension_id": extension.id, "wanted_on": wanted_on.isoformat(), "files": kept},
            actor=actor, now=now, request_id=request_id, reason=why,
        )  # fmt: skip
        tell_of_request(actor, assignment, events.EXTENSION_ASKED, now=now)
    return extension
