"""What the tests of this room share."""

from __future__ import annotations

from typing import Any

import pytest
from tests.connections import _triggers_again, at_once, real_connections
from tests.followup import deadline_world

from dondoc.directives.models import Assignment

__all__ = ["_triggers_again", "at_once", "real_connections"]


@pytest.fixture
def subject(province: Any, specialist: Any) -> Assignment:
    """The lead's assignment, given by the specialist."""
    return deadline_world.subject(province, specialist)
