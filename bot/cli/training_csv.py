"""The training ledger as a file, for pay and credits (R52). It knows of training only, never of support given."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.core.people import Training
from bot.core.policy import Policy
from bot.roster.cells import guard, written_number
from bot.roster.sessions import COLUMNS
from storage.transactions.unit_of_work import UnitOfWork


def ledger(
    unit: UnitOfWork,
    policies: Mapping[str, Policy],
    *,
    site: str = "",
    since: date = date.min,
    until: date = date.max,
) -> str:
    """CSV, a row for each session from `since` to `until`, both included; of one site, or of all. `owed` is empty where
    the site pays nothing for training, and 0.00 once it was paid.

    Whoever was trained is in it, supporter or not by now. What a spreadsheet would run as a formula is guarded.
    """
    sessions = unit.training.everybodys()
    rows = [
        (person.site, person.name, person.email, each)
        for person in unit.people.everybody()
        if site in {"", person.site}
        for each in sessions.get(person.id, ())
        if since <= each.day <= until
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for at, name, email, each in sorted(rows, key=lambda row: (*row[:3], row[3].day, row[3].id)):
        policy = policies.get(at, Policy())
        paid_on = each.paid_on.isoformat() if each.paid_on else ""
        said = (each.day.isoformat(), written_number(each.hours), each.kind.value)
        cells = (at, name, email, *said, _credits(each, policy), _owed(each, policy), paid_on)
        writer.writerow([guard(cell) for cell in cells])
    return text.getvalue()


def undated(unit: UnitOfWork, *, site: str = "") -> int:
    """How many people have hours that no session accounts for: those came with the roster, as a sum without a day."""
    sessions = unit.training.everybodys()
    return sum(
        round(person.trained_hours - sum(each.hours for each in sessions.get(person.id, ())), 2) > 0
        for person in unit.people.everybody()
        if site in {"", person.site}
    )


def _credits(session: Training, policy: Policy) -> str:
    if session.credits is None and not policy.credits_per_hour:
        return ""
    counted = Decimal(str(session.hours)) * Decimal(str(policy.credits_per_hour))
    return written_number(float(counted) if session.credits is None else session.credits)


def _owed(session: Training, policy: Policy) -> str:
    if not policy.sessional_rate:
        return ""
    amount = Decimal(str(session.hours)) * Decimal(str(policy.sessional_rate))
    return str((Decimal(0) if session.paid_on else amount).quantize(Decimal("0.01"), ROUND_HALF_UP))
