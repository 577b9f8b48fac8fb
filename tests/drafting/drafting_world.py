"""An office that writes: a register of notices, a head and a deputy who may sign, and a draft to work on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.conftest import NOW
from tests.connections import _triggers_again, at_once, real_connections
from tests.documents.register_world import opened
from tests.documents.signing import papers, pki

__all__ = [
    "CONTENT", "_triggers_again", "at_once", "authority", "draft", "key_of", "letters", "mandates", "notices",
    "on_the_way", "opened", "posts", "real_connections", "trusted", "written",
]  # fmt: skip

CONTENT: dict[str, Any] = {
    "subject": "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về phòng, chống dịch",
    "parent": "Ủy ban nhân dân tỉnh Kiên Giang",
    "issuer": "Văn phòng UBND tỉnh",
    "place": "Kiên Giang",
    "urgency": "", "drafter": "", "addressees": [], "grounds": [], "annexes": [],
    "recipients": ["- Sở Y tế;", "- Sở Tài chính;", "- Lưu: VT."],
    "body": [
        {"label": "", "kind": "paragraph", "text": "Ngày 15/01/2021, Chủ tịch UBND tỉnh chủ trì cuộc họp về phòng, chống dịch. Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:"},
        {"label": "1.", "kind": "clause", "text": "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, trình UBND tỉnh trước ngày 05/02/2021."},
        {"label": "2.", "kind": "clause", "text": "Giao Bộ Chỉ huy Bộ đội Biên phòng kiểm soát chặt đường mòn, lối mở, báo cáo trong tháng 3/2021."},
    ],
}  # fmt: skip


@pytest.fixture
def notices(opened: Callable[..., Any]) -> Any:
    """The office's register of notices."""
    return opened("Sổ thông báo", "Thông báo")


@pytest.fixture
def letters(opened: Callable[..., Any]) -> Any:
    """The office's register of everything else."""
    return opened("Sổ công văn")


@pytest.fixture
def posts(province: Any) -> Any:
    """Chief and deputy chief of the office, both held."""
    from dondoc.organizations.models import Post, Tenure

    found = {}
    for code, title, is_head, person in (
        ("cvp", "Chánh Văn phòng", True, "Trần Thị Lan"), ("pcvp", "Phó Chánh Văn phòng", False, "Đỗ Văn Hòa"),
    ):  # fmt: skip
        post = Post.objects.create(
            jurisdiction_id=province.id, unit_id=province.units["vp"].id, code=code, title=title, is_head=is_head
        )
        Tenure.objects.create(
            jurisdiction_id=province.id, post_id=post.id, person_name=person, valid_from=dt.date(2020, 1, 1)
        )
        found[code] = post
    return SimpleNamespace(**found)


@pytest.fixture
def mandates(province: Any, posts: Any, notices: Any, office_leader: Any, now: Any) -> Any:
    """The chief signs as such, the deputy in his place."""
    from dondoc.drafting.commands.grant_mandate import grant_mandate
    from dondoc.drafting.mandates import Step

    def grant(post: Any, *steps: Step) -> Any:
        return grant_mandate(
            actor=office_leader, unit_id=province.units["vp"].id, post_id=post.id, steps=steps,
            valid_from=dt.date(2020, 1, 1), now=now,
        )  # fmt: skip

    return SimpleNamespace(chief=grant(posts.cvp), deputy=grant(posts.pcvp, Step("kt", "Chánh Văn phòng")))


@pytest.fixture
def draft(province: Any, notices: Any, specialist: Any, now: Any) -> Any:
    """A notice that was just begun."""
    from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft

    return open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=now)


@pytest.fixture
def written(draft: Any, mandates: Any, specialist: Any, now: Any) -> Any:
    """The same with its words, to be signed by the deputy."""
    from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft

    return change_outgoing_draft(
        actor=specialist,
        draft_id=draft.id,
        version=draft.version,
        content=CONTENT,
        mandate_id=mandates.deputy.id,
        now=now,
    )


@pytest.fixture
def on_the_way(written: Any, specialist: Any, office_leader: Any, clerk: Any, now: Any) -> Callable[[str], Any]:
    """A function that takes the written draft as far as a state."""
    from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
    from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
    from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
    from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
    from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
    from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
    from dondoc.drafting.commands.sign_on_paper import sign_on_paper
    from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft

    def run(state: str) -> Any:
        done = written
        steps = {
            "submitted": lambda: submit_outgoing_draft(
                actor=specialist, draft_id=done.id, version=done.version, now=now
            ),
            "approved": lambda: approve_outgoing_draft(
                actor=office_leader, draft_id=done.id, version=done.version, now=now
            ),
            "numbered": lambda: number_outgoing_draft(actor=clerk, draft_id=done.id, now=now),
            "signed": lambda: sign_on_paper(actor=clerk, draft_id=done.id, now=now),
            "issued": lambda: (
                issue_outgoing_draft(actor=office_leader, draft_id=done.id, give_directives=True, now=now).draft
            ),
            "recalled": lambda: recall_outgoing_draft(
                actor=office_leader, draft_id=done.id, reason="Ban hành nhầm", now=now
            ),
        }
        if state == "drafting":
            return written
        if state == "discarded":
            return discard_outgoing_draft(actor=specialist, draft_id=done.id, now=now)
        if state == "returned":
            done = steps["submitted"]()
            return return_outgoing_draft(actor=office_leader, draft_id=done.id, reason="Viết rõ hơn", now=now)
        for name, step in steps.items():
            done = step()
            if name == state:
                break
        return done

    return run


@pytest.fixture(scope="session")
def authority() -> pki.Authority:
    """A certification authority of the tests' own, in January 2021."""
    made = pki.Authority(NOW)
    made.begin()
    return made


@pytest.fixture
def trusted(authority: pki.Authority, settings: Any, tmp_path: Any) -> Any:
    """The office believes the tests' authority."""
    from dondoc.documents import signatures

    settings.SIGNATURE_ROOTS = tmp_path / "roots"
    settings.SIGNATURE_ROOTS.mkdir()
    (settings.SIGNATURE_ROOTS / "root.pem").write_bytes(authority.root.certificate.public_bytes(Encoding.PEM))
    signatures._roots.cache_clear()
    return settings.SIGNATURE_ROOTS


@pytest.fixture(scope="session")
def key_of(authority: pki.Authority) -> Callable[..., pki.Identity]:
    """A function that makes somebody's key and certificate."""
    return authority.person


def chain_of(identity: pki.Identity) -> bytes:
    """The certificate with that of its issuer, as a signing service is told it."""
    assert identity.issuer is not None
    return b"".join(one.certificate.public_bytes(Encoding.PEM) for one in (identity, identity.issuer))


def bytes_to_sign(draft: Any) -> bytes:
    """The file that the next signature goes on."""
    from dondoc.drafting.commands import _signing

    return _signing.bytes_of(_signing.file_to_sign(draft))


def signed_by(identity: pki.Identity, pdf: bytes, *, now: Any = None) -> bytes:
    """The file as a tool elsewhere gives it back."""
    from dondoc.documents.signing import from_pkcs12, sign

    return sign(pdf, from_pkcs12(identity.p12(), pki.PASSPHRASE), now=now or NOW)


HANDWRITING, SEAL = papers.handwriting, papers.stamp


def codes(draft: Any) -> list[str]:
    """What the ledger has of a draft, in order."""
    from dondoc.ledger.models import LedgerEvent

    found = LedgerEvent.objects.filter(aggregate="outgoing_draft", aggregate_id=draft.id).order_by("seq")
    return [event.code.removeprefix("outgoing_draft.") for event in found]
