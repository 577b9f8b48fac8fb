"""What the office keeps of indicators: the list, and what is aimed at. The forms read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.accounts.choices import Role
from dondoc.indicators.choices import Accumulation, Direction, IndicatorOrigin, PeriodKind
from dondoc.indicators.commands._steps import require_keeper
from dondoc.indicators.commands.create_indicator import create_indicator
from dondoc.indicators.figures import MOST_DECIMALS, read_figure
from dondoc.indicators.models import Indicator, IndicatorTarget
from dondoc.indicators.periods import Period, period_at, periods_of
from dondoc.indicators.selectors import structures
from dondoc.web.answering import answer_form
from dondoc.web.forms import DayField
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import Reference, reference
from dondoc.web.screens.indicators import words

_OFFERED = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF)
_FIGURES = {
    Direction.HIGHER: {"low": gettext_lazy("Mức tối thiểu")},
    Direction.LOWER: {"high": gettext_lazy("Mức tối đa")},
    Direction.RANGE: {"low": gettext_lazy("Mức thấp"), "high": gettext_lazy("Mức cao")},
    Direction.STRUCTURE: {},
}


class TargetForm(forms.Form):
    """What is aimed at. A figure that has two readings is asked: its field is followed by both, to choose from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    period = forms.ChoiceField(label=gettext_lazy("Kế hoạch của"))
    effective_on = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))
    source = forms.CharField(label=gettext_lazy("Văn bản giao"), max_length=250)
    reason = forms.CharField(
        label=gettext_lazy("Lý do điều chỉnh"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Cần ghi từ lần điều chỉnh đầu tiên."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, indicator: Indicator, year: int, targets: list[IndicatorTarget], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.direction = Direction(indicator.direction)
        self.fields["period"].choices = [(one.code, one.label) for one in _periods(indicator, year)]  # type: ignore[attr-defined]
        self.fields["seen"].initial = seen_of(targets)
        for name, label in _FIGURES[self.direction].items():
            self.fields[name] = forms.CharField(label=f"{label} ({indicator.measure})", max_length=40)
            readings = read_figure(str(self.data.get(self.add_prefix(name), ""))).readings
            if len(readings) > 1:
                asked = _("Số này đọc được hai cách; hãy chọn một.")
                self.fields[reading_of(name)] = forms.ChoiceField(
                    label=_("“%(typed)s” là số nào?") % {"typed": str(self.data[self.add_prefix(name)]).strip()},
                    choices=[(str(one), said) for one, said in zip(readings, _read(readings), strict=True)],
                    widget=forms.RadioSelect, error_messages={"required": asked, "invalid_choice": asked},
                )  # fmt: skip
        self.order_fields(
            ["period", "low", reading_of("low"), "high", reading_of("high"), "effective_on", "source", "reason"]
        )

    def clean(self) -> dict[str, Any]:
        """Read the figures; of two readings the chosen one."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in _FIGURES[self.direction]:
            if name not in found:
                continue
            typed, chosen = read_figure(found[name]), found.get(reading_of(name), "")
            if typed.is_ambiguous:
                if chosen:
                    found[name] = Decimal(chosen)
            elif typed.value is None:
                self.add_error(name, _("“%(typed)s” không phải là một số.") % {"typed": found[name]})
            else:
                found[name] = typed.value
        return found

    def expected_version(self) -> int | None:
        """The version of the period that the person saw; None where the page's memory of it was lost."""
        try:
            seen = json.loads(self.cleaned_data.get("seen") or "")
            return int(seen.get(self.cleaned_data["period"], 0))
        except (ValueError, TypeError, AttributeError):
            return None

    def shown_anew(self, targets: list[IndicatorTarget]) -> None:
        """What the page shows now is what the person has seen."""
        self.data = {**{name: self.data.get(name, "") for name in self.data}, self.add_prefix("seen"): seen_of(targets)}


def reading_of(name: str) -> str:
    """Return the name of the field that asks how a figure is read."""
    return f"{name}_reading"


def seen_of(targets: list[IndicatorTarget]) -> str:
    """Return the newest version of each period that a page shows, of the whole, as a form carries it."""
    newest: dict[str, int] = {}
    for one in targets:
        if one.unit_id is None:
            code = one.period.code
            newest[code] = max(newest.get(code, 0), one.version)
    return json.dumps(newest)


def _read(readings: tuple[Decimal, ...]) -> list[str]:
    """Both readings, the one with decimals first: each with what its mark would be."""
    said = (_("%(number)s (dấu thập phân)"), _("%(number)s (dấu ngăn cách hàng nghìn)"))
    return [one % {"number": words.figure(value, 0)} for one, value in zip(said, readings, strict=True)]


def _periods(indicator: Indicator, year: int) -> list[Period]:
    """The year, its parts that are reported unless these are too many to choose from, the year after."""
    kind = PeriodKind(indicator.period_kind)
    first, after = (period_at(PeriodKind.YEAR, dt.date(one, 1, 1)) for one in (year, year + 1))
    return [first, *(periods_of(kind, year) if kind in _OFFERED else []), after]


class IndicatorForm(forms.Form):
    """An indicator of the list."""

    name = forms.CharField(label=gettext_lazy("Tên chỉ tiêu"), max_length=250)
    code = forms.CharField(
        label=gettext_lazy("Mã"), max_length=40, help_text=gettext_lazy("Chữ thường không dấu, số và dấu gạch nối.")
    )
    measure = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=60)
    decimals = forms.IntegerField(
        label=gettext_lazy("Số chữ số thập phân"), min_value=0, max_value=MOST_DECIMALS, initial=2
    )
    direction = forms.ChoiceField(label=gettext_lazy("Chiều đánh giá"), choices=Direction.choices)
    accumulation = forms.ChoiceField(label=gettext_lazy("Số liệu của kỳ"), choices=Accumulation.choices)
    period_kind = forms.ChoiceField(
        label=gettext_lazy("Kỳ số liệu"), choices=PeriodKind.choices, initial=PeriodKind.QUARTER
    )
    origin = forms.ChoiceField(label=gettext_lazy("Nguồn giao"), choices=IndicatorOrigin.choices)
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực"), required=False)
    lead = forms.ChoiceField(label=gettext_lazy("Đơn vị chủ trì"), required=False)
    parent = forms.TypedChoiceField(
        label=gettext_lazy("Là một phần của"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Chỉ tiêu cơ cấu mà nó thuộc về."),
    )  # fmt: skip
    starts_on = DayField(label=gettext_lazy("Theo dõi từ ngày"))
    about = forms.CharField(
        label=gettext_lazy("Cách tính"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, fields: list[tuple[str, str]], known: Reference, parents: list[Indicator], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("Không"))
        chosen: dict[str, list[tuple[str, Any]]] = {
            "field": [none, *fields],
            "lead": [none, *((code, name) for code, name, _words in known.open_units)],
            "parent": [none, *((str(one.id), one.name) for one in parents)],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def new_indicator(request: PageRequest) -> HttpResponse:
    """Take an indicator into the list, and go on to its page, where its target is set."""
    require_keeper(request.user, None)
    known = reference(request.jurisdiction)
    fields = [
        (code, name)
        for code, name in known.field_names.items()
        if request.user.role == Role.OFFICE_LEADER or known.field_ids[code] in request.user.fields
    ]
    form = IndicatorForm(
        request.POST or None, fields=fields, known=known, parents=structures(request.user),
        initial={"starts_on": dt.date(request.today.year, 1, 1)},
    )  # fmt: skip

    def run(**who: Any) -> tuple[str, str]:
        given = dict(form.cleaned_data)
        field, lead, parent = (given.pop(name) for name in ("field", "lead", "parent"))
        made = create_indicator(
            **given, field_id=known.field_ids.get(field), lead_unit_id=known.unit_ids.get(lead), parent_id=parent, **who
        )
        onward = f"{reverse('web:indicator', args=[made.code])}#giao"
        return _("Đã thêm chỉ tiêu. Giao kế hoạch năm ở ngay dưới đây."), onward

    context = {"title": _("Thêm chỉ tiêu"), "back": reverse("web:indicators")}
    at = {"parent_id": "parent", "field_id": "field"}
    return answer_form(request, form, run, "web/indicators/new.html", context, at=at)
