"""Where the engine's reply goes: into the chat, into the dialog, to the presser alone, or to the fields."""

from unittest.mock import ANY

from bot.surface import (
    Arrive,
    Choice,
    Command,
    Dialog,
    Line,
    Option,
    People,
    Press,
    Reply,
    Submit,
    Text,
    Tick,
    Verbatim,
    w,
)

from .conftest import House
from .fakes import NOON, Page, card, first_words, outgoing

FORM = Dialog(
    w("title"),
    fields=(
        Line("contact", w("contact"), hint=w("hint"), kind="tel", longest=40),
        Choice("times", w("times"), (Option("", w("any")), Option("day", w("day"))), many=True),
        People("never", w("never"), most=5),
        Tick("outside", w("outside"), ticked=True),
    ),
    submit=None,
)


async def test_everybody_arrives_once_and_finds_the_hello_card(house: House) -> None:
    first, second = await house.page(), await house.page()
    for page in (first, second):
        assert [pane["messages"][0]["card"]["blocks"][0]["text"] for pane in page.state["panes"]] == ["en:hello"] * 2
    assert len(house.engine.keys(Arrive)) == 2
    assert house.engine.events[0].name == "Dr. Amara Osei"


async def test_the_state_has_words_in_both_languages_roles_and_the_clock_of_the_site(page: Page) -> None:
    assert page.state["words"]["fr"]["send"] == "fr:playground-send"
    assert page.state["panes"][0]["role"] == "role-physician"
    assert page.state["clock"]["now"].startswith("2026-07-06T12:00:00")
    assert page.state["clock"]["due"].startswith("2026-07-07T08:00:00")


async def test_a_card_replaces_the_pressed_message(house: House, page: Page) -> None:
    ref = page.state["panes"][1]["messages"][0]["ref"]
    house.engine.replies["Press"] = Reply(card=card("thanks"))
    assert set(await page.press(ref)) == {"type", "re"}
    pushed = await page.push("message")
    assert (pushed["user"], pushed["message"]["ref"], pushed["message"]["edited"]) == ("ben", ref, 1)
    assert first_words(house.chat, "ben") == ["thanks"]


async def test_a_pressed_message_that_is_gone_or_of_somebody_else_is_answered_anew(house: House, page: Page) -> None:
    house.engine.replies["Press"] = Reply(card=card("thanks"))
    await page.press(page.state["panes"][0]["messages"][0]["ref"], user="ben")
    assert first_words(house.chat, "amara") == ["hello"]
    assert first_words(house.chat, "ben") == ["hello", "thanks"]


async def test_a_card_in_answer_inside_a_dialog_stays_out_of_the_chat(house: House, page: Page) -> None:
    house.engine.replies |= {"Press": Reply(card=card("inside")), "Submit": Reply(card=card("elsewhere"), close=True)}
    answer = await page.press()
    assert answer["card"]["blocks"] == [{"kind": "paragraph", "text": "en:inside", "strong": False}]
    assert first_words(house.chat, "ben") == ["hello"]
    assert await page.submit() == {"type": "answer", "re": ANY, "close": True}
    assert first_words(house.chat, "ben") == ["hello"]


async def test_commands_and_text_are_answered_with_a_new_message(house: House, page: Page) -> None:
    house.engine.replies |= {"Command": Reply(card=card("home")), "Text": Reply(card=card("lines"))}
    await page.ask(type="command", user="ben", word="away", rest="Friday")
    await page.ask(type="text", user="ben", text="I cannot go on")
    assert first_words(house.chat, "ben") == ["hello", "home", "I cannot go on", "lines"]
    command = next(event for event in house.engine.events if isinstance(event, Command))
    assert (command.word, command.rest) == ("away", "Friday")
    assert "cannot" not in repr([event for event in house.engine.events if isinstance(event, Text)])


async def test_a_dialog_comes_with_its_fields_and_the_other_people(house: House, page: Page) -> None:
    house.engine.replies["Press"] = Reply(dialog=FORM)
    fields = {field["name"]: field for field in (await page.press())["dialog"]["fields"]}
    assert fields["contact"] | {"type": "tel", "longest": 40, "hint": "en:hint", "required": True} == fields["contact"]
    assert fields["times"]["options"][1] == {"value": "day", "text": "en:day"}
    assert fields["never"]["options"] == [{"value": "amara", "text": "Dr. Amara Osei"}]
    assert fields["outside"]["ticked"] is True
    assert first_words(house.chat, "ben") == ["hello"]


async def test_a_form_is_sent_and_its_errors_come_back_at_the_fields(house: House, page: Page) -> None:
    house.engine.replies["Submit"] = Reply(errors={"contact": w("not-a-number")})
    answer = await page.submit(contact="12", times=["day"], outside="yes")
    assert answer["errors"] == {"contact": "en:not-a-number"}
    submit = next(event for event in house.engine.events if isinstance(event, Submit))
    assert (submit.one("contact"), submit.all("times"), submit.one("outside")) == ("12", ("day",), "yes")


async def test_a_notice_is_for_the_presser_alone(house: House, page: Page) -> None:
    house.engine.replies["Press"] = Reply(notice=Verbatim("Call 555-0142."))
    assert (await page.press())["notice"] == "Call 555-0142."
    drawer = (await page.ask(type="drawer"))["drawer"]
    assert "555-0142" not in repr(drawer["export"])


async def test_a_language_chosen_on_the_page_goes_to_the_engine_and_turns_the_chat(house: House, page: Page) -> None:
    house.engine.replies["Command"] = Reply(card=card("hello again"), notice=w("language-set"))
    answer = await page.ask(type="language", user="ben", language="fr")
    assert answer["notice"] == "fr:language-set"
    chat = await page.push("chat")
    assert (chat["user"], chat["language"]) == ("ben", "fr")
    assert [message["card"]["blocks"][0]["text"] for message in chat["messages"]] == ["fr:hello"]
    assert first_words(house.chat, "ben") == ["hello"]
    await page.press()
    press = next(event for event in house.engine.events if isinstance(event, Press))
    assert press.locale == "fr"


async def test_a_language_chosen_with_a_button_turns_the_chat_too(house: House, page: Page) -> None:
    house.engine.replies["Press"] = Reply(card=card("bonjour"), language="fr", timezone="America/Winnipeg")
    await page.press(page.state["panes"][1]["messages"][0]["ref"])
    assert (await page.push("chat"))["language"] == "fr"
    assert house.chat.language("ben") == "fr"
    assert house.chat.timeline("ben")[0].language == "fr"


async def test_the_drawer_shows_the_export_and_the_database(house: House, page: Page) -> None:
    house.engine.replies["Press"] = Reply(dialog=Dialog(w("secret-name")))
    await page.press()
    await page.ask(type="text", user="amara", text="typed by a person")
    await house.chat.post(outgoing("offer"))
    drawer = (await page.ask(type="drawer"))["drawer"]
    typed, offer = drawer["export"][-2:]
    assert (typed["person"], typed["author"], typed["text"]) == ("Dr. Amara Osei", "me", "typed by a person")
    assert (offer["person"], offer["text"]) == ("Dr. Ben Fontaine", "en:offer\nen:footer")
    assert drawer["export"][0]["buttons"] == ["en:ask"]
    assert "secret-name" not in repr(drawer["export"])
    (table,) = drawer["database"]
    assert table == {"name": "requests", "columns": ["id", "physician"], "rows": [["7f3a", "sealed, 96 bytes"]]}
    assert typed["at"].startswith(f"{NOON:%Y-%m-%d}T12:00")
