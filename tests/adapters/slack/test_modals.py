"""Dialogs: errors at their field, triggers that ran out, a database that is away, and the stack of three."""

import asyncio

import pytest

from tests.adapters.slack.fake_workspace import CONTACT, TEAM, FakeWorkspace
from tests.doubles.slack import Person


async def form(workspace: FakeWorkspace, user: str = "robin-fictional") -> Person:
    """As far as the form with the one typed line."""
    person = workspace.person(user)
    await person.command("/peer")
    await person.press("Ask for a peer")
    await workspace.quiet()
    await person.press("Continue")
    await workspace.quiet()
    assert "contact" in person.modal.state
    return person


async def test_an_error_stands_at_its_field_and_what_was_typed_stays(workspace: FakeWorkspace) -> None:
    robin = await form(workspace)
    await robin.submit(contact="I made a mistake with a patient")
    assert list(robin.errors) == ["contact"]
    assert "phone number" in robin.errors["contact"]
    assert robin.modal.state["contact"]["contact"]["value"] == "I made a mistake with a patient"
    assert await workspace.requests() == []
    await robin.submit(contact=CONTACT)
    await workspace.quiet()
    assert await workspace.requests() == ["seeking"]
    assert robin.errors == {}


async def test_closing_at_any_step_keeps_nothing(workspace: FakeWorkspace) -> None:
    robin = await form(workspace)
    await robin.fill(contact=CONTACT)
    await robin.closes(everything=True)
    await workspace.quiet()
    assert await workspace.requests() == []
    assert robin.troubles == []


async def test_closing_that_slack_tells_us_of_is_taken_note_of(workspace: FakeWorkspace) -> None:
    robin = await form(workspace)
    robin.modal.body["notify_on_close"] = True
    await robin.closes()
    assert robin.troubles == []
    assert workspace.slack.deliveries[-1].acknowledged


class TestTriggers:
    """Three seconds and one use; what was done is never undone by it."""

    @pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger"])
    async def test_from_a_card(self, workspace: FakeWorkspace, error: str) -> None:
        robin = workspace.person()
        await robin.command("/peer")
        held = robin.button("Ask for a peer")
        workspace.slack.fail("views.open", error=error)
        await robin.press(held)
        await workspace.quiet()
        assert "Please press again" in robin.messages[-1].words
        assert robin.messages[-1].ephemeral
        await robin.press(held)
        await workspace.quiet()
        assert robin.modals

    async def test_a_supporters_yes_is_not_lost(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        workspace.slack.fail("views.open", error="expired_trigger_id")
        await supporter.press("Accept")
        await workspace.quiet()
        assert workspace.rows("SELECT state FROM offer") == [("named",)]
        assert "Please press again" in supporter.messages[-1].words
        await supporter.press("Continue")
        await workspace.quiet()
        assert "Robin" in supporter.modal.words

    async def test_from_app_home(self, workspace: FakeWorkspace) -> None:
        """Nothing can be whispered there: the page itself says it, until it is opened again."""
        robin = workspace.person()
        await robin.opens_home()
        assert robin.home
        door = robin.home.words
        workspace.slack.fail("views.open", error="expired_trigger_id")
        await robin.press("Ask for a peer")
        await workspace.quiet()
        assert "Please press again" in robin.home.words
        await robin.press("Ask for a peer")
        await workspace.quiet()
        assert robin.modals
        await robin.closes(everything=True)
        await robin.opens_home()
        await workspace.quiet()
        assert robin.home.words == door

    async def test_a_database_that_was_slow_for_longer_than_a_trigger_lives(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        await robin.command("/peer")
        held = robin.button("Ask for a peer")
        workspace.slack.triggers.lifetime = 0.3
        workspace.slack.fail("users.info", delay=0.4)
        await workspace.slack.change_user(TEAM, robin.id)
        await robin.press(held)
        await workspace.quiet()
        assert "Please press again" in robin.messages[-1].words
        workspace.slack.triggers.lifetime = 60.0
        await robin.press(held)
        await workspace.quiet()
        assert robin.modals


class TestWithoutTheDatabase:
    async def test_a_form_stays_underneath_and_the_lines_come_on_top(self, workspace: FakeWorkspace) -> None:
        robin = await form(workspace)
        with workspace.held_database():
            await robin.submit(contact=CONTACT)
        assert [len(robin.modals), robin.troubles] == [2, []]
        assert "We cannot save anything right now" in robin.modal.words
        assert "9-8-8" in robin.modal.words
        await robin.closes()
        assert robin.modal.state["contact"]["contact"]["value"] == CONTACT
        await robin.submit()
        await workspace.quiet()
        assert await workspace.requests() == ["seeking"]

    async def test_a_press_in_a_dialog(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        await robin.command("/peer")
        await robin.press("Ask for a peer")
        await workspace.quiet()
        consent = robin.modal.words
        with workspace.held_database():
            await robin.press("Continue")
            await workspace.slack.settled()
        assert len(robin.modals) == 2
        assert "We cannot save anything right now" in robin.modal.words
        assert "9-8-8" in robin.modal.words
        await robin.closes()
        assert robin.modal.words == consent
        await robin.press("Continue")
        await workspace.quiet()
        assert "contact" in robin.modal.state

    async def test_a_press_in_a_dialog_whose_trigger_ran_out_as_well(self, workspace: FakeWorkspace) -> None:
        """Nothing can be laid on top any more: the dialog itself says it, and keeps what it had."""
        robin = workspace.person()
        await robin.command("/peer")
        await robin.press("Ask for a peer")
        await workspace.quiet()
        workspace.slack.fail("views.push", error="expired_trigger_id")
        with workspace.held_database():
            await robin.press("Continue")
            await workspace.slack.settled()
        assert len(robin.modals) == 1
        assert "We cannot save anything right now" in robin.modal.words
        await robin.press("Continue")
        await workspace.quiet()
        assert "contact" in robin.modal.state

    async def test_a_press_on_a_card(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        await robin.command("/peer")
        with workspace.held_database():
            await robin.press("Ask for a peer")
            await workspace.slack.settled()
            assert "We cannot save anything right now" in robin.messages[-1].words
            assert "9-8-8" in robin.messages[-1].words


async def test_the_stack_never_grows_beyond_what_slack_takes(workspace: FakeWorkspace) -> None:
    """From dialog to dialog: each takes the place of the one before, so that three are never reached."""
    robin = workspace.person()
    await robin.command("/peer")
    await robin.press("What this is")
    await workspace.quiet()
    for words in ("Ask for a peer", "Phone instead"):
        await robin.press(words)
        await workspace.quiet()
        assert len(robin.modals) == 1
    with workspace.held_database():
        await robin.closes(everything=True)
        await robin.press("Ask for a peer")
        await workspace.slack.settled()
    assert robin.troubles == []
    assert not [call for call in workspace.slack.calls if call.outcome == "push_limit_reached"]


async def test_two_screens_with_the_same_form(workspace: FakeWorkspace) -> None:
    """Pressed Send on the phone and on the desk: one request."""
    robin = await form(workspace)
    await robin.fill(contact=CONTACT)
    sent, again = await asyncio.gather(robin.submit(), robin.submit())
    await workspace.quiet()
    assert sent is not None
    assert again is not None
    assert sent.acknowledged
    assert again.acknowledged
    assert await workspace.requests() == ["seeking"]
    assert robin.troubles == []


class TestLanguages:
    async def test_a_french_person_sees_french_everywhere(self, workspace: FakeWorkspace) -> None:
        workspace.slack.user(TEAM, "U0ROBIN").locale = "fr-CA"
        robin = workspace.person()
        await robin.command("/peer")
        await robin.press("Demander un pair")
        await workspace.quiet()
        await robin.press("Continuer")
        await workspace.quiet()
        await robin.submit(contact="rien")
        await robin.submit(contact=CONTACT)
        await workspace.quiet()
        await robin.closes(everything=True)
        await robin.press("Ouvrir")
        await workspace.quiet()
        await robin.closes(everything=True)
        await robin.types("Bonjour")
        await robin.command("/peer", "now")
        await robin.opens_home()
        with workspace.held_database():
            await robin.press("Ouvrir")
        await workspace.quiet()
        english = ("You ", "Open", "Close", "Ask for", "Phone", "In danger", "Send", "We cannot", "Please", "Privacy")
        for sight in workspace.slack.seen_by(robin.id, TEAM):
            said = sight.words.replace("Peerline", "")
            assert not [word for word in english if word in said], said
            if sight.kind == "message":  # the rest is shown to them alone, and says its own words
                assert sight.body["text"] == "Vous avez du nouveau"

    async def test_names_are_names_whatever_they_are_made_of(self, workspace: FakeWorkspace) -> None:
        """A name with Slack's own marks mentions nobody, links nowhere and is no emphasis."""
        name = "<!channel> *Rob* _in_ <https://evil.example|Fictional> :smile: <@U0CASEY> & Co"
        visitor = workspace.stranger("U0VISIT", name=name)
        await visitor.command("/peer")
        await visitor.press("Ask for a peer")
        await workspace.quiet()
        await visitor.press("Continue")
        await workspace.quiet()
        await visitor.submit(contact=CONTACT)
        await workspace.quiet()
        await visitor.closes(everything=True)
        supporter = workspace.offered()
        await supporter.press("Accept")
        await workspace.quiet()
        assert name in supporter.modal.words
        await supporter.press("No, confirm")
        await workspace.quiet()
        for sight in workspace.slack.sights:
            assert "mrkdwn" not in str(sight.body)
            if sight.kind != "modal":
                assert "Fictional" not in sight.words


class TestAppHome:
    async def test_it_is_the_same_for_everybody_and_says_nothing_of_a_request(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        await workspace.matched()
        seen = set()
        for user in ("robin-fictional", "ada-maple", "ines-exemple", "casey-sample"):
            person = workspace.person(user)
            await person.opens_home()
            assert person.home
            seen.add(person.home.words)
        stranger = workspace.stranger()
        await stranger.opens_home()
        assert stranger.home
        seen.add(stranger.home.words)
        assert len(seen) == 1
        assert "9-8-8" in seen.pop()

    async def test_it_is_published_again_only_when_it_changed(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        for _ in range(4):
            await robin.opens_home()
        assert len([call for call in workspace.slack.calls if call.method == "views.publish"]) == 1
        await robin.command("/peer", "language fr")
        await robin.opens_home()
        await robin.opens_home()
        assert len([call for call in workspace.slack.calls if call.method == "views.publish"]) == 2
        assert robin.home
        assert "Demander un pair" in robin.home.words

    async def test_a_press_there_opens_a_dialog(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        await robin.opens_home()
        await robin.press("Ask for a peer")
        await workspace.quiet()
        assert robin.modals
        assert robin.dm.messages == []

    async def test_the_first_look_into_the_conversation_says_hello_once(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        for _ in range(3):
            await robin.opens_home(tab="messages")
        await workspace.quiet()
        assert [each.words.splitlines()[0] for each in robin.messages] == ["Talk with a trained colleague."]

    async def test_slack_does_not_publish(self, workspace: FakeWorkspace) -> None:
        """It is brought again, and nobody is shown an error."""
        robin = workspace.person()
        workspace.slack.fail("views.publish", status=500)
        workspace.slack.retry_waits = (0.0,)
        opened = await robin.opens_home()
        await workspace.quiet()
        assert [answer.status for answer in opened.attempts] == [503, 200]
        assert robin.home


class TestAConnectionThatWasDead:
    """A pooled connection may be gone when the next call goes into it; whoever pressed sees the answer all the same."""

    @pytest.mark.parametrize("how", ["drop_before", "drop_after"])
    async def test_a_dialog_is_shown_with_the_second_try(self, workspace: FakeWorkspace, how: str) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        await supporter.press("Accept")
        await workspace.quiet()
        workspace.slack.fail("views.update", **{how: True})
        await supporter.press("No, confirm")
        await workspace.quiet()
        assert CONTACT in supporter.modal.words

    async def test_where_the_second_is_dead_too_they_are_told_and_press_again(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        await supporter.press("Accept")
        await workspace.quiet()
        workspace.slack.fail("views.update", drop_before=True, times=2)
        await supporter.press("No, confirm")
        await workspace.quiet()
        assert await workspace.requests() == ["matched"]
        assert "What you did is safe. Please press again." in supporter.modal.words
        await supporter.closes()
        await supporter.press("No, confirm")
        await workspace.quiet()
        assert CONTACT in supporter.modal.words

    async def test_an_answer_to_them_alone_comes_with_the_second_try(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        held = supporter.button("Accept")
        await supporter.press("Decline")
        await workspace.house.forward(hours=0.1)
        await workspace.quiet()
        workspace.slack.fail("response_url", drop_before=True)
        await supporter.press(held)
        await workspace.quiet()
        assert "moved on" in supporter.screen.ephemerals[-1].words

    async def test_a_dialog_that_opened_although_nobody_said_so_is_there(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = workspace.offered()
        workspace.slack.fail("views.open", drop_after=True)
        await supporter.press("Accept")
        await workspace.quiet()
        assert "Do you know this person personally" in supporter.modal.words
