"""A coordinator comes back before the day that they had named: what waits is theirs again from that minute (R59)."""

from tests.stage import Actor, Stage


async def nobody_can_be_asked(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()


async def away_for_days(stage: Stage, deputy: Actor) -> None:
    """The other one is away already, and Casey names somebody for a week."""
    await stage.deputy.command("away")
    await stage.coordinator.command("away", "2026-09-14")
    await stage.coordinator.press("Open")
    await stage.coordinator.submit(deputy=[deputy.account.user])
    stage.coordinator.close()


async def test_whoever_comes_back_early_hears_each_morning_what_waits(stage: Stage) -> None:
    casey = stage.coordinator
    await away_for_days(stage, stage.supporters[1])
    await nobody_can_be_asked(stage)
    await stage.forward(24)
    await casey.command("back")
    for _ in ("the first morning", "the second morning"):
        before = [each.ref for each in casey.messages()]
        await stage.forward(24)
        new = [each.words for each in casey.messages() if each.ref not in before]
        assert any("1 request waits for you." in each for each in new)


async def test_whoever_shortens_their_time_away_hears_from_the_new_day_on(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("away", "2026-09-20")
    await nobody_can_be_asked(stage)
    await casey.command("away", "2026-09-08")
    await stage.forward(2 * 24)
    casey.sees("1 request waits for you.")


async def test_whoever_names_another_day_keeps_the_one_who_stands_in(stage: Stage) -> None:
    casey, ines = stage.coordinator, stage.supporters[1]
    await away_for_days(stage, ines)
    await casey.command("away", "2026-09-20")
    casey.sees("Sunday, September 20")
    await nobody_can_be_asked(stage)
    ines.sees("Everybody who could help is busy or away.")
    await stage.forward(8 * 24)
    assert "Your colleague is back." not in "".join(ines.chat())
    await stage.forward(6 * 24)
    ines.sees("Your colleague is back.")


async def test_a_promise_that_lapsed_is_nobodys_on_every_card(stage: Stage) -> None:
    casey, devon, ines = stage.coordinator, stage.deputy, stage.supporters[1]
    await nobody_can_be_asked(stage)
    await stage.forward(24)
    casey.sees("needs you.")
    devon.sees("needs you.")
    await away_for_days(stage, ines)
    await ines.press("Open")
    await ines.press("I will see to it")
    ines.close()
    for each in (casey, devon):
        each.sees("is in hand")
    await stage.forward(13)  # and the stand-in did not
    for each in (casey, devon):
        assert "is in hand" not in "".join(each.chat())
        each.sees("is with whoever stands in for you.")
    await casey.command("back")
    assert "is with whoever stands in for you." not in "".join(casey.chat())
    casey.sees("needs you.")
    assert "".join(casey.chat()).count("Welcome back.") == 1


async def test_the_last_day_away_is_over_and_the_card_needs_them_again(stage: Stage) -> None:
    casey = stage.coordinator
    await nobody_can_be_asked(stage)
    await casey.command("away", "2026-09-09")
    casey.sees("is with whoever stands in for you.")
    await stage.forward(3 * 24)
    assert "is with whoever stands in for you." not in "".join(casey.chat())
