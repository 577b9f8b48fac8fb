"""What comes back signed: the right file, and none that was changed before or after."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.signing import papers
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import bytes_to_sign, signed_by

from dondoc.documents import antivirus
from dondoc.documents.signatures import judged
from dondoc.drafting.choices import SignedHow, State
from dondoc.drafting.commands.upload_signed import upload_signed
from dondoc.foundation.errors import BadInput


@pytest.fixture
def numbered(on_the_way):
    return on_the_way("numbered")


@pytest.fixture
def upload(numbered, clerk, now):
    return lambda signed: upload_signed(actor=clerk, draft_id=numbered.id, signed=signed, now=now)


@pytest.fixture
def identity(key_of):
    return key_of("Đỗ Văn Hòa")


def refused(upload, signed):
    with pytest.raises(BadInput) as error:
        upload(signed)
    return error.value.code


@pytest.mark.parametrize("believed", [True, False])
def test_the_right_one_is_kept(upload, numbered, identity, now, request, believed):
    """Also where the office has named no authority yet: then the signature is open, not bad."""
    if believed:
        request.getfixturevalue("trusted")
    done = upload(signed_by(identity, bytes_to_sign(numbered)))
    assert (done.state, done.signed_how) == (State.SIGNED, SignedHow.UPLOADED)
    (line,) = judged(bytes_to_sign(done), now=now).lines
    assert line.good == believed


def test_a_second_signature_goes_over_the_first(upload, numbered, identity, key_of, trusted, now):
    first = upload(signed_by(identity, bytes_to_sign(numbered)))
    done = upload(signed_by(key_of("Văn phòng UBND tỉnh"), bytes_to_sign(first)))
    assert [line.good for line in judged(bytes_to_sign(done), now=now).lines] == [True, True]


def test_the_same_file_again_has_no_new_signature(upload, numbered, identity):
    signed = signed_by(identity, bytes_to_sign(numbered))
    upload(signed)
    assert refused(upload, signed) == "other_document"
    assert refused(upload, signed + b"\n% more\n") == "not_signed"


def test_another_document_is_refused(upload, identity):
    assert refused(upload, signed_by(identity, papers.notice())) == "other_document"


def test_an_unsigned_one_is_refused(upload, numbered):
    print_ = bytes_to_sign(numbered)
    assert refused(upload, print_) == "other_document"
    assert refused(upload, print_ + b"\n% more\n") == "not_signed"


def test_a_changed_byte_is_found_wherever_it_is(upload, numbered, identity):
    print_ = bytes_to_sign(numbered)
    signed = bytearray(signed_by(identity, print_))
    early, late = bytearray(signed), bytearray(signed)
    early[len(print_) // 2] ^= 1
    late[signed.rindex(b"/ByteRange") - 5] ^= 1
    assert refused(upload, bytes(early)) == "other_document"
    assert refused(upload, bytes(late)) in {"bad_signature", "not_signed", "other_document"}


def test_words_changed_before_signing_are_found(upload, numbered, identity):
    """The file begins with the print, and its signature is good: of other words."""
    writer = IncrementalPdfFileWriter(BytesIO(bytes_to_sign(numbered)))
    page = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    stream = page["/Contents"]
    stream._data, stream._encoded_data = stream.data + b" ", None
    writer.mark_update(page.raw_get("/Contents"))
    changed = BytesIO()
    writer.write(changed)
    assert refused(upload, signed_by(identity, changed.getvalue())) == "other_document"


def test_a_certificate_that_ran_out_is_told(upload, numbered, key_of, trusted, now):
    import datetime as dt

    identity = key_of("Đỗ Văn Hòa", days=(-30, -5))
    signed = signed_by(identity, bytes_to_sign(numbered), now=now - dt.timedelta(days=10))
    assert refused(upload, signed) == "bad_signature"


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7"])
def test_what_is_no_pdf_is_refused(upload, content):
    assert refused(upload, content) in {"empty", "other_document"}


def test_it_is_looked_at_for_viruses(upload, numbered, identity, monkeypatch):
    asked = []
    monkeypatch.setattr(antivirus, "check", lambda content, name: asked.append(name))
    upload(signed_by(identity, bytes_to_sign(numbered)))
    assert asked == ["signed.pdf"]
