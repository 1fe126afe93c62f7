"""The demo as a process of its own, and Debian's Chromium to look at it with."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser.people import People

ROOT = Path(__file__).parents[2]
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000  # milliseconds; what is shown at once on a desk may take a while on a busy test machine
MISSING = "Chromium is not installed, so nobody has looked at the page; install it with: apt-get install chromium"

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser. Without one the tests are skipped and say so; under CI that is a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture
def demo(chromium: str, tmp_path: Path) -> Iterator[str]:
    """`python app.py demo --port 0`; the address that it prints. Asked to stop, it stops without a complaint."""
    ours = ("PEERLINE_", "SLACK_", "TEAMS_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    complaints = tmp_path / "stderr.txt"
    with (
        complaints.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "app.py", "demo", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            address = re.match(r"Peerline playground: (http://127\.0\.0\.1:\d+)", line)
            assert address, f"the demo said {line!r} and {complaints.read_text()!r}"
            yield address[1]
        finally:
            process.terminate()
            code = process.wait(timeout=20)
    assert code == 0, f"the demo ended with {code} and {complaints.read_text()!r}"
    assert complaints.read_text() == ""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": 1680, "height": 1100}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext, demo: str) -> AsyncIterator[Page]:
    """The page with all chats open. An error in its scripts fails the test."""
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    await page.goto(demo)
    await expect(page.get_by_role("region")).to_have_count(6)
    yield page
    assert errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def people(page: Page) -> People:
    await expect(page.get_by_role("button", name="Ask for a peer — ")).to_have_count(6)
    return People(page)
