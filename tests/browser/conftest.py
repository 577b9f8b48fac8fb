"""A real server and a real Chromium, for tests that look at pages as people do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "assets/node_modules/axe-core/axe.min.js"
SHOTS = ROOT / "shots"
FLAGS = (
    "--headless", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--no-first-run",
)  # fmt: skip

# An answer of 4xx, or none, is what some tests are about; Chromium and htmx write it down as an error too.
EXPECTED = (
    "Failed to load resource", "Response Status Error Code", "htmx:responseError", "htmx:sendError",
    "htmx:afterRequest",
)  # fmt: skip

# Machines that run tests are often busy; a wait ends when its answer is there, not after so many milliseconds.
PATIENCE = 40_000
expect.set_options(timeout=PATIENCE)

# Playwright's synchronous interface runs a loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder (`pytest -m "not browser"` leaves it out), and let it come last.

    Once a browser was used, a loop runs in this thread until its end: what starts one of its own must have been before.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: here in item.path.parents)


def _executable(playwright: Playwright) -> str | None:
    given = os.environ.get("DONDOC_CHROMIUM", "")
    if given:
        return given
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: DONDOC_CHROMIUM, the system's, or Playwright's own."""
    with sync_playwright() as playwright:
        executable = _executable(playwright)
        if executable is None:
            sentence = "no Chromium: set DONDOC_CHROMIUM, or `apt install chromium`, or `playwright install chromium`"
            if os.environ.get("CI") == "true":
                pytest.fail(sentence)
            pytest.skip(sentence)
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def page_at(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A function that opens an empty page of a width: `page = page_at(360)`; `page.goto("/")` is the live server.

    At the end of the test nothing may have been written to the console as an error: a script that failed, or
    something that the Content-Security-Policy refused.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            errors.append(message.text)

    def open_page(width: int, *, height: int = 0, javascript: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale="en-US", timezone_id="Asia/Ho_Chi_Minh", java_script_enabled=javascript,
            viewport={"width": width, "height": height or (780 if width < 600 else 900)}, **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        if javascript:
            context.add_init_script(path=str(AXE))
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """A function that makes the browser of a page a signed-in user's, without the form: `sign_in(page, clerk)`."""
    from django.conf import settings
    from django.test import Client

    def enter(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return enter


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A function that runs axe-core on the page and fails on serious and critical findings."""

    def check(page: Page) -> None:
        page.wait_for_load_state("domcontentloaded")  # a page that a click is still bringing has nothing to look at
        page.evaluate("() => document.fonts.ready.then(() => true)")
        result = page.evaluate(
            "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
        )
        bad = [
            f"{finding['impact']}: {finding['id']}: {finding['help']}: "
            + "; ".join(f"{node['html'][:160]} ({node['failureSummary']})" for node in finding["nodes"][:3])
            for finding in result["violations"]
            if finding["impact"] in {"serious", "critical"}
        ]
        assert not bad, "\n".join(bad)

    return check


@pytest.fixture
def assert_fits() -> Callable[[Page], None]:
    """A function that fails where the page can be scrolled sideways."""

    def check(page: Page) -> None:
        wide = page.evaluate(
            """() => { const limit = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= limit) return [];
            return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > limit + 1)
              .slice(0, 5).map((e) => e.outerHTML.slice(0, 120)); }"""
        )
        assert not wide, wide

    return check


@pytest.fixture(scope="session")
def shoot() -> Callable[..., Path]:
    """A function that keeps a picture of the page in `shots/`, for people to look at: `shoot(page, "desk-360")`."""
    SHOTS.mkdir(exist_ok=True)

    def take(page: Page, name: str, *, full: bool = False) -> Path:
        page.evaluate("() => document.fonts.ready.then(() => true)")
        path = SHOTS / f"{name}.png"
        # A cursor is hidden by an inline style, of which an empty one stays: htmx would copy it, and the policy refuse it.
        page.screenshot(path=str(path), full_page=full, animations="disabled", caret="initial")
        return path

    return take
