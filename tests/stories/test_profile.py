"""A supporter's own page, the directory, and asking somebody by name from it (R21, R57, R58)."""

from typing import Any

from bot.core.people import Shown
from bot.core.request import RequestState
from tests.stage import CONTACT, Actor, Stage
from tests.stories.traces import rows

BIO = "Nights, twins and a late start: I have been there."
ALL: dict[str, Any] = {"speaks_en": "yes", "speaks_fr": [], **{what.value: "yes" for what in Shown}}
NONE: dict[str, Any] = {"speaks_en": "yes", "speaks_fr": [], **{what.value: [] for what in Shown}}


async def writes(actor: Actor, bio: str = BIO, **ticks: str | list[str]) -> None:
    actor.close()
    await actor.command("profile")
    await actor.press("Open")
    await actor.press("My page")
    await actor.submit(bio=bio, **(ALL | ticks))


async def looks_through(actor: Actor) -> None:
    actor.close()
    await actor.command("supporters")
    await actor.press("Open")


async def sees_page_of(actor: Actor, somebody: Actor) -> None:
    await looks_through(actor)
    await actor.submit(person=await actor.stage.id_of(somebody))


async def asks(physician: Actor, somebody: Actor) -> None:
    """From the page to a request in three taps; the name is chosen already."""
    await sees_page_of(physician, somebody)
    await physician.press("Ask this person")
    await physician.press("Continue")
    await physician.submit(contact=CONTACT, asked_for=await physician.stage.id_of(somebody))
    physician.close()


# --- the page ------------------------------------------------------------------------------------------------------


async def test_r57_a_supporter_writes_their_page_and_sees_it_as_colleagues_do(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada, speaks_fr="yes")
    ada.sees("This is what colleagues see.", BIO, "Family medicine", "late-career physician", "English, Français")
    ada.lacks("Ask this person")
    await sees_page_of(robin, ada)
    robin.sees("Dr. Ada Maple-Example", BIO)
    for secret in ("load", "matches", "away"):
        assert secret not in robin.screen()


async def test_nothing_is_shown_before_they_say_so_and_every_tick_is_their_own(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await looks_through(robin)
    robin.sees("Nobody has a page here yet.")
    await writes(ada, **NONE)
    ada.sees("You have no page. Only you see this.")
    await looks_through(robin)
    robin.sees("Nobody has a page here yet.")
    await writes(ada, **(NONE | {"page": "yes"}))
    await sees_page_of(robin, ada)
    robin.sees("Dr. Ada Maple-Example", BIO)
    for hidden in ("Family medicine", "late-career"):
        assert hidden not in robin.screen()
    robin.lacks("Ask this person")


async def test_thanks_name_those_who_like_it_and_never_a_number(stage: Stage) -> None:
    ada, ines, robin = stage.supporters[0], stage.supporters[1], stage.physician
    await writes(ada, **(NONE | {"thanks": "yes"}))
    await looks_through(robin)
    robin.sees("With thanks to: Dr. Ada Maple-Example")
    assert ines.name not in robin.screen()


async def test_what_was_written_is_sealed_and_stays_out_of_the_chat(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada)
    await sees_page_of(robin, ada)
    assert all(BIO not in words for actor in stage.actors.values() for words in actor.chat())
    for table in ("person", "slot", "audit", "training"):
        assert BIO.encode() not in b"".join(
            bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell).encode()
            for row in await rows(stage, f"SELECT * FROM {table}")  # noqa: S608 - our own names
            for cell in row
        )


async def test_a_bio_that_is_too_long_is_sent_back(stage: Stage) -> None:
    ada = stage.supporters[0]
    await writes(ada)
    before = (await person(stage, ada)).bio
    if stage.platform == "playground":  # elsewhere the field itself ends there
        await writes(ada, "x" * 301)
        assert "300" in ada.errors["bio"]
    assert (await person(stage, ada)).bio == before


async def test_a_page_is_for_supporters_and_the_directory_for_those_who_are_ready(stage: Stage) -> None:
    ada, robin, casey = stage.supporters[0], stage.physician, stage.coordinator
    await writes(ada)
    ada.close()
    await ada.command("profile")
    await ada.press("Open")
    mine = ada.button("My page")
    await robin.press_kept(mine)
    assert "for supporters" in robin.notice
    await stage.rewrite(ada, trained_hours=0.5)
    await looks_through(robin)
    robin.sees("Nobody has a page here yet.")
    await casey.command("profile")  # the same card for everybody who types it
    casey.sees("What concerns you as a supporter is behind “Open”.")


# --- asked by name -------------------------------------------------------------------------------------------------


async def test_the_offer_goes_there_first_and_evaluating_is_the_only_question(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada)
    ada.close()
    await asks(robin, ada)
    assert stage.offered() is ada
    await ada.press("Accept")
    ada.sees("Do you evaluate this person? They asked for you by name.")
    await ada.press("No, confirm")
    assert (await stage.requests())[0].state is RequestState.MATCHED


async def test_a_decline_reads_not_available_and_the_normal_order_follows(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada)
    ada.close()
    await asks(robin, ada)
    await robin.press("Open")
    assert "not available" not in robin.screen()
    robin.close()
    await stage.declines(ada)
    assert stage.offered() is not ada
    await robin.press("Open", back=0)
    robin.sees("The colleague you named is not available. We ask others.")


async def test_somebody_away_reads_the_same_so_that_a_decline_is_not_to_be_told_apart(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await writes(ada)
    ada.close()
    await ada.command("away")
    await asks(robin, ada)
    assert stage.offered() is not ada
    await robin.press("Open")
    robin.sees("The colleague you named is not available. We ask others.")


async def test_who_does_not_like_to_be_asked_by_name_is_not_in_the_form_and_not_asked_first(stage: Stage) -> None:
    ada, robin, sam = stage.supporters[0], stage.physician, stage.supporters[2]
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    options = robin.fields()["asked_for"]
    assert await stage.id_of(sam) in str(options) or sam.name in str(options)
    form = robin.form()
    await writes(sam, **NONE)
    sam.close()
    robin.returns_to(form)  # it was open all the while
    await robin.submit(contact=CONTACT, asked_for=await stage.id_of(sam), language="en")
    found = await stage.read(lambda unit: unit.requests.details(unit.requests.open_ones()[0]))
    assert found.asked_for == ""
    assert ada.name


# --- the roster file -----------------------------------------------------------------------------------------------


async def test_an_old_file_takes_no_bio_away_and_a_new_word_in_it_wins(stage: Stage) -> None:
    ada = stage.supporters[0]
    await writes(ada, speaks_fr="yes")
    await stage.rewrite(ada, bio="Here to listen. Invented for the demo.", languages=("en",), phone="204-555-0190")
    found = await person(stage, ada)
    assert (found.bio, found.languages, found.phone) == (BIO, ("en", "fr"), "204-555-0190")
    await stage.rewrite(ada, bio="")  # an empty cell leaves what they wrote
    assert (await person(stage, ada)).bio == BIO
    await stage.rewrite(ada, bio="Written by the office.")
    assert (await person(stage, ada)).bio == "Written by the office."


async def person(stage: Stage, actor: Actor):
    return await stage.read(lambda unit: unit.people.by_account(actor.account))
