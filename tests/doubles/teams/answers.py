"""What Teams makes of the app's answer to a delivery."""

import json
from typing import Any

from tests.doubles.teams.cards.rules import problems
from tests.doubles.teams.chats import CARD, Message, Version
from tests.doubles.teams.delivery import Delivery
from tests.doubles.teams.screen import Dialog, Screen
from tests.doubles.teams.world import World

Json = dict[str, Any]
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
MOST_BYTES = 100 * 1024
SIZES = ("small", "medium", "large")


class Answers:
    def __init__(self, world: World) -> None:
        self.world = world

    def to_message(self, delivery: Delivery, screen: Screen) -> None:
        """Nobody sees the answer to a message, only that there was none."""
        self._heard(delivery, screen)

    def to_execute(self, delivery: Delivery, screen: Screen, message: Message | None) -> None:
        if not self._heard(delivery, screen):
            return
        body = delivery.body
        if not isinstance(body, dict) or not {"statusCode", "type", "value"} <= set(body):
            screen.trouble("malformed", body)
        elif body["type"] == ERROR or body["statusCode"] != 200:
            value = body["value"] if isinstance(body["value"], dict) else {}
            screen.trouble("error", value.get("message", body["statusCode"]))
        elif body["type"] == MESSAGE and isinstance(body["value"], str):
            screen.says(body["value"])
        elif body["type"] == CARD:
            if not self._wrong(body["value"], screen) and message is not None:
                message.view = body["value"]
                attachment = {"contentType": CARD, "content": body["value"]}
                message.versions.append(Version("answered", {"attachments": [attachment]}))
        else:
            screen.trouble("malformed", body)

    def to_task(self, delivery: Delivery, screen: Screen) -> None:
        """task/fetch and task/submit. An empty answer to a submit closes the dialog; to a fetch it is trouble."""
        if not self._heard(delivery, screen):
            return
        body = delivery.body
        task = body.get("task") if isinstance(body, dict) else None
        if not body or (isinstance(body, dict) and task is None):
            if delivery.activity["name"] == "task/submit":
                screen.dialog = None
            else:
                screen.trouble("empty", "task/fetch was answered with nothing")
        elif isinstance(task, dict) and task.get("type") == "message" and isinstance(task.get("value"), str):
            screen.dialog = None
            screen.says(task["value"])
        elif isinstance(task, dict) and task.get("type") == "continue" and isinstance(task.get("value"), dict):
            self._goes_on(task["value"], screen)
        else:
            screen.trouble("malformed", body)

    def _goes_on(self, value: Json, screen: Screen) -> None:
        card = value.get("card")
        if not isinstance(card, dict) or card.get("contentType") != CARD:
            screen.trouble("malformed", "the dialog has no card")
            return
        wrong = [] if isinstance(value.get("title"), str) and value["title"] else ["the dialog has no title"]
        for side in ("height", "width"):
            size = value.get(side)
            if not (size is None or size in SIZES or (isinstance(size, int) and size > 0)):
                wrong.append(f"the {side} {size!r} of a dialog")
        self.world.violations += wrong
        if not self._wrong(card.get("content"), screen, dialog=True):
            screen.opens(Dialog(str(value.get("title", "")), card["content"], value.get("height"), value.get("width")))

    def _wrong(self, card: Any, screen: Screen, *, dialog: bool = False) -> bool:
        found = problems(card, dialog=dialog)
        self.world.violations += found
        for each in found:
            screen.trouble("card", each)
        return bool(found)

    def _heard(self, delivery: Delivery, screen: Screen) -> bool:
        if delivery.slow:
            screen.trouble("slow", f"no answer in {delivery.seconds:.1f} seconds")
        elif delivery.status == 0:
            screen.trouble("unreachable")
        elif delivery.status not in (200, 201, 202):
            screen.trouble("status", delivery.status)
        elif delivery.activity["type"] == "invoke" and (delivery.status != 200 or _not_json(delivery)):
            screen.trouble("malformed", f"{delivery.status} {delivery.content_type}")
        elif len(json.dumps(delivery.body, ensure_ascii=False).encode("utf-16-le")) > MOST_BYTES:
            screen.trouble("too big")
        else:
            return True
        return False


def _not_json(delivery: Delivery) -> bool:
    return bool(delivery.body) and delivery.content_type != "application/json"
