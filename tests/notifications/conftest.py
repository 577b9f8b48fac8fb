"""What the tests of this room share: a mail server, a kind of message, people with addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.functional import lazystr
from tests.notifications.mail_server import MailServer

from dondoc.notifications import kinds


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    server = MailServer()
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", server.port, "none"
    settings.MAIL_FROM, settings.MAIL_TIMEOUT, settings.BASE_URL = "dondoc@kiengiang.gov.vn", 1.0, "https://dondoc.vn"
    yield server
    server.close()


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """Two kinds of the tests: what is late comes before other news."""
    made = (
        kinds.Kind(
            "test.late", lazystr("Quá hạn"), lambda p: f"Quá hạn: {p['x']}", lambda p: f"Hãy báo cáo {p['x']}.", 10
        ),  # type: ignore[arg-type]
        kinds.Kind("test.news", lazystr("Tin mới"), lambda p: f"Tin: {p['x']}", lambda p: f"Đã có {p['x']}."),  # type: ignore[arg-type]
    )
    for one in made:
        kinds.register(one)
    yield
    for code in [code for code in kinds._KINDS if code.startswith("test.")]:
        del kinds._KINDS[code]


@pytest.fixture
def reader(lead_focal: Any) -> Any:
    lead_focal.email = "dm.skhdt@kiengiang.gov.vn"
    lead_focal.save()
    return lead_focal
