"""Why things are late: the causes by side, reason and unit, each figure opening its rows; and remedies that become directives."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_confirm_reading, may_export, may_see_directives
from dondoc.directives.answerable import source_of, tenures_said
from dondoc.directives.cause_models import LateCause
from dondoc.directives.choices import CauseSide
from dondoc.directives.closing_selectors import reasons_of
from dondoc.followup.cause_selectors import cause_for, causes_seen, narrowed
from dondoc.followup.commands.give_remedy import give_remedy
from dondoc.followup.commands.set_priority import set_priority
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.foundation.text import without_formula
from dondoc.web.components import day
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.create import answer_new
from dondoc.web.screens.directives.reference import reference

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address restricts the causes to; codes, empty: nothing."""

    side: str = ""
    kind: str = ""
    unit: str = ""
    head: str = ""

    def url(self, **changes: str) -> str:
        """The address with other conditions."""
        values = {"side": self.side, "kind": self.kind, "unit": self.unit, "head": self.head} | changes
        query = urlencode({name: value for name, value in values.items() if value})
        return reverse("web:causes") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many causes are of something, of how many, and the address of exactly those."""

    label: str
    count: int
    of: int
    url: str
    is_current: bool


@require_GET
def list_causes(request: PageRequest) -> HttpResponse:
    """Show how many delays have which cause, and the delays themselves."""
    if not may_see_directives(request.user):
        raise NotFound
    asked, rows = _asked(request)
    found = causes_seen(request.user)
    names = {reason.code: str(reason.name) for reason in reasons_of(request.user.jurisdiction_id)}
    known = reference(request.jurisdiction)
    facts = list(found.values_list("side", "kinds", "assignment__unit_id", "head_name"))
    lacking = Counter("missing" for *_rest, head in facts if not head)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    codes = {id_: code for code, id_ in known.unit_ids.items()}
    context = {
        "asked": asked,
        "sides": _figures(Counter(side for side, *_rest in facts), len(facts), asked, "side", {code: str(label) for code, label in CauseSide.choices}),
        "kinds": _figures(Counter(code for _side, kinds, *_rest in facts for code in kinds), len(facts), asked, "kind", names),
        "units": _figures(Counter(codes.get(unit, "") for _side, _kinds, unit, _head in facts), len(facts), asked, "unit", known.unit_names),
        "heads": _figures(lacking, len(facts), asked, "head", {"missing": _("Chưa ghi người đứng đầu")}),
        "page": page,
        "rows": [(row, [names.get(code, code) for code in row.kinds]) for row in page],
        "size": page.paginator.count,
        "may_export": may_export(request.user),
        "query": request.META.get("QUERY_STRING", ""),
    }  # fmt: skip
    return render(request, "web/directives/causes.html", context)


def _asked(request: PageRequest) -> tuple[Asked, QuerySet[LateCause]]:
    known = reference(request.jurisdiction)
    side, kind, unit, head = (request.GET.get(name, "")[:40] for name in ("side", "kind", "unit", "head"))
    asked = Asked(
        side if side in CauseSide.values else "", kind, unit if unit in known.unit_ids else "",
        head if head == "missing" else "",
    )  # fmt: skip
    found = causes_seen(request.user)
    return asked, narrowed(
        found, side=asked.side, kind=asked.kind, unit_id=known.unit_ids.get(asked.unit), head=asked.head
    )


def _figures(counts: Counter[str], whole: int, asked: Asked, name: str, labels: dict[str, str]) -> list[Figure]:
    """The figures of one kind, the largest first."""
    now = getattr(asked, name)
    return [
        Figure(str(labels.get(code, code)), count, whole, asked.url(**{name: "" if code == now else code}), code == now)
        for code, count in counts.most_common()
    ]


@require_GET
def export_causes(request: PageRequest) -> HttpResponse:
    """Send what is shown as CSV; what people typed is never a formula."""
    if not may_see_directives(request.user):
        raise NotFound
    if not may_export(request.user):
        raise Refused(_("Bạn không có quyền xuất danh sách này."))
    _conditions, rows = _asked(request)
    names = {reason.code: str(reason.name) for reason in reasons_of(request.user.jurisdiction_id)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            _("Nhiệm vụ"), _("Đơn vị"), _("Thời hạn"), _("Hoàn thành"), _("Nguyên nhân"), _("Phần khách quan (%)"),
            _("Lý do"), _("Diễn giải"), _("Người đứng đầu"), _("Khắc phục"),
        ]
    )  # fmt: skip
    for row in rows:
        one = row.assignment
        kinds = "; ".join(names.get(code, code) for code in row.kinds)
        cells = [
            one.directive.text, one.unit.name, day(row.due_on), day(row.completed_on), row.get_side_display(),
            str(row.objective_percent), kinds, row.words, f"{row.head_title} {row.head_name}".strip(), row.remedy,
        ]  # fmt: skip
        writer.writerow([without_formula(cell) for cell in cells])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nguyen-nhan-cham-{request.today:%Y-%m-%d}.csv"'
    return response


@require_GET
def cause(request: PageRequest, cause_id: int) -> HttpResponse:
    """Show what was said of one delay, what it answers, and what became of its remedy."""
    found = cause_for(request.user, cause_id)
    names = {reason.code: str(reason.name) for reason in reasons_of(request.user.jurisdiction_id)}
    context = {
        "cause": found,
        "reasons": [names.get(code, code) for code in found.kinds],
        "head_source": str(source_of(found, tenures_said(found.jurisdiction_id, [found]))),
        "answers": found.answers,
        "answers_reasons": [names.get(code, code) for code in found.answers.kinds] if found.answers else [],
        "remedies": list(found.remedies.select_related("directive")),
        "may_give": found.is_standing and may_confirm_reading(request.user, field_id=found.assignment.field_id),
    }
    return render(request, "web/directives/cause.html", context)


@require_http_methods(["GET", "POST"])
def remedy(request: PageRequest, cause_id: int) -> HttpResponse:
    """Give the remedy as a directive: the form filled in with what was said."""
    found = cause_for(request.user, cause_id)
    known = reference(request.jurisdiction)
    code = next((code for code, id_ in known.unit_ids.items() if id_ == found.assignment.unit_id), "")
    field = next((code for code, id_ in known.field_ids.items() if id_ == found.assignment.field_id), "")
    initial = {"text": found.remedy, "leads": [code], "field": field}
    return answer_new(request, give_remedy, initial=initial, cause_id=cause_id)


@require_POST
def change_priority(request: PageRequest, directive_id: int) -> HttpResponse:
    """Set how pressing a directive is."""
    try:
        set_priority(directive_id=directive_id, priority=request.POST.get("priority", ""), **request.who)
        messages.success(request, _("Đã đổi mức ưu tiên."))
    except BadInput as error:
        messages.error(request, error.message)
    return redirect("web:directive", directive_id)
