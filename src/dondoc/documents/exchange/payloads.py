"""What an attachment's base64 holds: the file itself, or a zip with the file as its single entry.

The declared content type is not believed: the bytes tell. The budget is shared by all attachments of a packet.
"""

from __future__ import annotations

import base64
import binascii
import re

from dondoc.documents.exchange.errors import AttachmentsTooLarge, BadAttachment, ZipBomb
from dondoc.reading.errors import ArchiveBomb, ReadingError
from dondoc.reading.extract.archive import Package

_UUID_NAME = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?\.\w{1,10}", re.IGNORECASE)
_SPACES = str.maketrans("", "", " \t\r\n")


class Budget:
    """How many bytes the attachments of one packet may still have."""

    def __init__(self, left: int) -> None:
        self._all = self.left = left

    def spend(self, size: int) -> None:
        """Take `size` bytes from it.

        Raises:
            AttachmentsTooLarge: there are not so many left.
        """
        self.left -= size
        if self.left < 0:
            raise AttachmentsTooLarge(
                f"Các tệp đính kèm trong gói tin lớn quá {self._all / 1e6:.0f} MB, đã từ chối mở để bảo vệ hệ thống."
            )


def decode(text: str, name: str, budget: Budget) -> bytes:
    """The file that base64 `text` carries for an attachment called `name`.

    Raises:
        BadAttachment: no base64.
        AttachmentsTooLarge, ZipBomb: more bytes than the budget or than is reasonable.
    """
    plain = text.translate(_SPACES)
    budget.spend(0)
    if len(plain) // 4 * 3 > budget.left + 3:
        budget.spend(len(plain) // 4 * 3)
    try:
        # Some senders leave the padding away.
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadAttachment(
            f"Tệp đính kèm “{name[:100]}” bị hỏng, không giải mã được base64. Đề nghị bên gửi gửi lại."
        ) from error
    inner = _single_entry(raw, name, budget) if raw.startswith(b"PK\x03\x04") else None
    content = raw if inner is None else inner
    budget.spend(len(content))
    return content


def _single_entry(raw: bytes, name: str, budget: Budget) -> bytes | None:
    """The one file of the zip that only wraps it; None where the zip is what was attached (.docx, .zip …)."""
    try:
        package = Package(raw, budget.left, ".zip")
        if len(package.names) != 1:
            return None
        (entry,) = package.names
        if not _wraps(entry, name):
            return None
        return package.read(entry)
    except ArchiveBomb as error:
        raise ZipBomb(f"Tệp đính kèm “{name[:100]}” nén bất thường (nghi là bom nén), đã từ chối mở.") from error
    except ReadingError:
        # A zip that does not open is delivered as it came: the person sees a damaged file, the packet is not lost.
        return None


def _wraps(entry: str, name: str) -> bool:
    last = entry.replace("\\", "/").rpartition("/")[2]
    if not last or entry.endswith("/"):
        return False
    if _UUID_NAME.fullmatch(last):
        return True
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    return not ending or ending == last.rpartition(".")[2].casefold() or last.casefold() == name.casefold()
