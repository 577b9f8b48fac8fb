"""The desk: where a person begins the day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_confirm_reading, may_upload_document
from dondoc.web.requests import PageRequest
from dondoc.web.screens.desk.sections import sections_for


@require_GET
def desk(request: PageRequest) -> HttpResponse:
    """Show what waits for this person today."""
    context = {
        "sections": sections_for(request),
        "may_create": may_confirm_reading(request.user),
        "may_upload": may_upload_document(request.user),
    }
    return render(request, "web/desk/desk.html", context)
