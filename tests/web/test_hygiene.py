"""What holds of every template and every answer: no inline script or style, headers, icons that exist."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client

from dondoc.web import components

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/dondoc"
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|<script(?![^>]*\b(src=|type=\"application/json\"))",
    re.IGNORECASE,
)
ICON = re.compile(r"{%\s*icon\s+\"([^\"]+)\"|\bicon\(\"([^\"]+)\"|\bicon=\"([^\"]+)\"|\bicon=_?'([^']+)'")


def name_of(path: Path) -> str:
    return str(path).split("/templates/")[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_has_no_inline_script_or_style_and_compiles(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = INLINE.search(text)
    assert not found, f"{path.name}: {text[max(0, found.start() - 40) : found.end() + 40]!r}" if found else ""
    get_template(name_of(path))


def test_a_page_s_query_brings_its_own_question_mark() -> None:
    # With another before it the first name in the address is “?xem”: the page is shown as if nothing had been chosen.
    doubled = [name_of(path) for path in TEMPLATES if re.search(r"[?&]{%\s*query\b", path.read_text(encoding="utf-8"))]
    assert not doubled


def test_every_icon_is_in_the_sprite() -> None:
    listed = (ROOT / "assets/icons.txt").read_text(encoding="ascii").split()
    assert listed == sorted(set(listed))
    used = {*components.TIMELINESS_ICONS.values(), *components.LIFECYCLE_ICONS.values()}
    for path in [*TEMPLATES, *SOURCE.rglob("web/**/*.py"), *SOURCE.rglob("web/static/web/*.js")]:
        for groups in ICON.findall(path.read_text(encoding="utf-8")):
            used.add(next(group for group in groups if group))
    from dondoc.web.navigation import PLACES

    used.update(place.icon for place in PLACES)
    assert used - set(listed) == set(), "add them to assets/icons.txt and run assets/build.py"


def test_every_answer_carries_the_security_headers(client: Client, clerk: Any) -> None:
    client.force_login(clerk)
    page = client.get("/")
    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert uuid.UUID(page["X-Request-ID"])
    assert "unsafe" not in Client().get("/khong-co/")["Content-Security-Policy"]


def test_navigation_has_no_dead_link(client: Client, make_user: Any) -> None:
    """Every entry that a role is shown opens."""
    from dondoc.accounts.choices import UNIT_ROLES, Role

    for role in Role:
        user = make_user(f"nav.{role}", role, unit="skhdt" if role in UNIT_ROLES else "vp")
        client.force_login(user)
        links = set(re.findall(r'<a href="([^"]+)" data-key', client.get("/").content.decode()))
        assert "/" in links
        for link in links:
            assert client.get(link).status_code == 200, (role, link)
