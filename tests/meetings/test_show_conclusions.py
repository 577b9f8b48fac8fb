"""What of the conclusions everybody sees."""

from __future__ import annotations

from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office
from tests.meetings.room_world import line_of

from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.models import LiveChange


def test_what_is_not_shown_is_the_secretaries_own(running, specialist):
    line_of(specialist, running)
    assert LiveChange.objects.filter(part="conclusions").get().audience == "office"
    (shown,) = show_conclusions(actor=specialist, meeting_id=running.id, shown=True, now=NOW)
    assert LiveChange.objects.filter(part="conclusions").latest("seq").audience == "all"
    change_conclusion(actor=specialist, conclusion_id=shown.id, version=1, text="Mới", now=NOW)
    assert LiveChange.objects.filter(part="conclusions").latest("seq").audience == "all"
    assert not show_conclusions(actor=specialist, meeting_id=running.id, shown=True, now=NOW)


def test_lines_are_hidden_again_and_only_those_that_are_named(running, specialist):
    first, second = line_of(specialist, running), line_of(specialist, running, text="Hai.")
    show_conclusions(actor=specialist, meeting_id=running.id, shown=True, now=NOW)
    hidden = show_conclusions(
        actor=specialist, meeting_id=running.id, shown=False, conclusion_ids=[second.id, 999_999], now=NOW
    )
    assert [(line.id, line.is_shown) for line in hidden] == [(second.id, False)]
    first.refresh_from_db()
    assert first.is_shown


def test_only_the_secretary_and_only_from_the_call_on(running, specialist, lead_head, outsider):
    said = {"meeting_id": running.id, "shown": True}
    only_the_office(show_conclusions, unit=lead_head, outsider=outsider, **said)
    not_in_state(show_conclusions, running.id, "planned", "cancelled", actor=specialist, **said)
