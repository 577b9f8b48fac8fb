"""The example office's own papers: its registers, who may sign, and drafts on their way, by the commands of people."""

from __future__ import annotations

import datetime as dt

from dondoc.demo.story import People, Places
from dondoc.demo.tables import AS_OF
from dondoc.documents.choices import Direction
from dondoc.documents.commands.open_register import open_register
from dondoc.drafting.choices import Form
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.mandates import Step
from dondoc.drafting.models import OutgoingDraft, SigningMandate
from dondoc.foundation.clock import LOCAL
from dondoc.organizations.models import Post

_FROM = dt.date(2020, 7, 1)
# agency, direction, name, kinds that share its series, letters in the symbol
_REGISTERS = (
    ("vpub", Direction.ISSUED, "Sổ thông báo", ("Thông báo",), "VP"),
    ("vpub", Direction.ISSUED, "Sổ văn bản đi", (), "VP"),
    ("vpub", Direction.RECEIVED, "Sổ văn bản đến", (), ""),
    ("ubnd", Direction.ISSUED, "Sổ quyết định", ("Quyết định",), "UBND"),
    ("ubnd", Direction.ISSUED, "Sổ văn bản đi", (), "UBND"),
)
_COMMITTEE, _CHAIR, _CHIEF = "Ủy ban nhân dân", "Chủ tịch", "Chánh Văn phòng"
# agency, post's unit, post, lines of authority
_RIGHTS = (
    ("vpub", "vpub", "chanh_van_phong", ()),
    ("vpub", "vpub", "pcvp_tong_hop", (Step(Form.KT, _CHIEF),)),
    ("vpub", "vpub", "pcvp_van_xa", (Step(Form.KT, _CHIEF),)),
    ("ubnd", "ubnd", "chu_tich", (Step(Form.TM, _COMMITTEE),)),
    ("ubnd", "ubnd", "pct_thuong_truc", (Step(Form.TM, _COMMITTEE), Step(Form.KT, _CHAIR))),
    ("ubnd", "vpub", "chanh_van_phong", (Step(Form.TL, _CHAIR),)),
)
_SUBJECT = "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về chuẩn bị đón Tết Tân Sửu"
_OPENING = (
    "Ngày 15 tháng 01 năm 2021, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp về chuẩn bị đón Tết Tân Sửu năm 2021. "
    "Sau khi nghe các đơn vị báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
)
_CLAUSES = (
    "Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính rà soát nguồn hàng bình ổn giá, báo cáo Ủy ban nhân dân tỉnh trước ngày 29/01/2021.",
    "Giao Công an tỉnh tăng cường tuần tra, kiểm soát, giữ gìn trật tự, an toàn giao thông trong dịp Tết.",
    "Ủy ban nhân dân các huyện, thành phố báo cáo kết quả thăm, tặng quà các gia đình chính sách trong tháng 02/2021.",
)


def open_office(people: People, places: Places) -> tuple[list[SigningMandate], int]:
    """Open registers and record who may sign.

    Returns:
        The rights to sign, in the order of `_RIGHTS`, and how many steps that were.
    """
    opened = dt.datetime.combine(_FROM, dt.time(8), tzinfo=LOCAL)
    for unit, direction, name, kinds, symbol in _REGISTERS:
        open_register(
            actor=people.leader, unit_id=places.units[unit].id, direction=direction, name=name, kinds=kinds,
            agency_symbol=symbol, now=opened,
        )  # fmt: skip
    rights = [_right(people, places, *each, now=opened) for each in _RIGHTS]
    return rights, len(_REGISTERS) + len(_RIGHTS)


def leave_drafts(people: People, places: Places, rights: list[SigningMandate]) -> int:
    """Leave three drafts on the story's day: being written, put forward, approved.

    Returns:
        How many steps that were.
    """
    now = dt.datetime.combine(AS_OF, dt.time(7, 30), tzinfo=LOCAL)
    first = _written(people, places, rights[1], _SUBJECT, now)
    comment_on_draft(
        actor=people.leader, draft_id=first.id, clause="1", now=now, text="Nêu rõ các mặt hàng phải bình ổn giá."
    )
    second = _written(people, places, rights[0], f"{_SUBJECT} (khối văn hóa - xã hội)", now)
    submit_outgoing_draft(actor=people.clerk, draft_id=second.id, version=second.version, now=now)
    third = _written(people, places, rights[1], f"{_SUBJECT} (khối nội chính)", now)
    submit_outgoing_draft(actor=people.clerk, draft_id=third.id, version=third.version, now=now)
    approve_outgoing_draft(actor=people.leader, draft_id=third.id, version=third.version, now=now)
    return 3 * 2 + 4


def _right(
    people: People, places: Places, agency: str, unit: str, code: str, steps: tuple[Step, ...], *, now: dt.datetime
) -> SigningMandate:
    post = Post.objects.get(jurisdiction_id=places.jurisdiction_id, unit_id=places.units[unit].id, code=code)
    return grant_mandate(
        actor=people.leader, unit_id=places.units[agency].id, post_id=post.id, steps=steps, valid_from=_FROM, now=now
    )


def _written(people: People, places: Places, right: SigningMandate, subject: str, now: dt.datetime) -> OutgoingDraft:
    """A notice with its words."""
    draft = open_outgoing_draft(actor=people.clerk, unit_id=places.units["vpub"].id, kind="Thông báo", now=now)
    body = [{"label": "", "kind": "paragraph", "text": _OPENING}]
    body += [{"label": f"{k}.", "kind": "clause", "text": text} for k, text in enumerate(_CLAUSES, start=1)]
    content = {
        **draft.content, "subject": subject, "place": "Kiên Giang", "body": body,
        "recipients": ["- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Các sở, ban, ngành liên quan;", "- UBND các huyện, thành phố;", "- Lưu: VT."],
    }  # fmt: skip
    return change_outgoing_draft(
        actor=people.clerk, draft_id=draft.id, version=draft.version, content=content, mandate_id=right.id, now=now
    )
