"""What a supporter may be wished for, of their own life (R76): ticks that the matching reads and nobody sees."""

from dataclasses import replace

from bot.flows.common import access, wishes
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press, on_submit
from bot.flows.supporter import profile
from bot.surface import Button, Reply, Style, Submit, Tick, w


def form(desk: Desk, _press: object) -> Reply:
    me = access.locked_supporter(desk)
    listed = wishes.own_of(desk.site(me.site))
    return Reply(
        dialog=desk.dialog(
            w("tags-title"),
            w("tags-words", enough=wishes.ENOUGH),
            fields=tuple(Tick(_field(each.id), wishes.words(each), each.id in me.standing.tags) for each in listed),
            submit=Button(w("save"), "tags-save", style=Style.PRIMARY),
            buttons=(Button(w("back"), "profile", opens=True),),
        )
    )


def save(desk: Desk, submit: Submit) -> Reply:
    """What the site lists no more goes with the next word."""
    me = access.locked_supporter(desk)
    listed = (each.id for each in wishes.own_of(desk.site(me.site)))
    ticked = tuple(each for each in listed if submit.one(_field(each)) == "yes")
    desk.records.people.save_standing(me.id, replace(me.standing, tags=ticked))
    return profile.form(desk, submit)


def _field(tag: str) -> str:
    return f"tag_{tag}"


ROUTES = (
    on_press("tags-form", form, who=SUPPORTER),
    on_submit("tags-save", save, who=SUPPORTER),
)
