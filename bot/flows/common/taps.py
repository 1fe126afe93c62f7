"""What was tapped so far travels in the token, behind the id that it is about: `ID:under_30:fully`. Nothing of it is
stored before the last tap, and a question has one verb however many answers it has."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from bot.flows.common.desk import Sorry
from bot.surface import Press, w

K = TypeVar("K", bound=StrEnum)


def about(id_: str, *taps: StrEnum) -> str:
    return ":".join([id_, *(each.value for each in taps)])


def read(press: Press) -> tuple[Press, Sequence[str]]:
    """The press with the id that it is about, and what was tapped."""
    id_, *taps = press.token.split(":")
    return replace(press, token=id_), taps


def tap(kind: type[K], taps: Sequence[str], place: int) -> K:
    """Raises Sorry for what no button of ours says."""
    try:
        return kind(taps[place])
    except (IndexError, ValueError):
        raise Sorry(w("moved-on")) from None
