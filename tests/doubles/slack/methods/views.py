"""views.*: modals opened with a trigger, changed by id, and App Home."""

from tests.doubles.slack.blocks import DEEPEST, check_view
from tests.doubles.slack.errors import Refusal, invalid
from tests.doubles.slack.methods.call import Call, Json, Method
from tests.doubles.slack.screen import Screen, View


def _view(call: Call, kind: str) -> Json:
    view = call.parsed("view", "invalid_arguments")
    problems = check_view(view, kind)
    if any("larger than 250 kB" in each for each in problems):
        raise Refusal("view_too_large")
    if problems:
        raise invalid("invalid_arguments", problems)
    checked: Json = view
    return checked


def _screen(call: Call) -> Screen:
    trigger = call.world.triggers.take(call.team, call.needed("trigger_id"))
    return call.world.screen(call.team, trigger.user)


def _show(call: Call, screen: Screen, body: Json) -> View:
    """A new view on top of the person's stack."""
    view = call.world.make_view(call.team, screen.user.id, body)
    if screen.modal:
        view.root, view.previous = screen.modal.root, screen.modal.id
    screen.modals.append(view)
    screen.errors.clear()
    call.world.saw(call.team, screen.user.id, "modal", view)
    return view


async def open_(call: Call) -> Json:
    """Opens a new stack; one that was open is gone."""
    body = _view(call, "modal")
    screen = _screen(call)
    screen.modals.clear()
    return {"view": _show(call, screen, body).record()}


async def push(call: Call) -> Json:
    body = _view(call, "modal")
    screen = _screen(call)
    if len(screen.modals) >= DEEPEST:
        raise Refusal("push_limit_reached")
    return {"view": _show(call, screen, body).record()}


async def update(call: Call) -> Json:
    body = _view(call, "modal")
    view_id, external_id = call.text("view_id"), call.text("external_id")
    screens = [screen for (team, _), screen in call.world.screens.items() if team == call.team]
    for screen in screens:
        view = screen.view(view_id, external_id)
        if view in screen.modals and view is not None:
            if call.text("hash") and call.text("hash") != view.hash:
                raise Refusal("hash_conflict")
            view.show(body)
            screen.errors.clear()
            call.world.saw(call.team, screen.user.id, "modal", view)
            return {"view": view.record()}
    raise Refusal("not_found")


async def publish(call: Call) -> Json:
    body = _view(call, "home")
    screen = call.world.screen(call.team, call.needed("user_id"))
    if call.text("hash") and screen.home and call.text("hash") != screen.home.hash:
        raise Refusal("hash_conflict")
    if screen.home:
        screen.home.show(body)
    else:
        screen.home = call.world.make_view(call.team, screen.user.id, body)
    call.world.saw(call.team, screen.user.id, "home", screen.home)
    return {"view": screen.home.record()}


METHODS = {
    "views.open": Method(open_),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
