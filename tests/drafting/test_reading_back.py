"""A draft that is printed and read back says what was written: header, clauses, directives."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT

from dondoc.documents.rendering import render
from dondoc.drafting.content import clauses
from dondoc.drafting.selectors import printed
from dondoc.reading import read_bytes


@pytest.mark.parametrize("output", ["pdf", "docx"])
def test_header_and_directives_are_those_that_were_written(written, output):
    document = printed(written, on=dt.date(2021, 1, 18), number=7, date=dt.date(2021, 1, 18))
    read = read_bytes(render(document, output), f"x.{output}")
    header = read.document
    assert (header.type, header.number, header.symbol, header.date) == (
        "Thông báo",
        "07",
        "TB-VP",
        dt.date(2021, 1, 18),
    )
    assert header.subject == CONTENT["subject"]
    assert header.signer.name == "Đỗ Văn Hòa"
    assert "Văn phòng" in (header.issuer or "")
    found = [(d.clause, " ".join(read.text[d.start : d.end].split())) for d in read.directives]
    wanted = [clause for clause in clauses(written.content) if clause.text.startswith("Giao")]
    assert found == [(clause.label.rstrip("."), clause.text) for clause in wanted]


def test_before_it_has_a_number_there_is_room_for_it(written):
    document = printed(written, on=dt.date(2021, 1, 18))
    read = read_bytes(render(document, "docx"), "x.docx").document
    assert (read.number, read.date) == (None, None)
