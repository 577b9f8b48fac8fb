"""Answer an invitation: comes, is absent with a reason, or asks to send somebody else."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings import events, rules
from dondoc.meetings.choices import Answer, Consent, Part, Presence, ReasonKind, SubstituteRank
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import holder_on, invitee_of, require_free, short
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.names import same_name
from dondoc.meetings.permissions import may_answer_for
from dondoc.meetings.titles import full_title
from dondoc.organizations.models import Post


def answer_invitation(
    *,
    actor: User,
    invitee_id: int,
    answer: str,
    now: dt.datetime,
    reason_kind: str = "",
    reason: str = "",
    substitute_name: str = "",
    substitute_title: str = "",
    substitute_post_id: int | None = None,
    substitute_rank: str = SubstituteRank.NONE,
    reported_at: dt.datetime | None = None,
    request_id: str = "",
) -> Invitee:
    """Answer for one who is called. An absence or a substitute then waits for the chair (QĐ 45/2018/QĐ-TTg).

    Args:
        actor: the unit's people, or the office that was told by telephone.
        invitee_id: who is called.
        answer: a code of Answer but NONE.
        now: the moment.
        reason_kind: a code of ReasonKind, for an absence or a substitute.
        reason: in words; needed where the kind is “lý do khác”.
        substitute_name: who comes instead, where no post says it.
        substitute_title: their post in words.
        substitute_post_id: their post in the directory, held on the day of the meeting.
        substitute_rank: what they are to who is called; of a post in the directory it is computed.
        reported_at: when the office was told, where that was before it was written down; the office alone says it.
        request_id: groups what one request did.

    Raises:
        NotFound: nobody of this id is called to a meeting that the actor may know of.
        Refused: not of the actor's unit; a moment of the report from somebody else than the office.
        Conflict: the invitation has not gone out, or the meeting is over; of a unit also: the meeting has begun, or
            check-in has found who came.
        BadInput: no reason, a report in the future, no substitute, or one who may not stand in (`require_free`).
    """
    if answer not in Answer.values or answer == Answer.NONE:
        raise BadInput(_("Hãy chọn: dự họp, xin vắng, hoặc cử người dự thay."), field="answer")
    away = answer in (Answer.ABSENT, Answer.SUBSTITUTE)
    reason = _reason(reason_kind, reason) if away else ""
    name, title = short(substitute_name, 120, "substitute_name"), short(substitute_title, 200, "substitute_title")
    if reported_at is not None and reported_at > now:
        raise BadInput(_("Thời điểm đơn vị báo không thể ở sau lúc ghi."), field="reported_at")
    with transaction.atomic():
        invitee, meeting = invitee_of(actor, invitee_id)
        if not may_answer_for(actor, invitee.unit_id):
            raise Refused(_("Bạn chỉ trả lời được giấy mời của đơn vị mình."))
        if meeting.state not in rules.ANSWER_STATES:
            raise _steps.wrong_state(
                meeting,
                _("Cuộc họp %(state)s nên không trả lời giấy mời được.")
                % {"state": meeting.get_state_display().lower()},
            )
        if reported_at is not None and not is_office(actor):
            raise Refused(_("Chỉ Văn phòng ghi lại thời điểm đã nhận báo cáo của đơn vị."))
        require_in_time(actor, meeting, invitee, now)
        invitee.answer, invitee.answered_at, invitee.answered_by_id = answer, reported_at or now, actor.id
        invitee.reason_kind, invitee.reason = (reason_kind, reason) if away else ("", "")
        invitee.substitute_name, invitee.substitute_title = "", ""
        invitee.substitute_post_id, invitee.substitute_rank = None, SubstituteRank.NONE
        if answer == Answer.SUBSTITUTE:
            _set_substitute(meeting, invitee, name, title, substitute_post_id, substitute_rank)
        # Another answer is another question to the chair.
        invitee.consent = Consent.ASKED if away else Consent.NOT_ASKED
        invitee.consent_note, invitee.consented_at, invitee.consented_by_id = "", None, None
        invitee.save()
        _steps.record(
            meeting, actor, events.ANSWERED,
            {
                "invitee_id": invitee.id, "answer": answer, "reason_kind": invitee.reason_kind,
                "substitute_name": invitee.substitute_name, "substitute_title": invitee.substitute_title,
                "substitute_post_id": invitee.substitute_post_id, "substitute_rank": str(invitee.substitute_rank),
                "reported_at": reported_at.isoformat() if reported_at else None,
            },
            reason=invitee.reason, now=now, request_id=request_id,
        )  # fmt: skip
        publish(meeting, Part.ATTENDANCE, {"invitee_id": invitee.id}, now=now)
    return invitee


def require_in_time(actor: User, meeting: Meeting, invitee: Invitee, now: dt.datetime) -> None:
    """Do nothing where the actor may still answer: what a unit says once the meeting has begun is an explanation, no report.

    Raises:
        Conflict: the meeting has begun, or check-in has found who came; the office writes down what it was told all the same.
    """
    if is_office(actor):
        return
    if not rules.takes_answers(meeting, now):
        began = meeting.held_at.astimezone(LOCAL)
        raise Conflict(
            _(
                "Cuộc họp đã bắt đầu lúc %(at)s nên không trả lời giấy mời được nữa. Nếu đã báo Văn phòng trước giờ họp, "
                "hãy nhờ Văn phòng ghi lại; nếu không, đơn vị giải trình ở trang Kỷ luật họp sau khi họp xong."
            )
            % {"at": f"{began:%H:%M %d/%m/%Y}"},
            code="too_late",
        )
    if invitee.presence != Presence.UNKNOWN:
        raise Conflict(
            _(
                "Đã điểm danh nên không trả lời giấy mời được nữa. Nếu điểm danh chưa đúng, hãy nhờ Văn phòng sửa; nếu có "
                "vi phạm chế độ họp, đơn vị giải trình ở trang Kỷ luật họp sau khi họp xong."
            ),
            code="checked_in",
        )


def _reason(kind: str, reason: str) -> str:
    if kind not in ReasonKind.values:
        raise BadInput(_("Hãy chọn lý do."), code="reason_required", field="reason_kind")
    return _steps.reason_of(reason, needed=kind == ReasonKind.OTHER)


def _set_substitute(meeting: Meeting, invitee: Invitee, name: str, title: str, post_id: int | None, rank: str) -> None:
    """Set who comes instead, and what they are to who is called."""
    day = rules.day_of(meeting)
    if post_id is not None:
        post = Post.objects.select_related("unit").filter(jurisdiction_id=meeting.jurisdiction_id, id=post_id).first()
        if post is None:
            raise BadInput(_("Chức danh của người dự thay không còn trong danh mục; hãy chọn lại."), field="substitute")
        held = holder_on(meeting.jurisdiction_id, post.id, day)
        if held is None or (name and not same_name(held.person_name, name)):
            raise BadInput(
                _("Vào ngày họp (%(day)s) %(name)s không giữ chức danh “%(title)s”; hãy chọn người khác.")
                % {"day": f"{day:%d/%m/%Y}", "name": name or _("không có ai"), "title": post.title},
                code="left_the_post",
                field="substitute",
            )
        name, title = held.person_name, title or full_title(post.title, post.unit.name)
        deputy = post.unit_id == invitee.unit_id and not post.is_head
        rank = SubstituteRank.DEPUTY if deputy else SubstituteRank.OTHER
    elif not name or not title:
        raise BadInput(_("Hãy ghi họ tên và chức vụ của người dự thay."), field="substitute")
    elif rank not in (SubstituteRank.DEPUTY, SubstituteRank.OTHER):
        raise BadInput(_("Hãy cho biết người dự thay có phải là cấp phó không."), field="substitute_rank")
    require_free(meeting, invitee, name, post_id)
    invitee.substitute_name, invitee.substitute_title = name, title
    invitee.substitute_post_id, invitee.substitute_rank = post_id, rank
