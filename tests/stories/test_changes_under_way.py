"""Changed while requests are open: a policy, the keys. What was promised holds; what is forbidden is so at once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.process.demo import PROGRAMMES
from storage.encryption.keys import BadKeys, KeyFile, fresh
from storage.rotation import master_key
from tests.stage import CONTACT, MONDAY, Stage
from tests.stories.conftest import KEY_FILE, Opens

DEMO = (PROGRAMMES / "demo.toml").read_text(encoding="utf-8")


async def test_an_open_request_keeps_the_hours_it_was_booked_with(opens: Opens, tmp_path: Path) -> None:
    programme = tmp_path / "demo.toml"
    programme.write_text(DEMO, encoding="utf-8")
    stage = await opens(programme=programme)
    await stage.ask()
    supporter = await stage.match()
    programme.write_text(
        DEMO.replace("\n[policy]\n", "\n[policy]\nconnect_within_hours = 24\nconnect_remind_hours = [12]\n"),
        encoding="utf-8",
    )
    stage = await stage.restart(MONDAY + timedelta(hours=30))
    await stage.sweep()
    again = stage.actors[supporter.user]
    assert not [words for words in again.chat() if "Have you been able" in words]
    await stage.forward(42)
    again.sees("Have you been able to reach out?")


async def test_a_hard_rule_is_read_live_at_confirm(opens: Opens, tmp_path: Path) -> None:
    programme = tmp_path / "demo.toml"
    programme.write_text(DEMO, encoding="utf-8")
    stage = await opens(programme=programme)
    await stage.ask()
    asked = stage.offered()
    await asked.press("Accept")
    programme.write_text(DEMO.replace("\n[policy]\n", "\n[policy]\ntraining_hours = 40\n"), encoding="utf-8")
    stage = await stage.restart(MONDAY + timedelta(hours=1))
    again = stage.actors[asked.user]
    again.close()
    await again.press("Continue")
    await again.press("No, confirm")
    assert "not available any more" in again.notice
    assert not again.inside
    stage.coordinator.sees("needs you")
    await stage.nobody_waits_in_silence()


async def test_the_keys_rotate_while_people_press(opens: Opens) -> None:
    stage = await opens(keys=KEY_FILE)
    file = stage.house.keys
    assert isinstance(file, KeyFile)
    old = file.secrets()
    turning = asyncio.create_task(asyncio.to_thread(master_key.rotate_file, stage.house.database, file))
    await stage.ask()
    await turning
    supporter = await stage.match()
    assert not set(old) & set(file.secrets())
    await supporter.press("Details")
    supporter.sees("204-555-0123")
    supporter.close()
    await stage.forward(72)
    await supporter.press("We're in touch")
    supporter.close()
    await stage.nobody_waits_in_silence()
    assert master_key.unreadable(stage.house.database, file) == 0


async def test_a_form_that_was_open_when_its_key_was_retired_is_sent(opens: Opens) -> None:
    stage = await opens(keys=KEY_FILE)
    file, robin = stage.house.keys, stage.physician
    assert isinstance(file, KeyFile)
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await asyncio.to_thread(master_key.rotate_file, stage.house.database, file)
    await robin.submit(contact=CONTACT, not_these=[stage.supporters[1].account.user])
    assert len(await stage.requests()) == 1
    assert stage.offered() is not stage.supporters[1]


async def test_a_database_without_its_keys_names_nobody(stage: Stage, opens: Opens, tmp_path: Path) -> None:
    await stage.ask()
    await stage.match()
    path = stage.house.database.path
    assert path is not None
    stolen = b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))
    for secret in ("Robin", "Fictional", "robin-fictional", "204-555-0123", "example.org", "Ines", "Maple"):
        assert secret.encode() not in stolen, secret
    await stage.close()
    with pytest.raises(BadKeys, match="sealed under a master key that is not in PEERLINE_KEYS"):
        await opens(f"sqlite:///{path}", keys=fresh())
