"""Every step of a file of the centre's system in every state by every role: taken exactly where the table has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.central.central_world import NOW
from tests.central.files import line, workbook
from tests.central.test_imports import look as looked_at
from tests.central.test_imports import planned
from tests.matrix import ROLES, differing

from dondoc.central import rules
from dondoc.central.choices import ImportState
from dondoc.central.commands.commit_central_import import commit_central_import
from dondoc.central.commands.discard_central_import import discard_central_import
from dondoc.central.commands.map_central_columns import map_central_columns
from dondoc.central.commands.open_central_import import open_central_import
from dondoc.central.models import CentralImport
from dondoc.foundation.errors import Conflict, NotFound, Refused


@pytest.mark.parametrize("state", [rules.UNGIVEN, *ImportState.values])
def test_a_file_goes_exactly_where_the_table_has_it(state, province, request, settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    people = {role: request.getfixturevalue(role) for role in ROLES}
    if state == rules.UNGIVEN:
        del people["outsider"]  # they open files in their own province
    keeper = people["specialist"]
    source = looked_at(keeper, line()) if state != rules.UNGIVEN else CentralImport(id=0)
    number, content = source.id, workbook([line("TW-002")])
    new = [one.row_id for one in planned(keeper, source).of("new")] if number else []
    own: dict[str, Any] = {"import_id": number, "now": NOW}
    if state == ImportState.COMMITTED:
        commit_central_import(actor=keeper, new=new, **own)
    if state == ImportState.DISCARDED:
        discard_central_import(actor=keeper, **own)

    def look() -> str:
        here = CentralImport.objects.filter(jurisdiction_id=1)
        found = (here.filter(id=number) if number else here).first()
        return found.state if found else rules.UNGIVEN

    verbs: dict[Any, Callable[[Any], object]] = {
        "map": lambda actor: map_central_columns(actor=actor, mapping=dict(source.mapping), **own),
        "commit": lambda actor: commit_central_import(actor=actor, new=new, **own),
        "discard": lambda actor: discard_central_import(actor=actor, **own),
    }
    if state == rules.UNGIVEN:
        verbs = {"open": lambda actor: open_central_import(actor=actor, content=content, name="tw.xlsx", now=NOW)}
    assert {*verbs} < {step.verb for step in rules.FILE_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role not in {"office_leader", "specialist", "clerk"}:
            return NotFound if role in {"administrator", "outsider"} else Refused
        if verb != "open" and role != "specialist":
            return NotFound
        step = rules.file_step(state, verb)
        return Conflict if step is None else step.target

    assert look() == state
    assert not differing(people, verbs, look, wanted)
