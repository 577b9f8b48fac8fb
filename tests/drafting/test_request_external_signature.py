"""Preparing a document for a key that is elsewhere: what goes out, and that the secret is kept nowhere."""

from __future__ import annotations

import hashlib

import pytest
from tests.documents.signing import papers
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import chain_of, codes

from dondoc.drafting.choices import State
from dondoc.drafting.commands.request_external_signature import request_external_signature
from dondoc.drafting.models import SigningJob
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def ask(on_the_way, chair, now):
    numbered = on_the_way("numbered")

    def run(certificate, **more):
        return request_external_signature(
            actor=more.pop("actor", chair), draft_id=numbered.id, certificate=certificate, now=now, **more
        )

    return run


def test_digest_and_address_go_out_and_the_draft_waits(ask, key_of):
    asked = ask(chain_of(key_of("Đỗ Văn Hòa")), picture=papers.handwriting())
    assert asked.digest == hashlib.sha256(asked.to_sign).digest()
    assert len(asked.document_digest) == 32
    assert asked.job.draft.state == State.NUMBERED
    assert codes(asked.job.draft)[-1] == "signing_requested"


def test_the_secret_is_kept_nowhere(ask, key_of):
    asked = ask(chain_of(key_of("Đỗ Văn Hòa")))
    kept = SigningJob.objects.get(id=asked.job.id)
    assert bytes(kept.callback_hash) == hashlib.sha256(asked.secret.encode()).digest()
    rows = str(list(SigningJob.objects.values())) + str(list(LedgerEvent.objects.values_list("payload", flat=True)))
    assert asked.secret not in rows


def test_a_new_question_makes_the_old_one_worthless(ask, key_of, now):
    first, second = (ask(chain_of(key_of("Đỗ Văn Hòa"))) for _ in range(2))
    assert SigningJob.objects.get(id=first.job.id).expires_at == now
    assert SigningJob.objects.get(id=second.job.id).expires_at > now


@pytest.mark.parametrize("certificate", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_told(ask, certificate):
    with pytest.raises(BadInput) as refused:
        ask(certificate)
    assert refused.value.details["field"] == "certificate"


@pytest.mark.parametrize("how", [{"days": (-30, -1)}, {"use": "encrypt"}, {"bits": 1024}])
def test_a_certificate_that_may_not_sign_is_told(ask, key_of, how):
    with pytest.raises(BadInput):
        ask(chain_of(key_of(**how)))
    assert not SigningJob.objects.exists()


def test_who_does_not_sign_asks_for_none(ask, key_of, specialist, lead_head, outsider):
    certificate = chain_of(key_of())
    with pytest.raises(Refused):
        ask(certificate, actor=specialist)
    for actor in (lead_head, outsider):
        with pytest.raises(NotFound):
            ask(certificate, actor=actor)


def test_before_it_has_a_number_nothing_is_signed(on_the_way, chair, key_of, now):
    approved = on_the_way("approved")
    with pytest.raises(Conflict):
        request_external_signature(actor=chair, draft_id=approved.id, certificate=chain_of(key_of()), now=now)
