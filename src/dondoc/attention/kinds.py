"""The words of this room's messages, made when they are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.attention import events
from dondoc.attention.telling import MENTIONED, WATCHED
from dondoc.directives.wording import entries
from dondoc.ledger.models import LedgerEvent
from dondoc.notifications.kinds import Kind, register


def _mentioned_subject(payload: Mapping[str, Any]) -> str:
    return _("%(by)s nhắc tới bạn") % {"by": payload["by"]}


def _mentioned_text(payload: Mapping[str, Any]) -> str:
    words = {"by": payload["by"], "text": payload["text"], "task": payload["task"]}
    return _("%(by)s viết: “%(text)s”\nVề nhiệm vụ: %(task)s") % words


def _happened(payload: Mapping[str, Any]) -> str:
    """What happened in one sentence, as the directive's history words it."""
    if payload["code"] == events.COMMENT_WRITTEN:
        return _("%(by)s gửi ý kiến") % {"by": payload["by"]}
    at = dt.datetime.fromisoformat(payload["at"])
    event = LedgerEvent(
        code=payload["code"], payload=payload["facts"], aggregate_id=1, recorded_at=at, effective_on=at.date()
    )
    (entry,) = entries([event], units={1: payload["unit"]}, actors={}, with_files=False)
    return entry.text


def _watched_text(payload: Mapping[str, Any]) -> str:
    said = {"what": _happened(payload), "by": payload["by"], "task": payload["task"]}
    if payload["by"]:
        return _("%(what)s (%(by)s)\nNhiệm vụ: %(task)s") % said
    return _("%(what)s\nNhiệm vụ: %(task)s") % said


def register_all() -> None:
    """Make this room's kinds known."""
    register(Kind(MENTIONED, gettext_lazy("Có người nhắc tới bạn"), _mentioned_subject, _mentioned_text))
    register(Kind(WATCHED, gettext_lazy("Nơi bạn theo dõi có thay đổi"), _happened, _watched_text))
