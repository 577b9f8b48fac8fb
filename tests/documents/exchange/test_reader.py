"""Packets in the dialects of their senders: what is tolerated, what is told, what is kept."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.documents.exchange import builders as b

from dondoc.documents.exchange import Packet, StatusMessage, read_packet, write_packet
from dondoc.documents.exchange.codes import Kind, Priority, Status, Steering
from dondoc.documents.exchange.errors import AnotherBody
from dondoc.documents.exchange.reader import check_addressed


def codes(received):
    return [one.code for one in received.notices]


def test_a_kit_that_prefixes_all_and_orders_nothing():
    received = read_packet(b.PREFIXED)
    packet = received.message
    assert isinstance(packet, Packet)
    assert packet.sender.code.normal == "H33.12"
    assert packet.sender.code.text == "000.00.12.H33"
    assert packet.to[0].code.normal == "H33.13"
    assert packet.to[0].name == ""
    assert packet.code_number == "21a bis"
    assert packet.notation == "21a bis/VP-TH"
    assert packet.date == dt.date(2021, 1, 12)
    assert packet.due_on == dt.date(2021, 1, 25)
    assert packet.subject == "Kết luận họp"
    assert packet.type_name == "Công văn"
    assert packet.steering is Steering.STEERS
    assert packet.response_for == ()
    assert packet.other.priority is Priority.VERY_URGENT
    assert packet.other.pages is None
    assert packet.trace[0].at == b.AT
    assert packet.business.paper
    assert packet.attachments[0].content == b"%PDF-1.4 tho"
    assert packet.attachments[0].name == "Công văn.pdf"
    assert packet.attachments[0].description == "Toàn văn"
    assert received.unknown == ()
    assert received.signature is None


@pytest.mark.parametrize(
    "namespace", ["http://www.go.vn/eDoc", "http://www.e-doc.vn/Schema/", "http://www.e-doc.vn/Schema"]
)
def test_an_old_namespace_is_read_and_told(namespace):
    received = read_packet(b.plain(f"<MessageHeader>{b.FROM}{b.TO}</MessageHeader>", namespace=namespace))
    assert "old_namespace" in codes(received)
    assert received.message.sender.code.normal == "H33.12"


def test_the_smallest_packet_says_what_it_lacks():
    received = read_packet(b.SMALLEST)
    assert codes(received) == ["missing"]
    assert received.message.attachments == ()
    assert received.message.business.kind is Kind.NEW


def test_an_id_is_composed_where_none_came():
    received = read_packet(
        b.plain(
            f"<MessageHeader>{b.FROM}{b.TO}<Subject>x</Subject><Code><CodeNumber>5</CodeNumber><CodeNotation>TB-VP</CodeNotation></Code>"
            "<PromulgationInfo><PromulgationDate>2021-01-05</PromulgationDate></PromulgationInfo></MessageHeader>"
        )
    )
    assert received.message.document_id.text == "000.00.12.H33,2021/01/05,5/TB-VP"
    assert codes(received) == ["id_composed"]


def test_the_envelope_may_be_the_root_and_business_be_spelt_right():
    data = (
        f'<e:edXMLEnvelope xmlns:e="{b.NS}"><e:edXMLHeader><e:Business><e:BusinessDocType>1</e:BusinessDocType></e:Business>'
        f"<e:MessageHeader><e:From><e:OrganId>H33.12</e:OrganId></e:From></e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>"
    ).encode()
    assert read_packet(data).message.business.kind is Kind.RECALL


def test_values_that_the_regulation_does_not_have_are_told():
    received = read_packet(
        b.plain(
            f"<MessageHeader>{b.FROM}{b.TO}<Subject>x</Subject><DocumentId>x</DocumentId><SteeringType>9</SteeringType><DueDate>mai</DueDate>"
            "<OtherInfo><Priority>gấp</Priority></OtherInfo></MessageHeader>"
            "<TraceHeaderList><TraceHeader/><Bussiness><BussinessDocType>7</BussinessDocType></Bussiness></TraceHeaderList>"
        )
    )
    assert codes(received) == ["unreadable_date", "unknown_priority", "unknown_steering", "unknown_kind"]


def test_steering_0_means_that_it_does_not_steer():
    received = read_packet(b.plain(f"<MessageHeader>{b.FROM}<SteeringType>0</SteeringType></MessageHeader>"))
    assert received.message.steering is Steering.NONE


def test_what_is_not_understood_is_preserved_as_xml():
    received = read_packet(
        b.plain(
            f'<MessageHeader>{b.FROM}{b.TO}<Subject>x</Subject><Subject>hai</Subject><Mới a="1">chữ &amp; <c/></Mới>'
            '<l:Lạ xmlns:l="urn:la" l:k="v"/></MessageHeader>'
        )
    )
    assert [(one.path, one.xml) for one in received.unknown] == [
        ("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject", f'<Subject xmlns="{b.NS}">hai</Subject>'),
        ("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Mới", f'<Mới xmlns="{b.NS}" a="1">chữ &amp;<c/></Mới>'),
        ("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Lạ", '<Lạ xmlns="urn:la" xmlns:a0="urn:la" a0:k="v"/>'),
    ]


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.w3.org/2000/09/xmldsig#"'])
def test_a_signature_only_informs(namespace):
    signature = (
        f"<Signature{namespace}><SignedInfo><SignatureMethod Algorithm='rsa-sha1'/></SignedInfo><SignatureValue>AAAA</SignatureValue>"
        "<KeyInfo><X509Data><X509SubjectName>CN=Văn phòng</X509SubjectName><X509Certificate>AA AA</X509Certificate></X509Data></KeyInfo></Signature>"
    )
    received = read_packet(b.plain(f"<MessageHeader>{b.FROM}</MessageHeader>{signature}"))
    assert received.signature is not None
    assert (received.signature.method, received.signature.subject, received.signature.certificate) == (
        "rsa-sha1",
        "CN=Văn phòng",
        "AAAA",
    )
    assert received.to_dict()["signature"]["verified"] is False
    assert received.unknown == ()


def test_several_answers_and_an_empty_one():
    received = read_packet(
        b.plain(
            f"<MessageHeader>{b.FROM}<ResponseFor><OrganId>H01</OrganId><Code>1/CV</Code></ResponseFor><ResponseFor/>"
            "<ResponseFor><OrganId>H02</OrganId><Code><CodeNumber>2</CodeNumber><CodeNotation>TB</CodeNotation></Code></ResponseFor></MessageHeader>"
        )
    )
    assert [(one.organ.normal, one.notation) for one in received.message.response_for] == [
        ("H01", "1/CV"),
        ("H02", "2/TB"),
    ]


@pytest.mark.parametrize(("encoding", "subject"), [("iso-8859-1", "Café"), ("windows-1258", "Đé"), ("utf-8", "Đề án")])
def test_other_encodings_are_read_where_they_are_declared(encoding, subject):
    text = b.SMALLEST.decode().replace("utf-8", encoding).replace("Về việc thử", subject).replace("Văn phòng", "x")
    assert read_packet(text.encode(encoding.replace("windows-", "cp"))).message.subject == subject


def test_a_byte_order_mark_is_read():
    assert read_packet(b"\xef\xbb\xbf" + b.SMALLEST).message.subject == "Về việc thử"


def test_utf_16_is_read():
    text = b.SMALLEST.decode().replace("utf-8", "utf-16")
    assert read_packet(text.encode("utf-16")).message.subject == "Về việc thử"


def test_names_are_nfc():
    import unicodedata

    decomposed = unicodedata.normalize("NFD", b.SMALLEST.decode()).encode()
    assert read_packet(decomposed).message.subject == "Về việc thử"


@pytest.mark.parametrize(
    ("payload", "name", "content"),
    [
        (b.zipped(b"%PDF-1.7 a"), "Báo cáo.pdf", b"%PDF-1.7 a"),
        (b.zipped(b"%PDF-1.7 a", "BÁO CÁO.PDF"), "Báo cáo.pdf", b"%PDF-1.7 a"),
        (b.zipped(b"x", f"thu-muc/{b.ENTRY}.docx"), "Báo cáo.pdf", b"x"),
        (b.zipped(b"x", "khac.txt"), "không đuôi", b"x"),
        (b"%PDF-1.4 tho", "Báo cáo.pdf", b"%PDF-1.4 tho"),
        (b"PK\x03\x04 hong", "Báo cáo.zip", b"PK\x03\x04 hong"),
        (b"", "rong.txt", b""),
    ],
    ids=["uuid", "same name", "folder before", "no extension", "raw", "broken zip", "empty"],
)
def test_a_payload_is_known_by_its_bytes(payload, name, content):
    (found,) = read_packet(b.attached(b.b64(payload), name)).message.attachments
    assert found.content == content
    assert found.name == name


def test_a_zip_that_was_attached_stays_one():
    inside = b.zipped(b"x", "hai.txt")
    (found,) = read_packet(b.attached(b.b64(inside), "hồ sơ.zip")).message.attachments
    assert found.content == inside


def test_base64_in_lines_and_without_padding():
    text = b.b64(b"%PDF-1.4 abcd").rstrip("=")
    (found,) = read_packet(
        b.attached("\n  ".join(text[at : at + 5] for at in range(0, len(text), 5)))
    ).message.attachments
    assert found.content == b"%PDF-1.4 abcd"


def test_an_attachment_larger_than_a_parsers_limit_for_one_text():
    content = bytes(range(256)) * 50_000  # 12.8 MB, 17 MB as base64
    (found,) = read_packet(b.attached(b.b64(content), "to.bin")).message.attachments
    assert found.content == content


def test_a_file_that_is_listed_and_not_sent_is_told():
    received = read_packet(
        b.attached("AAAA").replace(b"<Attachment><ContentId>cid:a<", b"<Attachment><ContentId>cid:b<")
    )
    assert "attachment_missing" in codes(received)
    assert len(received.message.attachments) == 1


@pytest.mark.parametrize(("code", "status"), [("01", Status.ARRIVED), ("3", Status.ACCEPTED), ("13", Status.TAKE_BACK)])
def test_a_status(code, status):
    data = b.plain(
        f"<MessageHeader><Timestamp>18/01/2021 08:00:00</Timestamp><StatusCode>{code}</StatusCode>{b.FROM}<Description>Lý do</Description>"
        "<ResponseFor><DocumentId>H33.12,2021/01/12,21/TB-VP</DocumentId><Code>21/TB-VP</Code><OrganId>H33.12</OrganId></ResponseFor>"
        "<StaffInfo><Staff>Lý Thị Cúc</Staff></StaffInfo></MessageHeader>"
    )
    received = read_packet(data)
    message = received.message
    assert isinstance(message, StatusMessage)
    assert message.status is status
    assert message.at == b.AT
    assert message.received_code == code
    assert message.staff.name == "Lý Thị Cúc"
    assert message.response_for.document_id.key == "H33.12,2021-01-12,21/TB-VP"
    assert received.notices == ()


def test_14_is_15_misread():
    received = read_packet(b.plain(f"<MessageHeader>{b.FROM}<StatusCode>14</StatusCode></MessageHeader>"))
    assert received.message.status is Status.AGREED
    assert received.message.received_code == "14"
    assert codes(received) == ["status_14", "no_document"]


def test_a_packet_for_another_body():
    packet = read_packet(b.PREFIXED).message
    check_addressed(packet, ["H33.99", "000.00.13.H33"])
    with pytest.raises(AnotherBody) as refused:
        check_addressed(packet, ["H33.99"])
    assert refused.value.code == "another_body"


def test_who_is_added_by_an_update_is_addressed():
    check_addressed(b.update(), ["H33.15"])


def test_all_of_it_is_json():
    for data in (b.PREFIXED, write_packet(b.update()), write_packet(b.status(Status.REFUSED))):
        said = json.loads(json.dumps(read_packet(data).to_dict(), ensure_ascii=False))
        assert said["message"] in {"document", "status"}
        assert said["namespace"] == b.NS
