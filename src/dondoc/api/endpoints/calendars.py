"""The working calendar and the legal time limits: everybody who is signed in counts by them and reads them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Body, Path, Query, Router
from pydantic import StringConstraints

from dondoc.api import lookups
from dondoc.api.replies import reply
from dondoc.api.schemas.calendars import (
    CalendarQuery,
    CalendarYear,
    LimitEnd,
    LimitItem,
    Limits,
    NewDayDecision,
    NewLimit,
)
from dondoc.api.schemas.common import Day
from dondoc.calendars.commands.confirm_limit import confirm_limit
from dondoc.calendars.commands.declare_days import declare_days
from dondoc.calendars.commands.end_limit import end_limit
from dondoc.calendars.commands.set_limit import set_limit
from dondoc.calendars.models import LimitRecord
from dondoc.calendars.rules import DayChange
from dondoc.calendars.selectors import as_limit, calendar_of, declared_days, limit_rows, limits_of
from dondoc.web.requests import PageRequest
from dondoc.worktime import LegalLimit

router = Router(tags=["Lịch làm việc"])
_Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]


@router.get("/calendar", response=CalendarYear, summary="Lịch làm việc của một năm", url_name="calendar")
def calendar_of_year(request: PageRequest, query: Query[CalendarQuery]) -> HttpResponse:
    """Trả các ngày nghỉ và ngày đi làm bù của năm, kèm nguồn."""
    lookups.refuse_unknown(request, frozenset(CalendarQuery.model_fields))
    return reply(_year(request, query.year or request.today.year))


@router.post(
    "/calendar/days", response={201: CalendarYear}, summary="Ghi quyết định ngày nghỉ", url_name="calendar_days"
)
def declare(request: PageRequest, body: Body[NewDayDecision]) -> HttpResponse:
    """Ghi quyết định; từ đó mọi thời hạn mới được đếm theo. Thời hạn đang có không tự dời."""
    days = [DayChange(one.date, one.kind, one.name) for one in body.days]
    declare_days(days=days, source=body.source, decided_on=body.decided_on, **request.who)
    return reply(_year(request, days[0].day.year), status=201)


@router.get("/legal-limits", response=Limits, summary="Thời hạn theo luật", url_name="legal_limits")
def list_of_limits(request: PageRequest) -> HttpResponse:
    """Trả mọi thời hạn với lịch sử hiệu lực; quy định của ngày nào áp dụng cho sự kiện của ngày đó."""
    here = request.jurisdiction.id
    own = limit_rows(here)
    items: list[dict[str, Any]] = []
    catalogue = limits_of(here)
    for key in catalogue.keys:
        if key in own:
            items += [_row(row) for row in own[key]]
        else:
            items += [_limit(one, is_shipped=True, is_confirmed=False) for one in catalogue.history(key)]
    return reply({"items": items})


@router.post("/legal-limits", response={201: LimitItem}, summary="Đặt thời hạn theo luật", url_name="legal_limits")
def begin_limit(request: PageRequest, body: Body[NewLimit]) -> HttpResponse:
    """Bắt đầu một quy định; quy định đang có của mã đó hết hiệu lực ngày hôm trước."""
    return reply(_row(set_limit(**body.model_dump(), **request.who)), status=201)


@router.post(
    "/legal-limits/{key}/{valid_from}/end", response=LimitItem, summary="Cho hết hiệu lực", url_name="end_legal_limit"
)
def end_one_limit(request: PageRequest, key: Path[_Key], valid_from: Path[Day], body: Body[LimitEnd]) -> HttpResponse:
    """Cho quy định bắt đầu từ ngày đó hết hiệu lực mà không có quy định thay thế."""
    return reply(_row(end_limit(key=key, valid_from=valid_from, **body.model_dump(), **request.who)))


@router.post(
    "/legal-limits/{key}/{valid_from}/confirm", response=LimitItem, summary="Xác nhận thời hạn", url_name="confirm_legal_limit"
)  # fmt: skip
def confirm_one_limit(request: PageRequest, key: Path[_Key], valid_from: Path[Day]) -> HttpResponse:
    """Ghi rằng người gửi đã đối chiếu với văn bản."""
    return reply(_row(confirm_limit(key=key, valid_from=valid_from, **request.who)))


def _year(request: PageRequest, year: int) -> dict[str, Any]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    calendar = calendar_of(request.jurisdiction.id)
    own = declared_days(request.jurisdiction.id, first, last)
    return {
        "year": year, "version": calendar.version, "is_covered": calendar.covers(first),
        "days": [
            {
                "date": one.day, "kind": str(one.kind), "name": one.name, "source": one.source,
                "is_confirmed": one.confirmed, "is_working": one.is_working, "is_own": one.day in own,
            }
            for one in calendar.between(first, last)
        ],
    }  # fmt: skip


def _row(row: LimitRecord) -> dict[str, Any]:
    return _limit(as_limit(row), is_shipped=False, is_confirmed=row.confirmed_at is not None)


def _limit(one: LegalLimit, *, is_shipped: bool, is_confirmed: bool) -> dict[str, Any]:
    return {
        "key": one.key, "name": one.name, "amount": one.amount, "unit": str(one.unit), "anchor": one.anchor,
        "valid_from": one.valid_from, "valid_to": one.valid_to, "source": one.source, "confidence": one.confidence,
        "remark": one.remark, "is_shipped": is_shipped, "is_confirmed": is_confirmed,
    }  # fmt: skip
