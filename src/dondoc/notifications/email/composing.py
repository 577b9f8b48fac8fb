"""How a delivery reads as an e-mail: Vietnamese subject, plain text, simple HTML without anything from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from dondoc.accounts.models import User
from dondoc.notifications.bundles import together
from dondoc.notifications.kinds import label_of, order_of, subject_of, text_of
from dondoc.notifications.models import Delivery, Message


def compose(delivery: Delivery, messages: Sequence[Message], user: User, now: dt.datetime) -> EmailMessage:
    """Return the letter. Its Message-ID is the delivery's own, whenever and by whom it is sent.

    Mail is in Vietnamese: the language of the house, as documents are.

    Args:
        delivery: which delivery.
        messages: what it carries.
        user: whom it is for.
        now: the moment, of the person's jurisdiction.
    """
    with override("vi"):
        groups, settings_url = _grouped(messages), address("notification_settings")
        letter = EmailMessage()
        letter["Subject"] = _subject(delivery, messages)
        letter["From"] = formataddr((settings.MAIL_NAME, settings.MAIL_FROM))
        letter["To"] = formataddr((user.full_name, user.email))
        letter["Date"] = format_datetime(now)
        letter["Message-ID"] = f"<{delivery.uid}@{settings.MAIL_FROM.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter["List-Unsubscribe"] = f"<{settings_url}>"
        facts = {
            "user": user,
            "groups": groups,
            "settings_url": settings_url,
            "house": settings.MAIL_NAME,
        }
        letter.set_content(render_to_string("notifications/mail.txt", facts), cte="quoted-printable")
        letter.add_alternative(
            render_to_string("notifications/mail.html", facts), subtype="html", cte="quoted-printable"
        )
    return letter


def address(name: str) -> str:
    """The address of a page, in full."""
    return f"{settings.BASE_URL}{reverse(f'web:{name}')}"


def _subject(delivery: Delivery, messages: Sequence[Message]) -> str:
    if len(messages) == 1 and not delivery.is_digest:
        return subject_of(messages[0].kind, messages[0].payload)[:200]
    if not delivery.is_digest:
        return together(len(messages))
    words = ngettext("%(count)s việc cần biết hôm nay", "%(count)s việc cần biết hôm nay", len(messages))
    return words % {"count": len(messages)}


def _grouped(messages: Sequence[Message]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Kind by kind, the most pressing first: each message's subject, text and address."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for one in messages:
        line = (subject_of(one.kind, one.payload), text_of(one.kind, one.payload), f"{settings.BASE_URL}{one.path}")
        groups.setdefault(one.kind, []).append(line)
    ordered = sorted(groups, key=lambda code: (order_of(code), code))
    return [(label_of(code) or _("Thông báo khác"), groups[code]) for code in ordered]
