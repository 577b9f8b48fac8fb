"""The list of meetings that this person may know of."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.foundation.errors import Refused
from dondoc.meetings.permissions import may_plan, may_see_meetings
from dondoc.meetings.selectors import meetings_for
from dondoc.web.requests import PageRequest

_PAGE = 50


@require_GET
def meetings(request: PageRequest) -> HttpResponse:
    """List the meetings, the latest first."""
    if not may_see_meetings(request.user):
        raise Refused(_("Lịch họp không thuộc phạm vi của người quản trị hệ thống."))
    page = Paginator(meetings_for(request.user), _PAGE).get_page(request.GET.get("page"))
    return render(request, "web/meetings/list.html", {"page": page, "may_plan": may_plan(request.user)})
