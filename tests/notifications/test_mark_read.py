"""What a person has read: one message, all, or all that came before a moment; of nobody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import NotFound
from dondoc.notifications.commands.mark_read import mark_read
from dondoc.notifications.models import Message
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.selectors import unread_of

DAY = dt.timedelta(days=1)


def test_one_all_or_what_came_before_a_moment(specialist: Any, lead_focal: Any) -> None:
    for number in range(4):
        messages = [NewMessage(user.pk, f"{number}", "gone", {}, "/") for user in (specialist, lead_focal)]
        send(jurisdiction_id=1, messages=messages, now=NOW + number * DAY)
    later = NOW + 9 * DAY
    newest = Message.objects.get(user_id=specialist.pk, key="3")
    with pytest.raises(NotFound):
        mark_read(actor=lead_focal, message_id=newest.id, now=later)
    assert mark_read(actor=specialist, message_id=newest.id, now=later) == 1
    assert mark_read(actor=specialist, before=NOW + 2 * DAY, now=later) == 2
    assert list(unread_of(specialist).values_list("key", flat=True)) == ["2"]
    assert mark_read(actor=specialist, now=later) == 1
    assert unread_of(lead_focal).count() == 4
    assert Message.objects.get(id=newest.id).read_at == later
