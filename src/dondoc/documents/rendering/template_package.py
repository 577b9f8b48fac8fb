"""Looking into an office's .docx before anything of it is used: what is not words and looks is refused."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from dondoc.reading import ReadingError
from dondoc.reading.extract.archive import Package

from .errors import RenderingError

LARGEST = 10 * 1024 * 1024
_INFLATED = 40 * 1024 * 1024
_LARGEST_PART = 8 * 1024 * 1024
_MOST_PARAGRAPHS = 20_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROGRAMS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|attachedToolbars|macroEnabled", re.IGNORECASE)
# A link that somebody clicks is no file that Word fetches.
_CLICKED = "/hyperlink"
_FETCHING = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DDE|DDEAUTO|DATABASE|RD|MACROBUTTON|EMBED)\b", re.IGNORECASE
)
_PARTS = {"document": "thân văn bản", "header": "đầu trang", "footer": "chân trang", "footnotes": "cước chú"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the template that is filled.

    Attributes:
        name: what people call it, in Vietnamese.
        root: its XML.
    """

    name: str
    root: etree._Element


def looked_into(data: bytes) -> list[Part]:
    """Make sure that a file is a Word document of words and looks only.

    Args:
        data: the file.

    Returns:
        The parts that are filled, the body first.

    Raises:
        RenderingError: `bad_template`; the sentence says what is wrong with the file.
    """
    if len(data) > LARGEST:
        raise refused(f"lớn quá {LARGEST // 1024 // 1024} MB")
    try:
        package = Package(data, _INFLATED)
        members = {name: package.read(name) or b"" for name in package.names}
    except ReadingError as error:
        raise refused("không mở được như một tệp .docx (hỏng, có mật khẩu hoặc phình quá lớn)") from error
    types = members.get("[Content_Types].xml", b"")
    if _BODY not in members or _MAIN_TYPE.encode() not in types:
        kind = "có macro" if b"macroEnabled" in types else "không phải tệp .docx thường"
        raise refused(f"{kind}; hãy lưu lại trong Word theo dạng .docx")
    parts: list[Part] = []
    for name, content in sorted(members.items(), key=lambda each: (each[0] != _BODY, each[0])):
        if _PROGRAMS.search(name):
            raise refused(f"có macro hoặc đối tượng nhúng ({name}); hãy xóa đi rồi lưu lại")
        if not name.endswith((".xml", ".rels")):
            continue
        root = _parsed(name, content)
        if name.endswith(".rels"):
            _refuse_outside(root)
        elif found := _FILLED.fullmatch(name):
            parts.append(Part(_PARTS[found[1].rstrip("0123456789")], root))
            _refuse_unfit(root)
        elif name.startswith("word/") and any(mark in _text(root) for mark in ("{{", "{%")):
            raise refused(
                f"có trường ở nơi không được điền ({name}); chỉ điền thân văn bản, đầu trang, chân trang, cước chú"
            )
    return parts


def words_of(content: bytes) -> str:
    """Return all words of a filled template, which is ours and may be larger than a template."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if _FILLED.fullmatch(name):
                root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
                found += (text.text or "" for text in root.iter(f"{W}t"))
    return "".join(found)


def refused(why: str) -> RenderingError:
    """The refusal of a template as a file."""
    return RenderingError("bad_template", f"Tệp mẫu {why}.")


def _parsed(name: str, content: bytes) -> etree._Element:
    if len(content) > _LARGEST_PART:
        raise refused(f"có phần {name} lớn quá {_LARGEST_PART // 1024 // 1024} MB")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused(f"bị hỏng ở phần {name}") from error
    if b"<!DOCTYPE" in content or root.getroottree().docinfo.internalDTD is not None:
        raise refused(f"có khai báo DOCTYPE ở phần {name}, Word không bao giờ ghi như vậy")
    return root


def _refuse_outside(root: etree._Element) -> None:
    for relation in root.iter("{*}Relationship"):
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External" and not kind.endswith(_CLICKED):
            raise refused(
                f"trỏ tới tệp bên ngoài ({kind.rpartition('/')[2]}: {relation.get('Target', '')[:80]}); hãy nhúng vào tệp hoặc bỏ đi"
            )
        if kind.endswith(("/aFChunk", "/oleObject", "/package", "/control", "/vbaProject", "/subDocument")):
            raise refused(f"có nội dung nhúng ({kind.rpartition('/')[2]}); hãy chép thành chữ rồi lưu lại")


def _refuse_unfit(root: etree._Element) -> None:
    """Refuse fields of Word that fetch, and changes that nobody has accepted yet."""
    said = " ".join(
        [
            *(e.text or "" for e in root.iter(f"{W}instrText")),
            *(e.get(f"{W}instr", "") for e in root.iter(f"{W}fldSimple")),
        ]
    )
    if found := _FETCHING.search(said):
        raise refused(f"có trường {found[1].upper()} của Word, lấy nội dung từ nơi khác; hãy bỏ trường đó")
    if next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None:
        raise refused("còn dấu theo dõi thay đổi; hãy chấp nhận hoặc bỏ hết các thay đổi trong Word rồi lưu lại")
    for element in root.iter():
        # docxtpl looks for fields in the XML as a text; only those that people see may be there.
        hidden = element.tag != f"{W}t" and any(sign in (element.text or "") for sign in "{}")
        if hidden or any(mark in value for value in element.attrib.values() for mark in ("{{", "{%", "{#")):
            raise refused(
                "có trường hoặc dấu ngoặc nhọn ở nơi không phải chữ thường (công thức, hình vẽ, trường của Word)"
            )
    if sum(1 for _ in root.iter(f"{W}p")) > _MOST_PARAGRAPHS:
        raise refused(f"có quá {_MOST_PARAGRAPHS} đoạn")


def _text(root: etree._Element) -> str:
    return "".join(e.text or "" for e in root.iter(f"{W}t"))
