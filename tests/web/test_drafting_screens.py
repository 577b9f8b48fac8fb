"""The screens of drafting over HTTP: the list, the beginning, saving and its conflicts, the steps, signing, rights."""

from __future__ import annotations

import json
import re

import pytest
import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.drafting.drafting_world import CONTENT, draft, letters, mandates, notices, on_the_way, opened, posts, written

from dondoc.drafting.models import OutgoingDraft

__all__ = ["draft", "letters", "mandates", "notices", "on_the_way", "opened", "posts", "written"]


@pytest.fixture(autouse=True)
def _own_files_and_day(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, *args):
    return reverse(f"web:{name}", args=args)


def as_(client, user):
    client.force_login(user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def post_json(client, address, data):
    return client.post(address, json.dumps(data), content_type="application/json")


# ---- saving ------------------------------------------------------------------------------------------------------------


def payload(found, mandates, **more):
    return {
        "version": found.version,
        "content": CONTENT,
        "mandate": mandates.deputy.id,
        "field": None,
        "letters": "",
        **more,
    }


def test_saving_keeps_a_version_with_signer_and_content(client, specialist, draft, mandates):
    answer = post_json(as_(client, specialist), url("draft_save", draft.id), payload(draft, mandates))
    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    kept = OutgoingDraft.objects.get(id=draft.id)
    assert (kept.subject, kept.mandate_id) == (CONTENT["subject"], mandates.deputy.id)
    page = as_(client, specialist).get(url("draft_step", draft.id, "trinh"))
    assert "Hãy chọn" not in text_of(page)
