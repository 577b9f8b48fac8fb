"""What the tests of screens share: signing in, and the stories' day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dondoc.foundation.clock import local_day

Enter = Callable[[Any], Client]


@pytest.fixture
def story_day(province: Any) -> None:
    """The stories' today is 18/01/2021: the jurisdiction's clock is moved there."""
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = (dt.date(2021, 1, 18) - local_day(timezone.now())).days
    province.jurisdiction.save()


@pytest.fixture
def enter() -> Enter:
    """A function that gives a signed-in browser of a person."""

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
