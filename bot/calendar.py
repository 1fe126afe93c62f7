"""A gathering as a calendar file. Its address stands in a dialog, is good for some minutes, and names nobody."""

from datetime import timedelta
from hashlib import sha256

from aiohttp import web
from icalendar import Calendar as File
from icalendar import Event, vText

from bot.bootstrap import House
from bot.flows.desk import Desk
from bot.flows.meetings import Meeting, by_id
from bot.records import Purpose
from storage.unit import Unit
from storage.writer import Unavailable

HOURS = 1  # how long a gathering takes is published nowhere
_TYPE = "text/calendar"


class Calendar:
    def __init__(self, house: House) -> None:
        self._house = house

    async def file(self, request: web.Request) -> web.Response:
        """GET and HEAD /gatherings/WORD.ics: 404 for an address or a gathering that is over; 503 while the database
        does not answer. Looking changes nothing, so a preview takes nothing away from anybody."""
        word = request.match_info["word"]

        def found(unit: Unit) -> Meeting | None:
            gathering = unit.ledger.read_address(Purpose.CALENDAR, word)
            return by_id(Desk(unit, self._house.programme, unit.now), gathering) if gathering else None

        try:
            meeting = await self._house.engine.run(found)
        except Unavailable:
            raise web.HTTPServiceUnavailable(text="Please try again in a minute.\n") from None
        if meeting is None:
            raise web.HTTPNotFound(text="This address is over. Open the gathering again for a new one.\n")
        return web.Response(
            body=self._written(meeting),
            content_type=_TYPE,
            headers={"Content-Disposition": 'attachment; filename="gathering.ics"', "Cache-Control": "no-store"},
        )

    def _written(self, meeting: Meeting) -> bytes:
        assert meeting.at is not None  # noqa: S101 - by_id finds none without
        language = self._house.programme.default_language
        event = Event()
        event.add("uid", f"{_same_again(meeting.id)}@peerline")
        event.add("dtstamp", self._house.clock.now())
        event.add("dtstart", meeting.at)
        event.add("dtend", meeting.at + timedelta(hours=HOURS))
        event.add("summary", self._house.wording.text(meeting.title, language))
        event["location"] = vText(self._house.wording.text(meeting.where, language))
        if meeting.join_url:
            event.add("url", meeting.join_url)
        if meeting.weekly:
            event.add("rrule", {"freq": "weekly"})
        file = File()
        file.add("prodid", "-//Peerline//Gatherings//EN")
        file.add("version", "2.0")
        file.add_component(event)
        written: bytes = file.to_ical()
        return written


def _same_again(gathering: str) -> str:
    """By which a calendar knows the gathering that it has already; it is no row's key."""
    return sha256(f"calendar:{gathering}".encode()).hexdigest()[:32]
