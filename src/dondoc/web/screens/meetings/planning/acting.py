"""Planning, changing and steering a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.foundation.errors import DomainError, Refused
from dondoc.meetings.clashes import Clash, known_as
from dondoc.meetings.commands._plan import apply_plan
from dondoc.meetings.commands.call_meeting import call_meeting
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.change_meeting import change_meeting
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.doubts import Doubt, doubted_as
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.planning_selectors import clashes_for, doubts_for
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.planning.forms import NextForm, PlanForm, whole
from dondoc.web.screens.meetings.planning.listing import day_given
from dondoc.web.screens.meetings.planning.page import show


def _require_planner(request: PageRequest) -> None:
    if not may_plan(request.user):
        raise Refused(_("Lập kế hoạch họp là việc của Văn phòng UBND tỉnh."))


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """Plan a meeting; what it clashes with is shown before it is saved."""
    _require_planner(request)
    warned: _Warned | None = None
    form = PlanForm(
        request.POST if request.method == "POST" else None, jurisdiction_id=request.jurisdiction.id, on=request.today
    )
    if request.method == "GET":
        form.initial = {
            "day": day_given(request, request.today + dt.timedelta(days=7)),
            "begins": "08:00",
            "ends": "11:30",
        }
    elif form.is_valid():
        try:
            unit_id = int(form.cleaned_data["unit"])
            warned = _warned(form, Meeting(jurisdiction_id=request.jurisdiction.id, unit_id=unit_id, id=0))
            if warned.is_news_to(request):
                return _form(request, form, warned=warned, status=422)
            made = plan_meeting(
                unit_id=unit_id, plan=form.plan(), past_reason=form.cleaned_data["past_reason"], **request.who
            )
        except CORRECTABLE as error:
            _blame(form, error)
            form.is_past = error.code == "past"
        else:
            messages.success(request, _("Đã lập kế hoạch họp. Tiếp theo: thành phần dự họp và chương trình."))
            return redirect("web:meeting", made.id)
    return _form(request, form, warned=warned, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Change the plan."""
    found = meeting_of(request.user, meeting_id)
    _require_planner(request)
    warned: _Warned | None = None
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        jurisdiction_id=request.jurisdiction.id,
        on=request.today,
        meeting=found,
    )
    if request.method == "POST" and form.is_valid():
        try:
            # What the plan was doubtful in before was shown when it was saved.
            seen = doubts_for(found)
            warned = _warned(form, meeting_of(request.user, meeting_id), seen)
            if warned.is_news_to(request):
                return _form(request, form, warned=warned, status=422)
            saved = change_meeting(
                meeting_id=found.id, version=form.cleaned_data["version"], plan=form.plan(),
                reason=form.cleaned_data["reason"], **request.who,
            )  # fmt: skip
        except CORRECTABLE as error:
            _blame(form, error)
        else:
            moved = saved.sequence > found.sequence
            messages.success(
                request,
                _("Đã lưu. Người được mời thấy thay đổi và lịch mới; đổi giờ thì mọi người trả lời lại.")
                if moved
                else _("Đã lưu kế hoạch họp."),
            )
            return redirect("web:meeting", found.id)
    return _form(request, form, warned=warned, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class _Warned:
    """What a plan clashes with and is doubtful in: shown before it is saved, and saved all the same where that was seen."""

    clashes: list[Clash]
    doubts: list[Doubt]

    @property
    def known(self) -> str:
        return known_as(self.clashes) + doubted_as(self.doubts)

    def is_news_to(self, request: PageRequest) -> bool:
        return bool(self.known) and request.POST.get("van-luu") != self.known


def _form(request: PageRequest, form: PlanForm, *, warned: _Warned | None = None, status: int) -> HttpResponse:
    return render(
        request, "web/meetings/plan.html", {"form": form, "meeting": form.meeting, "warned": warned}, status=status
    )


def _warned(form: PlanForm, meeting: Meeting, seen: Sequence[Doubt] = ()) -> _Warned:
    """What the plan would clash with, and what of it is doubtful, without saving it."""
    apply_plan(meeting, form.plan())
    return _Warned(clashes_for(meeting), [one for one in doubts_for(meeting) if one not in seen])


def _blame(form: PlanForm, error: DomainError) -> None:
    """Show a refusal at the field that was typed: moments are typed as days and hours."""
    name = {"starts_at": "day", "ends_at": "ends"}.get(str(error.details.get("field")))
    if name:
        form.add_error(name, error.message)
    else:
        show_refusal(form, error)


def _plan_next(request: PageRequest, found: Meeting) -> HttpResponse:
    """Plan the next of the series, under the title and at the time that were proposed or typed."""
    form = NextForm(request.POST)
    if not form.is_valid():
        return show(request, found, next_form=form, status=422)
    data = form.cleaned_data
    done = plan_next(series_id=found.series_id or 0, starts_at=form.starts_at(), title=data["title"], **request.who)
    messages.success(request, _("Đã lập cuộc họp tiếp theo của chuỗi, thành phần như lần trước."))
    for why in done.left_out:
        messages.warning(request, why)
    return redirect("web:meeting", done.meeting.id)


@require_POST
def step(request: PageRequest, meeting_id: int, name: str) -> HttpResponse:
    """Call, cancel, draft the invitation, plan the next of the series."""
    found = meeting_of(request.user, meeting_id)
    given = request.POST
    try:
        if name == "moi-hop":
            call_meeting(meeting_id=found.id, short_notice_reason=given.get("short_notice_reason", ""), **request.who)
            messages.success(request, _("Đã mời. Người được mời thấy cuộc họp và trả lời trên hệ thống."))
        elif name == "huy":
            cancel_meeting(meeting_id=found.id, reason=given.get("reason", ""), **request.who)
            messages.success(request, _("Đã huỷ cuộc họp."))
        elif name == "giay-moi":
            draft = draft_invitation(
                meeting_id=found.id, unit_id=whole(given.get("unit")) or 0,
                short_notice_reason=given.get("short_notice_reason", ""), **request.who,
            )  # fmt: skip
            messages.success(request, _("Đã soạn giấy mời từ kế hoạch họp. Xem lại rồi trình ký."))
            return redirect("web:draft_editor", draft.id)
        elif name == "hop-tiep":
            return _plan_next(request, found)
        else:
            raise Http404
    except CORRECTABLE as error:
        refused = {"step": name, "message": error.message, "code": error.code, "given": given.dict()}
        typed = NextForm(given) if name == "hop-tiep" else None
        return show(
            request, meeting_of(request.user, meeting_id), refused=refused, next_form=typed, status=error.status
        )
    return redirect("web:meeting", found.id)
