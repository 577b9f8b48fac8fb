"""The transition guard: which status may follow which, who may send it, and what it needs. Data, used by code and tests.

The regulation's own text on the order could not be read; the table is what its codes mean (docs/exchange.md).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.documents.exchange.codes import STATUS_NAMES, Kind, Status
from dondoc.documents.exchange.errors import CourseOver, StatusRefused


class Role(StrEnum):
    """The two sides of one sending."""

    RECEIVER = "receiver"
    ORIGINATOR = "originator"


class Need(StrEnum):
    """What must hold besides the status before."""

    REASON = "reason"  # words for the person on the other side
    REQUEST = "request"  # an unanswered 13, recall, update or replacement
    RESUMES = "resumes"  # it follows the status that stood before the request
    UPDATED = "updated"  # what was agreed to was an update: the document lives on


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table; `from_` is None where nothing was said of the document yet."""

    from_: Status | None
    to: Status
    who: Role
    needs: frozenset[Need] = frozenset()


S = Status
_LINE: tuple[tuple[Status | None, Status], ...] = (
    (None, S.ARRIVED), (S.ARRIVED, S.REFUSED), (S.ARRIVED, S.ACCEPTED), (S.ACCEPTED, S.ASSIGNED),
    (S.ASSIGNED, S.PROCESSING), (S.PROCESSING, S.COMPLETED),
)  # fmt: skip
_BEFORE_COMPLETED: tuple[Status | None, ...] = (None, S.ARRIVED, S.ACCEPTED, S.ASSIGNED, S.PROCESSING)
_WORDED = {S.REFUSED, S.DECLINED}


def _needs(to: Status, *more: Need) -> frozenset[Need]:
    return frozenset({*more, Need.REASON} if to in _WORDED else more)


TRANSITIONS: tuple[Transition, ...] = (
    *(Transition(before, to, Role.RECEIVER, _needs(to)) for before, to in _LINE),
    # The originator asks for it back before it is done, and may ask again after a refusal.
    *(Transition(before, S.TAKE_BACK, Role.ORIGINATOR, _needs(S.TAKE_BACK, Need.REASON)) for before in _BEFORE_COMPLETED),
    Transition(S.DECLINED, S.TAKE_BACK, Role.ORIGINATOR, _needs(S.TAKE_BACK, Need.REASON, Need.RESUMES)),
    Transition(S.AGREED, S.TAKE_BACK, Role.ORIGINATOR, _needs(S.TAKE_BACK, Need.REASON, Need.UPDATED, Need.RESUMES)),
    # The receiver answers a 13, or a packet that recalls, updates or replaces; that may come at any moment.
    *(
        Transition(before, to, Role.RECEIVER, _needs(to, Need.REQUEST))
        for to in (S.AGREED, S.DECLINED)
        for before in (*_BEFORE_COMPLETED, S.COMPLETED, S.TAKE_BACK, S.AGREED, S.DECLINED)
    ),
    # Work goes on where it stood: after a refusal, and after an update that was taken over.
    *(Transition(S.DECLINED, to, Role.RECEIVER, _needs(to, Need.RESUMES)) for _, to in _LINE),
    *(Transition(S.AGREED, to, Role.RECEIVER, _needs(to, Need.RESUMES, Need.UPDATED)) for _, to in _LINE),
)  # fmt: skip
_TABLE = {(one.from_, one.to, one.who): one for one in TRANSITIONS}
_FOLLOWS = frozenset(_LINE)
_ROLE_NAMES = {Role.RECEIVER: "bên nhận", Role.ORIGINATOR: "bên gửi"}


def transition(from_: Status | None, to: Status, who: Role) -> Transition | None:
    """Return the line of the table, None where there is none."""
    return _TABLE.get((from_, to, who))


def sender_of(status: Status) -> Role:
    """Which side sends a status: 13 is the originator's, all others the receiver's."""
    return Role.ORIGINATOR if status is Status.TAKE_BACK else Role.RECEIVER


def check(from_: Status | None, to: Status, who: Role, met: Collection[Need]) -> None:
    """Refuse a status that may not follow.

    Args:
        from_: the last status said of the document, by either side; None where nothing was said.
        to: the status to come.
        who: the side that sends it.
        met: the needs that are met.

    Raises:
        StatusRefused: no such transition, or a need is not met; the sentence says which.
    """
    if who is not sender_of(to):
        raise StatusRefused(
            f"Trạng thái {to.value} ({STATUS_NAMES[to]}) do {_ROLE_NAMES[sender_of(to)]} gửi, không phải {_ROLE_NAMES[who]}."
        )
    found = transition(from_, to, who)
    if found is None:
        raise StatusRefused(_not_after(from_, to))
    missing = found.needs - set(met)
    if Need.REQUEST in missing:
        raise StatusRefused(
            f"Trạng thái {to.value} chỉ gửi được khi bên gửi đã yêu cầu lấy lại (13) hoặc gửi gói thu hồi, cập nhật, thay thế."
        )
    if missing & {Need.RESUMES, Need.UPDATED}:
        raise StatusRefused(_not_after(from_, to))
    if Need.REASON in missing:
        raise StatusRefused(f"Trạng thái {to.value} ({STATUS_NAMES[to]}) phải kèm lý do.")


def _not_after(from_: Status | None, to: Status) -> str:
    before = f"{from_.value} ({STATUS_NAMES[from_]})" if from_ else "khi chưa có trạng thái nào"
    return f"Không được chuyển sang {to.value} ({STATUS_NAMES[to]}) {'từ ' if from_ else ''}{before}."


@dataclass(frozen=True, slots=True)
class Course:
    """What was said of one document between its originator and one receiver, as far as the guard needs it."""

    last: Status | None = None
    reached: Status | None = None  # the last of 01–06
    asked: Kind | Status | None = None  # an unanswered request
    agreed_to: Kind | Status | None = None
    over: bool = False

    def after_packet(self, kind: Kind) -> Course:
        """The course after the originator's packet of this kind; a new document starts it."""
        return Course() if kind is Kind.NEW else replace(self, asked=kind)

    def met(self, to: Status, reason: str) -> frozenset[Need]:
        """The needs that are met now for `to`."""
        met = set()
        if reason.strip():
            met.add(Need.REASON)
        if self.asked is not None:
            met.add(Need.REQUEST)
        if (self.reached, to) in _FOLLOWS or (to is Status.TAKE_BACK and self.reached in _BEFORE_COMPLETED):
            met.add(Need.RESUMES)
        if self.agreed_to is Kind.UPDATE:
            met.add(Need.UPDATED)
        return frozenset(met)

    def after(self, to: Status, who: Role, reason: str = "") -> Course:
        """The course after a status.

        Raises:
            StatusRefused: it may not follow.
        """
        if self.over:
            raise CourseOver
        check(self.last, to, who, self.met(to, reason))
        match to:
            case Status.TAKE_BACK:
                return replace(self, last=to, asked=to)
            case Status.AGREED:
                over = self.asked is not Kind.UPDATE
                return replace(self, last=to, agreed_to=self.asked, asked=None, over=over)
            case Status.DECLINED:
                return replace(self, last=to, asked=None)
            case _:
                return replace(self, last=to, reached=to)
