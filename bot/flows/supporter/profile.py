"""A supporter's own page (R57): what they write and what they let be seen. Every tick is theirs, and nobody else's."""

from dataclasses import replace

from bot.core.amending import amend
from bot.core.people import Shown
from bot.flows.common import access, spoken, wishes
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press, on_submit
from bot.flows.supporter import directory
from bot.surface import Button, Field, Line, Reply, Style, Submit, Tick, w

LONGEST_BIO = 300


def form(desk: Desk, _press: object) -> Reply:
    me = access.locked_supporter(desk)
    shown = tuple(Tick(what.value, w(f"shown-{what.value.replace('_', '-')}"), me.shows(what)) for what in Shown)
    bio: Field = Line("bio", w("profile-bio"), w("profile-bio-hint"), value=me.bio, required=False, longest=LONGEST_BIO)
    return Reply(
        dialog=desk.dialog(
            w("my-page"),
            w("profile-words"),
            fields=(bio, *spoken.ticks(desk, me), *shown),
            submit=Button(w("save"), "profile-save", style=Style.PRIMARY),
            buttons=(
                *((Button(w("tags-title"), "tags-form", opens=True),) if wishes.own_of(desk.site(me.site)) else ()),
                Button(w("not-now-open"), "not-now-form", opens=True),
                Button(w("back"), "role", opens=True),
            ),
        )
    )


def save(desk: Desk, submit: Submit) -> Reply:
    """Shown at once as colleagues see it."""
    me = access.locked_supporter(desk)
    bio = " ".join(submit.one("bio").split())
    if len(bio) > LONGEST_BIO:
        return Reply(errors={"bio": w("profile-bio-long", most=LONGEST_BIO)})
    me = amend(me, bio=bio, languages=spoken.read(desk, me, submit))
    shown = tuple(what for what in Shown if submit.one(what.value) == "yes")
    me = replace(me, standing=replace(me.standing, shown=shown))
    desk.records.people.save(me)
    notice = w("profile-as-seen") if me.shows(Shown.PAGE) else w("profile-hidden")
    return Reply(dialog=directory.page(desk, me, notice=notice))


ROUTES = (
    on_press("profile", form, who=SUPPORTER),
    on_submit("profile-save", save, who=SUPPORTER),
)
