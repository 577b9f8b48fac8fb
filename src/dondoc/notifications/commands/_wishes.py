"""What the commands on how people are told share: which wishes there can be."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.notifications.kinds import kinds
from dondoc.notifications.rules import Wishes

_LAST_HOUR = 23


def judged(
    *, by_email: bool, by_push: bool, urgent_at_once: bool, digest_hour: int, muted_kinds: Sequence[str]
) -> Wishes:
    """Return the wishes.

    Raises:
        BadInput: an hour that no day has, a kind that there is not.
    """
    if not 0 <= digest_hour <= _LAST_HOUR:
        raise BadInput(_("Giờ gửi bản tổng hợp phải từ 0 đến 23."), code="bad_hour", field="digest_hour")
    known = {one.code for one in kinds()}
    if unknown := next((code for code in muted_kinds if code not in known), None):
        raise BadInput(
            _("Không có loại thông báo “%(code)s”.") % {"code": unknown[:60]}, code="unknown_kind", field="muted_kinds"
        )
    return Wishes(by_email, by_push, urgent_at_once, digest_hour, tuple(sorted(set(muted_kinds))))
