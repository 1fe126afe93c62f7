"""A supporter's picture on their page (R21): the one that the reader's own workspace shows anyway, after their tap."""

from typing import Any

import pytest
from microsoft_teams.cards import ComUserMicrosoftGraphComponent

from bot.adapters.slack.profiles import read_profile
from bot.adapters.slack.workspaces import Workspace
from bot.adapters.teams import render as teams
from bot.adapters.teams.blocks import body
from bot.surface import Account, Card, Portrait, Verbatim
from tests.doubles.teams.cards.rules import problems
from tests.served import TEAM
from tests.stage import Actor, Stage
from tests.stories.test_profile import NONE, sees_page_of, writes

LINES = Verbatim("911")

HERE = Workspace("T1", "xoxb-1", "U1", "B1")
FACE = "https://avatars.slack-edge.com/2026-09-01/1_ada_192.png"
PAGE = {"page": "yes"}
ON_SLACK = pytest.mark.parametrize("platform", ["slack"], indirect=True)  # where an address comes from outside


def face_of(actor: Any, name: str) -> str:
    """What is beside the name in the open dialog: an address, an id or initials; "" for nothing."""
    assert name in actor.screen()
    match actor.stage.platform:
        case "slack":
            found: list[Any] = [block["accessory"] for block in actor.person.modal.blocks if "accessory" in block]
            assert all(each["alt_text"] == name for each in found)
            return next((str(each["image_url"]) for each in found), "")
        case "teams":
            cards = actor.person.dialog.card["body"]
            found = [each["properties"] for each in cards if each["type"] == "Component"]
            assert all(each["displayName"] == name for each in found)
            return next((str(each["id"]) for each in found), "")
        case _:
            return next((str(each["initials"]) for each in actor.dialog["blocks"] if each["kind"] == "portrait"), "")


def expected(stage: Any, actor: Any) -> str:
    return {"slack": FACE, "teams": str(actor.account.user), "playground": "AM"}[stage.platform]


async def put_up(stage: Any, actor: Actor, picture: str = FACE) -> None:
    if stage.platform == "slack":
        await stage.slack.change_user(TEAM, actor.account.user, picture=picture)


async def test_r21_a_picture_is_shown_after_their_own_tap_and_gone_after_the_next(stage: Stage):
    ada, robin = stage.supporters[0], stage.physician
    await put_up(stage, ada)
    await writes(ada, **(NONE | PAGE))
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == ""

    await writes(ada, **(NONE | PAGE | {"picture": "yes"}))
    assert face_of(ada, ada.name) == expected(stage, ada)  # as colleagues see it
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == expected(stage, ada)

    await writes(ada, **(NONE | PAGE))
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == ""


async def test_who_steps_back_is_seen_no_more(stage: Stage):
    ada, robin = stage.supporters[0], stage.physician
    await put_up(stage, ada)
    await writes(ada, **(NONE | PAGE | {"picture": "yes"}))
    ada.close()
    await ada.command("leave")
    await ada.press("Step back now")
    robin.close()
    await robin.command("supporters")
    await robin.press("Open")
    robin.sees("Nobody has a page here yet.")
    person = await stage.read(lambda unit: unit.people.by_account(ada.account))
    assert "picture" not in person.standing.shown


async def test_a_picture_stays_in_the_workspace_that_shows_it(stage: Stage):
    """Somebody whose account is elsewhere has a page with a name, and no picture from there."""
    ada, robin = stage.supporters[0], stage.physician
    await put_up(stage, ada)
    await writes(ada, **(NONE | PAGE | {"picture": "yes"}))
    ada.close()
    elsewhere = stage.account("ada-elsewhere", elsewhere=True)
    person = await stage.id_of(ada)

    def moves(unit: Any) -> None:
        found = unit.people.get(person)
        unit.people.account_gone(ada.account)
        unit.people.attach(found.id, elsewhere)

    await stage.read(moves)
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == ""


@ON_SLACK
async def test_a_picture_that_was_taken_down_in_slack_is_gone_here(stage: Stage):
    ada, robin = stage.supporters[0], stage.physician
    await put_up(stage, ada)
    await writes(ada, **(NONE | PAGE | {"picture": "yes"}))
    await put_up(stage, ada, "")
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == ""


@ON_SLACK
async def test_who_has_put_up_none_has_a_name_and_no_drawn_stand_in(stage: Stage):
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada, **(NONE | PAGE | {"picture": "yes"}))
    await sees_page_of(robin, ada)
    assert face_of(robin, ada.name) == ""


@pytest.mark.parametrize(
    "address",
    [
        "http://avatars.slack-edge.com/1_192.png",
        "https://avatars.slack-edge.com.example.org/1_192.png",
        "https://example.org/avatars.slack-edge.com/1_192.png",
        "https://ada@avatars.slack-edge.com/1_192.png",
        "https://avatars.slack-edge.com:8443/1_192.png",
        "javascript:alert(1)//avatars.slack-edge.com",
        "https://[broken",
        "https://avatars.slack-edge.com/" + "x" * 3000,
        7,
        None,
    ],
)
def test_only_an_https_address_of_slacks_own_is_a_picture(address: object):
    assert read_profile({"profile": {"image_192": address}}, HERE).picture == ""


def test_the_picture_of_somebody_deactivated_is_none():
    user = {"profile": {"image_192": FACE}}
    assert read_profile(user, HERE).picture == FACE
    assert read_profile(user | {"deleted": True}, HERE).picture == ""


def test_teams_is_told_an_id_and_a_name_and_has_a_name_to_fall_back_on():
    account = Account("teams", "T1", "22222222-3333-4444-8555-666666666666")
    portrait = Portrait(Verbatim("Dr. Example"), account)
    card = teams.card(Card((portrait,), footer=LINES), lambda phrase: getattr(phrase, "text", "..."))
    [shown] = [each for each in card["body"] if each["type"] == "Component"]
    assert problems(card) == []
    assert shown["properties"] == {"id": account.user, "displayName": "Dr. Example"}
    read = ComUserMicrosoftGraphComponent.model_validate(shown)
    assert read.properties is not None
    assert read.properties.display_name == "Dr. Example"
    assert "Dr. Example" in str(shown["fallback"])
    assert "Dr. Example" in card["fallbackText"]


def test_teams_shows_a_slack_account_as_a_name():
    portrait = Portrait(Verbatim("Dr. Example"), Account("slack", "T1", "U1"), FACE)
    shown = body([portrait], lambda phrase: getattr(phrase, "text", "..."))
    assert [each["type"] for each in shown] == ["RichTextBlock"]
    assert FACE not in str(shown)
