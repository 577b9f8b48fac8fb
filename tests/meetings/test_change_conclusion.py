"""Lines of the conclusions that several write at once."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.models import Conclusion


def test_different_lines_merge_and_one_line_keeps_both_texts(running, specialist, clerk):
    first, second = line_of(specialist, running), line_of(specialist, running, text="Giao Sở Tài chính.")
    change_conclusion(actor=specialist, conclusion_id=first.id, version=1, text="A", now=NOW)
    change_conclusion(actor=clerk, conclusion_id=second.id, version=1, text="B", now=NOW)
    with pytest.raises(Conflict) as refused:
        change_conclusion(actor=clerk, conclusion_id=first.id, version=1, text="C", now=NOW)
    details = refused.value.details
    assert (details["theirs"]["text"], details["mine"]["text"], details["version"]) == ("A", "C", 2)
    same = change_conclusion(actor=clerk, conclusion_id=first.id, version=1, text="A", now=NOW)
    assert same.version == 2


def test_only_the_secretary_and_not_while_the_notice_is_drafted(
    held, signing, specialist, lead_head, outsider, province
):
    line = Conclusion.objects.filter(meeting_id=held.id).latest("id")
    said = {"conclusion_id": line.id, "version": 1, "text": "Khác"}
    only_the_office(change_conclusion, unit=lead_head, outsider=outsider, **said)
    noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        change_conclusion(actor=specialist, now=NOW, **said)
    assert refused.value.code == "notice_drafted"
    not_in_state(change_conclusion, held.id, "planned", "cancelled", actor=specialist, **said)


def test_what_cannot_be_is_named(running, specialist):
    line = line_of(specialist, running)
    for said, field in (
        ({"kind": "song"}, "kind"),
        ({"depth": 4}, "depth"),
        ({"text": "a\0"}, "text"),
        ({"duties": ["x"]}, None),
    ):
        with pytest.raises(BadInput) as refused:
            change_conclusion(actor=specialist, conclusion_id=line.id, version=1, now=NOW, **said)
        assert field is None or refused.value.details["field"] == field
