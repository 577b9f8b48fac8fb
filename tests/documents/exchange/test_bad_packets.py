"""Every bad packet by name: its own class, a stable code, one Vietnamese sentence; the reader raises nothing else."""

from __future__ import annotations

import inspect
import io
import itertools
import re
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.exchange import builders as b

from dondoc.documents.exchange import ExchangeError, errors, read_packet, write_packet
from dondoc.documents.exchange.codes import Status
from dondoc.documents.exchange.errors import PacketError
from dondoc.documents.exchange.payloads import Budget, decode
from dondoc.documents.exchange.tree import Limits

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f']><edXML xmlns="{b.NS}">&j;</edXML>'
).encode()
OUTSIDE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><edXML xmlns="{b.NS}">&e;</edXML>'.encode()
PARAMETER = f'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><edXML xmlns="{b.NS}"/>'.encode()
DTD_OUTSIDE = f'<!DOCTYPE edXML SYSTEM "http://127.0.0.1:9/x.dtd"><edXML xmlns="{b.NS}"/>'.encode()
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]", re.IGNORECASE)


def bomb() -> bytes:
    """4 GB of zeros in a zip of some megabytes would be slow to make: 60 MB in 60 kB has the same ratio."""
    return b.zipped(bytes(60_000_000))


def liar() -> bytes:
    """A zip that says it holds a kilobyte and inflates to 60 MB."""
    data = bytearray(bomb())
    for at in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = (1024).to_bytes(4, "little")
    return bytes(data)


BAD = {
    "no bytes": (b"", "empty_packet"),
    "blanks": (b" \n\t ", "empty_packet"),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "not_xml"),
    "JSON": (b'{"message": "document"}', "not_xml"),
    "mismatched tags": (b.SMALLEST.replace(b"</To>", b"</From>"), "mismatched_tags"),
    "a tag not closed": (b.SMALLEST.replace(b"</To>", b""), "mismatched_tags"),
    "a second root": (b.SMALLEST + b"<x/>", "mismatched_tags"),
    "text before the declaration": (b"Kinh gui " + b.SMALLEST, "text_before_declaration"),
    "a blank line before the declaration": (b"\n" + b.SMALLEST, "text_before_declaration"),
    "a mark twice before the declaration": (b"\xef\xbb\xbf\xef\xbb\xbf" + b.SMALLEST, "text_before_declaration"),
    "unbound prefix": (b.SMALLEST.replace(b"<To>", b"<edXML:To>").replace(b"</To>", b"</edXML:To>"), "unbound_prefix"),
    "unbound prefix of an attribute": (b.SMALLEST.replace(b"<To>", b'<To x:a="1">'), "unbound_prefix"),
    "cp1258 declared as utf-8": (b.SMALLEST.decode().encode("cp1258", "ignore"), "wrong_encoding"),
    "utf-8 declared as utf-16": (b.SMALLEST.replace(b"utf-8", b"utf-16"), "wrong_encoding"),
    "an encoding nobody knows": (b.SMALLEST.replace(b"utf-8", b"tcvn-5712-9"), "wrong_encoding"),
    "cut off": (b.SMALLEST[:-60], "truncated"),
    "cut off within a tag": (b.SMALLEST[: b.SMALLEST.find(b"Subject") + 3], "truncated"),
    "a character that XML has not": (b.SMALLEST.replace(b"Subject>V", b"Subject>\x01V", 1), "malformed_xml"),
    "billion laughs": (LAUGHS, "forbidden_dtd"),
    "an external entity": (OUTSIDE, "forbidden_dtd"),
    "a parameter entity": (PARAMETER, "forbidden_dtd"),
    "an external DTD": (DTD_OUTSIDE, "forbidden_dtd"),
    "an entity without DTD": (b.SMALLEST.replace(b"Subject>V", b"Subject>&nbsp;V", 1), "forbidden_dtd"),
    "too deep": (b.plain("<a>" * 60 + "</a>" * 60), "too_complex"),
    "too many elements": (b.plain("<a/>" * 100_001), "too_complex"),
    "too many attributes": (b.plain("<a " + " ".join(f'b{n}="1"' for n in range(99)) + "/>"), "too_complex"),
    "another XML": (b"<html><body/></html>", "wrong_namespace"),
    "no namespace": (b.SMALLEST.replace(f' xmlns="{b.NS}"'.encode(), b""), "wrong_namespace"),
    "the envelope of another namespace": (
        b.SMALLEST.replace(b"<edXMLEnvelope>", b'<edXMLEnvelope xmlns="urn:x">'), "wrong_namespace"),
    "no envelope": (f'<edXML xmlns="{b.NS}"/>'.encode(), "no_header"),
    "no message header": (b.plain(""), "no_header"),
    "no sender": (b.plain(f"<MessageHeader>{b.TO}</MessageHeader>"), "no_sender"),
    "a sender without code": (b.plain("<MessageHeader><From><OrganName>A</OrganName></From></MessageHeader>"), "no_sender"),
    "an unknown status": (b.plain(f"<MessageHeader>{b.FROM}<StatusCode>99</StatusCode></MessageHeader>"), "unknown_status"),
    "an empty status": (b.plain(f"<MessageHeader>{b.FROM}<StatusCode/></MessageHeader>"), "unknown_status"),
    "no base64": (b.attached("đây không phải base64!"), "bad_attachment"),
    "base64 cut off": (b.attached("AAAAA"), "bad_attachment"),
    "base64 after its padding": (b.attached("QQ==QUJD"), "bad_attachment"),
    "padding alone": (b.attached("=" * 2_000_000), "bad_attachment"),
    "10 000 attachments": (b.attached("AAAA", more="<Attachment><ContentId>x</ContentId></Attachment>" * 10_000), "too_many_attachments"),
    "10 000 lines in the manifest": (
        b.attached("AAAA").replace(b"<edXMLManifest>", b"<edXMLManifest>" + b"<Reference/>" * 10_000), "too_many_attachments"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_packet_is_refused_by_its_code_in_one_sentence(name):
    data, code = BAD[name]
    with pytest.raises(PacketError) as refused:
        read_packet(data)
    assert refused.value.code == code
    assert VIETNAMESE.search(refused.value.message)
    assert "\n" not in refused.value.message
    assert refused.value.message.endswith(".")


def test_a_zip_bomb_is_refused_before_it_inflates():
    with pytest.raises(PacketError) as refused:
        read_packet(b.attached(b.b64(bomb())))
    assert refused.value.code == "zip_bomb"


def test_a_zip_that_lies_about_its_size_is_delivered_unopened():
    (found,) = read_packet(b.attached(b.b64(liar()))).message.attachments
    assert found.content == liar()


def test_many_small_bombs_share_one_budget():
    one = f"<Attachment><AttachmentName>a.bin</AttachmentName><ContentTransferEncoded>{b.b64(b.zipped(bytes(900_000)))}</ContentTransferEncoded></Attachment>"
    with pytest.raises(PacketError) as refused:
        read_packet(b.attached("", more=one * 30), Limits(decoded_bytes=10_000_000))
    assert refused.value.code in {"attachments_too_large", "zip_bomb"}


def test_attachments_together_have_a_limit():
    one = f"<Attachment><AttachmentName>a.bin</AttachmentName><ContentTransferEncoded>{b.b64(b'x' * 9000)}</ContentTransferEncoded></Attachment>"
    with pytest.raises(PacketError) as refused:
        read_packet(b.attached("", more=one * 3), Limits(decoded_bytes=20_000))
    assert refused.value.code == "attachments_too_large"


def test_texts_have_a_limit_of_pieces():
    with pytest.raises(PacketError) as refused:
        read_packet(
            b.plain(f"<MessageHeader>{b.FROM}<Subject>{'&amp;' * 1000}</Subject></MessageHeader>"), Limits(pieces=500)
        )
    assert refused.value.code == "too_complex"


def test_a_packet_has_a_limit_of_bytes():
    with pytest.raises(PacketError) as refused:
        read_packet(b.SMALLEST, Limits(packet_bytes=100))
    assert refused.value.code == "packet_too_large"


def test_an_encrypted_entry_is_delivered_as_the_zip_it_came_in():
    data = bytearray(b.zipped(b"x"))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (found,) = read_packet(b.attached(b.b64(bytes(data)))).message.attachments
    assert found.content == bytes(data)


def test_every_error_has_a_code_of_its_own_and_a_sentence():
    kinds = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, ExchangeError)]
    assert len(kinds) > 30
    assert len({one.code for one in kinds}) == len(kinds)
    for one in kinds:
        assert VIETNAMESE.search(one.default)
        assert one.default.endswith(".")
        assert one().message == one.default


# --- whatever comes, the reader raises its own errors only -------------------------------------------------------------


def survives(data: bytes) -> None:
    with suppress(PacketError):
        read_packet(data).to_dict()


@given(st.binary(max_size=400))
def test_random_bytes(data):
    survives(data)


@given(st.binary(max_size=200))
def test_random_bytes_within_an_envelope(data):
    survives(b.SMALLEST.replace(b"<MessageHeader>", b"<MessageHeader>" + data))


WHOLE = (
    b.PREFIXED,
    b.SMALLEST,
    write_packet(b.update()),
    write_packet(b.replacement()),
    write_packet(b.status(Status.DECLINED)),
)


@settings(max_examples=300)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 8)), max_size=5),
)
def test_a_packet_mutated(data, changes):
    changed = bytearray(data)
    for at, new, gone in changes:
        start = at % (len(changed) or 1)
        changed[start : start + gone] = new
    survives(bytes(changed))


@given(st.sampled_from(WHOLE), st.integers(0, 10_000))
def test_a_packet_cut_off(data, length):
    survives(data[: length % len(data)])


@given(
    st.sampled_from(WHOLE),
    st.lists(
        st.sampled_from([b"OrganId", b"Code", b"Attachment", b"To", b"DocumentId", b"Bussiness", b"Receiver"]),
        min_size=2,
        max_size=2,
    ),
)
def test_a_packet_with_elements_renamed(data, names):
    survives(data.replace(*names))


@given(
    st.sampled_from(["OrganId", "Subject", "DueDate", "StatusCode", "SteeringType", "Timestamp", "ContentId", "Type"]),
    st.text(max_size=30),
)
def test_any_text_in_any_element(name, text):
    from xml.sax.saxutils import escape

    for data in WHOLE:
        survives(
            re.sub(
                rf"(<(?:edXML:)?{name}>)[^<]*".encode(),
                lambda found: found[1] + escape(text).encode("utf-8", "replace"),
                data,
            )
        )


@given(st.binary(max_size=300))
def test_any_payload(data):
    survives(b.attached(b.b64(data)))
    survives(b.attached(b.b64(b"PK\x03\x04" + data)))


@given(st.binary(max_size=200), st.lists(st.integers(0, 300), max_size=6))
def test_base64_in_any_parts_is_what_it_was(content, cuts):
    text = b.b64(content)
    at = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    parts = [text[start:end] for start, end in itertools.pairwise(at)]
    assert decode(parts, "a.bin", Budget(1000)) == content
    assert parts == []


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_zip_mutated(at, new):
    data = bytearray(b.zipped(b"noi dung" * 20))
    data[at % len(data) : at % len(data) + len(new)] = new
    survives(b.attached(b.b64(bytes(data))))


def test_a_zip_with_an_odd_method():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr(f"{b.ENTRY}.txt", b"noi dung")
    (found,) = read_packet(b.attached(b.b64(out.getvalue()))).message.attachments
    assert found.content == b"noi dung"
    survives(b.attached(b.b64(b"PK\x03\x04" + zlib.compress(b"x" * 100))))
