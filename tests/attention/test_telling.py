"""Who is told what: those whom a comment calls on, and those who watch, once each, as far as they may read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from tests.conftest import NOW
from tests.directives import story

from dondoc.attention.commands.change_comment import change_comment
from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.unwatch import unwatch
from dondoc.attention.commands.watch import watch
from dondoc.attention.commands.write_comment import write_comment
from dondoc.attention.jobs import tell_all
from dondoc.attention.selectors import watches_seen
from dondoc.attention.telling import tell_watchers
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.notifications.models import Message
from dondoc.notifications.selectors import messages_of

MINUTE = dt.timedelta(minutes=1)
SOON = NOW + dt.timedelta(hours=1)


def said_to(user: Any) -> QuerySet[Message]:
    """What this room told a person."""
    return messages_of(user).filter(kind__startswith="attention.")


def begin() -> None:
    """The first run, of a minute before all that happens: it tells nothing."""
    assert tell_watchers(jurisdiction_id=1, now=NOW - MINUTE) == 0


def subjects(user: Any) -> list[str]:
    return [subject_of(one.kind, one.payload) for one in said_to(user)]


def test_who_is_called_on_is_told_at_once_and_where_it_stands(specialist: Any, lead_focal: Any, task: Any) -> None:
    comment = write_comment(actor=specialist, directive_id=task.id, text="@dm.skhdt @chuyenvien xem", now=NOW)
    (message,) = said_to(lead_focal)
    assert (message.kind, message.is_urgent) == ("attention.mentioned", True)
    assert message.path == f"/nhiem-vu/{task.id}/#y-kien-{comment.id}"
    assert subject_of(message.kind, message.payload) == "Chuyên viên Phạm Cường nhắc tới bạn"
    assert "“@dm.skhdt @chuyenvien xem”" in text_of(message.kind, message.payload)
    assert not said_to(specialist).exists()


def test_a_changed_comment_tells_only_whom_it_calls_on_now(
    specialist: Any, lead_focal: Any, lead_head: Any, task: Any
) -> None:
    comment = write_comment(actor=specialist, directive_id=task.id, text="@dm.skhdt xem", now=NOW)
    change_comment(actor=specialist, comment_id=comment.id, text="@dm.skhdt @gd.skhdt xem", now=SOON)
    assert (said_to(lead_focal).count(), said_to(lead_head).count()) == (1, 1)


def test_who_watches_is_told_of_what_others_do_once(
    specialist: Any, lead_focal: Any, chair: Any, task: Any, lead_part: Any
) -> None:
    begin()
    watch(actor=chair, directive_id=task.id, now=NOW)
    watch(actor=lead_focal, directive_id=task.id, now=NOW)
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=SOON)
    assert tell_watchers(jurisdiction_id=1, now=SOON + MINUTE) == 1
    assert tell_watchers(jurisdiction_id=1, now=SOON + 2 * MINUTE) == 0
    assert subjects(chair) == ["Sở Kế hoạch và Đầu tư tiếp nhận nhiệm vụ"]
    assert not said_to(lead_focal).exists()
    message = said_to(chair)[0]
    assert text_of(message.kind, message.payload).startswith(
        "Sở Kế hoạch và Đầu tư tiếp nhận nhiệm vụ (Đầu mối Vũ Giang)\nNhiệm vụ: Sở Kế hoạch và Đầu tư tham mưu"
    )


def test_what_was_recorded_before_one_watched_or_before_the_first_run_is_not_told(
    lead_focal: Any, chair: Any, task: Any, lead_part: Any
) -> None:
    begin()
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=NOW)
    watch(actor=chair, directive_id=task.id, now=SOON)
    assert tell_watchers(jurisdiction_id=1, now=SOON + MINUTE) == 0


def test_what_became_visible_late_is_still_told(lead_focal: Any, chair: Any, task: Any, lead_part: Any) -> None:
    """A transaction recorded before a run may be committed after it."""
    begin()
    watch(actor=chair, directive_id=task.id, now=NOW)
    tell_watchers(jurisdiction_id=1, now=SOON + MINUTE)
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=SOON)
    assert tell_watchers(jurisdiction_id=1, now=SOON + 2 * MINUTE) == 1


def test_a_theme_is_watched_with_all_that_belongs_to_it(
    office_leader: Any, specialist: Any, lead_focal: Any, chair: Any, task: Any, lead_part: Any
) -> None:
    begin()
    theme = open_theme(actor=office_leader, name="Tết", starts_on=NOW.date(), now=NOW)
    watch(actor=chair, theme_id=theme.id, now=NOW)
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=SOON)
    assert tell_watchers(jurisdiction_id=1, now=SOON) == 0
    gather_directives(actor=office_leader, theme_id=theme.id, directive_ids=[task.id], now=SOON)
    write_comment(actor=specialist, directive_id=task.id, text="Chậm", now=SOON + MINUTE)
    tell_watchers(jurisdiction_id=1, now=SOON + 2 * MINUTE)
    assert "Chuyên viên Phạm Cường gửi ý kiến" in subjects(chair)


def test_who_was_told_when_it_happened_is_not_told_again_for_watching(
    specialist: Any, lead_focal: Any, chair: Any, task: Any, lead_part: Any
) -> None:
    begin()
    for who in (chair, lead_focal):
        watch(actor=who, directive_id=task.id, now=NOW)
    day = dt.date(2021, 3, 1)
    set_deadline(actor=specialist, assignment_id=lead_part.id, due_on=day, reason="Chờ số liệu.", now=SOON)
    assert [one.kind for one in messages_of(lead_focal)][:1] == ["directives.step"]
    assert tell_watchers(jurisdiction_id=1, now=SOON + MINUTE) == 1
    assert said_to(chair).count() == 1
    assert not said_to(lead_focal).exists()


def test_units_side_by_side_are_not_told_of_each_other(
    specialist: Any, lead_focal: Any, other_unit_focal: Any, province: Any
) -> None:
    both = story.give(specialist, province, leads=("skhdt", "syt"))
    own = story.assignment(both, province.units["skhdt"])
    begin()
    for who in (lead_focal, other_unit_focal):
        watch(actor=who, directive_id=both.id, now=NOW)
    write_comment(actor=specialist, directive_id=both.id, text="Riêng", assignment_id=own.id, now=SOON)
    acknowledge(actor=lead_focal, assignment_id=own.id, now=SOON)
    tell_watchers(jurisdiction_id=1, now=SOON + MINUTE)
    assert subjects(lead_focal) == ["Chuyên viên Phạm Cường gửi ý kiến"]
    assert not said_to(other_unit_focal).exists()


def test_who_watches_no_more_or_left_is_told_nothing(
    lead_focal: Any, chair: Any, specialist: Any, task: Any, lead_part: Any
) -> None:
    begin()
    for who in (chair, specialist):
        watch(actor=who, directive_id=task.id, now=NOW)
    assert unwatch(actor=chair, directive_id=task.id)
    assert not unwatch(actor=chair, directive_id=task.id)
    specialist.is_active = False
    specialist.save()
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=SOON)
    assert tell_watchers(jurisdiction_id=1, now=SOON + MINUTE) == 0


def test_what_one_may_not_see_any_more_is_listed_without_its_words(
    specialist: Any, province: Any, task: Any, outsider: Any
) -> None:
    watch(actor=specialist, directive_id=task.id, now=NOW)
    specialist.fields = [province.fields["van-xa"].id]
    (row,) = watches_seen(specialist)
    assert (row.directive, row.theme) == (None, None)
    assert unwatch(actor=specialist, directive_id=task.id)


def test_the_job_tells_each_jurisdiction_by_its_own_clock(
    lead_focal: Any, chair: Any, task: Any, lead_part: Any
) -> None:
    begin()
    watch(actor=chair, directive_id=task.id, now=NOW)
    acknowledge(actor=lead_focal, assignment_id=lead_part.id, now=SOON)
    assert tell_all(jurisdiction_id=None, now=SOON + MINUTE) == {"told": 1}
