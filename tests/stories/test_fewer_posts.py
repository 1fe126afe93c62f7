"""Fewer and truer posts: one card a request, a morning digest, and nothing told twice."""

import pytest

from tests.stage import Actor, Stage
from tests.stories.conftest import WEEKS

MOVED = "There is a newer message below."
WAITS = "request waits for you. The queue is behind “Open”."
SLACK_ONLY = pytest.mark.parametrize("platform", ["slack"], indirect=True)


async def nobody_can_be_asked(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()


def posts(actor: Actor, *, but: int = 0) -> int:
    """How many messages were ever posted to them, after the first `but`."""
    return len([message for message in actor.messages() if not message.typed]) - but


@SLACK_ONLY
async def test_in_slack_an_older_card_is_gone_once_the_newer_one_stands(stage: Stage) -> None:
    await stage.ask()
    supporter = stage.offered()
    count = len(supporter.messages())
    before = len(supporter.person.dm.messages)  # type: ignore[attr-defined]
    await stage.forward(22)  # the reminder waited for the morning
    assert len(supporter.messages()) == count + 1
    assert len(supporter.person.dm.messages) == before  # type: ignore[attr-defined]
    assert MOVED not in "".join(message.words for message in supporter.person.messages)  # type: ignore[attr-defined]


@SLACK_ONLY
async def test_in_slack_the_older_card_stays_until_the_newer_one_is_certain(stage: Stage) -> None:
    await stage.ask()
    supporter = stage.offered()
    slack = stage.slack  # type: ignore[attr-defined]
    slack.fail("chat.postMessage", times=3, status=503)
    await stage.forward(22)  # the reminder waited for the morning
    assert [message for message in supporter.messages() if "Accept" in message.buttons]


@SLACK_ONLY
@pytest.mark.parametrize("error", ["cant_delete_message", "compliance_exports_prevent_deletion"])
async def test_where_slack_refuses_to_delete_the_line_stands_there(stage: Stage, error: str) -> None:
    await stage.ask()
    supporter = stage.offered()
    stage.slack.fail("chat.delete", error=error)  # type: ignore[attr-defined]
    await stage.forward(22)  # the reminder waited for the morning
    assert MOVED in "".join(message.words for message in supporter.person.messages)  # type: ignore[attr-defined]


@SLACK_ONLY
async def test_an_older_card_that_is_gone_already_is_fine(stage: Stage) -> None:
    await stage.ask()
    supporter = stage.offered()
    card = next(each for each in supporter.person.dm.messages if "Accept" in each.buttons)  # type: ignore[attr-defined]
    card.deleted = True
    await stage.forward(22)  # the reminder waited for the morning
    assert [message for message in supporter.messages() if "Accept" in message.buttons]
    assert not await stage.read(lambda unit: unit.slots.retries())


async def test_r33_eight_days_without_an_answer_cost_each_hand_one_card_a_reason_and_the_mornings(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    before = {actor.user: posts(actor) for actor in (robin, casey, devon)}
    await nobody_can_be_asked(stage)
    await stage.forward(8 * 24)
    for actor, reasons in ((casey, 2), (devon, 2)):  # nobody left and still; waited for an answer and still
        mornings = len([each for each in actor.messages() if WAITS in each.words or each.words == MOVED])
        assert posts(actor, but=before[actor.user]) == reasons + 8, actor.chat()
        assert mornings
    assert posts(robin, but=before[robin.user]) <= 5


async def test_eight_days_after_everybody_said_no_are_five_posts_too(stage: Stage) -> None:
    """The day's word and the end of the deputy's hours fell four minutes apart: two posts, which said one thing."""
    robin = stage.physician
    before = posts(robin)
    await stage.ask()
    for _ in range(3):
        await stage.declines(stage.offered())
    await stage.forward(23)
    night = posts(robin)
    await stage.forward(2)
    assert posts(robin) == night + 1
    await robin.press("Open")
    robin.sees("nobody got back to you as we said")
    robin.close()
    await stage.forward(7 * 24)
    assert posts(robin, but=before) <= 5


async def test_the_morning_says_nothing_where_everything_was_acted_on(stage: Stage) -> None:
    casey = stage.coordinator
    await nobody_can_be_asked(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    await casey.press("I have contacted them")
    casey.close()
    count = len(casey.messages())
    await stage.forward(48)
    assert len(casey.messages()) == count


async def test_the_digest_ends_by_itself_when_nothing_waits_any_more(stage: Stage) -> None:
    casey = stage.coordinator
    await nobody_can_be_asked(stage)
    await stage.forward(22.5)
    casey.sees("1 request waits for you.")
    await casey.press("Open")
    assert "Open requests" in casey.screen()
    casey.close()
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await stage.forward(24)
    casey.sees("No request waits for you.")
    count = len(casey.messages())
    await stage.forward(48)
    assert len(casey.messages()) == count


async def test_rule_11_whoever_is_on_the_list_is_counted_nothing(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    devon = stage.deputy
    before = posts(devon)
    await stage.ask(not_these=[devon.account.user])
    await stage.forward(5 * 24)
    assert posts(devon) == before
    stage.coordinator.sees("1 request waits for you.")


async def test_a_match_in_question_has_its_own_post_and_is_never_in_a_digest(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await stage.match()
    await stage.forward(72)
    casey.sees("No contact has been made by the agreed hour.")
    await stage.forward(6 * 24)  # nobody acts on it
    for actor in (casey, stage.deputy):
        assert "waits for you" not in "".join(actor.chat())
    before = posts(casey)
    await stage.forward(48)  # a post of its own goes on saying so, once a day
    assert posts(casey, but=before) == 2


async def test_the_digest_counts_the_searches_and_not_the_matches(stage: Stage) -> None:
    casey = stage.coordinator
    await nobody_can_be_asked(stage)
    await stage.forward(22.5)
    casey.sees("1 request waits for you.")
    supporter = stage.supporters[0]
    await supporter.command("back")
    await stage.forward(1)
    await stage.match()
    await supporter.command("leave")
    await supporter.press("Step back now")
    casey.sees("The supporter had to stop.")
    await stage.forward(48)
    casey.sees("No request waits for you.", "It still waits for a person.")


@WEEKS
async def test_the_same_reason_again_is_no_new_post(stage: Stage) -> None:
    casey = stage.coordinator
    await nobody_can_be_asked(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    await casey.press("I have contacted them")
    casey.close()
    before = posts(casey)
    await stage.forward(10 * 24)  # three times three days
    told = [each for each in casey.messages() if "It is still open." in each.words]
    mornings = 7  # from the fourth day on, since nobody ends it
    assert len(told) == 1
    assert posts(casey, but=before) == 1 + mornings
