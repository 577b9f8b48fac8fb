"""Directives while a person corrects them: frozen values with a JSON form, and what is still wrong with one.

A span is always two offsets of the document's text, and `text` is always exactly what stands between them.
How items change is in `draft_changes.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind

DATED = frozenset({DeadlineKind.DATE, DeadlineKind.PERIOD})
DATELESS = frozenset({DeadlineKind.RECURRING, DeadlineKind.STANDING, DeadlineKind.NONE})
_MAX_WORKING_DAYS = 999
_WORDS = 300


class DraftError(ValueError):
    """A draft item that cannot be: the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom an item names in one role.

    Attributes:
        as_written: as printed, the head noun repeated; the unit's name for what a person chose.
        unit_ids: the units meant, in the order shown; of a group those members that the person keeps.
        group_id: the group they are members of, or None.
        start: where it stands in the text, where it does.
        end: offset after it.
    """

    as_written: str
    unit_ids: tuple[int, ...] = ()
    group_id: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def known(self) -> bool:
        """Return whether at least one unit is meant."""
        return bool(self.unit_ids)

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the addressee that `data` describes.

        Raises:
            DraftError: it describes none.
        """
        if not isinstance(data, dict):
            raise DraftError(_("Đơn vị không hợp lệ."))
        start, end = _span_of(data)
        return cls(
            as_written=_text(data, "as_written", _WORDS),
            unit_ids=tuple(dict.fromkeys(_ids(data.get("unit_ids", [])))),
            group_id=_id(data.get("group_id")),
            start=start,
            end=end,
        )


@dataclass(frozen=True, slots=True)
class DraftDeadline:
    """Until when: the words as written, their kind, and the day they mean.

    Attributes:
        kind: a code of DeadlineKind.
        words: as written.
        due_on: the day as written, before the office's rule for "trước ngày".
        rule: how the day was worked out: the reader's rule, or "person".
        event_name: what a deadline of kind event waits for.
        event_working_days: working days after it.
        start: where the words stand, where they do.
        end: offset after them.
    """

    kind: str = DeadlineKind.NONE.value
    words: str = ""
    due_on: dt.date | None = None
    rule: str = ""
    event_name: str = ""
    event_working_days: int = 0
    start: int | None = None
    end: int | None = None

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the deadline that `data` describes.

        Raises:
            DraftError: it describes none.
        """
        if not isinstance(data, dict):
            raise DraftError(_("Thời hạn không hợp lệ."))
        kind = data.get("kind", DeadlineKind.NONE.value)
        if kind not in DeadlineKind.values:
            raise DraftError(_("Loại thời hạn không hợp lệ; hãy chọn lại trong danh sách."))
        days = data.get("event_working_days", 0)
        if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= _MAX_WORKING_DAYS:
            raise DraftError(_("Số ngày làm việc sau sự kiện phải từ 0 đến %(most)s.") % {"most": _MAX_WORKING_DAYS})
        start, end = _span_of(data)
        return cls(
            kind=str(kind),
            words=_text(data, "words", _WORDS),
            due_on=_day(data.get("due_on")),
            rule=_text(data, "rule", 60),
            event_name=_text(data, "event_name", _WORDS),
            event_working_days=days,
            start=start,
            end=end,
        )


@dataclass(frozen=True, slots=True)
class DraftTime:
    """One of several times in an item.

    Attributes:
        start: where its words stand.
        end: offset after them.
        words: as written.
        due_on: the day they mean.
        purpose: the act it is for, as written; empty where none stands near.
    """

    start: int
    end: int
    words: str
    due_on: dt.date | None = None
    purpose: str = ""

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the time that `data` describes.

        Raises:
            DraftError: it describes none.
        """
        start, end = _span_of(data) if isinstance(data, dict) else (None, None)
        if start is None or end is None:
            raise DraftError(_("Thời hạn không hợp lệ."))
        words, purpose = _text(data, "words", _WORDS), _text(data, "purpose", _WORDS)
        return cls(start, end, words, _day(data.get("due_on")), purpose)


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One directive being corrected.

    Attributes:
        key: its name within the draft, never used twice at a time.
        clause: path of the clause ("2.b.ii").
        start: offset of its first character.
        end: offset after its last one.
        text: what stands there.
        lead: who leads.
        coordinate: who coordinates.
        deadline: until when.
        field_id: field of work; None for the draft's.
        flags: the reader's marks ("inherit", "implicit", …).
        confidence: percent, of the reader; None for what a person added.
        because: names of the rules that decided.
        times: every time of it where the reader found several; none after a person changed the deadline.
        dropped: a person says that it is no directive.
        edited: a person changed something.
        reviewed: a person looked at it.
    """

    key: str
    start: int
    end: int
    text: str
    clause: str = ""
    lead: tuple[Addressee, ...] = ()
    coordinate: tuple[Addressee, ...] = ()
    deadline: DraftDeadline = DraftDeadline()
    field_id: int | None = None
    flags: tuple[str, ...] = ()
    confidence: int | None = None
    because: tuple[str, ...] = ()
    times: tuple[DraftTime, ...] = ()
    dropped: bool = False
    edited: bool = False
    reviewed: bool = False

    @property
    def lead_ids(self) -> tuple[int, ...]:
        """Return the units that lead, each once."""
        return tuple(dict.fromkeys(unit for addressee in self.lead for unit in addressee.unit_ids))

    @property
    def coordinate_ids(self) -> tuple[int, ...]:
        """Return the units that coordinate and do not lead, each once."""
        leads = set(self.lead_ids)
        named = dict.fromkeys(unit for addressee in self.coordinate for unit in addressee.unit_ids)
        return tuple(unit for unit in named if unit not in leads)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the addressees for which no unit is known, as written."""
        return tuple(a.as_written for a in (*self.lead, *self.coordinate) if not a.known)

    def to_json(self) -> dict[str, Any]:
        """Return the item as JSON data without floats."""
        data = asdict(self)
        for dated in (data["deadline"], *data["times"]):
            dated["due_on"] = dated["due_on"].isoformat() if dated["due_on"] else None
        plain: dict[str, Any] = _lists(data)
        return plain

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Return the item that `to_json` gave.

        Raises:
            DraftError: `data` is no item.
        """
        if not isinstance(data, dict):
            raise DraftError(_("Ý chỉ đạo không hợp lệ."))
        start, end = _span_of(data)
        if start is None or end is None:
            raise DraftError(_("Ý chỉ đạo thiếu vị trí trong văn bản."))
        confidence = data.get("confidence")
        if confidence is not None and (not isinstance(confidence, int) or not 0 <= confidence <= 100):  # noqa: PLR2004 - percent
            raise DraftError(_("Độ tin cậy không hợp lệ."))
        return cls(
            key=_text(data, "key", 20),
            start=start,
            end=end,
            text=str(data.get("text", "")),
            clause=_text(data, "clause", 60),
            lead=tuple(Addressee.from_json(a) for a in data.get("lead", [])),
            coordinate=tuple(Addressee.from_json(a) for a in data.get("coordinate", [])),
            deadline=DraftDeadline.from_json(data.get("deadline") or {}),
            field_id=_id(data.get("field_id")),
            flags=tuple(str(flag) for flag in data.get("flags", [])),
            confidence=confidence,
            because=tuple(str(rule) for rule in data.get("because", [])),
            times=tuple(DraftTime.from_json(one) for one in data.get("times", [])),
            **{name: bool(data.get(name, False)) for name in ("dropped", "edited", "reviewed")},
        )


Items = tuple[DraftItem, ...]


def from_json(data: Iterable[Any]) -> Items:
    """Return the items of a stored draft."""
    return tuple(DraftItem.from_json(item) for item in data)


def to_json(items: Iterable[DraftItem]) -> list[dict[str, Any]]:
    """Return items as they are stored."""
    return [item.to_json() for item in items]


def check(items: Sequence[DraftItem], text: str) -> None:
    """Check what always holds of a draft: distinct keys, spans within the text, words equal to their span.

    Raises:
        DraftError: it does not hold.
    """
    keys = [item.key for item in items]
    if len(set(keys)) != len(keys) or not all(keys):
        raise DraftError(_("Hai ý chỉ đạo trùng mã."))
    for item in items:
        if not 0 <= item.start < item.end <= len(text) or text[item.start : item.end] != item.text:
            raise DraftError(_("Vị trí của ý chỉ đạo không khớp với văn bản."))
    places = [(item.start, item.end) for item in items]
    if places != sorted(places):
        raise DraftError(_("Các ý chỉ đạo không theo thứ tự của văn bản."))


def problems(item: DraftItem, *, issued_on: dt.date | None) -> tuple[str, ...]:
    """Return what keeps an item from being confirmed, each as what the person should do."""
    found: list[str] = []
    if not item.lead_ids:
        names = ", ".join(f"“{name}”" for name in item.unknown)
        found.append(
            _("chọn đơn vị chủ trì (chưa có trong danh mục: %(names)s)") % {"names": names}
            if names
            else _("chọn ít nhất một đơn vị chủ trì")
        )
    deadline = item.deadline
    if deadline.kind in DATED and deadline.due_on is None:
        found.append(_("chọn ngày đến hạn, hoặc đổi loại thời hạn thành “Không ghi thời hạn”"))
    if deadline.kind in DATELESS and deadline.due_on is not None:
        found.append(_("bỏ ngày đến hạn, hoặc đổi loại thời hạn thành “Ngày cụ thể”"))
    if deadline.kind == DeadlineKind.EVENT and not deadline.event_name.strip():
        found.append(_("ghi tên sự kiện mà thời hạn phụ thuộc"))
    if deadline.due_on is not None and issued_on is not None and deadline.due_on < issued_on:
        found.append(
            _("xem lại ngày đến hạn %(due)s: trước ngày giao %(given)s")
            % {"due": f"{deadline.due_on:%d/%m/%Y}", "given": f"{issued_on:%d/%m/%Y}"}
        )
    return tuple(found)


def find(items: Sequence[DraftItem], key: str) -> int:
    """Return the place of the item `key`.

    Raises:
        DraftError: there is none (any more).
    """
    for place, item in enumerate(items):
        if item.key == key:
            return place
    raise DraftError(_("Ý chỉ đạo này không còn trong bản đọc; hãy tải lại trang."))


def _lists(value: Any) -> Any:
    """Tuples as lists all the way down, as they come back from JSON."""
    if isinstance(value, dict):
        return {name: _lists(part) for name, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, (list, tuple)) else value


def _span_of(data: dict[str, Any]) -> tuple[int | None, int | None]:
    start, end = data.get("start"), data.get("end")
    if start is None or end is None:
        return None, None
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise DraftError(_("Vị trí trong văn bản không hợp lệ."))
    return start, end


def _text(data: dict[str, Any], name: str, limit: int) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise DraftError(_("Nội dung không hợp lệ."))
    return value.replace("\0", "").strip()[:limit]


def _id(value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value <= 0):
        raise DraftError(_("Mã không hợp lệ."))
    return value


def _ids(values: Any) -> list[int]:
    if not isinstance(values, (list, tuple)):
        raise DraftError(_("Danh sách đơn vị không hợp lệ."))
    return [found for value in values if (found := _id(value)) is not None]


def _day(value: Any) -> dt.date | None:
    if value in (None, ""):
        return None
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise DraftError(
                _("Ngày “%(value)s” không tồn tại; hãy nhập lại theo dạng ngày/tháng/năm.") % {"value": value}
            ) from None
    raise DraftError(_("Ngày không hợp lệ."))
