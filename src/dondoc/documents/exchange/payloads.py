"""What an attachment's base64 holds: the file itself, or a zip with the file as its single entry.

The declared content type is not believed: the bytes tell. The budget is shared by all attachments of a packet.
"""

from __future__ import annotations

import binascii
import re

from dondoc.documents.exchange.errors import AttachmentsTooLarge, BadAttachment, ZipBomb
from dondoc.reading.errors import ArchiveBomb, ReadingError
from dondoc.reading.extract.archive import Package

_UUID_NAME = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?\.\w{1,10}", re.IGNORECASE)
# A last group is of four letters: more with it is no base64, however much it is.
_MOST_CARRIED = 8
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


def decode(pieces: list[str], name: str, budget: Budget) -> bytes:
    """The file that base64 carries for an attachment called `name`.

    Args:
        pieces: the base64 as the parser gave it, in parts; emptied on the way, so that a large file is held once.
        name: what the attachment is called.
        budget: how many bytes there may still be.

    Raises:
        BadAttachment: no base64.
        AttachmentsTooLarge, ZipBomb: more bytes than the budget or than is reasonable.
    """
    raw = _decoded(pieces, name, budget)
    inner = _single_entry(raw, name, budget) if raw.startswith(b"PK\x03\x04") else None
    content = raw if inner is None else inner
    budget.spend(len(content))
    return content


def _decoded(pieces: list[str], name: str, budget: Budget) -> bytes:
    out = bytearray()
    carry = ""
    pieces.reverse()
    try:
        while pieces:
            plain = carry + pieces.pop().translate(_SPACES)
            # The padding ends it: whatever follows stays with it, for the decoder to refuse.
            whole = len(plain) // 4 * 4 if "=" not in plain else plain.index("=") // 4 * 4
            carry = plain[whole : whole + _MOST_CARRIED]
            out += binascii.a2b_base64(plain[:whole], strict_mode=True)
            if len(out) > budget.left:
                budget.spend(len(out))
        # Some senders leave the padding away.
        out += binascii.a2b_base64(carry + "=" * (-len(carry) % 4), strict_mode=True)
    except (binascii.Error, ValueError) as error:
        raise BadAttachment(
            f"Tệp đính kèm “{name[:100]}” bị hỏng, không giải mã được base64. Đề nghị bên gửi gửi lại."
        ) from error
    return bytes(out)


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
