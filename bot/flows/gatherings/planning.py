"""A coordinator plans a gathering in the chat, and takes one down (R54, R62)."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flows.common.cards import open_button, posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, Who, on_command, on_press, on_submit
from bot.flows.gatherings.board import TAKEN_DOWN, board_dialog, hanging, steers
from bot.ports.records import Planned
from bot.programme.values import GATHERING_KINDS
from bot.surface import Button, Choice, Line, Option, Phrase, Press, Reply, Style, Submit, Tick, Verbatim, w

LONGEST = 120  # characters of a title or a place
_DAY, _HOUR, _SAFE = "2026-12-24", "17:30", "https://"


def _require_planner(desk: Desk) -> None:
    """Whoever plans nothing here came for what is planned: they get the board. Raises Sorry."""
    if not steers(desk):
        raise Sorry(w("for-coordinators"), board_dialog(desk))


PLANNER = Who("a site's coordinator, by the roster", _require_planner)
ITS_PLANNER = Who("a coordinator of the gathering's site", _require_planner)  # the site is checked by the flow


def form(desk: Desk, _press: Press) -> Reply:
    kinds = tuple(Option(kind, w(f"gathering-kind-{kind}")) for kind in GATHERING_KINDS)
    tomorrow = desk.local(desk.presser.site) + timedelta(days=1)
    return Reply(
        dialog=desk.dialog(
            w("gathering-plan"),
            w("gathering-plan-words"),
            fields=(
                Line("title", w("plan-title"), longest=LONGEST),
                Choice("kind", w("plan-kind"), kinds, GATHERING_KINDS[0]),
                Line(
                    "day",
                    w("plan-day"),
                    w("plan-day-hint", example=Verbatim(_DAY)),
                    value=tomorrow.date().isoformat(),
                    longest=10,
                ),
                Line("hour", w("plan-hour"), w("plan-hour-hint", example=Verbatim(_HOUR)), longest=5),
                Tick("weekly", w("plan-weekly")),
                Line("where", w("plan-where"), longest=LONGEST),
                Line("link", w("plan-link"), required=False, longest=300),
                Line("capacity", w("plan-capacity"), w("plan-capacity-hint"), required=False, longest=4, kind="tel"),
            ),
            submit=Button(w("plan-send"), "plan-send", style=Style.PRIMARY),
        )
    )


def plan(desk: Desk, submit: Submit) -> Reply:
    me = desk.presser
    at = _moment(desk, me.site, submit.one("day"), submit.one("hour"))
    link, capacity = submit.one("link"), submit.one("capacity")
    errors: dict[str, Phrase] = {}
    for name in ("title", "where"):
        if not 0 < len(submit.one(name)) <= LONGEST:
            errors[name] = w("plan-bad-text", most=LONGEST)
    if at is None or at <= desk.now:
        errors["hour" if at is None else "day"] = (
            w("plan-bad-hour", day=Verbatim(_DAY), hour=Verbatim(_HOUR)) if at is None else w("plan-past")
        )
    if link and not link.startswith(_SAFE):
        errors["link"] = w("plan-bad-link", start=Verbatim(_SAFE))
    if capacity and not (capacity.isdecimal() and 0 < int(capacity) < 10_000):
        errors["capacity"] = w("plan-bad-capacity")
    if errors or at is None:
        return Reply(errors=errors)
    kind = submit.one("kind")
    wanted = Planned(
        id="",
        site=me.site,
        starts_at=at,
        title=submit.one("title"),
        kind=kind if kind in GATHERING_KINDS else GATHERING_KINDS[0],
        weekly=submit.one("weekly") == "yes",
        where=submit.one("where"),
        join_url=link,
        capacity=int(capacity) if capacity else None,
    )
    if wanted not in [replace(each, id="") for each in desk.records.gatherings.planned(desk.now)]:  # once is enough
        desk.records.gatherings.plan(wanted)
        desk.records.ledger.note("gathering", site=me.site, actor=me.id)
    return Reply(dialog=board_dialog(desk, w("gathering-planned")))


def cancel(desk: Desk, press: Press) -> Reply:
    """Whoever had a seat is told, neutrally; the seats are gone with it."""
    meeting = hanging(desk, press)
    me = desk.presser
    if not meeting.planned or meeting.site != me.site:
        raise Sorry(w("not-for-you"))
    assert meeting.at is not None  # noqa: S101 - hanging looks
    seated = desk.records.gatherings.empty(meeting.id, meeting.at)
    desk.records.gatherings.cancel(meeting.id)
    desk.records.ledger.note("gathering-off", site=me.site, actor=me.id)
    for person in seated:
        card = desk.card(w("update"), buttons=(open_button("gatherings", TAKEN_DOWN),))
        desk.say(person, "gatherings", card, notify=True)
    return Reply(dialog=board_dialog(desk))


def _moment(desk: Desk, site: str, day: str, hour: str) -> datetime | None:
    """The moment on the site's own clock; None for what is no day and hour."""
    try:
        local = datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the site's zone comes next
    except ValueError:
        return None
    return local.replace(tzinfo=ZoneInfo(desk.site(site).timezone))


ROUTES = (
    on_command("gathering", posts(w("gatherings-card"), opens="gathering-plan"), who=EVERYBODY),
    on_press("gathering-plan", form, who=PLANNER),
    on_submit("plan-send", plan, who=PLANNER),
    on_press("gathering-cancel", cancel, who=ITS_PLANNER),
)
