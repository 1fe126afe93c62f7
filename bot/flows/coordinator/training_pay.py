"""A session of training that was paid for: the day on which it was (R52). Nothing here knows of support given."""

from dataclasses import replace
from datetime import date

from bot.core.people import Person, Training
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import THEIR_COORDINATOR, on_press, on_submit
from bot.flows.coordinator import supporter_list
from bot.roster.cells import written_number
from bot.surface import Button, Choice, Dialog, Fact, Line, Option, Press, Reply, Style, Submit, Verbatim, w
from bot.values.days import day_or_none

_MOST = 20


def form(desk: Desk, press: Press) -> Reply:
    person = supporter_list.supporter(desk, press.token)
    return Reply(dialog=_form(desk, person, supporter_list.unpaid(desk, person)))


def _form(desk: Desk, person: Person, unpaid: list[Training]) -> Dialog:
    if not unpaid:
        return supporter_list.page(desk, person)
    options = tuple(
        Option(
            each.id,
            w("training-line", day=each.day, hours=written_number(each.hours), kind=w(f"training-{each.kind.value}")),
        )
        for each in unpaid[-_MOST:]
    )
    today = desk.today(person.site)
    return desk.dialog(
        w("training-pay"),
        Fact(w("name-is"), Verbatim(person.name)),
        fields=(
            Choice("entry", w("training-entry"), options, options[0].value, ids=True),
            Line("day", w("training-paid-on"), w("training-day-hint"), value=today.isoformat(), longest=10),
        ),
        submit=Button(w("save"), "training-pay-send", person.id, style=Style.PRIMARY),
        buttons=(Button(w("back"), "supporter-show", person.id, opens=True),),
    )


def send(desk: Desk, submit: Submit) -> Reply:
    person = supporter_list.supporter(desk, submit.token)
    unpaid = supporter_list.unpaid(desk, person)
    paid = next((each for each in unpaid if each.id == submit.one("entry")), None)
    if paid is None:
        raise Sorry(w("moved-on"), supporter_list.page(desk, person))
    day, today = day_or_none(submit.one("day")), desk.today(person.site)
    if day is None or not paid.day <= day <= today:
        return Reply(errors={"day": w("training-paid-bad", first=paid.day, last=today)})
    _keep(desk, person, paid, day)
    supporter_list.note(desk, person, "training-paid")
    return Reply(dialog=_form(desk, person, supporter_list.unpaid(desk, person)))


def _keep(desk: Desk, person: Person, paid: Training, day: date) -> None:
    """Under the id that it has: a button that was made for it still means it."""
    desk.records.training.remove(person.id, paid.id)
    desk.records.training.add(person.id, replace(paid, paid_on=day))


ROUTES = (
    on_press("training-pay", form, who=THEIR_COORDINATOR),
    on_submit("training-pay-send", send, who=THEIR_COORDINATOR),
)
