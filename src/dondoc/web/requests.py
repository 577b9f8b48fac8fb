"""The request as views see it: who, where, and what time it is there."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput

if TYPE_CHECKING:
    from dondoc.accounts.models import User
    from dondoc.organizations.models import Jurisdiction


class PageRequest(WSGIRequest):
    """A request of a screen. `RequestContextMiddleware` makes every request one of these.

    Attributes:
        request_id: goes into the log, the ledger and the header X-Request-ID.
        user: the person; views behind sign-in may rely on it.
    """

    request_id: str
    if TYPE_CHECKING:
        user: User

    @property
    def is_htmx(self) -> bool:
        """Whether htmx asked, so that a fragment is wanted and not a page."""
        return self.headers.get("HX-Request") == "true"

    @property
    def who(self) -> dict[str, Any]:
        """What every command is told of a request: who asks, when, and under which name in the log."""
        return {"actor": self.user, "now": self.now, "request_id": self.request_id}

    @cached_property
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction of the person who is signed in."""
        return self.user.jurisdiction

    @cached_property
    def now(self) -> dt.datetime:
        """The moment of this request, aware; one and the same however often it is asked.

        In an example jurisdiction the clock is moved to the days its documents speak of. Asked before
        anybody has signed in, it is the plain time.
        """
        moment = timezone.localtime()
        user = getattr(self, "user", None)
        if user is None or not user.is_authenticated:
            return moment
        return moment + dt.timedelta(days=self.jurisdiction.clock_offset_days)

    @cached_property
    def today(self) -> dt.date:
        """The local day of `now`."""
        return local_day(self.now)


def json_of(request: PageRequest) -> dict[str, Any]:
    """The JSON that a page's script sent.

    Raises:
        BadInput: it is none.
    """
    try:
        found = json.loads(request.body or b"{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BadInput(_("Nội dung gửi lên không đọc được. Hãy tải lại trang."))
    return found
