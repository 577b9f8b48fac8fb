"""A conference that is planned: the office holds it, the chair of the committee chairs it, heads are called to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from tests.conftest import NOW

LOCAL = dt.timezone(dt.timedelta(hours=7))
#: Friday 22 January 2021, 8:00: three working days after the story's Monday.
STARTS = dt.datetime(2021, 1, 22, 8, 0, tzinfo=LOCAL)
ENDS = dt.datetime(2021, 1, 22, 11, 30, tzinfo=LOCAL)
#: That morning, when people come in.
MORNING = STARTS - dt.timedelta(minutes=30)
#: The same hours three days later.
LATER = {"starts_at": STARTS + dt.timedelta(days=3), "ends_at": ENDS + dt.timedelta(days=3)}


@pytest.fixture
def heads(province: Any) -> Any:
    """Heads and deputies of the story's units, by unit code: `.head["syt"]`, `.deputy["syt"]`; each held."""
    from dondoc.organizations.models import Post, Tenure

    head, deputy = {}, {}
    names = {
        "ubnd": ("Chủ tịch", "Trần Văn An", "Phó Chủ tịch", "Phan Thị Oanh"),
        "vp": ("Chánh Văn phòng", "Lê Thị Bình", "Phó Chánh Văn phòng", "Đỗ Văn Hòa"),
        "skhdt": ("Giám đốc", "Đỗ Em", "Phó Giám đốc", "Cao Văn Khoa"),
        "stc": ("Giám đốc", "Hồ Hạnh", "Phó Giám đốc", "Lâm Thị Liên"),
        "syt": ("Giám đốc", "Bùi Ích", "Phó Giám đốc", "Ngô Văn Minh"),
        "bdbp": ("Chỉ huy trưởng", "Tạ Văn Nam", "Phó Chỉ huy trưởng", "Vũ Văn Oai"),
        "rachgia": ("Chủ tịch", "Lý Văn Phúc", "Phó Chủ tịch", "Mai Thị Quyên"),
        "hondat": ("Chủ tịch", "Trịnh Văn Sơn", "Phó Chủ tịch", "Hà Thị Tâm"),
    }
    for code, (title, person, second_title, second) in names.items():
        for book, post_code, post_title, is_head, name in (
            (head, "head", title, True, person), (deputy, "deputy", second_title, False, second),
        ):  # fmt: skip
            post = Post.objects.create(
                jurisdiction_id=province.id, unit_id=province.units[code].id, code=post_code, title=post_title,
                is_head=is_head, rank=1 if is_head else 10,
            )  # fmt: skip
            Tenure.objects.create(
                jurisdiction_id=province.id, post_id=post.id, person_name=name, valid_from=dt.date(2020, 1, 1)
            )
            book[code] = post
    return SimpleNamespace(head=head, deputy=deputy)


@pytest.fixture
def plan_of(heads: Any) -> Callable[..., Any]:
    """A function that makes a plan; what is not said is the conference's."""
    from dondoc.meetings.commands._plan import Plan

    def make(**more: Any) -> Any:
        return Plan(
            **{
                "kind": "conference", "form": "hybrid", "starts_at": STARTS, "ends_at": ENDS,
                "title": "Hội nghị kiểm điểm công tác chỉ đạo, điều hành quý I", "place": "Hội trường A",
                "chair_post_id": heads.head["ubnd"].id, "chair_title": "Chủ tịch UBND tỉnh",
                "content": "Kiểm điểm công tác chỉ đạo, điều hành.", **more,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def meeting(province: Any, specialist: Any, plan_of: Callable[..., Any]) -> Any:
    """The conference, planned."""
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    return plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(), now=NOW)


@pytest.fixture
def called(meeting: Any, heads: Any, province: Any) -> Any:
    """The conference with whom it calls: members who may send a deputy by consent, and districts that chair venues.

    `.meeting`, `.members`, `.districts` (categories), `.by["syt"]` (invitees by unit code), `.venue["hondat"]`.
    The meeting is as after its invitation.
    """
    from dondoc.meetings.models import Category, Invitee, Venue
    from dondoc.organizations.models import Tenure

    here = {"jurisdiction_id": province.id, "meeting_id": meeting.id}
    members = Category.objects.create(
        **here, position=1, name="Thành viên UBND tỉnh", requirement="deputy", is_counted=True, has_vote=True
    )
    districts = Category.objects.create(
        **here, position=2, name="Chủ tịch UBND các huyện, thành phố", requirement="deputy", is_counted=True
    )
    by: dict[str, Any] = {}
    venues: dict[str, Any] = {}
    for place, (code, category) in enumerate(
        (("skhdt", members), ("stc", members), ("syt", members), ("bdbp", members), ("rachgia", districts), ("hondat", districts)),
    ):  # fmt: skip
        post = heads.head[code]
        unit = province.units[code]
        if category is districts:
            venues[code] = Venue.objects.create(**here, position=place, name=f"Điểm cầu {unit.name}", unit_id=unit.id)
        by[code] = Invitee.objects.create(
            **here, category_id=category.id, position=place, unit_id=unit.id, post_id=post.id, body=unit.name,
            person_name=Tenure.objects.get(post_id=post.id).person_name, title=f"{post.title} {unit.name}",
            venue_id=venues[code].id if code in venues else None,
        )  # fmt: skip
        if code in venues:
            venues[code].chair_id = by[code].id
            venues[code].save()
    meeting.state, meeting.called_at = "called", NOW
    meeting.save()
    return SimpleNamespace(meeting=meeting, members=members, districts=districts, by=by, venue=venues)


def put_on(meeting: Any, begins: dt.datetime = NOW) -> None:
    """Let a meeting begin then, as if it had been planned so: it is opened on its own day only."""
    from dondoc.meetings.models import Meeting

    Meeting.objects.filter(id=meeting.id).update(starts_at=begins, ends_at=begins + (ENDS - STARTS))


def change(actor: Any, meeting: Any, plan: Any, **more: Any) -> Any:
    """Change a plan, begun from its current version unless another is said."""
    from dondoc.meetings.commands.change_meeting import change_meeting

    said = {"version": meeting.version, "now": NOW, **more}
    return change_meeting(actor=actor, meeting_id=meeting.id, plan=plan, **said)
