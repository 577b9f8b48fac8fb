"""What people did around the example's tasks: days asked for, explanations, a division below, remarks, themes, stars.

All of it is invented, and chosen so that no task becomes late or stops being late by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from dondoc.accounts.models import User
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.commands.write_comment import write_comment
from dondoc.demo.story import Happening, Key, People, Places
from dondoc.directives.models import Assignment, Directive
from dondoc.followup.commands.accept_part import accept_part
from dondoc.followup.commands.acknowledge_part import acknowledge_part
from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.commands.report_part import report_part
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.start_part import start_part
from dondoc.followup.models import Extension, Part
from dondoc.urging.commands.answer_explanation import answer_explanation
from dondoc.urging.commands.ask_explanation import ask_explanation
from dondoc.urging.commands.decide_explanation import decide_explanation
from dondoc.urging.models import Explanation

_EPIDEMIC, _FISHING = "2020-08-03_cv-1012-ubnd-vhxh", "2020-08-21_ct-08-ct-ubnd"
_CAPITAL, _CENTRE = "2020-09-14_kh-146-kh-ubnd", "2020-10-05_cv-1388-ubnd-kt"
_RECEPTION, _TET, _YEAR = "2020-11-16_tb-322-ubnd", "2020-12-18_ct-12-ct-ubnd", "2021-01-06_tb-05-vp"
_ASKED, _DECIDED = 5, 7  # hours behind eight, as in the story: after the work of the day

# name, what for, first day, last day as planned, day of opening, directives
_THEMES = (
    (
        "Tết Nguyên đán Tân Sửu 2021",
        "Hàng hóa, an sinh, an ninh, y tế, vận tải và trực Tết; báo cáo Chủ tịch UBND tỉnh vào thứ Sáu hằng tuần.",
        dt.date(2020, 12, 18), dt.date(2021, 2, 26), dt.date(2020, 12, 21), tuple((_TET, n) for n in range(1, 15)),
    ),
    (
        "Thực hiện mục tiêu kép",
        "Vừa phòng, chống dịch Covid-19, vừa phục hồi và phát triển kinh tế - xã hội.",
        dt.date(2020, 8, 3), None, dt.date(2021, 1, 8),
        ((_EPIDEMIC, 3), (_EPIDEMIC, 6), (_EPIDEMIC, 8), (_CENTRE, 9), (_YEAR, 1), (_YEAR, 3), (_YEAR, 5)),
    ),
)  # fmt: skip
_STARS = (
    ("chutich", (_CAPITAL, 8), dt.date(2020, 12, 7), "Báo cáo tôi trước ngày 20/01/2021."),
    ("chutich", (_TET, 3), dt.date(2021, 1, 11), "Không để hộ nghèo nào không có quà Tết."),
    ("pct.kinhte", (_YEAR, 1), dt.date(2021, 1, 8), ""),
    ("chanhvp", (_CENTRE, 5), dt.date(2021, 1, 4), "Việc Trung ương giao, đã quá hạn."),
)
_COMMENTS = (
    ("cv.kinhte", (_TET, 10), dt.date(2021, 1, 12), "@dm.stc cho biết nguồn chi lương tháng 02 đã cân đối đủ chưa, còn vướng ở huyện nào."),
    ("dm.stc", (_TET, 10), dt.date(2021, 1, 13), "@cv.kinhte nguồn đã cân đối đủ; còn hai huyện đảo đề nghị chuyển tiền mặt trước ngày 01/02/2021."),
)  # fmt: skip


def following(people: People, places: Places, given: Mapping[Key, Directive]) -> list[Happening]:
    """Return it as things that happen on their days.

    Args:
        people: who acts.
        places: where.
        given: the directives of the notices, by notice and number.
    """
    return list(_Following(people, places, given).all())


class _Following:
    def __init__(self, people: People, places: Places, given: Mapping[Key, Directive]) -> None:
        self._people, self._places, self._given = people, places, given
        found = User.objects.filter(jurisdiction_id=places.jurisdiction_id, is_active=True)
        self._persons = {user.username: user for user in found}

    def all(self) -> Iterator[Happening]:
        yield from self._extensions()
        yield from self._explanations()
        yield from self._division()
        yield from self._attention()

    def _part(self, key: Key, unit: str) -> int:
        """The assignment of a unit."""
        mine = Assignment.objects.filter(
            jurisdiction_id=self._places.jurisdiction_id, directive_id=self._given[key].id,
            unit_id=self._places.units[unit].id,
        )  # fmt: skip
        return mine.get().id

    def _of(self, unit: str) -> User:
        return self._people.of_unit[self._places.units[unit].id]

    def _extensions(self) -> Iterator[Happening]:
        """One granted with a day less than was asked, one refused, one that waits."""
        leader = self._people.leader
        gifts = self._part((_TET, 3), "sldtbxh")
        yield _asked(
            self._of("sldtbxh"), gifts, dt.date(2021, 1, 13), dt.date(2021, 2, 9),
            "Hai huyện đảo chỉ có tàu chở quà trong tuần đầu tháng 02; xin lùi để trao đủ cho các xã đảo.",
        )  # fmt: skip
        yield _decided(
            leader, gifts, dt.date(2021, 1, 14), granted_on=dt.date(2021, 2, 8),
            note="Đồng ý đến hết ngày 08/02/2021; ưu tiên trao trước tại các xã đảo.",
        )  # fmt: skip
        site = self._part((_CAPITAL, 8), "phuquoc")
        yield _asked(
            self._of("phuquoc"), site, dt.date(2020, 11, 25), dt.date(2021, 1, 29),
            "Các hộ còn lại chưa thống nhất đơn giá bồi thường, cần thêm thời gian vận động.",
        )  # fmt: skip
        yield _decided(
            leader, site, dt.date(2020, 11, 26), granted_on=None,
            note="Đơn giá đã được phê duyệt từ tháng 9; đề nghị tập trung vận động, hoàn thành đúng hạn.",
        )  # fmt: skip
        yield _asked(
            self._of("sdl"), self._part((_YEAR, 2), "sdl"), dt.date(2021, 1, 15), dt.date(2021, 2, 5),
            "Chờ hướng dẫn của Bộ về mở cửa trở lại các khu du lịch để đưa vào kế hoạch.",
        )  # fmt: skip

    def _explanations(self) -> Iterator[Happening]:
        """One that was answered and suffices, one that waits for its answer."""
        complaints = self._part((_RECEPTION, 2), "phuquoc")
        yield self._explained(
            complaints, dt.date(2021, 1, 4), dt.date(2021, 1, 8),
            "Đề nghị giải trình việc chưa giải quyết xong các hồ sơ khiếu nại đúng thời hạn ngày 31/12/2020.",
        )  # fmt: skip
        yield Happening(
            dt.date(2021, 1, 8), _ASKED,
            lambda now: answer_explanation(
                actor=self._of("phuquoc"), explanation_id=_explanation_of(complaints),
                text="Còn 13 hồ sơ phải đo đạc lại ranh đất; đơn vị đo đạc đến ngày 28/12/2020 mới bàn giao kết quả. "
                "Thành phố đã lập tổ công tác, giải quyết xong trước ngày 29/01/2021.",
                files=[("Danh-muc-13-ho-so.txt", "Danh mục 13 hồ sơ khiếu nại còn lại\n".encode())], now=now,
            ),
        )  # fmt: skip
        yield Happening(
            dt.date(2021, 1, 11), _DECIDED,
            lambda now: decide_explanation(
                actor=self._people.leader, explanation_id=_explanation_of(complaints), is_sufficient=True,
                note="Ghi nhận; đề nghị báo cáo tiến độ vào thứ Sáu hằng tuần.", now=now,
            ),
        )  # fmt: skip
        yield self._explained(
            self._part((_CENTRE, 5), "stnmt"), dt.date(2021, 1, 15), dt.date(2021, 1, 20),
            "Đề nghị giải trình việc chậm trình hồ sơ quy hoạch sử dụng đất, nêu rõ trách nhiệm từng huyện.",
        )  # fmt: skip

    def _explained(self, assignment_id: int, on: dt.date, until: dt.date, question: str) -> Happening:
        return Happening(
            on, _ASKED,
            lambda now: ask_explanation(
                actor=self._people.leader, assignment_ids=[assignment_id], question=question, due_on=until, now=now
            ),
        )  # fmt: skip

    def _division(self) -> Iterator[Happening]:
        """A department divides its task among the units below it: one's part is done, the other's goes on."""
        whole = self._part((_FISHING, 1), "snnptnt")
        fisheries, ports = self._of("ccts"), self._of("bqlcc")
        shares = [
            Share(
                "Đăng ký, đăng kiểm lưu động và cấp phép khai thác tại các cửa biển.",
                unit_id=self._places.units["ccts"].id, due_on=dt.date(2020, 12, 25),
            ),
            Share(
                "Đánh dấu tàu cá tại cảng; gửi danh sách tàu chưa đánh dấu về Chi cục Thủy sản.",
                unit_id=self._places.units["bqlcc"].id, due_on=dt.date(2020, 12, 18),
            ),
        ]  # fmt: skip
        yield Happening(
            dt.date(2020, 9, 1), _ASKED,
            lambda now: divide_assignment(actor=self._of("snnptnt"), assignment_id=whole, shares=shares, now=now),
        )  # fmt: skip
        yield from (
            _step(acknowledge_part, fisheries, whole, dt.date(2020, 9, 3)),
            _step(start_part, fisheries, whole, dt.date(2020, 9, 7)),
            _step(acknowledge_part, ports, whole, dt.date(2020, 9, 4)),
            _step(start_part, ports, whole, dt.date(2020, 9, 8)),
            Happening(
                dt.date(2020, 12, 16), _ASKED,
                lambda now: report_part(
                    actor=ports, part_id=_part_of(whole, ports), now=now, result_document="MH-71/BC-BQLCC ngày 16/12/2020",
                    note="Đã đánh dấu toàn bộ tàu về cảng; gửi danh sách 58 tàu chưa về bờ.",
                ),
            ),
            Happening(
                dt.date(2020, 12, 18), _DECIDED,
                lambda now: accept_part(actor=self._of("snnptnt"), part_id=_part_of(whole, ports), now=now),
            ),
        )  # fmt: skip

    def _attention(self) -> Iterator[Happening]:
        for name, about, starts_on, ends_on, opened, keys in _THEMES:
            ids = [self._given[key].id for key in keys]
            facts = {"name": name, "about": about, "starts_on": starts_on, "ends_on": ends_on, "directive_ids": ids}
            yield Happening(opened, _ASKED, _later(open_theme, actor=self._people.leader, **facts))
        for who, key, on, note in _STARS:
            command = _later(star_directive, actor=self._persons[who], directive_id=self._given[key].id, note=note)
            yield Happening(on, _ASKED, command)
        for who, key, on, text in _COMMENTS:
            command = _later(write_comment, actor=self._persons[who], directive_id=self._given[key].id, text=text)
            yield Happening(on, _ASKED, command)


def _later(command: Callable[..., object], **given: object) -> Callable[[dt.datetime], object]:
    return lambda now: command(now=now, **given)


def _asked(actor: User, assignment_id: int, on: dt.date, wanted_on: dt.date, reason: str) -> Happening:
    command = _later(
        request_extension, actor=actor, assignment_id=assignment_id, wanted_on=wanted_on, reason=reason
    )  # fmt: skip
    return Happening(on, _ASKED, command)


def _decided(actor: User, assignment_id: int, on: dt.date, *, granted_on: dt.date | None, note: str) -> Happening:
    return Happening(
        on, _DECIDED,
        lambda now: decide_extension(
            actor=actor, is_granted=granted_on is not None, granted_on=granted_on, note=note, now=now,
            extension_id=Extension.objects.get(jurisdiction_id=actor.jurisdiction_id, assignment_id=assignment_id).id,
        ),
    )  # fmt: skip


def _explanation_of(assignment_id: int) -> int:
    return Explanation.objects.get(items__assignment_id=assignment_id).id


def _part_of(assignment_id: int, holder: User) -> int:
    mine = Part.objects.filter(jurisdiction_id=holder.jurisdiction_id, assignment_id=assignment_id)
    return mine.get(unit_id=holder.unit_id or 0).id


def _step(command: Callable[..., object], holder: User, assignment_id: int, on: dt.date) -> Happening:
    return Happening(on, _ASKED, lambda now: command(actor=holder, part_id=_part_of(assignment_id, holder), now=now))
