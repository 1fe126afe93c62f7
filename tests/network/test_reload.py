"""A programme file is changed under a house that serves: taken if it is good, else the one before stays."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.process.reload import has_changed, reload
from tests.served import Running, running, settings_for, slack_programme

SLACK = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32, "slack_api_url": "http://127.0.0.1:9/api/"}


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return slack_programme(tmp_path)


@pytest.fixture
def settings(tmp_path: Path, migrated_sqlite: bytes, programme: Path) -> Any:
    (tmp_path / "p.db").write_bytes(migrated_sqlite)
    return settings_for(f"sqlite:///{tmp_path}/p.db", programme, **SLACK)


async def page(house: Running) -> str:
    async with aiohttp.ClientSession() as session, session.get(house.address + "/") as answer:
        return await answer.text()


def change(programme: Path, old: str, new: str) -> None:
    text = programme.read_text(encoding="utf-8")
    assert old in text
    programme.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_line_with_another_number_stands_on_the_next_screen(settings: Any, programme: Path) -> None:
    async with running(settings) as house:
        assert "tel:988" in await page(house)
        assert not has_changed(house.served.house)
        change(programme, 'phone = "9-8-8"', 'phone = "9-8-9"')
        assert has_changed(house.served.house)
        assert "tel:989" not in await page(house), "not before somebody says so"
        before = house.served.house.programme.digest
        with capture_logs() as log:
            assert await reload(house.served.house)
        assert "tel:989" in await page(house)
        assert not has_changed(house.served.house)
        (line,) = log
        assert (line["event"], line["digest"]) == ("programme_taken", house.served.house.programme.digest)
        assert line["digest"] != before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('phone = "9-8-8"', "phone = 9", "resource"),
        ("[programme]", "[programme", "not TOML"),
        ('"demo"', '"another"', "site demo is no longer in it; restart to take it"),
        ('languages = ["en", "fr"]', 'languages = ["en"]', "its languages are others; restart to take it"),
        ('slack_team = "T', 'slack_team = "T0OTHER', "it has other workspaces or tenants"),
    ],
)
async def test_one_that_cannot_be_taken_is_not(settings: Any, programme: Path, old: str, new: str, why: str) -> None:
    async with running(settings) as house:
        before, shown = house.served.house.programme, await page(house)
        change(programme, old, new)
        with capture_logs() as log:
            assert not await reload(house.served.house)
        assert house.served.house.programme is before
        assert await page(house) == shown
        assert has_changed(house.served.house)
        assert {line["event"] for line in log} == {"programme_kept"}
        assert why in " ".join(line["why"] for line in log)


async def test_texts_of_their_own_are_read_anew_and_broken_ones_are_not(settings: Any, programme: Path) -> None:
    async with running(settings) as house:
        own = programme.with_suffix(".en.ftl")
        own.write_text("system-version = Build\n", encoding="utf-8")
        with capture_logs() as log:
            taken = await reload(house.served.house)
        assert taken, log
        own.write_text("pages-nothing = No such message\n", encoding="utf-8")
        with capture_logs() as log:
            assert not await reload(house.served.house)
        assert "programme_kept" in {line["event"] for line in log}
