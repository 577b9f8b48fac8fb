"""Comments on a draft, or on one clause of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.commands.resolve_comment import resolve_comment
from dondoc.drafting.selectors import draft_of
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.page import show


@require_POST
def add(request: PageRequest, draft_id: int) -> HttpResponse:
    """Add a comment; what was typed stays where it is refused."""
    draft = draft_of(request.user, draft_id)
    try:
        comment = comment_on_draft(
            draft_id=draft.id, text=request.POST.get("text", ""), clause=request.POST.get("clause", ""), **request.who,
        )  # fmt: skip
    except CORRECTABLE as error:
        refused = {
            "error": error.message,
            "text": request.POST.get("text", ""),
            "clause": request.POST.get("clause", ""),
        }
        return show(request, draft, refused=refused, status=422)
    messages.success(request, _("Đã gửi ý kiến."))
    return redirect(f"{reverse('web:draft', args=[draft.id])}#y-kien-{comment.id}")


@require_POST
def resolve(request: PageRequest, draft_id: int, comment_id: int) -> HttpResponse:
    """Mark a comment as dealt with."""
    resolve_comment(draft_id=draft_id, comment_id=comment_id, **request.who)
    if request.POST.get("ve") == "soan":  # from the editor, back to it
        return redirect("web:draft_editor", draft_id)
    return redirect(f"{reverse('web:draft', args=[draft_id])}#y-kien-{comment_id}")
