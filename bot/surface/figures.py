"""Figures to be drawn, as flows see them: bars, shares, and the same in words."""

from dataclasses import dataclass

from bot.surface.words import Phrase


@dataclass(frozen=True, slots=True)
class Bar:
    """`count` None: nothing can be told."""

    label: Phrase
    count: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A share that is between `low` and `high`, and where it is wanted, in percent. `result` says it in words."""

    name: Phrase
    result: Phrase
    low: float
    high: float
    wanted_low: float
    wanted_high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures to be drawn. On its way out of the house it becomes a Picture; what nobody could draw is read as `alt`.

    `key` names what a measure's colours and hatching mean: wanted, told exactly, told from and to.
    """

    title: Phrase
    bars_title: Phrase
    bars: tuple[Bar, ...]
    empty: Phrase
    measures_title: Phrase
    measures: tuple[Measure, ...]
    axis: Phrase
    key: tuple[Phrase, Phrase, Phrase]
    notes: tuple[Phrase, ...]
    alt: Phrase
