"""Bộ đọc đúng đến đâu: precision by month, body and confidence, and the rows behind each number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_see_directives, may_see_reading_report, may_upload_document
from dondoc.directives.choices import JudgedField, Verdict
from dondoc.directives.judgement_selectors import (
    NO_BAND,
    JudgementFilter,
    Line,
    Precision,
    judgements_of,
    report_for,
)
from dondoc.foundation.errors import Refused
from dondoc.organizations.selectors import unit_names
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.reading.judged import row_of
from dondoc.web.screens.reading.names import names_context

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_PAGE = 50
BAND_LABELS: dict[str, _StrPromise] = {
    "90-100": gettext_lazy("từ 90 %"),
    "70-89": gettext_lazy("70–89 %"),
    "50-69": gettext_lazy("50–69 %"),
    "0-49": gettext_lazy("dưới 50 %"),
    NO_BAND: gettext_lazy("do người rà soát thêm"),
}
VERDICT_LABELS: dict[str, _StrPromise] = {
    str(Verdict.RIGHT): Verdict.RIGHT.label,
    str(Verdict.WRONG): Verdict.WRONG.label,
    str(Verdict.MISSED): Verdict.MISSED.label,
    "said": gettext_lazy("Đúng hoặc sai"),
}


class PeriodForm(forms.Form):
    """From which day to which."""

    first = DayField(label=gettext_lazy("Xác nhận từ ngày"), required=False)
    last = DayField(label=gettext_lazy("đến hết ngày"), required=False)


class RowsForm(PeriodForm):
    """Which judged fields."""

    judged_field = forms.ChoiceField(
        label=gettext_lazy("Phần"), required=False, choices=[("", gettext_lazy("mọi phần")), *JudgedField.choices]
    )
    verdict = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), required=False, choices=[("", gettext_lazy("tất cả")), *VERDICT_LABELS.items()]
    )
    band = forms.ChoiceField(
        label=gettext_lazy("Độ tin cậy"), required=False, choices=[("", gettext_lazy("mọi mức")), *BAND_LABELS.items()]
    )
    month = DayField(required=False, widget=forms.HiddenInput)
    issuer = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def wanted(self, *, has_issuer: bool) -> JudgementFilter:
        """Return the filter; what cannot be read narrows nothing."""
        given = self.cleaned_data
        return JudgementFilter(
            first=given.get("first"),
            last=given.get("last"),
            month=given.get("month"),
            judged_field=given.get("judged_field", ""),
            issuer=given.get("issuer", "") if has_issuer else None,
            band=given.get("band", ""),
            verdict=given.get("verdict", ""),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A share with the addresses of its rows."""

    label: str
    part: Precision
    right_url: str
    said_url: str


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table."""

    label: str
    cells: list[Cell]
    missed: int
    missed_url: str


@require_GET
def report(request: PageRequest) -> HttpResponse:
    """Show the report."""
    require_allowed(request)
    form = PeriodForm(request.GET)
    form.is_valid()
    first, last = form.cleaned_data.get("first"), form.cleaned_data.get("last")
    found = report_for(request.user, first=first, last=last)
    period = {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day}

    def lines(rows: Iterable[Line], name: str, label: Callable[[Line], str], value: Callable[[Line], str]) -> Any:
        return [_line(row, label(row), period | ({name: value(row)} if name else {})) for row in rows]

    total = _line(found.total, _("Cả giai đoạn"), period)
    context = {
        **places(request),
        "form": form,
        "active": len(period),
        "is_empty": not (found.total.whole.said or found.total.whole.missed),
        "fields": JudgedField.labels,
        "total": total,
        "tables": [
            {"key": "month", "title": _("Theo tháng xác nhận"), "first": _("Tháng"),
             "lines": lines(found.by_month, "month", lambda r: f"{r.key[5:]}/{r.key[:4]}", lambda r: f"{r.key}-01")},
            {"key": "band", "title": _("Theo độ tin cậy của bộ đọc"), "first": _("Độ tin cậy"),
             "note": _("Độ tin cậy có nghĩa khi mức cao đúng nhiều hơn mức thấp."),
             "lines": lines(found.by_band, "band", lambda r: str(BAND_LABELS[r.key]), lambda r: r.key)},
            {"key": "issuer", "title": _("Theo cơ quan ban hành"), "first": _("Cơ quan ban hành"),
             "lines": lines(found.by_issuer, "issuer", lambda r: r.label or _("không rõ cơ quan"), lambda r: r.key)},
        ],
        **names_context(request),
    }  # fmt: skip
    return render(request, "web/reading/report.html", context)


@require_GET
def judgements(request: PageRequest) -> HttpResponse:
    """List exactly the rows that a number of the report counts."""
    require_allowed(request)
    form = RowsForm(request.GET)
    form.is_valid()
    has_issuer = "issuer" in request.GET
    wanted = form.wanted(has_issuer=has_issuer)
    found = judgements_of(request.user, wanted).select_related("document")
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    ids = {
        unit
        for row in page.object_list
        for side in (row.read, row.confirmed)
        if isinstance(side, list)
        for addressee in side
        for unit in addressee["unit_ids"]
    }
    names = unit_names(request.jurisdiction.id, ids)
    may_open = may_see_directives(request.user)
    first = page.object_list[0] if page.object_list else None
    context = {
        **places(request),
        "form": form,
        "page": page,
        "rows": [row_of(row, names, may_open=may_open) for row in page.object_list],
        "active": sum(bool(request.GET.get(name)) for name in form.fields) + (has_issuer and not wanted.issuer),
        "month": wanted.month,
        "has_issuer": has_issuer,
        "issuer": first.issuer if first else wanted.issuer,
    }
    return render(request, "web/reading/judgements.html", context)


def _line(line: Line, label: str, narrowed: dict[str, str]) -> TableLine:
    parts = [
        ("", _("Chung"), line.whole),
        *((code, JudgedField(code).label, line.by_field[code]) for code in JudgedField),
    ]
    cells = [
        Cell(
            str(name),
            part,
            rows_url(**narrowed, judged_field=code, verdict=Verdict.RIGHT),
            rows_url(**narrowed, judged_field=code, verdict="said"),
        )
        for code, name, part in parts
    ]
    return TableLine(label, cells, line.whole.missed, rows_url(**narrowed, verdict=Verdict.MISSED))


def rows_url(**query: str) -> str:
    """Return the address of the rows of a filter; an issuing body without a name is one too."""
    kept = {name: str(value) for name, value in query.items() if value or name == "issuer"}
    return f"{reverse('web:reading_judgements')}?{urlencode(kept)}"


def require_allowed(request: PageRequest) -> None:
    """Let the office and the administrator in.

    Raises:
        Refused: everybody else.
    """
    if not may_see_reading_report(request.user):
        raise Refused(_("Độ đúng của bộ đọc dành cho Văn phòng UBND tỉnh và người quản trị."))


def places(request: PageRequest) -> dict[str, str]:
    """Return the page above: reading for the office, the units for the administrator, who has no documents."""
    if may_upload_document(request.user):
        return {"parent": _("Đọc văn bản"), "parent_url": reverse("web:reading")}
    return {"parent": pgettext("màn hình", "Đơn vị"), "parent_url": reverse("web:units")}
