"""Lines of the conclusions that several write at once."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.change_conclusion import change_conclusion


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
