"""A history that never was: facts made by hand, to see whether the inspector finds what is wrong in them."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.year.chance import Chance
from bench.year.chat import Chat
from bench.year.facts import Did, OfferRow, Reached, RequestRow, Shown
from bench.year.inspector import Inspector
from bench.year.recorder import Recorder
from bench.year.town import AGREEMENT, Kind, Place, Soul, Town
from bot.core.people import Stage
from bot.surface import (
    Account,
    Button,
    Card,
    Choice,
    Command,
    Dialog,
    Fact,
    Option,
    Paragraph,
    Press,
    Reply,
    Submit,
    Verbatim,
    w,
)

MONDAY = datetime(2026, 9, 7, 15, tzinfo=UTC)  # 10:00 in Winnipeg
CONTACT = "204-555-0123"
FOOTER = w("footer", lines=Verbatim("9-8-8"))


class Rows(Recorder):
    """The database as the inspector would find it: nothing anywhere, but for what is left behind on purpose."""

    def __init__(self, left: str = "") -> None:
        self._left = left

    def value(self, sql: str, *params: Any) -> Any:
        return 1 if self._left and self._left in sql else 0

    def column(self, sql: str, *params: Any) -> list[Any]:
        return []


def town(
    *, by_hand: bool = False, name_first: bool = False, ines: dict[str, Any] | None = None, **changes: Any
) -> Town:
    """Two sites; at the first two supporters, a physician, a coordinator, the deputy, and somebody who may come to
    help. `changes` are Ada's."""
    built = Town(
        {"one": Place("one", limit=1, by_hand=by_hand, name_first=name_first), "two": Place("two", limit=1, lends=True)}
    )

    def soul(user: str, kind: Kind, site: str = "one", **more: Any) -> None:
        built.join(Soul(user, site, kind, f"Dr. Invented {user}", **more))

    soul("robin", Kind.PHYSICIAN, stage=Stage.MID, department="surgery")
    soul("ada", Kind.SUPPORTER, **{"stage": Stage.LATE, **changes})
    soul("ines", Kind.SUPPORTER, **{"stage": Stage.LATE, **(ines or {})})
    soul("sam", Kind.SUPPORTER, "two", stage=Stage.LATE)
    soul("noor", Kind.COLLEAGUE, stage=Stage.LATE, trained=False, signed=False)
    soul("casey", Kind.COORDINATOR)
    soul("devon", Kind.DEPUTY)
    return built


class History:
    """What happens is told to an inspector in the order of the calls; `passes` moves the time."""

    def __init__(self, people: Town | None = None) -> None:
        self.people = people or town()
        self.inspector = Inspector(self.people, MONDAY)
        self.now = MONDAY
        self._offers = itertools.count(1)
        self._search = 1
        self._state, self._escalation, self._contact = "seeking", "nobody", ""

    def passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)

    def step(self, rows: Rows | None = None) -> None:
        self.inspector.stepped(self.now, rows or Rows(), Chat(Chance(1)), [])

    # --- the request

    def asks(self, **values: Any) -> None:
        self._row()
        dialog = Dialog(w("sent-title"), buttons=(Button(w("withdraw"), "withdraw", "r1", 1),))
        event = Submit("", self.people.souls["robin"].account, verb="ask-send", values={"contact": CONTACT, **values})
        self.inspector.saw(Did(self.now, "robin", event, Reply(dialog=dialog)))
        self.updated()

    def withdraws(self) -> None:
        self.ends()
        event = Press("", self._account("robin"), verb="withdraw-yes", token="r1")
        self._answered("robin", event, Dialog(w("closed-title")))

    def ends(self) -> None:
        """By a supporter's taps, or by time."""
        for offer in self.inspector.known.requests["r1"].offers:
            self.offer_is(offer.id, "ended")
        self.becomes("closed")

    # --- first contact, as each side tells it

    def claims(self, user: str, offer: str) -> None:
        self.becomes("connected")
        self._answered(
            user, Press("", self._account(user), verb="reached-out", token=offer), Dialog(w("in-touch-title"))
        )

    def says_so_first(self) -> None:
        """The physician, before their supporter does."""
        self.becomes("connected", contact="agreed")
        event = Press("", self._account("robin"), verb="contact-yes", token="r1")
        self._answered("robin", event, Dialog(w("status-title")))

    def denies(self) -> None:
        self.becomes("matched")
        event = Press("", self._account("robin"), verb="contact-not-yet", token="r1")
        self._answered("robin", event, Dialog(w("status-title")), notice="asked-again")

    def tries(self, user: str, offer: str, verb: str = "left-message") -> None:
        self._answered(user, Press("", self._account(user), verb=verb, token=offer), Dialog(w("match-title")))

    def agrees(self, user: str, day: str) -> None:
        offer = next(each.id for each in self.inspector.known.requests["r1"].offers)
        event = Press("", self._account(user), verb="agreed", token=f"{offer}:{day}")
        self._answered(user, event, Dialog(w("in-touch-title")))

    def becomes(self, state: str = "", escalation: str = "", search: int = 0, contact: str = "") -> None:
        self._contact = contact or self._contact
        self._state, self._escalation = state or self._state, escalation or self._escalation
        self._search = search or self._search
        self._row()

    def _row(self) -> None:
        row = RequestRow(self.now, "r1", "one", self._state, self._escalation, self._search, contact=self._contact)
        self.inspector.saw(row)

    # --- offers

    def offers(self, user: str, *, seen: bool = True) -> str:
        offer = f"o{next(self._offers)}"
        self.offer_is(offer, "open")
        if seen:
            self.card(user, Button(w("accept"), "offer-accept", offer))
        return offer

    def offer_is(self, offer: str, *states: str) -> None:
        for state in states:
            self.inspector.saw(OfferRow(self.now, offer, "r1", state, self._search))

    def matched(self, user: str) -> str:
        offer = self.offers(user)
        self.step()
        self.offer_is(offer, "named", "confirmed")
        self.becomes("matched", "nobody")
        self.updated()
        self.step()
        return offer

    # --- what people see and do

    def card(self, user: str, *buttons: Button, says: str = "", why: str = "", footer: Any = FOOTER) -> None:
        blocks = (Paragraph(Verbatim(says) if says else w(why or "update")),)
        self.inspector.saw(Shown(self.now, user, Card(blocks, buttons, footer=footer), anew=True))

    def updated(self) -> None:
        self.card("robin", Button(w("open"), "open"))

    def told(self, user: str, why: str = "") -> None:
        self.card(user, Button(w("open"), "escalation-open", "r1"), why=why)

    def meets(self, user: str, offer: str) -> None:
        """The two really reach each other, whoever says so."""
        self.inspector.saw(Reached(self.now, user, offer))

    def types(self, user: str, word: str, rest: str, answer: str) -> None:
        event = Command("", self.people.souls[user].account, word=word, rest=rest)
        card = Card((Paragraph(w(answer)),), footer=FOOTER)
        self.inspector.saw(Did(self.now, user, event, Reply(card=card)))

    # --- into the role

    def volunteers(self, user: str) -> None:
        self._answered(user, Press("", self._account(user), verb="volunteer"), Dialog(w("joining-title")))

    def lists(self, user: str) -> None:
        """In a coordinator's dialog: whose id is whose."""
        picked = Choice("person", w("name-is"), (Option(f"id-{user}", Verbatim(f"Dr. Invented {user}")),))
        dialog = Dialog(w("joinings-title"), fields=(picked,))
        self._answered("casey", Press("", self._account("casey"), verb="joinings"), dialog)

    def says_yes(self, user: str) -> None:
        event = Press("", self._account("casey"), verb="supporter-yes", token=f"id-{user}")
        self._answered("casey", event, Dialog(w("supporter-title")), notice="supporter-told")

    def accepts(self, user: str) -> None:
        """One whom a colleague thought of."""
        self._answered(user, Press("", self._account(user), verb="joining-yes"), Dialog(w("role-title")))

    def trains(self, user: str, hours: str, *, errors: bool = False) -> None:
        event = Submit("", self._account("casey"), verb="training-send", token=f"id-{user}", values={"hours": hours})
        self._answered("casey", event, Dialog(w("supporter-title")), notice="" if errors else "supporter-told")

    def signs(self, user: str, version: str = AGREEMENT, *, answer: str = "agreement-thanks") -> None:
        event = Submit("", self._account(user), verb="agreement-sign", token=version, values={"agreed": "yes"})
        self._answered(user, event, Dialog(w("role-title")), notice=answer)

    def _answered(self, user: str, event: Press | Submit, dialog: Dialog, notice: str = "") -> None:
        reply = Reply(dialog=dialog, notice=w(notice) if notice else None)
        self.inspector.saw(Did(self.now, user, event, reply))

    def _account(self, user: str) -> Account:
        return self.people.souls[user].account

    def reads(self, user: str, text: str, verb: str) -> None:
        """A dialog, after a press."""
        event = Press("", self.people.souls[user].account, verb=verb, token="o1")
        dialog = Dialog(w("match-title"), (Fact(w("contact-is"), Verbatim(text)),))
        self.inspector.saw(Did(self.now, user, event, Reply(dialog=dialog)))
