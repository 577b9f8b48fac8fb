"""Tasks that are the same become one, a later task replaces earlier ones; and taking that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.directives.selectors import directive_view
from dondoc.followup.commands.merge_directives import merge_directives
from dondoc.followup.commands.supersede_directives import supersede_directives
from dondoc.followup.commands.undo_succession import undo_succession
from dondoc.followup.succession_selectors import candidates, may_succeed, searched, succession_for
from dondoc.foundation.errors import DomainError, NotFound, Refused
from dondoc.foundation.text import whole_number
from dondoc.web.requests import PageRequest


@require_http_methods(["GET", "POST"])
def endings(request: PageRequest, directive_id: int) -> HttpResponse:
    """Show which tasks may be the same as this one or replaced by it; end those that were chosen."""
    directive = directive_view(request.user, directive_id).directive
    if not may_succeed(request.user, directive):
        raise Refused(_("Bạn không có quyền gộp, thay thế hoặc chuyển nhiệm vụ thuộc lĩnh vực này."), code="refused")
    status, error, field = 200, "", ""
    if request.method == "POST":
        try:
            said = _end(request, directive_id)
        except NotFound:
            raise
        except DomainError as refusal:
            status, error, field = refusal.status, refusal.message, str(refusal.details.get("field", ""))
        else:
            messages.success(request, said)
            return redirect("web:directive", directive_id)
    words = (request.GET.get("q") or "").strip()[:200]
    proposed = candidates(request.user, directive)
    known = {one.directive.id for one in proposed}
    found = (
        [one for one in searched(request.user, directive, words, on=request.today) if one.directive.id not in known]
        if words
        else []
    )
    context: dict[str, Any] = {
        "directive": directive, "proposed": proposed, "found": found, "words": words, "error": error, "field": field,
        "chosen": set(request.POST.getlist("directives")), "values": request.POST,
    }  # fmt: skip
    return render(request, "web/followup/endings.html", context, status=status)


def _end(request: PageRequest, directive_id: int) -> str:
    chosen = [number for each in request.POST.getlist("directives") if (number := whole_number(each)) is not None]
    given: dict[str, Any] = {
        "directive_id": directive_id, "reason": request.POST.get("reason", ""),
        "document_code": request.POST.get("document_code", ""), **request.who,
    }  # fmt: skip
    if request.POST.get("how") == "supersede":
        done = supersede_directives(superseded_ids=chosen, **given)
        return _("Nhiệm vụ này đã thay thế %(count)s nhiệm vụ trước.") % {"count": len(done)}
    done = merge_directives(duplicate_ids=chosen, **given)
    return _("Đã gộp %(count)s nhiệm vụ trùng vào nhiệm vụ này.") % {"count": len(done)}


@require_POST
def undo(request: PageRequest, succession_id: int) -> HttpResponse:
    """Take a transfer, a merger or a replacement back."""
    known = succession_for(request.user, succession_id)
    try:
        undo_succession(succession_id=succession_id, **request.who)
    except (NotFound, Refused):
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Đã hoàn tác; các phần việc trở lại như trước."))
    return redirect("web:directive", known.directive_id)
