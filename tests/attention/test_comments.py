"""Comments: who writes, who reads, whom they call on, what stays of what was taken away."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import NOW
from tests.directives import story

from dondoc.attention.commands.change_comment import change_comment
from dondoc.attention.commands.remove_comment import remove_comment
from dondoc.attention.commands.write_comment import write_comment
from dondoc.attention.models import Comment, Mention
from dondoc.attention.permissions import readers
from dondoc.attention.selectors import comments_for, subject_for
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def write(actor: Any, task: Any, text: str = "Vướng mặt bằng.", **more: Any) -> Comment:
    return write_comment(actor=actor, directive_id=task.id, text=text, now=NOW, **more)


def read(user: Any, task: Any) -> list[str]:
    return [said.comment.text for said in comments_for(user, subject_for(user, task.id))]


@pytest.mark.parametrize(
    "who", ["chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "coordinating_focal"]
)
def test_whoever_works_on_it_says_something(who: str, request: Any, chair: Any, task: Any) -> None:
    actor = request.getfixturevalue(who)
    comment = write(actor, task)
    assert read(chair, task) == ["Vướng mặt bằng."]
    event = LedgerEvent.objects.get(jurisdiction_id=1, aggregate="comment", aggregate_id=comment.id)
    assert (event.code, event.payload["text"], event.actor_id) == ("comment.written", "Vướng mặt bằng.", actor.pk)


def test_who_only_looks_on_reads_and_says_nothing(observer: Any, specialist: Any, task: Any) -> None:
    write(specialist, task)
    assert read(observer, task) == ["Vướng mặt bằng."]
    with pytest.raises(Refused):
        write(observer, task)


@pytest.mark.parametrize("who", ["other_unit_focal", "outsider", "administrator"])
def test_for_outsiders_there_is_nothing_to_say(who: str, request: Any, task: Any) -> None:
    with pytest.raises(NotFound):
        write(request.getfixturevalue(who), task)


def test_units_side_by_side_do_not_read_what_is_said_of_each_other(
    specialist: Any, lead_focal: Any, other_unit_focal: Any, coordinating_focal: Any, province: Any
) -> None:
    both = story.give(specialist, province, leads=("skhdt", "syt"), coordinates=("stc",))
    own = story.assignment(both, province.units["skhdt"])
    write(specialist, both, "Chung cho cả hai")
    write(specialist, both, "Riêng của Sở KH&ĐT", assignment_id=own.id)
    assert read(lead_focal, both) == read(coordinating_focal, both) == ["Chung cho cả hai", "Riêng của Sở KH&ĐT"]
    assert read(other_unit_focal, both) == ["Chung cho cả hai"]
    with pytest.raises(NotFound):
        write(other_unit_focal, both, assignment_id=own.id)


def test_a_part_of_another_directive_is_no_part_of_this_one(specialist: Any, task: Any, province: Any) -> None:
    other = story.assignment(story.give(specialist, province), province.units["skhdt"])
    with pytest.raises(NotFound):
        write(specialist, task, assignment_id=other.id)


def test_those_called_on_are_kept_once_and_named(
    specialist: Any, lead_focal: Any, office_leader: Any, task: Any
) -> None:
    comment = write(specialist, task, "@DM.skhdt xem lại với @chanhvp, @dm.skhdt nhé.")
    assert set(Mention.objects.values_list("user_id", flat=True)) == {lead_focal.pk, office_leader.pk}
    (said,) = comments_for(specialist, subject_for(specialist, task.id))
    assert said.comment.id == comment.id
    assert said.names == {"dm.skhdt": "Đầu mối Vũ Giang", "chanhvp": "Chánh Văn phòng Lê Thị Bình"}


@pytest.mark.parametrize("name", ["khong-co-ai", "dm.syt", "hdnd", "quantri", "nguoingoai"])
def test_nobody_is_called_on_who_does_not_read_it(
    name: str, specialist: Any, task: Any, other_unit_focal: Any, observer: Any, administrator: Any, outsider: Any
) -> None:
    with pytest.raises(BadInput) as refused:
        write(specialist, task, f"Nhờ @{name} xem")
    assert refused.value.code == "cannot_read"
    assert not Comment.objects.exists()


def test_who_can_be_called_on_follows_who_reads(
    specialist: Any, chair: Any, lead_head: Any, coordinating_focal: Any, other_unit_focal: Any, observer: Any,
    make_user: Any, province: Any,
) -> None:  # fmt: skip
    make_user("cv.vanxa", "specialist", unit="vp", fields=("van-xa",))
    both = story.give(specialist, province, leads=("skhdt", "syt"), coordinates=("stc",))
    parts = list(both.assignments.all())
    own = next(one for one in parts if one.unit_id == province.units["skhdt"].id)
    whole = {user.username for user in readers(both, parts, None)}
    assert whole == {"chutich", "chuyenvien", "gd.skhdt", "dm.stc", "dm.syt"}
    assert {user.username for user in readers(both, parts, own.id)} == whole - {"dm.syt"}


def test_own_words_are_changed_and_the_ledger_keeps_both(
    specialist: Any, office_leader: Any, lead_focal: Any, task: Any
) -> None:
    comment = write(specialist, task, "Hạn là 25/1, @dm.skhdt.")
    change_comment(actor=specialist, comment_id=comment.id, text="Hạn là 26/1, @chanhvp.", now=story.at("2021-01-19"))
    assert read(specialist, task) == ["Hạn là 26/1, @chanhvp."]
    assert set(Mention.objects.values_list("user_id", flat=True)) == {office_leader.pk}
    kept = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="comment").order_by("seq")
    assert [event.payload["text"] for event in kept] == ["Hạn là 25/1, @dm.skhdt.", "Hạn là 26/1, @chanhvp."]
    with pytest.raises(Refused):
        change_comment(actor=office_leader, comment_id=comment.id, text="Khác", now=NOW)


def test_a_comment_is_removed_by_its_writer_or_the_leader_of_the_office(
    specialist: Any, office_leader: Any, lead_focal: Any, task: Any
) -> None:
    first, second = write(specialist, task), write(lead_focal, task)
    with pytest.raises(Refused):
        remove_comment(actor=specialist, comment_id=second.id, now=NOW)
    remove_comment(actor=specialist, comment_id=first.id, now=NOW)
    removed = remove_comment(actor=office_leader, comment_id=second.id, now=NOW)
    assert (removed.removed_at, removed.removed_by_id) == (NOW, office_leader.pk)
    assert remove_comment(actor=office_leader, comment_id=second.id, now=story.at("2021-01-20")).removed_at == NOW
    with pytest.raises(Refused):
        change_comment(actor=specialist, comment_id=first.id, text="Lại", now=NOW)


@pytest.mark.parametrize("text", ["   ", "a" * 4001, "a\0b"])
def test_what_no_comment_can_be_is_said_at_the_text(specialist: Any, task: Any, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        write(specialist, task, text)
    assert refused.value.details["field"] == "text"


def test_a_comment_calls_on_twenty_people_at_most(specialist: Any, task: Any) -> None:
    with pytest.raises(BadInput) as refused:
        write(specialist, task, " ".join(f"@nguoi{k}" for k in range(21)))
    assert refused.value.code == "too_many"
