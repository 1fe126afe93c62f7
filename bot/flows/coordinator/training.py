"""Training: a coordinator records it, both are reminded of a refresher (R51, R53). Support given is nowhere in it."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.amending import amend
from bot.core.people import Person, Role, Training, TrainingKind
from bot.flows.common.cards import end_card, open_button
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import THEIR_COORDINATOR, on_deadline, on_press, on_submit
from bot.flows.coordinator import supporter_list
from bot.flows.match import capacity
from bot.flows.supporter import joining, supporter_page
from bot.ports.records import Due
from bot.roster.cells import read_hours, written_number
from bot.surface import Button, Choice, Fact, Field, Line, Option, Phrase, Press, Reply, Style, Submit, Verbatim, w
from bot.values.days import day_or_none

KIND = "refresher"
AGAIN_DAYS = 365  # what the form proposes for the next refresher; a coordinator may write another day, or none
AHEAD_DAYS = 30
MOST_HOURS = 40.0
_MORNING = time(9)


def form(desk: Desk, press: Press) -> Reply:
    person = supporter_list.supporter(desk, press.token)
    today = desk.today(person.site)
    kinds = tuple(Option(each.value, w(f"training-{each.value}")) for each in TrainingKind)
    entries = desk.records.training.of(person.id)
    first = not entries and not person.trained_hours
    return Reply(
        dialog=desk.dialog(
            w("training-title"),
            Fact(w("name-is"), Verbatim(person.name)),
            fields=(
                Line("day", w("training-day"), w("training-day-hint"), value=today.isoformat(), longest=10),
                Line("hours", w("training-hours"), longest=5),
                Choice("kind", w("training-kind"), kinds, (TrainingKind.INITIAL if first else TrainingKind.REFRESHER)),
                *_credits_field(desk, person),
                Line(
                    "refresher",
                    w("next-refresher"),
                    w("next-refresher-hint"),
                    value=(today + timedelta(days=AGAIN_DAYS)).isoformat(),
                    required=False,
                    longest=10,
                ),
            ),
            submit=Button(w("save"), "training-send", person.id, len(entries), Style.PRIMARY),
            buttons=(_back(person),),
        )
    )


def _credits_field(desk: Desk, person: Person) -> tuple[Field, ...]:
    """Where the site gives credits; left empty it is so many an hour."""
    per_hour = desk.policy(person.site).credits_per_hour
    if not per_hour:
        return ()
    hint = w("training-credits-hint", credits=written_number(per_hour))
    return (Line("credits", w("training-credits"), hint, required=False, longest=5),)


def send(desk: Desk, submit: Submit) -> Reply:
    """Onto the entries that the form was opened for: what is sent twice is written down once."""
    person = supporter_list.supporter(desk, submit.token)
    if submit.version != len(desk.records.training.of(person.id)):
        raise Sorry(w("moved-on"), supporter_list.page(desk, person))
    today = desk.today(person.site)
    day, refresher = day_or_none(submit.one("day")), day_or_none(submit.one("refresher"))
    hours = _hours(submit.one("hours"))
    errors: dict[str, Phrase] = {}
    if day is None or day > today:
        errors["day"] = w("training-day-bad", example=today.isoformat())
    if hours is None:
        errors["hours"] = w("training-hours-bad")
    credits_said, earned = submit.one("credits"), _hours(submit.one("credits"))
    if credits_said and earned is None:
        errors["credits"] = w("training-hours-bad")
    if submit.one("refresher") and (refresher is None or refresher <= today):
        errors["refresher"] = w("next-refresher-bad", example=(today + timedelta(days=AGAIN_DAYS)).isoformat())
    if errors or day is None or hours is None:
        return Reply(errors=errors)
    kind = TrainingKind(submit.one("kind")) if submit.one("kind") in set(TrainingKind) else TrainingKind.INITIAL
    desk.records.training.add(person.id, Training("", day, hours, kind, earned))
    person = amend(person, trained_hours=person.trained_hours + hours)
    person = replace(person, standing=replace(person.standing, refresher_on=refresher))
    desk.records.people.save(person)
    _book(desk, person)
    capacity.look_again(desk, person.site)
    supporter_list.note(desk, person, "training")
    supporter_page.tell(desk, person)
    return Reply(dialog=supporter_list.page(desk, person), notice=w("supporter-told"))


# --- taken back ----------------------------------------------------------------------------------------------------


def entries(desk: Desk, press: Press) -> Reply:
    person = supporter_list.supporter(desk, press.token)
    options = tuple(
        Option(
            each.id,
            w("training-line", day=each.day, hours=written_number(each.hours), kind=w(f"training-{each.kind.value}")),
        )
        for each in reversed(desk.records.training.of(person.id)[-20:])
    )
    if not options:
        return Reply(dialog=supporter_list.page(desk, person))
    return Reply(
        dialog=desk.dialog(
            w("training-take-back"),
            Fact(w("name-is"), Verbatim(person.name)),
            fields=(Choice("entry", w("training-entry"), options, options[0].value, ids=True),),
            submit=Button(w("training-take-back"), "training-remove", person.id, style=Style.DANGER),
            buttons=(_back(person),),
        )
    )


def remove(desk: Desk, submit: Submit) -> Reply:
    """An entry that was a mistake."""
    person = supporter_list.supporter(desk, submit.token)
    removed = desk.records.training.remove(person.id, submit.one("entry"))
    if removed is None:
        raise Sorry(w("moved-on"), supporter_list.page(desk, person))
    person = amend(person, trained_hours=max(0.0, person.trained_hours - removed.hours))
    desk.records.people.save(person)
    capacity.look_again(desk, person.site)
    supporter_list.note(desk, person, "training-removed")
    return Reply(dialog=supporter_list.page(desk, person))


# --- refreshers ----------------------------------------------------------------------------------------------------


def _book(desk: Desk, person: Person) -> None:
    """Some weeks ahead and on the day itself, in the morning."""
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    slot = _slot(person)
    for each in joining.deciders(desk, person):
        end_card(desk, each.id, slot, w("refresher-done"))
    day = person.standing.refresher_on
    if day is None:
        return
    zone = ZoneInfo(desk.site(person.site).timezone)
    for on in (day - timedelta(days=AHEAD_DAYS), day):
        at = datetime.combine(on, _MORNING, zone)
        if at > desk.now:
            desk.records.deadlines.book(KIND, at.astimezone(desk.now.tzinfo), person=person.id)


def remind(desk: Desk, due: Due) -> None:
    person = desk.records.people.get(due.person)
    if not person.has(Role.SUPPORTER) or person.standing.refresher_on is None:
        return
    supporter_page.tell(desk, person)
    card = desk.card(w("refresher-card"), buttons=(open_button("supporter-show", person.id),))
    for each in joining.deciders(desk, person):
        desk.say(each.id, _slot(person), card, notify=True, wait=True)


def _slot(person: Person) -> str:
    return f"refresher:{person.id}"


# --- inside --------------------------------------------------------------------------------------------------------


def _back(person: Person) -> Button:
    return Button(w("back"), "supporter-show", person.id, opens=True)


def _hours(text: str) -> float | None:
    """ "2.5", and "2,5" as French writes it."""
    try:
        hours = read_hours(text)
    except ValueError:
        return None
    return hours if 0 < hours <= MOST_HOURS else None


ROUTES = (
    on_press("training", form, who=THEIR_COORDINATOR),
    on_submit("training-send", send, who=THEIR_COORDINATOR),
    on_press("training-take-back", entries, who=THEIR_COORDINATOR),
    on_submit("training-remove", remove, who=THEIR_COORDINATOR),
    on_deadline("refresher", remind),
)
