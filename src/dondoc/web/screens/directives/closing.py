"""Progress, the cause of a delay and the priority on an assignment's card: what is shown, and what their forms give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.accounts import permissions as people
from dondoc.accounts.permissions import Scope
from dondoc.directives.answerable import Answerable, answerable_by_assignment
from dondoc.directives.cause_models import LateCause
from dondoc.directives.cause_rules import CauseGiven, Reason, is_late
from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Timeliness
from dondoc.directives.closing_selectors import causes_of, needs_by_assignment, reasons_of
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import may_read_report
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.state_cause import state_cause
from dondoc.followup.progress_models import ProgressReport
from dondoc.followup.progress_rules import Stage
from dondoc.followup.progress_selectors import progress_file_for, progress_of, stages_of
from dondoc.foundation.errors import BadInput
from dondoc.foundation.text import whole_number
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

LABELS = {
    "report_progress": gettext_lazy("Báo cáo tiến độ"),
    "state_cause": gettext_lazy("Nêu nguyên nhân chậm"),
}
DONE = {
    "report_progress": gettext_lazy("Đã gửi báo cáo tiến độ."),
    "state_cause": gettext_lazy("Đã ghi nguyên nhân chậm."),
}
ICONS = {"report_progress": "trending-up", "state_cause": "alert-triangle"}
FORMS = {"report_progress": "progress", "state_cause": "cause"}
_REPORTED_ON = frozenset({Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS, Lifecycle.RETURNED})


@dataclass(frozen=True, slots=True)
class Progress:
    """A report as the card shows it."""

    report: ProgressReport
    stage: str
    files: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Cause:
    """What was said of a delay, in words."""

    cause: LateCause
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Closing:
    """What the card knows of progress and of closing.

    Attributes:
        reports: newest first.
        percent: the newest percentage, None where none was given.
        causes: that stand, one at most.
        needs: what completion needs, in words.
        is_late: whether a report of today, or the one that waits, comes after the deadline.
        answerable: whose head answers for it, of what is late.
        head_said: whom the unit named for that very day, where the record has nobody.
        reasons: that can be chosen.
        stages: that can be chosen.
        verbs: what this person may do of it.
    """

    reports: Sequence[Progress]
    percent: int | None
    cause: Cause | None
    needs: str
    is_late: bool
    answerable: Answerable | None
    head_said: str
    reasons: Sequence[Reason]
    stages: Sequence[Stage]
    verbs: Sequence[str]


def closings(
    request: PageRequest, assignments: Sequence[Assignment], verdicts: dict[int, Timeliness | None], scope: Scope
) -> dict[int, Closing]:
    """Return what the cards of these assignments show, by id; reports of units beside one's own are not there."""
    here, user = request.user.jurisdiction_id, request.user
    reports = progress_of(user, assignments)
    causes = causes_of(here, [one.id for one in assignments if may_read_report(scope, one, assignments)])
    reasons, stages = reasons_of(here), stages_of(here)
    names = {reason.code: str(reason.name) for reason in reasons}
    needs = needs_by_assignment(here, assignments)
    late = {one.id for one in assignments if _is_late(one, request.today)}
    heads = answerable_by_assignment(here, [one for one in assignments if one.id in late])
    found = {}
    for one in assignments:
        own = reports.get(one.id, [])
        standing = next((row for row in causes.get(one.id, ()) if row.is_standing), None)
        found[one.id] = Closing(
            reports=[_shown(row, stages) for row in own],
            # Of the row: reports from before it was given again are history.
            percent=one.percent,
            cause=Cause(standing, [names.get(code, code) for code in standing.kinds]) if standing else None,
            needs=str(needs[one.id].label),
            is_late=one.id in late,
            answerable=heads.get(one.id),
            head_said=_said(standing, one),
            reasons=[reason for reason in reasons if reason.is_active],
            stages=[stage for stage in stages if stage.is_active],
            verbs=_verbs(request, one, verdicts.get(one.id), scope),
        )
    return found


def _is_late(one: Assignment, today: dt.date) -> bool:
    day = one.reported_on if one.lifecycle == Lifecycle.REPORTED else today
    return is_late(one.due_on, day) and one.lifecycle in OPEN_LIFECYCLES


def _said(standing: LateCause | None, one: Assignment) -> str:
    """Whom the unit named; said of another deadline, it says nothing of this one."""
    if standing is None or standing.due_on != one.due_on:
        return ""
    return f"{standing.head_title} {standing.head_name}".strip()


def _shown(row: ProgressReport, stages: Sequence[Stage]) -> Progress:
    stage = next((str(one.name) for one in stages if one.code == row.stage), row.stage)
    return Progress(row, stage, list(row.files.all()))


def _verbs(request: PageRequest, one: Assignment, verdict: Timeliness | None, scope: Scope) -> list[str]:
    found = []
    is_unit = people.may_report_for(request.user, one.unit_id, scope=scope)
    if is_unit and one.lifecycle in _REPORTED_ON:
        found.append("report_progress")
    decides = people.may_decide_completion(request.user, field_id=one.field_id, unit_id=one.unit_id)
    if verdict == Timeliness.OVERDUE and (is_unit or decides):
        found.append("state_cause")
    return found


def cause_in(post: QueryDict) -> CauseGiven | None:
    """Return what a form says of a delay; None where it says nothing."""
    kinds = tuple(post.getlist("kinds"))
    words, remedy, head, title = (post.get(name, "") for name in ("words", "remedy", "head_name", "head_title"))
    chosen = post.get("head_tenure_id", "").strip()
    if not (kinds or words.strip() or remedy.strip() or head.strip() or chosen):
        return None
    # What is no number is nobody's: the command says so.
    tenure = (whole_number(chosen) or 0) if chosen else None
    return CauseGiven(kinds, _percent(post, "objective_percent"), words, head, remedy, title, tenure)


def _percent(post: QueryDict, name: str) -> int | None:
    """A percentage as typed.

    Raises:
        BadInput: it is no whole number.
    """
    text = post.get(name, "").strip().removesuffix("%").strip()
    if not text:
        return None
    found = whole_number(text)
    if found is None:
        raise BadInput(_("Hãy viết tỷ lệ là số nguyên, ví dụ 40."), code="percent", field=name)
    return found


def take(request: PageRequest, assignment_id: int, verb: str, effective_on: dt.date | None) -> None:
    """Call the command of `verb` with what the form holds."""
    post = request.POST
    if verb == "state_cause":
        said = cause_in(post) or CauseGiven(())
        state_cause(assignment_id=assignment_id, cause=said, **request.who)
        return
    files = [(file.name or "tep", file) for file in request.FILES.getlist("files")]
    report_progress(
        assignment_id=assignment_id, text=post.get("text", ""), percent=_percent(post, "percent"),
        stage=post.get("stage", ""), files=files, result_document=post.get("result_document", ""),
        fell_because=post.get("fell_because", ""), is_declared="not_secret" in post, effective_on=effective_on,
        reason=post.get("reason", ""), **request.who,
    )  # fmt: skip


@require_GET
def progress_file(request: PageRequest, file_row_id: int) -> HttpResponseBase:
    """Send a file that came with a report of progress, always as a download."""
    return send(progress_file_for(request.user, file_row_id).file)
