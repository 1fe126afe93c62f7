"""One thing that an adapter found out for `check`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is ok, warn or FAIL. No sentence shows a token, a secret or whose workspace or tenant it is."""

    level: str
    what: str
    sentence: str
