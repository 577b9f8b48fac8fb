"""Looking at JSON data that should be a document: every refusal is a sentence that names the field."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from dondoc.documents.kinds import KINDS
from dondoc.reading.header import stamp

from .errors import RenderingError

TYPES = tuple(kind.name for kind in KINDS)
DEEPEST = 12
# No more than anybody writes; above it the machine would be busy for minutes.
LONGEST_TEXT, MOST_ITEMS = 100_000, 50_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEARNED = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|Ths|BS|KS|CN|LS|NGƯT|NGND|Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ)(?:\.\s*|\s+)"
)
# "mật" as a whole value, also in a key that only other systems have.
_SECRET_KEYS = ("secrecy", "secret", "do_mat", "độ mật")


def learned_title(name: str) -> str | None:
    """The academic title that a name begins with, which box 7c does not allow."""
    found = _LEARNED.match(name)
    return found.group().strip() if found else None


def refuse_secret(data: dict[str, Any]) -> None:
    """Refuse what bears a mark of secrecy, wherever it stands: the system never holds state secrets.

    Raises:
        RenderingError: `secret`.
    """
    for key in _SECRET_KEYS:
        if data.get(key):
            raise _secret(key)
    for path, text in _texts(data):
        if "ẬT" in unicodedata.normalize("NFC", text).upper() and stamp(text.strip())[0]:
            raise _secret(path)


def _secret(path: str) -> RenderingError:
    return RenderingError(
        "secret",
        f"Mục “{path}” mang dấu chỉ độ mật: văn bản mật không được soạn, in hay lưu trên hệ thống này.",
        path,
    )


def _texts(data: Any) -> Iterator[tuple[str, str]]:
    """Every text within JSON data, with its path; without recursion, for the data may be nested by an enemy."""
    open_: list[tuple[str, Any]] = [("", data)]
    while open_:
        path, value = open_.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            open_ += [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
        elif isinstance(value, list | tuple):
            open_ += [(f"{path}[{k}]", item) for k, item in enumerate(value)]


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the data and where it stands."""

    path: str
    value: Any

    def wrong(self, what: str) -> RenderingError:
        """The refusal that says what is wrong with this field."""
        place = f"Mục “{self.path}”" if self.path else "Văn bản"
        return RenderingError("wrong_form", f"{place} {what}.", self.path)

    def keys(self, *known: str) -> Callable[[str], Field]:
        """Make sure that this is an object with no other keys; return how its fields are got."""
        if not isinstance(self.value, dict):
            raise self.wrong("phải là một đối tượng JSON")
        value: dict[str, Any] = self.value
        for key in value:
            if key not in known:
                raise self.wrong(f"có khóa lạ “{key}”; các khóa được dùng: {', '.join(known)}")
        return lambda key: Field(f"{self.path}.{key}" if self.path else key, value.get(key))

    def text(self, *, required: bool = False) -> str:
        """This as a text with single spaces, "" for none."""
        if self.value is not None and not isinstance(self.value, str):
            raise self.wrong("phải là một chuỗi chữ")
        text = unicodedata.normalize("NFC", self.value or "")
        if len(text) > LONGEST_TEXT:
            raise self.wrong(f"dài quá {LONGEST_TEXT} ký tự")
        if bad := _CONTROL.search(text):
            raise self.wrong(f"có ký tự điều khiển U+{ord(bad.group()):04X}, hãy xóa ký tự đó")
        text = " ".join(text.split())
        if required and not text:
            raise self.wrong("còn trống, cần điền")
        return text

    def items(self) -> list[Field]:
        """This as a list of fields, empty for none."""
        if self.value is not None and not isinstance(self.value, list | tuple):
            raise self.wrong("phải là một danh sách")
        found = [Field(f"{self.path}[{k}]", item) for k, item in enumerate(self.value or ())]
        if len(found) > MOST_ITEMS:
            raise self.wrong(f"có quá {MOST_ITEMS} phần tử")
        return found

    def texts(self, *, blank: bool = False) -> tuple[str, ...]:
        """This as texts; `blank` allows empty ones (cells)."""
        return tuple(item.text(required=not blank) for item in self.items())

    def one_of(self, known: Collection[str], *, required: bool = False) -> str:
        """This as one of the known words, however it is capitalised; "" for none."""
        text = self.text(required=required)
        found = next((word for word in known if word.lower() == text.lower()), "")
        if text and not found:
            raise self.wrong(f"là “{text}”, phải là một trong: {', '.join(known)}")
        return found

    def day(self) -> dt.date | None:
        """This as a day written 2021-01-07."""
        if isinstance(self.value, dt.date) or self.value is None:
            return self.value
        text = self.text()
        try:
            return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else self._no_day(text)
        except ValueError:
            return self._no_day(text)

    def _no_day(self, text: str) -> dt.date:
        raise self.wrong(f"là “{text}”, phải là một ngày có trên lịch, viết dạng 2021-01-07")
