"""Enter a decision on days off and worked: from now on everybody counts by it. No deadline that stands moves by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.models import User
from dondoc.calendars import events
from dondoc.calendars.changes import keep_version, worktime_changed
from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.models import DeclaredDay
from dondoc.calendars.permissions import require_setter
from dondoc.calendars.rules import MOST_DAYS, DayChange, DayHindrance, changed_calendar, day_hindrance
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization, refusals
from dondoc.worktime import WorkCalendar

_LONGEST = 200
_SAID = {
    DayHindrance.OUT_OF_RANGE: gettext_lazy("Ngày %(day)s ngoài khoảng 1900–2200: hãy xem lại."),
    DayHindrance.TWICE: gettext_lazy("Ngày %(day)s được ghi hai lần trong một quyết định."),
    DayHindrance.NO_CHANGE: gettext_lazy("Ngày %(day)s trong lịch đã như vậy; hãy bỏ dòng này."),
    DayHindrance.WEEKEND_OFF: gettext_lazy("Ngày %(day)s là cuối tuần, vốn đã nghỉ, nên không thể là ngày nghỉ bù."),
    DayHindrance.ALREADY_WORKED: gettext_lazy("Ngày %(day)s là ngày thường trong tuần, không phải ngày đi làm bù."),
}


def declare_days(
    *,
    actor: User,
    days: Sequence[DayChange],
    source: str,
    now: dt.datetime,
    decided_on: dt.date | None = None,
    request_id: str = "",
) -> WorkCalendar:
    """Enter what a decision makes of days, and return the calendar with it.

    Args:
        actor: the office's leader or the administrator.
        days: each day once.
        source: the decision's number, as people name it.
        now: the moment.
        decided_on: the decision's date.
        request_id: groups what one request did.

    Raises:
        Refused: somebody else.
        BadInput: no day, no source, a day that cannot become that, a decision of a day to come.
    """
    require_setter(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(here)  # two decisions follow each other: each is judged by the calendar that it changes
        was = calendar_of(here)
        require_decision(was, days, source, decided_on, today=local_day(now))
        said = source.strip()
        calendar = changed_calendar(was, days, said)
        rows = []
        with refusals():
            for one in sorted(days, key=lambda each: each.day):
                row, _made = DeclaredDay.objects.update_or_create(
                    jurisdiction_id=here, day=one.day,
                    defaults={
                        "kind": one.kind, "name": one.name.strip(), "source": said, "decided_on": decided_on,
                        "entered_at": now, "entered_by_id": actor.pk,
                    },
                )  # fmt: skip
                rows.append(row)
        keep_version(here, was, now)
        keep_version(here, calendar, now)
        worktime_changed(here)
        append(
            jurisdiction_id=here,
            events=[
                NewEvent(
                    events.CALENDAR, here, events.CALENDAR_DAYS_DECLARED,
                    {
                        "was": was.version, "version": calendar.version, "source": said,
                        "decided_on": decided_on.isoformat() if decided_on else None,
                        "days": [
                            {
                                "day": row.day.isoformat(), "kind": str(row.kind), "name": row.name,
                                "was": _kind(was, row.day),
                            }
                            for row in rows
                        ],
                    },
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return calendar


def require_decision(
    calendar: WorkCalendar, days: Sequence[DayChange], source: str, decided_on: dt.date | None, *, today: dt.date
) -> None:
    """Do nothing where a decision can be entered as it is.

    Raises:
        BadInput: it cannot; the sentence names the day.
    """
    if not days:
        raise BadInput(_("Chưa có ngày nào trong quyết định."), code="no_days", field="days")
    if len(days) > MOST_DAYS:
        raise BadInput(
            _("Một quyết định ghi nhiều nhất %(most)s ngày.") % {"most": MOST_DAYS}, code="too_many_days", field="days"
        )
    said = source.strip()
    if not said:
        raise BadInput(_("Hãy ghi số và ký hiệu của quyết định."), code="source_required", field="source")
    if len(said) > _LONGEST or any(len(one.name.strip()) > _LONGEST for one in days):
        raise BadInput(_("Nội dung dài quá %(most)s ký tự.") % {"most": _LONGEST}, code="too_long", field="source")
    if "\0" in said or any("\0" in one.name for one in days):
        raise BadInput(_("Nội dung có ký tự không hợp lệ."), code="bad_text", field="source")
    if decided_on is not None and decided_on > today:
        raise BadInput(_("Ngày ký không thể sau hôm nay."), code="in_future", field="decided_on")
    seen: list[dt.date] = []
    for one in days:
        if one.kind not in DeclaredKind.values:
            raise BadInput(_("Hãy chọn ngày đó là ngày gì."), code="bad_kind", field="days")
        if not one.name.strip():
            raise BadInput(
                _("Hãy ghi tên của ngày %(day)s.") % {"day": f"{one.day:%d/%m/%Y}"}, code="name_required", field="days"
            )
        why = day_hindrance(one, calendar, seen)
        if why is not None:
            raise BadInput(str(_SAID[why]) % {"day": f"{one.day:%d/%m/%Y}"}, code=str(why), field="days")
        seen.append(one.day)


def _kind(calendar: WorkCalendar, day: dt.date) -> str:
    entry = calendar.entry(day)
    return str(entry.kind) if entry else str(DeclaredKind.ORDINARY)
