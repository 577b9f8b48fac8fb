"""Urging by hand: choosing what, the list of what was urged, one urging with its letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.accounts.permissions import may_see_directives, scope_of
from dondoc.accounts.selectors import user_names
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.forms import parse_query
from dondoc.directives.listing import Moment, list_assignments
from dondoc.directives.models import Assignment
from dondoc.directives.rules import timeliness
from dondoc.directives.states import state_of
from dondoc.drafting.permissions import visible_drafts
from dondoc.drafting.selectors import issuing_units
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.selectors import granted_counts
from dondoc.followup.succession_selectors import kinds_of
from dondoc.foundation.errors import NotFound, Refused
from dondoc.urging.commands.draft_urging_letter import draft_urging_letter
from dondoc.urging.commands.urge import urge
from dondoc.urging.models import UrgedItem, Urging, UrgingLetter
from dondoc.urging.permissions import items_within, may_draft_letter, may_urge, may_urge_now, urges, urgings_seen
from dondoc.urging.rules import OWED_BY_UNIT
from dondoc.urging.selectors import assignments_by_id, items_of, letters_of, urging_for
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import reference
from dondoc.web.screens.urging.chosen import numbers
from dondoc.web.screens.urging.forms import LetterForm, UrgeForm

_PAGE, MOST_OFFERED = 50, 300


@dataclass(frozen=True, slots=True)
class Choice:
    """An assignment that may be urged."""

    assignment: Assignment
    verdict: Timeliness | None
    days_late: int
    is_chosen: bool
    extensions: int = 0

    @property
    def is_moved(self) -> bool:
        """Whether another deadline stands than the first one."""
        one = self.assignment
        return None not in (one.due_on, one.original_due_on) and one.due_on != one.original_due_on


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What was urged, as it stood and as it stands."""

    item: UrgedItem
    days_late: int
    is_owed: bool
    ended: SuccessionKind | None = None
    extensions: int = 0

    @property
    def is_moved(self) -> bool:
        """Whether another deadline stood then than the first one."""
        first = self.item.assignment.original_due_on
        return None not in (self.item.due_on, first) and self.item.due_on != first


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of an urging; `is_open` where this person may open its draft."""

    letter: UrgingLetter
    is_open: bool


@require_http_methods(["GET", "POST"])
def choose(request: PageRequest) -> HttpResponse:
    """Offer what the address names (`viec`, or the conditions of the list) and urge for what is chosen."""
    if not may_see_directives(request.user):
        raise NotFound
    if not urges(request.user):
        raise Refused(_("Chỉ lãnh đạo và chuyên viên Văn phòng theo dõi lĩnh vực mới đôn đốc."))
    chosen = numbers(request.POST.getlist("viec") if request.method == "POST" else request.GET.getlist("viec"))
    offered, is_cut = _offered(request, chosen)
    form = UrgeForm(request.POST or None)
    if request.method == "POST" and request.POST.get("act") == "explain":
        asked = QueryDict(mutable=True)
        asked.setlist("viec", [str(one) for one in chosen])
        return redirect(f"{reverse('web:explanation_new')}?{asked.urlencode()}")

    def run(**who: Any) -> tuple[str, str]:
        made = urge(assignment_ids=chosen, note=form.cleaned_data["note"], **who)
        count = len(set(chosen))
        said = ngettext(
            "Đã đôn đốc %(count)s việc; đơn vị được báo ngay.",
            "Đã đôn đốc %(count)s việc; đơn vị được báo ngay.",
            count,
        )
        return said % {"count": count}, reverse("web:urging", args=[made.id])

    context = {
        "offered": offered, "is_cut": is_cut, "most": MOST_OFFERED, "units": len({one.assignment.unit_id for one in offered}),
        "chosen": sum(one.is_chosen for one in offered), "query_string": request.GET.urlencode(),
    }  # fmt: skip
    return answer_form(request, form, run, "web/urging/choose.html", context)


def _offered(request: PageRequest, chosen: Sequence[int]) -> tuple[list[Choice], bool]:
    """What may be urged of what was asked for; everything is chosen beforehand where the list was asked for."""
    here, user = request.jurisdiction.id, request.user
    named = numbers(request.GET.getlist("viec"))
    if named:
        wanted = named[:MOST_OFFERED]
        is_cut = len(named) > MOST_OFFERED
    else:
        known = reference(request.jurisdiction)
        query = parse_query(request.GET, units=known.unit_ids, fields=known.field_ids, today=request.today)
        if not query.active:
            query = replace(query, timeliness=(Timeliness.OVERDUE,))
        at = Moment(
            on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days,
            against_original=query.original,
        )  # fmt: skip
        rows = list_assignments(
            scope_of(user), query.to_filter(units=known.unit_ids, fields=known.field_ids), at, limit=MOST_OFFERED + 1
        )
        wanted, is_cut = [row.id for row in rows[:MOST_OFFERED]], len(rows) > MOST_OFFERED
    found = assignments_by_id(here, wanted)
    soon = request.jurisdiction.due_soon_days
    may = [found[one] for one in wanted if one in found and may_urge_now(user, found[one])]
    scope = scope_of(user)
    extended = granted_counts(here, [one.id for one in may])
    return [
        Choice(
            one, timeliness(state_of(one), request.today, soon),
            max((request.today - one.due_on).days, 0) if one.due_on else 0,
            one.id in chosen if request.method == "POST" else True, extended.get(one.id, 0),
        )
        for one in may
        if scope.sees(jurisdiction_id=here, unit_ids={one.unit_id}, field_id=one.field_id)
    ], is_cut  # fmt: skip


@require_GET
def list_urgings(request: PageRequest) -> HttpResponse:
    """List the urgings that this person reads, the newest first."""
    if not may_see_directives(request.user):
        raise NotFound
    seen = urgings_seen(request.user).order_by("-urged_at", "-id")
    page = Paginator(seen, _PAGE).get_page(request.GET.get("page"))
    listed = list(page)
    context = {
        "page": page, "rows": _summaries(request, listed), "urges": urges(request.user),
        "names": user_names(request.jurisdiction.id, {one.urged_by_id for one in listed}),
    }  # fmt: skip
    return render(request, "web/urging/urgings.html", context)


def _summaries(request: PageRequest, listed: Sequence[Urging]) -> list[dict[str, Any]]:
    """Each urging with its counts, of what this person sees (three queries)."""
    here = request.jurisdiction.id
    ids = [one.id for one in listed]
    seen = items_within(UrgedItem.objects.filter(jurisdiction_id=here, urging_id__in=ids), scope_of(request.user))
    counts: dict[int, int] = dict(seen.values_list("urging_id").annotate(n=Count("id")))
    owed: dict[int, int] = dict(
        seen.filter(assignment__lifecycle__in=OWED_BY_UNIT).values_list("urging_id").annotate(n=Count("id"))
    )
    units: dict[int, list[str]] = {}
    for urging_id, name in seen.order_by("unit__sort_key").values_list("urging_id", "unit__name").distinct():
        units.setdefault(urging_id, []).append(name)
    names = user_names(here, {one.urged_by_id for one in listed})
    return [
        {
            "urging": one, "count": counts.get(one.id, 0), "owed": owed.get(one.id, 0), "units": units.get(one.id, []),
            "by": names.get(one.urged_by_id, ""),
        }
        for one in listed
    ]  # fmt: skip


@require_GET
def show_urging(request: PageRequest, urging_id: int) -> HttpResponse:
    """Show one urging: what stood then, what was reported since, its letters."""
    return render(request, "web/urging/urging.html", _context(request, urging_for(request.user, urging_id)))


def _context(request: PageRequest, urging: Urging) -> dict[str, Any]:
    items = items_of(request.user, urging)
    withdrawn = [item.assignment_id for item in items if item.assignment.lifecycle == Lifecycle.WITHDRAWN]
    ends = kinds_of(request.jurisdiction.id, withdrawn)
    extended = granted_counts(request.jurisdiction.id, [item.assignment_id for item in items], by=urging.urged_on)
    rows = [
        ItemRow(
            item, max((urging.urged_on - item.due_on).days, 0) if item.due_on else 0,
            item.assignment.lifecycle in OWED_BY_UNIT, ends.get(item.assignment_id), extended.get(item.assignment_id, 0),
        )
        for item in items
    ]  # fmt: skip
    may_letter = may_draft_letter(request.user) and all(may_urge(request.user, item.assignment) for item in items)
    letters = letters_of(urging) if may_draft_letter(request.user) else []
    opened = set(
        visible_drafts(request.user).filter(id__in=[one.draft_id for one in letters]).values_list("id", flat=True)
    )
    names = user_names(request.jurisdiction.id, {urging.urged_by_id, *(u for item in items for u in item.user_ids)})
    told = sorted({names[user] for item in items for user in item.user_ids if user in names})
    return {
        "urging": urging, "rows": rows, "by": names.get(urging.urged_by_id, ""), "told": told,
        "reported": sum(not row.is_owed for row in rows), "may_letter": may_letter and bool(items),
        "letters": [LetterRow(one, one.draft_id in opened) for one in letters],
        "units": list({item.unit_id: item.unit for item in items}.values()),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def draft_letter(request: PageRequest, urging_id: int) -> HttpResponse:
    """Have the letter drafted and open the draft."""
    urging = urging_for(request.user, urging_id)
    context = _context(request, urging)
    if not context["may_letter"]:
        raise Refused(_("Chỉ lãnh đạo Văn phòng và chuyên viên theo dõi các việc này mới soạn công văn đôn đốc."))
    form = LetterForm(
        request.POST or None, issuers=[(unit.id, unit.name) for unit in issuing_units(request.jurisdiction.id)],
        units=[(unit.id, unit.name) for unit in context["units"]],
    )  # fmt: skip

    def run(**who: Any) -> tuple[str, str]:
        given = form.cleaned_data
        made = draft_urging_letter(
            urging_id=urging.id, issuing_unit_id=given["issuing_unit"], to_unit_id=given["to_unit"],
            answer_by=given["answer_by"], **who,
        )  # fmt: skip
        return _("Đã soạn dự thảo công văn đôn đốc; hãy rà soát rồi trình."), reverse("web:draft", args=[made.draft_id])

    return answer_form(request, form, run, "web/urging/letter_form.html", context, at={"unit": "issuing_unit"})
