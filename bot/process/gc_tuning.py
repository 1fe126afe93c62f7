"""Python's collector of reference cycles, told how this house lives."""

import gc

# A press makes some hundreds of objects, and hardly any cycle among them: at the usual 700 the collector walks through
# what every waiting press holds, again and again, for a fifth of all the time (measured with bench/teams.py).
_NEW_OBJECTS = 50_000


def spare_the_presses() -> None:
    """Once everything is wired. What exists by now stays, and need not be walked again during a press."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 100)
