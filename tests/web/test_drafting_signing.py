"""Signing over HTTP in its four ways, and the page of who may sign."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re

import pytest
import time_machine
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, utils
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.conftest import NOW
from tests.documents.signing import pki
from tests.drafting.drafting_world import draft, letters, mandates, notices, on_the_way, opened, posts, written

from dondoc.drafting.choices import SignedHow, State
from dondoc.drafting.models import OutgoingDraft, SigningJob, SigningMandate

__all__ = ["draft", "letters", "mandates", "notices", "on_the_way", "opened", "posts", "written"]


@pytest.fixture(autouse=True)
def _own_files_and_day(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def signer():
    return pki.issue("Đỗ Văn Hòa", now=NOW)


@pytest.fixture
def numbered(on_the_way):
    return on_the_way("numbered")


@pytest.fixture
def sent(client, numbered, chair):
    """A function that sends the form of a way of signing, as the chair."""
    client.force_login(chair)

    def send(way, **given):
        return client.post(reverse("web:draft_sign", args=[numbered.id]), {"cach": way, **given})

    return send


def stands(found):
    return OutgoingDraft.objects.get(id=found.id)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("way", ["giay", "tep-khoa", "tai-len", "dich-vu", "gi-do"])
def test_each_way_has_its_form(client, numbered, clerk, way):
    client.force_login(clerk)
    page = client.get(reverse("web:draft_sign", args=[numbered.id]), {"cach": way})
    assert page.status_code == 200
    assert "01/TB-VP" in text_of(page)


def test_on_paper_with_and_without_a_scan(sent, numbered):
    assert "phải là tệp PDF" in text_of(sent("giay", scan=SimpleUploadedFile("ky.pdf", b"not a pdf")))
    assert stands(numbered).state == State.NUMBERED
    assert sent("giay").status_code == 302
    assert (stands(numbered).state, stands(numbered).signed_how) == (State.SIGNED, SignedHow.PAPER)


def test_with_a_key_file(sent, numbered, signer):
    key = signer.p12()
    wrong = sent("tep-khoa", key_file=SimpleUploadedFile("k.p12", key), passphrase="sai", whose="person")
    assert wrong.status_code == 422
    assert pki.PASSPHRASE not in wrong.content.decode()
    right = sent("tep-khoa", key_file=SimpleUploadedFile("k.p12", key), passphrase=pki.PASSPHRASE, whose="person")
    assert right.status_code == 302
    assert stands(numbered).signed_how == SignedHow.KEY_FILE


def test_another_file_than_the_numbered_one_is_not_taken(sent, numbered):
    answer = sent("tai-len", file=SimpleUploadedFile("khac.pdf", b"%PDF-1.7 something else"))
    assert answer.status_code == 422
    assert "nội dung đã khác" in text_of(answer)
    assert stands(numbered).state == State.NUMBERED


def test_a_service_gets_a_digest_and_its_answer_is_pasted(client, sent, numbered, signer):
    certificate = signer.asn1.dump()
    page = sent("dich-vu", certificate=SimpleUploadedFile("ky.cer", certificate), whose="person")
    shown = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))
    job = SigningJob.objects.get()
    assert f"/api/v1/signing-jobs/{job.id}/" in shown["callback"]
    digest = base64.b64decode(shown["digest"])
    assert digest.hex() == shown["digest_hex"]
    assert digest == hashlib.sha256(base64.b64decode(shown["to_sign"])).digest()
    address = reverse("web:draft_sign_answer", args=[numbered.id, job.id])
    given = {**shown, "secret": shown["callback"].rsplit("/", 1)[1], "what": "signature"}
    bad = client.post(address, {**given, "answer": "không phải"})
    assert bad.status_code == 422
    assert shown["digest_hex"] in bad.content.decode()  # still there to be copied
    signature = signer.private.sign(digest, padding.PKCS1v15(), utils.Prehashed(hashes.SHA256()))
    assert client.post(address, {**given, "answer": base64.b64encode(signature).decode()}).status_code == 302
    assert stands(numbered).signed_how == SignedHow.EXTERNAL
    again = client.post(address, {**given, "answer": signature.hex()})
    assert again.status_code == 422
    assert "đã nhận chữ ký" in text_of(again)


def test_an_answer_with_another_secret_is_none(client, sent, numbered, signer):
    sent("dich-vu", certificate=SimpleUploadedFile("ky.cer", signer.asn1.dump()), whose="person")
    address = reverse("web:draft_sign_answer", args=[numbered.id, SigningJob.objects.get().id])
    assert client.post(address, {"secret": "đoán", "what": "signature", "answer": "00"}).status_code == 404


def test_a_file_without_a_certificate_is_said(sent):
    answer = sent("dich-vu", certificate=SimpleUploadedFile("ky.cer", b"nothing"), whose="person")
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


# ---- who may sign ----------------------------------------------------------------------------------------------------------


def test_rights_are_listed_with_what_is_printed(client, mandates, specialist):
    client.force_login(specialist)
    page = text_of(client.get(reverse("web:mandates")))
    assert "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG" in page
    assert "Đỗ Văn Hòa" in page
    assert "Thêm thẩm quyền" not in page


def test_a_right_is_added_and_ended(client, notices, posts, office_leader, province):
    client.force_login(office_leader)
    given = {
        "unit_id": province.units["vp"].id, "post_id": posts.pcvp.id, "form1": "kt", "of1": "Chánh Văn phòng",
        "valid_from": "01/01/2021", "kinds": ["Thông báo"],
    }  # fmt: skip
    assert client.post(reverse("web:mandate_grant"), given).status_code == 302
    right = SigningMandate.objects.get()
    assert (right.steps, right.kinds) == ([{"form": "kt", "of": "Chánh Văn phòng"}], ["Thông báo"])
    assert client.post(reverse("web:mandate_end", args=[right.id]), {"last_day": "31/12/2020"}).status_code == 422
    assert client.post(reverse("web:mandate_end", args=[right.id]), {"last_day": "17/01/2021"}).status_code == 302
    assert SigningMandate.objects.get().valid_to == dt.date(2021, 1, 17)
    assert "đã hết" in text_of(client.get(reverse("web:mandates")))


def test_a_chain_that_the_decree_does_not_know_is_said_beside_its_field(
    client, notices, posts, office_leader, province
):
    client.force_login(office_leader)
    given = {
        "unit_id": province.units["vp"].id, "post_id": posts.pcvp.id, "form1": "tuq", "of1": "Chánh Văn phòng",
        "valid_from": "01/01/2021",
    }  # fmt: skip
    answer = client.post(reverse("web:mandate_grant"), given)
    assert answer.status_code == 422
    assert "Thừa ủy quyền phải có văn bản ủy quyền" in text_of(answer)
    assert not SigningMandate.objects.exists()


def test_what_is_needed_first_is_shown_where_there_is_nothing_to_choose(client, office_leader, province):
    client.force_login(office_leader)
    assert "Chưa có cơ quan nào có sổ văn bản đi" in text_of(client.get(reverse("web:mandate_grant")))
