"""What somebody says by phone, pressed by the coordinator who hears it (R74): the same flows, at a desk that is theirs.

The screens are what they would see themselves, to be read out to them. Each button of theirs is one of ours that says
for which request it is pressed: `REQUEST/VERB/TOKEN`. Who may is checked twice: of the coordinator here, and of
whoever speaks in the flow. The audit has the coordinator's name and what was done, never how an offer was answered.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core.people import Person
from bot.core.request import Offer, Request
from bot.flows.common.access import managed_request, spoken_for
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, PressRoute, Route, SubmitRoute, on_press, on_submit
from bot.flows.coordinator import end_request
from bot.flows.match import (
    contact_claims,
    declining,
    first_contact,
    handover,
    name_limit,
    offers,
    tracker,
    transfer,
    twice,
)
from bot.flows.physician import contact_answers, endings, status
from bot.surface import CLOSE, DISMISS, Block, Button, Dialog, Fact, Paragraph, Phrase, Press, Reply, Submit, w

E = TypeVar("E", Press, Submit)

PRESSED, SENT = "for-them", "for-them-send"
ALOUD = Paragraph(w("enter-aloud"), strong=True)
_CONTACT, _REASON, _GIVEN = w("contact-is"), w("reason-is"), Paragraph(w("given-title"))


@dataclass(frozen=True, slots=True)
class _Side:
    """What one of the two may say, by the verbs of their own screens. `notes` are the audit's words for what is done;
    what is only looked at has none."""

    presses: Mapping[str, Callable[[Desk, Press], Reply]]
    forms: Mapping[str, Callable[[Desk, Submit], Reply]]
    notes: Mapping[str, str]
    hides: Callable[[Block], bool]


def _flows(modules: Iterable[tuple[Route, ...]], *verbs: str) -> Mapping[str, Callable[[Desk, Press], Reply]]:
    found = {each.word: each.flow for routes in modules for each in routes if isinstance(each, PressRoute)}
    return {verb: found[verb] for verb in verbs}


def _noted(**words: tuple[str, ...]) -> Mapping[str, str]:
    return {verb: note.replace("_", "-") for note, verbs in words.items() for verb in verbs}


# What they sent, and who their colleague is, is read to nobody.
_ASKER = _Side(
    _flows(
        (status.ROUTES, contact_answers.ROUTES, endings.ROUTES, end_request.ROUTES, name_limit.ROUTES, transfer.ROUTES),
        *("status", "status-more", "contact-yes", "contact-not-yet", "contact-form", "contact-wrong"),
        *("decided-yes", "decided-no", "someone-else", "someone-else-yes", "done", "done-yes"),
        *("withdraw", "withdraw-yes", "leave-for-now", "ending-yes", "ending-no"),
        *("names-yes", "names-no", "transfer-yes", "transfer-no"),
    ),
    {each.word: each.flow for each in status.ROUTES if isinstance(each, SubmitRoute)},
    _noted(
        contact_seen=("contact-form", "contact-wrong"),
        spoke_for=(
            *("contact-yes", "contact-not-yet", "decided-yes", "decided-no", "someone-else-yes", "done-yes"),
            *("ending-yes", "ending-no", "names-yes", "names-no", "transfer-yes", "transfer-no"),
            *("contact-send", "contact-wrong-send"),
        ),
    ),
    lambda block: isinstance(block, Fact) or block == _GIVEN,
)
# A reason is for the colleague who takes the request, and for nobody who reads it to them.
_SUPPORTER = _Side(
    _flows(
        (
            *(offers.ROUTES, twice.ROUTES, declining.ROUTES, first_contact.ROUTES),
            *(contact_claims.ROUTES, handover.ROUTES, tracker.ROUTES),
        ),
        *("offer-accept", "offer-confirm", "offer-known", "offer-twice", "offer-decline", "offer-keep", "known-yes"),
        *("hand-over", "hand-over-yes", "details", "reached-out", "left-message", "wrote", "not-reached", "longer"),
        *("talk-when", "agreed", "tracker", "track-took", "track-able", "track-next", "track-over"),
    ),
    {},
    _noted(
        phoned_answer=(
            *("offer-accept", "offer-confirm", "offer-known", "offer-twice", "offer-decline", "offer-keep"),
            *("known-yes", "hand-over-yes"),
        ),
        phoned_contact=("reached-out", "left-message", "wrote", "not-reached", "longer", "agreed"),
        phoned_tracker=("track-next", "track-over"),
    ),
    lambda block: isinstance(block, Fact) and block.label == _REASON,
)


# --- their screens -------------------------------------------------------------------------------------------------


def asker_button(words: Phrase, request: Request, verb: str) -> Button:
    """A button of the one who asked, on a screen of ours."""
    return Button(words, PRESSED, _token(request, verb, request.id), request.version, opens=True)


def askers_screen(desk: Desk, request: Request) -> Dialog:
    return _aloud(_ASKER, request, status.screen(desk.for_whom(_asker(desk, request)), request))


def supporters_screen(desk: Desk, request: Request, offer: Offer) -> Dialog:
    """The card of their offer or match, as it is in their chat. Raises Sorry where there is none."""
    card = desk.records.slots.card(offer.supporter, offer_slot(offer))
    if card is None:
        raise Sorry(w("moved-on"))
    return _aloud(_SUPPORTER, request, desk.dialog(w("answer-title"), *card.blocks, buttons=card.buttons))


# --- what they say -------------------------------------------------------------------------------------------------


def pressed(desk: Desk, press: Press) -> Reply:
    side, person, request, inner = _meant(desk, press)
    flow = side.presses.get(inner.verb)
    if flow is None:
        raise Sorry(w("moved-on"))
    return _spoken(desk, side, person, request, flow, inner)


def sent(desk: Desk, submit: Submit) -> Reply:
    side, person, request, inner = _meant(desk, submit)
    flow = side.forms.get(inner.verb)
    if flow is None:
        raise Sorry(w("moved-on"))
    return _spoken(desk, side, person, request, flow, inner)


def _spoken(
    desk: Desk, side: _Side, person: Person, request: Request, flow: Callable[[Desk, E], Reply], event: E
) -> Reply:
    try:
        reply = flow(desk.for_whom(person), event)
    except Sorry as sorry:
        sorry.reply = _answer(side, request, sorry.reply)
        raise
    if event.verb in side.notes:
        _note(desk, request, side.notes[event.verb])
    if side is _ASKER:
        desk.records.requests.heard(person.id, desk.now)
    elif _shows_contact(reply.dialog):
        _note(desk, request, "contact-seen")
    return _answer(side, request, reply)


def _meant(desk: Desk, event: E) -> tuple[_Side, Person, Request, E]:
    """Who says it, of which request, and their own press or form. Raises Sorry."""
    about, _, rest = event.token.partition("/")
    verb, _, token = rest.partition("/")
    ours, theirs = replace(event, token=about), replace(event, verb=verb, token=token)
    if verb in _ASKER.presses or verb in _ASKER.forms:
        request = spoken_for(desk, ours)
        return _ASKER, _asker(desk, request), request, theirs
    request = managed_request(desk, ours)
    offer = desk.records.offers.get(token.partition(":")[0])
    if offer is None or offer.request != request.id:
        raise Sorry(w("moved-on"))
    return _SUPPORTER, desk.records.people.get(offer.supporter), request, theirs


# --- inside --------------------------------------------------------------------------------------------------------


def _answer(side: _Side, request: Request, reply: Reply) -> Reply:
    """What they would have seen in their chat is in their slots, or nowhere: here is the dialog alone."""
    found = replace(reply, card=None, dialog=_aloud(side, request, reply.dialog) if reply.dialog else None)
    if found.dialog or found.notice or found.errors:
        return found
    return replace(found, notice=w("speak-noted"), close=True)


def _aloud(side: _Side, request: Request, dialog: Dialog) -> Dialog:
    submit = dialog.submit if dialog.submit and dialog.submit.verb in side.forms else None
    buttons = tuple(
        each if each.verb == DISMISS else _ours(request, each, PRESSED)
        for each in dialog.buttons
        if each.verb == DISMISS or each.verb in side.presses
    )
    return replace(
        dialog,
        blocks=(ALOUD, *(each for each in dialog.blocks if not side.hides(each))),
        fields=dialog.fields if submit else (),
        buttons=buttons or (CLOSE,),
        submit=_ours(request, submit, SENT) if submit else None,
    )


def _ours(request: Request, button: Button, verb: str) -> Button:
    return replace(button, verb=verb, token=_token(request, button.verb, button.token))


def _token(request: Request, verb: str, token: str) -> str:
    return f"{request.id}/{verb}/{token}"


def _asker(desk: Desk, request: Request) -> Person:
    return desk.records.people.get(desk.records.requests.details(request).physician)


def _shows_contact(dialog: Dialog | None) -> bool:
    return dialog is not None and any(isinstance(each, Fact) and each.label == _CONTACT for each in dialog.blocks)


def _note(desk: Desk, request: Request, verb: str) -> None:
    desk.records.ledger.note(verb, site=request.site, actor=desk.known().id, request=request)


ROUTES = (
    on_press(PRESSED, pressed, who=RESPONSIBLE),
    on_submit(SENT, sent, who=RESPONSIBLE),
)
