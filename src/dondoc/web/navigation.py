"""The main places. One appears where its screen exists and the person's role may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dondoc.accounts.permissions import may_manage_users, may_see_directives, may_upload_document
from dondoc.central.permissions import may_see_central
from dondoc.documents.permissions import may_see_exchange, may_see_registers
from dondoc.drafting.permissions import may_see_drafts
from dondoc.indicators.permissions import may_see_indicators
from dondoc.meetings.permissions import may_see_meetings
from dondoc.operations.permissions import may_manage_jobs

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from dondoc.accounts.models import User


def _everyone(user: User) -> bool:
    return user.is_active


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation.

    Attributes:
        name: the URL's name in the namespace "web", and the `place` that a page names to be marked as current.
        label: as the sidebar shows it.
        short: as the phone's bar shows it.
        icon: of the sprite.
        key: the letter after `g` that goes there.
        allowed: who may open it.
    """

    name: str
    label: _StrPromise
    short: _StrPromise
    icon: str
    key: str
    allowed: Callable[[User], bool]

    @property
    def url(self) -> str:
        """The address, empty where the screen does not exist."""
        return _address(self.name)


# A page asks for every place's address several times, and addresses do not change while the server runs.
@cache
def _address(name: str) -> str:
    try:
        return reverse(f"web:{name}")
    except NoReverseMatch:
        return ""


# The words of a screen; without the context they are those of one document and one unit.
_DOCUMENTS = pgettext_lazy("màn hình", "Văn bản")
_UNITS = pgettext_lazy("màn hình", "Đơn vị")

PLACES = (
    Place("desk", _("Bàn làm việc"), _("Bàn việc"), "layout-dashboard", "b", _everyone),
    Place("overview", _("Tổng quan"), _("Tổng quan"), "chart-bar", "t", may_see_directives),
    Place("directives", _("Nhiệm vụ"), _("Nhiệm vụ"), "list-check", "n", may_see_directives),
    Place("meetings", _("Lịch họp"), _("Họp"), "calendar-event", "h", may_see_meetings),
    Place("reading", _("Đọc văn bản"), _("Đọc"), "text-scan-2", "d", may_upload_document),
    Place("indicators", _("Chỉ tiêu"), _("Chỉ tiêu"), "trending-up", "i", may_see_indicators),
    Place("central", _("Trung ương giao"), _("Trung ương"), "flag", "c", may_see_central),
    Place("drafting", _("Soạn văn bản"), _("Soạn"), "edit", "p", may_see_drafts),
    Place("documents", _DOCUMENTS, _DOCUMENTS, "files", "v", may_see_directives),
    Place("registers", _("Sổ văn bản"), _("Sổ"), "notebook", "s", may_see_registers),
    Place("exchange", _("Liên thông văn bản"), _("Liên thông"), "mail", "l", may_see_exchange),
    Place("units", _UNITS, _UNITS, "building-community", "u", _everyone),
    # Others come to it from the process of follow-up and from the calendar of meetings; the administrator has neither.
    Place("calendar_year", _("Lịch làm việc"), _("Lịch"), "calendar-month", "c", may_manage_users),
    Place("users", _("Người dùng"), _("Người dùng"), "users", "q", may_manage_users),
    Place("jobs", _("Việc nền"), _("Việc nền"), "settings", "k", may_manage_jobs),
)


def places_for(user: User) -> list[Place]:
    """Return the places that `user` may open, in the order of the sidebar."""
    return [place for place in PLACES if place.allowed(user) and place.url]
