"""Comments on a directive's page: written, changed, taken away; whom one may call on while typing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.selectors import unit_of_people
from dondoc.attention.commands.change_comment import change_comment
from dondoc.attention.commands.remove_comment import remove_comment
from dondoc.attention.commands.write_comment import write_comment
from dondoc.attention.permissions import may_comment, readers
from dondoc.attention.selectors import comment_for, subject_for
from dondoc.foundation.errors import Refused
from dondoc.foundation.text import fold, whole_number
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.detail import show_with_refused_comment

_PROPOSED = 8


def _place(directive_id: int, comment_id: int) -> str:
    return f"{reverse('web:directive', args=[directive_id])}#y-kien-{comment_id}"


@require_POST
def write(request: PageRequest, directive_id: int) -> HttpResponse:
    """Write a comment; what was typed stays where it is refused."""
    text = request.POST.get("text", "")
    about = whole_number(request.POST.get("assignment", ""))
    try:
        comment = write_comment(directive_id=directive_id, text=text, assignment_id=about, **request.who)
    except CORRECTABLE as error:
        return show_with_refused_comment(
            request, directive_id, {"error": error.message, "text": text, "assignment": about}, status=error.status
        )
    messages.success(request, _("Đã gửi ý kiến."))
    return redirect(_place(directive_id, comment.id))


@require_POST
def change(request: PageRequest, comment_id: int) -> HttpResponse:
    """Change one's own comment."""
    text = request.POST.get("text", "")
    try:
        comment = change_comment(comment_id=comment_id, text=text, **request.who)
    except CORRECTABLE as error:
        found, _subject = comment_for(request.user, comment_id)
        refused = {"error": error.message, "text": text, "comment": comment_id}
        return show_with_refused_comment(request, found.directive_id, refused, status=error.status)
    messages.success(request, _("Đã sửa ý kiến."))
    return redirect(_place(comment.directive_id, comment.id))


@require_POST
def remove(request: PageRequest, comment_id: int) -> HttpResponse:
    """Take a comment away."""
    comment = remove_comment(comment_id=comment_id, **request.who)
    messages.success(request, _("Đã gỡ ý kiến."))
    return redirect(_place(comment.directive_id, comment.id))


@require_GET
def people(request: PageRequest, directive_id: int) -> JsonResponse:
    """Those who can be called on in a comment and whose name or sign-in name has the words, eight at most."""
    subject = subject_for(request.user, directive_id)
    if not may_comment(request.user):
        raise Refused(_("Bạn xem được nhiệm vụ này nhưng không gửi ý kiến."))
    about = whole_number(request.GET.get("assignment", ""))
    words = fold(request.GET.get("q", "")[:80]).split()
    found = [
        user
        for user in readers(subject.directive, subject.assignments, about)
        if user.pk != request.user.pk
        and all(word in f"{user.username.lower()} {fold(user.full_name)}" for word in words)
    ][:_PROPOSED]
    units = unit_of_people(request.user.jurisdiction_id, found)
    return JsonResponse(
        {
            "people": [
                {"name": user.full_name, "username": user.username, "unit": units.get(user.pk, "")} for user in found
            ]
        }
    )
