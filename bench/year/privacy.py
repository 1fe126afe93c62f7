"""Who may read what (rules 1, 6, 8, 9, 11): contacts, names, posted cards, and what is left of a closed request."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bench.year.asked import Asked
from bench.year.broken import Broken
from bench.year.facts import Did, Shown
from bench.year.known import Known
from bench.year.recorder import Recorder
from bench.year.town import Kind
from bot.surface import Bullets, Card, Dialog, Fact, Joined, Line, Paragraph, Phrase, Reply, Submit, Verbatim, Words

_ASKING = {
    "ask-send": "contact",
    "contact-send": "contact",
    "contact-wrong-send": "contact",
    "call-send": "contact",
    "call-again": "contact",
}
_LOOKS = {"escalation-contact", "call-see"}  # how a coordinator reads who it is about; every look is noted
_LEFT = {
    "its row is still there": "SELECT count(*) FROM request WHERE id = ?",
    "its key is still there": "SELECT count(*) FROM request_key WHERE request = ?",
    "an offer is still there": "SELECT count(*) FROM offer WHERE request = ?",
    "a line of the audit leads to it": "SELECT count(*) FROM audit WHERE request = ?",
    "a deadline is booked for it": "SELECT count(*) FROM deadline WHERE request = ?",
}


class Privacy:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._contacts: dict[str, str] = {}  # what was given -> the user who gave it
        self._to_shred: dict[str, datetime] = {}  # closed requests, and by when nothing may lead anywhere

    # --- what is read

    def done(self, did: Did) -> None:
        event = did.event
        if isinstance(event, Submit) and event.verb in _ASKING:
            self._contacts[event.one("contact")] = did.user
        verb = getattr(event, "verb", "")
        for text in _reply_texts(did.reply):
            owner = self._contacts.get(text)
            if owner is not None and owner != did.user and not self._may_phone(did, owner, verb):
                raise Broken(f"{did.user} reads how to reach {owner}, after {verb or 'a command'}", did.at)
            named = self._known.names.get(text)
            if named is not None and self._asks(named) and named != did.user and not self._may_know(did, named, verb):
                raise Broken(f"{did.user} reads the name of {named}, after {verb or 'a command'}", did.at)

    def shown(self, shown: Shown) -> None:
        """Nothing posted carries a name or a contact, and the crisis lines are under it (rules 6, 8, 11)."""
        for text in _card_texts(shown.card):
            if text in self._contacts or text in self._known.names:
                raise Broken(f"a card in the chat of {shown.user} says {text}", shown.at)
        footer = shown.card.footer
        if not (isinstance(footer, Words) and footer.id == "footer" and any(_texts(footer))):
            raise Broken(f"a card in the chat of {shown.user} has no crisis lines", shown.at)
        for button in shown.card.buttons:
            if button.verb in {"escalation-open", "escalation-choose"}:
                asked = self._known.requests.get(button.token)
                if asked is not None and shown.user not in self._hands(asked):
                    raise Broken(f"{shown.user} has no hand in it, and gets a card of it", shown.at, asked.id)

    def _may_phone(self, did: Did, owner: str, verb: str) -> bool:
        if verb in _LOOKS:
            return self._is_hand(did.user, owner)
        return any(
            offer.state == "confirmed" and self._physician_of(offer.request) == owner
            for offer in self._known.helper(did.user).offers
        )

    def _may_know(self, did: Did, owner: str, verb: str) -> bool:
        if verb in _LOOKS:
            return self._is_hand(did.user, owner)
        return any(
            offer.state in {"named", "confirmed"} and self._physician_of(offer.request) == owner
            for offer in self._known.helper(did.user).offers
        )

    def _is_hand(self, user: str, owner: str) -> bool:
        """A coordinator of their site or of the province; with an open request, one who is not on its list."""
        asked = next(
            (each for each in self._known.requests.values() if each.physician.user == owner and not each.closed), None
        )
        if asked is not None:
            return user in self._hands(asked)
        site = self._known.town.souls[owner].site
        return any(user == each.user for group in self._known.town.hands(site, outside=False) for each in group) or (
            self._known.town.souls[user].kind is Kind.PROVINCIAL
        )

    def _hands(self, asked: Asked) -> set[str]:
        groups = self._known.town.hands(asked.site, outside=asked.outside)
        return {each.user for group in groups for each in group} - asked.not_these

    def _physician_of(self, request: str) -> str:
        asked = self._known.requests.get(request)
        return asked.physician.user if asked else ""

    def _asks(self, user: str) -> bool:
        return self._known.town.souls[user].kind in {Kind.PHYSICIAN, Kind.STRANGER}

    # --- what is left

    def closed(self, asked: Asked, now: datetime) -> None:
        """At once, or after the days for which the site keeps it and one step of the clock."""
        days = self._known.town.places[asked.site].keep_days
        self._to_shred[asked.id] = now + timedelta(days=days, minutes=20 if days else 0)

    def check(self, now: datetime, recorder: Recorder) -> None:
        """Whatever is over by now leads nowhere any more."""
        for request, due in list(self._to_shred.items()):
            if now >= due:
                del self._to_shred[request]
                for words, sql in _LEFT.items():
                    if recorder.value(sql, request):
                        raise Broken(f"closed, and {words}", now, request)


# --- the words of a screen -----------------------------------------------------------------------------------------


def _reply_texts(reply: Reply) -> Iterator[str]:
    if reply.card is not None:
        yield from _card_texts(reply.card)
    if reply.dialog is not None:
        yield from _dialog_texts(reply.dialog)
    if reply.notice is not None:
        yield from _texts(reply.notice)


def _card_texts(card: Card) -> Iterator[str]:
    for block in card.blocks:
        yield from _block_texts(block)


def _dialog_texts(dialog: Dialog) -> Iterator[str]:
    for block in dialog.blocks:
        yield from _block_texts(block)
    for field in dialog.fields:
        if isinstance(field, Line):
            yield field.value


def _block_texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _texts(block.words)
        case Fact():
            yield from _texts(block.value)
        case Bullets():
            for item in block.items:
                yield from _texts(item)


def _texts(phrase: Phrase | object) -> Iterator[str]:
    """Everything in it that is no message of ours."""
    match phrase:
        case Verbatim():
            yield phrase.text
        case str():
            yield phrase
        case Joined():
            for part in phrase.parts:
                yield from _texts(part)
        case Words():
            for value in phrase.args.values():
                yield from _texts(value)
