"""Packets written for the tests, in the dialects that senders speak; facts of no real document."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from dataclasses import replace

from dondoc.documents.exchange.codes import LOCAL, DocumentId, Kind, OrganCode, Steering
from dondoc.documents.exchange.packet import (
    Answered,
    Attachment,
    Business,
    OtherInfo,
    Packet,
    Party,
    ReceiverChange,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)

NS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
AT = dt.datetime(2021, 1, 18, 8, 0, tzinfo=LOCAL)
OFFICE = Party(OrganCode("H33.12"), "Văn phòng UBND tỉnh", "UBND tỉnh Kiên Giang")
FINANCE = Party(OrganCode("H33.13"), "Sở Tài chính")
HEALTH = Party(OrganCode("000.00.14.H33"), "Sở Y tế")
ENTRY = "3f0c8f2e-7d6b-4a55-9a50-0d5b8f2f1c11"


def zipped(content: bytes, entry: str = f"{ENTRY}.pdf", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr(zipfile.ZipInfo(entry), content, method)  # dated 1980: the same bytes each time
    return out.getvalue()


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def notice(**changes) -> Packet:
    """A notice with everything that a packet can say."""
    values = {
        "sender": OFFICE, "to": (FINANCE, HEALTH), "code_number": "21", "code_notation": "TB-VP", "place": "Kiên Giang",
        "date": dt.date(2021, 1, 12), "type_name": "Thông báo", "subject": "Kết luận họp giải ngân vốn đầu tư công",
        "content": "Giao Sở Tài chính tổng hợp.\nBáo cáo UBND tỉnh.", "due_on": dt.date(2021, 1, 25),
        "signer": Signer("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Văn An"),
        "other": OtherInfo(pages=3, copies=20, sphere="Đầu tư công", typist="tvan", appendixes=("Phụ lục 1",)),
        "steering": Steering.STEERS, "to_places": ("Như trên", "Lưu: VT, tvan"),
        "trace": (Trace(OFFICE.code, AT),),
        "attachments": (Attachment("Thông báo 21.pdf", b"%PDF-1.7 tep thu", "Toàn văn", "application/zip"),),
    }  # fmt: skip
    return Packet(**{**values, **changes})


def recall(original: Packet, reason: str = "Ban hành nhầm") -> Packet:
    named = DocumentId.compose(original.sender.code, original.date, original.notation)
    return replace(original, document_id=named, attachments=(), business=Business(Kind.RECALL, named, reason))


def update() -> Packet:
    return notice(
        business=Business(
            Kind.UPDATE, DocumentId("H33.12,2021/01/12,21/TB-VP"), "Thêm nơi nhận", receivers_changed=True, info_changed=False,
            receivers=(ReceiverChange(OrganCode("H33.15"), added=True), ReceiverChange(HEALTH.code, added=False)),
            staff=Staff("Phòng Tổng hợp", "Lê Thị Bình", "ltbinh@example.vn", "0912000000"),
        )
    )  # fmt: skip


def replacement() -> Packet:
    old = DocumentId("H33.12,2021/01/11,20/TB-VP")
    return notice(business=Business(Kind.REPLACE, old, "Sai thẩm quyền", replaced=(Replaced(old, (FINANCE.code,)),)))


def report() -> Packet:
    about = Answered(OFFICE.code, "21/TB-VP", dt.date(2021, 1, 12), DocumentId("H33.12,2021/01/12,21/TB-VP"))
    return notice(
        sender=FINANCE, to=(OFFICE,), code_number="45", code_notation="BC-STC", type_name="Báo cáo", date=dt.date(2021, 1, 24),
        steering=Steering.REPORTS, response_for=(about,), trace=(Trace(FINANCE.code, AT),),
    )  # fmt: skip


def status(code, **changes) -> StatusMessage:
    values = {
        "sender": FINANCE, "status": code, "description": "Đã xem", "at": AT, "staff": Staff("Văn thư", "Lý Thị Cúc"),
        "response_for": Answered(OFFICE.code, "21/TB-VP", dt.date(2021, 1, 12), DocumentId("H33.12,2021/01/12,21/TB-VP")),
    }  # fmt: skip
    return StatusMessage(**{**values, **changes})


# --- dialects, written by hand -------------------------------------------------------------------------------------


def plain(inside: str, *, namespace: str = NS, declaration: str = '<?xml version="1.0" encoding="utf-8"?>\n') -> bytes:
    """An envelope with the header given; all in the default namespace."""
    return f'{declaration}<edXML xmlns="{namespace}"><edXMLEnvelope><edXMLHeader>{inside}</edXMLHeader></edXMLEnvelope></edXML>'.encode()


FROM = "<From><OrganId>000.00.12.H33</OrganId><OrganName>Văn phòng</OrganName></From>"
TO = "<To><OrganId>H33.13</OrganId></To>"
SMALLEST = plain(f"<MessageHeader>{FROM}{TO}<Subject>Về việc thử</Subject></MessageHeader>")

# One kit binds the prefix on the envelope and puts it on everything, header children in the order of its classes.
PREFIXED = f"""<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="{NS}">
 <edXML:edXMLEnvelope xmlns:edXML="{NS}">
  <edXML:edXMLHeader>
   <edXML:TraceHeaderList id="1" version="1.0" mustUnderstand="1">
    <edXML:Bussiness><edXML:Paper>1</edXML:Paper><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:BussinessDocReason/></edXML:Bussiness>
    <edXML:TraceHeader><edXML:Timestamp>18/01/2021 08:00:00</edXML:Timestamp><edXML:OrganId>000.00.12.H33</edXML:OrganId></edXML:TraceHeader>
   </edXML:TraceHeaderList>
   <edXML:MessageHeader>
    <edXML:SteeringType>2</edXML:SteeringType>
    <edXML:DueDate>25/01/2021</edXML:DueDate>
    <edXML:Subject>  Kết luận họp  </edXML:Subject>
    <edXML:ResponseFor/>
    <edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeDetail>0</edXML:TypeDetail><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
    <edXML:PromulgationInfo><edXML:PromulgationDate>12/01/2021</edXML:PromulgationDate><edXML:Place>Kiên Giang</edXML:Place></edXML:PromulgationInfo>
    <edXML:Code><edXML:CodeNotation>VP-TH</edXML:CodeNotation><edXML:CodeNumber>21a bis</edXML:CodeNumber></edXML:Code>
    <edXML:DocumentId>7A1D36C1-3C0D-4D1E-9A8B-1F0A7B4C2D10</edXML:DocumentId>
    <edXML:To><edXML:OrganId>000.00.13.H33</edXML:OrganId><edXML:OrganName/></edXML:To>
    <edXML:From><edXML:OrganName>Văn phòng</edXML:OrganName><edXML:OrganId>000.00.12.H33</edXML:OrganId></edXML:From>
    <edXML:OtherInfo><edXML:Priority>2</edXML:Priority><edXML:PageAmount>ba</edXML:PageAmount></edXML:OtherInfo>
   </edXML:MessageHeader>
  </edXML:edXMLHeader>
  <edXML:edXMLBody><edXML:edXMLManifest version="1.0">
   <edXML:Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:mot" xlink:type="simple"><edXML:AttachmentName>Công văn.pdf</edXML:AttachmentName><edXML:Description>Toàn văn</edXML:Description></edXML:Reference>
  </edXML:edXMLManifest></edXML:edXMLBody>
 </edXML:edXMLEnvelope>
 <edXML:AttachmentEncoded xmlns:edXML="{NS}"><edXML:Attachment>
  <edXML:ContentTransferEncoded>{b64(b"%PDF-1.4 tho")}</edXML:ContentTransferEncoded><edXML:ContentType>application/zip</edXML:ContentType><edXML:ContentId>CID:MOT</edXML:ContentId>
 </edXML:Attachment></edXML:AttachmentEncoded>
</edXML>""".encode()


def attached(payload: str, name: str = "Báo cáo.pdf", more: str = "") -> bytes:
    """A packet with one attachment, its base64 given."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NS}" xmlns:edXML="{NS}"><edXML:edXMLEnvelope><edXML:edXMLHeader>'
        f"<MessageHeader>{FROM}{TO}<Subject>Thử</Subject></MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXMLManifest>"
        f"<Reference><ContentId>cid:a</ContentId><AttachmentName>{name}</AttachmentName></Reference></edXMLManifest></edXML:edXMLBody>"
        f"</edXML:edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>cid:a</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<edXML:ContentTransferEncoded>{payload}</edXML:ContentTransferEncoded></Attachment>{more}</AttachmentEncoded></edXML>"
    ).encode()
