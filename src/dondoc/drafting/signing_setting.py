"""The level of signatures by setting: what an office declared of time stamps and believed authorities."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.documents.signatures import believed_roots
from dondoc.documents.signing import Level, Setting
from dondoc.foundation.errors import Unavailable


def setting() -> Setting:
    """The level that signatures of this office reach (`DONDOC_SIGNATURE_LEVEL`), with what it needs.

    Raises:
        Unavailable: there is no such level; the administrator wrote another word.
    """
    if settings.SIGNATURE_LEVEL not in set(Level):
        raise Unavailable(
            _("Mức chữ ký số đặt trên máy chủ (DONDOC_SIGNATURE_LEVEL) không có. Hãy báo quản trị hệ thống."),
            code="signature_level",
        )
    level = Level(settings.SIGNATURE_LEVEL)
    if level == Level.BASIC:
        return Setting()
    from dondoc.documents.signing.fetching import http  # noqa: PLC0415  asked for only where a service is

    return Setting(level, settings.SIGNATURE_TSA, believed_roots(), fetch=http())
