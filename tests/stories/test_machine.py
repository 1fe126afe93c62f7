"""Anybody presses anything at any time, for weeks: whatever happens, the house rules hold after every step."""

import asyncio
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.configuration.settings import Settings
from bot.core.request import OfferState, RequestState
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork
from tests.remains import instants_of, knows, mentions, opened
from tests.stage import COORDINATOR, DEPUTY, PHYSICIAN, SUPPORTERS, Actor
from tests.stages.playground import PlaygroundStage
from tests.stages.slack import SlackStage

CONTACT = "204-555-0123"
OWN = "204-555-0188"  # of whoever else asks
NAME = "Dr. Robin Fictional"
# A changed language would only hide the words that the straight way looks for, and leaving would end it early.
# And no client lets a form go in which a line is missing that must be filled in.
SPOILING = {"language-en", "language-fr", "leave-now", "leave-later", "plan-send", "supporter-add-send"}
LINES = ("9-8-8 (call or text).", "9-8-8 (appel ou texto).")
EVERYBODY = (PHYSICIAN, *SUPPORTERS, COORDINATOR, DEPUTY)

_ODD = timedelta(seconds=1, microseconds=1_237)  # no two steps come at the same instant

_template: bytes = b""


@pytest.fixture(autouse=True)
def template(migrated_sqlite: bytes) -> None:
    global _template
    _template = migrated_sqlite


class Weeks(RuleBasedStateMachine):
    """The stage with everybody on it. A wrong press is fine, a broken rule is not."""

    platform: ClassVar[type[PlaygroundStage] | type[SlackStage]] = PlaygroundStage

    @initialize(
        wish=st.sampled_from(["", "gender-woman"]), not_these=st.sampled_from([[], [SUPPORTERS[0]], [COORDINATOR]])
    )
    def open(self, wish: str, not_these: list[str]) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="peerline-machine-")
        path = Path(self.folder.name) / "peerline.db"
        path.write_bytes(_template)
        self.runner = asyncio.Runner()
        given = Settings(
            _env_file=None,  # type: ignore[call-arg]
            peerline_database_url=f"sqlite:///{path}",
            peerline_keys=fresh(),  # type: ignore[arg-type]
        )
        self.stage = self.runner.run(self.platform.open(given))
        self.ids: set[str] = set()  # of every request and offer so far
        self.matched: set[str] = set()  # names of whoever had a match, or asked
        self.instants: set[datetime] = set()  # of their lives
        self.form: dict[str, str | list[str]] = {"contact": CONTACT, "wish": wish, "not_these": not_these}

    @rule(user=st.sampled_from(EVERYBODY), which=st.integers(0, 30))
    def press(self, user: str, which: int) -> None:
        """Any button on anybody's screen, the newest first."""
        actor = self.stage.actors[user]
        found = [each for each in reversed(actor.pressable()) if each.verb not in SPOILING]
        if not found:
            actor.close()
            return
        button = found[which % len(found)]
        if button.sends:
            self.runner.run(actor.submit(**self._values(actor)))
        else:
            self.runner.run(actor.press_kept(button))
        assert "went wrong" not in actor.notice, actor.notice

    @rule(forward=st.booleans())
    def ask_and_match(self, forward: bool) -> None:
        """The straight way, so that the weeks hold more than first pages."""
        robin = self.stage.physician
        robin.close()
        if not self.runner.run(self.stage.requests()):
            self.runner.run(self.stage.ask(**{name: value for name, value in self.form.items() if name != "contact"}))
        asked = [actor for actor in self.stage.supporters if self._offer(actor)]
        if forward and asked:
            asked[0].close()
            self.runner.run(asked[0].press("Accept"))
            if "No, confirm" in asked[0].buttons():
                self.runner.run(asked[0].press("No, confirm"))
            asked[0].close()

    @rule(taps=st.lists(st.integers(0, 5), max_size=3))
    def reach_out_and_tap(self, taps: list[int]) -> None:
        """The straight way on from a match: first contact, then as many of the three taps as somebody feels like."""
        for actor in self.stage.supporters:
            actor.close()
            if "We're in touch" in actor.buttons():
                self.runner.run(actor.press("We're in touch"))
                actor.close()
            if "Three taps" not in actor.buttons():
                continue
            self.runner.run(actor.press("Three taps"))
            for tap in taps:
                found = [each for each in actor.pressable() if each.verb.startswith("track-")] if actor.inside else []
                if found:
                    self.runner.run(actor.press_kept(found[tap % len(found)]))

    @rule(user=st.sampled_from(EVERYBODY))
    def close_dialog(self, user: str) -> None:
        self.stage.actors[user].close()

    @rule(user=st.sampled_from(SUPPORTERS), word=st.sampled_from(["away", "back", "offers"]))
    def say_word(self, user: str, word: str) -> None:
        self.runner.run(self.stage.actors[user].command(word))

    @rule(hours=st.sampled_from([0.5, 5, 13, 24, 25, 50, 73, 200]))
    def forward(self, hours: float) -> None:
        self.runner.run(self.stage.forward(hours))

    # --- the house rules

    @invariant()
    @precondition(lambda self: hasattr(self, "stage"))
    def rules_hold(self) -> None:
        self.runner.run(self.stage.nobody_waits_in_silence())
        self.runner.run(self.stage.read(_database_holds_together))
        self.runner.run(self.stage.read(self.forgotten))
        self.matched |= self.runner.run(self.stage.read(_matched))
        self.stage.clock.forward(_ODD)
        for user, actor in self.stage.actors.items():
            for words in actor.chat():
                assert not [secret for secret in (NAME, CONTACT) if secret in words], f"a posted card says {words}"
                assert words.endswith(LINES), f"no crisis lines under: {words}"
            if CONTACT in actor.screen() and user in SUPPORTERS:  # an open dialog stays after a close
                assert actor.name in self.matched

    def forgotten(self, unit: UnitOfWork) -> None:
        """Of a request that has closed no id stands anywhere, and once nothing is open, no instant of its life."""
        standing = unit.requests.open_ones()
        for request in standing:
            offers = unit.offers.of_request(request.id)
            self.ids |= {request.id, *(offer.id for offer in offers)}
            told = (each for offer in offers for each in (offer.made_at, offer.delivered_at, offer.lapsed_at))
            self.instants |= {each for each in (*instants_of(request), *told) if each and each.second}
        found = opened(unit)
        alive = {offer.id for each in standing for offer in unit.offers.of_request(each.id)}
        assert mentions(found, self.ids - alive - {each.id for each in standing}) == []
        if not standing:
            assert knows(found, self.instants) == []

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.runner.run(self.stage.close())
            self.runner.close()
            self.folder.cleanup()

    def _values(self, actor: Actor) -> dict[str, str | list[str]]:
        """Everybody may ask, and reads their own number again: only the physician's is looked for elsewhere."""
        contact = CONTACT if actor.user == PHYSICIAN else OWN
        return {name: value for name, value in (self.form | {"contact": contact}).items() if name in actor.fields()}

    def _offer(self, actor: Actor) -> bool:
        return any("Accept" in message.buttons for message in actor.messages())


def _database_holds_together(unit: UnitOfWork) -> None:
    open_ones = unit.requests.open_ones()
    physicians = [unit.requests.details(request).physician for request in open_ones]
    assert len(physicians) == len(set(physicians))
    busy: list[str] = []
    for request in open_ones:
        live = [offer for offer in unit.offers.of_request(request.id) if offer.live]
        assert len(live) <= 1
        confirmed = [offer for offer in live if offer.state is OfferState.CONFIRMED]
        assert bool(confirmed) == (request.state in {RequestState.MATCHED, RequestState.CONNECTED})
        busy += [offer.supporter for offer in live]
    assert len(busy) == len(set(busy))
    standing = unit.link.driver.execute("SELECT count(*) FROM request").fetchone()[0]
    assert standing == len(open_ones), "a closed request stands there still"
    keys = unit.link.driver.execute("SELECT count(*) FROM request_key").fetchone()[0]
    assert keys == len(open_ones)


def _matched(unit: UnitOfWork) -> set[str]:
    """The names of whoever may see a contact right now: of their own match, or of what they asked for themselves."""
    had = {OfferState.CONFIRMED, OfferState.ENDED, OfferState.KNOWN}
    requests = unit.requests.open_ones()
    offers = [offer for request in requests for offer in unit.offers.of_request(request.id) if offer.state in had]
    theirs = {offer.supporter for offer in offers}
    theirs |= {unit.requests.details(request).physician for request in requests}
    return {unit.people.get(each).name for each in theirs}


# No shrinking: it would take minutes, and the steps of a failure read well as they are.
_QUICKLY = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    print_blob=True,
)

Weeks.TestCase.settings = settings(_QUICKLY, max_examples=25, stateful_step_count=30)
TestWeeks = Weeks.TestCase


@pytest.mark.long
class TestManyWeeks(Weeks.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(_QUICKLY, max_examples=150, stateful_step_count=60)


class WeeksInSlack(Weeks):
    platform = SlackStage


@pytest.mark.long
class TestWeeksInSlack(WeeksInSlack.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(_QUICKLY, max_examples=40, stateful_step_count=30)
