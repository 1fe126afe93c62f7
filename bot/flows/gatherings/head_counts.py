"""How many came to a group, a talk that was given or a booth (R74): a number and a month, and nobody's name."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.report import Kind, Quarter, newest_closed
from bot.core.report.measures import HEADS
from bot.flows.common import once
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import SITE_COORDINATOR, on_press, on_submit
from bot.surface import (
    CLOSE,
    Block,
    Bullets,
    Button,
    Choice,
    Line,
    Option,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Counted:
    what: str
    month: str
    number: int

    @property
    def quarter(self) -> Quarter:
        return Quarter.of_month(self.month)


def form(desk: Desk, _press: Press) -> Reply:
    """Months of quarters that are told already are closed: what was told of them stays as it is."""
    months = _open_months(desk)
    return Reply(
        dialog=desk.dialog(
            w("heads-title"),
            w("heads-words"),
            *_so_far(desk),
            fields=(
                Choice("what", w("heads-what"), tuple(Option(each, w(f"heads-{each}")) for each in HEADS), HEADS[0]),
                Choice("month", w("heads-month"), tuple(Option(each, Verbatim(each)) for each in months), months[-1]),
                Line("number", w("heads-number"), longest=4, kind="tel"),
            ),
            submit=Button(w("save"), "heads-send", once.ticket(desk), style=Style.PRIMARY),
            buttons=(CLOSE,),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    """What is sent twice is written down once."""
    counted = _read(desk, submit.one("what"), submit.one("month"), submit.one("number"))
    if not isinstance(counted, str) and not _stays_a_count(desk, counted):
        counted = "number"
    if isinstance(counted, str):
        return Reply(errors={counted: _wrong(counted)})
    _spend(desk, submit.token)
    _write(desk, counted)
    taken = ":".join([once.ticket(desk), counted.what, counted.month, str(counted.number)])
    what = w(f"heads-{counted.what}")
    return Reply(
        dialog=desk.dialog(
            w("heads-title"),
            w("heads-saved", what=what, month=Verbatim(counted.month), number=counted.number),
            buttons=(
                Button(w("close"), "dismiss", style=Style.PRIMARY),
                Button(w("heads-another"), "heads", opens=True),
                Button(w("heads-back"), "heads-back", taken),
            ),
        )
    )


def take_back(desk: Desk, press: Press) -> Reply:
    """A number that was wrong: the same once more, with the other sign, while so many are still counted."""
    ticket, *said = press.token.split(":")
    counted = _read(desk, *said, sign=-1) if len(said) == 3 else ""
    if isinstance(counted, str):
        raise Sorry(w("moved-on"), close=True)
    _spend(desk, ticket)
    if not _stays_a_count(desk, counted):
        raise Sorry(w("moved-on"), close=True)
    _write(desk, counted)
    return Reply(close=True, notice=w("heads-taken-back"))


def _so_far(desk: Desk) -> tuple[Block, ...]:
    """What is written down and not told yet: nobody counts a booth twice, and a number that was wrong is seen."""
    open_ones = {Quarter.of_month(month) for month in _open_months(desk)}
    lines = tuple(
        w("heads-so-far", quarter=str(quarter), what=w(f"heads-{what}"), number=number)
        for (quarter, what), number in sorted(_counted(desk).items(), key=str)
        if number and quarter in open_ones
    )
    return (Bullets(lines),) if lines else ()


# --- inside --------------------------------------------------------------------------------------------------------


def _read(desk: Desk, what: str, month: str, number: str, *, sign: int = 1) -> _Counted | str:
    """What was counted, or the name of the field that cannot be."""
    if what not in HEADS:
        return "what"
    if month not in _open_months(desk):
        return "month"
    digits = number.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) <= MOST):
        return "number"
    return _Counted(what, month, sign * int(number))


def _stays_a_count(desk: Desk, change: _Counted) -> bool:
    """Whether no more is taken away than was counted."""
    return _counted(desk)[change.quarter, change.what] + change.number >= 0


def _counted(desk: Desk) -> Counter[tuple[Quarter, str]]:
    """Heads by quarter and what it was."""
    found: Counter[tuple[Quarter, str]] = Counter()
    for row in desk.records.tallies.rows(desk.presser.site):
        if row.kind == Kind.HEADS.value:
            found[row.quarter, row.outcome] += row.number
    return found


def _wrong(field: str) -> Phrase:
    return w("heads-number-bad", most=MOST) if field == "number" else w("heads-choose")


def _write(desk: Desk, counted: _Counted) -> None:
    about = {"kind": Kind.HEADS.value, "site": desk.presser.site, "month": counted.month, "outcome": counted.what}
    desk.records.ledger.tally(counted.number, **about)


def _open_months(desk: Desk) -> list[str]:
    """From the first month of the oldest quarter that is not told yet to this one."""
    today = desk.today(desk.presser.site)
    quarter = newest_closed(today).plus(1)
    first = date(quarter.year, quarter.number * 3 - 2, 1)
    months = {f"{first + timedelta(days=day):%Y-%m}" for day in range((today - first).days + 1)}
    return sorted(months)


def _spend(desk: Desk, ticket: str) -> None:
    if not once.spend(desk, ticket):
        raise Sorry(w("heads-had"), close=True)


ROUTES = (
    on_press("heads", form, who=SITE_COORDINATOR),
    on_submit("heads-send", send, who=SITE_COORDINATOR),
    on_press("heads-back", take_back, who=SITE_COORDINATOR),
)
