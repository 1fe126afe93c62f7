"""What waits in this house, as figures that an operator alarms on. They name nobody and no site (rule 12)."""

import asyncio
from datetime import UTC, date, datetime, time

from bot.core.request import RequestState
from bot.flows.common.desk import Desk
from bot.flows.coordinator.elapsed import is_late
from bot.process.bootstrap import House
from bot.process.reload import has_changed
from bot.programme import Programme
from storage.transactions.unit_of_work import UnitOfWork

# What is not known is not told: no backup in the audit, a line that was never rung, a database that does not answer.
GAUGES = {
    "peerline_requests_late": "Requests without a match past the hours in which one should be found",
    "peerline_matches_late": "Matches without first contact past the hours for it",
    "peerline_offers_open": "Offers that wait for an answer",
    "peerline_posts_in_doubt": "Messages of which nobody has said whether they were posted",
    "peerline_backup_age_seconds": "Since the day of the last backup began (UTC)",
    "peerline_programme_changed": "1 where the programme file is another one than the one in force",
    "peerline_lines_verified_age_seconds": "Since a crisis line was rung, the longest of them",
}


async def waiting(house: House) -> dict[str, float]:
    """Seconds that the oldest deadline and message have been due, by `deadline` and `message`, and each of GAUGES."""
    now = house.clock.now()
    due = await house.deadlines.next_due()

    def count(unit: UnitOfWork) -> dict[str, float]:
        return _counted(unit, house.programme) | {"message": _since(unit.slots.next_due(), unit.now)}

    found = await house.engine.run(count)
    found["deadline"] = _since(due, now)
    found["peerline_programme_changed"] = float(await asyncio.to_thread(has_changed, house))
    return found | _verified(house.programme, now)


def _counted(unit: UnitOfWork, programme: Programme) -> dict[str, float]:
    desk = Desk(unit, programme, unit.now)
    late = [each.state for each in unit.requests.open_ones() if is_late(desk, each)]
    backup = unit.ledger.last_command("backup")
    return {
        "peerline_requests_late": late.count(RequestState.SEEKING),
        "peerline_matches_late": late.count(RequestState.MATCHED),
        "peerline_offers_open": unit.offers.waiting(),
        "peerline_posts_in_doubt": unit.slots.doubtful(),
        **({"peerline_backup_age_seconds": (unit.now - backup).total_seconds()} if backup else {}),
    }


def _since(at: datetime | None, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds()) if at else 0.0


def _verified(programme: Programme, now: datetime) -> dict[str, float]:
    days = [line.verified_on or date.min for line in programme.resources if line.crisis]
    first = min(days, default=date.min)
    if first == date.min:
        return {}
    return {"peerline_lines_verified_age_seconds": (now - datetime.combine(first, time(), UTC)).total_seconds()}
