"""What a delivery says in few words, where it carries one message and where it carries a bundle: to a browser, a gateway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.notifications.kinds import order_of, subject_of, text_of
from dondoc.notifications.models import Message

#: So many of a bundle are named; the list in the house has them all.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A delivery in words.

    Attributes:
        first: the message that stands first.
        subject: in one line.
        text: in full.
        path: the page that it opens, from the root.
    """

    first: Message
    subject: str
    text: str
    path: str


def said(messages: Sequence[Message]) -> Said:
    """Word what a delivery carries; several are counted, the first of them named, and open the list in the house.

    Args:
        messages: one or more; the most pressing kind stands first.
    """
    ordered = sorted(messages, key=lambda one: (order_of(one.kind), one.id))
    first = ordered[0]
    if len(ordered) == 1:
        return Said(first, subject_of(first.kind, first.payload), text_of(first.kind, first.payload), first.path)
    lines = [subject_of(one.kind, one.payload) for one in ordered[:MOST_NAMED]]
    if left := len(ordered) - len(lines):
        lines.append(_("và %(count)s thông báo khác") % {"count": left})
    return Said(first, together(len(ordered)), "\n".join(lines), reverse("web:notifications"))


def together(count: int) -> str:
    """The line that stands above a bundle."""
    return ngettext("%(count)s thông báo cần xem ngay", "%(count)s thông báo cần xem ngay", count) % {"count": count}
