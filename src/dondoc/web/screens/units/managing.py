"""Đơn vị, for the administrator: new and changed units, posts, and who holds them. The commands hold the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.followup.unit_work import open_work_of
from dondoc.foundation.errors import NotFound
from dondoc.organizations import selectors
from dondoc.organizations.commands.change_unit import change_unit
from dondoc.organizations.commands.close_unit import close_unit
from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.create_unit import create_unit
from dondoc.organizations.commands.end_tenure import end_tenure
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import Unit
from dondoc.organizations.permissions import require_manager
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.units.forms import (
    CloseUnitForm,
    EndTenureForm,
    NewUnitForm,
    PostForm,
    TenureForm,
    UnitForm,
)

_FIELDS = (
    "name", "kind", "parent_unit_id", "abbreviation", "official_code", "aliases", "valid_from", "valid_to",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def create(request: PageRequest) -> HttpResponse:
    """Create a unit."""
    require_manager(request.user)
    form = NewUnitForm(request.POST or None, jurisdiction_id=request.jurisdiction.id, on=request.today)
    return _answer(
        request,
        form,
        None,
        title=_("Thêm đơn vị"),
        action=_("Tạo đơn vị"),
        done=_("Đã tạo đơn vị."),
        command=create_unit,
    )


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, code: str) -> HttpResponse:
    """Change a unit."""
    unit = _unit(request, code)
    form = UnitForm(
        request.POST or None,
        initial={name: getattr(unit, name) for name in _FIELDS},
        jurisdiction_id=unit.jurisdiction_id,
        on=request.today,
        unit=unit,
    )
    return _answer(
        request,
        form,
        unit,
        title=_("Sửa đơn vị"),
        action=_("Lưu thay đổi"),
        done=_("Đã lưu thay đổi của đơn vị."),
        command=lambda **values: change_unit(unit_id=unit.id, **values),
    )


@require_http_methods(["GET", "POST"])
def close(request: PageRequest, code: str) -> HttpResponse:
    """End a unit."""
    unit = _unit(request, code)
    left = open_work_of(unit.jurisdiction_id, unit.id)
    ask = _("Kết thúc hoạt động của %(unit)s? Việc này không tự hoàn tác được.") % {"unit": unit.name}
    about = _("Các nhóm và người giữ chức còn hiệu lực sẽ kết thúc cùng ngày. Nhiệm vụ đã giao giữ nguyên.")
    if left:
        undone = _("Đơn vị còn %(left)s.") % {"left": left.in_words()}
        ask = f"{undone} {ask}"
        onward = _("Sau ngày kết thúc, Văn phòng chuyển một lần cho đơn vị kế thừa ở trang của đơn vị.")
        about = f"{undone} {onward} {about}"
    return _answer(
        request,
        CloseUnitForm(request.POST or None, unit=unit, on=request.today),
        unit,
        title=_("Kết thúc hoạt động của đơn vị"),
        about=about,
        action=_("Kết thúc hoạt động"),
        confirm=ask,
        done=_("Đã ghi ngày kết thúc hoạt động của đơn vị."),
        command=lambda **values: close_unit(unit_id=unit.id, **values),
    )


@require_http_methods(["GET", "POST"])
def add_post(request: PageRequest, code: str) -> HttpResponse:
    """Create a post of a unit."""
    unit = _unit(request, code)
    return _answer(
        request,
        PostForm(request.POST or None),
        unit,
        title=_("Thêm chức danh"),
        action=_("Tạo chức danh"),
        done=_("Đã tạo chức danh."),
        command=lambda **values: create_post(unit_id=unit.id, **values),
    )


@require_http_methods(["GET", "POST"])
def start(request: PageRequest, code: str, post_id: int) -> HttpResponse:
    """Let somebody come to a post."""
    unit = _unit(request, code)
    titles = {
        each.post.id: each.post.title for each in selectors.posts_on(unit.jurisdiction_id, unit.id, request.today)
    }
    if post_id not in titles:
        raise NotFound
    return _answer(
        request,
        TenureForm(request.POST or None, initial={"valid_from": request.today}),
        unit,
        title=_("Người giữ chức %(title)s") % {"title": titles[post_id]},
        action=_("Ghi người giữ chức"),
        done=_("Đã ghi người giữ chức."),
        command=lambda **values: start_tenure(post_id=post_id, **values),
    )


@require_http_methods(["GET", "POST"])
def end(request: PageRequest, code: str, tenure_id: int) -> HttpResponse:
    """Let somebody leave a post."""
    unit = _unit(request, code)
    people = selectors.posts_on(unit.jurisdiction_id, unit.id, request.today)
    tenure = next((each.tenure for each in people if each.tenure and each.tenure.id == tenure_id), None)
    if tenure is None:
        raise NotFound
    return _answer(
        request,
        EndTenureForm(request.POST or None, initial={"last_day": request.today}),
        unit,
        title=_("%(person)s thôi giữ chức") % {"person": tenure.person_name},
        action=_("Ghi ngày thôi giữ chức"),
        done=_("Đã ghi ngày thôi giữ chức."),
        command=lambda **values: end_tenure(tenure_id=tenure_id, **values),
    )


def _unit(request: PageRequest, code: str) -> Unit:
    require_manager(request.user)
    return selectors.unit_by_code(request.jurisdiction.id, code)


def _answer(
    request: PageRequest,
    form: forms.Form,
    unit: Unit | None,
    *,
    command: Callable[..., Any],
    done: str,
    **words: str,
) -> HttpResponse:
    """Show the form, or give what was typed to the command and go to the unit's page."""

    def run(**who: Any) -> tuple[str, str]:
        made = command(**form.cleaned_data, **who)
        return done, reverse("web:unit", args=[unit.code if unit else made.code])

    back = reverse("web:unit", args=[unit.code]) if unit else reverse("web:units")
    return answer_form(request, form, run, "web/units/form.html", {"unit": unit, "back": back, **words})
