"""Failures on demand."""

from dataclasses import dataclass, field


@dataclass
class Fault:
    """What goes wrong, for which calls, and how often; `times` None is for ever. "*" is every method."""

    method: str
    times: int | None = 1
    error: str = ""
    status: int = 0
    retry_after: int = 1
    drop_before: bool = False
    drop_after: bool = False
    delay: float = 0.0
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
    planned: list[Fault] = field(default_factory=list)

    def take(self, method: str, users: set[str], channels: set[str]) -> Fault:
        """The first planned fault that concerns this call, counted; a harmless one if there is none."""
        for fault in self.planned:
            if fault.concerns(method, users, channels):
                fault.hits += 1
                return fault
        return Fault(method)
