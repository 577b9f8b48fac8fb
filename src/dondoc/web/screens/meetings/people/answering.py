"""Answers to an invitation, and what the chair says to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.accounts.permissions import is_office
from dondoc.foundation.errors import Refused
from dondoc.meetings.choices import Answer, Consent
from dondoc.meetings.commands.answer_invitation import answer_invitation, require_in_time
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.moves import moves_of
from dondoc.meetings.permissions import may_answer_for
from dondoc.meetings.rules import day_of, takes_answers
from dondoc.meetings.selectors import meeting_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.people.calling import answer_form, one_called
from dondoc.web.screens.meetings.people.forms import AnswerForm

_SAID = (
    "answer",
    "reason_kind",
    "reason",
    "substitute_post_id",
    "substitute_name",
    "substitute_title",
    "substitute_rank",
)


@require_http_methods(["GET", "POST"])
def answer(request: PageRequest, meeting_id: int, invitee_id: int) -> HttpResponse:
    """Answer for one who is called."""
    meeting = meeting_of(request.user, meeting_id)
    invitee = one_called(meeting, invitee_id)
    if not may_answer_for(request.user, invitee.unit_id):
        raise Refused(_("Bạn chỉ trả lời được giấy mời của đơn vị mình."))
    require_in_time(request.user, meeting, invitee, request.now)
    initial: dict[str, Any] = {name: getattr(invitee, name) for name in _SAID if invitee.answer != Answer.NONE}
    if not takes_answers(meeting, request.now) and initial.get("answer") in (Answer.ABSENT, Answer.SUBSTITUTE):
        # Written anew once the meeting has begun, a report stays one of before, unless another moment is said.
        initial["reported_at"] = invitee.answered_at
    form = AnswerForm(
        request.POST or None, invitee=invitee, on=day_of(meeting), by_office=is_office(request.user),
        initial=initial,
    )  # fmt: skip

    def run(**common: Any) -> str:
        made = answer_invitation(**common, invitee_id=invitee.id, **form.said())
        if made.consent == Consent.ASKED:
            return _("Đã gửi trả lời; chờ người chủ trì cho ý kiến.")
        return _("Đã trả lời: dự họp.")

    words = {
        "title": _("Trả lời giấy mời: %(name)s") % {"name": invitee.person_name or invitee.title or invitee.body},
        "action": _("Gửi trả lời"), "template": "web/meetings/people_answer.html", "said_before": _said_before(meeting, invitee),
    }  # fmt: skip
    return answer_form(request, meeting, form, run, words)


def _said_before(meeting: Meeting, invitee: Invitee) -> str:
    """What they had answered to the time before the meeting was moved; "" once they answered anew, or never had."""
    if invitee.answer != Answer.NONE:
        return ""
    moves = moves_of(meeting.jurisdiction_id, [meeting.id]).get(meeting.id, [])
    said = next((move.asked[invitee.id] for move in moves if invitee.id in move.asked), "")
    return str(Answer(said).label) if said else ""


@require_POST
def consent(request: PageRequest, meeting_id: int, invitee_id: int) -> HttpResponse:
    """Say yes or no to what was asked, or take it back."""
    meeting = meeting_of(request.user, meeting_id)
    invitee = one_called(meeting, invitee_id)
    decided = request.POST.get("consent", "")
    back = redirect(reverse("web:meeting_people", args=[meeting.id]))
    try:
        decide_absence(
            actor=request.user, invitee_id=invitee.id, consent=decided, note=request.POST.get("note", ""), now=request.now,
            request_id=request.request_id,
        )  # fmt: skip
    except CORRECTABLE as error:
        messages.error(request, error.message)
        return back
    name = invitee.person_name or invitee.body
    said = {
        Consent.GRANTED.value: _("Đã đồng ý với đề nghị của %(name)s."),
        Consent.REFUSED.value: _("Đã không đồng ý với đề nghị của %(name)s."),
    }.get(decided, _("Đã rút lại ý kiến về đề nghị của %(name)s."))
    messages.success(request, said % {"name": name})
    return back
