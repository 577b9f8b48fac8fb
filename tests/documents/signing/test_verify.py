"""The report: what was changed, added, left out, expired, revoked, weak or broken is found and said in words."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
from contextlib import suppress
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject
from tests.documents.signing import papers, pki
from tests.documents.signing.conftest import DAY, NOW

from dondoc.documents.signing import FileKey, Level, Setting, SigningError, from_pkcs12, sign, verify
from dondoc.documents.signing.assembly import Opening, _outside, build, make_room, put_in
from dondoc.documents.signing.errors import DamagedPdf
from dondoc.documents.signing.evidence import run
from dondoc.documents.signing.report import Coverage, Later, Problem, Revocation, Trust
from dondoc.documents.signing.words import about, conclusion


def said(report) -> str:
    return "\n".join([conclusion(report), *(line for one in report.signatures for line in about(one))])


def ranges(pdf: bytes) -> list[int]:
    return [int(number) for number in re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", pdf).groups()]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_changed_byte_is_found(signed, check, data):
    start1, length1, start2, length2 = ranges(signed)
    at = data.draw(st.integers(0, length1 + length2 - 1))
    at = start1 + at if at < length1 else start2 + at - length1
    changed = bytearray(signed)
    changed[at] ^= data.draw(st.integers(1, 255))
    try:
        report = check(bytes(changed))
    except SigningError:
        return  # not even a PDF any more
    assert not report.ok
    assert all(not one.intact for one in report.signatures if Problem.UNREADABLE not in one.problems)


def test_a_changed_word_is_told(check, key):
    pdf = papers.plain_page()
    signed = sign(pdf, key, now=NOW)
    report = check(signed.replace(b"(1000 dong)", b"(9000 dong)"))
    assert report.signatures[0].problems[0] == Problem.CHANGED
    assert "ĐÃ BỊ THAY ĐỔI" in said(report)
    assert "Có vấn đề ở 1/1" in conclusion(report)


@pytest.mark.parametrize("level", [Level.TIME, Level.ARCHIVE])
def test_a_changed_byte_is_found_under_stamps_too(level, key, setting, check):
    signed = sign(papers.plain_page(), key, now=NOW, setting=setting(level))
    report = check(signed.replace(b"(1000 dong)", b"(9000 dong)"))
    assert all(not one.intact for one in report.signatures)


def test_a_changed_signature_value_is_told(signed, check):
    _, length1, start2, _ = ranges(signed)
    blob = bytearray(bytes.fromhex(signed[length1 + 1 : start2 - 1].decode()))
    end = len(bytes(blob).rstrip(b"\0"))
    blob[end - 20] ^= 1
    report = check(signed[: length1 + 1] + bytes(blob).hex().encode() + signed[start2 - 1 :])
    assert report.signatures[0].problems[0] == Problem.BROKEN
    assert report.signatures[0].intact


@pytest.mark.parametrize("data", [b"C0FFEE00", b"0000 000", b"00000\n00"])
def test_data_hidden_behind_the_signature_is_told(signed, check, data):
    _, _, start2, _ = ranges(signed)
    report = check(signed[: start2 - 9] + data + signed[start2 - 1 :])
    (one,) = report.signatures
    assert one.problems == (Problem.PADDING,)
    assert "dữ liệu lạ" in said(report)


def with_another_page(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    first = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    writer.insert_page(PageObject(contents=first.raw_get("/Contents"), media_box=(0, 0, 595, 842)))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_an_appended_page_is_told(signed, check):
    report = check(with_another_page(signed))
    (one,) = report.signatures
    assert (one.intact, one.coverage, one.later) == (True, Coverage.REVISION, Later.CONTENT)
    assert one.problems == (Problem.CHANGED_LATER,)
    assert "ĐÃ BỊ SỬA" in said(report)


def test_a_page_appended_between_two_signatures_is_told_of_the_first(signed, agency_key, check):
    first, second = check(sign(with_another_page(signed), agency_key, now=NOW)).signatures
    assert first.problems == (Problem.CHANGED_LATER,)
    assert second.ok


def test_bytes_after_the_end_are_told_but_change_nothing(signed, check):
    report = check(signed + b"\n% more\n")
    (one,) = report.signatures
    assert one.later_bytes == 8
    assert one.coverage == Coverage.REVISION
    assert "8 byte" in said(report)


def test_a_signature_over_a_part_is_told(key, check):
    opening = make_room(papers.notice(), key.certificate, key.chain, Setting(), None, NOW)
    numbers = ranges(opening.pdf)
    written = re.search(rb"/ByteRange \[[^\]]*\]", opening.pdf).group()
    shorter = b"/ByteRange [%d %d %d %d" % (*numbers[:3], numbers[3] - 200)
    pdf = opening.pdf.replace(written, shorter.ljust(len(written) - 1) + b"]")
    digest = hashlib.sha256(pdf[: numbers[1]] + pdf[numbers[2] : numbers[2] + numbers[3] - 200]).digest()
    attributes = run(_outside(key.certificate, key.chain).signed_attrs(digest, "sha256", use_pades=True)).dump()
    cut = Opening(pdf, digest, opening.start, opening.end, attributes, opening.field)
    report = check(put_in(cut, build(key.certificate, key.chain, attributes, key.sign(attributes)), Setting(), NOW))
    (one,) = report.signatures
    assert (one.intact, one.valid) == (True, True)
    assert Problem.PART in one.problems
    assert "CHỈ PHỦ MỘT PHẦN" in said(report)


def test_nobody_is_trusted_without_roots(signed):
    report = verify(signed, now=NOW)
    assert report.signatures[0].trust == Trust.NO_ROOTS
    assert report.signatures[0].intact
    assert not report.ok


def test_a_stranger_is_not_trusted(signed, check):
    other = pki.issue("CA khác", now=NOW, authority=True)
    report = check(signed, roots=(other.asn1,))
    assert report.signatures[0].trust == Trust.UNTRUSTED
    assert "KHÔNG dẫn tới" in said(report)


def test_a_stranger_s_file_makes_nobody_call_anywhere(signed, ca, check):
    other = pki.issue("CA khác", now=NOW, authority=True)
    check(signed, roots=(other.asn1,), online=True)
    check(signed)
    assert ca.asked == []


def test_an_expired_certificate_is_told_unless_a_stamp_says_that_it_was_not(ca, setting, check):
    key = from_pkcs12(ca.person("Phạm Văn Mẫu", days=(-30, 10)).p12(), pki.PASSPHRASE)
    bare = sign(papers.notice(), key, now=NOW)
    assert check(bare).ok
    late = check(bare, at=NOW + 20 * DAY)
    assert late.signatures[0].trust == Trust.EXPIRED
    assert "HẾT HẠN" in said(late)
    for level in (Level.TIME, Level.LONG_TERM, Level.ARCHIVE):
        report = check(sign(papers.notice(), key, now=NOW, setting=setting(level)), at=NOW + 20 * DAY)
        assert report.ok, level
        assert report.signatures[0].judged_at == NOW


def test_a_revoked_certificate_is_told(ca, check):
    person = ca.person("Hoàng Văn Mẫu")
    signed = sign(papers.notice(), from_pkcs12(person.p12(), pki.PASSPHRASE), now=NOW)
    ca.revoked[person.certificate.serial_number] = NOW - DAY
    report = check(signed, online=True)
    (one,) = report.signatures
    assert (one.revocation, one.revoked_at) == (Revocation.REVOKED, NOW - DAY)
    assert Problem.REVOKED in one.problems
    assert "BỊ THU HỒI" in said(report)
    offline = check(signed)
    assert offline.signatures[0].revocation == Revocation.UNKNOWN
    assert "Chưa kiểm tra được thu hồi" in said(offline)


def test_a_certificate_revoked_on_a_list_is_told(ca, check):
    person = ca.person("Vũ Văn Mẫu", crl_only=True)
    signed = sign(papers.notice(), from_pkcs12(person.p12(), pki.PASSPHRASE), now=NOW)
    assert check(signed, online=True).signatures[0].revocation == Revocation.GOOD
    ca.revoked[person.certificate.serial_number] = NOW - DAY
    assert check(signed, online=True).signatures[0].revocation == Revocation.REVOKED


def test_what_was_signed_before_the_revocation_stays_good_where_a_stamp_shows_it(ca, setting, check):
    person = ca.person("Đặng Văn Mẫu")
    key = from_pkcs12(person.p12(), pki.PASSPHRASE)
    stamped = sign(papers.notice(), key, now=NOW, setting=setting(Level.LONG_TERM))
    bare = sign(papers.notice(), key, now=NOW)
    ca.clock = NOW + 2 * DAY
    ca.revoked[person.certificate.serial_number] = NOW + DAY
    assert check(stamped, at=NOW + 2 * DAY, online=True).ok
    assert check(bare, at=NOW + 2 * DAY, online=True).signatures[0].revocation == Revocation.REVOKED


def test_a_certificate_not_for_signing_is_told(ca, check):
    key = from_pkcs12(ca.person(use="encrypt").p12(), pki.PASSPHRASE)
    report = check(unchecked(key))
    assert report.signatures[0].trust == Trust.NOT_FOR_SIGNING


def unchecked(key) -> bytes:
    """Sign although the certificate may not."""
    opening = make_room(papers.notice(), key.certificate, key.chain, Setting(), None, NOW)
    made = build(key.certificate, key.chain, opening.attributes, key.sign(opening.attributes))
    return put_in(opening, made, Setting(), NOW)


def test_a_weak_key_is_named(ca, check):
    report = check(unchecked(from_pkcs12(ca.person(bits=1024).p12(), pki.PASSPHRASE)))
    assert "RSA 1024 bit" in report.signatures[0].weak
    assert Problem.WEAK in report.signatures[0].problems
    assert "quá yếu: RSA 1024 bit" in said(report)


def test_a_weak_digest_is_named(key, check):
    report = check(papers.by_sha1(key))
    (one,) = report.signatures
    assert "SHA-1" in one.weak
    assert not report.ok
    assert one.intact


def test_an_old_kind_of_signature_is_read(key, check):
    report = check(papers.by_pyhanko(key))
    (one,) = report.signatures
    assert report.ok
    assert one.level is None
    assert "PKCS#7" in said(report)


def test_other_ways_to_sign_are_read_too(ca, key, check):
    assert check(papers.by_pyhanko(key, prefer_pss=True)).ok
    edwards = ca.person("Mai Văn Mẫu", private=ed25519.Ed25519PrivateKey.generate())
    made = papers.by_pyhanko(FileKey(edwards.asn1, (ca.middle.asn1,), edwards.private))
    assert check(made).ok


def test_a_file_without_signature_says_so(check):
    report = check(papers.notice())
    assert report.problems == (Problem.UNSIGNED,)
    assert not report.ok
    assert conclusion(report) == "Tệp không có chữ ký số nào."


def test_a_signature_taken_off_leaves_its_trace(signed, check):
    report = check(signed.replace(b"/AcroForm", b"/AcroFrom"))
    assert Problem.HIDDEN in report.problems
    assert "dấu vết" in conclusion(report)


def test_a_signature_that_cannot_be_read_is_no_exception(signed, check):
    _, length1, start2, _ = ranges(signed)
    report = check(signed[: length1 + 1] + b"00" * ((start2 - length1 - 2) // 2) + signed[start2 - 1 :])
    assert report.signatures[0].problems == (Problem.UNREADABLE,)
    assert not report.ok


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_an_error_or_a_bad_report(signed, check, keep):
    with suppress(DamagedPdf):
        assert not check(signed[: int(len(signed) * keep)]).ok


def test_an_encrypted_file_is_told(check):
    with pytest.raises(SigningError) as refused:
        check(papers.encrypted())
    assert refused.value.code == "encrypted"
    assert "mật khẩu" in refused.value.message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=600), head=st.booleans())
def test_noise_raises_nothing_of_others(check, noise, head):
    with suppress(SigningError):
        assert not check((b"%PDF-1.7\n" if head else b"") + noise).ok


def test_a_chain_with_a_weak_link_names_it(ca, check):
    middle = pki.issue("CA yếu", ca.root, now=NOW, authority=True, bits=1024)
    key = from_pkcs12(pki.issue("Lý Văn Mẫu", middle, now=NOW).p12(), pki.PASSPHRASE)
    assert "RSA 1024 bit" in check(sign(papers.notice(), key, now=NOW)).signatures[0].weak


def test_a_file_with_two_tables_of_contents_is_read_and_said_to_be_irregular(key, check):
    report = check(sign(papers.hybrid(), key, now=NOW))
    assert report.irregular
    assert report.signatures[0].intact
    assert "không đúng chuẩn" in conclusion(report)


def test_within_an_event_loop_it_works_too(signed, check):
    async def within():
        return check(signed)

    assert asyncio.run(within()).ok


def test_the_report_as_data_has_its_sentences(key, setting, check):
    made = check(sign(papers.notice(), key, now=NOW, setting=setting(Level.ARCHIVE))).to_dict()
    assert made["ok"] is True
    first = made["signatures"][0]
    assert first["level"] == "B-LTA"
    assert first["signer"]["name"] == papers.SIGNER
    assert first["stamp"]["trusted"] is True
    assert first["claimed_at"] == "2026-11-20T09:30:00+07:00"
    assert "Phần được ký còn nguyên vẹn." in first["words"]


def test_a_stamp_by_a_stranger_proves_no_time(ca, setting, check):
    """Its time is shown, but a certificate expired since is judged as of now."""
    key = from_pkcs12(ca.person("Bùi Văn Mẫu", days=(-30, 10)).p12(), pki.PASSPHRASE)
    foreign = pki.Authority(NOW)
    with pki.served(foreign):
        signed = sign(
            papers.notice(),
            key,
            now=NOW,
            setting=Setting(Level.TIME, f"{foreign.url}/tsa", fetch=setting(Level.TIME).fetch),
        )
    (one,) = check(signed, at=NOW + 20 * DAY).signatures
    assert one.stamp.valid
    assert not one.stamp.trusted
    assert one.trust == Trust.EXPIRED
    assert one.judged_at == NOW + 20 * DAY


def test_the_signed_document_is_a_pdf_of_one_more_revision(signed):
    opened = PdfFileReader(BytesIO(signed))
    assert opened.xrefs.total_revisions == PdfFileReader(BytesIO(papers.notice())).xrefs.total_revisions + 1
    assert pdf_name("/AcroForm") in opened.root


def test_the_claimed_time_is_the_one_given(key, check):
    at = NOW - dt.timedelta(hours=3, seconds=7)
    assert check(sign(papers.notice(), key, now=at)).signatures[0].claimed_at == at
