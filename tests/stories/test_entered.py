"""A request by phone, mail or visit (R74): entered for somebody who asks for themselves, and then like any other."""

import re

from bot.core.people import Kind, Role
from bot.flows.coordinator.enter_request import CONSENT
from bot.values import receipt
from tests.stage import Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND, Opens
from tests.stories.entering import NAME, PHONE, entered, enters, opens, receipt_on, speaks
from tests.stories.traces import nothing_leads_to_anybody, rows, transactions

_VALUES = re.compile(r"[xX]?'(?:[^']|'')*'|\b\d+\b")


async def test_r74_a_coordinator_reads_the_script_and_enters_what_they_hear(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("enter")
    await casey.press("Open")
    casey.sees("Only for whoever asks for themselves", "Please read this to them:", "May I go on?")
    casey.sees("Exceptions: serious risk of harm", "Coordinators see that somebody asked.")
    assert "Think of a colleague" in casey.buttons()
    await casey.press("They said yes")
    fields = casey.fields()
    assert "reason" not in fields
    assert {"name", "contact", "voicemail", "keep_from", "not_these", "times", "language"} <= set(fields)
    assert fields["keep_from"] == ["Casey Sample", "Devon Madeup"]
    assert await rows(stage, "SELECT id FROM request") == [], "nothing is kept before Send"
    await casey.submit(name=NAME, contact=PHONE, way="call", voicemail="yes")
    casey.sees("We're asking a colleague now.", "Receipt", "Please delete it now.", "204-555-0142")
    _, details = await entered(stage)
    person = await stage.read(lambda unit: unit.people.get(details.physician))
    assert (person.kind, person.name, person.site) == (Kind.ABSENT, NAME, "demo")
    assert (details.contact, details.consent) == (PHONE, CONSENT)
    assert details.voicemail
    assert details.receipt == receipt.hashed(receipt_on(casey.screen()))
    assert await rows(stage, "SELECT verb FROM audit") == [("entered",)]


async def test_a_line_that_is_none_is_sent_back_to_its_field(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey, name="  ", contact="at home")
    assert set(casey.errors) == {"name", "contact"}
    assert await stage.requests() == []


async def test_the_same_form_sent_twice_is_one_request_with_one_receipt(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("enter")
    await casey.press("Open")
    await casey.press("They said yes")
    form = casey.form()
    await casey.submit(name=NAME, contact=PHONE)
    first = casey.screen()
    casey.returns_to(form)
    await casey.submit(name=NAME, contact=PHONE)
    assert casey.screen() == first
    assert len(await stage.requests()) == 1


async def test_r74_the_same_offer_clocks_and_tracker_and_nothing_stays(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = stage.offered()
    await supporter.press("Accept")
    supporter.sees(NAME)
    await supporter.press("No, confirm")
    supporter.sees(PHONE)
    supporter.close()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(24 * 3)
    await supporter.press("Three taps")
    for tap in ("Yes, under 30 minutes", "Fully", "We are done"):
        await supporter.press(tap)
    await stage.forward(24)
    await nothing_leads_to_anybody(stage)
    assert await rows(stage, "SELECT id FROM person WHERE kind = 'absent'") == []
    assert await rows(stage, "SELECT pathway, outcome FROM tally WHERE kind = 'request'") == [("reach_in", "completed")]


async def test_news_go_to_a_coordinator_who_tells_them_and_to_no_chat(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await enters(casey)
    casey.close()
    before = len(devon.messages())
    await stage.match()
    assert "there is news for the one who asked. Please get in touch" in casey.chat()[-1]
    assert len(devon.messages()) == before, "the deputy stands in later"
    assert PHONE not in "".join(casey.chat())
    await casey.press("Open")
    casey.sees("Please read this to them:", "A colleague will contact you by")
    assert PHONE not in casey.screen()
    assert "See who" not in casey.buttons()
    await casey.press("Name and contact")
    casey.sees(NAME, PHONE, "This look is noted in the audit.")
    await casey.press("Back")
    await casey.press("I have told them")
    assert casey.notice == "Noted. Thank you."
    assert "they have been told." in casey.chat()[-1]
    noted = {("confirmed",), ("contact-seen",), ("entered",), ("named",), ("told",)}
    assert {*await rows(stage, "SELECT verb FROM audit")} == noted


async def test_what_they_say_by_phone_is_pressed_for_them(stage: Stage) -> None:
    """Has your colleague reached you? Not yet: the supporter is asked to try again. Then their contact is put right."""
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(25)
    assert "there is news" in casey.chat()[-1]
    await casey.press("Open")
    casey.sees("Has your colleague reached you?")
    await casey.press("Not yet, please try again")
    casey.close()
    request, _ = await entered(stage)
    assert request.state == "matched"
    await speaks(casey, stage)
    await casey.press("Correct my contact")
    await casey.submit(contact="204-555-0188")
    casey.close()
    _, details = await entered(stage)
    assert details.contact == "204-555-0188"
    assert ("spoke-for",) in await rows(stage, "SELECT verb FROM audit")


async def test_r74_it_is_withdrawn_on_their_word(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    await casey.press("Withdraw")
    casey.sees("We stop looking")
    await casey.press("Yes, withdraw")
    await stage.forward(1)
    await nothing_leads_to_anybody(stage)
    assert await rows(stage, "SELECT id FROM person WHERE kind = 'absent'") == []


async def test_they_phone_again_with_their_receipt(stage: Stage) -> None:
    """Whoever may not see the request reads what a wrong word reads."""
    casey, devon = stage.coordinator, stage.deputy
    await enters(casey, keep_from=[await stage.id_of(devon)])
    words = receipt_on(casey.screen())
    for actor, said in ((casey, "no such words here"), (devon, words)):
        await has_a_receipt(actor, said)
        assert "These words lead to no open request that you may see." in actor.errors["receipt"]
    await has_a_receipt(casey, words)
    casey.sees("Please read this to them:", "Still asking.")
    await casey.press("Withdraw")
    await casey.press("Yes, withdraw")
    assert await stage.requests() == []


async def has_a_receipt(actor: Actor, words: str) -> None:
    actor.close()
    await actor.command("enter")
    await actor.press("Open")
    await actor.press("They have a receipt")
    await actor.submit(receipt=words)


async def test_an_enterer_who_is_on_their_list_reads_the_receipt_and_no_more(stage: Stage) -> None:
    """ "Is there anyone, me included, who should not know?" """
    casey, devon = stage.coordinator, stage.deputy
    me = await stage.id_of(casey)
    await enters(casey, keep_from=[me])
    casey.sees("Please read this to them:", "You hear from us by", "please ask for Devon Madeup.")
    casey.sees("Receipt", "As they wish, you see nothing of it from now on.")
    casey.lacks("Withdraw", "See the request")
    assert "We're asking a colleague" not in casey.screen()
    casey.close()
    request, _ = await entered(stage)
    await casey.command("show", request.number)
    assert casey.notice == "No open request of yours has this number."
    await stage.match()
    assert "there is news" in devon.chat()[-1]
    assert "there is news" not in "".join(casey.chat())


async def test_where_every_coordinator_is_kept_out_they_hear_that_nobody_brings_them_news(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    both = [await stage.id_of(casey), await stage.id_of(devon)]
    await enters(casey, keep_from=both)
    casey.sees("Please read this to them:", "no coordinator here hears of your request")
    await casey.submit(name=NAME, contact=PHONE, keep_from=both)
    casey.sees("Please read this to them:", "no coordinator can bring you news", "take the request into their own chat")
    assert "they can phone us" not in casey.screen()


async def test_an_enterer_who_is_put_on_their_list_later_sees_nothing_from_then_on(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await enters(casey)
    casey.close()
    await stage.match()
    kept = casey.button("Open")
    me = await stage.id_of(casey)
    await speaks(devon, stage)
    await devon.press("Keep it from someone")
    devon.sees("Who is on the list already is not shown here.")
    await devon.submit(keep_from=[me])
    assert "is with somebody else now" in casey.chat()[-1]
    assert "there is news" in devon.chat()[-1], "the news find another way"
    await casey.press_kept(kept)
    assert PHONE not in casey.screen()
    assert "Please read this to them" not in casey.screen()
    request, _ = await entered(stage)
    await casey.command("show", request.number)
    assert casey.notice == "No open request of yours has this number."


async def test_where_every_coordinator_is_kept_out_nobody_here_is_told(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    both = [await stage.id_of(casey), await stage.id_of(devon)]
    await enters(casey, keep_from=both)
    casey.sees("no coordinator here hears of your request")
    await casey.submit(name=NAME, contact=PHONE, keep_from=both)
    casey.sees("Receipt")
    casey.close()
    before = [len(each.messages()) for each in (casey, devon)]
    await stage.match()
    await stage.forward(100)
    assert [len(each.messages()) for each in (casey, devon)] == before


async def test_where_all_of_the_site_are_kept_out_the_province_tells_them(stage: Stage) -> None:
    casey, devon, robin = stage.coordinator, stage.deputy, stage.physician
    await stage.rewrite(robin, roles=frozenset({Role.PROVINCIAL}))
    both = [await stage.id_of(casey), await stage.id_of(devon)]
    await enters(casey, keep_from=both)
    await casey.submit(name=NAME, contact=PHONE, keep_from=both)
    casey.close()
    await stage.match()
    assert "there is news" in robin.chat()[-1]
    await robin.press("Open")
    robin.sees("Please read this to them:", "A colleague will contact you by")
    robin.lacks("Next step")
    await robin.press("Name and contact")
    robin.sees(PHONE)
    await robin.press("Back")
    await robin.press("I have told them")
    assert "they have been told." in robin.chat()[-1]


async def test_who_is_unticked_after_the_warning_is_on_no_list(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    me, other = await stage.id_of(casey), await stage.id_of(devon)
    await enters(casey, keep_from=[me, other])
    casey.sees("no coordinator here hears of your request")
    await casey.submit(name=NAME, contact=PHONE, keep_from=[me], not_these=[])
    _, details = await entered(stage)
    assert [user for _, _, user in details.not_these] == [casey.account.user]


async def test_nobody_can_tell_whether_the_same_person_has_asked_already(stage: Stage) -> None:
    await stage.ask(contact=PHONE)
    casey = stage.coordinator
    await enters(casey)
    known = casey.screen()
    casey.close()
    await enters(casey, contact="204-555-0188")
    other = casey.screen()
    assert other.replace(receipt_on(other), "") == known.replace(receipt_on(known), "")


@ON_PLAYGROUND
async def test_the_same_work_is_done_for_somebody_who_has_asked_already(opens: Opens) -> None:
    """Statement by statement: no answer takes longer for one of the two."""
    work = []
    for asked_with in (PHONE, "204-555-0188"):
        stage = await opens()
        await stage.ask(contact=asked_with)
        casey = stage.coordinator
        await casey.command("enter")
        await casey.press("Open")
        await casey.press("They said yes")
        async with transactions(stage) as seen:
            await casey.submit(name=NAME, contact=PHONE)
        (sent,) = [each for each in seen if any(said.startswith("INSERT INTO person") for said in each)]
        work.append([_VALUES.sub("?", said) for said in sent])
    assert work[0] == work[1]
    assert len(work[0]) > 10


async def test_nobody_enters_where_people_cannot_ask_by_themselves(under: Opens) -> None:
    stage = await under(pathways=["reach_out"])
    casey = stage.coordinator
    await casey.command("enter")
    await casey.press("Open")
    assert "Think of a colleague" in casey.notice


async def test_who_is_no_coordinator_enters_nothing(stage: Stage) -> None:
    for actor in (stage.physician, stage.supporters[0]):
        await actor.command("enter")
        await actor.press("Open")
        assert "coordinators" in actor.notice
        actor.close()
    assert await stage.requests() == []


async def test_a_chat_request_is_never_spoken_for(stage: Stage) -> None:
    await stage.ask()
    casey = stage.coordinator
    (request,) = await stage.requests()
    await opens(casey, stage)
    casey.lacks("Speak with them")
    reply = await stage.forged(casey, "for-them", f"{request.id}/withdraw-yes/{request.id}", request.version)
    assert reply.notice is not None
    assert len(await stage.requests()) == 1


async def test_news_pass_on_to_whoever_is_there(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await enters(casey)
    casey.close()
    await stage.match()
    assert "there is news" in casey.chat()[-1]
    await casey.command("away", "2026-09-20")
    assert "there is news" in devon.chat()[-1]
    await devon.press("Open")
    await devon.press("I have told them")
    assert "they have been told." in devon.chat()[-1]
    assert "there is news" not in casey.chat()[-1]


async def test_what_a_coordinator_does_promises_nothing_that_nobody_hears(stage: Stage) -> None:
    """*I will see to it* posts no second card, and thanks for no word that went to nobody."""
    casey = stage.coordinator
    await enters(casey)
    await casey.press("See the request")
    await casey.press("I will see to it")
    assert casey.notice == "Noted. Thank you."
    casey.close()
    assert "there is news" not in "".join(casey.chat())


async def test_their_word_by_phone_is_a_word_of_theirs(stage: Stage) -> None:
    """It puts off the end of everything, which comes so many days after the last word (silence.py)."""
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(24 * 5)
    await speaks(casey, stage)
    await casey.press("Yes")
    casey.close()
    request, _ = await entered(stage)
    assert request.heard_at == stage.now.replace(minute=0, second=0, microsecond=0)
    assert request.contact == "agreed"


async def test_a_coordinator_reads_it_out_in_french(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("language", "fr")
    await casey.command("saisir")
    await casey.press("Ouvrir")
    casey.sees("Lisez-lui ceci", "Est-ce que je continue?")
    await casey.press("La personne dit oui")
    await casey.submit(name=NAME, contact=PHONE)
    casey.sees("Reçu", "Supprimez-le maintenant.")
    _, details = await entered(stage)
    assert details.receipt == receipt.hashed(receipt_on(casey.screen(), "fr"))
    casey.close()
    await stage.match()
    await casey.press("Ouvrir")
    casey.sees("Lisez-lui ceci")
    await casey.press("C'est dit")
    assert "la personne est au courant" in casey.chat()[-1]
