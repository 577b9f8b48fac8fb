"""By what right somebody signs, and how it is printed (NĐ 30/2020/NĐ-CP, Điều 13 and phụ lục I, ô 7a). Pure rules.

A right is a chain of steps from the body or person in whose place somebody signs: "TM. ỦY BAN NHÂN DÂN",
"KT. CHỦ TỊCH", then the signer's own post.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from dondoc.drafting.choices import Form
from dondoc.foundation.errors import BadInput

# Which step may follow which. A deputy signs for the head of the one who signs on behalf of a collective (TM., KT.),
# and for the head who was ordered to sign (TL., KT.); what was authorised in writing is not passed on (Điều 13.4).
_FOLLOWS: dict[str, frozenset[str]] = {
    Form.TM: frozenset({Form.KT, Form.Q}),
    Form.TL: frozenset({Form.KT}),
    Form.KT: frozenset(),
    Form.TUQ: frozenset(),
    Form.Q: frozenset(),
}
_PREFIX = {Form.TM: "TM.", Form.KT: "KT.", Form.TL: "TL.", Form.TUQ: "TUQ.", Form.Q: "Q."}
_LONGEST = 120
_BESIDE = re.compile(r"\s*\(.*\)\s*$|\s+(?:Thường trực\s+)?(?:Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\b.*$")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of authority: by which form, in whose place ("ỦY BAN NHÂN DÂN", "CHỦ TỊCH")."""

    form: str
    of: str


@dataclass(frozen=True, slots=True)
class Right:
    """A right to sign as rules see it.

    Attributes:
        steps: the lines of authority; none where the head signs as such.
        kinds: the kinds of documents it covers; none: all.
        valid_from: its first day.
        valid_to: its last day; None: until it is ended.
        basis: the written authorisation (number, symbol, day).
    """

    steps: Sequence[Step]
    kinds: Collection[str]
    valid_from: dt.date
    valid_to: dt.date | None
    basis: str = ""


def check(right: Right) -> None:
    """Do nothing where the right can be granted.

    Raises:
        BadInput: a chain that the decree does not know, or an authorisation without its paper or its end.
    """
    forms = [step.form for step in right.steps]
    for step in right.steps:
        if step.form not in _PREFIX:
            raise BadInput(_("Hình thức ký không hợp lệ; hãy chọn TM., KT., TL., TUQ. hoặc Q."), field="steps")
        if not step.of.strip() or len(step.of) > _LONGEST:
            raise BadInput(_("Hãy ghi ký thay, thừa lệnh hoặc thay mặt ai (tối đa 120 ký tự)."), field="steps")
    for before, after in pairwise(forms):
        if after not in _FOLLOWS[before]:
            raise BadInput(
                _("%(after)s không được đi sau %(before)s: người được ủy quyền không ủy quyền lại cho người khác ký.")
                % {"after": _PREFIX[Form(after)], "before": _PREFIX[Form(before)]}
                if before == Form.TUQ
                else _("%(after)s không được đi sau %(before)s (Nghị định 30/2020/NĐ-CP, Điều 13).")
                % {"after": _PREFIX[Form(after)], "before": _PREFIX[Form(before)]},
                field="steps",
            )
    if Form.TUQ in forms and not right.basis.strip():
        raise BadInput(_("Thừa ủy quyền phải có văn bản ủy quyền: hãy ghi số, ký hiệu và ngày."), field="basis")
    if Form.TUQ in forms and right.valid_to is None:
        raise BadInput(_("Thừa ủy quyền phải có thời hạn: hãy ghi ngày kết thúc."), field="valid_to")
    if right.valid_to is not None and right.valid_to < right.valid_from:
        raise BadInput(_("Ngày kết thúc không thể trước ngày bắt đầu."), field="valid_to")


def covers(right: Right, *, kind: str, on: dt.date) -> bool:
    """Whether a document of `kind` may be signed by this right on a day."""
    in_time = right.valid_from <= on and (right.valid_to is None or on <= right.valid_to)
    return in_time and (not right.kinds or kind in right.kinds)


def lines(steps: Sequence[Step]) -> tuple[str, ...]:
    """The lines of authority as they are printed above the post ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")."""
    return tuple(f"{_PREFIX[Form(step.form)]} {step.of.upper()}" for step in steps if step.form != Form.Q)


def position(steps: Sequence[Step], post: str) -> str:
    """The signer's post as it is printed: "PHÓ CHỦ TỊCH"; with Q. the post that is held for the time being.

    The paper names the post and not its field ("Phó Chánh Văn phòng (nội chính)"), and not the agency, which stands at
    its head ("Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh"): phụ lục I, ô 7a.
    """
    acting = next((step for step in steps if step.form == Form.Q), None)
    return f"Q. {acting.of.upper()}" if acting else _BESIDE.sub("", post).strip().upper()
