"""XML of a stranger as a light tree: no DTD, no entity, no network, and every limit checked while it is parsed.

lxml feeds events to a target, so an attachment of any length passes although `huge_tree` stays off (its limit of
10 MB is for one node of a tree), and a packet of a million elements is refused at the first one too many.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from dondoc.documents.exchange.codes import NAMESPACE, OLD_NAMESPACES
from dondoc.documents.exchange.errors import (
    EmptyPacket,
    ForbiddenDtd,
    MalformedXml,
    MismatchedTags,
    NotXml,
    PacketError,
    PacketTooLarge,
    TextBeforeDeclaration,
    TooComplex,
    TruncatedPacket,
    UnboundPrefix,
    WrongEncoding,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a packet may be."""

    packet_bytes: int = 200 << 20
    elements: int = 100_000
    attributes: int = 64
    depth: int = 40
    pieces: int = 10_000_000  # of text: each comment and each reference (&amp;) in it begins another
    attachments: int = 200
    decoded_bytes: int = 200 << 20


_CHUNK = 1 << 16
_MOST_SHOWN = 4_000
_CODE = etree.ErrorTypes
_ENCODING = {_CODE.ERR_INVALID_ENCODING, _CODE.ERR_UNSUPPORTED_ENCODING, _CODE.ERR_UNKNOWN_ENCODING}
_MISMATCH = {_CODE.ERR_TAG_NAME_MISMATCH, _CODE.ERR_DOCUMENT_END}
_ENDS_EARLY = {_CODE.ERR_TAG_NOT_FINISHED, _CODE.ERR_GT_REQUIRED, _CODE.ERR_LTSLASH_REQUIRED}
_UNBOUND = _CODE.NS_ERR_UNDEFINED_NAMESPACE
_DECLARES_WIDE = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"'](?:utf-?16|utf-?32|ucs|iso-10646)", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """An element. `used` marks what the reader understood; the rest is preserved."""

    name: str
    namespace: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    used: bool = False

    @property
    def text(self) -> str:
        """Its own characters, trimmed."""
        return "".join(self.pieces).strip()

    @property
    def is_ours(self) -> bool:
        """Whether it is in a namespace of edXML."""
        return is_edxml(self.namespace)

    def all(self, *names: str, anywhere: bool = False) -> list[Node]:
        """The children called one of `names`, marked as understood; in a foreign namespace too where `anywhere`."""
        wanted = {comparable(name) for name in names}
        found = [one for one in self.children if comparable(one.name) in wanted and (anywhere or one.is_ours)]
        for one in found:
            one.used = True
        return found

    def first(self, *names: str, anywhere: bool = False) -> Node | None:
        """The first child called one of `names`; a second one stays unmarked."""
        wanted = {comparable(name) for name in names}
        for one in self.children:
            if comparable(one.name) in wanted and (anywhere or one.is_ours):
                one.used = True
                return one
        return None

    def value(self, *names: str) -> str:
        """The text of the first child called one of `names`, "" where there is none."""
        found = self.first(*names)
        return found.text if found else ""

    def attribute(self, name: str) -> str:
        """An attribute by its local name, in whichever namespace."""
        return next((value for key, value in self.attributes.items() if key.rpartition("}")[2] == name), "").strip()

    def use(self) -> None:
        """Mark the element and all below it as understood."""
        self.used = True
        for one in self.children:
            one.use()


def is_edxml(namespace: str) -> bool:
    """Whether a namespace is the regulation's or one of the two old ones."""
    return namespace == NAMESPACE or namespace.rstrip("/") in OLD_NAMESPACES


def comparable(name: str) -> str:
    """Return a name so that case does not matter, nor whether Business is spelt as the regulation misspells it."""
    return name.casefold().replace("bussiness", "business")


def leftovers(node: Node, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and XML of every element that the reader did not understand, topmost ones only."""
    here = f"{path}/{node.name}"
    for one in node.children:
        if one.used:
            yield from leftovers(one, here)
        else:
            yield f"{here}/{one.name}", serialized(one)


def serialized(node: Node) -> str:
    """An element as XML again, its namespace declared on it."""
    out: list[str] = []
    _write(node, None, out)
    return "".join(out)


def _write(node: Node, around: str | None, out: list[str]) -> None:
    out.append(f"<{node.name}")
    if node.namespace != around and (node.namespace or around):
        out.append(f" xmlns={quoteattr(node.namespace)}")
    for number, (key, value) in enumerate(node.attributes.items()):
        namespace, _, name = key.rpartition("}")
        if namespace:
            out.append(f" xmlns:a{number}={quoteattr(namespace[1:])} a{number}:{name}={quoteattr(value)}")
        else:
            out.append(f" {name}={quoteattr(value)}")
    text = node.text
    if not node.children and not text:
        out.append("/>")
        return
    out.append(">")
    out.append(escape(text))
    for one in node.children:
        _write(one, node.namespace, out)
    out.append(f"</{node.name}>")


class _Builder:
    """Receives the parser's events and builds the tree within the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: list[Node] = []
        self._count = 0
        self._pieces = 0
        self.root: Node | None = None

    @property
    def depth(self) -> int:
        return len(self._open)

    def start(self, tag: str, attributes: Any) -> None:
        self._count += 1
        if self._count > self._limits.elements or len(self._open) >= self._limits.depth:
            raise TooComplex
        if len(attributes) > self._limits.attributes:
            raise TooComplex
        namespace, _, name = tag.rpartition("}")
        node = Node(name, namespace[1:], dict(attributes))
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self._open.pop()

    def data(self, text: str) -> None:
        self._pieces += 1
        if self._pieces > self._limits.pieces:
            raise TooComplex
        if self._open:
            self._open[-1].pieces.append(text)

    def doctype(self, *_: Any) -> None:
        raise ForbiddenDtd

    def comment(self, text: str) -> None:
        pass

    def pi(self, target: str, data: str | None = None) -> None:
        pass

    def close(self) -> Node | None:
        return self.root


def parse(data: bytes, limits: Limits) -> Node:
    """The root of `data`.

    Args:
        data: the bytes as received.
        limits: the most that is accepted.

    Raises:
        PacketError: refused, by its own kind.
    """
    if not data.strip():
        raise EmptyPacket
    if len(data) > limits.packet_bytes:
        raise PacketTooLarge(f"Gói tin {len(data) / 1e6:.0f} MB, giới hạn là {limits.packet_bytes / 1e6:.0f} MB.")
    _begins_as_xml(data)
    builder = _Builder(limits)
    parser = etree.XMLParser(
        target=cast("Any", builder),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        root: Any = parser.close()
    except etree.XMLSyntaxError as error:
        raise _named(error, builder) from error
    except (ValueError, LookupError, AssertionError) as error:
        raise MalformedXml from error
    # To the parser an unbound prefix is a remark: it goes on with the local name.
    if unbound := next((one.message for one in parser.feed_error_log if one.type == _UNBOUND), None):
        prefix = unbound.removeprefix("Namespace prefix ").partition(" ")[0]
        raise UnboundPrefix(
            f"Gói tin dùng tiền tố XML “{prefix[:40]}” chưa khai báo không gian tên. Đề nghị bên gửi sửa lại."
        )
    if not isinstance(root, Node):
        raise MalformedXml
    return root


def _begins_as_xml(data: bytes) -> None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")):
        return
    start = data[:_MOST_SHOWN].removeprefix(codecs.BOM_UTF8)
    if start.startswith(b"<"):
        if _DECLARES_WIDE.match(start):
            raise WrongEncoding
        return
    declared = start.find(b"<?xml")
    if declared > 0 or start.lstrip().startswith(b"<"):
        raise TextBeforeDeclaration
    raise NotXml


def _named(error: etree.XMLSyntaxError, builder: _Builder) -> PacketError:
    """Which of our refusals a parser's complaint is."""
    code, words, line = getattr(error, "code", None), str(error).lower(), error.lineno or 0
    at = f" (dòng {line})" if line else ""
    found: PacketError = MalformedXml(f"Gói tin có XML hỏng{at}. Đề nghị bên gửi gửi lại.")
    if code in _ENCODING or (code == _CODE.ERR_INVALID_CHAR and "encoding" in words):
        found = WrongEncoding()
    elif code == _CODE.ERR_RESERVED_XML_NAME:
        found = TextBeforeDeclaration()
    elif code == _CODE.ERR_UNDECLARED_ENTITY:
        found = ForbiddenDtd()
    elif code in _ENDS_EARLY or (builder.depth and "premature end" in words):
        found = TruncatedPacket()
    elif code in _MISMATCH:
        found = MismatchedTags(f"Gói tin có thẻ XML mở và đóng không khớp nhau{at}. Đề nghị bên gửi gửi lại.")
    elif "limit" in words:
        found = TooComplex()
    return found
