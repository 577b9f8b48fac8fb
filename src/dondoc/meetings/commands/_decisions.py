"""The votes of a decision, checked alike when it is recorded and when it is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.meetings.choices import Attendee, Presence
from dondoc.meetings.models import Decision, Invitee, Meeting


@dataclass(frozen=True, slots=True)
class Votes:
    """How many were for, against, and for neither; None where no votes were taken."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def named(self) -> dict[str, int | None]:
        """The votes by the names that a decision's row has for them."""
        return {"votes_for": self.in_favour, "votes_against": self.against, "votes_abstained": self.abstained}


def said_in(decision: Decision) -> dict[str, Any]:
    """What a decision says: its words and its votes, for one who wrote another."""
    votes = Votes(decision.votes_for, decision.votes_against, decision.votes_abstained)
    return {"text": decision.text, **votes.named}


@dataclass(frozen=True, slots=True)
class Voting:
    """Who may vote on the decisions of a meeting, its chair among them.

    Attributes:
        called: how many of the meeting have a vote, present or not.
        present: how many of them are here in person: a substitute speaks but does not vote.
    """

    called: int
    present: int

    @property
    def is_quorate(self) -> bool:
        """Whether at least two thirds of those with a vote are here."""
        return self.present * 3 >= self.called * 2


def voting_of(meeting: Meeting) -> Voting | None:
    """Who may vote in a meeting; None where no category of it has a vote.

    The rules are those of the Government's own meetings (NĐ 191/2026/NĐ-CP: two thirds, no vote for a substitute),
    taken as the default here.
    """
    voting = Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True,
        category__has_vote=True,
    )  # fmt: skip
    called = voting.count()
    if not called:
        return None
    return Voting(called + 1, voting.filter(presence=Presence.PRESENT, attendee=Attendee.INVITED).count() + 1)


def require_votes(meeting: Meeting, votes: Votes) -> None:
    """Do nothing where the votes can be.

    Raises:
        BadInput: one is given and another is not, one is negative, nobody of the meeting has a vote, or there are
            more than may vote.
    """
    given = (votes.in_favour, votes.against, votes.abstained)
    if all(one is None for one in given):
        return
    if any(one is None or one < 0 for one in given):
        raise BadInput(_("Hãy ghi đủ số phiếu đồng ý, không đồng ý và không có ý kiến (số không âm)."), field="votes")
    voting = voting_of(meeting)
    if voting is None:
        raise BadInput(
            _("Chưa thành phần dự họp nào được ghi là có quyền biểu quyết: hãy sửa thành phần dự họp trước."),
            code="nobody_votes",
            field="votes",
        )
    cast, may = sum(one or 0 for one in given), voting.present
    if cast > may:
        raise BadInput(
            _("Tổng số phiếu (%(cast)s) nhiều hơn số thành viên có mặt được biểu quyết (%(may)s).")
            % {"cast": cast, "may": may},
            code="too_many_votes",
            field="votes",
        )
