"""The playground as a person meets it: how long until the page is there, and until a press is answered in it."""

import json
import time
import uuid
from dataclasses import dataclass
from typing import Any

import aiohttp

from bench.process import free_port, running

STARTS = 5
ROUNDS = 60
PHYSICIAN = "robin-fictional"
STARTS_PROMISED = 3.0
PRESS_PROMISED = 0.150


@dataclass(frozen=True, slots=True)
class Page:
    starts: list[float]
    presses: dict[str, list[float]]  # what was pressed -> seconds from sending to the answer


async def measure() -> Page:
    starts = []
    for _ in range(STARTS):
        port = free_port()
        async with running("app.py", "demo", "--port", str(port), port=port) as seconds:
            starts.append(seconds)
    port = free_port()
    async with running("app.py", "demo", "--port", str(port), port=port):
        return Page(starts, await _presses(port))


async def _presses(port: int) -> dict[str, list[float]]:
    """Ask, send, withdraw, over and over: each is a transaction, and the supporters' cards are delivered meanwhile."""
    found: dict[str, list[float]] = {}
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{port}/live", headers={"Origin": f"http://127.0.0.1:{port}"}) as socket,
    ):
        await _until(socket, "state")
        for _ in range(ROUNDS):
            before = await _timed(socket, found, "Ask for a peer", verb="ask")
            form = await _timed(socket, found, "Continue", verb=_verb(before, "ask-form"))
            sent = await _timed(socket, found, "Send", verb=form["dialog"]["submit"]["verb"], values=_filled(form))
            button = next(each for each in sent["dialog"]["buttons"] if each["verb"] == "withdraw")
            asked = await _timed(socket, found, "Withdraw", **_button(button))
            button = next(each for each in asked["dialog"]["buttons"] if each["verb"] == "withdraw-yes")
            await _timed(socket, found, "Yes, withdraw", **_button(button))
    return found


def _button(button: dict[str, Any]) -> dict[str, Any]:
    return {name: button[name] for name in ("verb", "token", "version")}


async def _timed(
    socket: aiohttp.ClientWebSocketResponse, found: dict[str, list[float]], what: str, **fields: Any
) -> dict[str, Any]:
    kind = {"type": "submit"} if "values" in fields else {"type": "press", "ref": ""}
    action = {"id": str(uuid.uuid4()), "user": PHYSICIAN, "token": "", "version": 0, **kind, **fields}
    began = time.perf_counter()
    await socket.send_str(json.dumps(action))
    answer = await _until(socket, "answer", action["id"])
    found.setdefault(what, []).append(time.perf_counter() - began)
    assert "dialog" in answer or "notice" in answer or "close" in answer, answer
    return answer


async def _until(socket: aiohttp.ClientWebSocketResponse, kind: str, of: str = "") -> dict[str, Any]:
    while True:
        message: dict[str, Any] = await socket.receive_json(timeout=30)
        if message["type"] == kind and message.get("re", "") == of:
            return message


def _verb(answer: dict[str, Any], verb: str) -> str:
    assert any(button["verb"] == verb for button in answer["dialog"]["buttons"]), answer
    return verb


def _filled(form: dict[str, Any]) -> dict[str, Any]:
    values = {field["name"]: _untouched(field) for field in form["dialog"]["fields"]}
    return values | {"contact": "204-555-0123"}


def _untouched(field: dict[str, Any]) -> str | list[str]:
    """What the page sends of a field that nobody has touched."""
    if field["kind"] == "people":
        return []
    return str(field["chosen"]) if field["kind"] == "choice" else str(field.get("value", ""))
