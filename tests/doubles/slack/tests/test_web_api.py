"""The Web API, asked by Slack's own client; each refusal once."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack
from tests.doubles.slack.tests.asking import refused
from tests.doubles.slack.tests.echo import section


async def test_a_token_is_looked_at_first(slack: Slack):
    async def whoami(token: str) -> str:
        return await refused(AsyncWebClient(token=token, base_url=slack.base_url).auth_test())

    assert await whoami("") == "not_authed"
    assert await whoami("xoxb-nobody") == "invalid_auth"
    assert await whoami(slack.app_token) == "not_allowed_token_type"
    token = slack.workspaces["T1"].token
    slack.expire_token("T1")
    assert await whoami(token) == "token_expired"
    slack.kill_tokens("T1")
    assert await whoami(token) == "token_revoked"
    slack.kill_tokens("T1", "account_inactive")
    assert await whoami(token) == "account_inactive"


async def test_auth_test_says_who_we_are_and_what_we_may_do(slack: Slack, client: AsyncWebClient):
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T1", "UBOTT1", "BBOTT1")
    assert "chat:write" in answer.headers["x-oauth-scopes"]
    assert await refused(client.api_call("chat.shout")) == "unknown_method"
    assert slack.calls[-1].outcome == "unknown_method"


async def test_a_method_wants_its_scope(slack: Slack):
    bare = slack.workspace("T2", scopes=("commands",))
    with pytest.raises(SlackApiError) as caught:
        await AsyncWebClient(token=bare.token, base_url=slack.base_url).users_info(user="U1")
    assert caught.value.response["needed"] == "users:read"
    assert caught.value.response["provided"] == "commands"


async def test_a_user_is_shown_as_slack_shows_one(slack: Slack, client: AsyncWebClient):
    slack.person("T1", "U1", "Robin Fictional", locale="fr-CA", is_restricted=True)
    slack.person("T1", "U2", "Guest Example", is_stranger=True, home_team="T9")
    robin = (await client.users_info(user="U1", include_locale=True))["user"]
    assert (robin["real_name"], robin["locale"], robin["is_restricted"]) == ("Robin Fictional", "fr-CA", True)
    assert "locale" not in (await client.users_info(user="U1"))["user"]
    assert (await client.users_info(user="U2"))["user"]["team_id"] == "T9"
    assert await refused(client.users_info(user="U3")) == "user_not_found"


async def test_a_conversation_is_opened_once(slack: Slack, client: AsyncWebClient):
    slack.person("T1", "U1")
    first = (await client.conversations_open(users="U1"))["channel"]["id"]
    assert (await client.conversations_open(users="U1"))["channel"]["id"] == first
    assert await refused(client.conversations_open(users="U9")) == "user_not_found"
    await slack.deactivate("T1", "U1")
    assert await refused(client.conversations_open(users="U1")) == "user_disabled"


async def test_a_message_is_posted_edited_and_taken_back(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    metadata = {"event_type": "said", "event_payload": {"key": "7f3a"}}
    posted = await client.chat_postMessage(
        channel=robin.dm.id, text="One", blocks=[section("*One* &amp; more")], metadata=metadata
    )
    await client.chat_update(channel=robin.dm.id, ts=posted["ts"], text="Two", blocks=[])
    (message,) = robin.messages
    assert (message.ts, message.words, message.metadata) == (posted["ts"], "Two", metadata)
    assert [version["text"] for version in message.versions] == ["One"]
    assert "*One* & more" in slack.seen_by("U1")[0].words
    await client.chat_delete(channel=robin.dm.id, ts=posted["ts"])
    assert robin.messages == []
    assert len(robin.dm.record) == 1
    assert await refused(client.chat_update(channel=robin.dm.id, ts=posted["ts"], text="x")) == "message_not_found"


async def test_a_person_may_not_be_put_words_into_their_mouth(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    await robin.types("hello")
    where, theirs = robin.dm.id, robin.messages[0].ts
    assert await refused(client.chat_update(channel=where, ts=theirs, text="x")) == "cant_update_message"
    assert await refused(client.chat_delete(channel=where, ts=theirs)) == "cant_delete_message"


async def test_nothing_goes_where_others_read(slack: Slack, client: AsyncWebClient):
    slack.person("T1", "U1")
    elsewhere = slack.person("T2", "U1")
    assert await refused(client.chat_postMessage(channel="C-GENERAL", text="x")) == "not_in_channel"
    assert slack.violations == ["chat.postMessage tried to post into the public channel C-GENERAL"]
    assert slack.channel("C-GENERAL").messages == []
    assert await refused(client.chat_postMessage(channel=elsewhere.dm.id, text="x")) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel="U1", text="x")) == "channel_not_found"


async def test_what_a_message_may_not_be(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")

    async def post(**content: object) -> str:
        return await refused(client.api_call("chat.postMessage", json={"channel": robin.dm.id, **content}))

    assert await post() == "no_text"
    assert await post(text="x" * 40_001) == "msg_too_long"
    assert await post(text="x", blocks=[{"type": "divider"}] * 51) == "invalid_blocks"
    assert await post(text="x", blocks=[section("y" * 3001)]) == "invalid_blocks"
    assert await post(text="x", blocks=[section("y" * 2700)] * 5) == "msg_blocks_too_long"
    assert await post(text="x", blocks="{not json") == "invalid_blocks_format"
    assert await post(text="x", metadata={"event_type": "y"}) == "invalid_metadata_schema"
    robin.dm.is_archived = True
    assert await post(text="x") == "is_archived"
    assert slack.seen_by("U1") == []


async def test_history_is_read_newest_first_and_in_pages(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    for number in range(5):
        metadata = {"event_type": "said", "event_payload": {"number": number}}
        await client.chat_postMessage(channel=robin.dm.id, text=str(number), metadata=metadata)
    page = await client.conversations_history(channel=robin.dm.id, limit=3, include_all_metadata=True)
    assert [message["text"] for message in page["messages"]] == ["4", "3", "2"]
    assert page["messages"][0]["metadata"]["event_payload"] == {"number": 4}
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=robin.dm.id, limit=3, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["1", "0"]
    assert "metadata" not in rest["messages"][0]
    since = page["messages"][-1]["ts"]
    newer = await client.conversations_history(channel=robin.dm.id, oldest=since)
    assert [message["text"] for message in newer["messages"]] == ["4", "3"]
    assert await refused(client.conversations_history(channel=robin.dm.id, cursor="?")) == "invalid_cursor"


async def test_an_ephemeral_is_gone_after_a_reload(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    await client.chat_postEphemeral(channel=robin.dm.id, user="U1", text="psst")
    assert [(each.text, each.ephemeral) for each in robin.messages] == [("psst", True)]
    assert (await client.conversations_history(channel=robin.dm.id))["messages"] == []
    robin.reloads()
    assert robin.messages == []


async def test_a_picture_stands_in_the_conversation(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    await client.files_upload_v2(
        channel=robin.dm.id, content=b"PNG", filename="card.png", title="Card", alt_txt="A card"
    )
    (message,) = robin.messages
    assert (message.files[0]["title"], message.files[0]["alt_txt"]) == ("Card", "A card")
    assert slack.uploads[message.files[0]["id"]].content == b"PNG"


async def test_a_form_body_is_understood_too(slack: Slack):
    robin = slack.person("T1", "U1")
    headers = {"Authorization": f"Bearer {slack.workspaces['T1'].token}"}
    form = {"channel": robin.dm.id, "text": "x", "blocks": '[{"type":"divider"}]'}
    url = f"{slack.base_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(url, data=form) as response:
        assert (await response.json())["ok"]
    assert [block["type"] for block in robin.messages[0].blocks] == ["divider"]


async def test_a_burst_is_tolerated_a_flood_is_not(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    slack.rate_limits = True
    for _ in range(5):
        await client.chat_postMessage(channel=robin.dm.id, text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=robin.dm.id, text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    other = slack.person("T1", "U2")
    await client.chat_postMessage(channel=other.dm.id, text="x")


async def test_auth_revoke_ends_the_token(slack: Slack, client: AsyncWebClient):
    assert (await client.auth_revoke())["revoked"]
    assert await refused(client.auth_test()) == "token_revoked"
    await slack.settled()
    assert slack.deliveries[-1].payload["event"]["type"] == "tokens_revoked"
