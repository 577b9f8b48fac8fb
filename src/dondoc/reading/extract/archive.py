"""Opening a .docx or .odt package without trusting it: counts, sizes and ratios are checked before and while inflating."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from dondoc.reading.errors import ArchiveBomb, DamagedDocument, EncryptedDocument

MOST_MEMBERS = 5_000
MOST_RATIO = 300
SMALL = 1 << 20
_CHUNK = 1 << 16
_ENCRYPTED_BIT = 1
#: What the standard library raises while it inflates a member that is damaged, or packed in a way that it does not know.
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """Members of a package, read one at a time within one budget of bytes."""

    def __init__(self, data: bytes, budget: int, kind: str = ".docx") -> None:
        """Open `data`, a package called `kind`; `budget` is the most bytes that all members together may inflate to.

        Raises:
            ArchiveBomb, DamagedDocument: the package is refused.
        """
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
            raise DamagedDocument(f"Tệp {kind} bị hỏng (không mở được gói nén). Hãy xin lại bản gốc.") from error
        self._budget = budget
        if len(infos) > MOST_MEMBERS or sum(i.file_size for i in infos) > budget:
            raise ArchiveBomb
        for info in infos:
            if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
                raise ArchiveBomb
        self.names = frozenset(i.filename for i in infos)

    def read(self, name: str) -> bytes | None:
        """The content of a member, None where there is none.

        Raises:
            ArchiveBomb: it inflates to more than it said or than the budget.
            DamagedDocument, EncryptedDocument: it cannot be inflated.
        """
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED_BIT:
            raise EncryptedDocument
        out = bytearray()
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    out += chunk
                    self._budget -= len(chunk)
                    if self._budget < 0 or len(out) > max(SMALL, MOST_RATIO * max(1, info.compress_size)):
                        raise ArchiveBomb
        except UNREADABLE as error:
            raise DamagedDocument from error
        return bytes(out)

    def xml(self, name: str) -> etree._Element | None:
        """A member parsed as XML without entities, DTD or network; None where there is no such member.

        Raises:
            DamagedDocument: it is no well-formed XML, or it has a document type (no word processor writes one).
        """
        data = self.read(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedDocument(f"Nội dung XML trong tệp {self._kind} bị hỏng. Hãy xin lại bản gốc.") from error
        if root is None:
            raise DamagedDocument
        if getattr(root.getroottree().docinfo, "doctype", None):
            raise DamagedDocument(f"Tệp {self._kind} chứa khai báo DTD/thực thể ngoài, đã từ chối mở vì an toàn.")
        return root
