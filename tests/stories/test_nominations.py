"""Who thinks of a colleague learns nothing of it (R14); how often, and who sees and decides what was thought of."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.core.people import Role
from bot.flows.outreach.invitations import WEIGH
from bot.flows.outreach.nominations import KEPT_DAYS, MOST_NOMINATIONS, WITHIN_DAYS
from bot.surface import Command, Submit
from bot.surface.posted import bare
from tests import carried
from tests.stage import COORDINATOR, DEPUTY, PHYSICIAN, Actor, Stage
from tests.stories.inviting import THANKS, invite, open_nominations, refer
from tests.stories.traces import rows

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
    ask = Submit("", casey.account, "en", "", verb="nomination-ask", token=token)
    await stage.house.engine.handle(carried.sealed(ask, stage.house))
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
    assert plain.card is not None
    assert named.card is not None
    assert replace(plain, card=bare(plain.card)) == replace(named, card=bare(named.card))


@pytest.mark.parametrize("word", ["invite", "nominations"])
async def test_the_coordinators_words_open_for_coordinators_only(stage: Stage, word: str) -> None:
    for stranger in (stage.physician, *stage.supporters):
        await stranger.command(word)
        await stranger.press("Open")
        assert "for coordinators" in stranger.notice
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
