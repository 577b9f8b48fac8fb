"""The key is elsewhere: a digest out, a signature in; what does not belong together is refused."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, utils
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.signing import papers, pki
from tests.documents.signing.conftest import DAY, NOW

from dondoc.documents.signing import Kind, Level, Mark, Setting, SigningError, complete, look, prepare, sign
from dondoc.documents.signing.assembly import _outside, build
from dondoc.documents.signing.errors import BadCertificate, BadJob, JobExpired
from dondoc.documents.signing.evidence import run

SECRET = b"a secret of the server, of 32 bytes or more"
LATER = NOW + dt.timedelta(minutes=3)


@pytest.fixture(scope="module")
def job(key):
    return prepare(papers.notice(), key.certificate, secret=SECRET, now=NOW, chain=key.chain)


def by_digest(identity: pki.Identity, digest: bytes) -> bytes:
    """What a service does that never sees the document."""
    return identity.private.sign(digest, padding.PKCS1v15(), utils.Prehashed(hashes.SHA256()))


@pytest.mark.parametrize("level", list(Level))
def test_a_digest_out_a_signature_in(level, key, chair, setting, check):
    job = prepare(
        papers.notice(), key.certificate, secret=SECRET, now=NOW, chain=key.chain, setting=setting(level), reason="Ký"
    )
    assert job.digest == hashlib.sha256(job.to_sign).digest()
    signature = by_digest(chair, job.digest)
    signed = complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=signature, setting=setting(level))
    report = check(signed, at=LATER)
    assert report.ok, report
    assert report.signatures[0].level == level


def test_a_curve_signs_too(agency_key, check):
    job = prepare(papers.notice(), agency_key.certificate, secret=SECRET, now=NOW, chain=agency_key.chain)
    signature = agency_key.sign(job.to_sign)
    assert check(complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=signature)).ok


def test_a_service_that_makes_the_cms_itself(job, key, check):
    attributes = run(_outside(key.certificate, key.chain).signed_attrs(job.document_digest, "sha256", use_pades=True))
    made = build(key.certificate, key.chain, attributes.dump(), key.sign(attributes.dump())).dump()
    report = check(complete(job.pdf, job.token, secret=SECRET, now=LATER, signed=made))
    assert report.ok
    assert report.signatures[0].level == Level.BASIC


def test_with_a_mark_and_on_top_of_another_signature(signed, agency_key, check):
    mark = Mark(Kind.AGENCY, look(papers.stamp()), signer_name=papers.SIGNER)
    job = prepare(signed, agency_key.certificate, secret=SECRET, now=NOW, chain=agency_key.chain, mark=mark)
    done = complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=agency_key.sign(job.to_sign))
    assert [one.ok for one in check(done).signatures] == [True, True]


def test_the_answer_of_another_key_is_refused(job, agency_key):
    with pytest.raises(BadJob) as refused:
        complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=agency_key.sign(job.to_sign))
    assert "không khớp" in refused.value.message


def test_a_signature_for_another_document_is_refused(job, key):
    other = prepare(papers.notice(push="50mm"), key.certificate, secret=SECRET, now=NOW, chain=key.chain)
    with pytest.raises(BadJob):
        complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=key.sign(other.to_sign))
    with pytest.raises(BadJob) as refused:
        complete(other.pdf, job.token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign))
    assert "không phải là tệp của phiên ký" in refused.value.message


def test_a_changed_document_is_refused(job, key):
    changed = job.pdf[:-1] + bytes([job.pdf[-1] ^ 1])
    with pytest.raises(BadJob):
        complete(changed, job.token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign))


def test_a_cms_for_another_document_or_by_another_is_refused(job, key, agency_key):
    foreign = build(agency_key.certificate, agency_key.chain, job.to_sign, agency_key.sign(job.to_sign)).dump()
    attributes = run(_outside(key.certificate, key.chain).signed_attrs(bytes(32), "sha256", use_pades=True)).dump()
    elsewhere = build(key.certificate, key.chain, attributes, key.sign(attributes)).dump()
    right = build(key.certificate, key.chain, job.to_sign, key.sign(job.to_sign)).dump()
    for made in (foreign, elsewhere, b"\x30\x03\x02\x01\x01", b"x", right[:-1] + bytes([right[-1] ^ 1]), right + b"x"):
        with pytest.raises(BadJob):
            complete(job.pdf, job.token, secret=SECRET, now=LATER, signed=made)


def test_it_can_be_too_late(job, key):
    just = {"secret": SECRET, "signature": key.sign(job.to_sign)}
    assert complete(job.pdf, job.token, now=job.expires_at, **just)
    with pytest.raises(JobExpired):
        complete(job.pdf, job.token, now=job.expires_at + dt.timedelta(seconds=1), **just)


def test_the_certificate_must_still_hold_when_the_answer_comes(ca):
    person = ca.person("Ngô Văn Mẫu", days=(-1, 1))
    job = prepare(papers.notice(), person.asn1, secret=SECRET, now=NOW, lifetime=5 * DAY)
    with pytest.raises(BadCertificate):
        complete(job.pdf, job.token, secret=SECRET, now=NOW + 2 * DAY, signature=by_digest(person, job.digest))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_tampered_token_is_refused(job, key, data):
    at = data.draw(st.integers(0, len(job.token) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019-_.=é "))
    token = job.token[:at] + letter + job.token[at + 1 :]
    if decoded(token) == decoded(job.token):
        return  # the last bits of a group of base64 carry nothing
    with pytest.raises(BadJob):
        complete(job.pdf, token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign))


def decoded(token: str) -> list[bytes] | None:
    try:
        return [base64.urlsafe_b64decode(part) for part in token.split(".")]
    except ValueError:
        return None


@pytest.mark.parametrize("token", ["", ".", "a.b.c", "e30=.e30=", "không phải mã"])
def test_what_is_no_token(job, key, token):
    with pytest.raises(BadJob):
        complete(job.pdf, token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign))


def test_the_expiry_cannot_be_moved(job, key):
    body, seal = job.token.split(".")
    payload = json.loads(base64.urlsafe_b64decode(body)) | {"until": 9e12}
    moved = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode()
    with pytest.raises(BadJob):
        complete(job.pdf, f"{moved}.{seal}", secret=SECRET, now=NOW + DAY, signature=key.sign(job.to_sign))


def test_the_token_of_another_server_is_refused(job, key):
    with pytest.raises(BadJob):
        complete(job.pdf, job.token, secret=b"x" * 32, now=LATER, signature=key.sign(job.to_sign))


def test_the_token_holds_no_secret(job):
    payload = base64.urlsafe_b64decode(job.token.split(".")[0])
    assert SECRET not in payload
    assert b"PRIVATE" not in payload


def test_mistakes_of_the_program_are_no_sentences(job, key):
    with pytest.raises(ValueError, match="32 bytes"):
        prepare(papers.notice(), key.certificate, secret=b"short", now=NOW)
    with pytest.raises(ValueError, match="either"):
        complete(job.pdf, job.token, secret=SECRET, now=NOW)


def test_a_certificate_for_another_kind_of_key_is_refused(ca):
    person = ca.person(private=ed25519.Ed25519PrivateKey.generate())
    with pytest.raises(BadCertificate) as refused:
        prepare(papers.notice(), person.asn1, secret=SECRET, now=NOW)
    assert "RSA hoặc ECC" in refused.value.message


def test_the_level_of_the_job_decides(key, setting):
    job = prepare(papers.notice(), key.certificate, secret=SECRET, now=NOW, setting=setting(Level.TIME))
    with pytest.raises(SigningError) as refused:
        complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign), setting=Setting())
    assert refused.value.code == "level_needs"


def test_both_ways_give_the_same_kind_of_document(job, key, check):
    at_once = check(sign(papers.notice(), key, now=NOW)).signatures[0]
    apart = check(complete(job.pdf, job.token, secret=SECRET, now=LATER, signature=key.sign(job.to_sign))).signatures[0]
    assert at_once == apart
