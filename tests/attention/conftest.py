"""What the tests of this room share."""

from __future__ import annotations

from typing import Any

import pytest
from tests.connections import _triggers_again, at_once, real_connections
from tests.directives import story

from dondoc.directives.models import Assignment, Directive

__all__ = ["_triggers_again", "at_once", "real_connections"]


@pytest.fixture
def task(province: Any, specialist: Any) -> Directive:
    """Kế hoạch và Đầu tư leads, Tài chính coordinates; of the field "kinh-te", given by the specialist."""
    return story.give(specialist, province)


@pytest.fixture
def lead_part(province: Any, task: Directive) -> Assignment:
    """The lead's assignment in it."""
    return story.assignment(task, province.units["skhdt"])
