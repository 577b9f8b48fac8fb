"""Giving a letter to the mail server, and what its answer amounts to. Every wait is bounded."""

from __future__ import annotations

import datetime as dt
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage

from django.conf import settings

from dondoc.accounts.models import User
from dondoc.notifications.channels import SENT, Outcome, refused, retry
from dondoc.notifications.choices import Reason
from dondoc.notifications.email.composing import compose
from dondoc.notifications.models import Delivery, Message

_FOR_GOOD = 500


def is_set_up() -> bool:
    """Whether a mail server is named."""
    return bool(settings.MAIL_HOST)


def deliver(delivery: Delivery, messages: Sequence[Message], now: dt.datetime) -> Outcome:
    """Send a delivery by e-mail: the channel `email`."""
    if not is_set_up():
        return retry(Reason.NOT_SET_UP)
    user = User.objects.filter(jurisdiction_id=delivery.jurisdiction_id, id=delivery.user_id, is_active=True).first()
    if user is None or not user.email:
        return refused(Reason.NO_ADDRESS)
    return send(compose(delivery, messages, user, now), to=user.email)


def send(letter: EmailMessage, *, to: str) -> Outcome:
    """Give a letter to the mail server.

    A server that hangs is left after MAIL_TIMEOUT seconds without a byte; what it may have taken in the end is sent again
    under the same Message-ID.

    Args:
        letter: the letter.
        to: the one address it goes to.
    """
    try:
        server = _opened()
        try:
            server.send_message(letter, settings.MAIL_FROM, [to])
        finally:
            _leave(server)
    except OSError as error:  # all that smtplib raises is one, too
        return outcome_of(error)
    return SENT


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye and go: how the server takes it changes nothing of what it said of the letter."""
    with suppress(OSError):
        server.putcmd("QUIT")
    server.close()


def outcome_of(error: OSError) -> Outcome:
    """What a failure at the mail server amounts to: only what it says of this letter for good is final."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = max(answer[0] for answer in error.recipients.values())
            return refused(Reason.RECIPIENT) if code >= _FOR_GOOD else retry(Reason.REFUSED_FOR_NOW)
        case smtplib.SMTPDataError() if error.smtp_code >= _FOR_GOOD:
            return refused(Reason.REFUSED)
    reasons = (
        (smtplib.SMTPAuthenticationError, Reason.SIGN_IN),
        ((smtplib.SMTPServerDisconnected, TimeoutError), Reason.NO_ANSWER),
        (smtplib.SMTPException, Reason.REFUSED_FOR_NOW),  # of the sender, or of the server as a whole
    )
    return retry(next((why for kind, why in reasons if isinstance(error, kind)), Reason.UNREACHABLE))


def _opened() -> smtplib.SMTP:
    """A connection that has signed in where a user is named."""
    timeout = settings.MAIL_TIMEOUT
    if settings.MAIL_SECURITY == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.MAIL_HOST, settings.MAIL_PORT, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(settings.MAIL_HOST, settings.MAIL_PORT, timeout=timeout)
    try:
        if settings.MAIL_SECURITY == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.MAIL_USER:
            server.login(settings.MAIL_USER, settings.MAIL_PASSWORD)
    except BaseException:
        server.close()
        raise
    return server
