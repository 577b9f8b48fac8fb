"""Reads of this room: the office's rules, the cases of an assignment, what waits for a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives.cause_models import LateCause
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import may_read_report, require_visible
from dondoc.directives.selectors import file_row_for
from dondoc.followup.choices import ExtensionState
from dondoc.followup.models import ClockStop, DeadlineDeputy, Extension, ExtensionFile, FollowUpRules
from dondoc.followup.permissions import decidable, may_ask_extension, may_have_part, may_name_deputy
from dondoc.followup.rules import ExtensionRules
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import NotFound

_Case = TypeVar("_Case", Extension, LateCause)


def rules_of(jurisdiction_id: int) -> ExtensionRules:
    """Return what the office allows; the defaults where nobody set anything."""
    row = FollowUpRules.objects.filter(jurisdiction_id=jurisdiction_id).first()
    if row is None:
        return ExtensionRules()
    return ExtensionRules(
        most=row.extensions_most, longest=row.extension_longest, days_before=row.extension_days_before,
        may_ask_late=row.extension_may_ask_late,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cases:
    """What happened to the deadlines of some assignments, by assignment, oldest first."""

    extensions: dict[int, list[Extension]]
    stops: dict[int, list[ClockStop]]

    def waiting(self, assignment_id: int) -> Extension | None:
        """The request that waits for a decision."""
        found = (one for one in self.extensions.get(assignment_id, ()) if one.state == ExtensionState.ASKED)
        return next(found, None)

    def granted(self, assignment_id: int) -> int:
        """How many extensions there were."""
        return sum(one.state == ExtensionState.GRANTED for one in self.extensions.get(assignment_id, ()))

    def standing(self, assignment_id: int) -> ClockStop | None:
        """The time in which the deadline stands still now."""
        return next((one for one in self.stops.get(assignment_id, ()) if one.until is None), None)


def cases_of(jurisdiction_id: int, assignment_ids: Iterable[int]) -> Cases:
    """Return the requests and stops of these assignments (three queries)."""
    here = {"jurisdiction_id": jurisdiction_id, "assignment_id__in": list(assignment_ids)}
    extensions: dict[int, list[Extension]] = {}
    for one in Extension.objects.filter(**here).prefetch_related("files__file").order_by("asked_at", "id"):
        extensions.setdefault(one.assignment_id, []).append(one)
    stops: dict[int, list[ClockStop]] = {}
    for stop in ClockStop.objects.filter(**here).order_by("since", "id"):
        stops.setdefault(stop.assignment_id, []).append(stop)
    return Cases(extensions, stops)


def granted_counts(jurisdiction_id: int, assignment_ids: Iterable[int], *, by: dt.date | None = None) -> dict[int, int]:
    """Return how many extensions these assignments had (one query); those without any are not there.

    Args:
        jurisdiction_id: whose.
        assignment_ids: which.
        by: those that were granted until this local day; None: all.
    """
    found = Extension.objects.filter(
        jurisdiction_id=jurisdiction_id, assignment_id__in=list(assignment_ids), state=ExtensionState.GRANTED
    )
    if by is not None:
        found = found.filter(decided_at__lt=dt.datetime.combine(by + dt.timedelta(days=1), dt.time(), LOCAL))
    return dict(found.order_by().values_list("assignment_id").annotate(n=Count("id")))


def extension_for(user: User, extension_id: int) -> Extension:
    """Return one request with its assignment.

    Raises:
        NotFound: there is none, or `user` may not read of it.
    """
    return readable_case(
        user, Extension.objects.select_related("assignment__directive", "assignment__unit"), extension_id
    )


def readable_case(user: User, rows: QuerySet[_Case], case_id: int) -> _Case:
    """Return one of the rows, each of one assignment that is selected with it.

    Raises:
        NotFound: there is none, or `user` may not read of it.
    """
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=case_id).first()
    if found is None:
        raise NotFound
    require_readable(user, found.assignment)
    return found


def require_readable(user: User, assignment: Assignment) -> None:
    """Do nothing where `user` reads what was reported and asked of this assignment.

    Raises:
        NotFound: they do not.
    """
    siblings = list(
        Assignment.objects.filter(jurisdiction_id=user.jurisdiction_id, directive_id=assignment.directive_id)
    )
    scope = people.scope_of(user)
    require_visible(user, assignment.directive, frozenset(one.unit_id for one in siblings), scope=scope)
    if not may_read_report(scope, assignment, siblings):
        raise NotFound


def waiting_extensions(user: User, *, on: dt.date, limit: int = 200) -> list[Extension]:
    """Return the requests that wait for `user`'s decision, the oldest first."""
    waiting = extensions_seen(user).filter(state=ExtensionState.ASKED, assignment__lifecycle__in=OPEN_LIFECYCLES)
    listed = list(waiting.order_by("asked_at", "id"))
    mine = decidable(user, [one.assignment for one in listed], on=on)
    return [one for one in listed if one.assignment_id in mine][:limit]


def deputies_for(user: User) -> list[DeadlineDeputy]:
    """Return whom `user` may end or look at: for the leader of the office all, for others their own; newest first."""
    if not may_name_deputy(user):
        return []
    here = DeadlineDeputy.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if user.role != Role.OFFICE_LEADER:
        here = here.filter(setter_id=user.pk)
    return list(here.order_by("-valid_from", "-id"))


@dataclass(frozen=True, slots=True)
class DeadlineCase:
    """What happened to the deadline of one assignment, and what this person may do to it.

    Attributes:
        extensions: the requests, oldest first; empty where the person may not read them.
        stops: the times in which it stood still.
        waiting: the request that waits for a decision.
        standing: the time in which it stands still now.
        may_ask: whether the person asks for another deadline.
        may_withdraw: whether they take the waiting request back.
        may_decide: whether they decide on this deadline.
        granted: how many extensions there were.
    """

    extensions: Sequence[Extension] = ()
    stops: Sequence[ClockStop] = ()
    waiting: Extension | None = None
    standing: ClockStop | None = None
    may_ask: bool = False
    may_withdraw: bool = False
    may_decide: bool = False
    granted: int = 0


def deadline_cases(user: User, assignments: Sequence[Assignment], *, on: dt.date) -> dict[int, DeadlineCase]:
    """Return the cases of one directive's assignments as `user` sees them on a day, by assignment (six queries at most)."""
    scope = people.scope_of(user)
    # Read as their reports are: a unit's people do not read of those who stand beside them.
    readable = [one.id for one in assignments if may_read_report(scope, one, assignments)]
    cases = cases_of(user.jurisdiction_id, readable)
    decides = decidable(user, [one for one in assignments if one.lifecycle in OPEN_LIFECYCLES], on=on)
    found = {}
    for one in assignments:
        waiting = cases.waiting(one.id) if one.lifecycle in OPEN_LIFECYCLES else None
        found[one.id] = DeadlineCase(
            extensions=cases.extensions.get(one.id, ()), stops=cases.stops.get(one.id, ()), waiting=waiting,
            standing=cases.standing(one.id) if one.lifecycle in OPEN_LIFECYCLES else None,
            may_ask=waiting is None and may_ask_extension(user, one, scope=scope),
            may_withdraw=waiting is not None and may_have_part(user, "unit", one, scope=scope),
            may_decide=one.id in decides, granted=cases.granted(one.id),
        )  # fmt: skip
    return found


def extension_file_for(user: User, file_row_id: int) -> ExtensionFile:
    """Return the row of a file that came with a request.

    Raises:
        NotFound: there is none, or `user` may not open it.
    """
    found = file_row_for(user, ExtensionFile.objects.select_related("file"), file_row_id)
    extension_for(user, found.extension_id)
    return found


def extensions_seen(user: User) -> QuerySet[Extension]:
    """Return the requests that `user` reads: a unit's people their own units', the newest first."""
    scope = people.scope_of(user)
    here = Extension.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if scope.kind == "none":
        return here.none()
    if scope.kind == "units":
        here = here.filter(assignment__unit_id__in=scope.unit_ids)
    if scope.kind == "fields":
        here = here.filter(Q(assignment__field_id__isnull=True) | Q(assignment__field_id__in=scope.field_ids))
    return here.select_related("assignment__directive__document", "assignment__unit").order_by("-asked_at", "-id")
