"""Failures on demand, of the connector and of the login hosts."""

from dataclasses import dataclass, field

OPERATIONS = ("metadata", "keys", "discovery", "token", "create", "send", "reply", "update", "delete", "members")


@dataclass
class Fault:
    """What goes wrong for which operation, and how often; `times` None is for ever. "*" is every operation.

    `status` 0 with a `delay` is only slow. `drop` is "before" (nothing was done) or "after" (done, but
    nobody hears of it). `retry_after` is in seconds, and so is `delay`.

    A client that keeps its connections may try a dropped GET, PUT or DELETE once more by itself: use `times=None`.
    """

    operation: str
    status: int = 0
    code: str = ""
    times: int | None = 1
    retry_after: float | None = None
    delay: float = 0.0
    drop: str = ""
    user: str = ""
    hits: int = 0

    def stop(self) -> None:
        self.times = self.hits

    def concerns(self, operation: str, user: str) -> bool:
        return (
            self.operation in (operation, "*")
            and (self.times is None or self.hits < self.times)
            and self.user in ("", user)
        )


@dataclass
class Faults:
    planned: list[Fault] = field(default_factory=list)

    def plan(self, fault: Fault) -> Fault:
        assert fault.operation in (*OPERATIONS, "*"), f"{fault.operation} is none of {OPERATIONS}"
        assert fault.drop in ("", "before", "after"), fault.drop
        self.planned.append(fault)
        return fault

    def take(self, operation: str, user: str = "") -> Fault:
        """The first planned fault that concerns this call, counted; a harmless one if there is none."""
        for fault in self.planned:
            if fault.concerns(operation, user):
                fault.hits += 1
                return fault
        return Fault(operation)
