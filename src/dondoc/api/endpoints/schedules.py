"""Deadlines that live: what a decision on days off moves, events of deadlines, series of recurring directives."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import reply
from dondoc.api.schemas.calendars import NewDayDecision
from dondoc.api.schemas.common import Id, Limit, Offset, Sent
from dondoc.api.schemas.schedules import (
    DecisionConfirm,
    EventCorrection,
    EventDay,
    EventPreviewItem,
    NewSeries,
    RecountConfirm,
    RecountDone,
    RecountItem,
    RecurringItem,
    SeriesChange,
    SeriesOpen,
    SeriesPage,
    SeriesReason,
    SeriesSkip,
)
from dondoc.calendars.rules import DayChange
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.models import Assignment
from dondoc.foundation.errors import Refused
from dondoc.schedules.chosen_days import chosen_days
from dondoc.schedules.commands.change_series import change_series
from dondoc.schedules.commands.correct_event import correct_event
from dondoc.schedules.commands.enter_decision import enter_decision
from dondoc.schedules.commands.open_next_occurrence import open_next_occurrence
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.commands.skip_occurrence import skip_occurrence
from dondoc.schedules.commands.start_series import start_series
from dondoc.schedules.commands.stop_series import stop_series
from dondoc.schedules.decisions import preview_decision
from dondoc.schedules.event_days import preview_event
from dondoc.schedules.permissions import may_recount
from dondoc.schedules.recounting import Move, Recount, recount_of
from dondoc.schedules.recurrence import in_words
from dondoc.schedules.series import SeriesView, series_for, series_seen, views_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Thời hạn"])


class SeriesQuery(Sent):
    """Phần của danh sách."""

    limit: Limit = 50
    offset: Offset = 0


@router.post(
    "/calendar/decisions/preview", response=RecountItem, summary="Xem trước quyết định", url_name="preview_decision"
)
def preview_of_decision(request: PageRequest, body: Body[NewDayDecision]) -> HttpResponse:
    """Trả những thời hạn mà quyết định làm đổi; chưa ghi gì."""
    lookups.require_directives(request.user)
    found = preview_decision(
        request.user, days=_days(body), source=body.source, decided_on=body.decided_on, today=request.today
    )
    return reply(_recount(request, found))


@router.post(
    "/calendar/decisions", response={201: RecountDone}, summary="Ghi quyết định và dời hạn", url_name="enter_decision"
)
def enter_one_decision(request: PageRequest, body: Body[DecisionConfirm]) -> HttpResponse:
    """Ghi quyết định và dời mọi thời hạn đã xem trước, trừ những phần việc giữ nguyên."""
    lookups.require_directives(request.user)
    done = enter_decision(
        days=_days(body), source=body.source, decided_on=body.decided_on, digest=body.digest, left_out=body.left_out,
        **request.who,
    )  # fmt: skip
    return reply(
        {"version": done.calendar.version, "moved": done.recounted.moved, "kept": done.recounted.kept}, status=201
    )


@router.get("/deadline-recount", response=RecountItem, summary="Thời hạn cần tính lại", url_name="deadline_recount")
def recount_now(request: PageRequest) -> HttpResponse:
    """Trả những thời hạn mà lịch đang có đếm khác ngày đang ghi."""
    _require_recounter(request)
    return reply(_recount(request, recount_of(request.jurisdiction.id, today=request.today)))


@router.post("/deadline-recount", response=RecountDone, summary="Tính lại thời hạn", url_name="deadline_recount")
def confirm_recount(request: PageRequest, body: Body[RecountConfirm]) -> HttpResponse:
    """Dời mọi thời hạn đã xem, trừ những phần việc giữ nguyên."""
    _require_recounter(request)
    done = recount_deadlines(**body.model_dump(), **request.who)
    return reply({"version": calendar_of(request.jurisdiction.id).version, "moved": done.moved, "kept": done.kept})


@router.post(
    "/deadline-events/{event_id}/preview", response=EventPreviewItem, summary="Xem trước sự kiện", url_name="preview_event"
)  # fmt: skip
def preview_of_event(request: PageRequest, event_id: Id, body: Body[EventDay]) -> HttpResponse:
    """Trả ngày mà mỗi phần việc sẽ có khi ghi, sửa hoặc rút sự kiện."""
    lookups.require_directives(request.user)
    return reply(_event(request, event_id, body.occurred_on))


@router.post(
    "/deadline-events/{event_id}/correct", response=EventPreviewItem, summary="Sửa sự kiện đã ghi", url_name="correct_event"
)  # fmt: skip
def correct_one_event(request: PageRequest, event_id: Id, body: Body[EventCorrection]) -> HttpResponse:
    """Sự kiện diễn ra ngày khác, hoặc chưa diễn ra; trả những gì đã đổi."""
    lookups.require_directives(request.user)
    shown = _event(request, event_id, body.occurred_on)
    event = correct_event(event_id=event_id, **body.model_dump(), **request.who)
    return reply({**shown, "recorded_on": event.occurred_on})


@router.get("/series", response=SeriesPage, summary="Các nhiệm vụ định kỳ", url_name="series_list")
def list_of_recurring(request: PageRequest, query: Query[SeriesQuery]) -> HttpResponse:
    """Trả các nhiệm vụ định kỳ trong phạm vi của người hỏi."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, frozenset(SeriesQuery.model_fields))
    seen = series_seen(request.user)
    rows = list(seen[query.offset : query.offset + query.limit])
    items = _series(request, views_of(request.jurisdiction.id, rows, today=request.today))
    return reply({"count": seen.count(), "limit": query.limit, "offset": query.offset, "items": items})


@router.get("/series/{series_id}", response=RecurringItem, summary="Một nhiệm vụ định kỳ", url_name="series")
def one_series(request: PageRequest, series_id: Id) -> HttpResponse:
    """Trả quy luật, các kỳ và kỳ tiếp theo."""
    lookups.require_directives(request.user)
    return reply(_one(request, series_id))


@router.post(
    "/directives/{directive_id}/series", response={201: RecurringItem}, summary="Đặt lặp lại", url_name="directive_series"
)  # fmt: skip
def start_one_series(request: PageRequest, directive_id: Id, body: Body[NewSeries]) -> HttpResponse:
    """Cho một nhiệm vụ định kỳ lặp lại: chính nó là kỳ đầu và có ngày đến hạn."""
    lookups.require_directives(request.user)
    made = start_series(directive_id=directive_id, **body.model_dump(), **request.who)
    return reply(_one(request, made.id), status=201)


@router.patch("/series/{series_id}", response=RecurringItem, summary="Đổi nhiệm vụ định kỳ", url_name="series")
def change_one_recurring(request: PageRequest, series_id: Id, body: Body[SeriesChange]) -> HttpResponse:
    """Đổi quy luật, cách xử lý ngày nghỉ, đơn vị; áp dụng từ kỳ tiếp theo."""
    lookups.require_directives(request.user)
    units: dict[str, Any] = {
        name: [unit.id for unit in lookups.units_by_code(request.user, codes, field=name)]
        for name, codes in (("leads", body.leads), ("coordinates", body.coordinates))
        if codes is not None
    }
    change_series(series_id=series_id, rrule=body.rrule, off_day=body.off_day, **units, **request.who)
    return reply(_one(request, series_id))


@router.post("/series/{series_id}/stop", response=RecurringItem, summary="Dừng lặp lại", url_name="stop_series")
def stop_one_series(request: PageRequest, series_id: Id, body: Body[SeriesReason]) -> HttpResponse:
    """Không mở kỳ nào nữa; kỳ đang mở vẫn còn."""
    lookups.require_directives(request.user)
    stop_series(series_id=series_id, **body.model_dump(), **request.who)
    return reply(_one(request, series_id))


@router.post(
    "/series/{series_id}/skip", response=RecurringItem, summary="Bỏ qua kỳ tiếp theo", url_name="skip_occurrence"
)
def skip_one(request: PageRequest, series_id: Id, body: Body[SeriesSkip]) -> HttpResponse:
    """Bỏ qua kỳ tiếp theo, có lý do."""
    lookups.require_directives(request.user)
    skip_occurrence(series_id=series_id, **body.model_dump(), **request.who)
    return reply(_one(request, series_id))


@router.post(
    "/series/{series_id}/open-next", response=RecurringItem, summary="Mở kỳ tiếp theo", url_name="open_next_occurrence"
)
def open_one(request: PageRequest, series_id: Id, body: Body[SeriesOpen]) -> HttpResponse:
    """Mở kỳ tiếp theo khi kỳ trước đã xong hoặc kỳ mới đã bắt đầu; hệ thống cũng tự mở mỗi đêm."""
    lookups.require_directives(request.user)
    open_next_occurrence(series_id=series_id, **body.model_dump(), **request.who)
    return reply(_one(request, series_id))


def _require_recounter(request: PageRequest) -> None:
    lookups.require_directives(request.user)
    if not may_recount(request.user):
        raise Refused(_("Dời thời hạn theo lịch làm việc do lãnh đạo Văn phòng quyết định."))


def _days(body: NewDayDecision) -> list[DayChange]:
    return [DayChange(one.date, one.kind, one.name) for one in body.days]


def _recount(request: PageRequest, found: Recount) -> dict[str, Any]:
    return {
        "version": found.calendar.version, "digest": found.digest, "moves": [_move(one) for one in found.moves],
        "kept": [_move(one) for one in found.kept],
        "off_dates": [
            {**_part(one.assignment), "due_on": one.assignment.due_on, "next_working_day": one.next_day}
            for one in found.off_dates
        ],
        "chosen_days": [
            {
                "kind": one.kind, "id": one.row_id, "title": one.title, "place": one.place, "was": one.was,
                "becomes": one.becomes, "why": str(one.why),
            }
            for one in chosen_days(request.user, calendar=found.calendar, today=request.today)
        ],
    }  # fmt: skip


def _move(one: Move) -> dict[str, Any]:
    return {
        **_part(one.assignment), "was": one.was, "becomes": one.becomes, "rule": one.rule, "is_past": one.is_past,
    }  # fmt: skip


def _part(one: Assignment) -> dict[str, Any]:
    return {
        "assignment_id": one.id, "directive_id": one.directive_id, "unit": one.unit.code, "unit_name": one.unit.name,
        "text": one.directive.text,
    }  # fmt: skip


def _event(request: PageRequest, event_id: int, occurred_on: dt.date | None) -> dict[str, Any]:
    found = preview_event(request.user, event_id, occurred_on=occurred_on, today=request.today)
    return {
        "id": found.event.id, "name": found.event.name, "recorded_on": found.event.occurred_on,
        "occurred_on": found.occurred_on,
        "rows": [
            {
                **_part(one.assignment), "was": one.was, "becomes": one.becomes, "is_day_off": one.is_day_off,
                "is_past": one.is_past, "unit_ended_on": one.unit_ended_on,
            }
            for one in found.rows
        ],
        "decided": [one.id for one in found.decided], "closed": found.closed,
    }  # fmt: skip


def _one(request: PageRequest, series_id: int) -> dict[str, Any]:
    found = series_for(request.user, series_id)
    return _series(request, views_of(request.jurisdiction.id, [found], today=request.today))[0]


def _series(request: PageRequest, views: list[SeriesView]) -> list[dict[str, Any]]:
    wanted = {unit for view in views for unit in (*view.series.leads, *view.series.coordinates)}
    names = {key: unit.code for key, unit in lookups.units_by_id(request.user, wanted).items()}
    return [
        {
            "id": view.series.id, "directive_id": view.series.directive_id, "text": view.series.directive.text,
            "state": view.series.state, "rrule": view.rule.rrule, "rule_words": in_words(view.rule.rrule),
            "off_day": view.rule.off_day, "version": view.rule.version,
            "leads": [names[unit] for unit in view.series.leads if unit in names],
            "coordinates": [names[unit] for unit in view.series.coordinates if unit in names],
            "coming": {
                "number": view.coming.number, "label": view.coming.label, "nominal_on": view.coming.day.nominal,
                "due_on": view.coming.day.due_on, "begins_on": view.coming.begins_on,
            } if view.coming else None,
            "occurrences": [
                {
                    "number": one.number, "label": one.label, "due_on": one.due_on, "state": one.state,
                    "directive_id": one.directive_id, "reason": one.reason,
                }
                for one in view.occurrences
            ],
            "needs_unit": [one.unit.code for one in view.replacements if one.needs_office],
        }
        for view in views
    ]  # fmt: skip
