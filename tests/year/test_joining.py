"""The inspector: who came into the role may be asked, and nobody before they have come so far."""

from collections.abc import Callable, Mapping

import pytest

from bench.year.broken import Broken
from bot.surface import Button, w
from tests.year.history import History

WAY: Mapping[str, Callable[[History], None]] = {
    "offer": lambda history: history.volunteers("noor"),
    "yes": lambda history: history.says_yes("noor"),
    "training": lambda history: history.trains("noor", "4"),
    "signature": lambda history: history.signs("noor"),
}


def comes_into_the_role(history: History, **other: Callable[[History], None]) -> None:
    """Step by step, some of them otherwise."""
    history.lists("noor")
    for take in {**WAY, **other}.values():
        take(history)
    history.passes(1)


def test_somebody_who_came_into_the_role_may_be_asked():
    history = History()
    comes_into_the_role(history)
    history.asks()
    history.matched("noor")
    assert history.inspector.known.helper("noor").is_recruit


def test_somebody_of_whom_a_colleague_thought_may_be_asked_after_their_own_yes():
    history = History()
    comes_into_the_role(history, offer=lambda _: None, yes=lambda _: history.accepts("noor"))
    history.asks()
    history.matched("noor")


@pytest.mark.parametrize(
    ("step", "otherwise", "words"),
    [
        ("offer", lambda _: None, "is no supporter"),  # a colleague thought of them: their own yes is still to come
        ("yes", lambda _: None, "is no supporter"),
        ("training", lambda _: None, "is not trained"),
        ("training", lambda history: history.trains("noor", "2.5"), "is not trained"),
        ("training", lambda history: history.trains("noor", "4", errors=True), "is not trained"),
        ("signature", lambda _: None, "has not signed the agreement"),
        ("signature", lambda history: history.signs("noor", "an-older-one"), "has not signed the agreement"),
        ("signature", lambda history: history.signs("noor", answer="agreement-newer"), "has not signed the agreement"),
    ],
)
def test_an_offer_to_somebody_who_has_not_come_so_far(step: str, otherwise: Callable[[History], None], words: str):
    history = History()
    comes_into_the_role(history, **{step: otherwise})
    history.asks()
    history.offers("noor")
    with pytest.raises(Broken, match=f"noor was asked, who {words}"):
        history.step()
    assert not history.inspector.known.helper("noor").is_recruit


def test_an_offer_before_the_signature_that_came_an_hour_later():
    history = History()
    comes_into_the_role(history, signature=lambda _: None)
    history.asks()
    history.offers("noor", seen=False)
    history.passes(1)
    history.signs("noor")
    history.card("noor", Button(w("accept"), "offer-accept", "o1"))
    with pytest.raises(Broken, match="noor was asked, who has not signed the agreement"):
        history.step()


def test_somebody_at_the_ceiling_while_somebody_new_is_free():
    history = History()
    comes_into_the_role(history)
    history.asks(not_these=("ines",))
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(7)]
    history.offers("ada")
    with pytest.raises(Broken, match="ada has 7 matches this year, and noor was free"):
        history.step()
