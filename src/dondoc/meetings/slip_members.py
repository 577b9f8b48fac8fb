"""Who may be asked by slip: the committee's members, and the heads of other bodies where somebody wants them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dondoc.meetings.titles import full_title
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import GroupMembership, Post, Tenure
from dondoc.organizations.selectors import valid_on

#: The group of the directory whose units' heads are members of the committee, beside its own leaders.
MEMBERS_GROUP = "thanh_vien_ubnd"
_KINDS = (UnitKind.COMMITTEE, UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.PROVINCIAL_BODY, UnitKind.VERTICAL)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be asked: a post, its holder in words, and whether they are a member of the committee."""

    post_id: int
    said: str
    is_member: bool


def candidates(jurisdiction_id: int, on: dt.date) -> list[Candidate]:
    """The posts that somebody holds on the day: leaders of the committee, then heads of bodies under it.

    Where the directory does not have the group of members, everybody is taken for one: who is asked is the office's word.
    """
    here = {"jurisdiction_id": jurisdiction_id}
    in_group = set(
        GroupMembership.objects.filter(valid_on(on), **here, group__code=MEMBERS_GROUP).values_list(
            "unit_id", flat=True
        )
    )
    held = dict(Tenure.objects.filter(valid_on(on), **here).values_list("post_id", "person_name"))
    posts = Post.objects.select_related("unit").filter(**here, unit__kind__in=_KINDS)
    wanted = [post for post in posts if post.id in held and (post.is_head or post.unit.kind == UnitKind.COMMITTEE)]
    order = {kind: number for number, kind in enumerate(_KINDS)}
    wanted.sort(key=lambda post: (order[UnitKind(post.unit.kind)], post.unit.sort_key, not post.is_head, post.rank))
    return [
        Candidate(
            post.id, f"{full_title(post.title, post.unit.name)} – {held[post.id]}",
            not in_group or post.unit.kind == UnitKind.COMMITTEE or post.unit_id in in_group,
        )
        for post in wanted
    ]  # fmt: skip


def members(jurisdiction_id: int, on: dt.date) -> list[int]:
    """The posts of all members of the committee, in their order."""
    return [one.post_id for one in candidates(jurisdiction_id, on) if one.is_member]
