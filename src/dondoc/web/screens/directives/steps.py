"""The steps as forms: what each asks for, and from a sent form to its command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.commands.start import start
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.models import Assignment
from dondoc.directives.selectors import AssignmentView
from dondoc.followup.commands.reopen import reopen
from dondoc.followup.selectors import DeadlineCase
from dondoc.foundation.errors import BadInput
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives import closing, deadlines
from dondoc.web.screens.directives.days import written_day

# The words on the buttons of `rules.TRANSITIONS`.
LABELS = {
    "acknowledge": _("Tiếp nhận"),
    "start": _("Bắt đầu thực hiện"),
    "report_completion": _("Báo cáo kết quả"),
    "accept_completion": _("Xác nhận hoàn thành"),
    "return_completion": _("Trả lại"),
    "withdraw": _("Thu hồi"),
    "reopen": _("Mở lại"),
    "set_deadline": _("Đổi thời hạn"),
    **closing.LABELS,
    **deadlines.LABELS,
}
DONE = {
    "acknowledge": _("Đã tiếp nhận nhiệm vụ."),
    "start": _("Đã ghi nhận bắt đầu thực hiện."),
    "report_completion": _("Đã gửi báo cáo kết quả; Văn phòng sẽ xem xét."),
    "accept_completion": _("Đã xác nhận hoàn thành."),
    "return_completion": _("Đã trả lại báo cáo cho đơn vị kèm lý do."),
    "withdraw": _("Đã thu hồi phần việc."),
    "reopen": _("Đã mở lại phần việc; lần kết thúc trước vẫn có trong lịch sử."),
    "set_deadline": _("Đã đổi thời hạn; thời hạn ban đầu vẫn được giữ trong lịch sử."),
    **closing.DONE,
    **deadlines.DONE,
}
ICONS = {
    "acknowledge": "inbox",
    "start": "player-play",
    "report_completion": "file-check",
    "accept_completion": "checks",
    "return_completion": "arrow-back-up",
    "withdraw": "ban",
    "reopen": "history",
    "set_deadline": "calendar-time",
    **closing.ICONS,
    **deadlines.ICONS,
}
_FORMS = {
    "report_completion": "report",
    "accept_completion": "accept",
    "return_completion": "reason",
    "withdraw": "reason",
    "reopen": "reason",
    "set_deadline": "deadline",
    **closing.FORMS,
    **deadlines.FORMS,
}
# What is not what the assignment waits for, and what stands last because it cannot be undone.
_ASIDE = frozenset(
    {
        "withdraw",
        "reopen",
        "set_deadline",
        "return_completion",
        "request_extension",
        "report_progress",
        "state_cause",
        "withdraw_extension",
        "refuse_extension",
        "stop_clock",
    }
)


class _Attempted(Protocol):
    verb: str
    message: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step offered on an assignment or a part of one: its words, its form, and what a refused attempt left in it.

    Attributes:
        verb: of the command.
        label: of the button.
        icon: beside it.
        form: which fields it asks for; empty for a single click.
        is_main: the step that the assignment waits for.
        is_open: whether the form is shown open.
        error: why the attempt was refused.
        values: what was typed.
    """

    verb: str
    label: str
    icon: str
    form: str
    is_main: bool
    is_open: bool
    error: str
    values: dict[str, str]

    @property
    def is_quiet(self) -> bool:
        """Whether it stands back: what is seldom done, or cannot be undone."""
        return self.verb in ("withdraw", "reopen", "set_deadline", "stop_clock")

    @property
    def takes_effect(self) -> bool:
        """Whether it may take effect on a day before today."""
        return self.verb not in deadlines.LABELS and self.verb != "state_cause"


def offers(
    view: AssignmentView, case: DeadlineCase, attempt: _Attempted | None, more: Sequence[str] = ()
) -> list[Offer]:
    """Return the steps this person may take, the awaited one first; a refused one too, whatever it is now.

    Args:
        view: the assignment with the steps of its life.
        case: of its deadline.
        attempt: what was refused.
        more: what else this person may do: progress, the cause of a delay.
    """
    steps = [step.verb for step in view.steps]
    of_deadline = deadlines.verbs_of(case)
    verbs = [verb for verb in of_deadline if verb in deadlines.AWAITED]
    verbs += [verb for verb in steps if verb not in ("withdraw", "reopen")]
    verbs += more
    verbs += [verb for verb in of_deadline if verb not in deadlines.AWAITED]
    if view.may_set_deadline:
        verbs.append("set_deadline")
    if case.may_decide and view.assignment.due_on is not None:
        verbs.append("stop_clock")
    # What cannot be undone stands last.
    verbs += [verb for verb in steps if verb in ("withdraw", "reopen")]
    if attempt is not None and attempt.verb not in verbs and attempt.verb in LABELS:
        verbs.append(attempt.verb)
    main = next((verb for verb in verbs if verb not in _ASIDE), "")
    return [
        offered(
            verb, attempt, label=str(LABELS[verb]), icon=ICONS[verb], form=_FORMS.get(verb, ""), is_main=verb == main
        )
        for verb in verbs
    ]


def offered(verb: str, attempt: _Attempted | None, *, label: str, icon: str, form: str, is_main: bool) -> Offer:
    """Return a step as it is offered: open, with why and what was typed, where it is the one that was refused."""
    tried = attempt if attempt is not None and attempt.verb == verb else None
    return Offer(
        verb=verb, label=label, icon=icon, form=form, is_main=is_main, is_open=tried is not None,
        error=tried.message if tried else "", values=tried.values if tried else {},
    )  # fmt: skip


def take(request: PageRequest, assignment_id: int, verb: str) -> None:
    """Call the command of `verb` with what the form holds.

    Raises:
        NotFound: there is no such step, or no such assignment for this person.
        DomainError: the command's refusals.
    """
    post = request.POST
    base: dict[str, Any] = {
        "actor": request.user,
        "assignment_id": assignment_id,
        "now": request.now,
        "request_id": request.request_id,
        "effective_on": written_day(post.get("effective_on", "")),
        "reason": post.get("reason", ""),
    }
    note = post.get("note", "")
    simple: dict[str, Callable[..., Assignment]] = {
        "acknowledge": acknowledge,
        "start": start,
        "return_completion": return_completion,
        "withdraw": withdraw,
        "reopen": reopen,
    }
    if verb == "accept_completion":
        accept_completion(note=note, cause=closing.cause_in(post), **base)
    elif verb in simple:
        simple[verb](note=note, **base)
    elif verb == "report_completion":
        files = [(file.name or "tep", file) for file in request.FILES.getlist("files")]
        report_completion(
            note=note, files=files, result_document=post.get("result_document", ""), is_declared="not_secret" in post,
            cause=closing.cause_in(post), **base,
        )  # fmt: skip
    elif verb == "set_deadline":
        due_on = written_day(post.get("due_on", ""), required=True)
        if due_on is None:
            raise BadInput(str(_("Hãy chọn thời hạn mới.")), code="due_on_required", field="due_on")
        set_deadline(due_on=due_on, **base)
    elif verb in closing.LABELS:
        closing.take(request, assignment_id, verb, base["effective_on"])
    else:
        deadlines.take(request, assignment_id, verb)
