"""Rounds of opinion slips: the list, one round, a member's answer, the steps."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.calendars.selectors import calendar_of
from dondoc.drafting.selectors import issuing_units
from dondoc.foundation.clock import LOCAL, local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.choices import RoundState, Silence, Stance
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.cancel_round import cancel_round
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.draft_record import draft_record
from dondoc.meetings.commands.extend_round import extend_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.commands.set_slip_silence import set_slip_silence
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.permissions import may_plan, may_see_meetings
from dondoc.meetings.slip_rules import default_due_on
from dondoc.meetings.slip_selectors import (
    extensions_of,
    may_see_answers,
    own_slips,
    result,
    results_of,
    slip_round_of,
    slips_of,
    visible_rounds,
    waiting_slips,
    why_not_answer,
)
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.selectors import units_on
from dondoc.web.downloads import send
from dondoc.web.forms import ClockField, DayField
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.slips.forms import SHOW_ALL, round_form


def _require(request: PageRequest) -> None:
    if not may_see_meetings(request.user):
        raise Refused(_("Phiếu lấy ý kiến không thuộc phạm vi của người quản trị hệ thống."))


@require_GET
def rounds(request: PageRequest) -> HttpResponse:
    """What waits for this person first, then all that they know of."""
    _require(request)
    found = list(visible_rounds(request.user).select_related("unit").order_by("-created_at", "-id")[:200])
    results = results_of(found)
    context = {
        "waiting": waiting_slips(request.user, now=request.now),
        "rounds": [(one, results[one.id]) for one in found],
        "may_open": may_plan(request.user),
        "silences": Silence.choices,
        "silence": request.jurisdiction.slip_silence,
        "sees_answers": may_see_answers(request.user),
    }
    return render(request, "web/meetings/slips.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, round_id: int | None = None) -> HttpResponse:
    """Prepare a round, or change it while it is prepared."""
    if not may_plan(request.user):
        raise Refused(_("Lấy ý kiến thành viên bằng phiếu là việc của Văn phòng UBND tỉnh."))
    found = slip_round_of(request.user, round_id) if round_id else None
    form = round_form(request, found)
    status = 422
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        attached = {
            "file": (given.name or "", given) if given else None, "is_declared": form.cleaned_data["not_secret"]
        }  # fmt: skip
        try:
            if found is not None:
                saved = change_round(
                    round_id=found.id,
                    version=form.cleaned_data["version"],
                    facts=form.facts(),
                    **attached,
                    **request.who,
                )
            else:
                committee = units_on(request.jurisdiction.id, request.today, kind=UnitKind.COMMITTEE).first()
                if committee is None:
                    raise NotFound(_("Danh mục chưa có Ủy ban nhân dân tỉnh; hãy thêm đơn vị trước."))
                saved = open_round(unit_id=committee.id, facts=form.facts(), **attached, **request.who)
        except CORRECTABLE as error:
            status = error.status
            name = {"due_at": "due_day", "proposer_unit": "proposer"}.get(str(error.details.get("field")))
            if name:
                form.add_error(name, error.message)
            else:
                show_refusal(form, error)
        else:
            messages.success(request, _("Đã lưu. Xem lại rồi gửi phiếu."))
            return redirect("web:slip_round", saved.id)
    return render(
        request,
        "web/meetings/slip_form.html",
        {"form": form, "round": found, "shows_all": SHOW_ALL in request.GET},
        status=status if form.errors else 200,
    )


@require_GET
def one(request: PageRequest, round_id: int) -> HttpResponse:
    """One round: for a member their slip, for the office how far it is, closed for all what it came to."""
    return show(request, slip_round_of(request.user, round_id))


def _own(request: PageRequest, found: SlipRound) -> list[tuple[Slip, str]]:
    """The slips of the person's unit with why they do not answer each; of a leader of the committee their own alone."""
    own = [(slip, why_not_answer(request.user, slip, on=request.today)) for slip in own_slips(request.user, found)]
    mine = [each for each in own if not each[1]]
    return mine if mine and may_see_answers(request.user) else own


def show(
    request: PageRequest, found: SlipRound, *, refused: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page; with what was typed and refused, where something was."""
    slips = slips_of(found)
    sees = may_see_answers(request.user)
    answered = sum(1 for slip in slips if slip.stance)
    context: dict[str, Any] = {
        "round": found,
        "slips": slips if sees else [],
        "own": _own(request, found),
        "result": result(found, slips) if sees or found.state == RoundState.CLOSED else None,
        # How many answered would tell members about each other's slips, so it is theirs only with the result.
        "shows_progress": sees or found.state == RoundState.CLOSED,
        "answered": answered,
        "total": len(slips),
        "extensions": extensions_of(found),
        "later": default_due_on(max(request.today, local_day(found.due_at)), calendar_of(request.jurisdiction.id)),
        "is_over": request.now > found.due_at,
        "may_keep": may_plan(request.user),
        "may_close": answered == len(slips) or request.now > found.due_at,
        "stances": Stance.choices,
        "agencies": issuing_units(found.jurisdiction_id) if may_plan(request.user) else [],
        "refused": refused or {},
    }
    return render(request, "web/meetings/slip_round.html", context, status=status)


@require_POST
def answer(request: PageRequest, round_id: int, slip_id: int) -> HttpResponse:
    """Answer one's slip."""
    found = slip_round_of(request.user, round_id)
    stance, text = request.POST.get("stance", ""), request.POST.get("text", "")
    try:
        saved = answer_slip(slip_id=slip_id, stance=stance, text=text, **request.who)
    except CORRECTABLE as error:
        refused = {"slip": slip_id, "message": error.message, "stance": stance, "text": text}
        return show(request, found, refused=refused, status=error.status)
    messages.success(request, _("Đã ghi ý kiến; sửa được đến hết hạn.") if saved.stance else _("Đã rút ý kiến."))
    return redirect("web:slip_round", found.id)


@require_POST
def step(request: PageRequest, round_id: int, name: str) -> HttpResponse:
    """Send, close, cancel, draft the record."""
    found = slip_round_of(request.user, round_id)
    given = request.POST
    try:
        if name == "gui":
            send_round(round_id=found.id, short_reason=given.get("short_reason", ""), **request.who)
            messages.success(request, _("Đã gửi phiếu đến các thành viên."))
        elif name == "gia-han":
            extend_round(
                round_id=found.id, due_at=_moment(given.get("due_day", ""), given.get("due_time", "")),
                reason=given.get("reason", ""), **request.who,
            )  # fmt: skip
            messages.success(request, _("Đã gia hạn trả lời."))
        elif name == "ket-thuc":
            close_round(round_id=found.id, **request.who)
            messages.success(request, _("Đã kết thúc lấy ý kiến."))
        elif name == "huy":
            cancel_round(round_id=found.id, reason=given.get("reason", ""), **request.who)
            messages.success(request, _("Đã huỷ đợt lấy ý kiến."))
        elif name == "bao-cao":
            unit = given.get("unit", "")
            draft = draft_record(round_id=found.id, unit_id=int(unit) if unit.isdigit() else 0, **request.who)
            return redirect("web:draft_editor", draft.id)
        else:
            raise Http404
    except CORRECTABLE as error:
        refused = {"step": name, "message": error.message, "code": error.code, **given.dict()}
        return show(request, slip_round_of(request.user, round_id), refused=refused, status=error.status)
    return redirect("web:slip_round", found.id)


def _moment(day: str, clock: str) -> dt.datetime:
    """The moment that somebody typed.

    Raises:
        BadInput: it is none.
    """
    try:
        return dt.datetime.combine(DayField().clean(day), ClockField().clean(clock), LOCAL)
    except forms.ValidationError as error:
        raise BadInput(" ".join(error.messages), field="due_at") from error


@require_POST
def silence(request: PageRequest) -> HttpResponse:
    """Set what silence means where a round does not say."""
    _require(request)
    try:
        set_slip_silence(silence=request.POST.get("silence", ""), **request.who)
    except CORRECTABLE as error:
        messages.error(request, error.message)
    else:
        messages.success(
            request, _("Đã lưu. Phiếu lập từ nay theo cách tính này; phiếu đã lập giữ cách tính của mình.")
        )
    return redirect("web:slips")


@require_GET
def file(request: PageRequest, round_id: int) -> FileResponse:
    """Send the dossier to who sees the round, always as a download."""
    kept = slip_round_of(request.user, round_id).file
    if kept is None:
        raise NotFound
    return send(kept)
