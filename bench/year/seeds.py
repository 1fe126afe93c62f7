"""Many years in one table: every seed, both provinces, the usual rates and half of the answers."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bench.numbers import table
from bench.year import behaviour, figures
from bench.year.broken import Broken
from bench.year.figures import Figures
from bench.year.halves import together
from bench.year.province import Size
from bench.year.words import Word

_TOLD = (Word.BOTH, Word.SUPPORTER, Word.DENIED)


@dataclass(frozen=True, slots=True)
class Row:
    """One year. `broken` is the first rule that was not kept, with which the year ended; "" if none was."""

    size: Size
    seed: int
    figures: Figures | None
    broken: str = ""


def play_one(size: Size, seed: int, parts: int) -> Row:
    try:
        year = together(size, seed, parts)
    except Broken as broken:
        row = Row(size, seed, None, str(broken))
    else:
        row = Row(size, seed, figures.count(year.known, year.outcomes))
    print("  ".join(_cells(row)), file=sys.stderr, flush=True)
    return row


def page(rows: Sequence[Row]) -> str:
    head = (
        "province",
        "answers",
        "seed",
        "requests",
        "matched",
        "to match, median",
        "contact in truth within 72 h of asking",
        "contact said by both / by the supporter alone / denied",
        "supporters beyond the ceiling",
        "rules broken",
    )
    told = (
        "Written by `python -m bench.year --seeds 1-5`; what is played is told in [year.md](year.md). Half: half of "
        "the answers to an offer that would have come fall silent. Targets, at the usual answers: a median of 24 h "
        "or less, 90 % in truth within 72 h, no rule broken. Of the three ways in which contact is told at the end of "
        "a request there is no target.\n"
    )
    return "\n".join(("# Years of two provinces, seed by seed\n", told, table(head, [_cells(row) for row in rows])))


def _cells(row: Row) -> list[str]:
    answers = "half" if row.size.rates == behaviour.HALF else "usual"
    who = [row.size.province.name, answers, str(row.seed)]
    if row.figures is None:
        return [*who, *[""] * 6, row.broken]
    year, loads = row.figures.year, row.figures.loads
    return [
        *who,
        f"{year.requests:,}",
        f"{100 * year.matched / max(year.requests, 1):.0f} %",
        f"{year.to_match.median:.1f} h",
        f"{year.truth.share:.1f} %",
        " / ".join(f"{100 * year.truth.words[each] / max(year.requests, 1):.0f}" for each in _TOLD) + " %",
        f"{loads.beyond} of {len(loads.each)}",
        "none",
    ]
