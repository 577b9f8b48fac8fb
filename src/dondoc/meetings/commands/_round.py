"""The facts of a round of slips: checked alike when it is opened and when it is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings.choices import Silence
from dondoc.meetings.commands._agenda import require_unit
from dondoc.meetings.commands._people import holder_on, short
from dondoc.meetings.commands._room import text_of
from dondoc.meetings.commands._slips import require_working_day
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.titles import full_title
from dondoc.organizations.models import Post

_MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """What is asked, of whom, until when.

    Attributes:
        title: what it is about.
        content: what the members are asked to agree to.
        due_at: the aware moment until which they answer.
        silence: a code of Silence.
        member_post_ids: the posts whose holders are the members, in their order.
        proposer_unit_id: who submits the matter.
    """

    title: str
    content: str
    due_at: dt.datetime
    member_post_ids: Sequence[int]
    silence: str = Silence.AGREES
    proposer_unit_id: int | None = None


def set_facts(found: SlipRound, facts: RoundFacts, *, now: dt.datetime) -> None:
    """Set the facts of a round, which is not saved here.

    Raises:
        BadInput: a fact that cannot be; its sentence names the field.
    """
    found.title = short(facts.title, 400, "title")
    if not found.title:
        raise BadInput(_("Hãy ghi việc cần lấy ý kiến."), field="title")
    found.content = text_of(facts.content, needed=True, field="content")
    if facts.silence not in Silence.values:
        raise BadInput(_("Hãy chọn cách tính phiếu không trả lời."), field="silence")
    if facts.due_at <= now:
        raise BadInput(_("Hạn trả lời phải sau thời điểm hiện tại."), field="due_at")
    require_working_day(found.jurisdiction_id, facts.due_at)
    require_unit(found.jurisdiction_id, facts.proposer_unit_id, "proposer_unit")
    found.silence, found.due_at, found.proposer_unit_id = facts.silence, facts.due_at, facts.proposer_unit_id


def set_members(found: SlipRound, post_ids: Sequence[int], *, now: dt.datetime) -> list[Slip]:
    """Write a slip for each member, in place of those there were.

    Raises:
        BadInput: nobody, too many, or a post that is not there or held by nobody today.
    """
    wanted = list(dict.fromkeys(post_ids))
    if not 0 < len(wanted) <= _MOST_MEMBERS:
        raise BadInput(_("Hãy chọn các thành viên được lấy ý kiến (nhiều nhất 500)."), field="members")
    posts = {
        post.id: post
        for post in Post.objects.select_related("unit").filter(jurisdiction_id=found.jurisdiction_id, id__in=wanted)
    }
    if len(posts) != len(wanted):
        raise BadInput(_("Một chức danh không còn trong danh mục; hãy chọn lại thành viên."), field="members")
    Slip.objects.filter(jurisdiction_id=found.jurisdiction_id, round_id=found.id).delete()
    slips = []
    for position, post_id in enumerate(wanted, start=1):
        post = posts[post_id]
        held = holder_on(found.jurisdiction_id, post.id, local_day(now))
        if held is None:
            raise BadInput(
                _("Chức danh %(title)s %(unit)s hiện chưa có người giữ nên không lấy ý kiến được.")
                % {"title": post.title, "unit": post.unit.name},
                field="members",
            )
        slips.append(
            Slip.objects.create(
                jurisdiction_id=found.jurisdiction_id, round_id=found.id, position=position, unit_id=post.unit_id,
                post_id=post.id, person_name=held.person_name, title=full_title(post.title, post.unit.name),
            )
        )  # fmt: skip
    return slips


def payload_of(found: SlipRound, slips: Sequence[Slip]) -> dict[str, object]:
    """A round as the ledger keeps it."""
    return {
        "title": found.title, "content": found.content, "due_at": found.due_at.isoformat(),
        "silence": str(found.silence), "proposer_unit_id": found.proposer_unit_id, "file_id": found.file_id,
        "members": [{"slip_id": slip.id, "post_id": slip.post_id, "person_name": slip.person_name} for slip in slips],
    }  # fmt: skip
