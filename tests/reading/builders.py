"""Documents for the tests: small .docx and .pdf files made on the spot."""

from __future__ import annotations

import ctypes
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdfium2

NOTICE = """\
ỦY BAN NHÂN DÂN
HUYỆN TÂN HIỆP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 34/TB-UBND
Tân Hiệp, ngày 14 tháng 3 năm 2023

THÔNG BÁO
Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3

Ngày 13/3/2023, đồng chí Trần Quang Minh, Chủ tịch UBND huyện chủ trì cuộc họp giao ban. Chủ tịch UBND huyện kết luận như sau:
{body}
Văn phòng HĐND và UBND huyện thông báo để các đơn vị biết, thực hiện./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Thị Thu
"""


def notice(body: str) -> str:
    """A conclusion notice of a district with these conclusions."""
    return NOTICE.format(body=body.strip("\n"))


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def package(document: str, parts: dict[str, str] | None = None, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .docx of raw XML: `document` is the inside of w:body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", wrap(f"<w:body>{document}</w:body>", "document"))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def wrap(inside: str, root: str) -> str:
    """A WordprocessingML part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        f' xmlns:v="urn:schemas-microsoft-com:vml">{inside}</w:{root}>'
    )


def para(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def listed(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of an automatic list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(rows: Iterable[Sequence[str]]) -> str:
    """A table; each cell is one paragraph for each line."""
    out = []
    for row in rows:
        cells = "".join(f"<w:tc>{''.join(para(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row)
        out.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl>{''.join(out)}</w:tbl>"


def word(text: str) -> bytes:
    """A .docx with one paragraph for each line."""
    return package("".join(para(line.replace("&", "&amp;").replace("<", "&lt;")) for line in text.split("\n")))


Placed = tuple[float, float, str]


def pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    size: float = 12.0,
    drawn: Sequence[tuple[float, float, float, float]] = (),
    codes: Callable[[str], str] = str,
) -> bytes:
    """A PDF with a text layer: (x, y from the top, text) on A4 pages, letters half an em wide.

    The font is not embedded; codes are UTF-16 and a ToUnicode map says so, as Word's own PDFs do. `drawn` are lines
    (from x, y to x, y, y from the top) on each page; `codes` makes the text another than it looks.
    """
    objects: list[bytes] = [b"", b"<< /Type /Catalog /Pages 3 0 R >>", b""]
    ranges = [f"<{hi:02X}00> <{hi:02X}FF> <{hi:02X}00>" for hi in range(256)]
    blocks = "".join(
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n"
        for part in (ranges[i : i + 100] for i in range(0, 256, 100))
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap end end"
    ).encode()
    kids = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects) - 1

    def stream(data: bytes) -> bytes:
        packed = zlib.compress(data)
        return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)

    objects.append(b"")  # 3: pages
    to_unicode = add(stream(cmap))
    descriptor = add(
        b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    cid = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor %d 0 R >>"
        % descriptor
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
        % (cid, to_unicode)
    )
    for page in pages:
        body = "".join(
            f"BT /F1 {size} Tf {x} {842 - y} Td <{codes(text).encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, text in page
        )
        body += "".join(f"{x} {842 - y} m {to_x} {842 - to_y} l S\n" for x, y, to_x, to_y in drawn)
        content = add(stream(body.encode()))
        kids.append(
            add(
                b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 %d 0 R >> >> /Contents %d 0 R >>"
                % (font, content)
            )
        )
    objects[3] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    objects[2] = b"<< /Producer (tests) >>"
    out = bytearray(b"%PDF-1.7\n")
    offsets = [0]
    for index, body in enumerate(objects[1:], 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % len(objects)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets[1:])
    out += b"trailer << /Size %d /Root 1 0 R /Info 2 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects), start)
    return bytes(out)


def set_lines(
    text: str, *, x: float = 85, top: float = 80, width: int = 72, leading: float = 18, indent: float = 28
) -> list[list[Placed]]:
    """Text set in lines as a word processor prints it: each paragraph indented, long ones broken, pages numbered."""
    pages: list[list[Placed]] = [[]]
    y = top
    for paragraph in text.split("\n"):
        words = paragraph.split(" ")
        line, first = "", True
        lines: list[tuple[str, bool]] = []
        for item in words:
            limit = width - (5 if first else 0)
            if len(line) + 1 + len(item) > limit:
                lines.append((line, first))
                line, first = item, False
            else:
                line = f"{line} {item}".strip()
        lines.append((line, first))
        for content, opens in lines:
            if y > 760:
                pages.append([(290.0, 40.0, str(len(pages) + 1))])
                y = top
            pages[-1].append((x + (indent if opens else 0), y, content))
            y += leading
    return pages


FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def picture(lines: Sequence[Placed], *, size: float = 13.0, dots: int = 200) -> tuple[int, int, bytes]:
    """A page printed and scanned: width, height and grey dots. (x, y from the top, text) on A4, set in `FONT`."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    data = FONT.read_bytes()
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = pypdfium2.raw.FPDFText_LoadFont(document, held, len(data), pypdfium2.raw.FPDF_FONT_TRUETYPE, 1)
    for x, y, text in lines:
        item = pypdfium2.raw.FPDFPageObj_CreateTextObj(document, font, size)
        written = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        pypdfium2.raw.FPDFText_SetText(item, ctypes.cast(written, ctypes.POINTER(ctypes.c_ushort)))
        pypdfium2.raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, 842 - y)
        pypdfium2.raw.FPDFPage_InsertObject(page, item)
    page.gen_content()
    bitmap = page.render(scale=dots / 72, grayscale=True)
    raw, stride = bytes(bitmap.buffer), bitmap.stride
    grey = b"".join(raw[at : at + bitmap.width] for at in range(0, stride * bitmap.height, stride))
    return bitmap.width, bitmap.height, grey


def png(width: int, height: int, grey: bytes) -> bytes:
    """A PNG of grey dots."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff(*pages: tuple[int, int, bytes]) -> bytes:
    """A TIFF of one strip of grey dots for each page."""
    out = bytearray(b"II*\0\0\0\0\0")
    link = 4
    for width, height, grey in pages:
        strip = len(out)
        out += grey + b"\0" * (len(grey) % 2)
        out[link : link + 4] = struct.pack("<I", len(out))
        tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, strip), (277, 3, 1), (278, 4, height), (279, 4, len(grey))]  # fmt: skip
        out += struct.pack("<H", len(tags)) + b"".join(
            struct.pack("<HHII", tag, form, 1, value) for tag, form, value in tags
        )
        link = len(out)
        out += b"\0\0\0\0"
    return bytes(out)


def scanned_pdf(*pages: tuple[int, int, bytes], text: str = "") -> bytes:
    """A PDF whose pages are pictures; `text` is a first page with a text layer."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids: list[int] = []
    for width, height, grey in pages:
        packed = zlib.compress(grey)
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (width, height, len(packed), packed)
        )
        content = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I %d 0 R >> >> /Contents %d 0 R >>"
            % (len(objects) - 1, len(objects))
        )
        kids.append(len(objects))
    if text:
        shown = f"BT /F 12 Tf 80 700 Td ({text}) Tj ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.insert(0, len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for index, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
