"""Reach-out (R13 to R16, R20): somebody thinks of a colleague, who is asked first and once; nobody else hears of it."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.core.people import Role
from bot.core.policy import Pathway
from bot.core.request import RequestState
from bot.flows.inviting import WEIGH
from bot.flows.referring import KEPT_DAYS, MOST_NOMINATIONS, WITHIN_DAYS
from bot.surface import Command, Press, Submit
from tests.stage import CONTACT, COORDINATOR, DEPUTY, PHYSICIAN, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, rows

THANKS = "Thank you for thinking of someone."
BOOKED = "SELECT kind FROM deadline WHERE request IS NOT NULL OR subject IS NOT NULL ORDER BY kind"


async def refer(stage: Stage, sender: Actor, user: str) -> str:
    """Think of somebody; returns all that the sender is shown."""
    sender.close()
    await sender.command("refer")
    await sender.press("Open")
    await sender.submit(colleague=[stage.account(user).user])
    shown = sender.screen()
    sender.close()
    await stage.sweep()
    return shown


async def invite(stage: Stage, *users: str, moment: str = "event") -> None:
    casey = stage.coordinator
    casey.close()
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[stage.account(user).user for user in users], moment=moment)
    casey.sees("Whoever can be asked is asked now", "you hear nothing more of it")
    casey.close()
    await stage.sweep()


async def open_nominations(coordinator: Actor) -> None:
    coordinator.close()
    await coordinator.command("nominations")
    await coordinator.press("Open")


async def invitations(stage: Stage) -> list[Counted]:
    return [each for each in await counted(stage) if each.kind == "invitation"]


async def nothing_stays(stage: Stage) -> None:
    """Of the colleague. That the coordinator asked somebody stands in the audit, and not whom."""
    for table in ("request", "request_key", "nomination"):
        assert await rows(stage, f"SELECT * FROM {table}") == []  # noqa: S608 - constants
    assert await rows(stage, "SELECT verb FROM audit WHERE request IS NOT NULL OR verb <> 'invited'") == []
    assert await rows(stage, BOOKED) == []


# --- from a thought to a request -------------------------------------------------------------------------------------


async def test_r13_a_colleague_is_thought_of_asked_and_says_yes(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    assert THANKS in await refer(stage, ada, PHYSICIAN)
    assert "update" not in robin.chat()[-1]  # nothing yet: a coordinator decides
    assert "There is something new behind" in casey.chat()[-1]
    await casey.press("Open")
    casey.sees("Dr. Robin Fictional, since Monday")
    await casey.press("Ask Dr. Robin Fictional?")
    await casey.submit(moment="event")
    casey.sees("Nothing waits for you here.")
    casey.close()
    await stage.sweep()
    assert "You have an update." in robin.chat()[-1]
    await robin.press("Open")
    robin.sees("After a hard event we check in with everybody who was there.", "No is fine.", "90 days", "9-8-8")
    robin.sees("Without an answer this goes away by itself on Monday, September 14, 10:00")
    assert not [actor for actor in stage.supporters if "Accept" in actor.buttons()]
    await robin.press("Yes")
    robin.sees("Nothing is kept before Send")
    await robin.press("Continue")
    assert not [actor for actor in stage.supporters if "Accept" in actor.buttons()]
    await robin.submit(contact=CONTACT)
    robin.sees("Sent. We are asking now.")
    robin.close()
    request = (await stage.requests())[0]
    assert (request.state, request.pathway) == (RequestState.SEEKING, Pathway.REACH_OUT)
    await stage.match()
    assert await invitations(stage) == [Counted("invitation", outcome="accepted")]
    assert await rows(stage, "SELECT id FROM nomination") == []


async def test_the_worry_that_cannot_wait_comes_before_the_form_and_stores_nothing(stage: Stage) -> None:
    ada = stage.supporters[0]
    await ada.command("refer")
    await ada.press("Open")
    assert ada.screen().index("Do not wait here. Call 911") < ada.screen().index("Pick them here")
    await ada.press("I am worried about a colleague right now")
    ada.sees("9-8-8", "Nothing about this is kept")
    assert await rows(stage, "SELECT id FROM nomination") == []
    assert await rows(stage, BOOKED) == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("routine", "We routinely check in with colleagues."),
        ("loss", "After the loss of a patient we check in with the whole team."),
        ("arrival", "everybody who is new here"),
        ("return", "everybody who comes back from leave"),
    ],
)
async def test_only_fixed_words_reach_the_colleague(stage: Stage, moment: str, words: str) -> None:
    await invite(stage, PHYSICIAN, moment=moment)
    await stage.physician.press("Open")
    stage.physician.sees(words)


async def test_words_of_ones_own_get_nowhere(stage: Stage) -> None:
    values: dict[str, str | tuple[str, ...]] = {"colleagues": (stage.physician.account.user,), "moment": "I heard that"}
    event = Submit("", stage.coordinator.account, "en", "", verb="invite-send", values=values)
    await stage.house.engine.handle(event)
    await stage.sweep()
    await stage.physician.press("Open")
    stage.physician.sees("We routinely check in with colleagues.")


async def test_r20_after_an_event_everybody_who_was_there_is_asked_with_one_template(stage: Stage) -> None:
    """R20: a template and one tap each; one of them is the coordinator who asks, and is not asked."""
    users = [PHYSICIAN, *(actor.user for actor in stage.supporters), COORDINATOR]
    await invite(stage, *users)
    for user in users[:-1]:
        assert "You have an update." in stage.actors[user].chat()[-1]
        await stage.actors[user].press("Open")
        stage.actors[user].sees("After a hard event")
        stage.actors[user].close()
    assert "update" not in "".join(stage.coordinator.chat())
    assert len(await stage.requests()) == 4


async def test_an_empty_pick_is_asked_again(stage: Stage) -> None:
    for actor, word, field in (
        (stage.supporters[0], "refer", "colleague"),
        (stage.coordinator, "invite", "colleagues"),
    ):
        await actor.command(word)
        await actor.press("Open")
        await actor.submit()
        assert actor.errors == {field: "Please pick a name."}


# --- no, and silence -------------------------------------------------------------------------------------------------


async def test_r15_no_thanks_deletes_all_but_a_mark_that_expires_and_nobody_asks_again(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    late = robin.button("Yes")
    await robin.press("No thanks")
    robin.sees("Everything about this is erased", "a sealed mark so that nobody asks again for 90 days")
    robin.close()
    await nothing_stays(stage)
    assert await invitations(stage) == [Counted("invitation", outcome="declined")]
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    await robin.press_kept(late)
    robin.sees("You have no open request.")
    robin.close()
    before = len(robin.messages())
    await stage.forward(89 * 24)
    await invite(stage, PHYSICIAN)
    assert len(robin.messages()) == before
    await stage.forward(25)
    await invite(stage, PHYSICIAN)
    assert len(robin.messages()) == before + 1


async def test_the_mark_is_gone_once_it_has_expired(under: Opens) -> None:
    stage = await under(invite_again_days=3)
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    stage.physician.sees("3 days")
    await stage.physician.press("No thanks")
    assert len(await rows(stage, "SELECT id FROM mark")) > 0
    await stage.forward(3 * 24)
    await stage.read(lambda unit: unit.marks.purge())
    assert await rows(stage, "SELECT id FROM mark") == []


async def test_no_thanks_is_no_to_asking_and_not_to_coming(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    await stage.physician.press("No thanks")
    await stage.ask()
    assert (await stage.requests())[0].pathway is Pathway.REACH_IN


async def test_without_an_answer_it_is_gone_after_a_week_and_nothing_stays(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    before = len(robin.messages())
    await stage.forward(7 * 24 - 1)
    assert len(await stage.requests()) == 1
    await stage.forward(1)
    assert len(robin.messages()) == before  # an edit: nothing rings for it
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    assert await rows(stage, "SELECT id FROM mark") == []
    await nothing_stays(stage)
    assert await invitations(stage) == [Counted("invitation", outcome="unanswered")]


async def test_whoever_asks_by_themselves_adopts_the_invitation(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    invited = (await stage.requests())[0]
    await stage.ask()
    request = (await stage.requests())[0]
    assert (request.id, request.state, request.pathway) == (invited.id, RequestState.SEEKING, Pathway.REACH_IN)
    assert {due for (due,) in await rows(stage, "SELECT kind FROM deadline")} & {"invite-over"} == set()
    await robin.press("Open")
    robin.sees("Still asking")
    assert await stage.read(lambda unit: unit.requests.details(request).moment) == ""


async def test_an_old_yes_after_the_request_shows_how_it_stands(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    yes, no = robin.button("Yes"), robin.button("No thanks")
    robin.close()
    await stage.ask()
    await robin.press_kept(yes)
    robin.sees("Still asking")
    await robin.press_kept(no)
    assert "moved on" in robin.notice
    assert len(await stage.requests()) == 1


async def test_only_the_colleague_answers_an_invitation(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    yes, no = stage.physician.button("Yes"), stage.physician.button("No thanks")
    for other in (stage.supporters[0], stage.coordinator):
        await other.press_kept(yes)
        other.sees("You have no open request.")
        await other.press_kept(no)
        assert "moved on" in other.notice
        other.close()
    assert [each.state for each in await stage.requests()] == [RequestState.INVITED]


async def test_a_colleague_who_is_no_longer_there_is_not_waited_for(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.deactivated(stage.physician)
    assert await rows(stage, "SELECT id FROM request") == []


# --- the nominator learns nothing ------------------------------------------------------------------------------------


async def test_r14_the_nominator_gets_the_same_thanks_on_the_same_path_whatever_happens(stage: Stage) -> None:
    """Unknown, themselves, already asked, said no, in a request, a coordinator, too many: one answer, one way to it."""
    ada, ines, sam = stage.supporters
    await invite(stage, ines.user)
    await ines.press("Open")
    await ines.press("No thanks")
    ines.close()
    await invite(stage, sam.user)
    await stage.ask()
    answers, statements = set(), set()
    for user in (PHYSICIAN, ines.user, sam.user, ada.user, "nobody-at-all", COORDINATOR, PHYSICIAN, DEPUTY):
        asked = await _watched(stage, ada, user)
        answers.add(asked[0])
        statements.add(asked[1])
        await stage.sweep()
    assert len(answers) == 1
    assert len(statements) == 1


async def _watched(stage: Stage, sender: Actor, user: str) -> tuple[str, tuple[int, int]]:
    """What the sender sees, and how many rows the press wrote; what becomes of it comes later."""
    sender.close()
    await sender.command("refer")
    await sender.press("Open")
    before = [await rows(stage, f"SELECT count(*) FROM {table}") for table in ("nomination", "deadline")]  # noqa: S608
    await sender.submit(colleague=[stage.account(user).user])
    after = [await rows(stage, f"SELECT count(*) FROM {table}") for table in ("nomination", "deadline")]  # noqa: S608
    wrote = tuple(late[0][0] - early[0][0] for late, early in zip(after, before, strict=True))
    return sender.screen() + sender.notice, (wrote[0], wrote[1])


async def test_nothing_that_the_nominator_can_open_tells_what_came_of_it(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician

    async def seen() -> list[str]:
        found = []
        for word in ("status", "queue", "nominations", "offers", "refer"):
            ada.close()
            await ada.command(word)
            found.append(ada.chat()[-1])
            if "Open" in ada.buttons():
                await ada.press("Open")
                found.append(ada.screen() + ada.notice)
        ada.close()
        return found

    await ada.command("away")  # the request itself will not come to them
    before = await seen()
    await refer(stage, ada, PHYSICIAN)
    assert await seen() == before
    await open_nominations(stage.coordinator)
    await stage.coordinator.press("Ask Dr. Robin Fictional?")
    await stage.coordinator.submit()
    await stage.sweep()
    assert await seen() == before
    await robin.press("Open")
    await robin.press("No thanks")
    assert await seen() == before


async def test_nobody_is_kept_as_the_one_who_thought_of_somebody(stage: Stage) -> None:
    ada = stage.supporters[0]
    await refer(stage, ada, PHYSICIAN)
    found = await stage.read(lambda unit: [unit.nominations.nominee(each) for each in unit.nominations.waiting("demo")])
    assert [each.by for each in found] == [""]
    assert await rows(stage, "SELECT verb FROM audit") == []


async def test_a_list_without_somebody_would_tell_and_so_nobody_is_missing_from_it(stage: Stage) -> None:
    """Not even a coordinator learns from the list who has a request, an invitation, or has said no."""
    ines, sam = stage.supporters[1:]
    await invite(stage, ines.user, sam.user)
    await ines.press("Open")
    await ines.press("No thanks")
    await stage.ask()
    for user in (PHYSICIAN, ines.user, sam.user):
        await refer(stage, stage.supporters[0], user)
    await open_nominations(stage.coordinator)
    stage.coordinator.sees("Robin Fictional", "Ines Exemple", "Sam Placeholder")
    count = {actor.user: len(actor.messages()) for actor in stage.actors.values()}
    for name in ("Dr. Robin Fictional", "Dr. Ines Exemple", "Dr. Sam Placeholder"):
        await stage.coordinator.press(f"Ask {name}?")
        await stage.coordinator.submit()
        stage.coordinator.sees("Whoever can be asked is asked now")
    await stage.sweep()
    assert {user: len(stage.actors[user].messages()) for user in (PHYSICIAN, ines.user, sam.user)} == {
        user: count[user] for user in (PHYSICIAN, ines.user, sam.user)
    }
    assert await rows(stage, f"SELECT id FROM deadline WHERE kind = '{WEIGH}'") == []  # noqa: S608 - a constant


async def test_a_no_on_one_account_is_a_no_on_the_other(stage: Stage) -> None:
    robin, second = stage.physician, stage.account("robin-second-account")
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    await robin.press("No thanks")
    robin_id = await stage.id_of(robin)
    await stage.read(lambda unit: unit.people.attach(robin_id, second))
    await invite(stage, "robin-second-account")
    assert await stage.requests() == []


async def test_the_audit_notes_the_asking_and_not_what_came_of_it(stage: Stage) -> None:
    robin, ines = stage.physician, stage.supporters[1]
    lines = []
    await stage.ask()
    for user in (robin.user, ines.user, "nobody-at-all"):
        before = await rows(stage, "SELECT verb, site FROM audit")
        await invite(stage, user)
        after = await rows(stage, "SELECT verb, site FROM audit")
        lines.append(list((Counter(after) - Counter(before)).elements()))
    assert lines == [[("invited", "demo")]] * 3
    assert "You have an update." in ines.chat()[-1]


async def test_an_invitation_stands_in_no_queue_and_under_no_number(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    casey = stage.coordinator
    number = (await stage.requests())[0].number
    await casey.command("show", number)
    assert casey.notice == "No open request of yours has this number."
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you.")


# --- limits ----------------------------------------------------------------------------------------------------------


async def test_a_nomination_that_nobody_decides_is_gone_after_two_weeks(stage: Stage) -> None:
    casey = stage.coordinator
    await refer(stage, stage.supporters[0], PHYSICIAN)
    kept = casey.button("Open")
    await stage.forward(KEPT_DAYS * 24 - 1)
    assert len(await rows(stage, "SELECT id FROM nomination")) == 1
    await stage.forward(1)
    assert await rows(stage, "SELECT id FROM nomination") == []
    assert "Nothing waits for you here." in casey.chat()[-1]
    await casey.press_kept(kept)
    casey.sees("Nothing waits for you here.")


async def test_a_sender_has_so_many_a_week_and_is_answered_alike_beyond_it(stage: Stage) -> None:
    ada = stage.supporters[0]
    for number in range(MOST_NOMINATIONS + 2):
        assert THANKS in await refer(stage, ada, f"stranger-{number}")
    assert len(await rows(stage, "SELECT id FROM nomination")) == MOST_NOMINATIONS
    await stage.forward(WITHIN_DAYS * 24)
    await refer(stage, ada, PHYSICIAN)
    assert len(await rows(stage, "SELECT id FROM nomination")) == MOST_NOMINATIONS + 1


async def test_two_who_think_of_the_same_colleague_are_one_line(stage: Stage) -> None:
    for sender in stage.supporters:
        await refer(stage, sender, PHYSICIAN)
    assert len(await rows(stage, "SELECT id FROM nomination")) == 1


async def test_a_coordinator_lets_it_go_and_nothing_stays(stage: Stage) -> None:
    await refer(stage, stage.supporters[0], PHYSICIAN)
    casey = stage.coordinator
    await open_nominations(casey)
    await casey.press("Ask Dr. Robin Fictional?")
    form, old = casey.form(), casey.button("Let it go")
    await casey.press("Let it go")
    casey.sees("Done. Nothing is kept of it.")
    assert await rows(stage, "SELECT id FROM nomination") == []
    casey.returns_to(form)
    await casey.submit()
    casey.sees("Nothing waits for you here.")
    await casey.press_kept(old)
    await stage.sweep()
    assert await stage.requests() == []


async def test_two_coordinators_decide_at_once_and_one_invitation_goes_out(stage: Stage) -> None:
    await refer(stage, stage.supporters[0], PHYSICIAN)
    for coordinator in (stage.coordinator, stage.deputy):
        await open_nominations(coordinator)
        await coordinator.press("Ask Dr. Robin Fictional?")
    await stage.coordinator.submit()
    await stage.deputy.submit()
    stage.deputy.sees("Nothing waits for you here.")
    await stage.sweep()
    assert len(await stage.requests()) == 1


# --- whose it is to see ----------------------------------------------------------------------------------------------


async def test_a_coordinator_who_is_thought_of_never_sees_it_and_the_other_asks(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    before = len(casey.messages())
    await refer(stage, stage.supporters[0], COORDINATOR)
    assert len(casey.messages()) == before
    await devon.press("Open")
    devon.sees("Casey Sample")
    await devon.press("Ask Casey Sample?")
    forged = devon.button("Let it go")
    await open_nominations(casey)
    casey.sees("Nothing waits for you here.")
    await casey.press_kept(forged)
    assert len(await rows(stage, "SELECT id FROM nomination")) == 1
    token = (await rows(stage, "SELECT id FROM nomination"))[0][0]
    await stage.house.engine.handle(Submit("", casey.account, "en", "", verb="nomination-ask", token=token))
    await stage.sweep()
    assert await stage.requests() == []
    await devon.submit()
    await stage.sweep()
    casey.close()
    await casey.press("Open")
    casey.sees("We routinely check in with colleagues.")


@pytest.mark.parametrize("word", ["refer", "invite", "nominations"])
async def test_a_name_behind_the_word_goes_nowhere(stage: Stage, word: str) -> None:
    engine, ada = stage.house.engine, stage.supporters[0].account
    plain = await engine.handle(Command("", ada, "en", "", word=word))
    named = await engine.handle(Command("", ada, "en", "", word=word, rest="Robin Fictional"))
    assert plain == named
    assert plain.card is not None


@pytest.mark.parametrize("word", ["invite", "nominations"])
async def test_the_coordinators_words_open_for_coordinators_only(stage: Stage, word: str) -> None:
    for stranger in (stage.physician, *stage.supporters):
        await stranger.command(word)
        await stranger.press("Open")
        assert "not meant for you" in stranger.notice
        assert not stranger.inside


async def test_a_forged_form_invites_nobody(stage: Stage) -> None:
    picked = (stage.supporters[0].account.user,)
    event = Submit("", stage.physician.account, "en", "", verb="invite-send", values={"colleagues": picked})
    await stage.house.engine.handle(event)
    await stage.sweep()
    assert await stage.requests() == []


async def test_a_unit_clerk_may_think_of_a_colleague_and_is_never_asked_themselves(stage: Stage) -> None:
    ines = stage.supporters[1]
    await stage.rewrite(ines, roles=frozenset({Role.REFERRER}))
    assert THANKS in await refer(stage, ines, PHYSICIAN)
    assert len(await rows(stage, "SELECT id FROM nomination")) == 1
    await invite(stage, ines.user)
    assert await stage.requests() == []


# --- people on no roster, and sites that choose ----------------------------------------------------------------------


async def test_somebody_on_no_roster_may_be_asked_and_a_no_forgets_them(stage: Stage) -> None:
    people, locum = await rows(stage, "SELECT id FROM person ORDER BY id"), stage.account("visiting-locum")
    await refer(stage, stage.supporters[0], "visiting-locum")
    await open_nominations(stage.coordinator)
    stage.coordinator.sees(f"Someone on no list ({locum.user})")
    stage.coordinator.close()
    stage.delivering = False  # a stranger to the playground has no screen there
    await invite(stage, "visiting-locum")
    request = (await stage.requests())[0]
    press = Press("", locum, "en", "", verb="invite-no", token=request.id)
    reply = await stage.house.engine.handle(press)
    assert "invite-no-words" in str(reply.dialog)
    await stage.forward(25)
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == people
    await invite(stage, "visiting-locum")
    assert await stage.requests() == []
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == people


async def test_where_only_the_roster_may_ask_nobody_else_is_asked(under: Opens) -> None:
    stage = await under(open_to="roster")
    stage.delivering = False  # a stranger to the playground has no screen there
    await invite(stage, "visiting-locum")
    assert await stage.requests() == []
    assert await rows(stage, "SELECT id FROM account WHERE address_index IS NULL") == []


async def test_r16_where_reach_out_is_off_everybody_hears_so_kindly_before_they_pick(under: Opens) -> None:
    stage = await under(pathways=["reach_in"])
    for actor in (stage.physician, stage.supporters[0]):
        await actor.command("refer")
        await actor.press("Open")
        actor.sees("not offered here in the chat", "204-555-0142")
        assert "I am worried about a colleague right now" in actor.buttons()
        assert not actor.fields()
    await stage.coordinator.command("invite")
    await stage.coordinator.press("Open")
    stage.coordinator.sees("not offered here in the chat")
    picked = (stage.supporters[0].account.user,)
    forged = Submit("", stage.physician.account, "en", "", verb="refer-send", values={"colleague": picked})
    await stage.house.engine.handle(forged)
    assert await rows(stage, "SELECT id FROM nomination") == []


async def test_where_reach_in_is_off_asking_leads_to_the_phone_and_a_yes_still_counts(under: Opens) -> None:
    stage = await under(pathways=["reach_out"])
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("You cannot ask here in the chat", "204-555-0142")
    assert "Phone instead" in robin.buttons()
    robin.close()
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    await robin.press("Yes")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    robin.sees("Sent.")
    assert (await stage.requests())[0].pathway is Pathway.REACH_OUT


async def test_a_career_stage_that_the_site_does_not_serve_is_not_asked(under: Opens) -> None:
    stage = await under(serves=["trainee"])
    await invite(stage, PHYSICIAN)
    assert await stage.requests() == []


async def test_the_invitation_waits_for_the_morning(under: Opens) -> None:
    """It asks something of somebody who did not ask: not in the quiet hours."""
    stage = await under(quiet_hours="09:00-13:00")
    before = len(stage.physician.messages())
    await invite(stage, PHYSICIAN)
    assert len(stage.physician.messages()) == before
    await stage.forward(3)
    assert len(stage.physician.messages()) == before + 1


async def test_an_invitation_always_has_its_end_in_the_book(stage: Stage) -> None:
    await refer(stage, stage.supporters[0], PHYSICIAN)
    await invite(stage, PHYSICIAN)
    kinds = [kind for (kind,) in await rows(stage, BOOKED)]
    assert kinds == ["invite-over", "nomination-over"]
    assert WEIGH not in kinds
    due = await stage.read(lambda unit: unit.deadlines.pending_kind("invite-over"))
    assert due[0].due_at == stage.now + timedelta(days=7)
