"""The inspector: the year's ceiling (R35)."""

import pytest

from bench.year.broken import Broken
from tests.year.history import History


def test_somebody_at_the_ceiling_while_another_is_free():
    history = History()
    history.asks()
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(7)]
    history.offers("ada")
    with pytest.raises(Broken, match="ada has 7 matches this year, and ines was free"):
        history.step()


@pytest.mark.parametrize(("before", "told"), [(5, "casey"), (5, "devon"), (4, ""), (5, "")])
def test_one_match_below_the_ceiling_a_coordinator_or_whoever_stands_in_is_told(before: int, told: str):
    history = History()
    history.asks()
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(before)]
    history.matched("ada")
    if told:
        history.told(told, why="capacity-near")
    history.passes(0.5)
    if before == 5 and not told:
        with pytest.raises(Broken, match="ada is one match below the ceiling, and no hand of the site was told"):
            history.step()
    else:
        history.step()
