"""Put directives into a theme: found by words on the theme's page, or one from its own page; and take one out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.release_directive import release_directive
from dondoc.attention.permissions import may_gather, may_open_theme
from dondoc.attention.selectors import directives_found, subject_for, theme_for
from dondoc.foundation.errors import Conflict, Refused
from dondoc.foundation.text import whole_number
from dondoc.web.requests import PageRequest

_FOUND = 50


@require_http_methods(["GET", "POST"])
def choose(request: PageRequest, theme_id: int) -> HttpResponse:
    """Find directives by their words or their document's number, tick them, put them into the theme."""
    theme = theme_for(request.user, theme_id)
    if not may_open_theme(request.user):
        raise Refused(_("Chuyên đề do lãnh đạo hoặc chuyên viên Văn phòng mở và quản lý."))
    if request.method == "POST":
        wanted = [number for text in request.POST.getlist("directive") if (number := whole_number(text))]
        try:
            added = len(gather_directives(theme_id=theme_id, directive_ids=wanted, **request.who))
        except Conflict as error:
            messages.error(request, error.message)
            return redirect("web:theme", theme_id)
        if added:
            words = ngettext(
                "Đã đưa %(count)s nhiệm vụ vào chuyên đề.", "Đã đưa %(count)s nhiệm vụ vào chuyên đề.", added
            )
            messages.success(request, words % {"count": added})
            return redirect("web:theme", theme_id)
        messages.info(request, _("Chưa chọn nhiệm vụ nào; hãy đánh dấu những nhiệm vụ cần đưa vào."))
    asked = request.GET.get("q", "").strip()[:200]
    found = directives_found(request.user, asked, but_in=theme.id, most=_FOUND + 1)
    rows = [one for one in found[:_FOUND] if may_gather(request.user, one)]
    context = {"theme": theme, "q": asked, "rows": rows, "has_more": len(found) > _FOUND, "most": _FOUND}
    return render(request, "web/attention/gather.html", context)


@require_POST
def gather_one(request: PageRequest, directive_id: int) -> HttpResponse:
    """Put one directive into the theme that was chosen on its page."""
    subject_for(request.user, directive_id)
    theme_id = whole_number(request.POST.get("theme", ""))
    if theme_id is None:
        messages.error(request, _("Hãy chọn chuyên đề."))
        return redirect("web:directive", directive_id)
    try:
        gather_directives(theme_id=theme_id, directive_ids=[directive_id], **request.who)
        messages.success(request, _("Đã đưa nhiệm vụ vào chuyên đề."))
    except Conflict as error:
        messages.error(request, error.message)
    return redirect("web:directive", directive_id)


@require_POST
def release(request: PageRequest, theme_id: int, directive_id: int) -> HttpResponse:
    """Take one out, and return to the page where it was asked."""
    try:
        release_directive(theme_id=theme_id, directive_id=directive_id, **request.who)
        messages.success(request, _("Đã đưa nhiệm vụ ra khỏi chuyên đề."))
    except Conflict as error:
        messages.error(request, error.message)
    return redirect("web:directive", directive_id)
