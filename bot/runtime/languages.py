"""In which language somebody reads who is on no roster, or is answered without the database. In memory only."""

from datetime import UTC, datetime, timedelta

from cachetools import FIFOCache

from bot.clock import Clock
from bot.programme.in_force import InForce
from bot.surface import Account, Arrive, Event

_REMEMBERED = 10_000
_A_DIALOG = timedelta(minutes=30)
_FOR_GOOD = datetime.max.replace(tzinfo=UTC)


class Languages:
    """Only of whoever reads in another language than their platform says: for half an hour, so that a dialog goes on in
    it, and longer where the database keeps the choice as well."""

    def __init__(self, in_force: InForce, clock: Clock) -> None:
        self._in_force = in_force
        self._clock = clock
        self._chosen: FIFOCache[Account, tuple[str, datetime]] = FIFOCache(_REMEMBERED)

    def remember(self, event: Event, language: str, *, chosen: bool) -> None:
        if isinstance(event, Arrive):  # nobody chose anything; the platform may not even say a language
            return
        self._chosen.pop(event.account, None)
        if language != (self.spoken(event) or self._in_force.programme.default_language):
            self._chosen[event.account] = language, _FOR_GOOD if chosen else self._clock.now() + _A_DIALOG

    def of(self, event: Event, locale: str = "") -> str:
        """Chosen in this conversation, else the platform's, now or as it said before, else the programme's."""
        language, until = self._chosen.get(event.account, ("", None))
        if until is not None and until > self._clock.now():
            return language
        return self.spoken(event) or locale or self._in_force.programme.default_language

    def spoken(self, event: Event) -> str:
        """What the platform says, if we speak it; else ""."""
        short = event.locale.partition("-")[0].lower()
        return short if short in self._in_force.programme.languages else ""
