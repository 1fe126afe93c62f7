"""Well signed and still not to be trusted: buttons, forms and views that are nobody's, or somebody else's."""

import json
from typing import Any

import pytest

from tests.adapters.slack.fake_workspace import CONTACT, TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.doubles.slack import Answer, Person

MARK = "Zq8marker"


def press(workspace: FakeWorkspace, user: str, action: dict[str, Any]) -> dict[str, Any]:
    return _interaction(workspace, user, "block_actions") | {
        "actions": [{"type": "button", "block_id": "copy-0", "action_ts": workspace.slack.ts()} | action],
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1", "is_ephemeral": False},
        "response_url": workspace.slack.hook(TEAM, user, workspace.slack.dm(TEAM, user).id),
    }


def form(workspace: FakeWorkspace, user: str, metadata: Any, values: Any) -> dict[str, Any]:
    view = {
        "id": "V1",
        "type": "modal",
        "private_metadata": metadata,
        "blocks": [],
        "hash": "1.a",
        "root_view_id": "V1",
    }
    return _interaction(workspace, user, "view_submission") | {"view": view | {"state": {"values": values}}}


def _interaction(workspace: FakeWorkspace, user: str, kind: str) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "lakeside"},
        "user": {"id": user, "team_id": TEAM},
        "trigger_id": workspace.slack.triggers.make(TEAM, user),
        "is_enterprise_install": False,
    }


@pytest.fixture(autouse=True)
async def _acquainted(workspace: FakeWorkspace) -> None:
    await workspace.acquainted()


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": MARK, "value": MARK, "block_id": MARK},
        {"action_id": MARK, "value": MARK},
        {"action_id": f"{MARK}@0", "value": f"{MARK}|1"},
        {"action_id": "offer-accept@0", "value": "0123456789abcdef|1"},
        {"action_id": "offer-accept@0", "value": "|1"},
        {"action_id": "offer-accept@0", "value": "a|-1"},
        {"action_id": "offer-accept@0", "value": "a|99999999999999999999"},
        {"action_id": "offer-accept@0", "value": f"{MARK}'; DROP TABLE request; --|1"},
        {"action_id": "offer-accept@0", "value": {"nested": MARK}},
        {"action_id": "escalation-close@0", "value": "0123456789abcdef:completed|1"},
        {"action_id": ["offer-accept@0"], "value": "a|1"},
        {"action_id": "x" * 3000, "value": "y" * 3000},
        {"value": "a|1"},
        {"action_id": "offer-accept@0"},
        {"type": "static_select", "action_id": "offer-accept@0", "selected_option": {"value": "a|1"}},
    ],
    ids=lambda action: json.dumps(action)[:50],
)
async def test_a_button_that_nobody_made(workspace: FakeWorkspace, logbook: Logbook, action: dict[str, Any]) -> None:
    before = workspace.dump()
    answer = await workspace.sends(press(workspace, "U0ROBIN", action))
    await workspace.quiet()
    _kind(answer)
    if answer.ok:
        said = workspace.person().messages[-1].words
        # Of a verb alone it is not known which offer it was, as of one that is gone: the safe word for any.
        assert any(words in said for words in ("9-8-8", "This is closed.", "Closed. Please don't call"))
    assert workspace.dump() == before
    logbook.never(MARK, "Traceback")


@pytest.mark.parametrize("actions", [None, [], "ask@0", [None], [["ask@0"]], [{}, {}], {"action_id": "ask@0"}])
async def test_actions_of_another_shape(workspace: FakeWorkspace, actions: Any) -> None:
    before = workspace.dump()
    answer = await workspace.sends(press(workspace, "U0ROBIN", {}) | {"actions": actions})
    await workspace.quiet()
    _kind(answer)
    assert workspace.dump() == before


@pytest.mark.parametrize("user", [None, {}, {"id": 7}, {"id": "robin"}, {"id": "U0ROBIN' OR 1=1"}, ["U0ROBIN"]])
async def test_a_press_of_nobody(workspace: FakeWorkspace, user: Any) -> None:
    before = workspace.dump()
    _kind(await workspace.sends(press(workspace, "U0ROBIN", {"action_id": "ask@0", "value": "|0"}) | {"user": user}))
    await workspace.quiet()
    assert workspace.dump() == before


class TestSomebodyElsesButton:
    """Every press is authorised against the database, not against what the button says (rule 11)."""

    @pytest.mark.parametrize("user", ["robin-fictional", "casey-sample", "sam-placeholder", "visitor"])
    async def test_an_offer_is_accepted_by_whom_it_was_made_to_alone(self, workspace: FakeWorkspace, user: str) -> None:
        await workspace.asks()
        offered = workspace.offered()
        thief = next(
            each for each in (_somebody(workspace, user), workspace.person("ada-maple")) if each.id != offered.id
        )
        held = offered.button("Accept").element
        told = {"action_id": held["action_id"], "value": held["value"]}
        before = workspace.dump()
        assert (await workspace.sends(press(workspace, thief.id, told))).ok
        await workspace.quiet()
        assert workspace.dump() == before
        assert "Robin" not in "\n".join(sight.words for sight in workspace.slack.seen_by(thief.id, TEAM))

    async def test_the_details_of_a_match_open_for_nobody_else(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        supporter = await workspace.matched()
        held = next(each for each in supporter.pressable() if each.element["text"]["text"] == "Details")
        told = {key: held.element[key] for key in ("action_id", "value")}
        before = workspace.dump()
        for user in ("robin-fictional", "casey-sample", "devon-madeup"):
            await workspace.sends(press(workspace, workspace.person(user).id, told))
            await workspace.quiet()
            if user != "robin-fictional":
                assert CONTACT not in "\n".join(
                    s.words for s in workspace.slack.seen_by(workspace.person(user).id, TEAM)
                )
        assert workspace.dump() == before


class TestForms:
    @pytest.mark.parametrize(
        "values",
        [
            None,
            {},
            [],
            "contact",
            {"contact": None},
            {"contact": {"contact": None}},
            {"contact": {"contact": {"type": "plain_text_input"}}},
            {"contact": {"contact": {"type": "plain_text_input", "value": ["204-555-0123"]}}},
            {"contact": {"contact": {"type": "static_select", "selected_option": {"value": [CONTACT]}}}},
            {"contact": {"contact": {"type": "checkboxes", "selected_options": [{"value": CONTACT}]}}},
            {"contact": {"contact": {"type": "plain_text_input", "value": f"{MARK} tells a long story " * 200}}},
            {"contact": {"contact": {"type": "plain_text_input", "value": f"{MARK}\ud800"}}},
            {"contact": {"contact": {"type": "rich_text_input", "rich_text_value": {"text": MARK}}}},
        ],
        ids=lambda values: json.dumps(values)[:60],
    )
    async def test_fields_that_are_missing_or_of_another_type(
        self, workspace: FakeWorkspace, logbook: Logbook, values: Any
    ) -> None:
        before = workspace.dump()
        answer = await workspace.sends(form(workspace, "U0ROBIN", '["ask-send","",0]', values))
        await workspace.quiet()
        _kind(answer)
        assert answer.body, "the form may not close without a word"
        assert await workspace.requests() == []
        assert workspace.dump() == before
        logbook.never(MARK, "Traceback")

    async def test_fields_on_top_are_not_kept(self, workspace: FakeWorkspace, logbook: Logbook) -> None:
        line = {"type": "plain_text_input", "value": MARK}
        values = {
            "contact": {"contact": {"type": "plain_text_input", "value": CONTACT}},
            "reason": {"reason": line},
            "__class__": {"x": line},
            "site": {"site": {"type": "static_select", "selected_option": {"value": MARK}}},
            "wish": {"wish": {"type": "radio_buttons", "selected_option": {"value": MARK}}},
        }
        _kind(await workspace.sends(form(workspace, "U0ROBIN", '["ask-send","",0]', values)))
        await workspace.quiet()
        assert MARK not in repr(workspace.dump())
        logbook.never(MARK, "Traceback")

    @pytest.mark.parametrize(
        "metadata",
        [
            None,
            "",
            MARK,
            "[]",
            "{}",
            '["ask-send"]',
            '["ask-send","",true]',
            '["ask-send","",0,0]',
            '["escalation-offer","0123456789abcdef",1]',
            '["contact-send","0123456789abcdef",1]',
            f'["{MARK}","",0]',
            "[" * 3000,
            '["ask-send","","0"]',
            {"verb": "ask-send"},
        ],
        ids=lambda metadata: json.dumps(metadata)[:40],
    )
    async def test_a_view_that_we_never_made(self, workspace: FakeWorkspace, logbook: Logbook, metadata: Any) -> None:
        values = {"contact": {"contact": {"type": "plain_text_input", "value": f"{MARK}@example.org"}}}
        before = workspace.dump()
        answer = await workspace.sends(form(workspace, "U0ROBIN", metadata, values))
        await workspace.quiet()
        _kind(answer)
        assert answer.body, "the form may not close without a word"
        assert workspace.dump() == before
        logbook.never(MARK, "Traceback")

    @pytest.mark.parametrize("view", [None, [], "V1", 7])
    async def test_no_view_at_all(self, workspace: FakeWorkspace, view: Any) -> None:
        before = workspace.dump()
        _kind(await workspace.sends(form(workspace, "U0ROBIN", "", {}) | {"view": view}))
        assert workspace.dump() == before

    async def test_somebody_elses_form(self, workspace: FakeWorkspace) -> None:
        """The coordinator's form for choosing a supporter, sent by a supporter."""
        await workspace.asks()
        (request,) = workspace.rows("SELECT id, version FROM request")
        before = workspace.dump()
        metadata = json.dumps(["escalation-offer", request[0], request[1]])
        values = {"supporter": {"supporter": {"type": "static_select", "selected_option": {"value": "x"}}}}
        for user in ("U0ADA", "U0ROBIN", "U0NOBODY"):
            workspace.slack.person(TEAM, user)
            _kind(await workspace.sends(form(workspace, user, metadata, values)))
        await workspace.quiet()
        assert workspace.dump() == before


@pytest.mark.parametrize(
    "kind", ["block_suggestion", "view_closed", "shortcut", "message_action", "unheard_of", 7, None]
)
async def test_interactions_that_we_never_asked_for(workspace: FakeWorkspace, kind: Any) -> None:
    before = workspace.dump()
    payload = _interaction(workspace, "U0ROBIN", "x") | {"type": kind, "callback_id": "x", "view": {}, "action_id": "x"}
    _kind(await workspace.sends(payload))
    await workspace.quiet()
    assert workspace.dump() == before


def _somebody(workspace: FakeWorkspace, user: str) -> Person:
    return workspace.stranger() if user == "visitor" else workspace.person(user)


def _kind(answer: Answer) -> None:
    """Answered, or refused with a 4xx; an error of ours it is not."""
    assert answer.ok or 400 <= answer.status < 500, answer


@pytest.mark.parametrize("blocks", [[{"block_id": ["a"]}, {"block_id": {}}, 7], None, "blocks", [[]]])
async def test_a_form_whose_blocks_are_nested_ends_in_a_sentence(workspace: FakeWorkspace, blocks: Any) -> None:
    """Signed, and with a block_id that is no word: 25 of 60,000 mutated bodies ended in a 503 (A13)."""
    sent = form(workspace, "U0ROBIN", '["contact-send","",0]', {})
    sent["view"]["blocks"] = blocks
    answer = await workspace.sends(sent)
    _kind(answer)
