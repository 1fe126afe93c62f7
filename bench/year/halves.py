"""The province in several parts, each with its own sites, house and database, in as many processes as there are cores.

A request for somebody outside the own site stays within its part, which has provincial coordinators of its own.
"""

import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

from bench.year.known import Known
from bench.year.loop import run
from bench.year.province import Size
from bench.year.run import Year, play
from bench.year.town import Town
from bot.process.gc_tuning import spare_the_presses

_SITES = 4  # in a part: whatever anybody does brings the next look of the search forward for the whole house


def together(size: Size, seed: int, parts: int = 0) -> Year:
    """Raises Broken at the first rule that is not kept in any of them. 0 parts: as many as its sites fill."""
    parts = parts or max(1, size.sites // _SITES)
    if parts == 1:
        return run(play(size, seed))
    began = time.perf_counter()
    sizes = [_part(size, number, parts) for number in range(parts)]
    with ProcessPoolExecutor(min(parts, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        years = list(pool.map(_play, sizes, [seed * parts + number for number in range(parts)]))
    return Year(
        size,
        seed,
        _joined([year.known for year in years]),
        outcomes=sum((year.outcomes for year in years), Counter()),
        looks=sum(year.looks for year in years),
        presses=sum(year.presses for year in years),
        steps=sum(year.steps for year in years),
        seconds=time.perf_counter() - began,
    )


def _play(size: Size, seed: int) -> Year:
    """In a process of its own."""
    spare_the_presses()  # as `serve` does
    return run(play(size, seed))


def _part(size: Size, number: int, parts: int) -> Size:
    def share(whole: int) -> int:
        return whole // parts + (number < whole % parts)

    first = size.first + sum(size.sites // parts + (each < size.sites % parts) for each in range(number))
    return replace(
        size, sites=share(size.sites), supporters=share(size.supporters), requests=share(size.requests), first=first
    )


def _joined(parts: Sequence[Known]) -> Known:
    whole = Known(Town({}))
    for part in parts:
        whole.town.places |= part.town.places
        whole.town.souls |= part.town.souls
        whole.town.groups |= part.town.groups
        whole.requests |= part.requests
        whole.offers |= part.offers
        whole.helpers |= part.helpers
    return whole
