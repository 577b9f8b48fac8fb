"""From the settings to a transport: the folder or the server through which this installation exchanges."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import BadAddress
from dondoc.documents.exchange.folder import FolderTransport
from dondoc.documents.exchange.http import HttpSettings, HttpTransport
from dondoc.documents.exchange.transport import Transport
from dondoc.documents.models import ExchangeParty

_MARGIN = dt.timedelta(minutes=1)


def is_set_up() -> bool:
    """Return whether this installation has a folder or a server to exchange through."""
    return bool(settings.EXCHANGE_FOLDER or settings.EXCHANGE_URL)


def transport_of(party: ExchangeParty) -> Transport:
    """Return the way of one body; the server's address wins where both are set.

    Raises:
        TransportError: the folder is not there, or the address cannot be used.
    """
    if settings.EXCHANGE_URL:
        given = HttpSettings(
            settings.EXCHANGE_URL,
            token=settings.EXCHANGE_TOKEN,
            timeout=settings.EXCHANGE_TIMEOUT,
            most_seconds=settings.EXCHANGE_MOST_SECONDS,
        )
        return HttpTransport(given, party.code)
    if settings.EXCHANGE_FOLDER is None:
        raise BadAddress
    return FolderTransport(settings.EXCHANGE_FOLDER, party.code)


def own_parties() -> list[ExchangeParty]:
    """Return the bodies for which this installation exchanges: those of DONDOC_EXCHANGE_ORGAN, none where it is empty."""
    codes = [OrganCode(code).normal for code in settings.EXCHANGE_ORGANS]
    found = ExchangeParty.objects.filter(is_own=True, code__in=codes).order_by("-id")
    # Of two jurisdictions with one code, who was first has it.
    return sorted({party.code: party for party in found}.values(), key=lambda party: party.id)


def lease() -> dt.timedelta:
    """Return how long one attempt to send may take before another worker may try."""
    return dt.timedelta(seconds=settings.EXCHANGE_MOST_SECONDS) + _MARGIN
