"""In a moment of distress nobody should have to see why a number was refused that looks right."""

from tests.stage import Stage

SHOWN = "204-555-0123 x22"


async def test_a_number_pasted_with_all_that_clings_to_it_is_understood_and_shown(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="\u202atel:+1\u00a0(204)\u00a0555\u20110123\u202c extension 22")
    robin.sees("204-…-23")
    robin.close()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(SHOWN)
    supporter.close()
    await robin.press("Open")
    await robin.press("Correct my contact")
    await robin.submit(contact="\u2068204\u2013555\u20130199\u2069 (cell)")
    await supporter.press("Details")
    supporter.sees("204-555-0199")


async def test_a_call_back_too(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="555-0123")
    assert "number" in robin.errors["contact"]
    await robin.submit(contact="+1 204 555 0123, poste 22")
    robin.close()
    await casey.press("Open")
    casey.sees(SHOWN)


async def test_a_number_that_a_spreadsheet_spoiled_is_refused(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    for typed in ("2.04556E+09", "2045550100.0", "\u200b"):
        await robin.submit(contact=typed)
        assert "number" in robin.errors["contact"]
    await robin.submit(contact="robin@example.net\u200b")
    assert not robin.errors
