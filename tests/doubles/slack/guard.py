"""Where planned faults strike."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.doubles.slack.world import ApiCall, World

Json = dict[str, Any]
Run = Callable[[], Awaitable[web.Response]]


async def guarded(world: World, request: web.Request, record: ApiCall, run: Run) -> web.Response:
    """Run it, unless a planned fault is in the way."""
    fault = world.faults.take(record.method, *_concerned(world, record.args), _port(request))
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.strike and not fault.late:
        fault.strike()
    if fault.drop_before:
        return _drop(request, record, "dropped before")
    if fault.status and not fault.late:
        record.outcome = str(fault.status)
        return trouble(fault.status, fault.retry_after)
    if fault.error:
        record.outcome = fault.error
        return web.json_response({"ok": False, "error": fault.error})
    response = await run()
    if fault.strike and fault.late:
        fault.strike()
    if fault.status and fault.late:
        record.outcome = f"{record.outcome}, then {fault.status}"
        return trouble(fault.status, fault.retry_after)
    if fault.drop_after:
        return _drop(request, record, f"{record.outcome}, dropped after")
    if not record.outcome:
        record.outcome = str(response.status)
    return response


def _drop(request: web.Request, record: ApiCall, outcome: str) -> web.Response:
    record.outcome = outcome
    if request.transport is not None:
        request.transport.close()
    return web.Response()


def trouble(status: int, retry_after: int) -> web.Response:
    if status == 429:
        return web.json_response(
            {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(retry_after)}
        )
    page = f"<!DOCTYPE html><html><head><title>Slack</title></head><body>{status}</body></html>"
    return web.Response(status=status, text=page, content_type="text/html")


def _port(request: web.Request) -> int:
    """At which of the double's ports it came in; 0 where the caller is gone by now."""
    name = request.transport.get_extra_info("sockname") if request.transport else None
    return int(name[1]) if name else 0


def _concerned(world: World, args: Json) -> tuple[set[str], set[str]]:
    """The users and channels of a call, for faults that are aimed at one."""
    channels = {str(args[key]) for key in ("channel", "channel_id") if args.get(key)}
    users = {str(args[key]) for key in ("user", "users", "user_id") if args.get(key)}
    users |= {world.channels[each].user for each in channels if each in world.channels}
    users.add(world.triggers.whose(str(args.get("trigger_id", ""))))
    for (_, user), screen in world.screens.items():
        if args.get("view_id") and screen.view(str(args["view_id"])):
            users.add(user)
    return users - {""}, channels
