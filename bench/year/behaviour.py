"""How people in the year behave: every rate and every delay, with where it comes from.

This was written down before the first run with it, and is not tuned to what a run shows. A change needs a source, or a
fault of the simulation, which its commit names. Published figures are named by who published them: BC (Peer Support
Initiative), Doctors Manitoba, Mayo, RISE (Johns Hopkins Hospital), Lane, Willis, IMPACT, Greater Victoria. Where no
published figure was found, it says "assumed": then it is a guess, and no run makes it more.

Shares are parts of 1, weights are relative to each other, delays are medians in hours of what people have: mostly
short, now and then very long, longer for the slow, and only while they are awake or at work.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """What a year may be played with otherwise. `answers` is the share of the answers to an offer that do come: with
    0.5 half of those that would have come in time fall silent, the reminder included."""

    answers: float = 1.0


USUAL = Rates()
HALF = Rates(answers=0.5)  # nobody published how many offers are answered: so the year is played with half of it too

# --- who there is --------------------------------------------------------------------------------------------------

# The province of published size. Greater Victoria has 7 supporters for several organisations.
CIRCLE = (7, 10)
# RISE: 119 calls in 52 months, some 27 a year in the whole hospital.
REQUESTS_A_SITE = 25
# `open_to = "workspace"`: nobody writes a roster of thousands of physicians. Greater Victoria serves "all physicians
# regardless of affiliation". No published figure: assumed.
ON_NO_ROSTER = 0.9
# In per cent: trainee, early, mid, late, retired. No published figure for a circle of supporters: assumed, the same for
# those who ask. (The large province has a circle that was put together for the career rule: see town.)
STAGES = (3, 24, 40, 28, 5)
STAGE_NOT_SAID = 0.15  # of whoever is asked for it with one tap; assumed
STAGE_NOT_ON_FILE = 0.1  # of the supporters: an optional column; assumed
# What a roster tells of those on it. Assumed, all of it: only that every rule meets somebody whom it keeps out.
PHYSICIAN_STAGE_ON_FILE = 0.95
SPEAKS_FRENCH_TOO = 0.2
EVALUATES_SOME = 0.15  # of the supporters: up to four physicians by name
EVALUATES_A_DEPARTMENT = 0.08
TRAINED = 0.96
SIGNED = 0.985
HASTE = (0.5, 1.8)  # what a supporter's delays are multiplied with, between these

# --- asking --------------------------------------------------------------------------------------------------------

WITHDRAWS_SOON = 0.05  # assumed
WITHDRAWS_HOURS = 20.0  # after asking; assumed
LOOKS_UNASKED = 0.1  # assumed
LOOKS_HOURS = 10.0  # after asking; assumed
WISHES: Mapping[str, float] = {"wish": 0.2, "language": 0.15, "reason": 0.6, "asked_for": 0.05}  # assumed
SHARES_THE_REASON = 0.5  # assumed
LISTS_SOMEBODY = 0.15  # "not these people"; assumed
OUTSIDE = 0.02  # somebody of another site, in the large province; assumed
OUTSIDE_SMALL = 0.05  # BC and Prince George say that small communities prefer it, and not how often; assumed
WAY: Mapping[str, float] = {"text": 45, "call": 20, "email": 15, "": 20}  # assumed
MAY_LEAVE_VOICEMAIL = 0.35  # "No" is chosen beforehand; assumed
CONTACT_WRONG = 0.03  # a digit or a letter too few; assumed
SEES_IT_ON_SENT = 0.3  # of those: the screen repeats what will be given; assumed

# --- after an event ------------------------------------------------------------------------------------------------

EVENTS_A_YEAR = 4  # at a site, after which colleagues are invited; assumed, so that a third of all requests come by it
PEOPLE_AT_AN_EVENT: Mapping[int, float] = {1: 25, 2: 30, 3: 20, 4: 13, 5: 7, 6: 5}  # Mayo: 247 activations, 649 people
SAYS_YES = 0.73  # Willis: 73 % of those who were asked; Lane: 89.7 %. The lower one
SAYS_NO = 0.12  # assumed; whoever says neither lets it go away by itself
INVITED_HOURS = 6.0  # until they answer; assumed
INVITES_HOURS = 5.0  # from the event to the invitation, by whichever coordinator is there; assumed
OWN_ASKS_AFTER = 1  # of an event, within three days, by somebody whom nobody invited; assumed

# --- the supporter and the offer -----------------------------------------------------------------------------------

ANSWER_HOURS = 3.5  # from the card to the answer; no published figure: assumed
SILENT = (0.01, 0.02, 0.05, 0.05, 0.25)  # the share that each kind of supporter never answers; assumed
DECLINES = 0.14  # at the first card; no published figure: assumed
AT_THE_NAME: Mapping[str, float] = {"offer-known": 4, "offer-decline": 3, "offer-confirm": 89, "": 4}  # assumed
COMES_BACK_TO_THE_NAME = 0.5  # of those who closed that dialog: the card keeps [Continue]; assumed
COMES_BACK_HOURS = 2.0  # assumed
DECLINE_TAKEN_BACK = 0.03  # within two minutes; assumed
PAUSE_HOURS = 30.0  # from the friendly pause to [I'm back]; assumed
ASK_ME_LATER = 0.08  # "Ask me tonight", or tomorrow, before anything else; assumed

# --- the first contact ---------------------------------------------------------------------------------------------

# From the match to the first try. BC asks for contact within 72 hours and IMPACT promises it; Vancouver says two to
# three days for the whole way. No published median: assumed.
FIRST_TRY_HOURS = 10.0
NEXT_TRY_HOURS = 14.0  # after one that did not get through; assumed
AFTER_REMINDER_HOURS = 5.0  # from a reminder, a nudge or a corrected contact to the next try; assumed
MATCHED: Mapping[str, float] = {
    "tries": 0.92,
    "tries, tells nobody": 0.03,
    "never": 0.025,
    "hands over": 0.015,
    "knows them": 0.01,
}  # assumed
READS_THE_DETAILS_AGAIN = 0.25  # before a try; assumed
SOON_HOURS = 2.0  # until they press what they mean to press: a word of contact, a hand-over; assumed
# Whoever asked waits for it and named good times, and sees a number that they do not know.
PICKS_UP = 0.6  # of the calls; assumed
CALLS_BACK = 0.6  # of those who find a message; assumed
ANSWERS_A_TEXT = 0.92  # or an e-mail; assumed
REPLY_HOURS = 4.0  # to a text, an e-mail or a message; assumed
MOST_TRIES = 3  # then "I couldn't reach them"; assumed
# "We're in touch", after one try without an answer: what a supporter was seen to press after one voicemail. Assumed.
CLAIMS_TOO_SOON = 0.1
TELLS_OF_A_MESSAGE = 0.7  # "I left a message", where one may be left; assumed
SET_A_TIME: Mapping[str, float] = {"talked": 40, "today": 5, "this-week": 35, "next-week": 15, "later": 5}  # assumed
NUDGED: Mapping[str, float] = {"tries": 0.6, "longer": 0.2, "hand-over": 0.05, "": 0.15}  # at the 72-hour mark; assumed
TRIES_AGAIN = 0.8  # "Could you try once more?"; assumed

# --- afterwards ----------------------------------------------------------------------------------------------------

TRACKER_UNANSWERED = 0.1  # BC asks for a tracker after each conversation; 90 % is the target. Assumed
TRACKER_HOURS = 9.0  # assumed
TOOK: Mapping[str, float] = {
    "under_30": 30,
    "from_30_to_60": 42,
    "over_60": 12,
    "not_yet": 12,
    "decided_not_to": 3,
    "not_reached": 1,
}  # assumed
NOT_THROUGH: Mapping[str, float] = {"not_yet": 60, "not_reached": 40}  # of whoever never got through; assumed
ABLE: Mapping[str, float] = {"fully": 45, "mostly": 39, "partly": 11, "not_really": 3, "rather_not_say": 2}
# RISE: 83.3 % fully or mostly able; Mayo: 84.3 %
NEXT: Mapping[str, float] = {"done": 41, "another": 50, "pointed": 6, "hand_over": 3}
# Lane: a median of 2 conversations, 10.8 % passed on in the end; BC: one to three
NEXT_AFTER_THREE: Mapping[str, float] = {"done": 75, "another": 5, "pointed": 17, "hand_over": 3}  # BC: then refer on
NEXT_WITHOUT_TALK: Mapping[str, float] = {"another": 70, "done": 25, "hand_over": 5}  # assumed
ANOTHER_WHEN: Mapping[str, float] = {"this-week": 30, "two-weeks": 45, "month": 25}  # assumed
DEBRIEF = 0.03  # assumed

# --- the physician and what becomes of it --------------------------------------------------------------------------

OPENS = 0.45  # an update; assumed
OPENS_HOURS = 2.5  # assumed
# "Has your colleague reached you?", by whoever was reached in truth, was not, or gave a contact that does not work.
REACHED: Mapping[str, float] = {"yes": 90, "not-yet": 1, "": 9}  # assumed
NOT_REACHED: Mapping[str, float] = {
    "yes": 4,
    "not-yet": 70,
    "wrong": 2,
    "leave": 6,
    "someone-else": 6,
    "": 12,
}  # assumed
NOT_REACHED_WRONG: Mapping[str, float] = {"yes": 2, "not-yet": 25, "wrong": 55, "leave": 6, "": 12}  # assumed
DECIDED: Mapping[str, float] = {"yes": 60, "no": 25, "": 15}  # "Have you decided not to talk?"; assumed
NOBODY_HAS_UNASKED = 0.15  # of those who look, a day after the match, and were not reached; assumed
SHOWN_CORRECT = 0.65  # of those who read that the contact does not work; assumed
ANOTHER_MAY_SEE_THE_NAME = 0.8  # "Two colleagues have seen your name. May we ask another?"; assumed
# What they press who look while a colleague is looked for, in a match, and behind [More]; "": nothing. Assumed.
WHILE_WAITING: Mapping[str, float] = {"": 93, "phone": 3, "withdraw": 4}
IN_A_MATCH: Mapping[str, float] = {"": 84, "status-more": 14, "someone-else": 2}
BEHIND_MORE: Mapping[str, float] = {"": 10, "see-who": 45, "done": 30, "withdraw": 10, "phone": 5}
WANTS_SOMEBODY_ELSE_BY_NAME = 0.06  # of those who look who it is; assumed
HANDED_OVER: Mapping[str, float] = {"transfer-yes": 6, "transfer-no": 3, "": 1}  # to another site; assumed
USEFUL_ANSWERED = 0.4  # the one anonymous tap; assumed
USEFUL = ("yes", "yes", "somewhat", "no")  # each as often; assumed. Nothing hangs on it

# --- coordinators --------------------------------------------------------------------------------------------------

SILENT_COORDINATOR = (0.05, 0.4)  # the share of cards that nobody gets round to, between these; assumed
SILENT_DEPUTY = (0.05, 0.2)  # assumed
SILENT_PROVINCIAL = 0.1  # assumed
CARD_HOURS = 2.5  # until they open one; assumed
# What they press at the card of a request; "": nothing for now. Assumed, all of it.
AT_A_SEARCH: Mapping[str, float] = {"escalation-again": 40, "escalation-choose": 25, "escalation-promise": 25, "": 10}
FOR_ANOTHER_SITE: Mapping[str, float] = {"escalation-choose": 70, "transfer": 20, "escalation-promise": 10}
# contact is still open
AT_72_HOURS: Mapping[str, float] = {"": 60, "escalation-promise": 20, "escalation-rematch-first": 20}
AT_72_HOURS_OVER: Mapping[str, float] = {
    "escalation-rematch-first": 70,
    "escalation-promise": 20,
    "": 10,
}  # somebody else is needed
ENDS_THOSE_IN_TOUCH = 0.1  # of those who press [Find someone else] and then read that the two are in touch; assumed
ASKS_THE_FIRST = 0.8  # of the best that the form lists, else the last of them; assumed
BENDS_THE_STAGE = 0.5  # where nothing but the career rule keeps somebody from being asked; assumed
KEEPS_A_PROMISE = 0.85  # assumed
PROMISE_HOURS = 5.0  # from "I'll phone them" to the call; assumed
SEARCHES_INSTEAD = 0.4  # of those who could phone and find that there is somebody to ask by now; assumed
ENDS_IT = 0.8  # closes it after the call; assumed
ENDS_HOURS = 60.0  # assumed
ENDS_AS = ("handed_on", "unreachable")  # each as often; assumed
PHONES: Mapping[str, float] = {"call-phoned": 8, "call-missed": 2}  # whoever wanted to be phoned; assumed
# BC pays one sum of $48,505 for 18 months of administration, a lead's time and promotion: a small part of a post. In
# the province of published size a coordinator is there on one working day of ten, and the deputy on every day.
DAYS_IN = 1
DAYS_OF = 10
SETS_THEMSELVES_AWAY = 0.8  # of those who are; for the others the deputy is asked after the usual hours; assumed

# --- supporters through the year -----------------------------------------------------------------------------------

LEAVES = (1, 5)  # in a year; assumed
LEAVE_DAYS = (2, 4, 7, 7, 10, 14, 21)  # assumed
LEAVE_OPEN_END = 0.25  # back by a press; assumed
BACK_EARLY = 0.1  # a day before they said; assumed
OTHER_LIMIT = 0.1  # assumed
OTHER_LIMIT_DAYS = (10, 40)  # assumed
STEPS_BACK = 0.03  # assumed
HOW_THEY_LEAVE = ("leave-now", "leave-later", "stay")  # each as often; assumed
VANISHES = 0.01  # the account is deactivated; assumed

# --- how a circle grows --------------------------------------------------------------------------------------------

# Nobody published how long it takes from a conversation in the corridor to the signature: assumed, all of it.
RECRUIT_HOURS = 20.0  # from the card that says how many more to the first conversations
WON_DAYS = (1, 18)  # from such a conversation to "I'd like to help" in the chat
WELCOME_HOURS = 6.0  # until a coordinator says yes
WORKSHOP_DAYS = (20, 34)  # after the conversations
COMES_TO_THE_WORKSHOP = 0.9
NEXT_WORKSHOP_DAYS = (10, 16)  # for whoever did not come
SIGNS_HOURS = 14.0  # until the agreement is read and signed
