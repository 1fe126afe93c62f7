"""What the app says back: through a response_url, or inside an acknowledgement."""

from typing import Any

from tests.doubles.slack.blocks import DEEPEST, check_message, check_view, too_much_text
from tests.doubles.slack.blocks.reading import with_ids
from tests.doubles.slack.channels import Message
from tests.doubles.slack.errors import Refusal, invalid
from tests.doubles.slack.screen import Screen, Trouble, View
from tests.doubles.slack.world import World

Json = dict[str, Any]


def say(world: World, screen: Screen, channel: str, body: Json, original: Message | None = None) -> None:
    """A message outside the Web API: ephemeral, or in place of the original. Raises Refusal where Slack would."""
    if body.get("delete_original"):
        if original is not None:
            _remove(screen, original)
        return
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    if not text and not blocks:
        raise Refusal("no_text")
    if problems := check_message(blocks):
        raise invalid("invalid_blocks", problems)
    if too_much_text(blocks):
        raise Refusal("msg_blocks_too_long")
    team = screen.user.team
    if body.get("replace_original") and original is not None:
        original.change(text, with_ids(blocks), original.metadata)
        world.saw(team, screen.user.id, "ephemeral" if original.ephemeral else "message", original)
        return
    message = Message(channel, world.ts(), world.workspaces[team].bot_user, text, with_ids(blocks))
    if body.get("response_type", "ephemeral") == "in_channel":
        world.violations.append(f"a reply was shown to everybody in {channel}")
        world.channel(channel).record.append(message)
        world.saw(team, "*", "message", message)
        return
    message.ephemeral = True
    screen.ephemerals.append(message)
    world.saw(team, screen.user.id, "ephemeral", message)


def _remove(screen: Screen, original: Message) -> None:
    original.deleted = True
    if original in screen.ephemerals:
        screen.ephemerals.remove(original)


def after_command(world: World, screen: Screen, channel: str, body: Any) -> None:
    """The body of a slash command's acknowledgement: nothing, plain text, or a message."""
    if not body:
        return
    try:
        say(world, screen, channel, {"text": body} if isinstance(body, str) else body)
    except Refusal as refusal:
        screen.troubles.append(Trouble("slash_commands", f"the answer was refused: {refusal.error} {refusal.details}"))


def after_submission(world: World, screen: Screen, view: View, body: Any) -> None:
    """The body of a view submission's acknowledgement: close this view, or what response_action says."""
    action = body.get("response_action") if isinstance(body, dict) else None
    if not body:
        if view in screen.modals:
            screen.modals.remove(view)
    elif action == "clear":
        screen.modals.clear()
    elif action == "errors":
        _mark(screen, view, body.get("errors"))
    elif action in {"update", "push"}:
        _turn(world, screen, view, action, body.get("view"))
    else:
        screen.troubles.append(Trouble("view_submission", f"not an answer to a submission: {body!r}"))


def _mark(screen: Screen, view: View, errors: Any) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if isinstance(errors, dict) and errors and set(errors) <= inputs and all(errors.values()):
        screen.errors.update({key: str(value) for key, value in errors.items()})
    else:
        screen.troubles.append(Trouble("view_submission", f"errors for blocks that are not inputs here: {errors!r}"))


def _turn(world: World, screen: Screen, view: View, action: str, body: Any) -> None:
    problems = check_view(body, "modal")
    if action == "push" and len(screen.modals) >= DEEPEST:
        problems = ["push_limit_reached"]
    if problems:
        screen.troubles.append(Trouble("view_submission", f"the next view was refused: {problems}"))
        return
    if action == "update":
        view.show(body)
        if view not in screen.modals:
            screen.modals.append(view)
    else:
        pushed = world.make_view(view.team, view.user, body)
        pushed.root, pushed.previous = view.root, view.id
        screen.modals.append(pushed)
    world.saw(view.team, view.user, "modal", screen.modals[-1])
