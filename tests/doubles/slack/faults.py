"""Failures on demand, and those of the weather."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Fault:
    """What goes wrong, for which calls, and how often; `times` None is for ever. "*" is every method. `strike` befalls
    whoever calls. Where it is `late`, the work is done first, and then the strike or the status comes."""

    method: str
    times: int | None = 1
    error: str = ""
    status: int = 0
    retry_after: int = 1
    drop_before: bool = False
    drop_after: bool = False
    delay: float = 0.0
    strike: Callable[[], None] | None = None
    late: bool = False
    user: str = ""
    channel: str = ""
    hits: int = 0

    def stop(self) -> None:
        self.times = self.hits

    def concerns(self, method: str, users: set[str], channels: set[str]) -> bool:
        return (
            self.method in (method, "*")
            and (self.times is None or self.hits < self.times)
            and (not self.user or self.user in users)
            and (not self.channel or self.channel in channels)
        )


@dataclass
class Faults:
    """`weather` is asked for each call that no planned fault concerns, with the port at which it came in and the
    channel that it is about."""

    planned: list[Fault] = field(default_factory=list)
    weather: Callable[[str, int, str], Fault | None] = lambda _method, _port, _channel: None

    def take(self, method: str, users: set[str], channels: set[str], port: int = 0) -> Fault:
        """The first planned fault that concerns this call, counted, or that of the weather; else a harmless one."""
        for fault in self.planned:
            if fault.concerns(method, users, channels):
                fault.hits += 1
                return fault
        return self.weather(method, port, min(channels, default="")) or Fault(method)
