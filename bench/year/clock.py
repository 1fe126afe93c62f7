"""The clock of the year: it stands still where something is to be done, and nowhere else."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.year.life import Agenda
from bench.year.recorder import Recorder
from bot.clock import MovableClock
from bot.process.bootstrap import House

STEP = timedelta(minutes=5)  # what comes due between two steps is done at the later one
# A look of the search comes every few minutes. Where nobody waits beside somebody who may help it finds nobody, so that
# the clock stands still for one an hour only. Whatever changes anything brings the next look forward.
_LOOK = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Wheel:
    """`on_step` is called when all that was to be done at a moment is done and delivered."""

    def __init__(self, house: House, clock: MovableClock, agenda: Agenda, recorder: Recorder) -> None:
        self._house = house
        self._clock = clock
        self._agenda = agenda
        self._recorder = recorder
        self.steps = 0
        self._looked = clock.now()
        self.every_look: Callable[[], bool] = lambda: False  # whether to stand still for every one
        self.on_step: Callable[[], None] = lambda: None

    async def step(self) -> None:
        """To the next moment at which the house or somebody in the town does something."""
        due = _moment(self._recorder.next_due(micros(self._clock.now())))
        looks = _moment(self._recorder.next_look())
        if looks is not None and not self.every_look():
            looks = max(looks, self._looked + _LOOK)
        house = min((each for each in (due, looks) if each is not None), default=None)
        moments = [each for each in (house, self._agenda.next()) if each is not None]
        if not moments:
            self._clock.forward(timedelta(days=1))
            return
        self._clock.forward_to(_up(min(moments)))
        now = self._clock.now()
        if house is not None and house <= now:
            await self._sweep(now)
        acts = self._agenda.take(now)
        for act in acts:
            await act()
        if acts:
            await self._sweep(now)  # what they changed, the search looks at within seconds
        if self._recorder.anything_to_show(micros(now)):
            await self._house.outbox.settle()
        self.steps += 1
        self.on_step()

    async def _sweep(self, now: datetime) -> None:
        await self._house.deadlines.sweep()
        self._looked = now


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)


def _up(at: datetime) -> datetime:
    """The next full step."""
    over = (at - _EPOCH) % STEP
    return at + (STEP - over if over else timedelta())


def micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)
