"""The way out: every answer of Slack's, and every silence, is one word of the closed list; nothing goes out twice."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.api import Api
from bot.adapters.slack.sender import SlackPort
from bot.ports.platform import (
    Ambiguous,
    Outgoing,
    Permanent,
    SendError,
    Temporary,
    Throttled,
    TokenDead,
    Unreachable,
    Vanished,
)
from bot.surface import Account, Card, Paragraph, w
from tests.adapters.slack.fake_workspace import TEAM, USERS, FakeWorkspace
from tests.doubles.slack import Message, payloads

ROBIN = Account("slack", TEAM, USERS["robin-fictional"])
ADA = Account("slack", TEAM, USERS["ada-maple"])  # has a role: where she is written to is kept
CARD = Card((Paragraph(w("hello")),), (), footer=w("footer", lines="911"))

KINDS: dict[type[SendError], tuple[str, ...]] = {
    Unreachable: ("user_disabled", "user_not_found", "users_not_found", "cannot_dm_bot", "user_not_visible"),
    TokenDead: (
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
        "org_login_required", "ekm_access_denied", "team_access_not_granted", "access_denied",
    ),
    Temporary: ("request_timeout", "service_unavailable", "team_added_to_org"),
    Ambiguous: ("internal_error", "fatal_error"),
    Throttled: ("ratelimited", "rate_limited", "message_limit_exceeded"),
    Permanent: ("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_arguments", "unheard_of"),
}  # fmt: skip
EDITS: dict[type[SendError], tuple[str, ...]] = {
    Vanished: (
        "message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found", "is_archived",
        "not_in_channel",
    ),
    TokenDead: ("token_revoked",),
    Permanent: ("invalid_blocks", "msg_too_long"),
    Temporary: ("internal_error", "service_unavailable"),
}  # fmt: skip


def port(workspace: FakeWorkspace) -> SlackPort:
    adapter = workspace.house.served.adapters[0]
    assert isinstance(adapter, SlackAdapter)
    return adapter.port


def message(slot: str = "s1", account: Account = ROBIN) -> Outgoing:
    return Outgoing(account, slot, CARD, "en", "UTC")


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in KINDS.items() for code in codes])
async def test_what_slack_says_of_a_post(workspace: FakeWorkspace, kind: type[SendError], code: str) -> None:
    workspace.slack.fail("chat.postMessage", error=code, times=2)
    with pytest.raises(kind) as caught:
        await port(workspace).post(message())
    assert type(caught.value) is kind or kind is Permanent
    assert not [each for each in ("Robin", "U0ROBIN", "xoxb") if each in str(caught.value)]


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in EDITS.items() for code in codes])
async def test_what_slack_says_of_an_edit(workspace: FakeWorkspace, kind: type[SendError], code: str) -> None:
    reference = await port(workspace).post(message())
    workspace.slack.fail("chat.update", error=code)
    with pytest.raises(kind):
        await port(workspace).edit(message(), reference)


class TestTheWire:
    async def test_too_fast_for_so_many_seconds(self, workspace: FakeWorkspace) -> None:
        workspace.slack.fail("chat.postMessage", status=429, retry_after=7)
        with pytest.raises(Throttled) as caught:
            await port(workspace).post(message())
        assert caught.value.retry_after == 7
        with pytest.raises(Throttled):  # the others wait too, and Slack is not asked
            await port(workspace).post(message("s2", Account("slack", TEAM, "U0ADA")))
        assert len(_posts(workspace)) == 1

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    async def test_a_post_that_may_have_been_done(self, workspace: FakeWorkspace, status: int) -> None:
        workspace.slack.fail("chat.postMessage", status=status)
        with pytest.raises(Ambiguous):
            await port(workspace).post(message())

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    async def test_an_edit_may_be_done_twice_without_harm(self, workspace: FakeWorkspace, status: int) -> None:
        reference = await port(workspace).post(message())
        workspace.slack.fail("chat.update", status=status)
        with pytest.raises(Temporary):
            await port(workspace).edit(message(), reference)

    @pytest.mark.parametrize("how", [{"drop_before": True}, {"drop_after": True}])
    async def test_a_connection_that_breaks(self, workspace: FakeWorkspace, how: dict[str, Any]) -> None:
        workspace.slack.fail("chat.postMessage", **how)
        with pytest.raises(Ambiguous):
            await port(workspace).post(message())
        found = await port(workspace).find(message())
        assert (found is not None) == ("drop_after" in how)
        assert await port(workspace).find(message("s2")) is None

    async def test_nobody_listens_there(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{free.getsockname()[1]}/api/"
        api = Api(address)
        for method in ("chat.postMessage", "chat.update", "users.info"):
            with pytest.raises(Temporary):
                await api.call(method, "xoxb-invented", channel="D1")
        await api.close()

    async def test_a_page_where_json_is_expected(self, workspace: FakeWorkspace) -> None:
        """A proxy of the hospital's that answers for Slack."""
        api = Api(workspace.slack.base_url.replace("/api/", "/nothing/here/"))
        with pytest.raises(SendError):
            await api.call("auth.test", "xoxb-invented")
        await api.close()


async def test_dropped_after_slack_took_it_it_is_found_and_not_posted_again(workspace: FakeWorkspace) -> None:
    workspace.slack.fail("chat.postMessage", drop_after=True, user="U0ROBIN")
    robin = await workspace.asks()
    assert len(robin.dm.messages) == 1
    await workspace.house.forward(hours=0.1)
    assert len([each for each in robin.dm.record if each.bot]) == 1
    assert len(_posts(workspace, robin.dm.id)) == 1
    assert await _all_shown(workspace)


async def test_slack_takes_it_and_answers_too_late(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time-out after Slack accepted: looked for by the mark that is beside it."""
    monkeypatch.setattr("bot.runtime.outbox.SEND_SECONDS", 0.3)
    plan = workspace.slack.fail("chat.postMessage", delay=0.6, user="U0ROBIN")
    robin = await workspace.asks()
    await asyncio.sleep(0.5)
    plan.stop()
    await workspace.house.forward(hours=0.1)
    assert len([each for each in robin.dm.record if each.bot]) == 1
    assert await _all_shown(workspace)


async def test_dropped_before_slack_took_it_it_is_posted_after_a_look(workspace: FakeWorkspace) -> None:
    workspace.slack.fail("chat.postMessage", drop_before=True, user="U0ROBIN")
    robin = await workspace.asks()
    assert robin.dm.messages == []
    await workspace.house.forward(hours=0.1)
    assert len(robin.dm.messages) == 1
    methods = [call.method for call in workspace.slack.calls if call.args.get("channel") == robin.dm.id]
    assert methods == ["chat.postMessage", "conversations.history", "chat.postMessage"]


async def test_it_is_found_under_a_heap_of_other_messages(workspace: FakeWorkspace) -> None:
    """Its mark may stand far up: Slack gives a hundred at a time."""
    reference = await port(workspace).post(message())
    robin = workspace.person()
    for number in range(150):
        robin.dm.record.append(Message(robin.dm.id, workspace.slack.ts(), robin.id, f"line {number}", bot=False))
    assert await port(workspace).find(message()) == reference


class TestConversations:
    async def test_it_is_opened_once_and_kept_across_a_restart(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message(account=ADA))
        await port(workspace).post(message("s2", ADA))
        assert len(_opened(workspace)) == 1
        again = await workspace.opens()
        await again.served.house.outbox.ports["slack"].post(message("s3", ADA))
        assert len(_opened(workspace)) == 1
        assert len(workspace.person("ada-maple").dm.messages) == 3

    async def test_of_whoever_awaits_nothing_it_is_not_kept(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message())
        await port(workspace).post(message("s2"))
        again = await workspace.opens()
        await again.served.house.outbox.ports["slack"].post(message("s3"))
        assert len(_opened(workspace)) == 2
        assert len(workspace.person().dm.messages) == 3

    async def test_its_address_is_sealed(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message(account=ADA))
        path = workspace.url.removeprefix("sqlite:///")
        stored = b"".join(_bytes(name) for name in (path, f"{path}-wal"))
        assert workspace.person("ada-maple").dm.id.encode() not in stored
        assert b"U0ADA" not in stored
        assert b"Ada Maple" not in stored

    async def test_many_who_wait_for_one_conversation_open_it_once(self, workspace: FakeWorkspace) -> None:
        workspace.slack.fail("conversations.open", delay=0.2)
        await asyncio.gather(*(port(workspace).post(message(f"s{number}")) for number in range(3)))
        assert len(_opened(workspace)) == 1

    async def test_where_somebody_wrote_from_is_known_without_asking(self, workspace: FakeWorkspace) -> None:
        await workspace.person().types("Hello")
        await workspace.quiet()
        assert _opened(workspace) == []

    async def test_one_that_is_gone_is_opened_anew_once(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message())
        old = workspace.person().dm
        old.user = ""  # Slack gave the conversation another id
        old.is_archived = True
        del workspace.slack.channels[old.id]
        reference = await port(workspace).post(message("s2"))
        assert len(_opened(workspace)) == 2
        assert reference.startswith(workspace.person().dm.id)
        assert [each.text for each in workspace.person().dm.messages]

    async def test_one_that_stays_gone_is_the_person_who_is_unreachable(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message())
        workspace.person().dm.is_archived = True
        with pytest.raises(Unreachable):
            await port(workspace).post(message("s2"))
        assert len(_opened(workspace)) == 2

    async def test_a_card_in_a_conversation_that_is_gone_is_posted_in_the_new_one(
        self, workspace: FakeWorkspace
    ) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        old = supporter.dm
        old.user = ""
        del workspace.slack.channels[old.id]
        await workspace.person().press("Open")
        await workspace.quiet()
        await workspace.person().press("Withdraw")
        await workspace.quiet()
        await workspace.person().press("Yes, withdraw")
        await workspace.quiet()
        await workspace.house.forward(hours=0.5)  # each one's last word has a minute of its own by then
        await workspace.quiet()
        assert "no longer needed" in supporter.messages[-1].words
        assert supporter.dm is not old


class TestPostedCards:
    async def test_a_card_changes_in_its_place(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        await supporter.press("Decline")
        await workspace.quiet()
        (card,) = supporter.dm.messages
        assert "Thank you for answering" in card.words
        assert len(card.versions) == 1

    @pytest.mark.parametrize("error", ["", "edit_window_closed", "cant_update_message"])
    async def test_one_that_was_deleted_or_cannot_be_edited_is_posted_anew(
        self, workspace: FakeWorkspace, error: str
    ) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        held = supporter.button("Decline")
        if error:
            workspace.slack.fail("chat.update", error=error)
        else:
            supporter.dm.messages[0].deleted = True
        await supporter.press(held)
        await workspace.quiet()
        assert "Thank you for answering" in supporter.dm.messages[-1].words
        assert len(supporter.dm.record) == 2

    async def test_edits_that_nobody_saw_collapse_into_the_newest(self, workspace: FakeWorkspace) -> None:
        outage = workspace.slack.fail("chat.update", times=None, status=503)
        await workspace.asks()
        supporter = workspace.offered()
        await supporter.press("Accept")
        await workspace.quiet()
        outage.stop()
        await workspace.house.forward(hours=0.2)
        texts = [each.words for each in supporter.dm.messages]
        assert len(texts) == 1
        assert "You said yes in principle" in texts[0]
        assert len(supporter.dm.messages[0].versions) == 1


class TestSomebodyCannotBeReached:
    async def test_an_offer_moves_on(self, workspace: FakeWorkspace) -> None:
        for user in ("U0ADA", "U0INES"):
            workspace.slack.fail("conversations.open", user=user, times=None, error="user_disabled")
            workspace.slack.fail("chat.postMessage", user=user, times=None, error="user_disabled")
        await workspace.asks()
        await workspace.quiet()
        assert workspace.offered().id == "U0SAM"

    async def test_a_live_match_goes_to_the_coordinator_at_once(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = await workspace.matched()
        before = len(workspace.person("casey-sample").messages)
        await workspace.slack.deactivate(TEAM, supporter.id)
        await workspace.quiet()
        said = workspace.person("casey-sample").messages[before:]
        assert said, "the coordinator is told at once"
        assert not [each for each in said if "Robin" in each.words or "Fictional" in each.words]

    async def test_a_physician_is_told_to_the_coordinator_by_number_and_the_request_stays(
        self, workspace: FakeWorkspace
    ) -> None:
        workspace.slack.fail("chat.postMessage", user="U0ROBIN", times=None, error="user_disabled")
        workspace.slack.fail("conversations.open", user="U0ROBIN", times=None, error="user_disabled")
        await workspace.asks()
        await workspace.quiet()
        (number,) = workspace.rows("SELECT number FROM request")[0]
        assert await workspace.requests() == ["seeking"]
        words = "\n".join(each.words for each in workspace.person("casey-sample").messages)
        assert number in words
        assert "Robin" not in words


class TestATokenThatDied:
    @pytest.mark.parametrize("trouble", ["token_revoked", "account_inactive", "invalid_auth"])
    async def test_nothing_is_lost_and_all_of_it_comes_with_a_new_one(
        self, workspace: FakeWorkspace, trouble: str
    ) -> None:
        robin = workspace.person()
        await robin.command("/peer")
        held = robin.button("Ask for a peer")
        await robin.press(held)
        await workspace.quiet()
        await robin.press("Continue")
        await workspace.quiet()
        workspace.slack.kill_tokens(TEAM, trouble)
        form = robin.modal
        # The last form was sent a moment before the token died.
        payload = payloads.submitted(workspace.slack, robin.screen.user, form)
        payload["view"]["state"]["values"]["contact"]["contact"]["value"] = "204-555-0123"
        assert (await workspace.sends(payload)).ok
        await workspace.quiet()
        assert await workspace.requests() == ["seeking"]
        assert robin.dm.messages == []
        assert workspace.rows("SELECT count(*) FROM account WHERE gone = 1") == [(0,)]
        space = workspace.slack.workspaces[TEAM]
        space.token = workspace.slack.issue_token(TEAM, workspace.slack.scopes)
        again = await workspace.opens(slack_bot_token=space.token)
        await again.forward(hours=0.5)
        assert len(robin.dm.messages) == 1
        workspace.offered()


def _posts(workspace: FakeWorkspace, channel: str = "") -> list[Any]:
    return [
        call
        for call in workspace.slack.calls
        if call.method == "chat.postMessage" and channel in ("", call.args.get("channel"))
    ]


def _opened(workspace: FakeWorkspace) -> list[Any]:
    return [call for call in workspace.slack.calls if call.method == "conversations.open"]


def _bytes(name: str) -> bytes:
    return Path(name).read_bytes() if Path(name).exists() else b""


async def _all_shown(workspace: FakeWorkspace) -> bool:
    """Every copy stands in Slack at its newest version."""
    left = workspace.rows("SELECT count(*) FROM copy JOIN slot ON copy.slot = slot.id WHERE copy.shown < slot.version")
    return left == [(0,)]
