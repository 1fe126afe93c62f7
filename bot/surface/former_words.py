"""Words of an earlier version that are still stored or on somebody's screen, and what they are called now.

What is readable in a table, a migration renames. What is sealed is read under its present name: a slot's name, the
texts and buttons of its card, the verb that a press brings from a card or from a dialog that was open during the
upgrade, a text in a programme's own file. Nothing is written under a former word.
"""

# Former -> present: the word itself, and whatever begins with it and one of _ENDS. RELEASING.md says how long.
_PRESENT = {
    "helm": "escalation",  # migration 0015; goes with 0.3.0
}
_ENDS = ("", "-", ":")


def present(word: str) -> str:
    """The word as it is called now; most are called what they always were."""
    for old, new in _PRESENT.items():
        if word.startswith(old) and word[len(old) : len(old) + 1] in _ENDS:
            return new + word[len(old) :]
    return word


def former(word: str) -> tuple[str, ...]:
    """What it may have been stored as by an earlier version."""
    return tuple(
        old + word[len(new) :]
        for old, new in _PRESENT.items()
        if word.startswith(new) and word[len(new) : len(new) + 1] in _ENDS
    )
