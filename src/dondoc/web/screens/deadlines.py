"""The choice of the deadlines that a page's figures are judged by, as it stands in every such page's address."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.directives.forms import ORIGINAL
from dondoc.web.requests import PageRequest

#: Label, address, and whether it is the current one.
Choice = tuple[str, str, bool]


def asks_original(request: PageRequest) -> bool:
    """Return whether the address asks for the original deadlines."""
    return request.GET.get("deadline") == ORIGINAL


def choices_of(request: PageRequest) -> list[Choice]:
    """Return the deadlines that stand and the original ones, each with this page's address by it."""
    found = []
    for label, code in ((_("Thời hạn hiện tại"), ""), (_("Thời hạn ban đầu"), ORIGINAL)):
        query = request.GET.copy()
        for name in ("deadline", "page"):
            query.pop(name, None)
        if code:
            query["deadline"] = code
        address = f"{request.path}?{query.urlencode()}" if query else request.path
        found.append((label, address, asks_original(request) == bool(code)))
    return found
