"""The versions of a draft, and any two of them side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.selectors import user_names
from dondoc.drafting.comparison import compare
from dondoc.drafting.listing import sittings
from dondoc.drafting.models import DraftVersion
from dondoc.drafting.selectors import draft_of, versions_of
from dondoc.web.requests import PageRequest


@require_GET
def versions(request: PageRequest, draft_id: int) -> HttpResponse:
    """List the versions by sittings; with `?tu=1&den=2` show how those two differ."""
    found = draft_of(request.user, draft_id)
    all_versions = versions_of(found)
    by_number = {version.number: version for version in all_versions}
    grouped = sittings(all_versions)
    # Without a question: the last sitting against what stood before it.
    later = _asked(request, "den", by_number) or all_versions[0]
    before = next((s.last for s in grouped if s.last.number < later.number), all_versions[-1])
    earlier = _asked(request, "tu", by_number) or before
    if earlier.number > later.number:
        earlier, later = later, earlier
    who = user_names(request.jurisdiction.id, {version.saved_by_id for version in all_versions})
    rows = compare(earlier.content, later.content) if earlier.number != later.number else []
    context: dict[str, Any] = {
        "draft": found,
        "sittings": [(s, who.get(s.last.saved_by_id, "")) for s in grouped],
        "numbers": [version.number for version in all_versions],
        "earlier": earlier,
        "later": later,
        "rows": rows,
        "changed": sum(row.what != "same" for row in rows),
        "left": _("Bản %(number)s") % {"number": earlier.number},
        "right": _("Bản %(number)s") % {"number": later.number},
    }
    return render(request, "web/drafting/versions.html", context)


def _asked(request: PageRequest, name: str, there: dict[int, DraftVersion]) -> DraftVersion | None:
    value = request.GET.get(name, "")
    return there.get(int(value)) if value.isascii() and value.isdecimal() and len(value) < 9 else None  # noqa: PLR2004
