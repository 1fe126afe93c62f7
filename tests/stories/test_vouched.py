"""Where the site asks for it, an e-mail that Slack or Teams vouches for says whose an account is (rule 18)."""

from dataclasses import replace

from bot.core.people import Role
from bot.flows.physician import retention
from bot.surface import Arrive, Event, Press, Reply, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.test_asking import STRANGER
from tests.stories.test_evaluates import AMI, ROBIN, evaluated_by_all_but_one, never_offered
from tests.stories.traces import rows

VOUCHED = "vouched_email = true"
NEW = "new.here@example.org"


async def comes(stage: Stage, event: type[Event], email: str, **more: object) -> Reply:
    """Somebody with an account that nobody knows, and what their platform vouches for."""
    account = stage.account(STRANGER)
    reply = await stage.house.engine.handle(event("", account, "en", "Dr. Ami", email=email, **more))  # type: ignore[arg-type]
    await stage.settle()
    return reply


async def asks(stage: Stage, email: str) -> Reply:
    return await comes(stage, Submit, email, verb="ask-send", values={"contact": CONTACT})


async def whose(stage: Stage) -> str:
    found = await stage.read(lambda unit: unit.people.by_account(stage.account(STRANGER)))
    return found.name if found else ""


# --- the hard rule ---------------------------------------------------------------------------------------------------


async def test_the_vouched_email_of_somebody_on_no_roster_keeps_their_evaluators_out(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    last = await evaluated_by_all_but_one(stage, AMI)
    await asks(stage, "Ami@Example.org")
    await never_offered(stage, last)


async def test_an_email_that_could_not_be_had_at_send_counts_from_their_next_press_on(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    last = await evaluated_by_all_but_one(stage, AMI)
    await last.command("away")
    await asks(stage, "")  # the platform was slow
    asked = stage.offered()
    await asked.press("Accept")
    confirm = asked.button("No, confirm")
    await comes(stage, Press, AMI, verb="status")
    await asked.press_kept(confirm)
    assert "not available any more" in asked.notice


async def test_where_the_site_does_not_ask_for_it_it_counts_for_nothing(stage: Stage) -> None:
    for supporter in stage.supporters:
        await stage.rewrite(supporter, evaluates_people=frozenset({AMI}))
    await asks(stage, AMI)
    assert stage.offered() in stage.supporters
    assert await whose(stage) == "Dr. Ami"


async def test_a_supporter_who_asks_with_another_account_is_not_offered_their_own_request(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    last = stage.supporters[-1]
    for each in stage.supporters[:-1]:
        await each.command("away")
    await asks(stage, "sam.placeholder@example.org")
    last.lacks("Accept")


# --- somebody on the roster without a role ---------------------------------------------------------------------------


async def test_whoever_the_email_names_is_themselves_from_their_first_ask_on(under: Opens) -> None:
    """They see one request with either account, and their row is the roster's."""
    stage = await under(site=VOUCHED, open_to="roster")
    before = await rows(stage, "SELECT id FROM person ORDER BY id")
    await asks(stage, ROBIN)
    assert await whose(stage) == "Dr. Robin Fictional"
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == before
    again = await comes(stage, Press, ROBIN, verb="ask")
    assert "status" in str(again.dialog)
    await stage.physician.press("Open")  # the card came to both
    assert "Withdraw" in stage.physician.buttons()


async def test_whoever_looks_around_leaves_no_account(under: Opens) -> None:
    stage = await under(site=VOUCHED, open_to="roster")
    before = await rows(stage, "SELECT id FROM account ORDER BY id")
    await comes(stage, Arrive, ROBIN)
    for verb in ("what-this-is", "ask", "ask-form", "status"):
        await comes(stage, Press, ROBIN, verb=verb)
    assert await rows(stage, "SELECT id FROM account ORDER BY id") == before


async def test_the_account_goes_with_what_it_came_for_and_stands_in_no_export(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    robin = stage.physician
    before = await rows(stage, "SELECT id FROM account ORDER BY id")
    await asks(stage, ROBIN)
    assert len(await rows(stage, "SELECT id FROM account")) == len(before) + 1
    me = await stage.read(lambda unit: unit.people.by_account(robin.account))
    assert stage.account(STRANGER) not in await stage.read(lambda unit: unit.people.roster_accounts(me.id))
    await robin.press("Open")
    await robin.press("More") if "More" in robin.buttons() else None
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await stage.forward(25)
    await stage.read(retention.let_go)
    assert await rows(stage, "SELECT id FROM account ORDER BY id") == before


async def test_who_asked_before_the_roster_had_them_is_one_person_when_they_come_again(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await asks(stage, NEW)
    assert await whose(stage) == "Dr. Ami"
    await stage.rewrite(stage.physician, email=NEW)
    again = await comes(stage, Press, NEW, verb="status")
    assert "status" in str(again.dialog)
    assert await whose(stage) == "Dr. Robin Fictional"
    assert len(await stage.requests()) == 1


# --- no role comes this way ------------------------------------------------------------------------------------------


async def test_an_email_of_somebody_with_a_role_makes_nobody_them(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    reply = await comes(stage, Press, "casey.sample@example.org", verb="home")
    assert "queue" not in str(reply)
    await asks(stage, "casey.sample@example.org")
    assert await whose(stage) == "Dr. Ami"


async def test_a_guest_of_the_workspace_is_nobody_of_the_roster_whatever_their_address(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    reply = await comes(stage, Press, ROBIN, verb="ask", guest=True)
    assert "before-title" not in str(reply)
    assert await whose(stage) == ""


async def test_a_role_that_comes_later_comes_not_to_an_account_of_an_email_alone(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await asks(stage, ROBIN)
    assert await whose(stage) == "Dr. Robin Fictional"

    def is_lead(unit: UnitOfWork) -> None:
        robin = unit.people.by_email(ROBIN)
        assert robin is not None
        unit.people.put(replace(robin, roles=frozenset({Role.LEAD})))
        retention.let_go(unit)

    await stage.read(is_lead)
    assert await whose(stage) == ""
    assert len(await stage.requests()) == 1  # theirs still, with the account that the roster gave


# --- a coordinator's tick --------------------------------------------------------------------------------------------

SAM, CASEY = "sam.placeholder@example.org", "casey.sample@example.org"
NAME = "Dr. Sam Placeholder"


async def asked_of(stage: Stage) -> Actor:
    """The coordinator, once they have heard that there is a question."""
    await stage.forward(3)
    casey = stage.coordinator
    assert casey.chat()[-1].startswith("There is a question for you")
    assert NAME not in "".join(casey.chat())
    await casey.press("Open")
    casey.sees("Whose account is this?", NAME)
    return casey


async def test_with_a_coordinators_yes_the_account_is_theirs_with_the_role(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await comes(stage, Press, SAM, verb="home")
    assert await whose(stage) == ""
    casey = await asked_of(stage)
    await casey.press("Yes, it's them")
    casey.sees("From now on that account is theirs")
    assert await whose(stage) == NAME
    me = await stage.read(lambda unit: unit.people.by_email(SAM))
    assert stage.account(STRANGER) in await stage.read(lambda unit: unit.people.roster_accounts(me.id))
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("said whose an account is")


async def test_a_no_leaves_it_nobodys_and_is_not_asked_again(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await comes(stage, Press, SAM, verb="home")
    casey = await asked_of(stage)
    await casey.press("No")
    casey.close()
    await comes(stage, Press, SAM, verb="home")
    await stage.forward(30)
    assert await whose(stage) == ""
    assert await rows(stage, "SELECT id FROM claim") == []
    casey.lacks("Open")


async def test_what_they_asked_meanwhile_is_theirs_and_the_question_does_not_come_with_it(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    stage.house.engine.draw = lambda most: most - 1
    await asks(stage, SAM)
    casey = stage.coordinator
    assert not [words for words in casey.chat() if "question" in words]
    await (await asked_of(stage)).press("Yes, it's them")
    assert await whose(stage) == NAME
    (request,) = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    me = await stage.read(lambda unit: unit.people.by_email(SAM))
    assert details.physician == me.id
    assert not [each.name for each in stage.supporters if each.name == NAME and "Accept" in each.buttons()]


async def test_nobody_decides_about_themselves(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await comes(stage, Press, CASEY, verb="home")
    await stage.forward(3)
    assert not [words for words in stage.coordinator.chat() if "question" in words]
    (claim,) = await stage.read(lambda unit: unit.claims.waiting())
    await stage.forged(stage.coordinator, "account-yes", claim.id)
    assert await whose(stage) == ""
    await stage.deputy.press("Open")
    stage.deputy.sees("Casey Sample")
    await stage.deputy.press("Yes, it's them")
    assert await whose(stage) == "Casey Sample"


async def test_what_nobody_answers_is_forgotten_and_asked_when_they_come_again(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await comes(stage, Press, SAM, verb="home")
    await stage.forward(15 * 24)
    assert await rows(stage, "SELECT id FROM claim") == []
    stage.coordinator.lacks("Open")
    await comes(stage, Press, SAM, verb="home")
    await asked_of(stage)


async def test_whoever_is_erased_meanwhile_takes_the_question_with_them(under: Opens) -> None:
    stage = await under(site=VOUCHED)
    await comes(stage, Press, SAM, verb="home")
    await stage.forward(3)
    casey = stage.coordinator
    await stage.forgotten(stage.supporters[2])
    assert await rows(stage, "SELECT id FROM claim") == []
    assert casey.chat()[-1].startswith("Nothing waits for you here")
    await stage.forward(15 * 24)
    assert await whose(stage) == ""
