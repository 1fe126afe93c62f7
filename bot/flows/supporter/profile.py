"""A supporter's own page (R57): what they write and what they let be seen. Every tick is theirs, and nobody else's."""

from dataclasses import replace

from bot.core.amending import amend
from bot.core.people import Shown
from bot.flows.common import access
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press, on_submit
from bot.flows.supporter import directory
from bot.surface import Button, Field, Line, Reply, Style, Submit, Tick, w

LONGEST_BIO = 300


def form(desk: Desk, _press: object) -> Reply:
    me = access.locked_supporter(desk)
    spoken = tuple(
        Tick(f"speaks_{each}", w(f"language-{each}"), each in me.languages) for each in desk.programme.languages
    )
    shown = tuple(Tick(what.value, w(f"shown-{what.value.replace('_', '-')}"), me.shows(what)) for what in Shown)
    bio: Field = Line("bio", w("profile-bio"), w("profile-bio-hint"), value=me.bio, required=False, longest=LONGEST_BIO)
    return Reply(
        dialog=desk.dialog(
            w("my-page"),
            w("profile-words"),
            fields=(bio, *spoken, *shown),
            submit=Button(w("save"), "profile-save", style=Style.PRIMARY),
            buttons=(Button(w("not-now-open"), "not-now-form", opens=True), Button(w("back"), "role", opens=True)),
        )
    )


def save(desk: Desk, submit: Submit) -> Reply:
    """Shown at once as colleagues see it."""
    me = access.locked_supporter(desk)
    bio = " ".join(submit.one("bio").split())
    if len(bio) > LONGEST_BIO:
        return Reply(errors={"bio": w("profile-bio-long", most=LONGEST_BIO)})
    offered = desk.programme.languages
    spoken = [each for each in offered if submit.one(f"speaks_{each}") == "yes"]
    others = [each for each in me.languages if each not in offered]  # from the roster: no tick of ours takes them away
    me = amend(me, bio=bio, languages=_in_order(me.languages, (*spoken, *others)))
    shown = tuple(what for what in Shown if submit.one(what.value) == "yes")
    me = replace(me, standing=replace(me.standing, shown=shown))
    desk.records.people.save(me)
    note = w("profile-as-seen") if me.shows(Shown.PAGE) else w("profile-hidden")
    return Reply(dialog=directory.page(desk, me, note=note))


def _in_order(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """The languages as they stood, the new ones behind: a form that changed nothing changes nothing."""
    return (*(each for each in before if each in now), *(each for each in now if each not in before))


ROUTES = (
    on_press("profile", form, who=SUPPORTER),
    on_submit("profile-save", save, who=SUPPORTER),
)
