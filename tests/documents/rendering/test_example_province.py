"""The example province's documents, printed and read back: what is asked of whom until when stays the same."""

from __future__ import annotations

import pytest
from tests.documents.rendering.measuring import docx_text, pdf_text
from tests.documents.rendering.province import NAMES, structured, text_of
from tests.documents.rendering.test_round_trip import facts

from dondoc.demo.tables import table
from dondoc.documents.rendering import OUTPUTS, StructuredDocument, render
from dondoc.documents.rendering.layout import leading_zero
from dondoc.reading import Reading, read_bytes, read_text


def said(reading: Reading) -> tuple[object, ...]:
    """What is compared beside the header and the directives: the meeting, and other documents named."""
    return reading.meeting, [(one.type, one.number, one.date) for one in reading.references]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_of_the_province_is_read_back_from_both(name):
    data = structured(name)
    written = read_text(text_of(name))
    document = StructuredDocument.from_dict(data)
    made = {output: render(document, output) for output in OUTPUTS}
    assert docx_text(made["docx"]) == pdf_text(made["pdf"])
    for output, content in made.items():
        back = read_bytes(content, f"a.{output}")
        assert facts(back) == facts(written), output
        assert said(back) == said(written), output
        # The header also against what was to be printed: the reader could be wrong on both sides alike.
        header = back.document.to_dict()
        for key in ("type", "symbol", "date", "place", "subject", "addressees"):
            assert header[key] == data[key], (output, key)
        assert (header["urgency"] or "").upper() == (data["urgency"] or ""), output
        assert header["number"] == leading_zero(data["number"]), output
        assert header["recipients"] == [*data["recipients"], f"Lưu: {data['drafter']}"], output
        assert header["signer"]["position"] == data["signature"]["position"], output
        assert header["signer"]["name"] == data["signature"]["name"], output


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_a_careful_reader_finds_in_the_documents_is_found_in_the_printed_ones(output):
    """`directives.csv` was made by a person: every directive in it is found, its day wherever the reader knows one."""
    days = 0
    for name in NAMES:
        back = read_bytes(render(StructuredDocument.from_dict(structured(name)), output), f"a.{output}")
        wanted = [row for row in table("directives") if row["notice"] == name.rsplit(".", 1)[0]]
        assert len(back.directives) >= len(wanted), name
        for row in wanted:
            found = [one for one in back.directives if row["starts_with"] in " ".join(one.text.split())]
            assert found, (name, row["clause"])
            if row["due_on"]:
                assert str(found[0].deadline.due_on) == row["due_on"], (name, row["clause"])
                days += 1
    assert days == sum(bool(row["due_on"]) for row in table("directives"))
