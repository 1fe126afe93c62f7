"""Quarters of a site's own calendar. Only closed ones are ever reported."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_SHAPE = re.compile(r"([0-9]{4})Q([1-4])", re.IGNORECASE)
# The last transaction of a quarter may commit a moment after midnight, and the anonymous answers are counted by UTC.
SETTLE_DAYS = 1


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """ "2026Q3". Raises ValueError with what was expected."""
        found = _SHAPE.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is not a quarter; expected one such as 2026Q3")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of_month(cls, month: str) -> "Quarter":
        """Of a month of the tally: "2026-07"."""
        year, _, number = month.partition("-")
        return cls(int(year), (int(number) + 2) // 3)

    @classmethod
    def of_day(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def plus(self, quarters: int) -> "Quarter":
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    def to(self, last: "Quarter") -> tuple["Quarter", ...]:
        """This one and all that follow, up to `last` itself."""
        count = (last.year - self.year) * 4 + last.number - self.number + 1
        return tuple(self.plus(step) for step in range(max(count, 0)))


def newest_closed(today: date) -> Quarter:
    """`today` is the site's own date. A quarter closes a day after its end and never opens again."""
    return Quarter.of_day(today - timedelta(days=SETTLE_DAYS)).plus(-1)
