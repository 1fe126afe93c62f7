"""What supporters tick for themselves and nobody else ever sees: what they would rather not take on right now (R31),
and what they may be wished for, of their own life (R76). The matching reads both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.core.people import Standing
from bot.flows.common import access, reasons, wishes
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press, on_submit
from bot.flows.supporter import profile
from bot.programme.values import Site
from bot.surface import Button, Phrase, Reply, Style, Submit, Tick, w


@dataclass(frozen=True, slots=True)
class _Page:
    """Ticks of one kind: `listed` are the site's, by id; each has the field `name` and its id."""

    title: Phrase
    words: Phrase
    name: str
    saves: str
    listed: Callable[[Site], Iterable[tuple[str, Phrase]]]
    ticked: Callable[[Standing], tuple[str, ...]]
    tick: Callable[[Standing, tuple[str, ...]], Standing]

    def form(self, desk: Desk, _press: object) -> Reply:
        me = access.locked_supporter(desk)
        ticked = self.ticked(me.standing)
        listed = self.listed(desk.site(me.site))
        return Reply(
            dialog=desk.dialog(
                self.title,
                self.words,
                fields=tuple(Tick(f"{self.name}_{each}", words, each in ticked) for each, words in listed),
                submit=Button(w("save"), self.saves, style=Style.PRIMARY),
                buttons=(Button(w("back"), "profile", opens=True),),
            )
        )

    def save(self, desk: Desk, submit: Submit) -> Reply:
        """An offer that is out already is theirs to decline; the next ones keep to it. What the site lists no more
        goes with it."""
        me = access.locked_supporter(desk)
        listed = (each for each, _ in self.listed(desk.site(me.site)))
        ticked = tuple(each for each in listed if submit.one(f"{self.name}_{each}") == "yes")
        desk.records.people.save_standing(me.id, self.tick(me.standing, ticked))
        return profile.form(desk, submit)


_NOT_NOW = _Page(
    w("not-now-title"),
    w("not-now-words"),
    "not_now",
    "not-now-save",
    reasons.of_site,
    lambda standing: standing.not_now,
    lambda standing, ticked: replace(standing, not_now=ticked),
)
_TAGS = _Page(
    w("tags-title"),
    w("tags-words", enough=wishes.ENOUGH),
    "tag",
    "tags-save",
    lambda site: [(each.id, wishes.words(each)) for each in wishes.own_of(site)],
    lambda standing: standing.tags,
    lambda standing, ticked: replace(standing, tags=ticked),
)

ROUTES = (
    on_press("not-now-form", _NOT_NOW.form, who=SUPPORTER),
    on_submit("not-now-save", _NOT_NOW.save, who=SUPPORTER),
    on_press("tags-form", _TAGS.form, who=SUPPORTER),
    on_submit("tags-save", _TAGS.save, who=SUPPORTER),
)
