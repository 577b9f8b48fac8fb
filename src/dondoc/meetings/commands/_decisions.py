"""The votes of a decision, checked alike when it is recorded and when it is changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.meetings.choices import Attendee, Presence
from dondoc.meetings.models import Invitee, Meeting


@dataclass(frozen=True, slots=True)
class Votes:
    """How many were for, against, and for neither; None where no votes were taken."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None


def voters_of(meeting: Meeting) -> int:
    """How many may vote: who is called and came in person, in a category whose members are counted, and the chair.

    A substitute may speak but does not vote (NĐ 191/2026/NĐ-CP, at Government level; taken as the default here).
    """
    came = Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True,
        category__is_counted=True, presence=Presence.PRESENT, attendee=Attendee.INVITED,
    ).count()  # fmt: skip
    return came + 1


def require_votes(meeting: Meeting, votes: Votes) -> None:
    """Do nothing where the votes can be.

    Raises:
        BadInput: one is given and another is not, one is negative, or there are more than may vote.
    """
    given = (votes.in_favour, votes.against, votes.abstained)
    if all(one is None for one in given):
        return
    if any(one is None or one < 0 for one in given):
        raise BadInput(_("Hãy ghi đủ số phiếu đồng ý, không đồng ý và không có ý kiến (số không âm)."), field="votes")
    cast, may = sum(one or 0 for one in given), voters_of(meeting)
    if cast > may:
        raise BadInput(
            _("Tổng số phiếu (%(cast)s) nhiều hơn số thành viên có mặt được biểu quyết (%(may)s).")
            % {"cast": cast, "may": may},
            code="too_many_votes",
            field="votes",
        )
