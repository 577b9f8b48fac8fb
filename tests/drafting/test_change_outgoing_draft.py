"""Writing on a draft: versions, what two people write at once, what cannot be written."""

from __future__ import annotations

import unicodedata

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, codes

from dondoc.drafting.choices import State
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.models import DraftVersion, OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict


@pytest.fixture
def write(draft, specialist, now):
    def run(content=CONTENT, **more):
        return change_outgoing_draft(
            actor=more.pop("actor", specialist), draft_id=draft.id, version=more.pop("version", draft.version),
            content=content, now=now, **more,
        )  # fmt: skip

    return run


def test_each_saving_is_a_version_and_an_event(write, draft, province):
    done = write(note=" sửa  mục 1 ", field_id=province.fields["kinh-te"].id)
    assert (done.version, done.subject) == (2, CONTENT["subject"])
    kept = DraftVersion.objects.get(draft_id=draft.id, number=2)
    assert (kept.note, kept.content) == ("sửa mục 1", done.content)
    assert codes(done) == ["opened", "changed"]


def test_where_nothing_changed_nothing_is_written(write, draft):
    first = write()
    again = write(version=first.version)
    assert again.version == first.version
    assert DraftVersion.objects.filter(draft_id=draft.id).count() == 2


def test_a_returned_draft_is_being_written_again(on_the_way, specialist, now):
    back = on_the_way("returned")
    done = change_outgoing_draft(
        actor=specialist, draft_id=back.id, version=back.version, content=CONTENT | {"subject": "Khác"}, now=now
    )
    assert done.state == State.DRAFTING


def test_an_older_version_does_not_overwrite(write, clerk):
    write()
    with pytest.raises(Conflict) as refused:
        write(CONTENT | {"subject": "Khác"}, version=1, actor=clerk)
    assert (refused.value.code, refused.value.details["version"]) == ("other_version", 2)


def test_texts_are_kept_as_they_are_printed(write):
    loose = CONTENT | {"subject": unicodedata.normalize("NFD", "  Kết luận\n của   Chủ tịch ")}
    assert write(loose).subject == "Kết luận của Chủ tịch"


def duty(**more):
    return CONTENT | {"body": [{"label": "1.", "text": "Giao Sở Y tế báo cáo.", "duties": [more]}]}


def test_duties_are_kept_with_all_their_parts(write, province):
    unit = province.units["syt"].id
    done = write(duty(leads=[unit, unit], deadline_kind="date", due_on="2021-02-05"))
    assert done.content["body"][0]["duties"] == [
        {"leads": [unit], "coordinates": [], "deadline_kind": "date", "deadline_words": "", "due_on": "2021-02-05"}
    ]


@pytest.mark.parametrize(
    "content",
    [
        None, [], "x", CONTENT | {"body": 3}, CONTENT | {"subject": 3}, CONTENT | {"body": [{"text": "a", "lạ": 1}]},
        CONTENT | {"subject": "a\0b"}, CONTENT | {"urgency": "GẤP"}, CONTENT | {"annexes": [{"title": ""}]},
        duty(leads="a"), duty(leads=[True]), duty(leads=[10**30]), duty(leads=[0]), duty(leads=[999999]),
        duty(deadline_kind="mai"), duty(deadline_kind="date"), duty(deadline_kind="date", due_on="30/02/2021"),
        duty(deadline_kind="date", due_on=5), duty(deadline_kind="event"), duty(deadline_kind="none", due_on="2021-02-05"),
        duty(due_on="2021-02-05"), duty(deadline_words="a\0"), duty(deadline_words="a" * 301), duty(lạ=1),
        CONTENT | {"body": [{"text": "a", "duties": {"leads": []}}]}, CONTENT | {"body": [{"text": "a", "duties": ["x"]}]},
        CONTENT | {"body": [{"label": "1.", "under": [{"text": "a"}], "duties": [{"leads": []}]}]},
    ],
)  # fmt: skip
def test_content_that_cannot_be_is_refused_with_a_sentence(write, content):
    with pytest.raises(BadInput) as refused:
        write(content)
    assert refused.value.message.endswith((".", ")"))


def test_content_nested_without_end_is_refused(write):
    item: dict = {"text": "a"}
    for _ in range(5000):
        item = {"text": "a", "under": [item]}
    with pytest.raises(BadInput):
        write(CONTENT | {"body": [item]})


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_mark_of_secrecy_leaves_nothing(write, draft, mark):
    with pytest.raises(BadInput) as refused:
        write(CONTENT | {"recipients": [mark]})
    assert refused.value.code == "secret"
    assert DraftVersion.objects.filter(draft_id=draft.id).count() == 1


@pytest.mark.parametrize("letters", ["kt", "K T", "K/T", "ABCDEFGHIJ-ABCDEFGHIJK"])
def test_letters_that_no_symbol_can_have_are_refused(write, letters):
    with pytest.raises(BadInput) as refused:
        write(drafter_letters=letters)
    assert refused.value.details["field"] == "drafter_letters"


def test_a_right_of_another_kind_or_day_is_none(write, mandates, office_leader, province, posts, now):
    import datetime as dt

    from dondoc.drafting.commands.grant_mandate import grant_mandate

    others = grant_mandate(
        actor=office_leader, unit_id=province.units["vp"].id, post_id=posts.cvp.id, steps=(), kinds=["Công văn"],
        valid_from=dt.date(2020, 1, 1), now=now,
    )  # fmt: skip
    for mandate in (others.id, 999999):
        with pytest.raises(BadInput) as refused:
            write(mandate_id=mandate)
        assert refused.value.details["field"] == "mandate"


def test_a_field_that_is_not_there_is_named(write):
    with pytest.raises(BadInput):
        write(field_id=999999)


def test_of_two_who_save_at_once_one_is_told(real_connections, at_once, written, specialist, clerk, now):
    def save(actor, subject):
        return lambda: change_outgoing_draft(
            actor=actor, draft_id=written.id, version=written.version, content=CONTENT | {"subject": subject}, now=now
        )

    results = at_once(save(specialist, "Của chuyên viên"), save(clerk, "Của văn thư"))
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "OutgoingDraft"]
    kept = OutgoingDraft.objects.get(id=written.id)
    assert kept.version == written.version + 1
    assert list(
        DraftVersion.objects.filter(draft_id=written.id).order_by("number").values_list("number", flat=True)
    ) == [1, 2, 3]
