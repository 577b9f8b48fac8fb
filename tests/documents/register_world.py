"""Registers of the small province, for the tests of what is numbered in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.connections import _triggers_again, at_once, real_connections

from dondoc.documents.commands._facts import Facts

__all__ = ["_triggers_again", "arriving", "at_once", "notices", "opened", "real_connections", "taken"]

NOTICE = Facts(
    kind="Thông báo", subject="Kết luận của Chủ tịch UBND tỉnh", signer="Lê Thị Bình", recipients="- Như trên;\n- Lưu: VT."
)  # fmt: skip


@pytest.fixture
def opened(province: Any, office_leader: Any, now: Any) -> Callable[..., Any]:
    """A function that opens a register of the office."""
    from dondoc.documents.commands.open_register import open_register

    def run(name: str, *kinds: str, direction: str = "issued", symbol: str = "VP", unit: str = "vp") -> Any:
        return open_register(
            actor=office_leader, unit_id=province.units[unit].id, direction=direction, name=name, kinds=kinds,
            agency_symbol=symbol, now=now,
        )  # fmt: skip

    return run


@pytest.fixture
def notices(opened: Callable[..., Any]) -> Any:
    """The register of notices."""
    return opened("Sổ thông báo", "Thông báo")


@pytest.fixture
def arriving(opened: Callable[..., Any]) -> Any:
    """The register of what arrives."""
    return opened("Sổ văn bản đến", direction="received")


@pytest.fixture
def taken(notices: Any, clerk: Any, now: Any) -> Any:
    """A number that the clerk took for a notice."""
    from dondoc.documents.commands.take_number import take_number

    return take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
