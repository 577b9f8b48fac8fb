"""The board of a year: how many indicators were met, and every one of them, what may be missed first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.indicators.choices import Direction, IndicatorOrigin, PeriodKind, Verdict
from dondoc.indicators.evaluation import LIGHT_ORDER, Score
from dondoc.indicators.periods import period_at
from dondoc.indicators.permissions import may_keep_indicators
from dondoc.indicators.selectors import Row, board, without_target, years_aimed_at
from dondoc.web import components
from dondoc.web.requests import PageRequest
from dondoc.web.screens.indicators import words
from dondoc.web.screens.indicators.question import COUNTED, OWN_ORDER, Question, question_of


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table in words.

    Attributes:
        name: of the indicator.
        url: its page.
        measure: its unit of measure.
        plan: what is aimed at.
        actual: the year's value, or the newest of a part of it; empty where there is none.
        of: the period of that value.
        quality: how sure it is.
        share: of the plan, where that says something.
        before: the year before.
        picture: the year as a small line.
        badge: what is said of it.
        is_part: whether it is a part of the structure above.
        is_structure: whether its parts follow.
        is_invented: whether it is of the example.
    """

    name: str
    url: str
    measure: str
    plan: str
    actual: str
    of: str
    quality: str
    share: str
    before: str
    picture: SafeString
    badge: SafeString
    is_part: bool
    is_structure: bool
    is_invented: bool


@require_GET
def show_board(request: PageRequest) -> HttpResponse:
    """Show a year's board as any day shows it; a count of the score opens exactly the rows that it counts."""
    question = question_of(request)
    found = board(request.user, question.asked)
    may_keep = may_keep_indicators(request.user)
    rows = [row for row in found.rows if not question.verdict or row.verdict in COUNTED[question.verdict]]
    if question.order != OWN_ORDER:
        # What may be missed stands first, and of that what was missed; within it the list's own order is kept.
        rows.sort(key=lambda row: (LIGHT_ORDER.index(row.light), row.verdict != Verdict.MISSED))
    years = years_aimed_at(request.user)
    previous, following = question.steps()
    context: dict[str, Any] = {
        "question": question,
        "lines": [line for row in rows for line in lines_of(question, row)],
        "shown": len(rows),
        "score": found.score,
        "stats": stats_of(question, found.score),
        "all_url": question.board(verdict=""),
        "years": question.years(years),
        "origins": [
            (str(one.label), question.board(origin=one, verdict=""), one == question.origin) for one in IndicatorOrigin
        ],
        "orders": [
            (_("Nguy cơ trước"), question.board(order=""), question.order == ""),
            (_("Theo danh mục"), question.board(order=OWN_ORDER), question.order == OWN_ORDER),
        ],
        "picks": question.picks(),
        "previous": previous,
        "following": following,
        "today_url": question.board(on=question.today),
        "may_keep": may_keep,
        # Who keeps the list is told what still has no target; others have no use for it.
        "waiting": [(one, question.indicator(one.code)) for one in without_target(request.user, found)] if may_keep else [],
        "empty": empty_of(question, years, may_keep=may_keep),
    }  # fmt: skip
    return render(request, "web/indicators/board.html", context)


def stats_of(question: Question, score: Score) -> list[tuple[str, SafeString, SafeString]]:
    """Return the counts of the score: the word in the address, its badge, the figure that opens its rows."""
    counts = {"reached": score.met_or_exceeded, "missed": score.missed, "unknown": score.unknown}
    labels = {
        "reached": _("Đạt và vượt"), "missed": str(Verdict.MISSED.label), "unknown": str(Verdict.UNKNOWN.label)
    }  # fmt: skip
    found = []
    for code, count in counts.items():
        name, colour = words.VERDICTS[COUNTED[code][-1]]
        shown = components.figure(count, score.total, question.board(verdict=code), labels[code])
        found.append((code, words.marked(name, colour, labels[code]), shown))
    return found


def lines_of(question: Question, row: Row, *, is_part: bool = False) -> Iterator[Line]:
    """Give a row in words, and its parts after it."""
    one = row.indicator
    value = row.value or (row.latest[1] if row.latest else None)
    year = period_at(PeriodKind.YEAR, dt.date(question.year, 1, 1))
    period = None if value is None else year if row.value else row.latest[0] if row.latest else None
    aim = row.target.target if row.target else None
    points = [*row.series, *([(year, row.value.value)] if row.value else [])]
    yield Line(
        name=one.name, url=question.indicator(one.code), measure=one.measure,
        plan=words.target(aim, one.decimals, "" if row.parts else "–"),
        actual=words.figure(value.value, one.decimals) if value else "", of=period.label if period else "",
        quality=str(value.quality.label) if value else "", share=words.share(row.reached),
        before=words.figure(row.before.value if row.before else None, one.decimals, ""),
        picture=words.picture(points, aim, one.decimals), badge=words.badge(row.verdict, row.light),
        is_part=is_part, is_structure=one.direction == Direction.STRUCTURE, is_invented=one.is_example,
    )  # fmt: skip
    for part in row.parts:
        yield from lines_of(question, part, is_part=True)


def empty_of(question: Question, years: list[int], *, may_keep: bool) -> dict[str, str]:
    """Return what to do where the year has no indicators: a year that has some, or for who may set them, how."""
    other = max(
        (year for year in years if year != question.year), key=lambda year: -abs(year - question.year), default=0
    )
    said = (
        _("Hãy thêm chỉ tiêu, rồi giao kế hoạch năm trên trang của từng chỉ tiêu.")
        if may_keep
        else _("Khi Văn phòng giao kế hoạch năm cho các chỉ tiêu, bảng hiện ra ở đây.")
    )
    found = {"text": said}
    if other:
        found |= {"url": question.board(year=other), "action": _("Xem năm %(year)s") % {"year": other}}
    return found
