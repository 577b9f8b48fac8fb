"""The digital signatures of an incoming PDF, on its document's page."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from tests.documents.signing import papers, pki

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("width", [1440, 360])
def test_a_good_and_a_changed_signature(
    page_at, sign_in, specialist, province, settings, tmp_path, now, assert_accessible, assert_fits, shoot, width
):
    from dondoc.directives.commands.open_draft import open_draft
    from dondoc.documents.intake import Submission
    from dondoc.documents.signing import from_pkcs12, sign

    authority = pki.Authority(NOW)
    authority.begin()
    settings.SIGNATURE_ROOTS = tmp_path / "roots"
    settings.SIGNATURE_ROOTS.mkdir()
    (settings.SIGNATURE_ROOTS / "goc.cer").write_bytes(authority.root.asn1.dump())
    settings.FILES_FOLDER = tmp_path / "files"
    keys = [
        from_pkcs12(authority.person(name).p12(), pki.PASSPHRASE)
        for name in (papers.SIGNER, "Ủy ban nhân dân tỉnh Mẫu")
    ]
    good = sign(sign(papers.notice(), keys[0], now=NOW), keys[1], now=NOW)
    place = good.index(b"/MediaBox") + 14
    changed = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
    page = page_at(width)
    sign_in(page, specialist)
    for name, data in (("tốt", good), ("hỏng", changed)):
        draft = open_draft(actor=specialist, submission=Submission(data, f"{name}.pdf"), accept_duplicate=True, now=now)
        page.goto(f"/van-ban/{draft.document_id}/")
        panel = page.get_by_role("region", name="Chữ ký số")
        expect(panel.get_by_text(papers.SIGNER)).to_be_visible()
        if name == "tốt":
            expect(panel.locator(".is-good")).to_have_count(2)
        else:
            expect(panel.get_by_text("Phần được ký đã bị thay đổi sau khi ký.").first).to_be_visible()
        panel.scroll_into_view_if_needed()
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"signatures-{'good' if name == 'tốt' else 'bad'}-{width}")
