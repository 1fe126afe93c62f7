"""The whole loop in Teams: a physician asks, a supporter says yes, and the two of them meet."""

from .house import Whole


async def test_a_physician_finds_a_colleague(house: Whole) -> None:
    robin = house.person("robin-fictional")
    assert "Talk with a trained colleague." in robin.words[-1]
    assert len(robin.messages) == 1, "two words of one installation are one hello"

    await robin.press("Ask for a peer")
    robin.sees("9-8-8")
    await robin.press("Continue")
    await robin.submit({"contact": "not a way to reach anybody"})
    assert robin.dialog is not None
    robin.sees("9-8-8")
    start = {each["id"]: each.get("value") for each in robin.dialog.fields}
    assert start["contact"] == "not a way to reach anybody"
    await robin.submit({"contact": "204-555-0199"})
    robin.closes()
    await house.settled()

    asked = [each for each in house.everybody if each.id != robin.id and "Accept" in each.buttons]
    assert len(asked) == 1
    supporter = asked[0]
    await supporter.press("Accept")
    await supporter.press("No, confirm")
    supporter.sees("204-555-0199")
    supporter.closes()
    await house.settled()
    assert robin.troubles == []
    assert supporter.troubles == []
    posted = " ".join(version.words for version in house.teams.everything_posted())
    assert "204-555-0199" not in posted
    assert "Robin" not in posted
