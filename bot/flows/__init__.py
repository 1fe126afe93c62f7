"""One file per conversation. The tables at the foot are the whole routing: a verb, a word or a deadline -> its flow."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.core.afterwards import Goal, Heard
from bot.core.request import Able, Next, TookPlace, Useful
from bot.flows import (
    agreement,
    answering,
    asked_names,
    asking,
    auditing,
    both_sides,
    calls,
    caring,
    choosing,
    claims,
    closing,
    debriefs,
    declining,
    denying,
    digest,
    directory,
    endings,
    figures,
    gatherings,
    handing_over,
    hello,
    helm,
    inviting,
    joining,
    leaving,
    looking,
    monthly,
    more,
    my_request,
    offering,
    phoning,
    planning,
    post,
    preparing,
    profiles,
    queueing,
    reaching,
    referring,
    rounds,
    second_word,
    seeking,
    silence,
    sparing,
    standing_in,
    status,
    steering,
    suggesting,
    tapping,
    technical,
    tracking,
    training,
    transferring,
    volunteering,
    waiting,
)
from bot.flows.desk import Desk
from bot.flows.plans import Day
from bot.records import Due
from bot.surface import Command, Event, Gone, Press, Reply, Submit, Text

Flow = Callable[[Desk, Any], Reply]
Timed = Callable[[Desk, Due], None]


def route(event: Event) -> Flow:
    """The flow for an event. What nobody knows is answered with the door."""
    match event:
        case Press():
            return PRESSES.get(event.verb, hello.hello)
        case Submit():
            return SUBMITS.get(event.verb, hello.hello)
        case Command():
            return COMMANDS.get(event.word, hello.hello)
        case Gone():
            return leaving.gone
        case Text():
            return hello.fixed_card
        case _:
            return hello.hello


def _tracker() -> dict[str, Flow]:
    """The answers so far are part of the verb, so that nothing is stored before the third tap."""
    table: dict[str, Flow] = {"tracker": tracking.first}
    for took in TookPlace:
        table[tracking.verb(took)] = partial(tracking.second, took=took)
        for able in Able:
            table[tracking.verb(took, able)] = partial(tracking.third, took=took, able=able)
            for following in Next:
                save = partial(tracking.save, took=took, able=able, following=following)
                table[tracking.verb(took, able, following)] = save
            over = tracking.verb(took, able, Next.HAND_OVER)  # asked once what it means, like everywhere
            table[tracking.sure(over)] = table[over]
            table[over] = partial(tracking.ask_over, took=took, able=able)
    return table


PRESSES: Mapping[str, Flow] = {
    # everybody
    "home": hello.hello,
    "scope": hello.scope,
    "phone": hello.phone,
    "resources": hello.resources,
    "need": hello.need,
    "privacy": hello.privacy,
    "worried": hello.worried,
    "more": more.more,
    "language": hello.language,
    "dismiss": asking.dismiss,
    "monthly": monthly.about,
    "monthly-join": monthly.join,
    "monthly-leave": monthly.leave,
    "gatherings": gatherings.board,
    "gathering-open": gatherings.open_one,
    "gathering-agenda": gatherings.agenda_of,
    "seat-take": gatherings.take,
    "seat-leave": gatherings.leave,
    "gathering-plan": planning.form,
    "gathering-cancel": planning.cancel,
    "directory": directory.directory,
    "supporters": caring.supporters,
    "suggest": suggesting.suggest,
    "volunteer": joining.volunteer,
    "volunteer-not": joining.take_back,
    "joining-yes": joining.accept,
    "joining-no": joining.refuse,
    # the physician
    "ask": asking.ask,
    "ask-form": asking.form,
    "status": status.status,
    "my-request": my_request.show,
    "my-request-change": my_request.change,
    "see-who": status.see_who,
    "status-more": answering.more,
    "contact-yes": answering.yes,
    "contact-not-yet": answering.not_yet,
    "contact-wrong": status.contact_wrong,
    "decided-yes": answering.decided_yes,
    "decided-no": answering.decided_no,
    "contact-form": status.contact_form,
    "someone-else": endings.someone_else,
    "someone-else-yes": endings.someone_else_yes,
    "done": endings.done,
    "done-yes": endings.done_yes,
    "withdraw": endings.withdraw,
    "withdraw-yes": endings.withdraw_yes,
    "names-yes": asked_names.yes,
    "names-no": asked_names.no,
    "transfer-yes": transferring.yes,
    "transfer-no": transferring.no,
    "invite-yes": asking.invited,
    "invite-no": inviting.no,
    "closed": closing.closed,
    **{f"useful-{answer.value}": partial(closing.useful, answer=answer) for answer in Useful},
    **{f"goal-{found.value}": partial(tapping.goal, found=found) for found in Goal},
    "heard": tapping.ask_heard,
    **{f"heard-{source.value}": partial(tapping.heard, source=source) for source in Heard},
    "phone-me": phoning.ask,
    "call-open": phoning.story,
    "call-form": phoning.again,
    "call-cancel": phoning.cancel,
    # whoever thinks of a colleague
    "refer": referring.think,
    # the supporter
    "offer-accept": offering.accept,
    "offer-decline": declining.decline,
    "offer-keep": declining.take_back,
    "offer-later": offering.ask_later,
    "offer-known": offering.known,
    "offer-confirm": offering.confirm,
    "details": reaching.details,
    "reached-out": claims.in_touch,
    "agreed": claims.agreed,
    **{f"agreed:{day.value}": partial(claims.agreed, day=day) for day in Day},
    "left-message": claims.left_message,
    "not-reached": claims.not_reached,
    "longer": reaching.longer,
    "hand-over": handing_over.ask,
    "hand-over-yes": handing_over.hand_over,
    "known-yes": handing_over.known,
    **_tracker(),
    "worried-safety": tracking.worried_safety,
    "role": joining.where,
    "profile": profiles.form,
    "not-now-form": sparing.form,
    "agreement": agreement.read,
    "debrief": volunteering.debrief,
    "prepare": preparing.before_call,
    "pause": volunteering.pause,
    "away-form": volunteering.away_form,
    "back": volunteering.back,
    "stay": volunteering.stay,
    "leave-now": volunteering.leave_now,
    "leave-later": volunteering.leave_later,
    # the coordinator
    "queue": queueing.queue_dialog,
    "queue-again": queueing.again,
    "post": post.page,
    "away-which": post.which,
    "post-back": post.back_pressed,
    "post-ask": post.ask_back,
    "post-cannot": standing_in.cannot,
    "helm-open": steering.open_one,
    "helm-promise": steering.promise,
    "helm-again": steering.again,
    "helm-choose": choosing.choose,
    "helm-ask": choosing.ask_them,
    "helm-rematch": steering.someone_else,
    "helm-rematch-first": steering.rematch_first,
    "helm-contact": steering.contact,
    "helm-contacted": steering.contacted,
    "helm-end": steering.end,
    **{f"helm-close:{outcome.value}": partial(steering.close_one, outcome=outcome) for outcome in steering.CLOSINGS},
    "transfer": transferring.first,
    "transfer-ask": transferring.ask,
    "transfer-done": transferring.done,
    "call-see": calls.see,
    "call-phoned": calls.phoned,
    "call-missed": calls.missed,
    "invite": inviting.choose,
    "nominations": referring.nominations_dialog,
    "nomination-open": referring.one,
    "nomination-leave": referring.leave,
    "supporter": caring.choose,
    "supporter-show": caring.show,
    "supporter-yes": caring.yes,
    "supporter-no": caring.no,
    "joinings": caring.joinings,
    "pause-offers": caring.pause,
    "training": training.form,
    "training-take-back": training.entries,
    "report": figures.report,
    "report-more": figures.more,
    "audit": auditing.audit,
    "debriefs": debriefs.listed,
    "debriefs-offered": debriefs.offered,
    # whoever looks after the machine
    "system": technical.system,
}

SUBMITS: Mapping[str, Flow] = {
    "ask-send": asking.send,
    "ask-send-anyway": asking.send_all_the_same,
    "contact-send": status.contact_send,
    "contact-wrong-send": status.contact_wrong_send,
    "my-request-send": my_request.send,
    "my-request-send-anyway": my_request.send_all_the_same,
    "helm-offer": choosing.offer,
    "suggest-send": suggesting.send,
    "agreement-sign": agreement.sign,
    "profile-save": profiles.save,
    "not-now-save": sparing.save,
    "away-set": volunteering.away_set,
    "post-away-set": post.away_set,
    "directory-show": directory.show,
    "supporter-show": caring.show,
    "training-send": training.send,
    "training-remove": training.remove,
    "call-send": phoning.send,
    "call-again": phoning.corrected,
    "refer-send": referring.send,
    "invite-send": inviting.send,
    "nomination-ask": referring.ask,
    "plan-send": planning.plan,
}

COMMANDS: Mapping[str, Flow] = {
    "": hello.hello,
    "ask": hello.hello,
    "now": hello.now,
    "phone": hello.phone_card,
    "resources": hello.resources_card,
    "privacy": hello.privacy_card,
    "status": status.command,
    "withdraw": status.command,
    "refer": referring.command,
    "language": hello.language,
    "gatherings": gatherings.command,
    "gathering": planning.command,
    "offers": volunteering.offers,
    "away": post.away,
    "back": post.back,
    "limit": volunteering.limit,
    "leave": volunteering.leave,
    "profile": joining.command,
    "debrief": volunteering.debrief,
    "supporters": caring.command,
    "supporter": caring.command_one,
    "queue": queueing.queue,
    "show": partial(queueing.number, leads_to="helm-open"),
    "match": partial(queueing.number, leads_to="helm-choose"),
    "offer": partial(queueing.number, leads_to="helm-choose"),
    "rematch": partial(queueing.number, leads_to="helm-rematch-first"),
    "close": partial(queueing.number, leads_to="helm-end"),
    "report": figures.command,
    "export": figures.export,
    "audit": auditing.command,
    "invite": inviting.command,
    "nominations": referring.nominations,
    "system": technical.command,
}

DEADLINES: Mapping[str, Timed] = {
    "offer-remind": offering.remind,
    "offer-expire": offering.expire,
    "named-expire": offering.expire,
    "offer-decline": declining.over,
    "seek-news": seeking.news,
    "seek-escalate": seeking.escalate,
    "long-wait": waiting.over,
    "helm": helm.nobody_answered,
    digest.KIND: digest.morning,
    standing_in.KIND: standing_in.over,
    "connect-remind": reaching.remind,
    "connect-mark": reaching.mark,
    "connect-over": reaching.over,
    "contact-ask": both_sides.ask,
    "contact-again": denying.remind,
    "contact-rest": denying.rested,
    "contact-open": denying.still_open,
    "contact-denied": denying.over,
    **dict.fromkeys(second_word.ENDINGS, second_word.over),
    "track-ask": rounds.ask,
    "unreached": rounds.unreached,
    "close-silent": rounds.silent,
    silence.KIND: silence.over,
    inviting.WEIGH: referring.weigh,
    "nomination-over": referring.over,
    suggesting.WEIGH: suggesting.weigh,
    "invite-over": inviting.over,
    "call-silent": calls.silent,
    "call-over": calls.over,
    "erase": closing.erase,
    "forget": closing.forget,
    "leave": volunteering.leave_due,
    "joining": joining.remind,
    "agreement": agreement.remind,
    "refresher": training.remind,
    "gathering-remind": gatherings.remind,
    "quarter": figures.quarter_over,
    "monthly": monthly.word_of_the_month,
}

# What no event asks for: one search in one pool of supporters.
look = looking.look

RECEIPTS: Mapping[str, Callable[[Desk, str], None]] = {"offer": offering.delivered}

# For whoever is a guest of the workspace and on no roster.
GUEST: Flow = hello.guest

# Answered without the database, because these must come when it does not (rule 14).
SAFE_WORDS = frozenset({"now"})

__all__ = ["COMMANDS", "DEADLINES", "GUEST", "PRESSES", "RECEIPTS", "SAFE_WORDS", "SUBMITS", "Desk", "look", "route"]
