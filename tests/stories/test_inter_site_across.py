"""Somebody outside the own site, across platforms (R29): asked in Slack, arranged and helped in Teams."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.core.people import Role
from tests import served
from tests.stage import CONTACT
from tests.stories import test_across_platforms as across
from tests.stories.test_across_platforms import standing
from tests.stories.variants import OTHER_SITE

__all__ = ["standing"]  # a fixture


def two_sites(folder: Path) -> Path:
    path = served.slack_programme(folder)
    path.write_text(path.read_text(encoding="utf-8") + OTHER_SITE + "inter_site = true\n", encoding="utf-8")
    return path


async def test_r29_the_other_site_may_sit_on_the_other_platform(
    standing: AsyncExitStack,
    migrated_sqlite: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(across, "slack_programme", two_sites)
    places = {**across.PLACES, "casey-sample": (across.SLACK,), "devon-madeup": (across.TEAMS,)}
    both = await across.opened(standing, migrated_sqlite, places)
    robin, casey = both.on_slack("robin-fictional"), both.on_slack("casey-sample")
    devon, sam, ada = (both.on_teams(user) for user in ("devon-madeup", "sam-placeholder", "ada-maple"))
    await both.teams.rewrite(devon, roles=frozenset({Role.PROVINCIAL}), site="other")
    await both.teams.rewrite(sam, site="other")
    await both.slack.ask(outside="yes")
    devon.sees("Someone from another site is wished for.")
    await devon.press("Open")
    devon.sees(f"{sam.name}: place 1, Hillside Hospital (demo)")
    assert ada.name not in devon.screen()
    await devon.press(f"Ask {sam.name}")
    devon.close()
    await sam.press("Accept")
    await sam.press("No, confirm")
    sam.sees(robin.name, CONTACT)
    sam.close()
    await sam.press("We're in touch")
    sam.close()
    await robin.press("Open")
    robin.sees("Your colleague told us that you are in touch.")
    assert "needs you" not in "".join(casey.chat())
