"""The desk: where a person begins the day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.web.requests import PageRequest


@require_GET
def desk(request: PageRequest) -> HttpResponse:
    """Show the places that this person may open."""
    return render(request, "web/desk/desk.html")
