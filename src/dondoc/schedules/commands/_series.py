"""What the commands on series share: the locked row, its rule and what was made of it, the checks of a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.schedules.choices import OffDay
from dondoc.schedules.models import Occurrence, Series, SeriesRule
from dondoc.schedules.permissions import may_schedule
from dondoc.schedules.recurrence import tidy_rule
from dondoc.schedules.rules import SeriesVerb, series_step
from dondoc.schedules.series import series_for

_LONGEST_REASON = 500


@dataclass(slots=True)
class Held:
    """A locked series."""

    series: Series
    rule: SeriesRule
    made: list[Occurrence]


def hold(actor: User, series_id: int, verb: SeriesVerb) -> Held:
    """Lock a series that `actor` may change, for a step of `rules.SERIES_STEPS` that it is at.

    Raises:
        NotFound: none that they may know of.
        Refused: they do not give directives of its field.
        Conflict: it was stopped, or is at its end.
    """
    series_for(actor, series_id)
    held = lock(actor.jurisdiction_id, series_id)
    if not may_schedule(actor, field_id=held.series.directive.field_id):
        raise Refused(_("Bạn không có quyền đặt lịch lặp lại cho nhiệm vụ thuộc lĩnh vực này."), code="refused")
    require_step(held.series, verb)
    return held


def lock(jurisdiction_id: int, series_id: int) -> Held:
    """Lock a series whoever asks: one occurrence follows the other.

    Raises:
        NotFound: there is none.
    """
    series = (
        Series.objects.select_for_update(of=("self",))
        .select_related("directive__document")
        .filter(jurisdiction_id=jurisdiction_id, id=series_id)
        .first()
    )
    if series is None:
        raise NotFound
    here = {"jurisdiction_id": jurisdiction_id, "series_id": series_id}
    rule = SeriesRule.objects.filter(**here).latest("version")
    return Held(series, rule, list(Occurrence.objects.filter(**here).order_by("number")))


def require_step(series: Series, verb: SeriesVerb) -> None:
    """Do nothing where the step is one of a series that stands so.

    Raises:
        Conflict: it is not: the series goes on no more.
    """
    if series_step(series.state, verb) is None:
        raise Conflict(
            _("Nhiệm vụ định kỳ này không còn lặp lại (%(state)s).") % {"state": series.get_state_display()},
            code="not_running",
        )


def rule_of(text: str, off_day: str, starts_on: dt.date) -> str:
    """Return a tidy rule that has a day.

    Raises:
        BadInput: it is none; or the day from which it counts, or the word for days off, cannot be.
    """
    if not FIRST_DAY <= starts_on <= LAST_DAY:
        raise BadInput(_("Ngày ngoài khoảng 1900–2200: hãy xem lại."), code="bad_day", field="starts_on")
    if off_day not in OffDay.values:
        raise BadInput(_("Hãy chọn cách xử lý ngày nghỉ."), code="bad_off_day", field="off_day")
    try:
        return tidy_rule(text, starts_on=starts_on)
    except ValueError as error:
        raise BadInput(
            _(
                "Quy luật lặp lại không dùng được: cần FREQ là DAILY, WEEKLY, MONTHLY hoặc YEARLY, và có ngày rơi vào năm năm tới."
            ),
            code="bad_rule",
            field="rrule",
        ) from error


def reason_of(text: str) -> str:
    """Return a reason, which must be there.

    Raises:
        BadInput: it is not, or too long.
    """
    return text_of(text, field="reason", most=_LONGEST_REASON, missing=_("Hãy nêu lý do."))
