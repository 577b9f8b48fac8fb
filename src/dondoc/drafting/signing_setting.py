"""The level of signatures by setting: what an office declared of time stamps and believed authorities."""

from __future__ import annotations

from django.conf import settings

from dondoc.documents.signatures import believed_roots
from dondoc.documents.signing import Level, Setting


def setting() -> Setting:
    """The level that signatures of this office reach (`DONDOC_SIGNATURE_LEVEL`), with what it needs."""
    level = Level(settings.SIGNATURE_LEVEL)
    if level == Level.BASIC:
        return Setting()
    from dondoc.documents.signing.fetching import http  # noqa: PLC0415  asked for only where a service is

    return Setting(level, settings.SIGNATURE_TSA, believed_roots(), fetch=http())
