"""Signing with a key at hand: levels, several signatures, keys that may not sign."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat, pkcs12
from tests.documents.signing import papers, pki
from tests.documents.signing.conftest import DAY, NOW

from dondoc.documents.signing import FileKey, Level, Setting, from_pkcs12, sign
from dondoc.documents.signing.errors import (
    BadCertificate,
    BadKeyFile,
    EmptyFile,
    EncryptedPdf,
    KeyMismatch,
    LevelNeeds,
    NotAPdf,
    RevocationProblem,
    SigningError,
    TimestampProblem,
    TooLarge,
    WrongPassphrase,
)
from dondoc.documents.signing.fetching import Request, http
from dondoc.documents.signing.report import Coverage, Later, Revocation, Trust


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_reached_and_found_again(level, key, setting, check):
    signed = sign(papers.notice(), key, now=NOW, setting=setting(level), reason="Ban hành")
    report = check(signed)
    assert report.ok, report
    first = report.signatures[0]
    assert first.level == level
    assert first.trust == Trust.TRUSTED
    assert first.signer.name == papers.SIGNER
    assert first.claimed_at == NOW
    assert first.reason == "Ban hành"
    assert (first.stamp is not None) == (level != Level.BASIC)
    assert (first.revocation == Revocation.GOOD) == (level in {Level.LONG_TERM, Level.ARCHIVE})
    assert [one.kind for one in report.signatures] == ["signature", "timestamp"][: 2 if level == Level.ARCHIVE else 1]


def test_evidence_from_revocation_lists_is_as_good(ca, setting, check):
    key = from_pkcs12(ca.person("Trần Thị Mẫu", crl_only=True).p12(), pki.PASSPHRASE)
    report = check(sign(papers.notice(), key, now=NOW, setting=setting(Level.LONG_TERM)))
    assert any(path.startswith("/crl/") for path in ca.asked)
    assert report.signatures[0].level == Level.LONG_TERM


def test_what_was_there_stays_byte_for_byte(key):
    pdf = papers.notice()
    assert sign(pdf, key, now=NOW).startswith(pdf)


def test_a_second_signature_leaves_the_first_good(signed, agency_key, check):
    both = sign(signed, agency_key, now=NOW + dt.timedelta(minutes=5))
    assert both.startswith(signed)
    first, second = check(both).signatures
    assert (first.ok, second.ok) == (True, True)
    assert (first.coverage, first.later) == (Coverage.REVISION, Later.FORM)
    assert second.coverage == Coverage.FILE
    assert [first.field, second.field] == ["Signature1", "Signature2"]


def test_long_term_evidence_of_two_signatures(key, agency_key, setting, check):
    once = sign(papers.notice(), key, now=NOW, setting=setting(Level.ARCHIVE))
    report = check(sign(once, agency_key, now=NOW, setting=setting(Level.ARCHIVE)))
    assert report.ok, report
    assert [one.level for one in report.signatures] == [Level.ARCHIVE, None, Level.ARCHIVE, None]


@pytest.mark.parametrize("level", [Level.TIME, Level.LONG_TERM, Level.ARCHIVE])
def test_a_level_says_what_it_lacks(level, key):
    with pytest.raises(LevelNeeds) as refused:
        sign(papers.notice(), key, now=NOW, setting=Setting(level))
    assert level.value in refused.value.message
    assert "TSA" in refused.value.message
    assert ("gốc" in refused.value.message) == (level != Level.TIME)


def test_a_stamping_service_out_of_order_is_told(ca, key, setting):
    ca.broken.add("tsa")
    with pytest.raises(TimestampProblem):
        sign(papers.notice(), key, now=NOW, setting=setting(Level.TIME))


def test_a_stamping_service_that_is_not_there_is_told(ca, key):
    nowhere = Setting(Level.TIME, "http://127.0.0.1:9/tsa", fetch=http(seconds=1))
    with pytest.raises(TimestampProblem) as refused:
        sign(papers.notice(), key, now=NOW, setting=nowhere)
    assert "127.0.0.1" in refused.value.message


def test_a_stamp_for_something_else_is_refused(ca, key, setting):
    old = http()(Request(f"{ca.url}/tsa", _some_request(), "application/timestamp-query"))
    with pytest.raises(TimestampProblem):
        sign(papers.notice(), key, now=NOW, setting=Setting(Level.TIME, "http://tsa.invalid", fetch=lambda _: old))


def _some_request() -> bytes:
    from dondoc.documents.signing.evidence import Stamper

    return Stamper("", lambda _: b"").request_cms(bytes(32), "sha256")[1].dump()


def test_without_evidence_there_is_no_long_term(ca, key, setting):
    ca.broken.update({"ocsp", "crl"})
    with pytest.raises(RevocationProblem) as refused:
        sign(papers.notice(), key, now=NOW, setting=setting(Level.LONG_TERM))
    assert "OCSP" in refused.value.message


def test_a_revoked_certificate_does_not_sign_for_long(ca, setting):
    person = ca.person("Lê Văn Mẫu")
    ca.revoked[person.certificate.serial_number] = NOW - DAY
    with pytest.raises(RevocationProblem) as refused:
        sign(papers.notice(), from_pkcs12(person.p12(), pki.PASSPHRASE), now=NOW, setting=setting(Level.LONG_TERM))
    assert "thu hồi" in refused.value.message


def test_a_stranger_s_chain_does_not_sign_for_long(ca, key):
    other = pki.issue("CA khác", now=NOW, authority=True)
    setting = Setting(Level.LONG_TERM, f"{ca.url}/tsa", (other.asn1,), (), http())
    with pytest.raises(RevocationProblem) as refused:
        sign(papers.notice(), key, now=NOW, setting=setting)
    assert "gốc" in refused.value.message
    assert "/ocsp" not in ca.asked


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"days": (-30, -1)}, "hết hạn ngày 19/11/2026"),
        ({"days": (1, 30)}, "chỉ có hiệu lực từ ngày 21/11/2026"),
        ({"use": "encrypt"}, "không được cấp để ký số"),
        ({"authority": True}, "của tổ chức chứng thực"),
        ({"bits": 1024}, "RSA 1024 bit"),
    ],
    ids=["expired", "not yet", "not for signing", "authority", "weak key"],
)
def test_a_certificate_that_may_not_sign(ca, how, said):
    key = from_pkcs12(ca.person(**how).p12(), pki.PASSPHRASE)
    with pytest.raises(BadCertificate) as refused:
        sign(papers.notice(), key, now=NOW)
    assert said in refused.value.message


def test_the_wrong_passphrase(chair):
    for wrong in ("", "sai", pki.PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            from_pkcs12(chair.p12(), wrong)


def test_a_key_file_without_passphrase_opens_without(chair):
    assert from_pkcs12(chair.p12(""), "").certificate.sha256 == chair.asn1.sha256


def test_a_key_file_of_an_older_kind_opens(chair):
    old = (
        PrivateFormat.PKCS12.encryption_builder()
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())  # noqa: S303  as such files have it
        .build(pki.PASSPHRASE.encode())
    )
    data = pkcs12.serialize_key_and_certificates(b"ky", chair.private, chair.certificate, None, old)
    assert from_pkcs12(data, pki.PASSPHRASE).certificate.sha256 == chair.asn1.sha256


@pytest.mark.parametrize("data", [b"", b"not a key", b"%PDF-1.7", bytes(range(256)) * 8])
def test_what_is_no_key_file(data):
    with pytest.raises(BadKeyFile):
        from_pkcs12(data, "x")


def test_a_key_file_without_a_key(chair):
    data = pkcs12.serialize_key_and_certificates(None, None, chair.certificate, None, NoEncryption())
    with pytest.raises(BadKeyFile):
        from_pkcs12(data, "")


def test_a_key_of_another_kind(ca):
    person = ca.person(private=ed25519.Ed25519PrivateKey.generate())
    with pytest.raises(BadCertificate):
        from_pkcs12(person.p12(), pki.PASSPHRASE)


def test_a_key_that_is_not_the_certificate_s(chair, agency):
    data = pkcs12.serialize_key_and_certificates(None, agency.private, None, [chair.certificate], NoEncryption())
    with pytest.raises(KeyMismatch):
        from_pkcs12(data, "")
    with pytest.raises(KeyMismatch):
        sign(papers.notice(), FileKey(chair.asn1, (), agency.private), now=NOW)


def test_no_key_shows_itself(key, chair):
    assert "private" not in repr(key)
    assert pki.PASSPHRASE not in repr(key)


def test_what_cannot_be_signed(key):
    for data, error in ((b"", EmptyFile), (b"PK\x03\x04", NotAPdf), (papers.encrypted(), EncryptedPdf)):
        with pytest.raises(error):
            sign(data, key, now=NOW)
    with pytest.raises(SigningError) as refused:
        sign(b"%PDF-1.7\n" + b"x" * 200, key, now=NOW)
    assert refused.value.code == "damaged"


def test_a_file_above_the_limit(signed, check):
    with pytest.raises(TooLarge):
        check(signed, limit=1000)


def test_a_certified_document_takes_no_more(key):
    with pytest.raises(SigningError) as refused:
        sign(papers.locked(key), key, now=NOW)
    assert refused.value.code == "forbidden"


def test_an_address_that_is_no_http_is_not_asked():
    with pytest.raises(SigningError) as refused:
        http()(Request("file:///etc/hostname"))
    assert refused.value.code == "fetch"


def test_an_answer_too_long_is_dropped(ca):
    with pytest.raises(SigningError) as refused:
        http(largest=10)(Request(f"{ca.url}/crl/{pki.issuer_id(ca.root)}"))
    assert "quá dài" in refused.value.message
