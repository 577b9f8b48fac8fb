"""Documents and pictures that the tests sign with, drawn by code."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable
from functools import cache

import typst

SIGNER = "Nguyễn Văn Mẫu"
BLUE, RED, CLEAR = (20, 40, 190, 255), (210, 20, 30, 230), (0, 0, 0, 0)
_NOTICE = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 20mm))
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi")
#grid(columns: (1fr, 1fr), align: center,
  [ỦY BAN NHÂN DÂN\\ *TỈNH MẪU*], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc*])
#align(center)[Số: 34/TB-UBND]
#align(center)[*THÔNG BÁO*\\ *Kết luận của Chủ tịch tại cuộc họp giao ban*]
Giao Sở Tài chính báo cáo trước ngày 30/11/2026; người theo dõi là NAME.
#v(PUSH)
#grid(columns: (1fr, 1fr),
  [#text(size: 12pt)[*_Nơi nhận:_*]\\ #text(size: 11pt)[\\- Như trên;\\ \\- NAME;\\ \\- Lưu: VT.]],
  align(center)[*TM. ỦY BAN NHÂN DÂN*\\ *CHỦ TỊCH*\\ #v(ROOM) *NAME*])
"""


@cache
def notice(*, room: str = "26mm", push: str = "40mm", name: str = SIGNER) -> bytes:
    """A notice with a signature block."""
    source = _NOTICE.replace("ROOM", room).replace("PUSH", push).replace("NAME", name)
    return typst.compile({"main.typ": source.encode()}, format="pdf")


def png(width: int, height: int, dot: Callable[[int, int], tuple[int, int, int, int]], *, per_metre: int = 0) -> bytes:
    rows = b"".join(b"\0" + bytes(value for x in range(width) for value in dot(x, y)) for y in range(height))
    size = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if per_metre else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + size + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@cache
def handwriting() -> bytes:
    """Something like a signature: a blue stroke that goes up and down."""

    def dot(x: int, y: int) -> tuple[int, int, int, int]:
        middle = 50 + 38 * math.sin(x / 11) * math.cos(x / 37)
        return BLUE if abs(y - middle) < 4 and 8 < x < 232 else CLEAR

    return png(240, 100, dot)


@cache
def stamp() -> bytes:
    """Something like a seal: two red rings and a star, 36 mm across."""

    def dot(x: int, y: int) -> tuple[int, int, int, int]:
        far = math.hypot(x - 150, y - 150)
        angle = math.atan2(y - 150, x - 150)
        star = far < 45 + 25 * math.cos(5 * (angle + math.pi / 2))
        return RED if 141 < far < 149 or 98 < far < 102 or star else CLEAR

    return png(300, 300, dot, per_metre=round(300 / 0.036))


def encrypted() -> bytes:
    """The notice behind a password."""
    from io import BytesIO

    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(BytesIO(notice())))
    writer.encrypt("chủ", "người đọc")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def locked(key: object) -> bytes:
    """The notice certified by its author so that nothing may be added."""
    return by_pyhanko(key, certify=True, docmdp_permissions=1)


def by_pyhanko(key: object, **how: object) -> bytes:
    """The notice signed by pyHanko alone, in ways that we do not sign."""
    from io import BytesIO

    from asn1crypto import keys
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    prefer_pss = bool(how.pop("prefer_pss", False))
    store = SimpleCertificateStore()
    store.register_multiple(key.chain)  # type: ignore[attr-defined]
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())  # type: ignore[attr-defined]
    signer = signers.SimpleSigner(key.certificate, keys.PrivateKeyInfo.load(private), store, prefer_pss=prefer_pss)  # type: ignore[attr-defined]
    if "docmdp_permissions" in how:
        how["docmdp_permissions"] = MDPPerm(how["docmdp_permissions"])
    meta = signers.PdfSignatureMetadata(field_name="Khac", **how)  # type: ignore[arg-type]
    return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(notice())), meta, signer).getvalue()


def by_sha1(key: object) -> bytes:
    """The notice signed over SHA-1, as old programs did."""
    return by_pyhanko(key, md_algorithm="sha1")


@cache
def plain_page() -> bytes:
    """A page whose words stand in the file as they are."""
    words = b"BT /F1 12 Tf 72 700 Td (1000 dong) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


@cache
def hybrid() -> bytes:
    """A page whose file has a table of contents and, for newer programs, a stream beside it."""
    page = plain_page()
    body, _, tail = page.partition(b"xref\n")
    entries = struct.pack(">BHB", 1, len(body), 0)
    stream = (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Index [6 1] /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (len(entries), entries)
    )
    tail = tail.replace(b"/Size 6", b"/Size 6 /XRefStm %d" % len(body))
    tail = tail.replace(b"startxref\n%d" % len(body), b"startxref\n%d" % (len(body) + len(stream)))
    return body + stream + b"xref\n" + tail
