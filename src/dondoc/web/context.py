"""What every page's frame needs: navigation, jurisdiction, day, person."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from dondoc.web.navigation import Place, places_for

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString

    from dondoc.accounts.models import User
    from dondoc.organizations.models import Jurisdiction, Unit
    from dondoc.web.requests import PageRequest

# Screens without a place of their own: the first of these places that the person has is where they are.
_BELONG = {
    "attention": ("directives",),
    "followup": ("directives",),
    "schedules": ("directives", "calendar_year"),
    "tasksheets": ("directives",),
    "urging": ("directives",),
}
_PHONE_PLACES = 5
_MOST_SHOWN = 99


class Shell:
    """The frame's facts, looked up when a template asks: a fragment asks for none of them."""

    def __init__(self, request: PageRequest) -> None:
        self._request = request
        self.rendered: dict[str, SafeString] = {}  # parts that the page shows more than once

    @cached_property
    def signed_in(self) -> bool:
        """Whether the page belongs to a person."""
        user = getattr(self._request, "user", None)
        return bool(user is not None and user.is_authenticated)

    @cached_property
    def user(self) -> User | None:
        """The person."""
        return self._request.user if self.signed_in else None

    @cached_property
    def jurisdiction(self) -> Jurisdiction | None:
        """The person's jurisdiction."""
        return self._request.jurisdiction if self.signed_in else None

    @cached_property
    def today(self) -> dt.date:
        """The day on the jurisdiction's clock."""
        return self._request.today

    @cached_property
    def unit(self) -> Unit | None:
        """The unit that the person belongs to."""
        from dondoc.organizations.models import Unit  # noqa: PLC0415 - models load after settings

        if self.user is None or self.user.unit_id is None:
            return None
        return Unit.objects.filter(jurisdiction_id=self.user.jurisdiction_id, id=self.user.unit_id).first()

    @cached_property
    def places(self) -> list[Place]:
        """The entries of the navigation."""
        return places_for(self.user) if self.user is not None else []

    @cached_property
    def current(self) -> str:
        """The name of the place that this page belongs to: the package of its view under `screens`, or where that belongs."""
        match = self._request.resolver_match
        if match is None:
            return ""
        module = getattr(match.func, "view_class", match.func).__module__
        prefix = "dondoc.web.screens."
        name = module.removeprefix(prefix).split(".")[0] if module.startswith(prefix) else ""
        if name not in _BELONG:
            return name
        here = {place.name for place in self.places}
        return next((place for place in _BELONG[name] if place in here), "")

    @cached_property
    def phone_places(self) -> list[Place]:
        """The first few, for the bar at the bottom of a phone."""
        return self.places[:_PHONE_PLACES]

    @cached_property
    def more_places(self) -> list[Place]:
        """Those that do not fit on that bar."""
        return self.places[_PHONE_PLACES:]

    @cached_property
    def account_url(self) -> str:
        """The page of the person's own account, empty where that screen does not exist."""
        try:
            return reverse("web:account")
        except NoReverseMatch:
            return ""

    @cached_property
    def unread(self) -> str:
        """How many messages the person has not read, as the bell shows it; "" for none."""
        from dondoc.notifications.selectors import unread_of  # noqa: PLC0415 - models load after settings

        if self.user is None:
            return ""
        count = unread_of(self.user).order_by()[: _MOST_SHOWN + 1].count()
        return f"{_MOST_SHOWN}+" if count > _MOST_SHOWN else str(count or "")

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages to choose from."""
        return [(str(code), str(name)) for code, name in settings.LANGUAGES]

    @property
    def upload_limit(self) -> int:
        """The largest upload in bytes, so that the browser can say so before sending."""
        return int(settings.UPLOAD_LIMIT)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates `shell` (and `user`, as Django's own templates name it)."""
    return {"shell": Shell(request), "user": getattr(request, "user", None)}  # type: ignore[arg-type]
