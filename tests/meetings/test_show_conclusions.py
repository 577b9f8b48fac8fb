"""What of the conclusions everybody sees."""

from __future__ import annotations

from tests.conftest import NOW
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
