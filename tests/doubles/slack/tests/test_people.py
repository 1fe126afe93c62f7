"""People at their clients, a real Bolt app on the other side, over HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack, Trouble
from tests.doubles.slack.tests.asking import refused
from tests.doubles.slack.tests.echo import Echo, form, over_http, section


@pytest.fixture
async def echo(slack: Slack) -> AsyncIterator[Echo]:
    async with over_http(slack) as running:
        yield running


async def test_somebody_types_and_is_answered(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1", "Robin Fictional")
    delivery = await robin.types("hello")
    await slack.settled()
    assert delivery.acknowledged
    assert [message.text for message in robin.messages] == ["hello", "echo hello"]
    kind, event = echo.heard[0]
    assert (kind, event["channel_type"], event["user"], bool(event["client_msg_id"])) == ("message", "im", "U1", True)
    assert slack.channel("C-GENERAL").messages == []


async def test_a_form_from_the_press_to_the_end(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    await robin.types("hello")
    await slack.settled()
    await robin.press("Open")
    await slack.settled()
    assert echo.heard[-1][1]["container"]["type"] == "message"
    assert robin.modal.title == "A form"
    assert robin.buttons == ["Deeper"]

    assert await robin.submit() is None
    assert robin.errors == {"name": "Please complete this required field."}
    assert await robin.submit(name="x" * 21) is None
    assert "20 characters" in robin.errors["name"]

    await robin.submit(name="nobody")
    assert robin.errors == {"name": "Somebody, please."}
    await robin.submit(name="again", Colour="Red")
    assert robin.modal.title == "Once more"
    assert robin.errors == {}
    await robin.submit({"Your name": "Robin"})
    assert robin.modals == []
    values = echo.heard[-1][1]["state"]["values"]
    assert values["name"]["line"] == {"type": "plain_text_input", "value": "Robin"}
    assert values["colour"]["choice"]["selected_option"]["value"] == "red"
    assert robin.troubles == []


async def test_modals_pile_up_to_three(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    await robin.types("hello")
    await slack.settled()
    for words in ("Open", "Deeper", "Deeper", "Deeper"):
        await robin.press(words)
        await slack.settled()
    assert [call.outcome for call in slack.calls if call.method == "views.push"] == ["ok", "ok", "push_limit_reached"]
    first, second, third = robin.modals
    assert (third.previous, third.root) == (second.id, first.id)
    await robin.closes()
    await robin.submit(name="all")
    assert robin.modals == []
    assert [kind for kind, _ in echo.heard][-2:] == ["closed", "form"]


async def test_a_command_is_answered_to_its_typist_alone(slack: Slack, echo: Echo):
    robin, casey = slack.person("T1", "U1"), slack.person("T1", "U2")
    await robin.command("/echo", "something", channel="C-GENERAL")
    assert [(message.text, message.ephemeral) for message in robin.messages] == [("heard something", True)]
    assert echo.heard[-1][1]["channel_id"] == "C-GENERAL"
    await robin.press("Later")
    await slack.settled()
    assert [message.text for message in robin.messages] == ["Done"]
    assert slack.channel("C-GENERAL").record == []
    assert casey.messages == []
    assert slack.seen_by("U2") == []
    assert len(slack.seen_by("U1")) == 2


async def test_home_is_published_when_it_is_opened(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    await robin.opens_home()
    await slack.settled()
    assert robin.home
    assert robin.home.words == "Home"
    await robin.opens_home()
    assert [event.get("view", {}).get("id") for _, event in echo.heard] == [None, robin.home.id]


async def test_a_kept_button_can_be_pressed_again(slack: Slack, echo: Echo, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    await robin.types("hello")
    await slack.settled()
    kept = robin.button("Open")
    await client.chat_update(channel=robin.dm.id, ts=robin.messages[-1].ts, text="gone", blocks=[section("gone")])
    assert robin.buttons == []
    with pytest.raises(AssertionError, match="has no"):
        await robin.press("Open")
    await robin.press(kept)
    await slack.settled()
    assert robin.modal.title == "A form"
    delivery = slack.deliveries[-1]
    await slack.repeat(delivery)
    await slack.settled()
    assert slack.calls[-1].outcome == "exchanged_trigger_id"


async def test_what_nobody_handles_is_trouble_for_the_person(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    slack.ack_patience = 0.2
    await robin.command("/slow")
    assert robin.troubles == [Trouble("slash_commands", "operation_timeout")]
    await robin.command("/unheard-of")
    assert robin.troubles[-1] == Trouble("slash_commands", "dispatch_failed")


async def test_triggers_are_short_lived(slack: Slack, client: AsyncWebClient):
    slack.person("T1", "U1")
    slack.person("T2", "U1")

    async def opened(trigger: str) -> str:
        return await refused(client.views_open(trigger_id=trigger, view=form()))

    assert await opened("garbage") == "invalid_trigger"
    assert await opened(slack.triggers.make("T2", "U1")) == "invalid_trigger"
    used = slack.triggers.make("T1", "U1")
    await client.views_open(trigger_id=used, view=form())
    assert await opened(used) == "exchanged_trigger_id"
    slack.triggers.lifetime = -1
    assert await opened(slack.triggers.make("T1", "U1")) == "expired_trigger_id"


async def test_views_are_changed_by_id_and_hash(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    view = (await client.views_open(trigger_id=slack.triggers.make("T1", "U1"), view=form()))["view"]
    await robin.fill(name="Robin")
    changed = (await client.views_update(view_id=view["id"], hash=view["hash"], view=form(title="Next")))["view"]
    assert changed["state"]["values"]["name"]["line"]["value"] == "Robin"
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=form())
    assert await refused(stale) == "hash_conflict"
    assert await refused(client.views_update(view_id=view["id"], view={"type": "modal"})) == "invalid_arguments"
    await robin.closes()
    assert await refused(client.views_update(view_id=view["id"], view=form())) == "not_found"
    home = {"type": "home", "blocks": [section("x")]}
    await client.views_publish(user_id="U1", view=home)
    assert await refused(client.views_publish(user_id="U1", view=home, hash="old")) == "hash_conflict"


async def test_a_response_url_serves_five_times_in_half_an_hour(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    await robin.command("/echo")
    url = slack.deliveries[-1].payload["response_url"]
    said = [await _post(url, {"text": str(number)}) for number in range(6)]
    assert said == [200] * 5 + [404]
    hook = next(iter(slack.hooks.values()))
    hook.uses, hook.made_at = 0, hook.made_at - 1801
    assert await _post(url, {"text": "late"}) == 404
    hook.made_at += 1801
    await _post(url, {"text": "loud", "response_type": "in_channel"})
    assert slack.violations != []


async def _post(url: str, body: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status
