"""The figures as a picture in the chat: with its words for whoever does not see it, and never at the table's cost."""

from typing import Any

from tests.stage import Actor, Stage

SPRING = ("2026-04", "2026-05", "2026-06")


async def _ended(stage: Stage, *, how_many: int = 22, late: int = 0, outcome: str = "completed") -> None:
    """So many requests ended in the spring, of which so many had no match within two days."""

    def tally(unit: Any) -> None:
        for place in range(how_many):
            took = "72-120" if place < late else "0-24"
            unit.ledger.tally(
                kind="request", site="demo", month=SPRING[place % 3], pathway="reach_in", outcome=outcome,
                to_match=took, to_contact="0-24", in_all=took, conversation="1",
            )  # fmt: skip

    await stage.read(tally)


async def _report(actor: Actor) -> None:
    actor.close()
    await actor.command("report")
    await actor.press("Open")


async def test_r65_the_table_comes_at_once_and_the_picture_follows_with_its_words(stage: Stage):
    await _ended(stage)
    casey = stage.coordinator
    await _report(casey)
    casey.sees("Requests that ended", "22", "The picture follows")
    casey.close()

    card = casey.messages()[-1]
    assert len(card.pictures) == 1
    for words in ("Lakeside Hospital (demo): figures for", "up to 2026Q2: 22", "matched within 24 h: 81 to 100%, met"):
        assert words in card.pictures[0]


async def test_r64_what_one_screen_has_no_room_for_stands_on_the_next_and_turning_posts_no_second_picture(stage: Stage):
    await _ended(stage)
    await _ended(stage, late=8, outcome="handed_on")
    casey = stage.coordinator
    await _report(casey)
    casey.sees("Requests that ended", "44", "matched within 24 h", "Counts under 5 are not told")
    before = len(casey.messages())
    await casey.press("More measures")
    casey.sees("not ended in silence", "Only quarters that are over are told")
    assert "matched within 24 h" not in casey.screen()
    await casey.press("Back")
    casey.sees("matched within 24 h")
    assert "not ended in silence" not in casey.screen()
    assert "picture follows" not in casey.screen()
    casey.close()
    assert len(casey.messages()) == before


async def test_r64_the_quarters_card_carries_the_picture_and_opening_it_there_posts_no_second_one(stage: Stage):
    await _ended(stage)
    await stage.house.deadlines.keep_quarters()
    casey, robin = stage.coordinator, stage.physician
    await stage.forward(24 * 30)
    card = casey.messages()[-1]
    assert "The figures up to 2026Q3 are ready." in card.words
    assert "up to 2026Q2: 22" in card.pictures[0]
    assert not any(message.pictures for message in robin.messages())

    before = len(casey.messages())
    await casey.press("Open")
    casey.sees("Requests that ended")
    casey.close()
    assert len(casey.messages()) == before


async def test_r69_what_is_too_small_has_no_picture_and_no_number(stage: Stage):
    await _ended(stage, how_many=4)
    casey = stage.coordinator
    before = len(casey.messages())
    await _report(casey)
    casey.sees("Not enough yet")
    assert "picture follows" not in casey.screen()
    casey.lacks("More measures")
    casey.close()
    assert [message.pictures for message in casey.messages()[before:]] == [()]  # the card that opened it


async def test_nobody_else_gets_the_picture(stage: Stage):
    await _ended(stage)
    robin = stage.physician
    await _report(robin)
    assert robin.notice
    assert not any(message.pictures for message in robin.messages())


async def test_a_picture_that_cannot_be_drawn_costs_nobody_the_figures(stage: Stage, monkeypatch):
    def breaks(_: Any, dots: int) -> bytes:
        raise MemoryError

    monkeypatch.setattr(stage.house.studio, "_draw", breaks)
    await _ended(stage)
    casey = stage.coordinator
    await _report(casey)
    casey.sees("Requests that ended", "22")
    casey.close()
    card = casey.messages()[-1]
    assert card.pictures == ()
    assert "up to 2026Q2: 22" in card.words
    assert "Open" in card.buttons


async def test_the_same_picture_is_drawn_once_for_all_its_readers(stage: Stage, monkeypatch):
    drawn: list[Any] = []
    draw = stage.house.studio._draw

    def counted(said: Any, dots: int) -> bytes:
        drawn.append(said)
        return draw(said, dots)

    monkeypatch.setattr(stage.house.studio, "_draw", counted)
    await _ended(stage)
    await stage.house.deadlines.keep_quarters()
    await stage.forward(24 * 30)
    shown = [each for actor in (stage.coordinator, stage.deputy) for each in actor.messages()[-1].pictures]
    assert len(shown) == 2
    assert len(drawn) == 1
