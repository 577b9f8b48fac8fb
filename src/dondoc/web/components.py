"""Small pieces of HTML that every screen shows the same way, as plain functions.

Templates use them as tags and filters (`templatetags/dondoc.py`); lists of many rows call them directly,
because a template tag per cell is what makes a long list slow. Badges are made once per code and language.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from dondoc.accounts.choices import Role
from dondoc.directives.choices import AssignmentRole, Lifecycle, Timeliness
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.ended import state_word

# Icon of each code: with the word beside it, colour is never the only sign.
TIMELINESS_ICONS = {
    Timeliness.DONE_ON_TIME: "circle-check",
    Timeliness.DONE_LATE: "clock-check",
    Timeliness.OPEN_IN_TIME: "clock",
    Timeliness.DUE_SOON: "hourglass-low",
    Timeliness.OVERDUE: "alert-triangle",
    Timeliness.UNDATED: "calendar-off",
}
LIFECYCLE_ICONS = {
    Lifecycle.ASSIGNED: "send",
    Lifecycle.ACKNOWLEDGED: "inbox",
    Lifecycle.IN_PROGRESS: "progress",
    Lifecycle.REPORTED: "file-check",
    Lifecycle.RETURNED: "arrow-back-up",
    Lifecycle.ACCEPTED: "checks",
    Lifecycle.WITHDRAWN: "ban",
}


def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; `name` must stand in `assets/icons.txt`.

    Args:
        name: the name at tabler.io/icons.
        label: what it means, where no word stands beside it; without one it is hidden from screen readers.
    """
    return _icon(name, label)


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', meaning, static("vendor/icons.svg"), name)


def timeliness_badge(code: str) -> SafeString:
    """Return icon and word of what the day says of an assignment (`directives.choices.Timeliness`)."""
    return _timeliness(str(code), get_language() or "")


@lru_cache(maxsize=64)
def _timeliness(code: str, _language: str) -> SafeString:
    value = Timeliness(code)
    return format_html(
        '<span class="badge-time is-{}">{}{}</span>', code.replace("_", "-"), icon(TIMELINESS_ICONS[value]), value.label
    )


def lifecycle_badge(code: str, ended: SuccessionKind | None = None) -> SafeString:
    """Return icon and word of how far people are (`directives.choices.Lifecycle`).

    Args:
        code: the lifecycle.
        ended: why it ended, where another unit or directive took its place; its word stands alone then. A template
            gives an empty string where there is no such end.
    """
    return _lifecycle(str(code), ended or None, get_language() or "")


@lru_cache(maxsize=64)
def _lifecycle(code: str, ended: SuccessionKind | None, _language: str) -> SafeString:
    value, word = Lifecycle(code), state_word(code, ended)
    if ended is not None:
        return format_html('<span class="badge-life is-fate">{}</span>', word)
    return format_html(
        '<span class="badge-life is-{}">{}{}</span>', code.replace("_", "-"), icon(LIFECYCLE_ICONS[value]), word
    )


def role_badge(code: str) -> SafeString:
    """Return the word of a unit's role in a directive: lead stands out, coordinating does not."""
    return _role(str(code), get_language() or "")


@lru_cache(maxsize=16)
def _role(code: str, _language: str) -> SafeString:
    return format_html('<span class="badge-role is-{}">{}</span>', code, AssignmentRole(code).label)


def person_role(code: str) -> str:
    """Return the word of a person's role (`accounts.choices.Role`)."""
    return str(Role(code).label)


def day(value: dt.date | dt.datetime | None, empty: str = "") -> str:
    """Return a date as dd/MM/yyyy. A moment gives its local day; pass it through `moment` for the time too."""
    if value is None or value == "":
        return empty
    if isinstance(value, dt.datetime):
        value = _local(value).date()
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def moment(value: dt.datetime | None, empty: str = "") -> str:
    """Return a moment as "dd/MM/yyyy HH:mm", local."""
    if value is None or value == "":
        return empty
    local = _local(value)
    return f"{day(local.date())} {local.hour:02d}:{local.minute:02d}"


def _local(value: dt.datetime) -> dt.datetime:
    from dondoc.foundation.clock import LOCAL  # noqa: PLC0415

    return value.astimezone(LOCAL)


def relative_day(due_on: dt.date | None, today: dt.date) -> str:
    """Return how far a due day is, in words: "còn 3 ngày", "hôm nay", "quá 12 ngày"; empty without one."""
    if due_on is None:
        return ""
    left = (due_on - today).days
    if left == 0:
        return gettext("hạn hôm nay")
    if left > 0:
        return ngettext("còn %(count)s ngày", "còn %(count)s ngày", left) % {"count": number(left)}
    return ngettext("quá %(count)s ngày", "quá %(count)s ngày", -left) % {"count": number(-left)}


def number(value: float | Decimal | None, empty: str = "–") -> str:
    """Return a number as people here write it: 1.234,5 in Vietnamese, 1,234.5 in English."""
    if value is None:
        return empty
    text = f"{value:,}"
    if (get_language() or "vi").startswith("vi"):
        return text.translate({ord(","): ".", ord("."): ","})
    return text


def percent(numerator: int, denominator: int) -> str:
    """Return a share in whole percent, "–" of nothing; never 0 % of some nor 100 % of not all."""
    if not denominator:
        return "–"
    exact = 100 * numerator / denominator
    shown = round(exact)
    if numerator and not shown:
        shown = 1
    if numerator < denominator and shown == 100:  # noqa: PLR2004 - percent
        shown = 99
    return f"{shown} %" if (get_language() or "vi").startswith("vi") else f"{shown}%"


def progress_bar(reached: int) -> SafeString:
    """Return how far something is, in percent, as a thin bar with its figure."""
    return mark_safe(  # noqa: S308 - a number, twice
        '<span class="progress-line"><svg class="progress-bar-svg" width="100%" height="6" aria-hidden="true">'
        f'<rect class="fill-rest" width="100%" height="100%"/><rect class="fill-done" width="{int(reached)}%" height="100%"/></svg>'
        f"<span>{percent(int(reached), 100)}</span></span>"
    )


def figure(numerator: int, denominator: int | None = None, url: str = "", label: str = "") -> SafeString:
    """Return a figure, as "14/412" or alone, that opens exactly the rows it counts.

    Args:
        numerator: what is counted.
        denominator: the population; None prints the numerator alone.
        url: the list of those rows; without one (the person may not open them) the figure is plain text.
        label: what a screen reader says before the figure ("Quá hạn, Sở Tài chính").
    """
    count = number(numerator)
    of = (
        mark_safe("") if denominator is None else format_html('<span class="figure-of">/{}</span>', number(denominator))
    )
    said = format_html('<span class="visually-hidden">{}: </span>', label) if label else ""
    zero = "" if numerator else " is-zero"
    if not url:
        return format_html('<span class="figure{}">{}{}{}</span>', zero, said, count, of)
    return format_html('<a class="figure{}" href="{}">{}{}{}</a>', zero, url, said, count, of)


def due_cell(due_on: dt.date | None, today: dt.date, code: str, words: str = "") -> SafeString:
    """Return the cell of a deadline: the day, and under it how far it is while the assignment is open.

    Args:
        due_on: the day, None where there is none yet.
        today: the day to measure from.
        code: timeliness; what is done says nothing of days left.
        words: the deadline as written, shown where there is no day.
    """
    if due_on is None:
        return format_html('<span class="due is-none">{}</span>', words or gettext("không ghi hạn"))
    if code in {Timeliness.DONE_ON_TIME, Timeliness.DONE_LATE}:
        return format_html('<span class="due"><span class="due-day">{}</span></span>', day(due_on))
    return mark_safe(  # noqa: S308 - digits, and words of ours, escaped all the same
        f'<span class="due is-{escape(code.replace("_", "-"))}"><span class="due-day">{day(due_on)}</span> '
        f'<span class="due-left">{escape(relative_day(due_on, today))}</span></span>'
    )


def moved_deadline(due_on: dt.date | None, extensions: int, *, is_current: bool = False) -> str:
    """Return the words of a deadline that stands beside the one which is judged by: the first one, or the one now in force.

    Args:
        due_on: that deadline.
        extensions: how often the deadline was extended; nothing is said of none (it was moved otherwise).
        is_current: whether it is the one in force, beside the first.
    """
    said = gettext("hạn hiện tại %(day)s") if is_current else gettext("hạn ban đầu %(day)s")
    return ", ".join(filter(None, (said % {"day": day(due_on)}, extended_times(extensions))))


def extended_times(extensions: int) -> str:
    """Return how often a deadline was extended, in words; nothing where it never was."""
    if not extensions:
        return ""
    return ngettext("gia hạn %(count)s lần", "gia hạn %(count)s lần", extensions) % {"count": number(extensions)}


def other_reading(current: int, original: int, url: str) -> SafeString:
    """Return a figure's count by the original deadlines, which opens its own rows; nothing where it is the same count."""
    if current == original:
        return mark_safe("")
    count = (
        format_html('<a class="figure" href="{}">{}</a>', url, number(original))
        if original and url
        else number(original)
    )
    return format_html('<span class="other-reading">{} {}</span>', gettext("theo hạn ban đầu:"), count)
