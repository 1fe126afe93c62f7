"""The clock of the year: it stands still where something is to be done, and nowhere else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.year.life import Agenda
from bench.year.recorder import Recorder
from bot.bootstrap import House
from bot.clock import MovableClock

STEP = timedelta(minutes=5)  # what comes due between two steps is done at the later one
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Wheel:
    """`on_step` is called when all that was to be done at a moment is done and delivered."""

    def __init__(self, house: House, clock: MovableClock, agenda: Agenda, recorder: Recorder) -> None:
        self._house = house
        self._clock = clock
        self._agenda = agenda
        self._recorder = recorder
        self.steps = 0
        self.on_step: Callable[[], None] = lambda: None

    async def step(self) -> None:
        """To the next moment at which the house or somebody in the town does something."""
        due = self._recorder.next_due(_micros(self._clock.now()))
        house = None if due is None else _EPOCH + timedelta(microseconds=due)
        moments = [each for each in (house, self._agenda.next()) if each is not None]
        if not moments:
            self._clock.forward(timedelta(days=1))
            return
        self._clock.forward_to(_up(min(moments)))
        now = self._clock.now()
        if house is not None and house <= now:
            await self._house.deadlines.sweep()
        for act in self._agenda.take(now):
            await act()
        if self._recorder.anything_to_show(_micros(now)):
            await self._house.outbox.settle()
        self.steps += 1
        self.on_step()


def _up(at: datetime) -> datetime:
    """The next full step."""
    over = (at - _EPOCH) % STEP
    return at + (STEP - over if over else timedelta())


def _micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)
