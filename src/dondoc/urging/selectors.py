"""Reads of this room: urgings and letters, requests for explanation, what was told of an assignment, what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.accounts.selectors import user_names
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import may_read_report
from dondoc.directives.selectors import assignment_for, file_row_for
from dondoc.followup.selectors import require_readable
from dondoc.foundation.errors import NotFound
from dondoc.urging import rules
from dondoc.urging.choices import OWED, ExplanationState
from dondoc.urging.models import (
    Explanation,
    ExplanationAnswer,
    ExplanationFile,
    ExplanationItem,
    Reminder,
    ReminderRule,
    ReminderRun,
    UrgedItem,
    Urging,
    UrgingLetter,
)
from dondoc.urging.permissions import (
    explanations_seen,
    items_within,
    may_ask_explanation,
    may_urge_now,
    urgings_seen,
    verbs_for,
)


def urging_for(user: User, urging_id: int) -> Urging:
    """Return one urging.

    Raises:
        NotFound: there is none that `user` reads.
    """
    found = urgings_seen(user).filter(id=urging_id).first()
    if found is None:
        raise NotFound
    return found


def items_of(user: User, urging: Urging) -> list[UrgedItem]:
    """Return what was urged and is in the person's scope, by unit, the longest overdue first."""
    here = UrgedItem.objects.filter(jurisdiction_id=urging.jurisdiction_id, urging_id=urging.id)
    seen = items_within(here, people.scope_of(user)).select_related("unit", "assignment__directive")
    return list(seen.order_by("unit__sort_key", "due_on", "id"))


def letters_of(urging: Urging) -> list[UrgingLetter]:
    """Return the letters of an urging with their drafts, the oldest first."""
    here = UrgingLetter.objects.filter(jurisdiction_id=urging.jurisdiction_id, urging_id=urging.id)
    return list(here.select_related("unit", "draft__entry", "draft__document").order_by("drafted_at", "id"))


def explanation_for(user: User, explanation_id: int) -> Explanation:
    """Return one request with its unit.

    Raises:
        NotFound: there is none that `user` reads.
    """
    found = explanations_seen(user).select_related("unit").filter(id=explanation_id).first()
    if found is None:
        raise NotFound
    return found


def assignments_of(user: User, explanation: Explanation) -> list[Assignment]:
    """Return the assignments that are to be explained and are in the person's scope."""
    scope = people.scope_of(user)
    items = ExplanationItem.objects.filter(
        jurisdiction_id=explanation.jurisdiction_id, explanation_id=explanation.id
    ).select_related("assignment__directive__document", "assignment__unit")
    return [
        item.assignment
        for item in items.order_by("assignment_id")
        if scope.sees(
            jurisdiction_id=item.jurisdiction_id, unit_ids={item.assignment.unit_id}, field_id=item.assignment.field_id
        )
    ]


def answers_of(explanation: Explanation) -> list[ExplanationAnswer]:
    """Return the answers with their files, the oldest first."""
    here = ExplanationAnswer.objects.filter(jurisdiction_id=explanation.jurisdiction_id, explanation_id=explanation.id)
    files = Prefetch("files", ExplanationFile.objects.select_related("file").order_by("id"))
    return list(here.prefetch_related(files).order_by("answered_at", "id"))


def explanation_file_for(user: User, file_row_id: int) -> ExplanationFile:
    """Return the row of a file that came with an answer.

    Raises:
        NotFound: there is none, or `user` may not open it.
    """
    found = file_row_for(user, ExplanationFile.objects.select_related("file", "answer"), file_row_id)
    explanation_for(user, found.answer.explanation_id)
    return found


def explanations_waiting(user: User, *, limit: int = 50) -> list[Explanation]:
    """Return the requests that wait for `user`: of a unit's people those to answer, of who asked those answered; the first due first."""
    if not people.may_see_directives(user):
        return []
    seen = explanations_seen(user).filter(state__in=(*OWED, ExplanationState.ANSWERED)).select_related("unit")
    scope = people.scope_of(user)
    waiting = [one for one in seen.order_by("due_on", "id")[:500] if _waits_for(user, one, scope)]
    return waiting[:limit]


def _waits_for(user: User, explanation: Explanation, scope: people.Scope) -> bool:
    verbs = verbs_for(user, explanation, scope=scope)
    if "answer" in verbs:
        return True
    return "accept" in verbs and explanation.asked_by_id == user.pk


@dataclass(frozen=True, slots=True)
class ToldLine:
    """That somebody was told of an assignment: on which day, by which rule, why, whom."""

    rule: str
    rule_code: str
    trigger: str
    anchor: dt.date
    on: dt.date
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class UrgingCase:
    """What was done about one assignment, and what this person may do.

    Attributes:
        told: what rules told, the newest first.
        urged: how often it was urged by hand, the newest first.
        explanations: requests to explain it, the newest first.
        may_urge: whether the person urges it now.
        may_ask: whether they ask to explain it.
    """

    told: Sequence[ToldLine] = ()
    urged: Sequence[UrgedItem] = ()
    explanations: Sequence[Explanation] = ()
    may_urge: bool = False
    may_ask: bool = False
    names: dict[int, str] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often somebody was told."""
        return len(self.told) + len(self.urged)

    @property
    def is_asked(self) -> bool:
        """Whether a request to explain it goes on."""
        return any(not one.is_closed for one in self.explanations)

    @property
    def last(self) -> dt.date | None:
        """The day on which somebody was told last."""
        days = [line.on for line in self.told] + [item.urging.urged_on for item in self.urged]
        return max(days, default=None)


def urging_cases(user: User, assignments: Sequence[Assignment]) -> dict[int, UrgingCase]:
    """Return what was done about one directive's assignments as `user` sees it, by assignment (five queries at most)."""
    if not assignments:
        return {}
    scope = people.scope_of(user)
    readable = [one.id for one in assignments if may_read_report(scope, one, assignments)]
    here = {"jurisdiction_id": user.jurisdiction_id}
    reminders = list(Reminder.objects.filter(**here, subject_id__in=readable).order_by("-told_on", "-id"))
    items = list(UrgedItem.objects.filter(**here, assignment_id__in=readable).select_related("urging").order_by("-id"))
    asked = list(
        ExplanationItem.objects.filter(**here, assignment_id__in=readable, explanation__in=explanations_seen(user))
        .select_related("explanation__unit")
        .order_by("-id")
    )
    names = user_names(
        user.jurisdiction_id,
        {one for row in reminders for one in row.user_ids}
        | {one for row in items for one in (*row.user_ids, row.urging.urged_by_id)},
    )
    by_id = _rules_by_id(user.jurisdiction_id) if reminders else {}
    found = {}
    for one in assignments:
        found[one.id] = UrgingCase(
            told=[_line(row, by_id, names) for row in reminders if row.subject_id == one.id],
            urged=[item for item in items if item.assignment_id == one.id],
            explanations=[row.explanation for row in asked if row.assignment_id == one.id],
            may_urge=may_urge_now(user, one), may_ask=may_ask_explanation(user, one), names=names,
        )  # fmt: skip
    return found


def urging_case_of(user: User, assignment_id: int) -> UrgingCase:
    """Return what was done about one assignment.

    Raises:
        NotFound: there is no such assignment, or `user` does not read what was reported of it.
    """
    assignment = assignment_for(user, assignment_id)
    require_readable(user, assignment)
    siblings = Assignment.objects.filter(
        jurisdiction_id=user.jurisdiction_id, directive_id=assignment.directive_id
    ).exclude(id=assignment.id)
    # Whoever leads reads of those who coordinate, so the case is that of the directive's page.
    return urging_cases(user, [assignment, *siblings])[assignment.id]


def _rules_by_id(jurisdiction_id: int) -> dict[int, ReminderRule]:
    return {row.id: row for row in ReminderRule.objects.filter(jurisdiction_id=jurisdiction_id)}


def _line(row: Reminder, by_id: dict[int, ReminderRule], names: dict[int, str]) -> ToldLine:
    rule = by_id[row.rule_id]
    return ToldLine(
        rule.name,
        rule.code,
        rule.trigger,
        row.anchor,
        row.told_on,
        [names[one] for one in row.user_ids if one in names],
    )


def told_in_run(user: User, run_id: int, rule_code: str) -> QuerySet[Reminder]:
    """Return what a run told `user` by one rule, the longest first.

    Raises:
        NotFound: it told them nothing.
    """
    rule = ReminderRule.objects.filter(jurisdiction_id=user.jurisdiction_id, code=rule_code).first()
    if rule is None:
        raise NotFound
    found = Reminder.objects.filter(
        jurisdiction_id=user.jurisdiction_id, run_id=run_id, rule_id=rule.id, user_ids__contains=[user.pk]
    )
    if not found.exists():
        raise NotFound
    return found.order_by("anchor", "id")


def assignments_by_id(jurisdiction_id: int, assignment_ids: Iterable[int | None]) -> dict[int, Assignment]:
    """Return assignments with directive, document and unit, by id."""
    wanted = [one for one in assignment_ids if one is not None]
    found = Assignment.objects.filter(jurisdiction_id=jurisdiction_id, id__in=wanted)
    return {one.id: one for one in found.select_related("directive__document", "unit")}


def runs_of(jurisdiction_id: int, *, limit: int = 10) -> list[ReminderRun]:
    """Return the newest runs."""
    here = ReminderRun.objects.filter(jurisdiction_id=jurisdiction_id)
    return list(here.order_by("-day", "-id")[:limit])


def still_owed(items: Iterable[UrgedItem]) -> int:
    """How many of what was urged the units still owe."""
    return sum(item.assignment.lifecycle in rules.OWED_BY_UNIT for item in items)
