"""Where else to turn (R40, R71): the services of the programme file, by need, with the crisis lines first."""

from collections.abc import Callable

from bot.core.people import Profession
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk, line_words
from bot.flows.common.routes import EVERYBODY, on_command, on_press
from bot.programme.values import INSTEAD, Resource
from bot.surface import Block, Bullets, Button, Paragraph, Phrase, Press, Reply, Verbatim, w

SERVICES = Button(w("resources"), "resources", opens=True)

_NEAREST = ("crisis", "talk", "health")


def resources(desk: Desk, _event: object) -> Reply:
    """R40, R71: the crisis lines, and a button for each need. Who looked is not kept, nor at what."""
    needs = tuple(need for need, _ in desk.programme.resources_by_need() if need != "crisis")
    return Reply(
        dialog=desk.dialog(
            w("resources"),
            w("resources-words"),
            *_services(desk, ("crisis",)),
            buttons=(
                *(Button(w(f"need-{need}"), "need", need, opens=True) for need in needs),
                Button(w("monthly-title"), "monthly", opens=True),
            ),
        )
    )


def need(desk: Desk, press: Press) -> Reply:
    """The services for one need, with whom each is for."""
    services = dict(desk.programme.resources_by_need()).get(press.token)
    if services is None:
        return resources(desk, press)
    asked = press.token
    # Where people meet, the board has the hours, and a reminder for whoever wants one (R63).
    board = (Button(w("gatherings-title"), "gatherings", asked, opens=True),) if asked == "peers" else ()
    return Reply(
        dialog=desk.dialog(
            w("resources"),
            Paragraph(w(f"need-{asked}"), strong=True),
            Bullets(tuple(_explained(desk, each) for each in services)),
            w("resources-words"),
            buttons=(*board, Button(w("back"), "resources", opens=True)),
        )
    )


def resource_blocks(desk: Desk) -> tuple[Block, ...]:
    """For a screen that has more to say: the crisis lines, and whom to talk to. The others are behind SERVICES."""
    return _services(desk, _NEAREST)


def instead_blocks(desk: Desk, profession: Profession | None = None) -> tuple[Block, ...]:
    """For whoever this programme is not for: whom to talk to, and peers elsewhere, each of which takes them. The crisis
    lines are below."""
    return _services(desk, INSTEAD, lambda each: takes(desk, each, profession))


def takes(desk: Desk, resource: Resource, profession: Profession | None = None) -> bool:
    """Whether the service may be shown as one for the reader: whoever is no physician is sent to no physicians' line.
    `profession` is what they tapped; without it counts what the roster has (R75)."""
    return resource.takes(profession or (desk.me.works_as if desk.me else None))


def _services(
    desk: Desk, needs: tuple[str, ...], fits: Callable[[Resource], bool] = lambda _: True
) -> tuple[Block, ...]:
    """A heading for each need, a line for each service that fits. Crisis lines come first."""
    found: list[Block] = []
    for need, all_of_it in desk.programme.resources_by_need():
        services = [each for each in all_of_it if fits(each)]
        if need in needs and services:
            lines = Bullets(tuple(_resource(desk, each) for each in services))
            found += [Paragraph(w(f"need-{need}"), strong=True), lines]
    return tuple(found)


def _explained(desk: Desk, resource: Resource) -> Phrase:
    if not resource.for_whom.in_(desk.language or desk.programme.default_language):
        return _resource(desk, resource)
    return w("resource-audience", service=_resource(desk, resource), audience=resource.for_whom)


def _resource(desk: Desk, resource: Resource) -> Phrase:
    reach = line_words(resource.phone, resource.text) if resource.phone or resource.text else Verbatim(resource.url)
    hours = resource.hours.in_(desk.language or desk.programme.default_language)
    if hours:
        return w("resource-hours", name=resource.name, reach=reach, hours=resource.hours)
    return w("resource", name=resource.name, reach=reach)


ROUTES = (
    on_command("resources", posts(w("resources-card"), opens="resources"), who=EVERYBODY),
    on_press("resources", resources, who=EVERYBODY),
    on_press("need", need, who=EVERYBODY),
)
