"""Signing with a key file: the signature is good, and nothing of the key is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.signing import papers, pki
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import bytes_to_sign

from dondoc.documents.models import StoredFile
from dondoc.documents.signatures import judged, signatures_of
from dondoc.drafting.choices import SignedHow, State
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.sign_with_key_file import sign_with_key_file
from dondoc.foundation.errors import BadInput, Unavailable
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def numbered(on_the_way):
    return on_the_way("numbered")


@pytest.fixture
def sign(numbered, chair, now):
    def run(identity, passphrase=pki.PASSPHRASE, **more):
        return sign_with_key_file(
            actor=more.pop("actor", chair), draft_id=numbered.id, key_file=identity.p12(), passphrase=passphrase,
            now=more.pop("now", now), **more,
        )  # fmt: skip

    return run


def test_the_signature_is_good_and_the_print_is_under_it(sign, numbered, key_of, trusted, now):
    print_ = bytes_to_sign(numbered)
    done = sign(key_of("Đỗ Văn Hòa"), picture=papers.handwriting())
    assert (done.state, done.signed_how) == (State.SIGNED, SignedHow.KEY_FILE)
    signed = bytes_to_sign(done)
    assert signed.startswith(print_)
    (line,) = judged(signed, now=now).lines
    assert (line.who, line.good) == ("Đỗ Văn Hòa", True)


def test_the_agencys_seal_goes_over_the_persons_signature_and_both_stay_good(sign, key_of, trusted, clerk, chair, now):
    sign(key_of("Đỗ Văn Hòa"), picture=papers.handwriting())
    agency = key_of("Văn phòng UBND tỉnh", curve=True)
    done = sign(agency, actor=clerk, picture=papers.stamp(), for_agency=True)
    lines = judged(bytes_to_sign(done), now=now).lines
    assert [(line.who, line.good) for line in lines] == [("Đỗ Văn Hòa", True), ("Văn phòng UBND tỉnh", True)]


def test_the_issued_document_reports_both_signatures_as_good(sign, key_of, trusted, clerk, office_leader, now):
    sign(key_of("Đỗ Văn Hòa"))
    sign(key_of("Văn phòng UBND tỉnh"), actor=clerk, for_agency=True)
    done = issue_outgoing_draft(
        actor=office_leader,
        draft_id=LedgerEvent.objects.filter(aggregate="outgoing_draft").latest("seq").aggregate_id,
        give_directives=True,
        now=now,
    )
    found = signatures_of(office_leader, done.draft.document_id, now=now)
    assert not found.problem
    assert [line.good for line in found.lines] == [True, True]
    assert len(done.directives) == 2


def test_nothing_of_the_key_is_kept(sign, key_of):
    identity = key_of("Đỗ Văn Hòa")
    sign(identity)
    assert set(StoredFile.objects.values_list("content_type", flat=True)) == {"application/pdf"}
    assert pki.PASSPHRASE not in str(list(LedgerEvent.objects.values_list("payload", "reason")))


@pytest.mark.parametrize(
    ("how", "given", "code"),
    [
        ({}, {"passphrase": "sai"}, "wrong_passphrase"),
        ({"days": (-30, -1)}, {}, "bad_certificate"),
        ({"days": (1, 30)}, {}, "bad_certificate"),
        ({"use": "encrypt"}, {}, "bad_certificate"),
        ({"bits": 1024}, {}, "bad_certificate"),
        ({}, {"picture": b"GIF89a"}, "bad_image"),
    ],
)
def test_a_key_that_may_not_sign_leaves_the_draft_as_it_was(sign, numbered, key_of, how, given, code):
    with pytest.raises(BadInput) as refused:
        sign(key_of(**how), **given)
    assert refused.value.code == code
    numbered.refresh_from_db()
    assert (numbered.state, numbered.signed_file_id) == (State.NUMBERED, None)


def test_a_level_that_there_is_not_is_told_and_nothing_is_signed(sign, numbered, key_of, settings):
    settings.SIGNATURE_LEVEL = "B-X"
    with pytest.raises(Unavailable):
        sign(key_of())
    settings.SIGNATURE_LEVEL = "B-T"  # without the address of a service
    with pytest.raises(BadInput) as refused:
        sign(key_of())
    assert refused.value.code == "level_needs"
    numbered.refresh_from_db()
    assert numbered.state == State.NUMBERED


def test_what_is_no_key_file_is_told(numbered, chair, now):
    with pytest.raises(BadInput) as refused:
        sign_with_key_file(actor=chair, draft_id=numbered.id, key_file=b"x", passphrase="", now=now)
    assert refused.value.code == "bad_key_file"


def test_a_certificate_that_ran_out_since_does_not_sign_later(sign, key_of, now):
    identity = key_of(days=(-30, 5))
    with pytest.raises(BadInput):
        sign(identity, now=now + dt.timedelta(days=10))
