"""Reads of opinions by slip: who sees which round, whose slip is whose, what a round comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState, Silence
from dondoc.meetings.members import own_posts
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.permissions import may_see_meetings, sees_all_meetings, units_of
from dondoc.meetings.slip_rules import Result, result_of

#: Who signs a member's slip: the member themselves. A focal point sees the matter and prepares it outside of the system.
_SIGNS = frozenset({Role.UNIT_HEAD, Role.CHAIR})


def visible_rounds(user: User) -> QuerySet[SlipRound]:
    """The rounds that `user` may know of: the office and the chair all, a member's unit those that were sent to it.

    What was cancelled before it was sent is nobody's but the office's.
    """
    here = SlipRound.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if sees_all_meetings(user):
        return here
    if not may_see_meetings(user):
        return here.none()
    own = Slip.objects.filter(jurisdiction_id=user.jurisdiction_id, round_id=OuterRef("id"), unit_id__in=units_of(user))
    return here.exclude(state=RoundState.DRAFT).filter(Exists(own), sent_at__isnull=False)


def slip_round_of(user: User, round_id: int) -> SlipRound:
    """The round.

    Raises:
        NotFound: there is none that `user` may know of.
    """
    found = (
        visible_rounds(user).select_related("unit", "proposer_unit", "file", "record_draft").filter(id=round_id).first()
    )
    if found is None:
        raise NotFound
    return found


def slips_of(found: SlipRound) -> list[Slip]:
    """All slips of a round, in the order of its members."""
    here = Slip.objects.select_related("unit").filter(jurisdiction_id=found.jurisdiction_id, round_id=found.id)
    return list(here.order_by("position", "id"))


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that was put off: from when to when, and why."""

    before: dt.datetime
    due_at: dt.datetime
    reason: str


def extensions_of(found: SlipRound) -> list[Extension]:
    """How often the deadline of a round was put off, the first first."""
    told = LedgerEvent.objects.filter(
        jurisdiction_id=found.jurisdiction_id, aggregate=events.SLIP_ROUND, aggregate_id=found.id,
        code=events.ROUND_EXTENDED,
    )  # fmt: skip
    return [
        Extension(dt.datetime.fromisoformat(payload["from"]), dt.datetime.fromisoformat(payload["due_at"]), reason)
        for payload, reason in told.order_by("seq").values_list("payload", "reason")
    ]


def results_of(rounds: Iterable[SlipRound]) -> dict[int, Result]:
    """What each of these rounds comes to as it stands, by the round's id; one query for all."""
    wanted = list(rounds)
    stances: dict[int, list[str]] = {found.id: [] for found in wanted}
    keys = {found.jurisdiction_id for found in wanted}
    rows = Slip.objects.filter(jurisdiction_id__in=keys, round_id__in=list(stances))
    for round_id, stance in rows.values_list("round_id", "stance"):
        stances[round_id].append(stance)
    return {found.id: result_of(stances[found.id], _silence_now(found)) for found in wanted}


def own_slips(user: User, found: SlipRound) -> list[Slip]:
    """The slips of a round that are the user's unit's."""
    mine = units_of(user)
    return [slip for slip in slips_of(found) if slip.unit_id in mine]


def slips_to_answer(user: User, rounds: Iterable[SlipRound], *, on: dt.date) -> dict[int, Slip]:
    """The slip of each round that `user` answers, by the round's id (two queries): of the post that they hold on the day.

    Nobody else of the unit or of the committee answers it.
    """
    if not user.is_active or user.role not in _SIGNS or user.unit_id is None:
        return {}
    mine = Slip.objects.filter(
        jurisdiction_id=user.jurisdiction_id, round_id__in=[found.id for found in rounds], unit_id=user.unit_id,
        post_id__in=own_posts(user, on),
    ).order_by("-position", "-id")  # fmt: skip
    return {slip.round_id: slip for slip in mine}  # of several the first


def why_not_answer(user: User, slip: Slip, *, on: dt.date) -> str:
    """Why this person does not answer the slip, in a sentence; "" where they do."""
    if not _signs(user, slip):
        return _("Phiếu do chính thành viên được lấy ý kiến trả lời.")
    mine = own_posts(user, on)
    if slip.post_id in mine:
        return ""
    if mine:
        return _("Phiếu này của %(member)s; bạn chỉ trả lời phiếu của chức danh mình đang giữ.") % {
            "member": " ".join(part for part in (slip.title, slip.person_name) if part)
        }
    return _(
        "Tài khoản của bạn chưa khớp với người giữ chức danh nào của đơn vị nên chưa trả lời phiếu được. Hãy đề nghị người "
        "quản trị ghi đúng họ tên, thư điện tử ở tài khoản và ở chức danh."
    )


def _signs(user: User, slip: Slip) -> bool:
    return user.is_active and user.role in _SIGNS and slip.unit_id == user.unit_id


def may_see_answers(user: User) -> bool:
    """Whether `user` sees who said what: the office, and the chair."""
    return sees_all_meetings(user)


def result(found: SlipRound, slips: Iterable[Slip]) -> Result:
    """What a round comes to as it stands. While it is open nobody is silent yet, so who has not answered counts for nothing."""
    return result_of((slip.stance for slip in slips), _silence_now(found))


def _silence_now(found: SlipRound) -> str:
    return found.silence if found.state == RoundState.CLOSED else Silence.UNANSWERED


def waiting_slips(user: User, *, now: dt.datetime) -> list[Slip]:
    """The slips that wait for this person's answer and may still be answered, the soonest first."""
    if user.role not in _SIGNS or user.unit_id is None:
        return []
    return list(
        Slip.objects.select_related("round")
        .filter(
            jurisdiction_id=user.jurisdiction_id, unit_id=user.unit_id, post_id__in=own_posts(user, local_day(now)),
            round__state=RoundState.SENT, round__due_at__gte=now, stance="",
        )
        .order_by("round__due_at", "id")
    )  # fmt: skip
