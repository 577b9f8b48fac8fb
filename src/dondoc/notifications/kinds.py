"""The kinds of messages. The room whose message it is registers its words; this one knows none of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """How a message of a kind is worded, in the language of who reads it.

    Attributes:
        code: stable, `<room>.<what>`.
        label: the kind as settings name it.
        subject: the payload in one line.
        text: the payload in full, plain text.
        order: a smaller one stands earlier in a digest.
        is_quiet: goes to gateways only where the message is urgent; else it is for the digest and the house.
    """

    code: str
    label: _StrPromise
    subject: Callable[[Mapping[str, Any]], str]
    text: Callable[[Mapping[str, Any]], str]
    order: int = 100
    is_quiet: bool = False


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known, from the `AppConfig.ready` of the room whose message it is.

    Raises:
        ValueError: another kind has its code.
    """
    known = _KINDS.setdefault(kind.code, kind)
    if known != kind:
        raise ValueError(kind.code)


def kinds() -> tuple[Kind, ...]:
    """Return all kinds, by code."""
    return tuple(_KINDS[code] for code in sorted(_KINDS))


def quiet_codes() -> list[str]:
    """Return the kinds of which gateways get what is urgent only."""
    return [kind.code for kind in kinds() if kind.is_quiet]


def label_of(code: str) -> str:
    """Return a kind as settings name it; "" for one that is not known any more."""
    kind = _KINDS.get(code)
    return str(kind.label) if kind is not None else ""


def order_of(code: str) -> int:
    """Return where a kind stands in a digest; one that is not known any more stands last."""
    kind = _KINDS.get(code)
    return kind.order if kind is not None else sys.maxsize


def subject_of(code: str, payload: Mapping[str, Any]) -> str:
    """Return a message in one line; of a kind that is not known any more a plain sentence."""
    kind = _KINDS.get(code)
    return kind.subject(payload) if kind is not None else _("Có thông báo mới")


def text_of(code: str, payload: Mapping[str, Any]) -> str:
    """Return a message in full; of a kind that is not known any more a plain sentence."""
    kind = _KINDS.get(code)
    return kind.text(payload) if kind is not None else _("Hãy mở Đôn Đốc để xem thông báo này.")
