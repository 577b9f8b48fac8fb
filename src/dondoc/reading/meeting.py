"""placeholder"""
from __future__ import annotations
from .model import Meeting
def read_meeting(*_a: object, **_k: object) -> Meeting:
    return Meeting()
