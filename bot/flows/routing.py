"""One file per conversation. The tables at the foot are the whole routing: a verb, a word or a deadline -> its flow."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.flows import menu, opening
from bot.flows.callback import calls, phone_request
from bot.flows.common.desk import Desk
from bot.flows.coordinator import (
    add_supporter,
    audit_log,
    away_post,
    change_supporter,
    choose_supporter,
    debriefs,
    end_request,
    queue,
    reports,
    request_actions,
    standing_in,
    supporter_list,
    training,
    vouched_roles,
)
from bot.flows.departures import data_export, end_role, erase_me, unlisting, what_is_kept
from bot.flows.gatherings import board, planning
from bot.flows.match import (
    both_sides,
    call_guide,
    closing,
    contact_claims,
    contact_denied,
    declining,
    digest,
    escalation,
    first_contact,
    handover,
    long_wait,
    match_retention,
    name_limit,
    offers,
    periodic_search,
    rounds,
    search,
    second_word,
    silence,
    tracker,
    transfer,
)
from bot.flows.outreach import invitations, newsletter, nominations
from bot.flows.physician import ask, contact_answers, endings, my_request, status
from bot.flows.supporter import (
    agreement,
    availability,
    directory,
    joining,
    leaving,
    profile,
    suggestions,
    unwanted_reasons,
)
from bot.flows.welcome import anonymous_feedback, hello, system_page
from bot.programme.values import LANGUAGES
from bot.records import Due
from bot.surface import Command, Event, Gone, Press, Reply, Submit, Text

Flow = Callable[[Desk, Any], Reply]
Timed = Callable[[Desk, Due], None]


def route(event: Event) -> Flow:
    """The flow for an event. What nobody knows is answered with the door."""
    match event:
        case Press():
            return PRESSES.get(event.verb, opening.true_now)
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


PRESSES: Mapping[str, Flow] = {
    # everybody
    "home": hello.hello,
    "scope": hello.scope,
    "phone": hello.phone,
    "resources": hello.resources,
    "need": hello.need,
    "privacy": hello.privacy,
    "worried": hello.worried,
    "more": menu.more,
    **{f"language-{each}": partial(hello.language, asked=each) for each in LANGUAGES},
    "dismiss": ask.dismiss,
    "monthly": newsletter.about,
    "monthly-join": newsletter.join,
    "monthly-leave": newsletter.leave,
    "gatherings": board.board,
    "gathering-open": board.open_one,
    "gathering-agenda": board.agenda_of,
    "seat-take": board.take,
    "seat-leave": board.leave,
    "gathering-plan": planning.form,
    "gathering-cancel": planning.cancel,
    "directory": directory.directory,
    "supporters": supporter_list.supporters,
    "supporter-add": add_supporter.form,
    "supporter-change": change_supporter.form,
    "supporter-matching": change_supporter.matching,
    "suggest": suggestions.suggest,
    "about-me": what_is_kept.about_me,
    "erase-me": erase_me.ask,
    "erase-me-sure": erase_me.sure,
    "erase-me-yes": erase_me.yes,
    data_export.CODE: data_export.code,
    "volunteer": joining.volunteer,
    "volunteer-not": joining.take_back,
    "joining-yes": joining.accept,
    "joining-no": joining.refuse,
    # the physician
    "ask": ask.ask,
    "ask-form": ask.form,
    "status": status.status,
    "my-request": my_request.show,
    "my-request-change": my_request.change,
    "see-who": status.see_who,
    "status-more": contact_answers.more,
    "contact-yes": contact_answers.yes,
    "contact-not-yet": contact_answers.not_yet,
    "ending-yes": end_request.yes,
    "ending-no": end_request.no,
    "contact-wrong": status.contact_wrong,
    "decided-yes": contact_answers.decided_yes,
    "decided-no": contact_answers.decided_no,
    "contact-form": status.contact_form,
    "someone-else": endings.someone_else,
    "someone-else-yes": endings.someone_else_yes,
    "done": endings.done,
    "done-yes": endings.done_yes,
    "withdraw": endings.withdraw,
    "withdraw-yes": endings.withdraw_yes,
    "leave-for-now": endings.leave_for_now,
    "names-yes": name_limit.yes,
    "names-no": name_limit.no,
    "transfer-yes": transfer.yes,
    "transfer-no": transfer.no,
    "invite-yes": ask.invited,
    "invite-no": invitations.no,
    "open": opening.opened,
    "closed": opening.opened,  # on cards of older versions, which nobody can edit any more
    "useful": closing.useful,
    "goal": anonymous_feedback.goal,
    "heard": anonymous_feedback.ask_heard,
    "heard-from": anonymous_feedback.heard,
    "phone-me": phone_request.ask,
    "call-open": phone_request.story,
    "call-form": phone_request.again,
    "call-cancel": phone_request.cancel,
    # whoever thinks of a colleague
    "refer": nominations.think,
    # the supporter
    "offer-accept": offers.accept,
    "offer-decline": declining.decline,
    "offer-keep": declining.take_back,
    "offer-later": offers.ask_later,
    "offer-known": offers.known,
    "offer-confirm": offers.confirm,
    "details": first_contact.details,
    "reached-out": contact_claims.in_touch,
    "agreed": contact_claims.agreed,
    "left-message": contact_claims.left_message,
    "wrote": contact_claims.wrote,
    "talk-when": contact_claims.when,
    "not-reached": contact_claims.not_reached,
    "longer": first_contact.longer,
    "hand-over": handover.ask,
    "hand-over-yes": handover.hand_over,
    "known-yes": handover.known,
    "tracker": tracker.first,
    "track-took": tracker.second,
    "track-able": tracker.third,
    "track-next": tracker.last,
    "track-over": tracker.over,
    "worried-safety": tracker.worried_safety,
    "role": joining.where,
    "role-ended": unlisting.told,
    "profile": profile.form,
    "not-now-form": unwanted_reasons.form,
    "agreement": agreement.read,
    "debrief": availability.debrief,
    "prepare": call_guide.before_call,
    "pause": availability.pause,
    "away-form": availability.away_form,
    "back": availability.back,
    "stay": availability.stay,
    "leave-now": availability.leave_now,
    "leave-later": availability.leave_later,
    # the coordinator
    "queue": queue.queue_dialog,
    "queue-again": queue.again,
    "post": away_post.page,
    "away-which": away_post.which,
    "post-back": away_post.back_pressed,
    "post-ask": away_post.ask_back,
    "post-cannot": standing_in.cannot,
    "helm-open": request_actions.open_one,
    "helm-promise": request_actions.promise,
    "helm-again": request_actions.again,
    "helm-choose": choose_supporter.choose,
    "helm-ask": choose_supporter.ask_them,
    "helm-rematch": request_actions.someone_else,
    "helm-rematch-first": request_actions.rematch_first,
    "helm-contact": request_actions.contact,
    "helm-contacted": request_actions.contacted,
    "helm-missed": request_actions.missed,
    "helm-end": end_request.end,
    "helm-close-first": end_request.close_first,
    "helm-close": end_request.close_one,
    "transfer": transfer.first,
    "transfer-ask": transfer.ask,
    "transfer-done": transfer.done,
    "call-see": calls.see,
    "call-phoned": calls.phoned,
    "call-missed": calls.missed,
    "invite": invitations.choose,
    "accounts": vouched_roles.accounts,
    "account-yes": vouched_roles.yes,
    "account-no": vouched_roles.no,
    "nominations": nominations.nominations_dialog,
    "nomination-open": nominations.one,
    "nomination-leave": nominations.leave,
    "supporter": supporter_list.choose,
    "supporter-show": supporter_list.show,
    "supporter-yes": supporter_list.yes,
    "supporter-no": supporter_list.no,
    "joinings": supporter_list.joinings,
    "pause-offers": supporter_list.pause,
    "supporter-off": end_role.ask,
    "supporter-off-yes": end_role.yes,
    "training": training.form,
    "training-take-back": training.entries,
    "report": reports.report,
    "report-more": reports.more,
    "audit": audit_log.audit,
    "debriefs": debriefs.listed,
    "debriefs-offered": debriefs.offered,
    # whoever looks after the machine
    "system": system_page.system,
}

SUBMITS: Mapping[str, Flow] = {
    "ask-send": ask.send,
    "ask-send-anyway": ask.send_all_the_same,
    "contact-send": status.contact_send,
    "contact-wrong-send": status.contact_wrong_send,
    "my-request-send": my_request.send,
    "my-request-send-anyway": my_request.send_all_the_same,
    "helm-offer": choose_supporter.offer,
    "suggest-send": suggestions.send,
    "agreement-sign": agreement.sign,
    "profile-save": profile.save,
    "not-now-save": unwanted_reasons.save,
    "away-set": availability.away_set,
    "post-away-set": away_post.away_set,
    "directory-show": directory.show,
    "supporter-show": supporter_list.show,
    "supporter-add-send": add_supporter.send,
    "supporter-who-send": change_supporter.who_send,
    "supporter-matching-send": change_supporter.matching_send,
    "training-send": training.send,
    "training-remove": training.remove,
    "call-send": phone_request.send,
    "call-again": phone_request.corrected,
    "refer-send": nominations.send,
    "invite-send": invitations.send,
    "nomination-ask": nominations.ask,
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
    "refer": nominations.command,
    "language": hello.language,
    "gatherings": board.command,
    "gathering": planning.command,
    "offers": availability.offers,
    "away": away_post.away,
    "back": away_post.back,
    "limit": availability.limit,
    "leave": availability.leave,
    "profile": joining.command,
    "debrief": availability.debrief,
    "supporters": supporter_list.command,
    "supporter": supporter_list.command_one,
    "queue": queue.queue,
    "show": partial(queue.number, leads_to="helm-open"),
    "match": partial(queue.number, leads_to="helm-choose"),
    "offer": partial(queue.number, leads_to="helm-choose"),
    "rematch": partial(queue.number, leads_to="helm-rematch-first"),
    "close": partial(queue.number, leads_to="helm-end"),
    "report": reports.command,
    "export": reports.export,
    "audit": audit_log.command,
    "invite": invitations.command,
    "nominations": nominations.nominations,
    "system": system_page.command,
}

DEADLINES: Mapping[str, Timed] = {
    "offer-remind": offers.remind,
    "offer-expire": offers.expire,
    "named-expire": offers.expire,
    "offer-decline": declining.over,
    "seek-news": search.news,
    "seek-escalate": search.escalate,
    "long-wait": long_wait.over,
    "helm": escalation.nobody_answered,
    "helm-ask": escalation.ask,
    "helm-end": end_request.over,
    digest.KIND: digest.morning,
    standing_in.KIND: standing_in.over,
    "connect-remind": first_contact.remind,
    "connect-mark": first_contact.mark,
    "connect-over": first_contact.over,
    "contact-ask": both_sides.ask,
    "contact-again": contact_denied.remind,
    "contact-rest": contact_denied.rested,
    "contact-open": contact_denied.still_open,
    "contact-denied": contact_denied.over,
    **dict.fromkeys(second_word.ENDINGS, second_word.over),
    "track-ask": rounds.ask,
    "unreached": rounds.unreached,
    "close-silent": rounds.silent,
    silence.KIND: silence.over,
    invitations.WEIGH: nominations.weigh,
    "nomination-over": nominations.over,
    vouched_roles.TELL: vouched_roles.tell,
    vouched_roles.OVER: vouched_roles.over,
    suggestions.WEIGH: suggestions.weigh,
    "invite-over": invitations.over,
    "call-silent": calls.silent,
    "call-over": calls.over,
    "erase": closing.erase,
    "forget": closing.forget,
    "leave": availability.leave_due,
    "joining": joining.remind,
    "agreement": agreement.remind,
    "refresher": training.remind,
    "gathering-remind": board.remind,
    "quarter": reports.quarter_over,
    match_retention.KIND: match_retention.over,
    "monthly": newsletter.word_of_the_month,
    data_export.KIND: data_export.code_over,
}

# What no event asks for: one search in one pool of supporters.
look = periodic_search.look

RECEIPTS: Mapping[str, Callable[[Desk, str], None]] = {"offer": offers.delivered}

# For whoever is a guest of the workspace and on no roster.
GUEST: Flow = hello.guest

# Answered without the database, because these must come when it does not (rule 14).
SAFE_WORDS = frozenset({"now"})

__all__ = ["COMMANDS", "DEADLINES", "GUEST", "PRESSES", "RECEIPTS", "SAFE_WORDS", "SUBMITS", "Desk", "look", "route"]
