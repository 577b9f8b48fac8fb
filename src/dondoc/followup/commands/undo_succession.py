"""Take back a transfer, a merger or a replacement that was a mistake: on its day, while nothing followed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import Lifecycle
from dondoc.directives.models import Assignment
from dondoc.followup.choices import SuccessionKind, TransferState
from dondoc.followup.commands import _succession
from dondoc.followup.models import AssignmentSuccession, Succession, Transfer
from dondoc.followup.succession_rules import UndoHindrance, is_over, undo_hindrance
from dondoc.followup.succession_selectors import happened_since, may_undo, succession_for
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused
from dondoc.ledger.models import LedgerEvent


def undo_succession(*, actor: User, succession_id: int, now: dt.datetime, request_id: str = "") -> Succession:
    """Let the assignments that ended by the act stand as before, and end those that it gave.

    Args:
        actor: who did it, or the leader of the office.
        succession_id: the act.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such act for this person.
        Refused: another person's.
        Conflict: undone already, on another day, or something followed.
    """
    known = succession_for(actor, succession_id)
    with transaction.atomic():
        _directives, rows = _succession.lock_directives(actor, {known.directive_id, known.successor_directive_id})
        done = Succession.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=known.id)
        if not may_undo(actor, done):
            raise Refused(_("Chỉ người đã thực hiện hoặc lãnh đạo Văn phòng mới hoàn tác được."), code="refused")
        links = list(AssignmentSuccession.objects.filter(jurisdiction_id=actor.jurisdiction_id, succession_id=done.id))
        _judge(done, links, local_day(now))
        by_id: dict[int, Assignment] = {row.id: row for found in rows.values() for row in found}
        bench = _succession.Bench(actor, now, request_id)
        payload = {"succession_id": done.id}
        for link in links:
            bench.set(
                by_id[link.assignment_id], events.SUCCESSION_UNDONE, payload, lifecycle=link.was_lifecycle,
                reported_on=link.was_reported_on, closed_on=None,
            )  # fmt: skip
        for given in {link.successor_assignment_id for link in links if link.is_new}:
            if given is not None:
                bench.set(
                    by_id[given],
                    events.SUCCESSION_UNDONE,
                    payload,
                    lifecycle=Lifecycle.WITHDRAWN,
                    closed_on=bench.today,
                    **_reported_before(by_id[given]),
                )
        bench.write()
        done.undone_at, done.undone_by_id = now, actor.pk
        done.save()
        if done.kind == SuccessionKind.TRANSFERRED:
            # What the units had agreed on waits for another decision.
            Transfer.objects.filter(
                jurisdiction_id=actor.jurisdiction_id, assignment_id__in=[link.assignment_id for link in links],
                state=TransferState.DONE, decided_at=done.done_at,
            ).update(state=TransferState.AGREED, decided_at=None, decided_by_id=None, note="")  # fmt: skip
    return done


def _reported_before(row: Assignment) -> dict[str, Any]:
    """Return how far an assignment had come before it was given again, which began it anew; nothing of one just made."""
    last = LedgerEvent.objects.filter(
        jurisdiction_id=row.jurisdiction_id, aggregate=events.ASSIGNMENT, aggregate_id=row.id
    ).order_by("-seq")
    # Nothing followed the act, so its own event is the last one and the state before it is the one before.
    said = list(last.values_list("payload", flat=True)[:2])
    return {"percent": said[1].get("percent"), "stage": said[1].get("stage", "")} if len(said) > 1 else {}


def _judge(done: Succession, links: list[AssignmentSuccession], today: dt.date) -> None:
    why = undo_hindrance(
        done.done_on,
        today,
        is_undone=is_over(done.kind, is_undone=done.undone_at is not None),
        happened=happened_since(done, links),
    )
    if why is None:
        return
    match why:
        case UndoHindrance.UNDONE:
            said = _("Việc này đã được hoàn tác rồi. Hãy tải lại trang.")
        case UndoHindrance.ANOTHER_DAY:
            said = _("Chỉ hoàn tác được trong ngày thực hiện (%(day)s); nay hãy giao lại bằng nhiệm vụ mới.") % {
                "day": f"{done.done_on:%d/%m/%Y}"
            }
        case UndoHindrance.HAPPENED:
            said = _("Sau đó các phần việc đã có thay đổi khác nên không hoàn tác được.")
    raise Conflict(said, code=str(why))
