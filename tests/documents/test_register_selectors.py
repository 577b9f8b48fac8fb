"""What a person finds of the registers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents import register_selectors as selectors
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.void_number import void_number
from dondoc.foundation.errors import NotFound, Refused


def test_each_register_with_its_last_number_of_the_year(notices, arriving, office_leader, clerk, now):
    for _ in range(3):
        entry = take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
    void_number(actor=clerk, entry_id=entry.id, reason="Viết nhầm", now=now)
    reserve_numbers(actor=office_leader, register_id=notices.id, count=2, reason="Chờ ký", now=now)
    rows = {row.register.id: row for row in selectors.registers_of(clerk, 2021)}
    found = rows[notices.id]
    assert (found.last_number, found.reserved, found.voided, found.latest.number) == (5, 2, 1, 5)
    assert (rows[arriving.id].last_number, rows[arriving.id].latest) == (0, None)
    assert selectors.registers_of(clerk, 2020)[0].last_number == 0


def test_lines_are_found_by_words_without_accents_and_by_state(notices, clerk, now):
    for subject in ("Kết luận về giải ngân", "Kết luận về đất đai"):
        last = take_number(actor=clerk, register_id=notices.id, facts=replace(NOTICE, subject=subject), now=now)
    void_number(actor=clerk, entry_id=last.id, reason="Viết nhầm", now=now)
    numbers = lambda **wanted: [entry.number for entry in selectors.entries_of(notices, 2021, **wanted)]  # noqa: E731
    assert numbers() == [1, 2]
    assert numbers(search="dat dai") == [2]
    assert numbers(search="02/tb-vp") == [2]
    assert numbers(search="ngân đất") == []
    assert numbers(state="taken") == [1]


def test_years_are_those_with_numbers_and_this_one(notices, taken):
    assert selectors.years_of(notices, 2022) == [2022, 2021]


def test_open_registers_are_offered_to_those_who_number(notices, arriving, clerk, chair):
    assert selectors.open_registers(clerk, "received") == [arriving]
    assert selectors.open_registers(chair, "issued") == []


@pytest.mark.parametrize("name", ["lead_head", "lead_focal", "observer", "administrator"])
def test_others_are_told_whose_they_are(notices, taken, request, name):
    user = request.getfixturevalue(name)
    for read in (
        lambda: selectors.registers_of(user, 2021),
        lambda: selectors.register_of(user, notices.id),
        lambda: selectors.entry_of(user, taken.id),
    ):
        with pytest.raises(Refused, match="dành cho Văn phòng"):
            read()
    assert selectors.entries_of_document(user, 1) == []


def test_another_provinces_register_is_unknown(notices, taken, outsider):
    with pytest.raises(NotFound):
        selectors.register_of(outsider, notices.id)
    with pytest.raises(NotFound):
        selectors.entry_of(outsider, taken.id)
