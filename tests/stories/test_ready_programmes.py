"""The programme files that we ship, played by the demo's people: where their rules change what somebody meets."""

import re
from pathlib import Path

import pytest

from bot.core.people import Stage as Career
from bot.surface import Press
from tests.stage import CONTACT, Stage
from tests.stories.conftest import ON_PLAYGROUND, Opens

PROGRAMMES = Path(__file__).parents[2] / "programmes"

pytestmark = ON_PLAYGROUND


def staged(folder: Path, name: str, site: str) -> Path:
    """The shipped file with the demo's people in the place of one site's: their site, agreement and coordinators."""
    text = (PROGRAMMES / f"{name}.toml").read_text(encoding="utf-8")
    head, mark, tail = text.partition(f'[[site]]\nid = "{site}"')
    assert mark, site
    for key, value in (("coordinators", '["casey.sample@example.org"]'), ("deputy", '"devon.madeup@example.org"')):
        tail = re.sub(rf"^{key} = .*$", f"{key} = {value}", tail, count=1, flags=re.MULTILINE)
    # The stage looks for the line under every card as Canada writes it.
    tail = re.sub(r'^(phone|text) = "988"$', r'\1 = "9-8-8"', tail, flags=re.MULTILINE)
    head = head.replace('agreement_version = "v2026a"', 'agreement_version = "demo-1"')
    path = folder / f"{name}.toml"
    path.write_text(f'{head}[[site]]\nid = "demo"{tail}', encoding="utf-8")
    return path


async def plays(opens: Opens, folder: Path, name: str, site: str) -> Stage:
    return await opens(programme=staged(folder, name, site))


async def test_manitoba_asks_by_itself_and_shows_the_name_after_a_first_yes(opens: Opens, tmp_path: Path) -> None:
    stage = await plays(opens, tmp_path, "manitoba", "northern")
    await stage.ask()
    supporter = stage.offered()
    supporter.lacks("See request")
    await supporter.press("Accept")
    supporter.sees("Dr. Robin Fictional", "Step 2 of 3")
    assert CONTACT not in supporter.screen()
    await supporter.press("No, confirm")
    supporter.sees(CONTACT)


async def test_bc_waits_for_the_coordinator_who_sends_the_name_with_the_offer(opens: Opens, tmp_path: Path) -> None:
    stage = await plays(opens, tmp_path, "british-columbia", "division")
    await stage.ask()
    assert not [each for each in stage.supporters if {"Accept", "See request"} & set(each.buttons())]
    casey, ada = stage.coordinator, stage.supporters[0]
    await casey.press("Open")
    casey.sees(f"{ada.name}: place")
    await casey.submit(supporter=await stage.id_of(ada))
    casey.close()
    assert stage.offered() is ada
    await ada.press("See request")
    ada.sees("Dr. Robin Fictional")
    assert "Accept: neither" in ada.buttons()
    ada.lacks("No, confirm")
    assert CONTACT not in ada.screen()
    await ada.press("Accept: neither")
    ada.sees(CONTACT)


@pytest.mark.parametrize(("site", "days"), [("division", 14), ("medical-staff", 28)])
async def test_each_site_of_bc_has_its_own_notice(opens: Opens, tmp_path: Path, site: str, days: int) -> None:
    stage = await plays(opens, tmp_path, "british-columbia", site)
    ada = stage.supporters[0]
    await ada.command("leave")
    assert f"In {days} days" in ada.buttons()


async def test_ontario_asks_whoever_has_three_hours_and_nobody_with_less(opens: Opens, tmp_path: Path) -> None:
    stage = await plays(opens, tmp_path, "ontario", "medical-staff")
    ada, ines, sam = stage.supporters
    await stage.rewrite(ada, trained_hours=3)
    await stage.rewrite(ines, trained_hours=2.5)
    await stage.rewrite(sam, trained_hours=2.5)
    await stage.ask()
    assert stage.offered() is ada
    await stage.declines(ada)
    assert not [each for each in (ines, sam) if "Accept" in each.buttons()]


async def test_the_helpline_of_ontario_is_said_with_its_hours(opens: Opens, tmp_path: Path) -> None:
    stage = await plays(opens, tmp_path, "ontario", "medical-staff")
    stage.physician.sees("1-800-851-6606, Monday to Friday 08:45 to 17:00")


@pytest.mark.parametrize(
    ("name", "site", "line"),
    [
        ("manitoba", "northern", "Physicians at Risk (PAR): 204-237-8320"),
        ("ontario", "medical-staff", "PARO helpline: 1-866-435-7362"),
        ("hospital", "hospital", "Physician Support Line: 1-888-409-0141"),
    ],
)
async def test_a_learner_is_shown_who_is_there_for_them(
    opens: Opens, tmp_path: Path, name: str, site: str, line: str
) -> None:
    """R07: the programme serves practising physicians, and says so before anything is asked."""
    stage = await plays(opens, tmp_path, name, site)
    robin = stage.physician
    await stage.rewrite(robin, stage=Career.TRAINEE)
    await robin.press("Ask for a peer")
    robin.sees("This programme does not serve your career stage", line)
    assert await stage.requests() == []


async def test_the_hospital_starts_small_with_the_physicians_on_its_list(opens: Opens, tmp_path: Path) -> None:
    stage = await plays(opens, tmp_path, "hospital", "hospital")
    stranger = stage.account("visiting-locum")
    reply = await stage.house.engine.handle(Press("", stranger, "en", "Dr. Visiting Locum", verb="ask"))
    assert "ask-roster-only" in str(reply.dialog)
    assert "1-888-409-0141" in str(reply.dialog)
    await stage.ask()
    assert stage.offered().buttons()
    assert all("HOME to 741741 (text)" in message.footer for message in stage.physician.messages())
