"""A press in the chat: one effect however it comes, and an answer that shows the truth."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.teams.references import Posted
from bot.ports.platform import Outgoing
from bot.surface import Account, Button, Card, Choice, Dialog, Event, Line, Option, Press, Reply, Submit, Verbatim, w
from tests.doubles.teams import Person

from .house import FOOTER, TENANT, Scripted, card

LINES = Verbatim("911")

YES = Button(Verbatim("Yes"), "say-yes", "t1", 3)
OPENS = Button(Verbatim("Look"), "look", "t1", 3, opens=True)
SECRET = "what an exception says of Dr. Robin"


def account(user: str = "aad-robin") -> Account:
    return Account("teams", TENANT, user)


async def posted(door: Scripted, *buttons: Button, words: str = "A question") -> Person:
    """Somebody with a card that the outbox has posted."""
    who = door.person()
    await who.installs()
    await door.settled()
    shown = card(words, *buttons)
    await door.adapter.port.post(Outgoing(account(), "slot-1", shown, "en", "UTC"))
    return who


async def test_an_accepted_press_takes_the_cards_place(door: Scripted) -> None:
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(card=card("Thank you"), said=True)
    await who.press("Yes")
    assert who.messages[-1].words.startswith("Thank you")
    assert who.troubles == []
    press = door.engine.of(Press)[0]
    assert isinstance(press, Press)
    assert (press.verb, press.token, press.version) == ("say-yes", "t1", 3)
    assert press.account == account()
    await door.settled()
    assert who.messages[-1].edits == 0, "what belongs to a slot is the outbox's to edit"


async def test_an_answer_that_is_in_no_slot_is_edited_in_for_other_devices(door: Scripted) -> None:
    who = door.person()
    door.engine.replies["Arrive"] = Reply(card=card("Hello", YES))
    door.engine.replies["Press"] = Reply(card=card("Bonjour"), language="fr")
    await who.installs()
    await door.settled()
    await who.press("Yes")
    assert who.messages[-1].words.startswith("Bonjour")
    await door.settled()
    who.reloads()
    assert who.messages[-1].words.startswith("Bonjour")
    assert len(who.messages) == 1


async def test_an_answer_that_is_not_the_slots_leaves_the_slots_card_alone(door: Scripted) -> None:
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(card=card("Something else"))
    await who.press("Yes")
    await door.settled()
    assert [words.split("\n")[0] for words in who.words[-2:]] == ["A question", "Something else"]
    assert "Yes" in who.buttons


async def test_the_same_activity_four_times_is_one_effect_and_one_answer_in_the_chat(door: Scripted) -> None:
    who = await posted(door, YES)
    before = len(who.messages)
    door.engine.replies["Press"] = Reply(card=card("Thank you"), said=True)
    await who.press("Yes")
    pressed = door.teams.deliveries[-1]
    for _ in range(3):
        again = await door.teams.redeliver(pressed)
        assert again.body == pressed.body
    await who.types("status")
    typed = door.teams.deliveries[-1]
    await asyncio.gather(*(door.teams.redeliver(typed) for _ in range(3)))
    await who.types("a sentence")
    await asyncio.gather(*(door.teams.redeliver() for _ in range(3)))
    await door.settled()
    assert len(door.engine.of(Press)) == 1
    assert len(who.messages) == before + 2


@pytest.mark.parametrize("first", [True, False], ids=["submit first", "execute first"])
async def test_execute_and_submit_of_the_same_press_are_one_effect(door: Scripted, first: bool) -> None:
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(card=card("Thank you"), said=True)
    kept = who.keep("Yes")
    for as_submit in (first, not first):
        await who.press_again(kept, as_submit=as_submit)
        await door.teams.redeliver()
    assert len(door.engine.of(Press)) == 1
    assert len(door.engine.events) == 2 + 4  # two words of the installation, and four presses with the one key


async def test_two_presses_of_the_same_button_are_two(door: Scripted) -> None:
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(notice=Verbatim("Noted"))
    kept = who.keep("Yes")
    await who.press_again(kept)
    await who.press_again(kept)
    assert len(door.engine.of(Press)) == 2


async def test_an_older_client_sees_the_card_edited(door: Scripted) -> None:
    who = door.person()
    door.engine.replies["Arrive"] = Reply(card=card("Hello", YES))
    await who.installs()
    await door.settled()
    door.engine.replies["Press"] = Reply(card=card("Thank you"), notice=Verbatim("Noted"))
    await who.press("Yes", as_submit=True)
    await door.settled()
    assert who.messages[-1].words.startswith("Noted\nThank you")
    door.engine.replies["Press"] = Reply(notice=Verbatim("This has moved on"))
    await door.teams.deliver(door.teams.deliveries[-1].activity | {"id": "another"})
    await door.settled()
    assert who.messages[-1].words.startswith("This has moved on")
    assert "9-8-8" in who.messages[-1].words


async def test_an_old_card_explains_itself_and_shows_the_truth(door: Scripted) -> None:
    """Pressed on a screen that has not heard of the edit yet."""
    who = await posted(door, YES)
    kept = who.keep("Yes")
    message = who.messages[-1]
    reference = Posted(door.teams.service_url, message.conversation, message.id)
    await door.adapter.port.edit(Outgoing(account(), "slot-1", card("It is closed"), "en", "UTC"), reference.dump())
    door.engine.replies["Press"] = Reply(notice=w("moved-on"))
    await who.press_again(kept)
    shown = who.messages[-1]
    assert shown.words.startswith("This has moved on since. Nothing has changed.\nIt is closed")
    assert "Yes" not in who.buttons


async def test_an_old_card_that_this_process_never_saw_explains_itself(door: Scripted) -> None:
    who = await posted(door, YES)
    door.adapter._teams.memory._shown.clear()
    door.engine.replies["Press"] = Reply(notice=w("moved-on"))
    await who.press("Yes")
    assert who.toast == "This has moved on since. Nothing has changed."
    assert "Yes" in who.buttons


async def test_a_button_that_turns_out_to_want_a_dialog_gives_one_that_opens_it(door: Scripted) -> None:
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(dialog=Dialog(Verbatim("Names"), footer=FOOTER))
    await who.press("Yes")
    who.sees("There is something for you to read.", "9-8-8")
    await who.press("Open")
    assert who.dialog is not None
    assert who.dialog.title == "Names"


async def test_nothing_done_leaves_the_pressed_card_where_it_is(door: Scripted) -> None:
    """The database does not answer: the crisis lines come, and the buttons stay for another try."""
    who = await posted(door, YES)
    door.engine.replies["Press"] = Reply(card=card("In danger? 9-8-8"), notice=w("unavailable"), undone=True)
    await who.press("Yes")
    assert "We cannot save anything right now" in who.messages[-1].words
    assert "9-8-8" in who.messages[-1].words
    assert "Yes" in who.buttons
    door.adapter._teams.memory._shown.clear()
    await who.press("Yes")
    assert "In danger? 9-8-8" in who.messages[-1].words
    await door.settled()
    assert who.messages[-1].edits == 0
    door.engine.replies["Press"] = Reply(card=card("Thank you"), said=True)
    await who.press("Try again")
    assert who.messages[-1].words.startswith("Thank you")


# --- our own mistakes ----------------------------------------------------------------------------------------------


def broken(_event: Event) -> Reply:
    raise RuntimeError(SECRET)


def unspeakable(_event: Event) -> Reply:
    return Reply(card=Card((), (Button(w("no-such-message"), "x"),), footer=LINES), dialog=None)


@pytest.mark.parametrize("mistake", [broken, unspeakable])
async def test_a_mistake_is_a_card_with_a_number_and_never_the_words(door: Scripted, mistake: Any, capsys: Any) -> None:
    who = await posted(door, YES, OPENS)
    kept = who.keep("Yes")
    door.engine.replies["Press"] = mistake
    await who.press("Yes")
    assert "Something went wrong on our side" in who.messages[-1].words
    assert "Code " in who.messages[-1].words
    assert "Try again" in who.buttons
    await who.press_again((kept[0], _looks(kept)))
    assert who.dialog is not None
    assert "Code " in who.dialog.words
    who.closes()
    await who.press_again(kept, as_submit=True)
    door.engine.replies["Command"] = mistake
    await who.types("status")
    await door.settled()
    assert sum("Something went wrong" in words for words in who.words) >= 2
    everything = (
        f"{[each.body for each in door.teams.deliveries]}{[str(each) for each in door.teams.everything_posted()]}"
    )
    assert SECRET not in everything
    assert SECRET not in capsys.readouterr().out
    assert who.troubles == []


def _looks(kept: Any) -> Any:
    action = dict(kept[1]["fallback"])
    return action | {"data": action["data"] | {"msteams": {"type": "task/fetch"}}}


# --- dialogs -------------------------------------------------------------------------------------------------------

FORM = Dialog(
    Verbatim("A form"),
    fields=(
        Line("contact", Verbatim("How to reach you")),
        Choice("when", Verbatim("When"), (Option("", Verbatim("Any time")), Option("am", Verbatim("Morning")))),
        Choice("what", Verbatim("What"), tuple(Option(each, Verbatim(each)) for each in "abc"), many=True),
    ),
    submit=Button(Verbatim("Send"), "send", "t1", 3),
    buttons=(Button(Verbatim("Not now"), "dismiss"),),
    footer=FOOTER,
)


def fields_of(who: Person) -> list[dict[str, Any]]:
    assert who.dialog is not None
    return who.dialog.fields


async def test_a_form_comes_again_with_its_error_and_what_was_typed(door: Scripted) -> None:
    who = await posted(door, OPENS)
    door.engine.replies["Press"] = Reply(dialog=FORM)
    door.engine.replies["Submit"] = Reply(errors={"contact": Verbatim("Not a number")})
    await who.press("Look")
    await who.submit({"contact": "nowhere", "when": "am", "what": ["a", "c"]})
    who.sees("Not a number")
    assert [each.get("value") for each in fields_of(who)] == ["nowhere", "am", "a,c"]
    sent = door.engine.of(Submit)[-1]
    assert isinstance(sent, Submit)
    assert dict(sent.values) == {"contact": "nowhere", "when": "am", "what": ("a", "c")}
    door.engine.replies["Submit"] = Reply(close=True)
    await who.submit({"contact": "204-555-0199", "when": "Any time", "what": []})
    assert who.screen.dialog is None
    sent = door.engine.of(Submit)[-1]
    assert isinstance(sent, Submit)
    assert sent.one("when") == ""
    assert sent.all("what") == ()
    assert who.troubles == []


async def test_the_error_stands_even_where_the_form_cannot_be_opened_again(door: Scripted) -> None:
    who = await posted(door, OPENS)
    door.engine.replies["Press"] = Reply(dialog=FORM)
    await who.press("Look")
    door.engine.replies["Press"] = Reply(notice=w("moved-on"))
    door.engine.replies["Submit"] = Reply(errors={"contact": Verbatim("Not a number")})
    await who.submit({"contact": "nowhere"})
    assert who.toast == "Not a number"


async def test_what_can_happen_in_a_dialog(door: Scripted) -> None:
    who = await posted(door, OPENS)
    door.engine.replies["Press"] = Reply(dialog=FORM)
    for reply, toast, title in (
        (Reply(dialog=replace(FORM, title=Verbatim("The next one")), notice=Verbatim("Noted")), "", "The next one"),
        (Reply(card=card("A card")), "", "For you"),
        (Reply(notice=Verbatim("Sorry")), "Sorry", None),
        (Reply(close=True, notice=Verbatim("Done")), "Done", None),
        (Reply(card=card("Elsewhere"), close=True), "", None),
        (Reply(close=True), "", None),
        (Reply(), "", None),
    ):
        door.engine.replies["Press"] = Reply(dialog=FORM)
        await who.press("Look")
        door.engine.replies["Press"] = reply
        await who.press("Not now", given={"contact": "stays here"})
        assert (who.toast, who.dialog.title if who.dialog else None) == (toast, title)
        if who.dialog:
            who.sees("9-8-8")
        who.closes()
    assert who.troubles == []
    press = door.engine.of(Press)[-1]
    assert "stays here" not in str(press)


@pytest.mark.parametrize(
    ("reply", "toast"),
    [(Reply(notice=Verbatim("Sorry")), "Sorry"), (Reply(), "Done."), (Reply(close=True), "Done.")],
)
async def test_a_dialog_that_does_not_open_says_why(door: Scripted, reply: Reply, toast: str) -> None:
    who = await posted(door, OPENS)
    door.engine.replies["Press"] = reply
    await who.press("Look")
    assert who.toast == toast
    assert who.troubles == []


async def test_a_form_that_is_sent_four_times_is_one_effect(door: Scripted) -> None:
    who = await posted(door, OPENS)
    door.engine.replies["Press"] = Reply(dialog=FORM)
    door.engine.replies["Submit"] = Reply(close=True)
    await who.press("Look")
    await who.submit({"contact": "204-555-0199"})
    await asyncio.gather(*(door.teams.redeliver() for _ in range(3)))
    assert len(door.engine.of(Submit)) == 1
