"""When a recurring directive falls due: an RRULE (RFC 5545) of days, the series' own rule for days off. Pure.

Only the next day is ever asked for, and looked for in a bounded time: a rule that never ends costs nothing, and one that never
comes is found out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateutil.rrule import rrule, rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import override

from dondoc.foundation.clock import LAST_DAY
from dondoc.schedules.choices import Frequency, OffDay
from dondoc.schedules.reckoning import off_a_day_off
from dondoc.worktime import WorkCalendar

LONGEST_RULE = 200
#: Days that a rule may let pass between two of its days: five years and a leap day. Rarer is no recurring duty.
_LONGEST_WAIT = dt.timedelta(days=5 * 366)
#: How many days in a row may fall on the same working day (a month of days off).
_MOST_MERGED = 60
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "WKST"})  # fmt: skip
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_CODES = {number: code for code, number in _WEEKDAYS.items()}
_QUARTER, _HALF, _YEAR = 3, 6, 12


def tidy_rule(text: str, *, starts_on: dt.date | None = None) -> str:
    """Return a rule without what does not matter: "RRULE:", spaces, small letters.

    Args:
        text: as typed.
        starts_on: where given, a day that the rule must have at or after it.

    Raises:
        ValueError: it is no rule of days, weeks, months or years, or none of its days comes.
    """
    rule = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").strip(";")
    if not rule or len(rule) > LONGEST_RULE or not re.fullmatch(r"[A-Z0-9=;,+-]+", rule):
        raise ValueError(rule)
    parts = parts_of(rule)
    if parts.get("FREQ") not in _FREQUENCIES or not set(parts) <= _PARTS:
        raise ValueError(rule)
    if not 1 <= int(parts.get("INTERVAL", "1")) <= 60:  # noqa: PLR2004 - five years of months
        raise ValueError(rule)
    first = starts_on or dt.date(2024, 1, 1)
    if nominal_after(rule, first, None) is None:
        raise ValueError(rule)
    return rule


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a tidy rule.

    Raises:
        ValueError: a part without a value, or twice.
    """
    found: dict[str, str] = {}
    for part in rule.split(";"):
        name, _is, value = part.partition("=")
        if not value or name in found:
            raise ValueError(rule)
        found[name] = value
    return found


def nominal_after(rule: str, starts_on: dt.date, last: dt.date | None) -> dt.date | None:
    """Return the first day of the rule after `last` (at or after `starts_on` where there is none yet).

    Args:
        rule: a tidy rule.
        starts_on: the day from which its days count (DTSTART).
        last: the day that there was last.

    Returns:
        None where the rule ends, or comes not within five years.

    Raises:
        ValueError: it is no rule.
    """
    parts = parts_of(rule)
    count = parts.pop("COUNT", None)
    if count is not None and "UNTIL" in parts:
        raise ValueError(rule)  # RFC 5545, 3.3.10: not both
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        found = rrulestr(text, dtstart=dt.datetime.combine(starts_on, dt.time()))
    except (TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError(rule) from error
    if not isinstance(found, rrule):
        raise ValueError(rule)  # noqa: TRY004 - whatever it is, it is no rule
    after = max(starts_on - dt.timedelta(days=1), last) if last is not None else starts_on - dt.timedelta(days=1)
    limit = dt.datetime.combine(min(after + _LONGEST_WAIT, LAST_DAY), dt.time())
    # Bounded, or a rule of the 30th of February would be looked for to the end of all days.
    until = found._until  # type: ignore[attr-defined]  # noqa: SLF001 - dateutil has no other way to ask
    days: Iterable[dt.datetime] = found.replace(until=min(until, limit) if until else limit)
    if count is not None:
        days = islice(days, int(count))
    return next((day.date() for day in days if day.date() > after), None)


@dataclass(frozen=True, slots=True)
class SeriesDays:
    """What a series says of its days.

    Attributes:
        rule: a tidy RRULE.
        starts_on: from which its days count.
        off_day: a code of OffDay.
    """

    rule: str
    starts_on: dt.date
    off_day: str = OffDay.AFTER


@dataclass(frozen=True, slots=True)
class NextDay:
    """A day of a series: as its rule says, and as it is due."""

    nominal: dt.date
    due_on: dt.date


def next_day(
    days: SeriesDays, calendar: WorkCalendar, *, last: dt.date | None = None, last_due: dt.date | None = None
) -> NextDay | None:
    """Return the next day of a series; each is due later than the one before.

    Days that days off move onto one working day are one occurrence: nobody owes the same report thrice on a Monday.

    Args:
        days: of the series.
        calendar: working days.
        last: the rule's day that there was last.
        last_due: the day on which that one was due.

    Returns:
        None where the series ends.
    """
    at = last
    for _attempt in range(_MOST_MERGED):
        nominal = nominal_after(days.rule, days.starts_on, at)
        if nominal is None:
            return None
        due_on = off_a_day_off(nominal, days.off_day, calendar)
        if last_due is None or due_on > last_due:
            return NextDay(nominal, due_on)
        at = nominal
    return None


def begins_on(rule: str, nominal: dt.date) -> dt.date:
    """Return the first day of the period that a day of the rule ends or lies in: its week, month, quarter, half, year."""
    parts = parts_of(rule)
    if parts["FREQ"] == "DAILY":
        return nominal
    if parts["FREQ"] == "WEEKLY":
        return nominal - dt.timedelta(days=nominal.weekday())
    months = months_of(rule)
    return nominal.replace(month=(nominal.month - 1) // months * months + 1, day=1)


def months_of(rule: str) -> int:
    """Return the months of one period of a monthly or yearly rule: 1, 3, 6 or 12."""
    parts = parts_of(rule)
    interval = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "MONTHLY":
        return interval if interval in (1, _QUARTER, _HALF, _YEAR) else 1
    named = len(parts.get("BYMONTH", "").split(",")) if "BYMONTH" in parts else 1
    return {_YEAR: 1, 4: _QUARTER, 2: _HALF}.get(named, _YEAR)


def label_of(rule: str, nominal: dt.date) -> str:
    """Return how people call an occurrence: "Tháng 02/2021", "Quý I/2021", "Tuần từ 18/01/2021"."""
    parts = parts_of(rule)
    first = begins_on(rule, nominal)
    if parts["FREQ"] == "DAILY":
        return _("Ngày %(day)s") % {"day": f"{nominal:%d/%m/%Y}"}
    if parts["FREQ"] == "WEEKLY":
        return _("Tuần từ %(day)s") % {"day": f"{first:%d/%m/%Y}"}
    months = months_of(rule)
    year = {"year": f"{first.year:04d}"}
    if months == _QUARTER:
        number = ("I", "II", "III", "IV")[(first.month - 1) // _QUARTER]
        return _("Quý %(number)s/%(year)s") % {"number": number, **year}
    if months == _HALF:
        return (_("6 tháng đầu năm %(year)s") if first.month == 1 else _("6 tháng cuối năm %(year)s")) % year
    if months == _YEAR:
        return _("Năm %(year)s") % year
    return _("Tháng %(month)s") % {"month": f"{nominal:%m/%Y}"}


def stored_label(rule: str, nominal: dt.date) -> str:
    """Return the label as it is kept: in Vietnamese, whatever the person reads."""
    with override("vi"):
        return label_of(rule, nominal)


def composed(
    frequency: str, *, day: int | None = None, weekday: int = 4, month: int | None = None,
    count: int | None = None, until: dt.date | None = None,
) -> str:  # fmt: skip
    """Return the rule of what the form says.

    Args:
        frequency: a code of Frequency.
        day: of the month; None: its last day. A day that a month lacks is its last day (Civil Code 2015, art. 148.3).
        weekday: of the week, Monday 0.
        month: of the year, for a yearly one; of quarters and half-years the last month is meant.
        count: how many; None: no end by number.
        until: the last day; None: no end by day.
    """
    monthday = _month_day(day)
    base = {
        Frequency.DAILY: "FREQ=DAILY",
        Frequency.WEEKLY: f"FREQ=WEEKLY;BYDAY={_CODES[weekday]}",
        Frequency.MONTHLY: f"FREQ=MONTHLY;{monthday}",
        Frequency.QUARTERLY: f"FREQ=YEARLY;BYMONTH=3,6,9,12;{_of_each(day)}",
        Frequency.HALF_YEARLY: f"FREQ=YEARLY;BYMONTH=6,12;{_of_each(day)}",
        Frequency.YEARLY: f"FREQ=YEARLY;BYMONTH={month or _YEAR};{monthday}",
    }[Frequency(frequency)]
    if count is not None:
        base += f";COUNT={count}"
    elif until is not None:
        base += f";UNTIL={until:%Y%m%d}"
    return base


#: What readers of documents give where the words name no day: the last day of the period, or of the working week.
_WITHOUT_DAY = {
    "FREQ=WEEKLY": "FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=6": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "FREQ=YEARLY": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
}  # fmt: skip


def decomposed(rule: str) -> dict[str, object] | None:
    """Return what the form says where it would make this rule; None where it cannot.

    The other way round than `composed`: every form is made and compared, some five hundred of them.
    """
    parts = parts_of(rule)
    until, count = parts.pop("UNTIL", ""), parts.pop("COUNT", "")
    plain = ";".join(f"{name}={value}" for name, value in parts.items())
    wanted = _WITHOUT_DAY.get(plain, plain)
    end: dict[str, object] = {}
    if until:
        end = {"until": dt.date.fromisoformat(f"{until[:4]}-{until[4:6]}-{until[6:8]}")}
    if count:
        end = {"count": int(count)}
    for form in _forms():
        if composed(**form) == wanted:
            return {**form, **end}
    return None


def _forms() -> Iterator[dict[str, Any]]:
    yield {"frequency": Frequency.DAILY}
    yield from ({"frequency": Frequency.WEEKLY, "weekday": weekday} for weekday in _CODES)
    for day in (None, *range(1, _LONGEST_MONTH)):
        for frequency in (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY):
            yield {"frequency": frequency, "day": day}
        for month in range(1, _YEAR + 1):
            yield {"frequency": Frequency.YEARLY, "day": day, "month": month}


_SHORTEST, _LONGEST_MONTH = 28, 31


def _month_day(day: int | None) -> str:
    """The day of the month, the last one where the month is shorter: the last of those that there are."""
    if day is None or day == _LONGEST_MONTH:
        return "BYMONTHDAY=-1"
    if day <= _SHORTEST:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(_SHORTEST, day + 1)))};BYSETPOS=-1"


def _of_each(day: int | None) -> str:
    """The same in quarters and half-years, which end in months of 30 or 31 days: no month is shorter than day 30."""
    return "BYMONTHDAY=-1" if day is None or day == _LONGEST_MONTH else f"BYMONTHDAY={day}"


def in_words(rule: str) -> str:
    """Return a rule as people say it; of one that the form cannot make, the rule itself."""
    parts = parts_of(rule)
    end = ""
    if "COUNT" in parts:
        end = _(", %(count)s kỳ") % {"count": parts["COUNT"]}
    if "UNTIL" in parts:
        last = dt.date.fromisoformat(f"{parts['UNTIL'][:4]}-{parts['UNTIL'][4:6]}-{parts['UNTIL'][6:8]}")
        end = _(", đến hết %(day)s") % {"day": f"{last:%d/%m/%Y}"}
    said = _words({name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL", "WKST")})
    return (said or _("Theo quy luật %(rule)s") % {"rule": rule}) + (end if said else "")


def _words(parts: dict[str, str]) -> str:  # noqa: PLR0911 - one way out for each form
    rest = {name: value for name, value in parts.items() if name != "FREQ"}
    if parts["FREQ"] == "DAILY" and not rest:
        return _("Hằng ngày")
    if parts["FREQ"] == "WEEKLY" and set(rest) == {"BYDAY"} and rest["BYDAY"] in _WEEKDAYS:
        name = weekday_name(_WEEKDAYS[rest["BYDAY"]])
        return _("%(day)s hằng tuần") % {"day": name[:1].upper() + name[1:]}
    day = _said_day(rest)
    if day is None:
        return ""
    if parts["FREQ"] == "MONTHLY" and not rest:
        return _("%(day)s hằng tháng") % {"day": day}
    months = rest.pop("BYMONTH", "")
    if parts["FREQ"] != "YEARLY" or rest:
        return ""
    if months == "3,6,9,12":
        return _("%(day)s của tháng cuối quý") % {"day": day}
    if months == "6,12":
        return _("%(day)s của tháng 6 và tháng 12") % {"day": day}
    if months.isdigit():
        return _("%(day)s tháng %(month)s hằng năm") % {"day": day, "month": months}
    return ""


def _said_day(rest: dict[str, str]) -> str | None:
    """The day of the month in words; what says it is taken out of `rest`."""
    days, place = rest.pop("BYMONTHDAY", ""), rest.pop("BYSETPOS", "")
    if days == "-1" and not place:
        return _("Ngày cuối")
    listed = days.split(",")
    if place == "-1" and listed[0] == str(_SHORTEST):
        return _("Ngày %(day)s") % {"day": listed[-1]}
    return _("Ngày %(day)s") % {"day": days} if days.isdigit() and not place else None


def weekday_name(number: int) -> str:
    """Return the name of a day of the week, Monday 0."""
    return (
        _("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"),
    )[number]  # fmt: skip
