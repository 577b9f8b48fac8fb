"""Open, change, close and reopen a theme."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.attention.commands.change_theme import change_theme
from dondoc.attention.commands.close_theme import close_theme
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.reopen_theme import reopen_theme
from dondoc.attention.permissions import may_open_theme
from dondoc.attention.selectors import theme_for
from dondoc.foundation.errors import Conflict, Refused
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.attention.forms import ThemeForm


def _require(request: PageRequest) -> None:
    if not may_open_theme(request.user):
        raise Refused(_("Chuyên đề do lãnh đạo hoặc chuyên viên Văn phòng mở và quản lý."))


@require_http_methods(["GET", "POST"])
def new_theme(request: PageRequest) -> HttpResponse:
    """Open a theme."""
    _require(request)
    form = ThemeForm(request.POST or None, initial={"starts_on": request.today})

    def run(**who: Any) -> tuple[str, str]:
        opened = open_theme(**form.cleaned_data, **who)
        return _("Đã mở chuyên đề; hãy đưa nhiệm vụ vào."), reverse("web:theme_gather", args=[opened.id])

    context = {
        "title": _("Mở chuyên đề"), "about": _("Tập hợp nhiệm vụ của nhiều văn bản về một việc lớn, để có một trang, một con số, một báo cáo."),
        "up": _("Chuyên đề"), "back": reverse("web:themes"), "action": _("Mở chuyên đề"),
    }  # fmt: skip
    return answer_form(request, form, run, "web/form_page.html", context)


@require_http_methods(["GET", "POST"])
def edit_theme(request: PageRequest, theme_id: int) -> HttpResponse:
    """Change a theme's name, purpose and days."""
    found = theme_for(request.user, theme_id)
    _require(request)
    names = ("name", "about", "starts_on", "ends_on")
    form = ThemeForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    back = reverse("web:theme", args=[theme_id])

    def run(**who: Any) -> tuple[str, str]:
        change_theme(theme_id=theme_id, **form.cleaned_data, **who)
        return _("Đã lưu chuyên đề."), back

    context = {"title": _("Sửa chuyên đề"), "up": found.name, "back": back, "action": _("Lưu")}
    return answer_form(request, form, run, "web/form_page.html", context)


@require_POST
def end_theme(request: PageRequest, theme_id: int) -> HttpResponse:
    """Close a theme."""
    try:
        close_theme(theme_id=theme_id, **request.who)
        messages.success(request, _("Đã kết thúc chuyên đề; số liệu vẫn được giữ."))
    except Conflict as error:
        messages.error(request, error.message)
    return redirect("web:theme", theme_id)


@require_POST
def begin_again(request: PageRequest, theme_id: int) -> HttpResponse:
    """Open a closed theme again."""
    try:
        reopen_theme(theme_id=theme_id, **request.who)
        messages.success(request, _("Đã mở lại chuyên đề."))
    except Conflict as error:
        messages.error(request, error.message)
    return redirect("web:theme", theme_id)
