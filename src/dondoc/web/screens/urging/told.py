"""What a run told this person by one rule: where a message of many opens."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.foundation.errors import NotFound
from dondoc.urging.describing import described
from dondoc.urging.models import ReminderRun
from dondoc.urging.ruleset import rules_of
from dondoc.urging.selection import Told
from dondoc.urging.selectors import told_in_run
from dondoc.urging.wording import sentence
from dondoc.web.requests import PageRequest

_PAGE = 50


@require_GET
def show_told(request: PageRequest, run_id: int, code: str) -> HttpResponse:
    """List what this person was told of."""
    here = request.jurisdiction.id
    page = Paginator(told_in_run(request.user, run_id, code), _PAGE).get_page(request.GET.get("page"))
    run = ReminderRun.objects.filter(jurisdiction_id=here, id=run_id).first()
    rule = next((one for one in rules_of(here) if one.code == code), None)
    if run is None or rule is None:
        raise NotFound
    kept = [
        Told(
            row.rule_id, row.subject_id, row.assignment_id, row.unit_id, row.anchor, row.occurrence, row.step_on,
            row.user_ids,
        )
        for row in page
    ]  # fmt: skip
    context = {
        "page": page, "rows": list(described(here, kept, day=run.day)), "run": run, "rule": rule,
        "sentence": sentence(rule),
    }  # fmt: skip
    return render(request, "web/urging/told.html", context)
