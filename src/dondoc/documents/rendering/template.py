"""An office's own .docx as the template of a document: looked at first, filled by docxtpl in a sandbox, looked at again.

What the document says is printed or the template is refused: a template never swallows a paragraph.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from .docx import described, timeless
from .errors import RenderingError
from .model import StructuredDocument
from .template_fields import to_be_found, values_of
from .template_package import W, looked_into, refused, words_of
from .template_tags import check_tags

# A document of thousands of pages; above it somebody is playing with loops.
_LONGEST = 60 * 1024 * 1024
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")


def fill(document: StructuredDocument, template: bytes) -> bytes:
    """Print a document in an office's template.

    Args:
        document: what is to be printed.
        template: a .docx with fields; docs/rendering.md lists them.

    Returns:
        The .docx; the same document and template give the same bytes.

    Raises:
        RenderingError: `bad_template`, a sentence that names the field and where it stands, or says what the file has
            that a template may not; `secret`, the template has a mark of secrecy; what composing raises.
    """
    used = check_tags(looked_into(template))
    values = values_of(document)
    wanted = list(to_be_found(document, values))
    for path, text in wanted:
        name = path.partition("[")[0].partition(".")[0]
        if name not in used:
            raise _unprinted(path, text, f"không có trường “{name}”")
    content = _filled(document, template, values)
    _make_sure("".join(words_of(content).split()).casefold(), wanted)
    return content


def _filled(document: StructuredDocument, template: bytes, values: dict[str, Any]) -> bytes:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.template_class = _Bounded
    environment.globals.clear()
    try:
        filled = DocxTemplate(io.BytesIO(template))
        filled.init_docx()
        for name in _PROPERTIES:
            # docxtpl fills them too; what a template's author wrote there is of no document.
            setattr(filled.docx.core_properties, name, "")
        filled.render(values, environment)
        _closed(filled.docx.part)
        described(filled.docx, title=document.subject, author=document.issuer, day=document.date)
        written = io.BytesIO()
        filled.docx.save(written)
    except RenderingError:
        raise
    except (
        TemplateError,
        etree.LxmlError,
        PackageNotFoundError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise refused("không điền được; hãy mở bằng Word, lưu lại theo dạng .docx rồi thử lại") from error
    return timeless(written)


class _Bounded(Template):
    """A template of jinja that stops when it has written too much."""

    def render(self, *arguments: Any, **more: Any) -> str:
        return "".join(_measured(self.generate(*arguments, **more)))


def _measured(pieces: Iterator[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LONGEST:
            raise refused("lặp quá nhiều nên văn bản phình quá lớn")
        yield piece


def _closed(main: Any) -> None:
    """Give a cell, a header or a box whose loop had nothing to say its empty paragraph: Word opens none without one."""
    others = (relation.target_part for relation in main.rels.values() if not relation.is_external)
    for root in (main.element, *(part.element for part in others if isinstance(part, XmlPart))):
        for holder in root.iter(f"{W}tc", f"{W}txbxContent", f"{W}hdr", f"{W}ftr"):
            if len(holder) == 0 or holder[-1].tag != f"{W}p":
                holder.append(OxmlElement("w:p"))


def _make_sure(printed: str, wanted: list[tuple[str, str]]) -> None:
    """Refuse a result in which a text of the document is missing; white space and capitals are the template's own."""
    at = 0
    for path, text in wanted:
        plain = "".join(text.split()).casefold()
        # Most texts follow each other; a search from the start each time would take minutes for a long document.
        found = printed.find(plain, at)
        if found < 0:
            found = printed.find(plain)
        if found < 0:
            raise _unprinted(path, text, f"không in trường “{path}”")
        at = found


def _unprinted(path: str, text: str, what: str) -> RenderingError:
    shown = " ".join(text.split())[:60]
    return RenderingError(
        "bad_template", f"Mẫu {what} mà văn bản có nội dung ở đó (“{shown}”); hãy thêm vào mẫu.", path
    )
