"""The double itself: what it lets through, what it refuses, and what its people see. The bot here is a toy."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from botbuilder.schema import Activity
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import MicrosoftAppCredentials

from tests.doubles.teams import BAD_TOKENS, Person, Teams
from tests.doubles.teams.toy import Toy, card, execute, goes_on, message, shows, submit, text, toy_bot


@pytest.fixture
async def toy() -> AsyncIterator[Toy]:
    async with toy_bot() as made:
        yield made


@pytest.fixture
async def robin(toy: Toy) -> Person:
    person = toy.teams.person("TENANT-1", "aad-robin", name="Robin Fictional", locale="fr-CA")
    await person.installs()
    return person


OFFER = card(
    text("Would you take this?"),
    actions=[execute("Accept", "accept", data={"t": 1}, fallback=submit("Accept", t=1)), execute("No", "no")],
)
OPENER = card(text("You have an update"), actions=[submit("Open", msteams={"type": "task/fetch"}, t=7)])
FORM = card(
    {"type": "Input.Text", "id": "phone", "label": "Phone", "isRequired": True, "maxLength": 12, "regex": "^[0-9-]+$"},
    {"type": "Input.Toggle", "id": "sure", "title": "Sure", "isRequired": True, "errorMessage": "Please tick."},
    {"type": "Input.ChoiceSet", "id": "when", "choices": [{"title": "Today", "value": "0"}]},
    actions=[submit("Send", t=8)],
)


# --- signing


async def test_a_good_token_is_let_in(toy: Toy, robin: Person) -> None:
    added, installed = toy.heard
    assert added["membersAdded"] == [toy.teams.world.bot]
    assert (installed["type"], installed["action"]) == ("installationUpdate", "add")
    assert installed["from"] == {"id": robin.id, "name": "Robin Fictional", "aadObjectId": "aad-robin"}
    assert installed["conversation"]["conversationType"] == "personal"


@pytest.mark.parametrize("bad", BAD_TOKENS)
async def test_a_bad_token_is_not(toy: Toy, robin: Person, bad: str) -> None:
    delivery = await robin.sends(toy.teams.activity(robin, "message", text="hello"), bad=bad)
    assert delivery.status == 401
    assert len(toy.heard) == 2


async def test_unsigned_or_of_another_channel_is_not_let_in_either(toy: Toy, robin: Person) -> None:
    assert (await robin.sends(toy.teams.activity(robin, "message"), signed=False)).status == 401
    assert (await robin.sends(toy.teams.activity(robin, "message", channelId="webchat"))).status == 401
    assert (await robin.sends(toy.teams.activity(robin, "message", channelId=None))).status == 202


async def test_keys_rotate_and_can_be_out_of_reach(toy: Toy) -> None:
    teams = toy.teams
    teams.keys.rotate(keep_old=False)
    async with aiohttp.ClientSession() as session:
        metadata = await (await session.get(teams.metadata_url)).json()
        keys = (await (await session.get(metadata["jwks_uri"])).json())["keys"]
        assert [key["kid"] for key in keys] == ["key-webchat", "key-2"]
        assert keys[-1]["endorsements"] == ["msteams"]
        away = teams.fail("metadata", drop="before", times=None)
        with pytest.raises(aiohttp.ClientError):
            await session.get(teams.metadata_url)
        away.stop()
        teams.fail("keys", 503)
        assert (await session.get(metadata["jwks_uri"])).status == 503
        assert (await session.get(teams.metadata_url)).status == 200
    assert teams.count("metadata") >= 3


# --- our own token


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "guessed"}, 401, "invalid_client"),
        ({"client_id": "somebody"}, 400, "unauthorized_client"),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_entra_refuses(toy: Toy, changes: dict[str, str], status: int, error: str) -> None:
    assert [(got, body["error"]) for got, body in [await toy.asks_token(**changes)]] == [(status, error)]


async def test_entra_fails_on_demand_and_never_logs_the_secret(toy: Toy) -> None:
    toy.teams.fail("token", 400)
    assert (await toy.asks_token())[1]["error"] == "invalid_client"
    assert (await toy.asks_token())[1]["expires_in"] == 3599
    assert toy.teams.app_password not in str(toy.teams.calls)


async def test_a_token_is_asked_for_and_runs_out(toy: Toy, robin: Person) -> None:
    where = f"/{robin.chat.id}/activities"
    toy.teams.revoke_tokens()
    assert (await toy.call("POST", where, message(OFFER)))[0].status == 401
    await toy.asks_token()
    now = toy.teams.world.clock()
    toy.teams.world.clock = lambda: now + 4000
    assert (await toy.call("POST", where, message(OFFER)))[0].status == 401


# --- the connector


async def test_the_sdks_own_client_posts_edits_and_deletes(toy: Toy, robin: Person) -> None:
    credentials = MicrosoftAppCredentials("", "")
    credentials.get_access_token = lambda *_: toy.token
    credentials.microsoft_app_id = toy.teams.app_id
    client = ConnectorClient(credentials, base_url=toy.teams.service_url)
    said = Activity(type="message", text="Hello")
    sent = await client.conversations.send_to_conversation(robin.chat.id, said)
    assert robin.words == ["Hello"]
    await client.conversations.update_activity(robin.chat.id, sent.id, Activity(type="message", text="Bye"))
    assert (robin.words, robin.messages[0].edits) == (["Bye"], 1)
    await client.conversations.delete_activity(robin.chat.id, sent.id)
    assert robin.words == []
    assert [each.words for each in toy.teams.everything_posted(robin)] == ["Hello", "Bye"]
    assert [call.operation for call in toy.teams.calls][-3:] == ["send", "update", "delete"]


async def test_a_conversation_is_made_for_somebody_who_has_the_app(toy: Toy, robin: Person) -> None:
    def wanted(member: str, **more: object) -> dict[str, object]:
        return {"isGroup": False, "members": [{"id": member}], "tenantId": "TENANT-1", **more}

    sam = toy.teams.person("TENANT-1", "aad-sam")
    assert (await toy.call("POST", "", wanted(robin.id)))[1]["id"] == robin.chat.id
    assert (await toy.call("POST", "", wanted("aad-robin")))[1]["id"] == robin.chat.id
    assert (await toy.call("POST", "", wanted(sam.id)))[1]["error"]["code"] == "BotNotInConversationRoster"
    assert (await toy.call("POST", "", wanted(robin.id, tenantId="OTHER")))[0].status == 403
    toy.teams.forget(robin)
    assert (await toy.call("POST", "", wanted(robin.id)))[1]["id"] == robin.chat.id
    assert toy.teams.violations == []
    assert (await toy.call("POST", "", wanted(robin.id, isGroup=True)))[0].status == 400
    assert toy.teams.violations == ["the bot tried to start a group conversation"]


async def test_what_is_gone_is_not_found(toy: Toy, robin: Person) -> None:
    first = await toy.posts(robin.chat.id, OFFER)
    chat = robin.chat.id
    assert (await toy.call("PUT", f"/{chat}/activities/1", message(OFFER)))[1]["error"]["code"].startswith(
        "ActivityNot"
    )
    toy.teams.forget(robin)
    answer, body = await toy.call("PUT", f"/{chat}/activities/{first}", message(OFFER))
    assert (answer.status, body["error"]["code"]) == (404, "ConversationNotFound")


async def test_who_blocks_or_uninstalls_cannot_be_written_to(toy: Toy, robin: Person) -> None:
    where = f"/{robin.chat.id}/activities"
    robin.blocks()
    assert (await toy.call("POST", where, message(OFFER)))[1]["subCode"] == "MessageWritesBlocked"
    robin.account.blocked = False
    await robin.uninstalls()
    assert (await toy.call("POST", where, message(OFFER)))[1]["error"]["code"] == "BotNotInConversationRoster"
    assert toy.heard[-1]["action"] == "remove"


@pytest.mark.parametrize("status", [401, 403, 404, 412, 413, 429, 500, 502, 504])
async def test_it_fails_on_demand(toy: Toy, robin: Person, status: int) -> None:
    sam = toy.teams.person("TENANT-1", "aad-sam")
    await sam.installs()
    toy.teams.fail("send", status, who=robin, retry_after=7)
    await toy.posts(sam.chat.id, OFFER)
    answer, _ = await toy.call("POST", f"/{robin.chat.id}/activities", message(OFFER))
    assert (answer.status, answer.headers["Retry-After"]) == (status, "7")
    await toy.posts(robin.chat.id, OFFER)
    assert [call.status for call in toy.teams.calls][-3:] == [201, status, 201]


async def test_the_line_goes_dead_before_or_after(toy: Toy, robin: Person) -> None:
    for drop, messages in (("before", 0), ("after", 1)):
        toy.teams.fail("send", drop=drop)
        with pytest.raises(aiohttp.ClientError):
            await toy.posts(robin.chat.id, OFFER)
        assert len(robin.messages) == messages


async def test_seven_a_second_and_no_more(toy: Toy, robin: Person) -> None:
    toy.teams.throttling = True
    now = toy.teams.world.clock()
    toy.teams.world.clock = lambda: now
    for _ in range(7):
        await toy.posts(robin.chat.id, OFFER)
    answer, _ = await toy.call("POST", f"/{robin.chat.id}/activities", message(OFFER))
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    toy.teams.world.clock = lambda: now + 1.5
    await toy.posts(robin.chat.id, OFFER)


async def test_too_big_broken_or_into_a_group(toy: Toy, robin: Person) -> None:
    where = f"/{robin.chat.id}/activities"
    assert (await toy.call("POST", where, message(card(text("é" * 52_000)))))[0].status == 413
    assert toy.teams.violations == []
    answer, body = await toy.call("POST", where, message(card(text("new"), version="1.6")))
    assert (answer.status, body["error"]["message"]) == (400, "version 1.6 is newer than 1.5")
    group = toy.teams.group(robin, kind="channel")
    await robin.types("ask", where=group)
    assert toy.heard[-1]["text"] == "<at>Peerline</at> ask"
    await toy.posts(group.id, OFFER)
    assert toy.teams.violations[-1] == "the bot wrote into a channel conversation (send)"


# --- people


async def test_typing_and_the_same_again(toy: Toy, robin: Person) -> None:
    delivery = await robin.types("ask")
    await toy.teams.redeliver(delivery)
    first, again = toy.heard[-2:]
    assert first == again
    assert (first["text"], first["locale"], first["entities"][0]["locale"]) == ("ask", "fr-CA", "fr-CA")


async def test_a_press_replaces_the_card_until_the_client_reloads(toy: Toy, robin: Person) -> None:
    posted = await toy.posts(robin.chat.id, OFFER)
    assert robin.buttons == ["Accept", "No"]
    kept = robin.keep("Accept")
    toy.answers = [shows(card(text("Thank you"))), {"statusCode": 200, "type": MESSAGE, "value": "Already done"}]
    await robin.press("Accept")
    assert toy.heard[-1]["value"] == {
        "action": {"type": "Action.Execute", "verb": "accept", "data": {"t": 1}},
        "trigger": "manual",
    }
    assert (toy.heard[-1]["replyToId"], robin.words) == (posted, ["Thank you"])
    await robin.press_again(kept)
    assert robin.toast == "Already done"
    robin.reloads()
    assert robin.words == ["Would you take this?"]
    assert [each.how for each in toy.teams.everything_posted()] == ["sent", "answered"]


async def test_a_card_refreshes_itself(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OFFER | {"refresh": {"action": execute("Refresh", "look"), "userIds": [robin.id]}})
    toy.answers = [shows(card(text("It is late")))]
    await robin.refreshes(robin.messages[0])
    assert toy.heard[-1]["value"] == {"action": {"type": "Action.Execute", "verb": "look", "data": {}}, **AUTOMATIC}
    assert robin.words == ["It is late"]


async def test_an_old_client_submits(toy: Toy, robin: Person) -> None:
    posted = await toy.posts(robin.chat.id, OFFER)
    await robin.press("Accept", as_submit=True)
    heard = toy.heard[-1]
    assert (heard["type"], heard["value"], heard["replyToId"]) == ("message", {"t": 1}, posted)
    assert "text" not in heard
    with pytest.raises(AssertionError, match="no fallback"):
        await robin.press("No", as_submit=True)


async def test_a_dialog_opens_checks_sends_and_closes(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OPENER)
    toy.answers = [goes_on("Your phone", FORM), {"task": {"type": "message", "value": "Sent"}}]
    await robin.press("Open")
    assert toy.heard[-1]["name"] == "task/fetch"
    assert toy.heard[-1]["value"]["data"] == {"msteams": {"type": "task/fetch"}, "t": 7}
    robin.sees("Your phone", "Phone", "Today")
    assert await robin.submit({"Phone": "ring me"}) is None
    assert robin.errors == {"phone": "This field is required or not valid.", "sure": "Please tick."}
    await robin.submit({"Phone": "204-555-0123", "sure": True, "when": "Today"})
    assert toy.heard[-1]["value"] == {
        "data": {"t": 8, "phone": "204-555-0123", "sure": "true", "when": "0"},
        "context": {"theme": "default"},
    }
    assert (robin.dialog, robin.toast) == (None, "Sent")


async def test_an_empty_answer_closes_the_dialog(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OPENER)
    toy.answers = [goes_on("One", card(text("1"), actions=[submit("Next")])), None, None]
    await robin.press("Open")
    await robin.press("Next")
    assert (robin.dialog, robin.troubles) == (None, [])
    await robin.press("Open")
    assert robin.troubles[-1].kind == "empty"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (500, "status"),
        (200, "malformed"),
        ({"statusCode": 400, "type": "application/vnd.microsoft.error", "value": {"message": "no"}}, "error"),
        (shows({"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Carousel"}]}), "card"),
    ],
)
async def test_a_bad_answer_is_the_persons_trouble(toy: Toy, robin: Person, answer: object, trouble: str) -> None:
    await toy.posts(robin.chat.id, OFFER)
    toy.answers = [answer]
    await robin.press("Accept")
    assert robin.troubles[-1].kind == trouble
    assert robin.words == ["Would you take this?"]


async def test_execute_does_not_answer_from_a_dialog(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OPENER)
    toy.answers = [goes_on("Offer", OFFER)]
    await robin.press("Open")
    assert robin.dialog is None
    assert "Action.Execute in a dialog" in toy.teams.violations[0]


async def test_slow_and_unreachable_apps(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OFFER)
    toy.teams.patience, toy.delay = 0.05, 0.2
    await robin.press("Accept")
    assert robin.troubles[-1].kind == "slow"
    toy.teams.app_url = "http://127.0.0.1:9/api/messages"
    await robin.types("ask")
    assert robin.troubles[-1].kind == "unreachable"
    await toy.teams.settled()


async def test_a_forged_service_url_would_be_seen(toy: Toy, robin: Person) -> None:
    evil = toy.teams.evil
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer mine"}) as session:
        await session.post(f"{evil.url}v3/conversations", json={})
    assert (evil.requests, evil.tokens) == (["POST /ca/v3/conversations"], ["Bearer mine"])
    assert toy.teams.service_host in evil.lookalike(toy.teams.service_host)


async def test_other_tenants_and_people_without_an_id(toy: Toy) -> None:
    stranger = toy.teams.person("OTHER", "aad-x")
    nobody = toy.teams.person(name="Guest Placeholder")
    await stranger.types("ask")
    await nobody.types("ask")
    assert toy.heard[0]["conversation"]["tenantId"] == toy.heard[0]["channelData"]["tenant"]["id"] == "OTHER"
    assert "aadObjectId" not in toy.heard[1]["from"]


async def test_what_was_shown_is_remembered_apart_from_what_was_posted(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OPENER)
    toy.answers = [goes_on("Secret", card(text("A name")))]
    await robin.press("Open")
    robin.closes()
    assert "A name" in str(toy.teams.everything_shown(robin))
    assert "A name" not in str([str(each) for each in toy.teams.everything_posted(robin)])


async def test_the_other_things_that_teams_sends(toy: Toy, robin: Person) -> None:
    await toy.posts(robin.chat.id, OFFER)
    await robin.reacts(robin.messages[0])
    await robin.sends(toy.teams.activity(robin, "typing"))
    group = toy.teams.group(robin)
    await robin.sends(toy.teams.activity(robin, "conversationUpdate", group, membersRemoved=[toy.teams.world.bot]))
    reaction, typing, removed = toy.heard[-3:]
    assert reaction["reactionsAdded"] == [{"type": "like"}]
    assert typing["type"] == "typing"
    assert (removed["conversation"]["conversationType"], removed["conversation"]["isGroup"]) == ("groupChat", True)


AUTOMATIC = {"trigger": "automatic"}
MESSAGE = "application/vnd.microsoft.activity.message"


async def test_two_doubles_do_not_meet() -> None:
    async with Teams.open() as one, Teams.open() as other:
        assert one.service_url != other.service_url
        assert one.metadata_url != other.metadata_url
