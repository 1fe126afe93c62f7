"""What the one who asked reads while the search lasts: a date, a person, and never how many were asked."""

from datetime import datetime

from bot.core.people import Person, Role
from bot.core.request import Escalation, Outcome, Request, RequestState
from bot.flows.common import voicemail
from bot.flows.common.access import asked_without_account, free_responders, kept_out, responders
from bot.flows.common.desk import Desk
from bot.flows.match import escalation
from bot.flows.match.both_sides import booked
from bot.flows.match.candidates import candidates_in_order, kept_out_by_stage, somebody_is_left
from bot.flows.match.search import by_hand, still_asking_at
from bot.surface import Block, Button, Paragraph, Phrase, Style, Verbatim, w


def just_sent(desk: Desk, request: Request) -> Phrase:
    """On the screen that follows [Send]. Who is asked is decided a moment later."""
    by = still_asking_at(desk, request)
    starts = desk.waking(request.site)
    if _is_stuck(desk, request):
        return _stuck(desk, request, by) if any(responders(desk, request)) else _honest(desk, request, by)
    if by_hand(desk, request):
        return w("status-choosing", by=by)
    if starts > desk.now:
        return w("sent-later", starts=starts, by=by)
    if candidates_in_order(desk, request):
        return w("sent-now", by=by)
    return w("sent-busy", by=by) if any(responders(desk, request)) else _honest(desk, request, by)


def while_searching(desk: Desk, request: Request) -> Phrase:
    """Behind [Open], with an hour by which the physician hears more."""
    news = desk.due(request, "seek-news")
    match request.escalation:
        case Escalation.NOBODY:
            return _by_itself(desk, request)
        case Escalation.CONTACTED:
            return contacted(desk, request)
        case Escalation.PROMISED:
            return promised(desk, request)
        case Escalation.PHYSICIAN if desk.records.offers.live(request.id) is not None:
            return w("status-asking", by=news)
        case Escalation.PHYSICIAN:
            return _honest(desk, request, news)
        case _ if desk.records.offers.live(request.id) is not None:
            return w("status-helped", by=news)
        case _ if by_hand(desk, request) and not _is_stuck(desk, request):
            return w("status-choosing", by=escalation.answer_by(desk, request))
        case _:
            # Whoever gave an address and no number, or asked for a text, is written to.
            written = voicemail.writes(desk.records.requests.details(request))
            return _with_a_person(desk, request, "status-looking-write" if written else "status-looking")


def for_coordinators(desk: Desk, request: Request) -> tuple[Block, ...]:
    """The same for the coordinators, in the words of `while_searching`: who was to get in touch, how and by when."""
    if request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        return ()
    if asked_without_account(desk, request):  # whoever tells them knows what they were told
        return ()
    if request.escalation is Escalation.PHYSICIAN:
        return (
            (Paragraph(w("told-broken", by=desk.due(request, "seek-news"))),) if any(responders(desk, request)) else ()
        )
    person = escalation.who(desk, request)
    chosen = by_hand(desk, request) and not _is_stuck(desk, request)
    if request.escalation not in {Escalation.COORDINATOR, Escalation.DEPUTY} or chosen or person is None:
        return ()
    words = "told-write" if voicemail.writes(desk.records.requests.details(request)) else "told-phone"
    return (Paragraph(w(words, name=Verbatim(person.name), by=escalation.answer_by(desk, request))),)


def promised(desk: Desk, request: Request) -> Phrase:
    """A coordinator said "I will see to it", and perhaps that they have tried since."""
    return _with_a_person(desk, request, "status-hand-missed" if hand_missed(desk, request) else "status-promised")


def hand_missed(desk: Desk, request: Request) -> bool:
    """Whether the coordinator who has it in hand got through to nobody."""
    return (
        request.escalation is Escalation.PROMISED
        and desk.records.requests.details(request).hand_word == escalation.MISSED
    )


def contacted(desk: Desk, request: Request) -> Phrase:
    """A coordinator said that they have been in contact. It is their word until the one who asked says so too."""
    name = coordinator(desk, request)
    if contact_agreed(desk, request):
        return w("status-hand-agreed", name=name)
    ends = ending(desk, request)
    if ends is not None:
        return w(f"status-ends-{ends.value.replace('_', '-')}", name=name, by=desk.due(request, "escalation-end"))
    if request.state is RequestState.SEEKING and booked(desk, request, "escalation-ask"):
        return w("status-in-contact", name=name, by=desk.due(request, "escalation-ask"))
    return w("status-in-contact-ask", name=name)


def coordinator(desk: Desk, request: Request) -> Phrase:
    """Who would hear of it: nobody who is on the physician's list (rule 11)."""
    person = escalation.who(desk, request)
    return Verbatim(person.name) if person else w("a-coordinator")


def ending(desk: Desk, request: Request) -> Outcome | None:
    """How a coordinator says that it ended, while the one who asked is asked about it."""
    word = desk.records.requests.details(request).hand_word
    waits = request.state is RequestState.SEEKING and request.escalation is Escalation.CONTACTED
    return Outcome(word.removeprefix(escalation.ENDS)) if waits and word.startswith(escalation.ENDS) else None


def contact_agreed(desk: Desk, request: Request) -> bool:
    return desk.records.requests.details(request).hand_word == escalation.AGREED


def contact_buttons(desk: Desk, request: Request) -> tuple[Button, ...]:
    """The answers to what a coordinator said of contact, while the search lasts."""
    if request.escalation is not Escalation.CONTACTED:
        return ()
    if ending(desk, request) is not None:
        return (
            Button(w("ending-yes"), "ending-yes", request.id, request.version, Style.PRIMARY),
            Button(w("ending-no"), "ending-no", request.id, request.version),
        )
    nobody = Button(w("nobody-reached"), "contact-not-yet", request.id, request.version)
    if contact_agreed(desk, request) or booked(desk, request, "escalation-ask"):
        return (nobody,)
    return (Button(w("reached-yes"), "contact-yes", request.id, request.version, Style.PRIMARY), nobody)


def somebody(desk: Desk, request: Request) -> tuple[Block, ...]:
    """By name, whom they can turn to where nobody got back to them: a coordinator who is there, else the provincial
    one. Nobody who is on the physician's list (rule 11)."""
    person = escalation.who(desk, request)
    if person is not None and not request.outside:
        words = "status-somebody" if person.has(Role.COORDINATOR) else "status-somebody-stands-in"
        return (_named(words, person),)
    provincial, _ = free_responders(desk, request.site, kept_out(desk, request), outside=True)
    return tuple(_named("status-somebody-province", each) for each in provincial[:1])


def _named(words: str, person: Person) -> Paragraph:
    return Paragraph(w(words, name=Verbatim(person.name), email=Verbatim(person.email)))


def is_honest(desk: Desk, request: Request) -> bool:
    """Whether nobody is left who was told and could still answer."""
    if (
        request.escalation in {Escalation.NOBODY, Escalation.CONTACTED}
        or desk.records.offers.live(request.id) is not None
    ):
        return False
    return request.escalation is Escalation.PHYSICIAN or not any(responders(desk, request))


def _by_itself(desk: Desk, request: Request) -> Phrase:
    starts = desk.waking(request.site)
    waits = desk.records.offers.live(request.id) is None
    news = desk.due(request, "seek-news")
    if waits and _is_stuck(desk, request):
        return _stuck(desk, request, news)
    return w("status-later", starts=starts, by=news) if waits and starts > desk.now else w("status-asking", by=news)


def _with_a_person(desk: Desk, request: Request, words: str) -> Phrase:
    """ "By DAY, NAME will phone you": whoever has it in hand now."""
    person = escalation.who(desk, request)
    by = escalation.answer_by(desk, request)
    if person is None:
        return _honest(desk, request, by)
    return w(words, by=by, name=Verbatim(person.name), search=_search(desk, request))


def _honest(desk: Desk, request: Request, by: datetime) -> Phrase:
    """Nobody came, though somebody was named to them; or nobody could be told, whoever left them out."""
    words = "status-alone" if desk.records.requests.details(request).not_these else "status-honest"
    return w("status-broken" if any(responders(desk, request)) else words, search=_search(desk, request), by=by)


def _stuck(desk: Desk, request: Request, by: datetime) -> Phrase:
    return w("status-stuck", search=_search(desk, request), by=by)


def _search(desk: Desk, request: Request) -> Phrase:
    """That it goes on is said only while somebody is left who may help."""
    return w("search-stuck") if _is_stuck(desk, request) else w("search-goes-on")


def _is_stuck(desk: Desk, request: Request) -> bool:
    """Nobody is asked, and nobody who may help is left: who is busy, away or only silent is. Where a person chooses,
    whom they may bend a rule for is left as well."""
    if desk.records.offers.live(request.id) is not None or somebody_is_left(desk, request):
        return False
    return not (by_hand(desk, request) and kept_out_by_stage(desk, request))
