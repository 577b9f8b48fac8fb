"""Legal time limits: the history of each, which holds today, where it comes from, what nobody has confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.selectors import user_names
from dondoc.calendars.choices import Confidence, LimitUnit
from dondoc.calendars.commands.confirm_limit import confirm_limit
from dondoc.calendars.commands.end_limit import end_limit
from dondoc.calendars.commands.set_limit import set_limit
from dondoc.calendars.permissions import may_set_calendar, require_setter
from dondoc.calendars.selectors import limit_rows, limits_of
from dondoc.foundation.errors import NotFound
from dondoc.web.answering import answer_form
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.schedules.forms import LimitEndForm, LimitForm
from dondoc.worktime import LegalLimit


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a limit in words."""

    limit: LegalLimit
    amount: str
    confidence: str
    is_now: bool
    is_ahead: bool
    is_confirmed: bool
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit with its records, the newest first."""

    key: str
    name: str
    records: list[Record]


@require_GET
def list_limits(request: PageRequest) -> HttpResponse:
    """List the limits by key."""
    here = request.jurisdiction.id
    catalogue, own = limits_of(here), limit_rows(here)
    names = user_names(here, {row.confirmed_by_id for rows in own.values() for row in rows if row.confirmed_by_id})
    confirmed = {
        (row.key, row.valid_from): names.get(row.confirmed_by_id or 0, "")
        for rows in own.values()
        for row in rows
        if row.confirmed_at is not None
    }
    limits = []
    for key in catalogue.keys:
        records = [
            Record(
                one, amount_of(one), str(Confidence(one.confidence).label), one.holds_on(request.today), one.valid_from > request.today,
                (key, one.valid_from) in confirmed, confirmed.get((key, one.valid_from), ""),
            )
            for one in reversed(catalogue.history(key))
        ]  # fmt: skip
        limits.append(Limit(key, records[0].limit.name, records))
    waiting = sum(not record.is_confirmed for one in limits for record in one.records if record.is_now)
    context = {"limits": limits, "may_set": may_set_calendar(request.user), "unconfirmed": waiting}
    return render(request, "web/schedules/limits.html", context)


def amount_of(limit: LegalLimit) -> str:
    """Return how long a limit is, in words: "5 ngày làm việc", "trước 3 ngày làm việc", "ngày 25 của tháng"."""
    if str(limit.unit) == LimitUnit.DAY_OF_MONTH:
        return _("ngày %(number)s của tháng") % {"number": limit.amount}
    if limit.amount == 0:
        return _("ngay trong ngày")
    unit = str(LimitUnit(limit.unit).label)
    if limit.amount < 0:
        return _("trước %(number)s %(unit)s") % {"number": -limit.amount, "unit": unit}
    return f"{limit.amount} {unit}"


@require_http_methods(["GET", "POST"])
def new_limit(request: PageRequest) -> HttpResponse:
    """Begin a record: of a limit that is there (`?ma=`), or of a new one."""
    require_setter(request.user)
    initial: dict[str, Any] = {"valid_from": request.today, "confidence": Confidence.READ}
    history = limits_of(request.jurisdiction.id).history(request.GET.get("ma", ""))
    if history:
        last = history[-1]
        initial |= {
            "key": last.key, "name": last.name, "amount": last.amount, "unit": str(last.unit), "anchor": last.anchor,
        }  # fmt: skip
    form = LimitForm(request.POST or None, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        set_limit(**form.cleaned_data, **who)
        return _("Đã đặt thời hạn; quy định trước đó hết hiệu lực ngày hôm trước."), _back(form.cleaned_data["key"])

    return answer_form(request, form, run, "web/schedules/limit_form.html", {"history": history})


@require_http_methods(["GET", "POST"])
def end(request: PageRequest, key: str, began: str) -> HttpResponse:
    """End a record that nothing replaces."""
    require_setter(request.user)
    first = _day(began)
    known = next((one for one in limits_of(request.jurisdiction.id).history(key) if one.valid_from == first), None)
    if known is None:
        raise NotFound
    form = LimitEndForm(request.POST or None)

    def run(**who: Any) -> tuple[str, str]:
        end_limit(key=key, valid_from=first, **form.cleaned_data, **who)
        return _("Đã ghi ngày hết hiệu lực."), _back(key)

    context = {"limit": known, "amount": amount_of(known)}
    return answer_form(request, form, run, "web/schedules/limit_end.html", context)


@require_POST
def confirm(request: PageRequest, key: str, began: str) -> HttpResponse:
    """Note that this person has compared a record with its instrument."""
    try:
        confirm_limit(key=key, valid_from=_day(began), **request.who)
    except CORRECTABLE as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã ghi nhận bạn xác nhận thời hạn này."))
    return redirect(_back(key))


def _back(key: str) -> str:
    return f"{reverse('web:legal_limits')}#{key}"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
