"""Putting a draft forward: whole, printable, with somebody who may sign it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, codes

from dondoc.drafting.choices import State
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.foundation.errors import BadInput, Conflict


@pytest.fixture
def submit(written, mandates, specialist, now):
    def run(content=None, mandate=True, **more):
        draft = written
        if content is not None or not mandate:
            draft = change_outgoing_draft(
                actor=specialist, draft_id=draft.id, version=draft.version, content=content or CONTENT,
                mandate_id=mandates.deputy.id if mandate else None, now=now, **more,
            )  # fmt: skip
        return submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=draft.version, now=now)

    return run


def test_a_whole_draft_is_put_forward(submit):
    done = submit()
    assert done.state == State.SUBMITTED
    assert done.submitted_at is not None
    assert codes(done)[-1] == "submitted"


def test_the_version_must_be_the_one_read(written, specialist, now):
    with pytest.raises(Conflict):
        submit_outgoing_draft(actor=specialist, draft_id=written.id, version=1, now=now)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("subject", "", "trích yếu"),
        ("subject", "Kết luận về …", "chưa viết"),
        ("recipients", ["- …;"], "chưa viết"),
        ("addressees", ["…"], "chưa viết"),
        ("grounds", ["Căn cứ …"], "chưa viết"),
        ("body", [{"text": "Tại …, đã ghi “…”."}], "chưa viết"),
        ("annexes", [{"title": "Danh mục", "body": [{"text": "…"}]}], "chưa viết"),
        ("body", [], "còn trống|ít nhất một"),
        ("issuer", "", "còn trống"),
        ("body", [{"text": "Chữ 漢 lạ"}], "không có ký tự"),
        ("subject", "dài " * 600, "dài quá"),
    ],
)
def test_what_is_missing_is_named(submit, part, value, said):
    with pytest.raises(BadInput, match=said):
        submit(CONTENT | {part: value})


def test_dots_after_a_word_are_the_writers(submit):
    body = [{"text": "Các sở, ngành gồm: Y tế, Tài chính,… và các đơn vị khác v.v…"}]
    assert submit(CONTENT | {"body": body}).state == State.SUBMITTED


def test_somebody_must_be_able_to_sign(submit):
    with pytest.raises(BadInput, match="người ký"):
        submit(mandate=False)


def test_a_right_that_ended_is_none(submit, mandates, office_leader, now):
    end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=dt.date(2021, 1, 17), now=now)
    with pytest.raises(BadInput, match="người ký"):
        submit()


def test_a_letter_needs_the_letters_of_who_drafted_it(letters, mandates, province, specialist, now):
    """Its register would refuse it only when it is numbered, days later."""
    draft = open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Công văn", now=now)
    given = {"content": CONTENT, "mandate_id": mandates.chief.id, "actor": specialist, "draft_id": draft.id, "now": now}
    draft = change_outgoing_draft(version=1, **given)
    with pytest.raises(BadInput, match="chữ viết tắt"):
        submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=draft.version, now=now)
    draft = change_outgoing_draft(version=draft.version, drafter_letters="KT", **given)
    done = submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=draft.version, now=now)
    assert done.state == State.SUBMITTED


def test_a_kind_that_no_register_takes_is_told(written, notices, specialist, now):
    notices.closed_on = dt.date(2021, 1, 1)
    notices.save()
    with pytest.raises(BadInput) as refused:
        submit_outgoing_draft(actor=specialist, draft_id=written.id, version=written.version, now=now)
    assert refused.value.code == "no_register"
