"""Signing a PDF with a key at hand: bytes in, bytes out, earlier signatures untouched."""

from __future__ import annotations

from datetime import datetime

from . import document, levels
from .assembly import build, make_room, put_in
from .certificates import check_signer, unique
from .errors import KeyMismatch
from .keys import Key, belongs
from .levels import Setting
from .marks import Mark


def sign(
    pdf: bytes,
    key: Key,
    *,
    now: datetime,
    setting: Setting | None = None,
    mark: Mark | None = None,
    reason: str = "",
    location: str = "",
) -> bytes:
    """Sign a PDF.

    Args:
        pdf: the document; what it has stays byte for byte, the signature is appended.
        key: who signs.
        now: the time of signing.
        setting: the level and what it needs; B-B without.
        mark: what is shown on the page, or None for a signature that is not seen.
        reason: why it is signed.
        location: where it is signed.

    Returns:
        The signed document.

    Raises:
        SigningError: any of this package's; `code` says which.
    """
    setting = setting or Setting()
    document.check(pdf)
    levels.check(setting)
    check_signer(key.certificate, now)
    if not belongs(key):
        raise KeyMismatch
    chain = unique((*key.chain, *setting.others))
    opening = make_room(pdf, key.certificate, chain, setting, mark, now, reason, location)
    signed = build(key.certificate, chain, opening.attributes, key.sign(opening.attributes))
    return put_in(opening, signed, setting, now)
