"""The two clocks of a task as pictures: how much of each is over, where today stands, when the centre was answered.

Drawn as SVG with numbers in attributes, stretched to the width it has; everything that it says stands beside it in words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from dondoc.central.rules import Clock

_WIDE, _HIGH = 1000, 16


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock of the page.

    Attributes:
        clock: the deadline and what the day says.
        begins: the day from which it runs.
        picture: the bar; empty where there is no deadline.
    """

    clock: Clock
    begins: dt.date
    picture: SafeString


def lanes(
    central: tuple[dt.date, Clock, dt.date | None],
    internal: tuple[dt.date, Clock, dt.date | None] | None,
    today: dt.date,
) -> tuple[Lane, Lane | None]:
    """Return both clocks on one scale, so that a day stands at the same place in both.

    Args:
        central: from when it runs, the clock, the day of the answer.
        internal: the same of ours; None where the task was not passed on.
        today: the day of the page.
    """
    both = [central, *([internal] if internal else [])]
    days = [today, *(day for begins, clock, done in both for day in (begins, clock.due_on, done) if day is not None)]
    first, last = min(days), max(days)
    drawn = [Lane(clock, begins, _bar(begins, clock, done, today, first, last)) for begins, clock, done in both]
    return drawn[0], drawn[1] if internal else None


def _bar(
    begins: dt.date, clock: Clock, done: dt.date | None, today: dt.date, first: dt.date, last: dt.date
) -> SafeString:
    if clock.due_on is None:
        return mark_safe("")
    span = max((last - first).days, 1)

    def at(day: dt.date) -> int:
        return round((day - first).days * (_WIDE - 8) / span) + 4

    until = done or today
    parts = [
        format_html(
            '<rect class="lane-time" x="{}" y="4" width="{}" height="8"/>', at(begins), max(at(clock.due_on) - at(begins), 2)
        ),
        format_html(
            '<rect class="lane-spent" x="{}" y="4" width="{}" height="8"/>', at(begins),
            max(min(at(until), at(clock.due_on)) - at(begins), 0),
        ),
    ]  # fmt: skip
    if until > clock.due_on:
        parts.append(
            format_html(
                '<rect class="lane-late" x="{}" y="4" width="{}" height="8"/>',
                at(clock.due_on),
                at(until) - at(clock.due_on),
            )
        )
    parts.append(format_html('<rect class="lane-due" x="{}" y="0" width="4" height="16"/>', at(clock.due_on) - 2))
    if done is not None:
        parts.append(format_html('<rect class="lane-done" x="{}" y="0" width="6" height="16"/>', at(done) - 3))
    if done is None or today > done:
        parts.append(format_html('<rect class="lane-today" x="{}" y="0" width="3" height="16"/>', at(today) - 1))
    return format_html(
        '<svg class="lane" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>', _WIDE, _HIGH,
        mark_safe("".join(parts)),  # noqa: S308 - made above of numbers
    )  # fmt: skip
