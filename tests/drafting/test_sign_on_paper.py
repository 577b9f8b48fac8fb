"""Signing on paper: the step alone, or with the scan of what was signed."""

from __future__ import annotations

import pytest
from tests.documents.signing import papers, pki
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import codes

from dondoc.documents import antivirus
from dondoc.drafting.choices import SignedHow, State
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.sign_with_key_file import sign_with_key_file
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused


def test_without_a_scan_the_print_goes_on(on_the_way, clerk, now):
    done = sign_on_paper(actor=clerk, draft_id=on_the_way("numbered").id, now=now)
    assert (done.state, done.signed_how, done.signed_file_id) == (State.SIGNED, SignedHow.PAPER, None)
    assert codes(done)[-1] == "signed"


def test_a_scan_is_kept_also_later(on_the_way, clerk, now):
    numbered = on_the_way("numbered")
    sign_on_paper(actor=clerk, draft_id=numbered.id, now=now)
    done = sign_on_paper(actor=clerk, draft_id=numbered.id, scan=papers.notice(), now=now)
    assert done.signed_file.content_type == "application/pdf"


@pytest.mark.parametrize("scan", [b"", b"GIF89a", b"plain text"])
def test_a_scan_is_a_pdf(on_the_way, clerk, scan, now):
    with pytest.raises(BadInput):
        sign_on_paper(actor=clerk, draft_id=on_the_way("numbered").id, scan=scan, now=now)


def test_a_scan_is_looked_at_for_viruses(on_the_way, clerk, now, monkeypatch):
    asked = []
    monkeypatch.setattr(antivirus, "check", lambda content, name: asked.append(name))
    sign_on_paper(actor=clerk, draft_id=on_the_way("numbered").id, scan=papers.notice(), now=now)
    assert asked == ["scan.pdf"]


def test_digital_signatures_are_not_put_aside_by_a_scan(on_the_way, clerk, key_of, now):
    numbered = on_the_way("numbered")
    sign_with_key_file(actor=clerk, draft_id=numbered.id, key_file=key_of().p12(), passphrase=pki.PASSPHRASE, now=now)
    with pytest.raises(Conflict) as refused:
        sign_on_paper(actor=clerk, draft_id=numbered.id, scan=papers.notice(), now=now)
    assert refused.value.code == "signed_digitally"


def test_a_specialist_records_no_signature_and_others_see_none(on_the_way, specialist, lead_head, outsider, now):
    numbered = on_the_way("numbered")
    with pytest.raises(Refused):
        sign_on_paper(actor=specialist, draft_id=numbered.id, now=now)
    for actor in (lead_head, outsider):
        with pytest.raises(NotFound):
            sign_on_paper(actor=actor, draft_id=numbered.id, now=now)


def test_a_voided_number_is_not_signed(on_the_way, office_leader, clerk, now):
    from dondoc.documents.commands.void_number import void_number

    numbered = on_the_way("numbered")
    void_number(actor=office_leader, entry_id=numbered.entry_id, reason="Lấy nhầm", now=now)
    with pytest.raises(Conflict) as refused:
        sign_on_paper(actor=clerk, draft_id=numbered.id, now=now)
    assert refused.value.code == "number_voided"
