"""What the tests of this room share."""

from __future__ import annotations

from tests.connections import _triggers_again, at_once, real_connections

__all__ = ["_triggers_again", "at_once", "real_connections"]
