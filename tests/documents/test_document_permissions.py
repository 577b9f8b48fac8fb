"""Who knows of a document, who has its file, and what the list finds."""

import pytest

from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.documents.commands.register_document import register_document
from dondoc.documents.intake import Submission
from dondoc.documents.permissions import may_open_file
from dondoc.documents.selectors import DocumentFilter, document_of, documents, original_of, types_of
from dondoc.foundation.errors import NotFound

pytestmark = pytest.mark.usefixtures("files_folder")

EVERYBODY = (
    "chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "coordinating_focal",
    "other_unit_focal", "observer", "administrator", "outsider",
)  # fmt: skip
# sees it, has its original file
TABLE = {
    "chair": (True, True), "office_leader": (True, True), "specialist": (True, True), "clerk": (True, True),
    "lead_head": (True, True), "lead_focal": (True, True), "coordinating_focal": (True, True),
    "other_unit_focal": (False, False), "observer": (True, False), "administrator": (False, False),
    "outsider": (False, False),
}  # fmt: skip


@pytest.fixture
def document(clerk, specialist, province, notice, now):
    """A document from which the planning department leads and the finance department coordinates."""
    found = register_document(actor=clerk, submission=Submission(notice.encode(), "tb.txt"), now=now).document
    item = NewDirective(text="Tổng hợp", leads=[province.units["skhdt"].id], coordinates=[province.units["stc"].id])
    create_directives(actor=specialist, document=found, items=[item], now=now)
    return found


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_table_of_who_sees_what(person, document, request):
    user = request.getfixturevalue(person)
    sees, opens = TABLE[person]
    assert documents(user).filter(id=document.id).exists() is sees
    assert may_open_file(user, document.file) is opens
    if sees:
        assert document_of(user, document.id) == document
    else:
        with pytest.raises(NotFound):
            document_of(user, document.id)
    if opens:
        assert original_of(user, document.id) == document.file
    else:
        with pytest.raises(NotFound):
            original_of(user, document.id)


def test_before_anything_is_assigned_no_unit_knows_of_it(clerk, lead_head, notice, now):
    register_document(actor=clerk, submission=Submission.pasted(notice), now=now)
    assert not documents(lead_head).exists()


def test_pasted_text_has_no_original(clerk, notice, now):
    found = register_document(actor=clerk, submission=Submission.pasted(notice), now=now).document
    with pytest.raises(NotFound):
        original_of(clerk, found.id)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (DocumentFilter(search="giai ngan"), True), (DocumentFilter(search="Giải Ngân 21 TB"), True),
        (DocumentFilter(search="21/tb-vp"), True), (DocumentFilter(search="hạn mặn"), False),
        (DocumentFilter(type_name="Thông báo"), True), (DocumentFilter(type_name="Chỉ thị"), False),
        (DocumentFilter(origin="province"), True), (DocumentFilter(origin="central"), False),
    ],
)  # fmt: skip
def test_the_list_finds_with_and_without_diacritics(clerk, document, wanted, found):
    assert documents(clerk, wanted).exists() is found


def test_the_types_to_filter_by_are_those_there(clerk, lead_head, other_unit_focal, document):
    assert types_of(clerk) == types_of(lead_head) == ["Thông báo"]
    assert types_of(other_unit_focal) == []
