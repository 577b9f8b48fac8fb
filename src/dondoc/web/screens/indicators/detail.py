"""One indicator: what is aimed at, what was reached, how it is judged, all its versions and vintages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.documents.permissions import visible_documents
from dondoc.foundation.errors import DomainError
from dondoc.indicators.choices import Accumulation, Direction, OwnerRole, PeriodKind, ValueState
from dondoc.indicators.commands._steps import require_keeper
from dondoc.indicators.commands.set_target import set_target
from dondoc.indicators.evaluation import Target, evaluate
from dondoc.indicators.models import Indicator
from dondoc.indicators.periods import Period, period_from, periods_of
from dondoc.indicators.permissions import may_keep_indicators
from dondoc.indicators.rules import Vintage, in_force, shown
from dondoc.indicators.selectors import (
    History,
    Row,
    history_for,
    indicator_by_code,
    row_on,
    version_of,
    vintage_of,
    years_aimed_at,
)  # fmt: skip
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.indicators import words
from dondoc.web.screens.indicators.board import lines_of
from dondoc.web.screens.indicators.keeping import TargetForm
from dondoc.web.screens.indicators.question import Question, question_of

# Above this many periods in a year the chart and its table show those alone that have a value.
_MANY_PERIODS = 12
# The number of the version that holds, by unit (None: the whole) and period.
Held = dict[tuple[int | None, Period], int]


@require_http_methods(["GET", "POST"])
def show_indicator(request: PageRequest, code: str) -> HttpResponse:
    """Show an indicator in a year, as a day shows it; a POST sets what is aimed at."""
    question = question_of(request)
    indicator = indicator_by_code(request.user, code)
    if request.method == "POST":
        require_keeper(request.user, indicator.field_id)
    row = row_on(request.user, indicator, question.asked)
    history = history_for(request.user, indicator)
    form = _form_of(request, question, indicator, history)

    def run(**who: Any) -> tuple[str, str]:
        given = {name: form.cleaned_data[name] for name in ("period", "effective_on", "source", "reason")}
        made = set_target(
            indicator_id=indicator.id, **given, low=form.cleaned_data.get("low"), high=form.cleaned_data.get("high"),
            expected_version=form.expected_version(), **who,
        )  # fmt: skip
        year = made.first_day.year
        return _("Đã đặt kế hoạch; lần giao trước vẫn được giữ."), question.indicator(
            code, year=year, on=question.today
        )

    def on_refusal(error: DomainError) -> None:
        # Somebody set another one meanwhile: the page shows it now, and sending again means it.
        if error.code == "other_version":
            form.shown_anew(history.targets)

    at = {"low": "high"} if indicator.direction == Direction.LOWER else None
    context = _context(request, question, indicator, row, history)
    return answer_form(request, form, run, "web/indicators/detail.html", context, at=at, on_refusal=on_refusal)


def _form_of(request: PageRequest, question: Question, indicator: Indicator, history: History) -> TargetForm:
    return TargetForm(
        request.POST or None, indicator=indicator, year=question.year, targets=history.targets,
        initial={"effective_on": request.today, "period": str(question.year)},
    )  # fmt: skip


def _context(
    request: PageRequest, question: Question, indicator: Indicator, row: Row, history: History
) -> dict[str, Any]:
    code = indicator.code
    previous, following = question.steps(code)
    keeps = may_keep_indicators(request.user, indicator.field_id)
    held = _in_force(history, question)
    periods = _periods_of(question, indicator, history, held)
    line, *parts = lines_of(question, row)
    return {
        "indicator": indicator, "question": question, "row": row, "line": line, "parts": parts,
        "history": history, "parent_url": question.indicator(history.parent.code) if history.parent else "",
        "board_url": question.board(), "page_url": question.indicator(code), "previous": previous, "following": following,
        "years": question.years(years_aimed_at(request.user), code), "picks": question.picks(code),
        "today_url": question.indicator(code, on=question.today),
        "facts": _facts(indicator), "owners": _owners(history, question), "past_owners": _owners(history, question, past=True),
        "rule": rule_of(row, question), "forecasts": forecast_lines(row), "versions": _versions(request, indicator, history, question, held),
        "vintages": _vintages(indicator, history, question),
        "periods": periods, "chart": chart_of(indicator, row, periods, question),
        "may_set": keeps and indicator.direction != Direction.STRUCTURE, "has_target": row.target is not None,
    }  # fmt: skip


def _facts(indicator: Indicator) -> list[tuple[str, str]]:
    return [
        (_("Đơn vị tính"), indicator.measure),
        (_("Chiều đánh giá"), str(Direction(indicator.direction).label)),
        (_("Kỳ số liệu"), str(PeriodKind(indicator.period_kind).label)),
        (_("Số liệu của kỳ"), str(Accumulation(indicator.accumulation).label)),
        (_("Nguồn giao"), indicator.get_origin_display()),
        (_("Lĩnh vực"), indicator.field.name if indicator.field else _("chưa phân lĩnh vực")),
    ]


def _owners(history: History, question: Question, *, past: bool = False) -> list[tuple[str, str, Any, Any]]:
    """Role, unit, first and last day, of those who have it on the day, or of those who had it before."""
    return [
        (str(OwnerRole(one.role).label), one.unit.name, one.since, one.ended_on)
        for one in history.owners
        if one.since <= question.on and (one.ended_on is not None and one.ended_on <= question.on) == past
    ]


def rule_of(row: Row, question: Question) -> str:
    """Return how the year is judged, in words: "Kế hoạch ≥ 7,20 %; thực hiện 3,05 % → không đạt"."""
    one = row.indicator
    if one.direction == Direction.STRUCTURE:
        return _("Đạt khi mọi phần đều đạt; một phần không đạt thì không đạt.")
    if row.target is None:
        return _("Đến ngày %(day)s chưa giao kế hoạch năm %(year)s, nên chưa có gì để so.") % {
            "day": f"{question.on:%d/%m/%Y}", "year": question.year,
        }  # fmt: skip
    said = {"target": f"{words.target(row.target.target, one.decimals)} {one.measure}"}
    if row.value is not None:
        return _("Kế hoạch %(target)s; thực hiện %(value)s → %(verdict)s") % {
            **said, "value": words.with_measure(row.value.value, one), "verdict": str(row.verdict.label).lower(),
        }  # fmt: skip
    if row.latest is None:
        return _("Kế hoạch %(target)s; chưa có số liệu.") % said
    period, value = row.latest
    return _("Kế hoạch %(target)s; %(period)s: %(value)s; cả năm chưa có số liệu.") % {
        **said, "period": period.label, "value": words.with_measure(value.value, one),
    }  # fmt: skip


def forecast_lines(row: Row) -> list[dict[str, str]]:
    """Return each forecast with the name of how it was made, and what it would come to."""
    one, aim = row.indicator, row.target.target if row.target else None
    return [
        {
            "name": str(forecast.method.label),
            "value": words.with_measure(forecast.value, one),
            "verdict": str(evaluate(Direction(one.direction), aim, forecast.value).label).lower() if aim else "",
        }
        for forecast in row.forecasts
    ]


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of the year in the chart and in the table under it.

    Attributes:
        period: which; the whole year last.
        value: what it shows on the day; None where nothing was published.
        before: the same period a year before.
        aim: the period's own target.
        written: value, quality and day of publication, value of the year before, target, as they are written.
    """

    period: Period
    value: Vintage | None
    before: Vintage | None
    aim: Target | None
    written: dict[str, Any]


def _periods_of(question: Question, indicator: Indicator, history: History, held: Held) -> list[PeriodLine]:
    if indicator.direction == Direction.STRUCTURE:
        return []
    vintages: dict[Period, list[Vintage]] = defaultdict(list)
    for entered in history.values:
        if entered.unit_id is None:
            vintages[entered.period].append(vintage_of(entered))
    known = {period: one for period, of in vintages.items() if (one := shown(of, question.on)) is not None}
    aims = {
        one.period: Target(one.low, one.high)
        for one in history.targets
        if one.unit_id is None and held.get((None, one.period)) == one.version
    }
    year = period_from(f"{question.year:04}")
    kind = PeriodKind(indicator.period_kind)
    inner = [] if kind == PeriodKind.YEAR else periods_of(kind, question.year)
    if len(inner) > _MANY_PERIODS:
        inner = [period for period in inner if period in known or period.a_year_before() in known or period in aims]
    lines = []
    for period in [*inner, year]:
        value, before, aim = known.get(period), known.get(period.a_year_before()), aims.get(period)
        written = {
            "value": words.figure(value.value if value else None, indicator.decimals, ""),
            "quality": str(value.quality.label) if value else "", "day": value.released_on if value else None,
            "before": words.figure(before.value if before else None, indicator.decimals, ""),
            "aim": words.target(aim, indicator.decimals, ""),
        }  # fmt: skip
        lines.append(PeriodLine(period, value, before, aim, written))
    return lines


def _in_force(history: History, question: Question) -> Held:
    """The number of the version that holds on the day, of each unit's and period's."""
    versions: dict[tuple[int | None, Period], list[Any]] = defaultdict(list)
    for one in history.targets:
        versions[one.unit_id, one.period].append(version_of(one))
    return {key: held.number for key, of in versions.items() if (held := in_force(of, question.on)) is not None}


def _versions(
    request: PageRequest, indicator: Indicator, history: History, question: Question, held: Held
) -> list[dict[str, Any]]:
    """All that was ever set, the newest first; the document is a link where the person may open it."""
    cited = {one.document_id for one in history.targets if one.document_id}
    open_to = set(visible_documents(request.user).filter(id__in=cited).values_list("id", flat=True)) if cited else set()
    return [
        {
            "row": one, "period": one.period.label, "of": one.unit.name if one.unit else "",
            "target": words.target(Target(one.low, one.high), indicator.decimals),
            "url": reverse("web:document", args=[one.document_id]) if one.document_id in open_to else "",
            "holds": held.get((one.unit_id, one.period)) == one.version, "is_later": one.effective_on > question.on,
        }
        for one in history.targets
    ]  # fmt: skip


def _vintages(indicator: Indicator, history: History, question: Question) -> list[dict[str, Any]]:
    """All that was ever published, the newest period first; which of them the day shows."""
    cells: dict[tuple[int | None, Period], list[Vintage]] = defaultdict(list)
    for one in history.values:
        cells[one.unit_id, one.period].append(vintage_of(one))
    in_use = {key: found.number for key, of in cells.items() if (found := shown(of, question.on)) is not None}
    return [
        {
            "row": one, "period": one.period.label, "of": one.unit.name if one.unit else "",
            "value": words.figure(one.value, indicator.decimals), "quality": one.get_quality_display(),
            "state": one.get_state_display() if one.state != ValueState.APPROVED else "",
            "holds": in_use.get((one.unit_id, one.period)) == one.vintage,
            "is_later": one.released_on > question.on,
        }
        for one in history.values
    ]  # fmt: skip


def chart_of(indicator: Indicator, row: Row, periods: list[PeriodLine], question: Question) -> dict[str, Any] | None:
    """Return what the chart draws: floats for places alone, each beside its figure as it is written; None: nothing to draw."""
    if not any(one.value or one.before for one in periods):
        return None

    def point(value: Any) -> dict[str, Any] | None:
        if value is None:
            return None
        return {"value": float(value), "figure": words.figure(value, indicator.decimals)}

    aim = row.target.target if row.target else None
    last = len(periods) - 1
    return {
        "periods": [one.period.label for one in periods],
        "plan": [
            {"name": _("Kế hoạch"), "value": float(bound), "figure": words.target(Target(**{name: bound}), indicator.decimals)}
            for name, bound in (("low", aim.low), ("high", aim.high))
            if bound is not None
        ] if aim else [],
        "lines": [
            {"code": "before", "name": _("Năm %(year)s") % {"year": question.year - 1}, "points": [point(one.before.value if one.before else None) for one in periods]},
            {"code": "actual", "name": _("Thực hiện"), "points": [point(one.value.value if one.value else None) for one in periods]},
        ],
        "forecasts": [
            {**(point(one.value) or {}), "name": _("Dự báo: %(method)s") % {"method": str(one.method.label).lower()}, "at": last}
            for one in row.forecasts
        ],
        "measure": indicator.measure,
    }  # fmt: skip
