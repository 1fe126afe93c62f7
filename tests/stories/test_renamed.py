"""A roster file says something else of who somebody is: a married name, a new account, two lines for one person.

A person is who they are by our own id (rule 18): their request, match, clocks and buttons stay theirs through it.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.core.people import Kind, Person
from bot.core.request import RequestState
from bot.roster import RosterError, RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Press, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage


async def imported(stage: Stage, rows: Sequence[RosterRow], *, move: bool = False) -> roster_import.Imported:
    def apply(unit: UnitOfWork) -> roster_import.Imported:
        return roster_import.apply(unit, stage.house.programme, rows, "roster.csv", move=move)

    done: roster_import.Imported = await stage.read(apply)
    await stage.settle()
    await stage.house_rules()
    return done


async def whole_roster(stage: Stage) -> list[RosterRow]:
    """As `roster export` writes it, with the lines on which it does."""
    rows: list[RosterRow] = await stage.read(roster_import.everybody)
    return [replace(row, line=number) for number, row in enumerate(rows, start=2)]


def of(rows: list[RosterRow], actor: Actor) -> RosterRow:
    return next(row for row in rows if actor.account in row.accounts)


def with_email(row: RosterRow, email: str) -> RosterRow:
    return replace(row, person=replace(row.person, email=email))


async def people(stage: Stage) -> int:
    found: list[Person] = await stage.read(lambda unit: unit.people.everybody())
    return len(found)


async def test_a_physician_with_a_new_e_mail_keeps_their_request_and_every_button(stage: Stage) -> None:
    """T-F2: they were told "Nothing is kept about you" while a supporter read their phone number."""
    robin = stage.physician
    before = await people(stage)
    await stage.ask()
    (request,) = await stage.requests()
    await stage.rewrite(robin, email="robin.married@example.org")
    assert await people(stage) == before
    await robin.press("Open")
    assert "no open request" not in robin.screen()
    assert "Withdraw" in robin.buttons()
    robin.close()
    told = len(robin.messages())
    supporter = await stage.match()
    assert len(robin.messages()) > told
    await supporter.press("Details")
    supporter.sees(CONTACT)
    supporter.close()
    await robin.press("Ask for a peer")
    assert "Continue" not in robin.buttons(), "they could ask twice"
    robin.close()
    assert [each.id for each in await stage.requests()] == [request.id]
    await robin.press("Open")
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    assert not [each for each in await stage.requests() if each.state is not RequestState.CLOSED]
    supporter.sees("Please don't call")


async def test_a_supporter_with_a_new_e_mail_keeps_their_match_and_its_clocks(stage: Stage) -> None:
    """T-F2: neither the 48 hours nor the 72 were told them, and their buttons were not meant for them."""
    before = await people(stage)
    await stage.ask()
    supporter = await stage.match()
    await stage.rewrite(supporter, email="married@example.org")
    assert await people(stage) == before
    told = len(supporter.messages())
    await stage.forward(49)
    assert len(supporter.messages()) > told
    await stage.forward(24)
    supporter.sees("Have you been able to reach out?")
    await supporter.press("We're in touch")
    assert "not meant for you" not in supporter.notice
    supporter.close()
    (request,) = await stage.requests()
    assert request.state is RequestState.CONNECTED


async def test_a_supporter_with_another_account_is_shown_their_cards_there(stage: Stage) -> None:
    """The old account is gone, and with it the only card of a match that runs."""
    await stage.ask()
    supporter = await stage.match()
    rows = await whole_roster(stage)
    row = of(rows, supporter)
    other = replace(row.accounts[0], user=stage.account("somebody-else").user)
    stage.delivering = False  # a new account has no screen here
    done = await imported(stage, [replace(row, accounts=(other,))])
    assert (done.added, done.updated) == (0, 1)
    owner: Person = await stage.read(lambda unit: unit.people.by_account(other))
    assert owner.email == row.person.email

    def shown(unit: UnitOfWork) -> int:
        account = unit.people.account_id(other)
        sql = "SELECT count(*) FROM copy WHERE account = :account AND due_at IS NOT NULL"
        return int(unit.link.driver.execute(sql.replace(":account", "?"), [account]).fetchone()[0])

    assert await stage.read(shown) == 1
    live = await stage.read(lambda unit: unit.offers.live_of(owner.id))
    assert len(live) == 1


async def test_two_who_change_accounts_stop_the_import_and_both_lines_are_named(stage: Stage) -> None:
    rows = await whole_roster(stage)
    ada, ines = (of(rows, each) for each in stage.supporters[:2])
    swapped = [replace(ada, accounts=ines.accounts), replace(ines, accounts=ada.accounts)]
    with pytest.raises(RosterError) as stopped:
        await imported(stage, swapped)
    first, second = stopped.value.problems
    assert f"roster.csv:line {ada.line}, column " in first
    assert f"line {ines.line}" in first
    assert f"roster.csv:line {ines.line}, column " in second
    assert f"line {ada.line}" in second
    assert "--move" in first
    assert await whole_roster(stage) == rows


async def test_with_move_the_accounts_change_owner_and_what_is_open_stays_with_the_person(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    other = next(each for each in stage.supporters if each is not supporter)
    rows = await whole_roster(stage)
    one, two = of(rows, supporter), of(rows, other)
    me: Person = await stage.read(lambda unit: unit.people.by_account(supporter.account))
    await imported(stage, [replace(one, accounts=two.accounts), replace(two, accounts=one.accounts)], move=True)
    now: Person = await stage.read(lambda unit: unit.people.by_account(other.account))
    assert now.id == me.id
    assert len(await stage.read(lambda unit: unit.offers.live_of(me.id))) == 1
    await other.press("Details")
    other.sees(CONTACT)
    other.close()
    await supporter.press("Details")
    assert CONTACT not in supporter.screen()


async def test_whoever_loses_the_only_account_to_another_is_out_of_the_chat(stage: Stage) -> None:
    """The file gives a supporter's account to somebody new: the match goes to the coordinator at once."""
    await stage.ask()
    supporter = await stage.match()
    row = of(await whole_roster(stage), supporter)
    newcomer = RosterRow(
        replace(row.person, name="Dr. New Here", email="new@example.org", roles=frozenset()), row.accounts
    )
    both = [replace(row, accounts=(), line=2), replace(newcomer, line=3)]
    with pytest.raises(RosterError, match="--move"):
        await imported(stage, both)
    await imported(stage, both, move=True)
    stage.coordinator.sees("The supporter had to stop.")
    owner: Person = await stage.read(lambda unit: unit.people.by_account(supporter.account))
    assert owner.email == "new@example.org"


async def test_the_import_stops_in_the_same_words_whether_or_not_somebody_has_asked(stage: Stage) -> None:
    """Who keeps the roster learns nothing of who has asked."""
    rows = await whole_roster(stage)
    row = of(rows, stage.physician)
    taken = replace(row, person=replace(row.person, email="new@example.org", name="Dr. New Here"), line=9)
    words = []
    for _ in range(2):
        with pytest.raises(RosterError) as stopped:
            await imported(stage, [replace(row, accounts=()), taken])
        words.append(str(stopped.value))
        if len(words) == 1:
            await stage.ask()
    assert words[0] == words[1]


async def test_two_lines_for_one_person_are_named(stage: Stage) -> None:
    """By e-mail on one line and by account on the other; by one account each; and nothing was changed."""
    rows = await whole_roster(stage)
    row = of(rows, stage.physician)
    by_email = replace(row, accounts=(), line=2)
    by_account = replace(with_email(row, "robin.married@example.org"), line=7)
    with pytest.raises(RosterError) as stopped:
        await imported(stage, [by_email, by_account])
    (problem,) = stopped.value.problems
    assert "roster.csv:line 7" in problem
    assert "line 2" in problem
    assert await whole_roster(stage) == rows


async def test_a_guest_who_turns_out_to_be_on_the_roster_keeps_their_request(stage: Stage) -> None:
    """They asked with an account that the roster did not have yet; the file gives it to the person it is."""
    guest = stage.account("visiting-locum")
    stage.delivering = False
    send = Submit("", guest, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(Press("", guest, "en", "Dr. Visiting Locum", verb="ask"))
    await stage.house.engine.handle(send)
    (request,) = await stage.requests()
    listed = RosterRow(Person(id="", site=stage.site.id, name="Dr. Visiting Locum", email="locum@example.org"), line=2)
    first = await imported(stage, [listed])
    assert (first.added, first.updated) == (1, 0)
    await imported(stage, [replace(listed, accounts=(guest,))])
    me: Person = await stage.read(lambda unit: unit.people.by_account(guest))
    assert (me.kind, me.email) == (Kind.LISTED, "locum@example.org")
    assert (await stage.read(lambda unit: unit.requests.of_physician(me.id))).id == request.id
    withdraw = Press("", guest, "en", "", verb="open")
    assert "nothing" not in str((await stage.house.engine.handle(withdraw)).dialog)


async def test_a_guest_who_is_new_in_the_file_counts_as_added(stage: Stage) -> None:
    """Anything else would tell whoever imports that this person has asked."""
    guest = stage.account("visiting-locum")
    stage.delivering = False
    send = Submit("", guest, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(Press("", guest, "en", "Dr. Visiting Locum", verb="ask"))
    await stage.house.engine.handle(send)
    row = RosterRow(Person("", stage.site.id, "Dr. Visiting Locum", "locum@example.org"), (guest,), line=2)
    done = await imported(stage, [row])
    assert (done.added, done.updated, done.unchanged) == (1, 0, 0)
    assert done.recognised == ()


async def test_somebody_who_is_no_supporter_any_more_is_told(stage: Stage) -> None:
    supporter = stage.supporters[0]
    told = len(supporter.messages())
    await stage.rewrite(supporter, roles=frozenset())
    assert len(supporter.messages()) == told + 1
    await supporter.press("Open")
    supporter.sees("You are no longer on the list of supporters.")


async def test_a_new_line_of_somebody_known_is_no_new_person(stage: Stage) -> None:
    """Their e-mail is known, their account is not: said, and one person."""
    row = of(await whole_roster(stage), stage.physician)
    before = await people(stage)
    elsewhere = "slack" if row.accounts[0].platform == "teams" else "teams"
    done = await imported(stage, [replace(row, accounts=(*row.accounts, Account(elsewhere, "T0OTHER", "U0OTHER")))])
    assert await people(stage) == before
    assert (done.added, done.updated) == (0, 1)
    assert done.recognised == ((row.line, "by the e-mail; an account is another"),)


async def test_a_supporter_who_turns_out_to_be_the_one_who_asked_is_not_asked_for_themselves(stage: Stage) -> None:
    """Rule 3. They asked with an account that the roster did not have, and were offered what they had asked for."""
    guest = stage.account("visiting-locum")
    stage.delivering = False
    send = Submit("", guest, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(Press("", guest, "en", "Dr. Visiting Locum", verb="ask"))
    await stage.house.engine.handle(send)
    await stage.settle()
    await stage.sweep()
    (request,) = await stage.requests()
    first = await stage.read(lambda unit: unit.offers.live(request.id))
    asked: Person = await stage.read(lambda unit: unit.people.get(first.supporter))
    row = next(row for row in await whole_roster(stage) if row.person.email == asked.email)
    await imported(stage, [replace(row, accounts=(guest,))])
    assert (await stage.read(lambda unit: unit.requests.of_physician(asked.id))).id == request.id
    await stage.sweep()
    now = await stage.read(lambda unit: unit.offers.live(request.id))
    assert now is None or now.supporter != asked.id
    assert asked.id not in {
        each.supporter for each in await stage.read(lambda unit: unit.offers.of_request(request.id)) if each.live
    }
