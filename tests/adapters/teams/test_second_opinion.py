"""What travels in a whole loop, read by the models of the SDK that follows botbuilder (microsoft-agents-activity): what
our double writes as Teams, what we answer, and what we send. Nothing of it is unknown to them, and nothing is lost."""

from typing import Any

from microsoft_agents.activity import Activity, AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue, InvokeResponse
from microsoft_agents.activity.teams import (
    TaskModuleContinueResponse,
    TaskModuleMessageResponse,
    TaskModuleRequest,
    TaskModuleResponse,
)
from pydantic import BaseModel

from .house import Whole

Json = dict[str, Any]
VALUES: dict[str, type[BaseModel]] = {
    "adaptiveCard/action": AdaptiveCardInvokeValue,
    "task/fetch": TaskModuleRequest,
    "task/submit": TaskModuleRequest,
}
# What Teams writes beside the fields of the models, by its own documents.
BESIDE = {"trigger"}


def read(model: type[BaseModel], plain: Json) -> Json:
    return model.model_validate(plain).model_dump(mode="json", by_alias=True, exclude_unset=True)


def same(model: type[BaseModel], plain: Json) -> None:
    known = {name: value for name, value in plain.items() if name not in BESIDE}
    again = read(model, known)
    again |= {"timestamp": plain["timestamp"]} if "timestamp" in plain else {}  # a moment, written in another way
    assert again == known, model.__name__


async def played(house: Whole) -> None:
    robin = house.person("robin-fictional")
    await robin.types("status")
    await robin.press("Français")
    await robin.press("English", as_submit=True)
    await house.settled()
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit({"contact": "not a way to reach anybody"})
    await robin.submit({"contact": "204-555-0199"})
    robin.closes()
    await house.settled()
    (supporter,) = [each for each in house.everybody if each.id != robin.id and "Accept" in each.buttons]
    await supporter.press(next(each for each in supporter.buttons if each.startswith("Ask me")))  # tonight, or tomorrow
    await house.settled()
    await supporter.press("Accept")
    await supporter.press("No, confirm")
    supporter.closes()
    await house.settled()
    await supporter.uninstalls()


async def test_what_travels_is_what_the_next_sdk_knows(house: Whole) -> None:
    await played(house)
    kinds = set()
    for delivery in house.teams.deliveries:
        activity = delivery.activity
        same(Activity, activity)
        name = activity.get("name", "")
        kinds.add((activity["type"], name))
        if activity["type"] == "invoke":
            same(VALUES[name], activity["value"])
            read(InvokeResponse, {"status": delivery.status, "body": delivery.body})
            _answer(name, delivery.body)
        else:
            assert (delivery.status, delivery.body) == (200, None)
    assert kinds == {
        ("conversationUpdate", ""),
        ("installationUpdate", ""),
        ("message", ""),
        *(("invoke", name) for name in VALUES),
    }
    sent = [call.body for call in house.teams.calls if call.operation in ("send", "update")]
    assert len(sent) > 5
    for body in sent:
        same(Activity, body)


def _answer(name: str, body: Json | None) -> None:
    if name == "adaptiveCard/action":
        assert body is not None
        same(AdaptiveCardInvokeResponse, body)
        return
    if body is None:
        assert name == "task/submit", "an answer without words closes a dialog, and opens none"
        return
    same(TaskModuleResponse, body)
    goes_on = body["task"]["type"] == "continue"
    same(TaskModuleContinueResponse if goes_on else TaskModuleMessageResponse, body["task"])
