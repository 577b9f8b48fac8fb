"""A notice read into a draft, for the tests of its corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.connections import _triggers_again, at_once, real_connections
from tests.documents.conftest import NOTICE

__all__ = [
    "_triggers_again",
    "at_once",
    "draft",
    "files_folder",
    "item_of",
    "open_for",
    "reading_of",
    "real_connections",
]


@pytest.fixture
def files_folder(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def open_for(files_folder: Path, now: Any) -> Callable[..., Any]:
    """A function that opens a reading of a text for a person."""
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission

    def run(actor: Any, text: str = NOTICE, **more: Any) -> Any:
        return open_draft(actor=actor, submission=Submission.pasted(text), now=now, **more)

    return run


@pytest.fixture
def draft(files_folder: Path, province: Any, specialist: Any, now: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The notice with four directives that do not depend on how well the reader reads."""
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents import intake

    monkeypatch.setattr(intake, "read_text", lambda text, **_options: reading_of(text))
    return open_draft(actor=specialist, submission=intake.Submission.pasted(NOTICE), now=now)


def reading_of(text: str) -> Any:
    """What a careful reader finds in the notice."""
    from dondoc.reading import Deadline, Directive, DocumentHeader, Reading, UnitMention

    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    def found(clause: str, words: str, lead: str, coordinate: str = "", until: str = "", **deadline: Any) -> Any:
        named = [(lead, "lead"), *([(coordinate, "coordinate")] if coordinate else [])]
        start, end = place(until) if until else (None, None)
        return Directive(
            clause=clause, text=words, start=place(words)[0], end=place(words)[1], lead=(lead,),
            coordinate=(coordinate,) if coordinate else (),
            deadline=Deadline(text=until, start=start, end=end, **deadline), confidence=0.97,
            because=("lead:verb of assignment", "deadline:date"),
            units=tuple(UnitMention(name, role, *place(name)) for name, role in named),
        )  # fmt: skip

    lines = [line for line in text.splitlines() if line.startswith(("1. ", "2. ", "4. ", "Tiếp tục"))]
    return Reading(
        text=text,
        document=DocumentHeader(
            type="Thông báo", number="21", symbol="TB-VP", date=dt.date(2021, 1, 12), issuer="Văn phòng UBND tỉnh"
        ),
        directives=(
            found(
                "1", lines[0][3:], "Sở Kế hoạch và Đầu tư", "Sở Tài chính", "trước ngày 25/01/2021", kind="date",
                due_on=dt.date(2021, 1, 25),
            ),
            found(
                "2", lines[1][3:], "Bộ Chỉ huy Bộ đội Biên phòng", "", "trong tháng 02 năm 2021", kind="period",
                due_on=dt.date(2021, 2, 28),
            ),
            found("3", lines[2], "UBND các huyện, thành phố", kind="standing"),
            found("4", lines[3][3:], "Sở Y tế", "", "ngay sau khi nghị quyết", kind="event"),
        ),
    )  # fmt: skip


@pytest.fixture
def item_of() -> Callable[..., Any]:
    """A function that finds the item that contains some words."""
    from dondoc.directives import drafts

    def find(draft: Any, words: str) -> Any:
        return next(item for item in drafts.from_json(draft.items) if words in item.text)

    return find
