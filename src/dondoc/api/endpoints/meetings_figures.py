"""Figures of attendance and the calls behind them, breaches and explanations, the week as a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.meetings_figures import (
    AttendanceExportQuery,
    AttendanceQuery,
    AttendanceStatistics,
    Breaches,
    BreachQuery,
    Calls,
    CallsQuery,
    ExplanationItem,
    NewExplanation,
    NewVerdict,
    PeriodQuery,
    WeekQuery,
)
from dondoc.documents.content_types import DOCX, PDF, XLSX
from dondoc.foundation.errors import BadInput
from dondoc.meetings.attendance_export import to_csv, to_xlsx
from dondoc.meetings.attendance_statistics import (
    Counted,
    Kin,
    breaches_of,
    counted_between,
    figures,
    kin_of,
    opened,
    table,
)
from dondoc.meetings.commands.explain_breach import explain_breach
from dondoc.meetings.commands.judge_explanation import judge_explanation
from dondoc.meetings.discipline import RULES, fact_of
from dondoc.meetings.models import Explanation
from dondoc.meetings.permissions import may_answer_for, require_meetings
from dondoc.meetings.week import monday_of
from dondoc.meetings.week_files import week_calendar, week_printed
from dondoc.web.requests import PageRequest

router = Router(tags=["Họp: thống kê, kỷ luật"])
_PRINTED = {"docx": DOCX.media_type, "pdf": PDF.media_type}


@router.get(
    "/attendance-statistics", response=AttendanceStatistics, summary="Thống kê dự họp", url_name="attendance_statistics"
)
def statistics_of_attendance(request: PageRequest, query: Query[AttendanceQuery]) -> HttpResponse:
    """Trả thống kê các cuộc họp đã kết thúc trong kỳ theo đơn vị hoặc người giữ chức vụ; đơn vị chỉ thấy số của mình."""
    first, last, rows = _counted(request, query)
    lines = table(rows, query.by)
    kin = kin_of(request.user.jurisdiction_id, (line.key for line in lines)) if query.by == "unit" else {}
    items = [
        {
            "key": line.key, "name": line.name, "about": line.about, "figures": line.figures,
            "kin": [_kin(one) for one in kin.get(line.key, ())],
        }
        for line in lines
    ]  # fmt: skip
    return reply({"first": first, "last": last, "by": query.by, "items": items, "total": figures(rows)})


@router.get("/attendance-calls", response=Calls, summary="Các lượt mời sau một con số", url_name="attendance_calls")
def calls_of_figure(request: PageRequest, query: Query[CallsQuery]) -> HttpResponse:
    """Trả đúng những lượt mời mà một con số của thống kê đếm, gần nhất trước."""
    _first, _last, rows = _counted(request, query)
    found = opened(rows, by=query.by, key=query.key, column=query.column)
    items = [_call(row) for row in found[query.offset : query.offset + query.limit]]
    return reply({"items": items, "count": len(found), "limit": query.limit, "offset": query.offset})


@router.get("/exports/attendance", summary="Xuất thống kê dự họp", url_name="attendance_export")
def export_of_attendance(request: PageRequest, query: Query[AttendanceExportQuery]) -> HttpResponse:
    """Tải thống kê và từng lượt mời thành bảng tính, hoặc các lượt mời thành CSV (UTF-8)."""
    first, last, rows = _counted(request, query)
    as_csv = query.format == "csv"
    content: str | bytes = to_csv(rows, query.by) if as_csv else to_xlsx(rows, query.by, first, last)
    kind = "text/csv; charset=utf-8" if as_csv else XLSX.media_type
    return _file(content, kind, f"du-hop-{first:%Y%m%d}-{last:%Y%m%d}.{query.format}")


@router.get("/meeting-breaches", response=Breaches, summary="Vi phạm chế độ họp", url_name="meeting_breaches")
def breaches_of_period(request: PageRequest, query: Query[BreachQuery]) -> HttpResponse:
    """Trả các vi phạm trong kỳ với quy định, việc đã xảy ra và giải trình; đơn vị chỉ thấy của mình."""
    _first, _last, rows = _counted(request, query)
    found = [row for row in breaches_of(rows) if query.state is None or row.answer == query.state]
    items = [_breach(request, row) for row in found[query.offset : query.offset + query.limit]]
    return reply({"items": items, "count": len(found), "limit": query.limit, "offset": query.offset})


@router.post(
    "/invitees/{invitee_id}/explanations", response={201: ExplanationItem}, summary="Giải trình",
    url_name="invitee_explanations",
)  # fmt: skip
def explain_one(request: PageRequest, invitee_id: Id, body: Body[NewExplanation]) -> HttpResponse:
    """Giải trình một vi phạm chế độ họp của đơn vị mình sau khi cuộc họp kết thúc."""
    return reply(_explanation(explain_breach(invitee_id=invitee_id, text=body.text, **request.who)), status=201)


@router.post(
    "/explanations/{explanation_id}/verdict", response=ExplanationItem, summary="Xem xét giải trình",
    url_name="explanation_verdict",
)  # fmt: skip
def judge_one(request: PageRequest, explanation_id: Id, body: Body[NewVerdict]) -> HttpResponse:
    """Chấp nhận giải trình hoặc không; dành cho lãnh đạo Văn phòng."""
    found = judge_explanation(explanation_id=explanation_id, **body.model_dump(), **request.who)
    return reply(_explanation(found))


@router.get("/exports/meeting-week", summary="Lịch họp tuần thành tệp", url_name="meeting_week")
def export_of_week(request: PageRequest, query: Query[WeekQuery]) -> HttpResponse:
    """Tải lịch công tác tuần để in (.docx, .pdf) hoặc cho lịch (.ics), gồm những cuộc họp mà người hỏi được biết."""
    require_meetings(request.user)
    lookups.refuse_unknown(request, WeekQuery.model_fields)
    day = query.on or request.today
    name = f"{monday_of(day):%Y-%m-%d}.{query.format}"
    if query.format == "ics":
        content = week_calendar(
            request.user, day, lambda one: request.build_absolute_uri(reverse("web:meeting", args=[one.id]))
        )
        return _file(content, "text/calendar; charset=utf-8", f"lich-tuan-{name}")
    printed = week_printed(request.user, day, query.format)
    return _file(printed, _PRINTED[query.format], f"lich-cong-tac-{name}")


def _counted(request: PageRequest, query: PeriodQuery) -> tuple[dt.date, dt.date, list[Counted]]:
    """The period that is asked for, and the calls in it.

    Raises:
        NotFound: there are no meetings for this person.
        BadInput: a name that means nothing, a period that ends before it begins.
    """
    lookups.refuse_unknown(request, type(query).model_fields)
    require_meetings(request.user)
    first, last = query.first or dt.date(request.today.year, 1, 1), query.last or request.today
    if first > last:
        raise BadInput(_("Ngày cuối phải sau ngày đầu."), field="last")
    return first, last, counted_between(request.user, first, last, kind=query.kind or "")


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kin(one: Kin) -> dict[str, Any]:
    return {"key": one.key, "unit": one.code, "name": one.name, "on": one.on, "is_before": one.is_before}


def _call(row: Counted) -> dict[str, Any]:
    key, person, post = row.person
    return {
        "invitee_id": row.invitee.id, "meeting_id": row.invitee.meeting_id, "meeting": row.invitee.meeting.title,
        "on": row.on, "unit_key": row.unit[0], "unit": row.unit[1], "person_key": key, "person": person, "post": post,
        "attendance": row.code,
    }  # fmt: skip


def _breach(request: PageRequest, row: Counted) -> dict[str, Any]:
    rule = RULES[row.code]
    return {
        **_call(row), "rule": str(rule.name), "rule_text": str(rule.text), "fact": fact_of(row.invitee, row.invitee.meeting.held_at),
        "state": row.answer,
        "may_explain": row.may_be_explained and may_answer_for(request.user, row.invitee.unit_id),
        "explanations": [_explanation(one) for one in row.explanations],
    }  # fmt: skip


def _explanation(found: Explanation) -> dict[str, Any]:
    names = ("id", "invitee_id", "text", "verdict", "verdict_note")
    return {
        **{name: getattr(found, name) for name in names}, "made_at": at(found.made_at), "decided_at": at(found.decided_at)
    }  # fmt: skip
