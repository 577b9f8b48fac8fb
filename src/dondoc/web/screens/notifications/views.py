"""The messages by day, each opening what it speaks of; the settings of one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.accounts.permissions import may_see_directives
from dondoc.foundation.clock import local_day
from dondoc.notifications.commands.mark_read import mark_read
from dondoc.notifications.commands.set_preferences import set_preferences
from dondoc.notifications.email.smtp import is_set_up
from dondoc.notifications.kinds import kinds, label_of, subject_of, text_of
from dondoc.notifications.models import Message
from dondoc.notifications.push import application_key
from dondoc.notifications.rules import Wishes
from dondoc.notifications.selectors import follows_default, message_for, messages_of, unread_of, wishes_of
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A message as the list shows it."""

    message: Message
    kind: str
    subject: str
    text: str


@require_GET
def list_messages(request: PageRequest) -> HttpResponse:
    """List what this person was told, by day; unread ones alone or of one kind where asked."""
    unread_only = request.GET.get("unread") == "1"
    kind = request.GET.get("kind", "")
    found = unread_of(request.user) if unread_only else messages_of(request.user)
    if kind:
        found = found.filter(kind=kind[:60])
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    lines = [
        Line(one, label_of(one.kind), subject_of(one.kind, one.payload), text_of(one.kind, one.payload)) for one in page
    ]
    told = set(messages_of(request.user).order_by().values_list("kind", flat=True).distinct())
    days = [(day, list(own)) for day, own in groupby(lines, key=lambda line: local_day(line.message.created_at))]
    context = {
        "days": days, "page": page, "unread_only": unread_only, "kind": kind, "unread": unread_of(request.user).count(),
        "kinds": [one for one in kinds() if one.code in told], "yesterday": request.today - dt.timedelta(days=1),
    }  # fmt: skip
    return render(request, "web/notifications/list.html", context)


@require_POST
def open_message(request: PageRequest, message_id: int) -> HttpResponse:
    """Mark a message as read and go to what it speaks of."""
    message = message_for(request.user, message_id)
    mark_read(actor=request.user, message_id=message_id, now=request.now)
    return redirect(message.path if message.path.startswith("/") and not message.path.startswith("//") else "web:desk")


@require_POST
def read_all(request: PageRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(actor=request.user, now=request.now)
    notes.success(request, _("Đã đánh dấu mọi thông báo là đã đọc."))
    return redirect("web:notifications")


class SettingsForm(forms.Form):
    """How one wants to be told."""

    by_email = forms.BooleanField(label=gettext_lazy("Gửi cho tôi qua thư điện tử"), required=False)
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Bản tổng hợp lúc"), coerce=int, choices=[(hour, f"{hour:02d}:00") for hour in range(24)],
        help_text=gettext_lazy("Mỗi ngày làm việc một thư, việc quá hạn đứng đầu; ngày không có gì mới thì không gửi."),
    )  # fmt: skip
    urgent_at_once = forms.BooleanField(label=gettext_lazy("Việc gấp gửi ngay, không chờ bản tổng hợp"), required=False)
    by_push = forms.BooleanField(label=gettext_lazy("Việc gấp báo ngay trên trình duyệt đã đăng ký"), required=False)
    told_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Những loại gửi ra ngoài"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Loại không chọn vẫn có trong Đôn Đốc."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_kinds"].choices = [(one.code, one.label) for one in kinds()]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """What was chosen, as the commands take it."""
        wanted = dict(self.cleaned_data)
        told = set(wanted.pop("told_kinds"))
        return {**wanted, "muted_kinds": [one.code for one in kinds() if one.code not in told]}


def initial_of(wishes: Wishes) -> dict[str, Any]:
    """What a form begins with."""
    return {
        "by_email": wishes.by_email, "by_push": wishes.by_push, "urgent_at_once": wishes.urgent_at_once,
        "digest_hour": wishes.digest_hour,
        "told_kinds": [one.code for one in kinds() if one.code not in wishes.muted_kinds],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def settings_page(request: PageRequest) -> HttpResponse:
    """Show and set how one wants to be told."""
    wishes = wishes_of(request.user)
    form = SettingsForm(request.POST or None, initial=initial_of(wishes))

    def run(**who: Any) -> tuple[str, str]:
        set_preferences(actor=who["actor"], now=who["now"], **form.wanted())
        return _("Đã lưu cách nhận thông báo."), reverse("web:notification_settings")

    context = {"has_address": bool(request.user.email), "address": request.user.email, "mail_works": is_set_up()}
    context["follows_default"] = follows_default(request.user)
    context["push_key"] = application_key()
    context["may_follow"] = may_see_directives(request.user)
    return answer_form(request, form, run, "web/notifications/settings.html", context)
