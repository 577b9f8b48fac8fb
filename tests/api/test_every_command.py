"""What a screen can do, a program can: every command is called by an endpoint."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.test_commands import commands

from dondoc import api

#: Commands that no endpoint calls itself, and why.
NOT_CALLED = {
    "accounts.create_first_administrator": "the first person is made on the server, before anybody could ask",
    "directives.create_directive_by_hand": "the screen's form; POST /directives calls create_directives as it does, with a key of its own",
    "documents.record_delivery": "what the exchange's own worker notes of a packet",
    "documents.register_document": "a part of open_draft, which POST /documents calls",
    "notifications.stop_webhook": "what the worker notes of a gateway that failed too often",
    "organizations.change_group": "a part of accept_name, which POST /reading/names/{id}/accept calls; no screen has it",
}  # fmt: skip


def test_every_command_is_called_by_an_endpoint() -> None:
    known = {f"{room}.{verb}" for room, verb, _ in commands()}
    imported = _imported()
    not_called = known - imported
    assert not_called - NOT_CALLED.keys() == set(), "give these an endpoint, or say why they have none"
    assert NOT_CALLED.keys() - not_called == set(), "these have an endpoint: no reason is needed"


def _imported() -> set[str]:
    """The commands that the API imports and uses: `room.verb`."""
    found = set()
    for file in Path(api.__path__[0]).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or ".commands" not in (node.module or ""):
                continue
            _, room, _, *verb = str(node.module).split(".")
            found |= {
                f"{room}.{verb[0] if verb else alias.name}"
                for alias in node.names
                if (alias.asname or alias.name) in used
            }
    return found
