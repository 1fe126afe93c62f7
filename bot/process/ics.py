"""A gathering as a calendar file. Its address is in a dialog, is good for some minutes, and names nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from aiohttp import web
from icalendar import Calendar as File
from icalendar import Event, vText

from bot.flows.common.desk import Desk
from bot.flows.gatherings.meetings import Meeting, by_id
from bot.ports.records import Purpose
from bot.process.bootstrap import House
from bot.process.zone_rules import zone_rules
from bot.surface import Phrase
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable

HOURS = 1  # how long a gathering takes is published nowhere
_TYPE = "text/calendar"


class Calendar:
    def __init__(self, house: House) -> None:
        self._house = house

    async def file(self, request: web.Request) -> web.Response:
        """GET and HEAD /gatherings/WORD.ics: 404 for an address or a gathering that is over; 503 while the database
        does not answer. Looking changes nothing, so a preview takes nothing away from anybody."""
        word = request.match_info["word"]

        def found(unit: UnitOfWork) -> Meeting | None:
            gathering = unit.ledger.read_address(Purpose.CALENDAR, word)
            return by_id(Desk(unit, self._house.programme, unit.now), gathering) if gathering else None

        try:
            meeting = await self._house.engine.run(found)
        except Unavailable:
            raise web.HTTPServiceUnavailable(text="Please try again in a minute.\n") from None
        if meeting is None:
            raise web.HTTPNotFound(text="This address is over. Open the gathering again for a new one.\n")
        return web.Response(
            body=event_file(meeting, self._house.clock.now(), self._words),
            content_type=_TYPE,
            headers={"Content-Disposition": 'attachment; filename="gathering.ics"', "Cache-Control": "no-store"},
        )

    def _words(self, phrase: Phrase) -> str:
        return self._house.wording.text(phrase, self._house.programme.default_language)


def event_file(meeting: Meeting, now: datetime, words: Callable[[Phrase], str]) -> bytes:
    """Its hours are those of the wall, in the zone that `meeting.at` is in."""
    assert meeting.at is not None  # noqa: S101 - by_id finds none without
    event = Event()
    event.add("uid", f"{_same_again(meeting.id)}@peerline")
    event.add("dtstamp", now)
    event.add("dtstart", meeting.at)
    event.add("dtend", meeting.at + timedelta(hours=HOURS))
    event.add("summary", words(meeting.title))
    event["location"] = vText(words(meeting.where))
    if meeting.join_url:
        event.add("url", meeting.join_url)
    if meeting.weekly:
        event.add("rrule", {"freq": "weekly"})
    file = File()
    file.add("prodid", "-//Peerline//Gatherings//EN")
    file.add("version", "2.0")
    if isinstance(meeting.at.tzinfo, ZoneInfo):  # no calendar knows every zone by its name
        file.add_component(zone_rules(meeting.at.tzinfo, meeting.at))
    file.add_component(event)
    written: bytes = file.to_ical()
    return written


def _same_again(gathering: str) -> str:
    """By which a calendar knows the gathering that it has already; it is no row's key."""
    return sha256(f"calendar:{gathering}".encode()).hexdigest()[:32]
