"""The answer of a signing service: once, in time, for this document, by this key, to who knows the secret."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.signing import pki
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import bytes_to_sign, chain_of, codes

from dondoc.documents.signatures import judged
from dondoc.documents.signing import from_pkcs12
from dondoc.documents.signing.assembly import _outside, build
from dondoc.documents.signing.evidence import run as run_
from dondoc.drafting.choices import SignedHow, State
from dondoc.drafting.commands.answer_external_signature import answer_external_signature
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.request_external_signature import request_external_signature
from dondoc.drafting.commands.sign_with_key_file import sign_with_key_file
from dondoc.drafting.models import OutgoingDraft, SigningJob
from dondoc.foundation.errors import BadInput, Conflict, NotFound


@pytest.fixture
def identity(key_of):
    return key_of("Đỗ Văn Hòa")


@pytest.fixture
def key(identity):
    return from_pkcs12(identity.p12(), pki.PASSPHRASE)


@pytest.fixture
def numbered(on_the_way):
    return on_the_way("numbered")


@pytest.fixture
def ask(numbered, chair, identity, now):
    return lambda: request_external_signature(
        actor=chair, draft_id=numbered.id, certificate=chain_of(identity), now=now
    )


@pytest.fixture
def answer(key, now):
    def run(asked, **more):
        given = {"signature": key.sign(asked.to_sign), "now": now + dt.timedelta(minutes=2), "secret": asked.secret}
        return answer_external_signature(jurisdiction_id=1, job_id=asked.job.id, **(given | more))

    return run


def test_a_signature_is_put_in_and_good(ask, answer, chair, trusted, now):
    done = answer(ask())
    assert (done.state, done.signed_how) == (State.SIGNED, SignedHow.EXTERNAL)
    (line,) = judged(bytes_to_sign(done), now=now).lines
    assert (line.who, line.good) == ("Đỗ Văn Hòa", True)
    assert codes(done)[-2:] == ["signing_requested", "signed"]


def test_a_cms_of_the_services_own_is_too(ask, answer, key, trusted, now):
    asked = ask()
    attributes = run_(
        _outside(key.certificate, key.chain).signed_attrs(asked.document_digest, "sha256", use_pades=True)
    )
    made = build(key.certificate, key.chain, attributes.dump(), key.sign(attributes.dump())).dump()
    done = answer(asked, signature=b"", signed=made)
    assert judged(bytes_to_sign(done), now=now).lines[0].good


def test_it_is_taken_once(ask, answer):
    asked = ask()
    answer(asked)
    with pytest.raises(Conflict) as refused:
        answer(asked)
    assert refused.value.code == "answered"


@pytest.mark.parametrize(
    "given", [{"secret": "sai"}, {"secret": ""}, {"secret": "\ud800"}, {"job_id": 999999}, {"jurisdiction_id": 2}]
)
def test_a_wrong_secret_and_an_unknown_job_are_told_apart_by_nobody(ask, key, now, given):
    asked = ask()
    usual = {"jurisdiction_id": 1, "job_id": asked.job.id, "secret": asked.secret, "signature": key.sign(asked.to_sign)}
    with pytest.raises(NotFound) as refused:
        answer_external_signature(now=now, **(usual | given))
    assert refused.value.message == NotFound().message
    assert SigningJob.objects.get(id=asked.job.id).answered_at is None


def test_it_can_be_too_late(ask, answer):
    asked = ask()
    for late in (dt.timedelta(0), dt.timedelta(days=1)):
        with pytest.raises(Conflict) as refused:
            answer(asked, now=asked.job.expires_at + late)
        assert refused.value.code == "expired"


def test_a_new_question_leaves_the_old_one_without_answer(ask, answer):
    first, second = ask(), ask()
    with pytest.raises(Conflict):
        answer(first)
    assert answer(second).state == State.SIGNED


def test_a_wrong_signature_may_be_followed_by_the_right_one(ask, answer, key):
    asked = ask()
    for wrong in ({"signature": key.sign(b"else")}, {"signature": b"x"}, {"signature": b"", "signed": b"x"}):
        with pytest.raises(BadInput):
            answer(asked, **wrong)
    assert answer(asked).state == State.SIGNED


@pytest.mark.parametrize("given", [{"signature": b""}, {"signed": b"x"}])
def test_one_of_the_two_is_sent(ask, answer, given):
    with pytest.raises(BadInput):
        answer(ask(), **given)


def test_a_draft_that_has_moved_on_takes_no_answer(ask, answer, numbered, identity, office_leader, chair, now):
    asked = ask()
    sign_with_key_file(actor=chair, draft_id=numbered.id, key_file=identity.p12(), passphrase=pki.PASSPHRASE, now=now)
    with pytest.raises(BadInput) as refused:
        answer(asked)
    assert refused.value.code == "other_document"
    discard_outgoing_draft(actor=office_leader, draft_id=numbered.id, reason="Sai", now=now)
    with pytest.raises(NotFound):  # who asked does not know of it any more
        answer(asked)


def test_who_asked_and_has_left_gets_no_signature(ask, answer, chair):
    asked = ask()
    chair.is_active = False
    chair.save()
    with pytest.raises(NotFound):
        answer(asked)


def test_of_two_answers_at_once_one_is_taken(real_connections, at_once, ask, answer):
    asked = ask()
    results = at_once(lambda: answer(asked), lambda: answer(asked))
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "OutgoingDraft"]


def test_an_answer_and_a_new_question_at_once_do_not_wait_for_each_other(
    real_connections, at_once, ask, answer, numbered
):
    asked = ask()
    results = at_once(lambda: answer(asked), ask)
    assert {type(result).__name__ for result in results} <= {"Requested", "OutgoingDraft", "Conflict"}
    assert OutgoingDraft.objects.get(id=numbered.id).state in {State.SIGNED, State.NUMBERED}
