"""A coordinator reads what the one who asked was told: who phones or writes, and by when."""

import pytest

from tests.stage import Stage


async def nobody_can_be_asked(stage: Stage, **values: str | list[str]) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask(**values)


@pytest.mark.parametrize(
    ("given", "verb", "next_step"),
    [
        ({}, "phone", "Next: phone them."),
        ({"contact": "robin@example.com", "way": "email"}, "write to", "Next: write to them."),
        ({"way": "text"}, "write to", "Next: write to them."),
    ],
)
async def test_who_phones_or_writes_by_when(stage: Stage, given: dict[str, str], verb: str, next_step: str) -> None:
    robin, casey = stage.physician, stage.coordinator
    await nobody_can_be_asked(stage, **given)
    assert "phone" not in casey.chat()[-1]
    await robin.press("Open")
    robin.sees(f"Casey Sample will {verb} you")
    robin.close()
    await casey.press("Open")
    verb = {"phone": "phones"}.get(verb, "writes to")
    casey.sees(f"They were told that Casey Sample {verb} them by", next_step)
    await casey.press("Name and contact")
    for way in {"way-email": "Email me", "way-text": "Text me"}.values():
        assert (way in casey.screen()) == (way.partition(" ")[0].casefold() == given.get("way"))


async def test_a_word_that_was_not_kept_reads_so_on_both_sides(stage: Stage) -> None:
    robin, devon = stage.physician, stage.deputy
    await nobody_can_be_asked(stage)
    await stage.forward(48)
    await robin.press("Open")
    robin.sees("nobody got back to you as we said")
    robin.close()
    await devon.press("Open", back=1)
    devon.sees("They were told that nobody got back to them as we said.", "Next: phone them.")
    assert "told that you phone" not in "".join(devon.chat()) + devon.screen()
