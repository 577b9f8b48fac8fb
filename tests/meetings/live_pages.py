"""For tests whose pages follow a meeting: no stream may ask the database after the test's tables are gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

_PATIENCE = 30.0


@pytest.fixture
def streams_end(real_connections: None, settings: Any) -> Iterator[None]:
    """Streams are short (the browser comes back by itself), and the test ends when nobody follows any more.

    Name it before what opens pages, so that these are closed first.
    """
    from dondoc.web.screens.meetings.room.hub import EVERY
    from dondoc.web.screens.meetings.room.stream import HUB

    settings.LIVE_STREAM_SECONDS = 3
    yield
    last = time.monotonic() + _PATIENCE
    while HUB._channels and time.monotonic() < last:
        time.sleep(EVERY)
    time.sleep(2 * EVERY)  # the question that was being asked when the last one left
