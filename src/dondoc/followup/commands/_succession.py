"""What the commands on transfer, merger and replacement share: assignments closed and given, events, roll-ups, refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import AssignmentRole, Lifecycle
from dondoc.directives.commands.step import save_change
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import require_visible
from dondoc.directives.rollup import Change, roll
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.models import AssignmentSuccession, ClockStop, Succession
from dondoc.followup.succession_rules import Standing, TransferHindrance, transfer_hindrance
from dondoc.followup.succession_selectors import may_end
from dondoc.followup.telling import tell_of_ending
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Unit

LONGEST_CODE = 100
_CODES = {
    SuccessionKind.TRANSFERRED: events.ASSIGNMENT_TRANSFERRED,
    SuccessionKind.MERGED: events.ASSIGNMENT_MERGED,
    SuccessionKind.SUPERSEDED: events.ASSIGNMENT_SUPERSEDED,
}


class Bench:
    """The changes of one act, written together: rows, one batch of events, one change of the roll-ups.

    Args:
        actor: who acts.
        now: the moment.
        request_id: groups what one request did.
    """

    def __init__(self, actor: User, now: dt.datetime, request_id: str) -> None:
        self.actor, self.now, self.request_id = actor, now, request_id
        self.today = local_day(now)
        self.events: list[NewEvent] = []
        self.told: list[tuple[Succession, Assignment, str]] = []
        self.changes: list[Change] = []

    def set(self, row: Assignment, code: str, payload: dict[str, Any], *, reason: str = "", **columns: Any) -> None:
        """Change a locked row to these columns, with its event."""
        before = state_of(row)
        for name, value in columns.items():
            setattr(row, name, value)
        row.changed_at = self.now
        save_change(row)
        after = state_of(row)
        self.events.append(NewEvent(events.ASSIGNMENT, row.id, code, {**payload, **snapshot(after)}, reason=reason))
        self.changes.append(Change(cell_of(row), before, after, row.assigned_on))

    def close(self, row: Assignment, succession: Succession, payload: dict[str, Any]) -> None:
        """End an assignment by the act: it leaves the figures from today on."""
        self.told.append((succession, row, "ended"))
        facts = {"succession_id": succession.id, **payload}
        code = _CODES[SuccessionKind(succession.kind)]
        self.set(
            row, code, facts, reason=succession.reason, lifecycle=Lifecycle.WITHDRAWN, reported_on=None,
            closed_on=self.today,
        )  # fmt: skip

    def give(
        self, unit_id: int, taken_over: Assignment, directive_id: int, known: Assignment | None, succession: Succession
    ) -> Assignment:
        """Give a unit what another assignment was, with its deadlines: anew, or again where the unit had it once.

        However it comes, nothing is reported of it yet: what the other unit did stays on the other's assignment, and
        what this one did the first time is read in its history.
        """
        payload = {"succession_id": succession.id, "from_assignment_id": taken_over.id}
        if known is not None:
            # The first deadline that an assignment ever had is what its past is read against: it keeps its own.
            self.set(
                known, events.ASSIGNMENT_GIVEN_AGAIN, payload, lifecycle=Lifecycle.ASSIGNED, reported_on=None,
                closed_on=None, due_on=taken_over.due_on, original_due_on=known.original_due_on or taken_over.original_due_on,
                percent=None, stage="",
            )  # fmt: skip
            self.told.append((succession, known, "given"))
            return known
        made = Assignment.objects.create(
            jurisdiction_id=taken_over.jurisdiction_id, directive_id=directive_id, unit_id=unit_id, role=taken_over.role,
            origin=taken_over.origin, field_id=taken_over.field_id, assigned_on=self.today, changed_at=self.now,
            due_on=taken_over.due_on, original_due_on=taken_over.original_due_on, priority=taken_over.priority,
        )  # fmt: skip
        self.events.append(
            NewEvent(
                events.ASSIGNMENT, made.id, events.ASSIGNMENT_CREATED,
                {
                    **payload, "directive_id": directive_id, "unit_id": unit_id, "role": str(made.role),
                    **snapshot(state_of(made)),
                },
                is_first=True,
            )
        )  # fmt: skip
        self.changes.append(Change(cell_of(made), None, state_of(made), made.assigned_on))
        self.told.append((succession, made, "given"))
        return made

    def write(self) -> None:
        """Append the events, bring the roll-ups up to date, and tell the units."""
        append(
            jurisdiction_id=self.actor.jurisdiction_id, actor_id=self.actor.pk, now=self.now, request_id=self.request_id,
            events=self.events,
        )  # fmt: skip
        roll(jurisdiction_id=self.actor.jurisdiction_id, changes=self.changes, today=self.today)
        acts = {succession.id: succession for succession, _row, _role in self.told}
        for succession in acts.values():
            rows = [(row, role) for act, row, role in self.told if act.id == succession.id]
            tell_of_ending(self.actor, rows, kind=succession.kind, succession_id=succession.id, now=self.now)


def lock_directives(
    actor: User, directive_ids: Iterable[int]
) -> tuple[dict[int, Directive], dict[int, list[Assignment]]]:
    """Lock directives that `actor` sees with their assignments, in one order whoever comes first.

    Raises:
        NotFound: one is not there, or not for this person.
        Refused: they do not decide on one.
    """
    wanted = set(directive_ids)
    here = Directive.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, id__in=wanted)
    directives = {one.id: one for one in here.order_by("id")}
    if len(directives) != len(wanted):
        raise NotFound(_("Không tìm thấy nhiệm vụ đã chọn; hãy chọn lại."))
    rows: dict[int, list[Assignment]] = {each: [] for each in wanted}
    of = Assignment.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, directive_id__in=wanted)
    for row in of.order_by("id"):
        rows[row.directive_id].append(row)
    scope = people.scope_of(actor)
    for directive in directives.values():
        require_visible(actor, directive, frozenset(row.unit_id for row in rows[directive.id]), scope=scope)
    for directive in directives.values():
        if not may_end(actor, field_id=directive.field_id):
            raise Refused(
                _("Bạn không có quyền gộp, thay thế hoặc chuyển nhiệm vụ thuộc lĩnh vực này."), code="refused"
            )
    return directives, rows


def code_of(text: str) -> str:
    """The number of a document that decides, as typed.

    Raises:
        BadInput: too long.
    """
    return text_of(text, field="document_code", most=LONGEST_CODE)


def known_of(assignment: Assignment, unit_id: int) -> Assignment | None:
    """What the unit has in the same directive already, locked."""
    return (
        Assignment.objects.select_for_update()
        .filter(jurisdiction_id=assignment.jurisdiction_id, directive_id=assignment.directive_id, unit_id=unit_id)
        .first()
    )


def require_transferable(assignment: Assignment, to: Unit, known: Assignment | None) -> None:
    """Do nothing where the assignment may go to that unit.

    Raises:
        BadInput: it may not; the sentence says what may be done instead.
    """
    stops = ClockStop.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, until__isnull=True
    )
    standing = Standing(known.role, known.lifecycle) if known else None
    why = transfer_hindrance(assignment.unit_id, to.id, role=assignment.role, known=standing, is_stopped=stops.exists())
    if why is None:
        return
    facts = {"name": to.name, "role": AssignmentRole(known.role).label if known else ""}
    match why:
        case TransferHindrance.SAME_UNIT:
            said = _("%(name)s đang giữ chính phần việc này; hãy chọn đơn vị khác.") % facts
        case TransferHindrance.CLOCK_STOPPED:
            said = _("Thời hạn của phần việc đang tạm dừng; hãy tính tiếp thời hạn rồi mới chuyển.")
        case TransferHindrance.HAS_PART:
            said = _("%(name)s đã có phần việc (%(role)s) trong nhiệm vụ này. Muốn đơn vị đó làm thay, hãy giao một nhiệm vụ mới rồi cho nhiệm vụ mới thay thế nhiệm vụ này.") % facts  # fmt: skip
        case TransferHindrance.OTHER_ROLE:
            said = _("%(name)s đã từng có phần việc (%(role)s) trong nhiệm vụ này và vai trò không đổi được. Hãy giao một nhiệm vụ mới rồi cho nhiệm vụ mới thay thế nhiệm vụ này.") % facts  # fmt: skip
    raise BadInput(said, code=str(why), field="to_unit_id")


def hand_over(assignment: Assignment, to: Unit, bench: Bench, *, reason: str, document_code: str) -> Succession:
    """End a locked assignment as transferred and give the other unit what it was, with both its deadlines.

    Raises:
        BadInput: it may not go to that unit.
    """
    known = known_of(assignment, to.id)
    require_transferable(assignment, to, known)
    succession = Succession.objects.create(
        jurisdiction_id=assignment.jurisdiction_id, kind=SuccessionKind.TRANSFERRED, directive_id=assignment.directive_id,
        successor_directive_id=assignment.directive_id, reason=reason, document_code=document_code, done_on=bench.today,
        done_at=bench.now, done_by_id=bench.actor.pk,
    )  # fmt: skip
    was = {"was_lifecycle": assignment.lifecycle, "was_reported_on": assignment.reported_on}
    made = bench.give(to.id, assignment, assignment.directive_id, known, succession)
    bench.close(
        assignment, succession,
        {"to_unit_id": to.id, "to_unit": to.name, "successor_assignment_id": made.id, "document_code": document_code},
    )  # fmt: skip
    AssignmentSuccession.objects.create(
        jurisdiction_id=assignment.jurisdiction_id, succession_id=succession.id, assignment_id=assignment.id,
        successor_assignment_id=made.id, is_new=True, **was,
    )  # fmt: skip
    bench.write()
    return succession
