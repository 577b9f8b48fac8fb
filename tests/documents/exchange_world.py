"""Two jurisdictions that exchange documents: Kiên Giang's office and An Giang's, on one server and with one folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.conftest import NOW
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.reading.builders import pdf

from dondoc.documents.commands.set_party import PartyFacts, set_party
from dondoc.documents.exchange.folder import FolderTransport
from dondoc.documents.exchange_worker import run_round
from dondoc.documents.models import Document, ExchangeCourse, IncomingPacket, OutgoingPacket

OURS, THEIRS, NOBODY = "H33.01", "H01.01", "H99.01"
LEASE = dt.timedelta(minutes=5)
TEXT = "Giao Sở Tài chính chủ trì rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 25/01/2021."


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def on(self, **more: float) -> dt.datetime:
        self.now += dt.timedelta(**more)
        return self.now


@dataclass
class Office:
    """One jurisdiction's end: its people, its body, the other's, and its way."""

    clerk: Any
    leader: Any
    own: Any
    other: Any
    register: Any
    transport: Any
    clock: Clock
    at: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.own.jurisdiction_id)

    def round(self) -> Any:
        return run_round(self.own, lambda _party: self.transport, clock=self.clock, lease=LEASE)

    def incoming(self, **wanted: Any) -> Any:
        return IncomingPacket.objects.filter(jurisdiction_id=self.id, **wanted).order_by("id")

    def outgoing(self, **wanted: Any) -> Any:
        return OutgoingPacket.objects.filter(jurisdiction_id=self.id, **wanted).order_by("id")

    def course(self, **wanted: Any) -> Any:
        return ExchangeCourse.objects.get(jurisdiction_id=self.id, **wanted)

    def send(self, document: Any, **contents: Any) -> Any:
        from dondoc.documents.commands.queue_packet import queue_packet
        from dondoc.documents.exchange_outbox import Contents

        more = {key: contents.pop(key) for key in ("replaces_document_id",) if key in contents}
        return queue_packet(
            actor=self.clerk, document_id=document.id, receiver_ids=[self.other.id], contents=Contents(**contents),
            now=self.clock(), **more,
        )  # fmt: skip

    def take(self, packet: Any, **taking: Any) -> Any:
        from dondoc.documents.commands.accept_packet import Taking, accept_packet

        return accept_packet(
            actor=self.clerk, packet_id=packet.id, taking=Taking(self.register.id, **taking), now=self.clock()
        )


def issued(
    actor: Any, *, number: str = "21", symbol: str = "TB-VP", text: str = TEXT, day: dt.date | None = None
) -> Any:
    """A notice that the office of `actor` issued, with its file."""
    from dondoc.documents.commands.register_document import register_document
    from dondoc.documents.intake import Submission

    content = pdf([[(80, 80, f"Số: {number}/{symbol}"), (80, 120, text[:60]), (80, 136, text[60:])]])
    made = register_document(
        actor=actor, submission=Submission(content, f"thong-bao-{number}.pdf"), direction="issued", now=NOW
    ).document
    Document.objects.filter(jurisdiction_id=made.jurisdiction_id, id=made.id).update(
        number=number, symbol=symbol, type_name="Thông báo", issued_on=day or dt.date(2021, 1, 12), place="Kiên Giang",
        issuer="Văn phòng UBND tỉnh", subject="Kết luận họp giải ngân vốn đầu tư công", signer_name="Lê Thị Bình",
    )  # fmt: skip
    return Document.objects.get(jurisdiction_id=made.jurisdiction_id, id=made.id)


def _party(actor: Any, code: str, name: str, *, own: bool = False) -> Any:
    return set_party(actor=actor, code=code, facts=PartyFacts(name, is_own=own), now=NOW)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ours(clerk: Any, office_leader: Any, arriving: Any, tmp_path: Any, clock: Clock) -> Office:
    """Kiên Giang's office."""
    own = _party(office_leader, OURS, "Văn phòng UBND tỉnh Kiên Giang", own=True)
    other = _party(office_leader, THEIRS, "Văn phòng UBND tỉnh An Giang")
    (tmp_path / "truc").mkdir(exist_ok=True)
    return Office(
        clerk, office_leader, own, other, arriving, FolderTransport(tmp_path / "truc", OURS), clock
    )  # fmt: skip


@pytest.fixture
def theirs(outsider: Any, make_user: Any, tmp_path: Any, clock: Clock) -> Office:
    """An Giang's office: another jurisdiction of the same server."""
    from dondoc.documents.commands.open_register import open_register
    from dondoc.foundation.text import sort_key
    from dondoc.organizations.models import Unit

    clerk = make_user("vanthu.ag", "clerk", jurisdiction_id=2, full_name="Văn thư An Giang")
    unit = Unit.objects.create(
        jurisdiction_id=2, code="vp", name="Văn phòng UBND tỉnh An Giang", kind="office", aliases=[],
        valid_from=dt.date(2016, 1, 1), search_text="van phong", sort_key=sort_key("Văn phòng"),
    )  # fmt: skip
    register = open_register(
        actor=outsider, unit_id=unit.id, direction="received", name="Sổ đến", kinds=(), agency_symbol="", now=NOW
    )
    own = _party(outsider, THEIRS, "Văn phòng UBND tỉnh An Giang", own=True)
    other = _party(outsider, OURS, "Văn phòng UBND tỉnh Kiên Giang")
    (tmp_path / "truc").mkdir(exist_ok=True)
    return Office(clerk, outsider, own, other, register, FolderTransport(tmp_path / "truc", THEIRS), clock)


@pytest.fixture
def notice_out(ours: Office) -> Any:
    """A notice that Kiên Giang issued."""
    return issued(ours.leader)
