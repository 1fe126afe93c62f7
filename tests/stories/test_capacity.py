"""A site whose supporters are asked too often: its coordinators hear it in time, as a number of people to find."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.people import Role
from bot.core.people import Stage as CareerStage
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.test_joining import goes_to, looks_at, offers_to_help, records, says, signs
from tests.stories.test_training import person
from tests.stories.traces import rows

TOO_OFTEN = "Your supporters may be asked too often this year."
SEVEN = f"{TOO_OFTEN} At this pace, about 7 more people would keep everybody within 7 matches a year."
ONE = f"{TOO_OFTEN} At this pace, one more person would keep everybody within 7 matches a year."
ENOUGH = "As things stand, there are enough people to help again."
A_MONTH, A_QUARTER = 24 * 30, 24 * 92
EVENING = datetime(2026, 9, 8, 1, 30, tzinfo=UTC)  # half past eight in Winnipeg


async def were_matched(stage: Stage, actor: Actor, times: int) -> None:
    """Days in the quarter that ends soon."""
    known = await person(stage, actor)
    days = tuple(stage.now.date() - timedelta(days=number) for number in range(times))
    await stage.read(lambda unit: unit.people.save_standing(known.id, replace(known.standing, matches=days)))


async def the_quarter_ends(stage: Stage) -> None:
    await stage.house.deadlines.keep_quarters()
    await stage.forward(A_MONTH)


def told(actor: Actor) -> list[str]:
    return [words for words in actor.chat() if TOO_OFTEN in words]


async def test_r35_r59_coordinators_hear_how_many_more_would_carry_it_and_nobody_else_does(stage: Stage) -> None:
    casey, devon, robin = stage.coordinator, stage.deputy, stage.physician
    for each in stage.supporters:
        await were_matched(stage, each, 5)
    await stage.rewrite(robin, roles=frozenset({Role.LEAD}))
    await the_quarter_ends(stage)
    assert len(told(casey)) == len(told(devon)) == 1
    casey.sees(SEVEN, "Colleagues can offer to help, and anybody can suggest one.")
    assert [told(each) for each in (robin, *stage.supporters)] == [[], [], [], []]
    robin.sees("The figures up to 2026Q3 are ready.")
    assert not any(each.name in words for each in stage.supporters for words in casey.chat())
    await casey.press("Open")
    casey.sees(SEVEN, f"{stage.supporters[0].name}: there, medium load")
    await casey.press("Our supporters")
    assert {"Being a supporter", "Suggest a colleague"} <= set(casey.buttons())


async def test_r26_it_says_whom_some_requests_can_only_go_to(stage: Stage) -> None:
    casey, (*late, early), robin = stage.coordinator, stage.supporters, stage.physician
    ready = {"trained_hours": 4, "agreement_version": "demo-1", "agreement_signed_on": date(2026, 6, 1)}
    await stage.rewrite(robin, roles=frozenset({Role.SUPPORTER}), **ready)
    await stage.rewrite(early, stage=CareerStage.EARLY)
    for each in (*late, robin):
        await stage.rewrite(each, stage=CareerStage.LATE)
        await were_matched(stage, each, 3)
    await the_quarter_ends(stage)
    missed = "You need people who are late in their career or retired most of all. Some requests go to them alone."
    casey.sees("about 3 more people", missed)
    await casey.press("Open")
    casey.sees(missed)


async def test_where_there_are_enough_nothing_is_said(stage: Stage) -> None:
    casey = stage.coordinator
    await were_matched(stage, stage.supporters[0], 4)
    await the_quarter_ends(stage)
    assert told(casey) == []
    await goes_to(casey, "supporters")
    assert TOO_OFTEN not in casey.screen()


async def test_the_card_rests_as_soon_as_somebody_new_can_be_asked(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await were_matched(stage, stage.supporters[0], 5)
    await the_quarter_ends(stage)
    casey.sees(ONE)
    await offers_to_help(robin)
    await says(casey, robin, "Say yes")
    await records(casey, robin)
    casey.close()
    casey.sees(ONE)
    before = len(casey.messages())
    await signs(robin)
    assert (told(casey), len(casey.messages())) == ([], before), "edited in place"
    casey.sees(ENOUGH)
    await goes_to(casey, "supporters")
    assert TOO_OFTEN not in casey.screen()


async def test_it_says_what_is_true_when_a_supporter_leaves_and_when_the_roster_brings_some(stage: Stage) -> None:
    casey, (ada, ines, _), robin = stage.coordinator, stage.supporters, stage.physician
    await were_matched(stage, ada, 5)
    await the_quarter_ends(stage)
    before = len(casey.messages())
    await ines.command("leave")
    await ines.press("In 14 days")
    casey.sees("about 2 more people")
    await ines.press("Stay")
    casey.sees(ONE)
    await ines.command("leave")
    await ines.press("Step back now")
    casey.sees("about 2 more people")
    ready = {"trained_hours": 4, "agreement_version": "demo-1", "agreement_signed_on": date(2026, 6, 1)}
    await stage.rewrite(robin, roles=frozenset({Role.SUPPORTER}), **ready)
    casey.sees(ONE)
    await stage.deactivated(robin)
    casey.sees("about 2 more people")
    assert (len(told(casey)), len(casey.messages())) == (1, before), "edited in place: it alerts nobody"


async def test_recorded_training_counts_at_once_and_an_entry_taken_back_no_longer(stage: Stage) -> None:
    casey, (ada, ines, _) = stage.coordinator, stage.supporters
    await were_matched(stage, ada, 5)
    await stage.rewrite(ines, trained_hours=2.0)
    await the_quarter_ends(stage)
    casey.sees("about 2 more people")
    await records(casey, ines, hours="2")
    entry = (await rows(stage, "SELECT id FROM training"))[0][0]
    casey.close()
    casey.sees(ONE)
    await looks_at(casey, ines)
    await casey.press("Take an entry back")
    await casey.submit(entry=entry)
    casey.close()
    casey.sees("about 2 more people")


async def test_whoever_is_away_for_a_while_is_no_reason_to_recruit(stage: Stage) -> None:
    casey, (ada, ines, _) = stage.coordinator, stage.supporters
    await were_matched(stage, ada, 5)
    await ines.command("away")
    await the_quarter_ends(stage)
    casey.sees(ONE)


async def test_a_quarter_later_the_old_card_says_nothing_that_is_not_so(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await were_matched(stage, ada, 5)
    await the_quarter_ends(stage)
    first = len(casey.messages())
    await were_matched(stage, ada, 5)  # the days of last quarter are gone; these are of the quarter that ends now
    await stage.forward(A_QUARTER)
    assert len(told(casey)) == 1, "posted anew, and the older copy is one neutral line"
    assert len(casey.messages()) > first
    await were_matched(stage, ada, 0)
    await stage.forward(A_QUARTER)
    assert told(casey) == []
    casey.sees(ENOUGH)


async def test_r35_one_match_below_the_ceiling_coordinators_hear_of_it_without_a_name(stage: Stage) -> None:
    casey, devon, robin = stage.coordinator, stage.deputy, stage.physician
    near = "One of your supporters is one match below the 7 of a year."
    for each in stage.supporters:
        await were_matched(stage, each, 5)
    await stage.ask()
    await stage.match()
    for each in (casey, devon):
        assert sum(near in words for words in each.chat()) == 1
        each.sees(near, "This is the time to find one more colleague.")
    assert not any(near in words for each in (robin, *stage.supporters) for words in each.chat())
    assert not any(each.name in words for each in stage.supporters for words in casey.chat())


async def test_r35_the_word_outlasts_whatever_else_the_card_comes_to_say(under: Opens) -> None:
    """Matched at night, when nothing is asked of a coordinator; before they read it somebody gives notice."""
    stage = await under(quiet_hours="21:00-07:00", at=EVENING)
    casey, near = stage.coordinator, "One of your supporters is one match below the 7 of a year."
    for each in stage.supporters:
        await were_matched(stage, each, 5)
    await stage.ask()
    await stage.forward(2)
    matched = await stage.match()
    leaves = next(each for each in stage.supporters if each is not matched)
    await leaves.command("leave")
    await leaves.press("In 14 days")
    assert not any(near in words for words in casey.chat())
    await stage.forward(9)
    casey.sees(near)
    await leaves.press("Stay")
    casey.sees(near)
    posted = len(casey.messages())
    await the_quarter_ends(stage)
    casey.sees(near, TOO_OFTEN)
    assert (sum(near in words for words in casey.chat()), len(told(casey))) == (1, 1)
    assert len(casey.messages()) > posted


async def test_two_below_the_ceiling_nothing_is_said_yet(stage: Stage) -> None:
    casey = stage.coordinator
    for each in stage.supporters:
        await were_matched(stage, each, 4)
    await stage.ask()
    await stage.match()
    assert not any("one match below" in words for words in casey.chat())


@pytest.mark.parametrize("platform", ["playground"], indirect=True)
async def test_in_french(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("language", "fr")
    await were_matched(stage, stage.supporters[0], 5)
    await the_quarter_ends(stage)
    casey.sees(
        "À ce rythme, une personne de plus permettrait à chacun et chacune de rester à 7 jumelages par an au plus."
    )
    for each in stage.supporters:
        await were_matched(stage, each, 5)
    await stage.ask()
    await stage.match()
    casey.sees("Une personne parmi vos pairs aidants est à un jumelage des 7 d'une année.")
