"""Signatures of a document's original, as its page tells them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.documents.signing import papers, pki

from dondoc.documents.signatures import judged, signatures_of
from dondoc.foundation.errors import NotFound

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def authority() -> pki.Authority:
    made = pki.Authority(NOW)
    made.begin()
    return made


@pytest.fixture(scope="module")
def signed(authority: pki.Authority) -> bytes:
    """The notice, signed."""
    from dondoc.documents.signing import from_pkcs12, sign

    person = authority.person(papers.SIGNER)
    return sign(papers.notice(), from_pkcs12(person.p12(), pki.PASSPHRASE), now=NOW)


@pytest.fixture
def trusted(authority: pki.Authority, settings: Any, tmp_path: Any) -> None:
    """The office believes the tests' authority; what else lies in the folder does no harm."""
    settings.SIGNATURE_ROOTS = tmp_path
    (tmp_path / "goc.cer").write_bytes(authority.root.asn1.dump())
    (tmp_path / "hong.pem").write_bytes(b"no certificate")
    (tmp_path / "ghi-chu.txt").write_bytes(b"notes")


def test_a_signature_that_the_office_believes(trusted, signed):
    (line,) = judged(signed, now=NOW).lines
    assert (line.good, line.open, line.is_stamp) == (True, False, False)
    assert (line.who, line.at) == (papers.SIGNER, NOW)
    assert line.said[0] == "Phần được ký còn nguyên vẹn."
    assert "Chứng thư số do tổ chức được tin cậy cấp." in line.said


def test_without_an_authority_it_is_open_not_wrong(settings, tmp_path, signed):
    settings.SIGNATURE_ROOTS = tmp_path / "none"
    (line,) = judged(signed, now=NOW).lines
    assert (line.good, line.open) == (False, True)
    assert any("Chưa khai báo" in sentence for sentence in line.said)


def test_one_changed_byte_is_found(trusted, signed):
    place = signed.index(b"/MediaBox") + 14
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    (line,) = judged(changed, now=NOW).lines
    assert (line.good, line.open) == (False, False)
    assert line.said[0] == "Phần được ký đã bị thay đổi sau khi ký."


def test_what_is_not_signed_says_nothing(trusted):
    found = judged(papers.notice(), now=NOW)
    assert (found.lines, found.problem) == ((), "")


def test_a_damaged_file_is_told(trusted):
    assert "không kiểm tra được chữ ký số" in judged(b"%PDF-1.7\nbroken", now=NOW).problem


@pytest.mark.usefixtures("files_folder", "province")
def test_only_who_may_have_the_file_is_told(trusted, signed, specialist, observer, outsider, now, client):
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission

    document = open_draft(actor=specialist, submission=Submission(signed, "thong-bao.pdf"), now=now).document
    pasted = open_draft(actor=specialist, submission=Submission.pasted("Giao Sở Tài chính báo cáo."), now=now).document
    assert signatures_of(specialist, document.id, now=NOW).lines[0].who == papers.SIGNER
    for user, id_ in ((observer, document.id), (outsider, document.id), (specialist, pasted.id)):
        with pytest.raises(NotFound):
            signatures_of(user, id_, now=NOW)
    client.force_login(specialist)
    assert f"/van-ban/{document.id}/chu-ky/" in client.get(f"/van-ban/{document.id}/").content.decode()
    assert "chu-ky" not in client.get(f"/van-ban/{pasted.id}/").content.decode()
    part = client.get(f"/van-ban/{document.id}/chu-ky/").content.decode()
    assert papers.SIGNER in part
    assert "<html" not in part
    (told,) = client.get(f"/api/v1/documents/{document.id}/signatures").json()["items"]
    assert (told["who"], told["good"]) == (papers.SIGNER, True)


def test_a_trace_of_another_signature_is_told_beside_a_good_one(trusted, signed):
    traced = signed + b"\n90000 0 obj\n<< /ByteRange [0 1 2 3] >>\nendobj\n"
    assert "dấu vết chữ ký số" in judged(traced, now=NOW).problem
