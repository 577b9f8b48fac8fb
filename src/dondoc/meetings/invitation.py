"""The content of a written invitation (giấy mời): a draft's content from what is planned. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.drafting.content import Agency, blank
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.text import fold
from dondoc.meetings.titles import lowered
from dondoc.meetings.week import WEEKDAYS

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation says.

    Attributes:
        title: the meeting.
        host: who holds it.
        starts_at: its beginning.
        ends_at: its planned end.
        place: room or place, and how one joins by video.
        chair: post and name.
        content: what it deals with.
        requests: what who comes is to prepare.
        agenda: title and presenter of each item.
        categories: each category with who is called in it.
        venues: names of the venues.
        replaces: number and day of the invitation that this one corrects, "" for none.
    """

    title: str
    host: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    chair: str
    content: str
    requests: str
    agenda: Sequence[tuple[str, str]]
    categories: Sequence[tuple[str, Sequence[str]]]
    venues: Sequence[str]
    replaces: str = ""


def moment_in_words(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """When a meeting is, as an invitation says it: “từ 08 giờ 00 đến 11 giờ 30, Thứ Sáu, ngày 22/01/2021”."""
    begins, ends = starts_at.astimezone(LOCAL), ends_at.astimezone(LOCAL)
    if begins.date() == ends.date():
        return (
            f"từ {begins:%H} giờ {begins:%M} đến {ends:%H} giờ {ends:%M}, {WEEKDAYS[begins.weekday()]}, "
            f"ngày {begins:%d/%m/%Y}"
        )
    return (
        f"từ {begins:%H} giờ {begins:%M}, {WEEKDAYS[begins.weekday()]}, ngày {begins:%d/%m/%Y} đến {ends:%H} giờ "
        f"{ends:%M}, {WEEKDAYS[ends.weekday()]}, ngày {ends:%d/%m/%Y}"
    )


def invitation_content(agency: Agency, said: Invited) -> dict[str, Any]:
    """The content of a draft of kind “Giấy mời”."""
    found = blank("Giấy mời", agency)
    found["subject"] = f"{said.title} (điều chỉnh)" if said.replaces else said.title
    found["addressees"] = [_addressee(name, people) for name, people in said.categories] or ["…"]
    points = [
        ("Nội dung", said.content or said.title),
        ("Thời gian", moment_in_words(said.starts_at, said.ends_at)),
        ("Địa điểm", said.place),
        ("Chủ trì", said.chair),
    ]
    body: list[dict[str, Any]] = [
        {
            "label": "",
            "kind": "paragraph",
            "text": f"{said.host} trân trọng kính mời dự {lowered(said.title)}, như sau:",
        }
    ]
    for number, (name, text) in enumerate(((name, text) for name, text in points if text), start=1):
        body.append({"label": f"{number}.", "kind": "clause", "text": f"{name}: {_on_one_line(text)}"})
    if said.replaces:
        body.insert(0, {"label": "", "kind": "paragraph", "text": f"Giấy mời này thay thế Giấy mời {said.replaces}."})
    number = 1 + sum(1 for each in body if each["label"])
    if said.agenda:
        under = [
            {"label": "-", "kind": "clause", "text": f"{title}{f' ({presenter} trình bày)' if presenter else ''};"}
            for title, presenter in said.agenda
        ]
        body.append({"label": f"{number}.", "kind": "clause", "text": "Chương trình:", "under": under})
        number += 1
    if said.venues:
        body.append({"label": f"{number}.", "kind": "clause", "text": f"Điểm cầu: {'; '.join(said.venues)}."})
        number += 1
    if said.requests:
        body.append({"label": f"{number}.", "kind": "clause", "text": f"Yêu cầu: {_on_one_line(said.requests)}"})
    body.append(
        {"label": "", "kind": "paragraph",
         "text": "Trường hợp không dự được, đề nghị báo cáo người chủ trì và chỉ cử người dự thay khi được đồng ý."}
    )  # fmt: skip
    found["body"] = body
    found["recipients"] = ["- Như trên;", *found["recipients"][-1:]]
    return found


def _addressee(name: str, people: Sequence[str]) -> str:
    """A category with who is called in it, where they are few and say more than the category itself.

    >>> _addressee("Lãnh đạo HĐND các huyện, thành phố", ["HĐND các huyện, thành phố"])
    'Lãnh đạo HĐND các huyện, thành phố'
    >>> _addressee("Lãnh đạo các sở", ["Giám đốc Sở Y tế", "các sở"])
    'Lãnh đạo các sở: Giám đốc Sở Y tế'
    """
    few = 5
    if len(people) > few:
        return name
    own = f" {' '.join(_WORDS.findall(fold(name)))} "
    more = [each for each in people if f" {' '.join(_WORDS.findall(fold(each)))} " not in own]
    return f"{name}: {'; '.join(more)}" if more else name


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
