"""A file that came back signed: the one that went out and signatures, or something else."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.signing import papers
from tests.documents.signing.conftest import NOW

from dondoc.documents.signing import Kind, Level, Mark, look, only_signed, sign


@pytest.mark.parametrize("level", list(Level))
def test_signatures_of_every_level_are_additions_alone(key, setting, level):
    before = papers.notice()
    assert only_signed(before, sign(before, key, now=NOW, setting=setting(level)))


def test_a_seal_over_a_shown_signature_is_one_too(key, agency_key):
    person = Mark(Kind.PERSONAL, look(papers.handwriting()), signer_name=papers.SIGNER)
    seal = Mark(Kind.AGENCY, look(papers.stamp()), signer_name=papers.SIGNER)
    before = papers.notice()
    first = sign(before, key, now=NOW, mark=person)
    second = sign(first, agency_key, now=NOW, mark=seal)
    assert only_signed(before, first)
    assert only_signed(first, second)
    assert only_signed(before, second)


def test_other_programs_signatures_are_too(key):
    assert only_signed(papers.notice(), papers.by_pyhanko(key))


def with_other_words(pdf: bytes) -> bytes:
    """The page's words replaced by what is added behind them, as no reader of bytes would see."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    stream = page["/Contents"]
    stream._data = stream.data.replace(b"1000 dong", b"9000 dong")
    stream._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_words_that_were_replaced_before_signing_are_found(key, check):
    before = papers.plain_page()
    changed = sign(with_other_words(before), key, now=NOW)
    assert changed.startswith(before)
    assert check(changed).ok, "the signature itself is good"
    assert not only_signed(before, changed)


def test_another_title_of_the_catalog_is_found(key):
    writer = IncrementalPdfFileWriter(BytesIO(papers.notice()))
    writer.root["/OpenAction"] = writer.root["/Pages"]["/Kids"][0]
    writer.root[pdf_name("/PageMode")] = pdf_name("/UseOutlines")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    assert not only_signed(papers.notice(), sign(output.getvalue(), key, now=NOW))


def test_what_is_no_addition_is_none(key):
    before = papers.notice()
    signed = sign(before, key, now=NOW)
    assert not only_signed(before, before)
    assert not only_signed(signed, before)
    assert not only_signed(papers.plain_page(), signed)
    assert not only_signed(before, before + b"%" * 40)


def test_tables_that_lead_past_the_file_that_went_out_are_found(key):
    """All of another document behind the first one's bytes, as if that were its history."""
    before, other = papers.plain_page(), papers.plain_page().replace(b"1000 dong", b"9000 dong")
    body, _, tail = other.partition(b"xref\n")
    shifted = [
        b"%010d 00000 n " % (int(line[:10]) + len(before)) if line.endswith(b" 00000 n ") else line
        for line in tail.split(b"\n")
    ]
    start = shifted.index(b"startxref") + 1
    shifted[start] = b"%d" % (len(before) + len(body))
    passed_off = before + body + b"xref\n" + b"\n".join(shifted)
    assert b"9000 dong" in passed_off
    assert not only_signed(before, sign(passed_off, key, now=NOW))
