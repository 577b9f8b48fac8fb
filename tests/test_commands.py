"""What holds of every command: its page, its arguments, its clock."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import dondoc

SOURCE = Path(dondoc.__file__).parent
PAGES = Path(__file__).parent.parent / "docs" / "commands"
# What commands of a room share; no command of its own. Nor is a file whose name begins with an underscore.
SHARED = {"step", "draft_step", "name_step", "awaited"}
# Nobody is signed in yet, or a secret that was given to a person stands for them; nothing to be timed.
WITHOUT_ACTOR = {"create_first_administrator", "answer_external_signature"}
WITHOUT_CLOCK = {"delete_filter", "unwatch"}


def commands() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every command: room, verb, function."""
    for file in sorted(SOURCE.glob("*/commands/*.py")):
        if file.stem not in SHARED and not file.stem.startswith("_"):
            room = file.parent.parent.name
            module = import_module(f"dondoc.{room}.commands.{file.stem}")
            function = getattr(module, file.stem, None) or module.commit_import
            yield room, file.stem, function


def test_each_has_its_page() -> None:
    missing = [f"{room}.{verb}" for room, verb, _ in commands() if not (PAGES / f"{room}.{verb}.md").is_file()]
    assert not missing


def test_each_page_is_of_a_command() -> None:
    known = {f"{room}.{verb}" for room, verb, _ in commands()}
    pages = {page.stem for page in PAGES.glob("*.md") if not page.stem.startswith("cli.")}
    assert pages <= known


def test_actor_and_clock_are_arguments_and_all_go_by_keyword() -> None:
    for room, verb, function in commands():
        parameters = inspect.signature(function).parameters
        assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values()), (room, verb)
        assert "actor" in parameters or verb in WITHOUT_ACTOR, (room, verb)
        assert "now" in parameters or verb in WITHOUT_CLOCK, (room, verb)


def test_no_room_asks_what_time_it_is() -> None:
    """Only the layers above the rooms do: web, API, command line, the example's loading, logs and backups."""
    rooms = (
        "accounts",
        "calendars",
        "attention",
        "directives",
        "documents",
        "drafting",
        "ledger",
        "meetings",
        "notifications",
        "organizations",
        "reading",
        "reviews",
        "schedules",
        "urging",
        "worktime",
    )
    of_the_web = SOURCE / "accounts" / "sessions.py"  # when a browser's session ends; Django calls it
    found = [
        str(file.relative_to(SOURCE))
        for room in rooms
        for file in (SOURCE / room).rglob("*.py")
        if file != of_the_web
        and any(asks in file.read_text(encoding="utf-8") for asks in ("timezone.now(", "datetime.now(", "date.today("))
    ]
    assert not found
