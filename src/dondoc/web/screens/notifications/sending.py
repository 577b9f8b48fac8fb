"""Gửi ra ngoài, for the administrator: which channels work, what could not be delivered and why, the gateways."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.selectors import user_names
from dondoc.foundation.errors import Conflict
from dondoc.notifications.channels import Outcome
from dondoc.notifications.choices import ChannelCode, Reason
from dondoc.notifications.commands.end_webhook import end_webhook
from dondoc.notifications.commands.register_webhook import register_webhook
from dondoc.notifications.commands.resume_webhook import resume_webhook
from dondoc.notifications.commands.retry_delivery import retry_delivery
from dondoc.notifications.commands.set_default_preferences import set_default_preferences
from dondoc.notifications.delivery_selectors import (
    counts_by_channel,
    people_without_address,
    troubled_deliveries,
    webhook_for,
    webhooks_of,
)
from dondoc.notifications.email.smtp import is_set_up, send
from dondoc.notifications.kinds import kinds, label_of
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.selectors import default_wishes
from dondoc.notifications.webhooks import send_sample
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.notifications.views import SettingsForm, initial_of

_PAGE = 50


class WebhookForm(forms.Form):
    """A gateway."""

    name = forms.CharField(label=gettext_lazy("Tên cổng"), max_length=80)
    url = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận"), max_length=500, widget=forms.TextInput({"inputmode": "url"}),
        help_text=gettext_lazy("https://…; cổng trong mạng nội bộ phải được khai ở máy chủ (DONDOC_INNER_HOSTS)."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Những loại gửi qua cổng"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn loại nào là gửi mọi loại. Nhắc việc chỉ gửi khi quy tắc đôn đốc ghi “báo ngay”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(one.code, one.label) for one in kinds()]  # type: ignore[attr-defined]


class DefaultsForm(SettingsForm):
    """How those are told who said nothing."""

    by_email = forms.BooleanField(label=gettext_lazy("Gửi qua thư điện tử"), required=False)


@require_GET
def overview(request: PageRequest) -> HttpResponse:
    """Show the channels, the gateways, and what failed."""
    require_channels(request.user)
    return _page(request)


@require_POST
def try_mail(request: PageRequest) -> HttpResponse:
    """Send a letter to oneself now, and say what the mail server answered."""
    require_channels(request.user)
    user = request.user
    if not is_set_up():
        notes.error(request, _("Hệ thống chưa khai máy chủ thư."))
    elif not user.email:
        notes.error(request, _("Tài khoản của bạn chưa có địa chỉ thư điện tử."))
    else:
        letter = EmailMessage()
        letter["Subject"] = _("Thư thử của Đôn Đốc")
        letter["From"] = formataddr((settings.MAIL_NAME, settings.MAIL_FROM))
        letter["To"] = formataddr((user.full_name, user.email))
        letter["Date"] = format_datetime(request.now)
        letter["Message-ID"] = f"<thu-{request.request_id}@{settings.MAIL_FROM.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(_("Bạn nhận được thư này là máy chủ thư đã nối đúng."), cte="quoted-printable")
        _say(request, send(letter, to=user.email), _("Máy chủ thư đã nhận thư thử."))
    return redirect("web:sending")


@require_POST
def retry(request: PageRequest, delivery_id: int) -> HttpResponse:
    """Let a delivery go out again."""
    try:
        retry_delivery(delivery_id=delivery_id, **request.who)
    except Conflict as error:
        notes.error(request, error.message)
    else:
        notes.success(request, _("Sẽ gửi lại trong phút tới."))
    return redirect("web:sending")


@require_POST
def add_webhook(request: PageRequest) -> HttpResponse:
    """Name a gateway and show its secret, this once, in the answer itself."""
    require_channels(request.user)
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            made = register_webhook(**form.cleaned_data, **request.who)
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            return _page(request, secret=made.secret, status=201)
    return _page(request, form, status=422)


@require_POST
def set_defaults(request: PageRequest) -> HttpResponse:
    """Set how those are told who said nothing themselves."""
    require_channels(request.user)
    form = DefaultsForm(request.POST)
    if form.is_valid():
        try:
            set_default_preferences(**form.wanted(), **request.who)
        except CORRECTABLE as error:
            show_refusal(form, error)
        else:
            notes.success(request, _("Đã lưu cách nhận chung; ai đã tự đặt vẫn giữ cách của mình."))
            return redirect("web:sending")
    return _page(request, defaults=form, status=422)


@require_POST
def webhook_step(request: PageRequest, webhook_id: int, verb: str) -> HttpResponse:
    """Try a gateway, let it go on, or end it."""
    require_channels(request.user)
    try:
        if verb == "thu":
            _say(
                request, send_sample(webhook_for(request.user, webhook_id), request.user, request.now),
                _("Cổng đã nhận tin thử."),
            )  # fmt: skip
        elif verb == "chay-lai":
            resume_webhook(webhook_id=webhook_id, **request.who)
            notes.success(request, _("Cổng chạy lại; tin đang chờ sẽ đi trong phút tới."))
        elif verb == "bo":
            end_webhook(webhook_id=webhook_id, **request.who)
            notes.success(request, _("Đã bỏ cổng."))
        else:
            raise Http404
    except Conflict as error:
        notes.error(request, error.message)
    return redirect("web:sending")


def _say(request: PageRequest, outcome: Outcome, done: str) -> None:
    if outcome.is_sent:
        notes.success(request, done)
    else:
        notes.error(request, _("Không gửi được: %(reason)s.") % {"reason": Reason(outcome.reason or "").label})


def _page(
    request: PageRequest,
    form: WebhookForm | None = None,
    *,
    defaults: DefaultsForm | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    here = request.user.jurisdiction_id
    channel = request.GET.get("channel", "")
    page = Paginator(troubled_deliveries(request.user, channel=channel), _PAGE).get_page(request.GET.get("page"))
    names = user_names(here, {one.user_id for one in page})
    context = {
        "counts": counts_by_channel(here), "page": page, "channel": channel, "channels": ChannelCode,
        "rows": [(one, names.get(one.user_id, "")) for one in page], "mail_works": is_set_up(),
        "mail_host": settings.MAIL_HOST, "without_address": people_without_address(here),
        "hooks": [(hook, [label_of(code) for code in hook.kinds]) for hook in webhooks_of(request.user)],
        "form": form or WebhookForm(), "secret": secret,
        "defaults": defaults or DefaultsForm(initial=initial_of(default_wishes(here))),
    }  # fmt: skip
    return render(request, "web/notifications/sending.html", context, status=status)
