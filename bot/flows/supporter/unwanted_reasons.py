"""What a supporter would rather not take on right now (R31). The matching reads it; nobody else ever does."""

from dataclasses import replace

from bot.flows.common import access, reasons
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press, on_submit
from bot.flows.supporter import profile
from bot.surface import Button, Reply, Style, Submit, Tick, w


def form(desk: Desk, _press: object) -> Reply:
    me = access.locked_supporter(desk)
    listed = reasons.of_site(desk.site(me.site))
    return Reply(
        dialog=desk.dialog(
            w("not-now-title"),
            w("not-now-words"),
            fields=tuple(Tick(_field(each), words, each in me.standing.not_now) for each, words in listed),
            submit=Button(w("save"), "not-now-save", style=Style.PRIMARY),
            buttons=(Button(w("back"), "profile", opens=True),),
        )
    )


def save(desk: Desk, submit: Submit) -> Reply:
    """An offer that is out already is theirs to decline; the next ones keep to it."""
    me = access.locked_supporter(desk)
    listed = (each for each, _ in reasons.of_site(desk.site(me.site)))
    ticked = tuple(each for each in listed if submit.one(_field(each)) == "yes")
    desk.records.people.save_standing(me.id, replace(me.standing, not_now=ticked))
    return profile.form(desk, submit)


def _field(reason_id: str) -> str:
    return f"not_now_{reason_id}"


ROUTES = (
    on_press("not-now-form", form, who=SUPPORTER),
    on_submit("not-now-save", save, who=SUPPORTER),
)
