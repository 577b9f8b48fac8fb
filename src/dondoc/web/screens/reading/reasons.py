"""The reader's reasons and marks in people's words. What has no words here is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dondoc.reading.reasons import sentences

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FLAGS: dict[str, _StrPromise] = {
    "inherit": _("đơn vị lấy từ phần trên"),
    "implicit": _("câu không nêu đơn vị"),
    "closing": _("câu kết của văn bản"),
    "commitment": _("cơ quan ban hành tự làm"),
    "conditional": _("có điều kiện"),
    "inherit_deadline": _("thời hạn ở câu sau"),
}


def reasons(names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the sentences of the rules that decided, each once, the nearest name where one has none of its own."""
    return [_(sentence) for sentence in dict.fromkeys(s for name in names for s in sentences(name))]


def flags(names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the words of the reader's marks."""
    return [FLAGS[name] for name in names if name in FLAGS]


def reasons_of(field: str, names: tuple[str, ...]) -> list[_StrPromise]:
    """Return the sentences of the rules that decided one field: `act`, `lead`, `coordinate` or `deadline`."""
    return reasons(tuple(name for name in names if name.startswith(f"{field}:")))
