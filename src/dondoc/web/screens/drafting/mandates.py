"""Who may sign: the rights of each agency's posts, added and ended by the leader of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.drafting import mandates as rights
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.models import SigningMandate
from dondoc.drafting.permissions import may_keep_mandates, may_see_drafts
from dondoc.drafting.selectors import holders_of, issuing_units, mandate_of, mandates_of, posts_to_sign, steps_of
from dondoc.foundation.errors import Refused
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import EndForm, MandateForm
from dondoc.web.validity import standing

#: The command's names of what it refuses, and the fields that they are typed in.
_FIELDS = {"steps": "form1", "unit": "unit_id", "post": "post_id"}


@dataclass(frozen=True, slots=True)
class Row:
    """A right as the list shows it; `standing` is "now", "ahead" or "past"."""

    mandate: SigningMandate
    holder: str
    lines: tuple[str, ...]
    position: str
    standing: str


@require_GET
def list_mandates(request: PageRequest) -> HttpResponse:
    """List the rights by agency, with who holds the post today and how the signature is printed."""
    if not may_see_drafts(request.user):
        raise Refused(_("Soạn và trình văn bản là việc của Văn phòng UBND tỉnh và Lãnh đạo UBND tỉnh."))
    found = mandates_of(request.jurisdiction.id)
    holders = holders_of(request.jurisdiction.id, {each.post_id for each in found}, on=request.today)
    agencies: dict[str, list[Row]] = {}
    for each in found:
        steps = steps_of(each)
        row = Row(
            each, holders.get(each.post_id, ""), rights.lines(steps), rights.position(steps, each.post.title),
            standing(each, request.today),
        )  # fmt: skip
        agencies.setdefault(each.unit.name, []).append(row)
    context = {
        "agencies": [(name, sorted(rows, key=lambda row: row.standing == "past")) for name, rows in agencies.items()],
        "may_keep": may_keep_mandates(request.user),
    }
    return render(request, "web/drafting/mandates.html", context)


@require_http_methods(["GET", "POST"])
def grant(request: PageRequest) -> HttpResponse:
    """Add a right."""
    _require_keeper(request)
    units = [(unit.id, unit.name) for unit in issuing_units(request.jurisdiction.id)]
    holders = posts_to_sign(request.jurisdiction.id, on=request.today)
    initial = {"valid_from": request.today}
    form = MandateForm(request.POST or None, units=units, posts=holders, initial=initial)

    def run(**who: Any) -> tuple[str, str]:
        names = ("unit_id", "post_id", "valid_from", "valid_to", "basis", "kinds")
        grant_mandate(steps=form.steps(), **{name: form.cleaned_data[name] for name in names}, **who)
        return _("Đã thêm thẩm quyền ký."), reverse("web:mandates")

    context = {"has_units": bool(units), "has_posts": bool(holders), "back": reverse("web:mandates")}
    return answer_form(request, form, run, "web/drafting/mandate_form.html", context, at=_FIELDS)


@require_http_methods(["GET", "POST"])
def end(request: PageRequest, mandate_id: int) -> HttpResponse:
    """End a right on a day."""
    _require_keeper(request)
    found = mandate_of(request.jurisdiction.id, mandate_id)
    form = EndForm(request.POST or None, initial={"last_day": found.valid_to or request.today})

    def run(**who: Any) -> tuple[str, str]:
        end_mandate(mandate_id=found.id, last_day=form.cleaned_data["last_day"], **who)
        return _("Đã đặt ngày kết thúc của thẩm quyền ký."), reverse("web:mandates")

    steps = steps_of(found)
    context = {
        "mandate": found,
        "lines": rights.lines(steps),
        "position": rights.position(steps, found.post.title),
        "back": reverse("web:mandates"),
    }
    return answer_form(request, form, run, "web/drafting/mandate_end.html", context)


def _require_keeper(request: PageRequest) -> None:
    if not may_keep_mandates(request.user):
        raise Refused(_("Thẩm quyền ký do Lãnh đạo Văn phòng khai báo."))
