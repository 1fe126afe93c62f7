"""The way in (R01 to R08, R12, R17, R22): consent, the one typed line, who is served, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.hours import parse_hours
from bot.core.people import Role
from bot.core.people import Stage as Career
from bot.flows.welcome.hello import posted_route
from bot.surface import Press, Submit
from bot.wording import Wording
from tests import carried
from tests.doubles.plain import as_read
from tests.stage import CONTACT, MONDAY, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import rows

POSTED_HOURS = "Prefer the phone? Lakeside Hospital (demo): 204-555-0142, Monday to Friday 08:30 to 16:30."
STRANGER = "visiting-locum"


async def test_r02_r46_consent_says_what_is_kept_and_where_confidence_ends_before_anything_is_asked(
    stage: Stage,
) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("911", "9-8-8", "need not explain anything", "not an emergency service", "do not describe a patient")
    robin.sees("Nothing is kept before Send", "Erased here when the match closes", "Your employer may read")
    robin.sees("not legally privileged", "serious risk of harm", "unsafe behaviour")
    assert robin.buttons() == ["Continue", "Phone instead", "Not now"]


async def test_a_site_that_keeps_the_links_for_some_days_says_so_before_send_and_after(under: Opens) -> None:
    stage = await under(keep_days_after_close=30)
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("Erased here 30 days after the match closes")
    robin.close()
    await stage.ask()
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.sees("erased here in 30 days")
    assert len(await rows(stage, "SELECT request FROM request_key")) == 1
    await stage.forward(30 * 24)
    assert await rows(stage, "SELECT request FROM request_key") == []


@pytest.mark.parametrize("steps", [[], ["Continue"]])
async def test_r08_leaving_at_any_step_before_send_keeps_nothing(stage: Stage, steps: list[str]) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    for words in steps:
        await robin.press(words)
    await robin.press("Not now")
    assert not robin.inside
    for table in ("request", "offer", "deadline", "audit", "tally"):
        assert await rows(stage, f"SELECT * FROM {table}") == []  # noqa: S608 - constants


async def test_r45_a_contact_that_is_none_is_asked_again_and_nothing_is_sent(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="I made a mistake with a patient")
    assert "phone number" in robin.errors["contact"]
    assert await stage.requests() == []
    await robin.submit(contact="robin@example.net")
    robin.sees("Sent. We're asking a colleague now.")


async def test_a_second_ask_shows_the_status_of_the_first(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    form = robin.form()
    await robin.submit(contact=CONTACT)
    robin.close()
    await robin.press("Ask for a peer")
    robin.sees("Still asking")
    robin.returns_to(form)  # the form of an hour ago is still open on the other screen
    await robin.submit(contact="204-555-0999")
    robin.sees("Still asking")
    assert len(await stage.requests()) == 1


async def test_the_request_says_by_when_there_is_news_and_there_is(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    robin.sees("You'll hear from us by Tuesday, September 8, 10:00")
    robin.close()
    before = len(robin.messages())
    await stage.forward(24)
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Still asking. You hear more by Friday, September 11, 10:00", "204-555-0142", "Open now")
    assert set(robin.buttons()) == {"Wait", "Show", "Change", "Phone instead", "Withdraw"}  # in any order


async def test_r22_the_phone_route_stands_on_every_home_view_with_its_hours(opens: Opens) -> None:
    stage = await opens(at=MONDAY - timedelta(days=2))  # a Saturday
    robin = stage.physician
    robin.sees(POSTED_HOURS)
    await robin.press("Phone instead")
    robin.sees("204-555-0142. Closed now, opens Monday, September 7, 08:30", "Casey Sample")
    robin.close()
    await robin.type("hello?")
    assert POSTED_HOURS in robin.chat()[-1]


async def test_the_posted_card_stays_true_past_the_opening_hour_and_the_dialog_says_open_or_closed_now(
    opens: Opens,
) -> None:
    stage = await opens(at=MONDAY - timedelta(hours=2))  # 08:00, half an hour before somebody answers
    robin = stage.physician
    posted = robin.screen() or "\n".join(robin.chat())
    await robin.press("Phone instead")
    robin.sees("204-555-0142. Closed now, opens Monday, September 7, 08:30")
    robin.close()
    await stage.forward(1)
    robin.sees(posted, POSTED_HOURS)
    assert not [said for said in robin.chat() if "now, opens" in said or "Open now" in said]
    await robin.press("Phone instead")
    robin.sees("204-555-0142. Open now.")


@pytest.mark.parametrize(
    ("hours", "english", "french"),
    [
        (
            "mon-fri 08:30-16:30",
            "204-555-0142, Monday to Friday 08:30 to 16:30.",
            "204-555-0142, du lundi au vendredi de 8 h 30 à 16 h 30.",
        ),
        (
            "mon,wed 09:00-12:00; sat-mon 20:00-24:00",
            "Monday, Wednesday 09:00 to 12:00, Saturday to Monday 20:00 to 24:00.",
            "lundi, mercredi de 9 h à 12 h, du samedi au lundi de 20 h à 24 h.",
        ),
        ("mon-sun 07:00-23:00", "every day 07:00 to 23:00.", "tous les jours de 7 h à 23 h."),
        ("24/7", "204-555-0142, day and night.", "204-555-0142, jour et nuit."),
        (None, "(demo): 204-555-0142.", "204-555-0142."),
    ],
)
async def test_the_posted_hours_read_well_in_both_languages(
    stage: Stage, hours: str | None, english: str, french: str
) -> None:
    site = replace(stage.site, phone_hours=parse_hours(hours) if hours else None)
    said = posted_route(site)
    assert Wording().text(said, "en").endswith(english)
    assert Wording().text(said, "fr").replace("\u00a0", " ").endswith(french)


# --- whom it serves ------------------------------------------------------------------------------------------------


async def test_r07_whoever_is_not_served_hears_where_the_right_place_is(under: Opens) -> None:
    stage = await under(serves=["trainee", "early"])
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("does not serve your career stage", "204-555-0142", "Physician and Family Support Program")
    robin.close()
    await robin.press("What this is")
    robin.sees("learners and residents", "early-career physicians")
    assert "mid-career" not in robin.screen()


async def test_one_who_only_refers_is_told_that_it_is_for_physicians(stage: Stage) -> None:
    await stage.rewrite(stage.physician, roles=frozenset({Role.REFERRER}))
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("This programme is for physicians", "204-555-0142")


async def test_a_site_without_reach_in_points_to_the_phone(under: Opens) -> None:
    stage = await under(pathways=["reach_out"])
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("You cannot ask here in the chat", "204-555-0142")


async def test_an_unknown_stage_is_served(under: Opens) -> None:
    stage = await under(serves=["trainee"])
    await stage.rewrite(stage.physician, stage=None)
    await stage.ask()
    assert len(await stage.requests()) == 1


async def test_somebody_on_no_roster_may_ask_where_the_workspace_may_and_gets_no_row_before_send(stage: Stage) -> None:
    engine, stranger = stage.house.engine, stage.account(STRANGER)
    before = await rows(stage, "SELECT id FROM person")
    reply = await engine.handle(Press("", stranger, "en", "Dr. Visiting Locum", verb="ask"))
    assert reply.dialog is not None
    assert await rows(stage, "SELECT id FROM person") == before
    await engine.handle(Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT}))
    await stage.settle()
    assert len(await rows(stage, "SELECT id FROM person")) == len(before) + 1
    supporter = stage.offered()
    await supporter.press("Accept")
    supporter.sees("Dr. Visiting Locum")


async def test_somebody_on_no_roster_is_forgotten_after_the_last_word_and_can_come_back(stage: Stage) -> None:
    engine, stranger = stage.house.engine, stage.account(STRANGER)
    before = await rows(stage, "SELECT id FROM person ORDER BY id")
    accounts = await rows(stage, "SELECT count(*) FROM account")
    send = Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    for _ in range(2):
        await engine.handle(send)
        await stage.settle()
        request = (await stage.requests())[0]
        withdraw = Press("", stranger, "en", "", verb="withdraw-yes", token=request.id, version=request.version)
        await engine.handle(carried.sealed(withdraw, stage.house))
        await stage.forward(20 / 60)
        assert len(await rows(stage, "SELECT id FROM person")) == len(before) + 1
    await engine.handle(send)  # asked again meanwhile: they stay
    await stage.forward(2)
    assert len(await rows(stage, "SELECT id FROM person")) == len(before) + 1
    request = (await stage.requests())[0]
    withdraw = Press("", stranger, "en", "", verb="withdraw-yes", token=request.id, version=request.version)
    await engine.handle(carried.sealed(withdraw, stage.house))
    await stage.forward(1)
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == before
    assert await rows(stage, "SELECT count(*) FROM account") == accounts
    assert await rows(stage, "SELECT id FROM slot WHERE person NOT IN (SELECT id FROM person)") == []


async def test_where_only_the_roster_may_ask_a_stranger_is_pointed_elsewhere(under: Opens) -> None:
    stage = await under(open_to="roster")
    engine, stranger = stage.house.engine, stage.account(STRANGER)
    for event in (
        Press("", stranger, "en", "Dr. Visiting Locum", verb="ask"),
        Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT}),
    ):
        reply = await engine.handle(event)
        assert reply.dialog is not None
        assert "ask-roster-only" in str(reply.dialog)
    assert await stage.requests() == []
    await stage.ask()
    assert len(await stage.requests()) == 1


async def test_a_workspace_without_a_site_gets_the_lines_and_no_form(stage: Stage) -> None:
    nowhere = stage.account("somebody", elsewhere=True)
    reply = await stage.house.engine.handle(Press("", nowhere, "en", "Somebody", verb="ask"))
    assert "ask-no-site" in str(reply.dialog)
    assert "9-8-8" in as_read(str(reply.dialog))


# --- anything typed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["hi", "I want to die", "Ask for a peer", "👍", "where is the parking?"])
async def test_any_free_text_gets_the_same_card_and_leaves_no_row(stage: Stage, typed: str) -> None:
    robin = stage.physician
    await robin.type("anything")
    usual = robin.messages()[-1]
    before = [await rows(stage, f"SELECT count(*) FROM {table}") for table in ("inbox", "slot", "copy", "audit")]  # noqa: S608
    await robin.type(typed)
    assert robin.messages()[-1] == usual
    assert robin.chat()[-1].startswith("In danger, or just want a person now? 911")
    after = [await rows(stage, f"SELECT count(*) FROM {table}") for table in ("inbox", "slot", "copy", "audit")]  # noqa: S608
    assert before == after


async def test_a_worry_about_a_colleague_gets_numbers_and_never_a_queue(stage: Stage) -> None:
    robin = stage.physician
    await robin.type("my friend")
    await robin.press("I am worried about a colleague right now")
    robin.sees("911", "9-8-8", "Nothing about this is kept")
    assert await stage.requests() == []


async def test_r03_r04_what_is_out_of_scope_has_the_right_line_at_once(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("What this is")
    robin.sees("suicide", "9-8-8", "No notes", "not therapy")
    await robin.press("Lines and services")
    robin.sees("Nobody is told", "911", "9-8-8")
    await robin.press("Legal questions")
    robin.sees("Canadian Medical Protective Association", "1-800-267-6522")


async def test_the_language_switches_for_everything_that_follows(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Français")
    robin.sees("Vous n'avez rien à expliquer")
    await robin.press("Demander un pair")
    await robin.press("Continuer")
    await robin.submit(contact=CONTACT)
    robin.sees("C'est envoyé")
    robin.close()
    await stage.match()
    assert "Vous avez du nouveau." in robin.chat()[-1]
    await robin.press("Ouvrir")
    robin.sees("a dit oui, et vous joindra", "Hôpital Lakeside")


# --- wishes and lists ----------------------------------------------------------------------------------------------


async def test_nobody_on_the_list_is_asked_or_told_not_even_how_many_there_are(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask(not_these=[each.account.user for each in (ines, sam, casey)])
    assert stage.offered() is ada
    await stage.declines(ada)
    devon.sees("Nobody is left to ask")  # the deputy is the first who may be told
    before = len(casey.messages())
    opens = devon.button("Open")
    await stage.forward(48)
    assert len(casey.messages()) == before
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you")
    casey.close()
    number = (await stage.requests())[0].number
    await casey.command("show", number)
    assert casey.notice == "No open request of yours has this number."
    await casey.press_kept(opens)
    casey.sees("No open request needs you")
    casey.close()
    for actor in (ines, sam):
        actor.lacks("Accept")


async def test_somebody_on_the_list_whom_nobody_knows_yet_is_kept_out_once_the_roster_does(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin = stage.physician.account
    second = stage.account("ines-second-account")
    values: dict[str, str | tuple[str, ...]] = {
        "contact": CONTACT,
        "wish": "gender-man",
        "not_these": (second.user, "nobody-at-all"),
    }
    await stage.house.engine.handle(Submit("", robin, "en", "", verb="ask-send", values=values))
    await stage.settle()
    ines_id = await stage.id_of(ines)
    await stage.read(lambda unit: unit.people.attach(ines_id, second))
    await stage.declines(sam)
    assert stage.offered() is ada  # Ines, of another department, would have been next


async def test_a_coordinator_who_asks_is_a_physician_like_any_other_and_steers_nothing_of_it(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.rewrite(casey, stage=Career.EARLY)
    await casey.press("Ask for a peer")
    await casey.press("Continue")
    await casey.submit(contact="204-555-0190")
    casey.close()
    for _ in range(3):
        await stage.declines(stage.offered())
    stage.deputy.sees("Nobody is left to ask")
    assert "needs you" not in "".join(casey.chat())
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you")


async def test_a_supporter_who_asks_is_never_offered_their_own_request(stage: Stage) -> None:
    ines = stage.supporters[1]
    await ines.press("Ask for a peer")
    await ines.press("Continue")
    await ines.submit(contact="ines.private@example.net", language="fr")
    ines.close()
    ines.lacks("Accept")
    assert stage.offered() is not ines


async def test_a_supporter_asked_for_by_name_is_asked_about_evaluating_only(stage: Stage) -> None:
    ada = stage.supporters[0]
    await stage.ask(asked_for=await stage.id_of(ada), language="fr")
    assert stage.offered() is ada
    await ada.press("Accept")
    ada.sees("Do you evaluate this person? They asked for you by name.")
    assert "know this person personally" not in ada.screen()
    await ada.press("No, confirm")
    ada.sees(CONTACT)


async def test_r05_the_reason_reaches_the_supporter_only_if_it_was_ticked(stage: Stage) -> None:
    await stage.ask(reason="lawsuit")
    supporter = stage.offered()
    await supporter.press("Accept")
    await supporter.press("No, confirm")
    assert "lawsuit" not in supporter.screen()


async def test_r09_r37_a_ticked_reason_and_the_way_and_times_stand_in_the_dialog_and_nowhere_else(stage: Stage) -> None:
    await stage.ask(reason="lawsuit", share_reason="yes", way="text", times=["evenings", "weekends"])
    supporter = stage.offered()
    await supporter.press("Accept")
    assert "lawsuit" not in supporter.screen()
    await supporter.press("No, confirm")
    supporter.sees("Lawsuit", "Text me", "Evenings, Weekends", "Confidence has the limits", "No advice, no notes")
    assert "lawsuit" not in "".join(supporter.chat()).lower()


async def test_r24_a_wish_moves_somebody_up_and_shuts_nobody_out(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(wish="gender-man")
    assert stage.offered() is sam
    await stage.declines(sam)
    assert stage.offered() is ines
