"""Which jurisdiction a command speaks of: the only one of the server, or the one that was named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dondoc.cli.days import BadInputError

if TYPE_CHECKING:
    from dondoc.organizations.models import Jurisdiction


def the_jurisdiction(code: str | None) -> Jurisdiction:
    """Return the jurisdiction of this code, or the only one.

    Raises:
        BadInputError: there is none, or several and none was named.
    """
    from dondoc.organizations.models import Jurisdiction

    known = Jurisdiction.objects.filter(code=code) if code else Jurisdiction.objects.all()
    here = list(known.order_by("id")[:2])
    if not here and code:
        raise BadInputError(f"Không có địa phương nào mang mã “{code}”.")
    if not here:
        raise BadInputError("Chưa có địa phương nào; hãy chạy `dondoc demo` hoặc `dondoc createadmin` trước.")
    if len(here) > 1:
        raise BadInputError("Máy chủ có nhiều địa phương; hãy thêm --jurisdiction MÃ.")
    return here[0]


def now_in(here: Jurisdiction) -> dt.datetime:
    """Return the moment on a jurisdiction's clock, in local time: an example lives in the days of its documents."""
    from django.utils import timezone

    return timezone.localtime() + dt.timedelta(days=here.clock_offset_days)
