"""May we leave a voicemail? Asked with one tap, no unless they say so, and told to everybody who calls."""

from tests.stage import CONTACT, Stage

NAME_ONLY = "Voicemail: Yes. Say only your name and number, nothing about support."
NONE = "Voicemail: No voicemail, please."


async def test_nobody_leaves_a_voicemail_unless_the_physician_said_so(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(NONE)
    await supporter.press("Before you call")
    supporter.sees(NONE)
    assert NAME_ONLY not in supporter.screen()


async def test_a_yes_says_what_may_be_said(stage: Stage) -> None:
    await stage.ask(voicemail="yes")
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(NAME_ONLY)
    await supporter.press("Before you call")
    supporter.sees(NAME_ONLY)
    assert "oicemail" not in "".join(supporter.chat())


async def test_an_address_has_no_voicemail(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="robin@example.net", voicemail="yes")
    robin.close()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("robin@example.net")
    assert "Voicemail" not in supporter.screen()


async def test_before_a_call_without_a_match_it_says_to_look_first(stage: Stage) -> None:
    ada = stage.supporters[0]
    await ada.command("profile")
    await ada.press("Open")
    await ada.press("Before you call")
    ada.sees("Voicemail: only where the details say so.")


async def test_the_coordinators_calls_follow_it_too(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await stage.ask(voicemail="yes")
    number = (await stage.requests())[0].number
    await casey.command("show", number)
    await casey.press("Open")
    await casey.press("Name and contact")
    casey.sees(CONTACT, NAME_ONLY)
    casey.close()
    await robin.press("Open")
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0188", voicemail="")
    robin.close()
    await casey.press("Open")
    casey.sees("204-555-0188", NONE)


async def test_who_asks_to_be_phoned_may_change_their_mind_with_the_number(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0188")
    await robin.press("Correct my number")
    await robin.submit(contact="204-555-0188", voicemail="yes")
    robin.close()
    await casey.press("Open")
    casey.sees("204-555-0188", NAME_ONLY)
