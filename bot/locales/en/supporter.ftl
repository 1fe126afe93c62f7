# What the supporter reads.

offer-ask =
    { $hours ->
        [one] A colleague would like to talk. Could you contact them within an hour?
       *[other] A colleague would like to talk. Could you contact them within { $hours } hours?
    }
offer-reminder =
    { $hours ->
        [one] A colleague would still like to talk. Could you contact them within an hour?
       *[other] A colleague would still like to talk. Could you contact them within { $hours } hours?
    }
offer-no-reason =
    { $hours ->
        [one] No reason needed either way. This ends by itself after { $hours } hour.
       *[other] No reason needed either way. This ends by itself after { $hours } hours.
    }
offer-until = No reason needed either way. This ends by itself by { $by }.
ask-me-tonight = Ask me tonight
ask-me-tomorrow = Ask me tomorrow
offer-later = We'll ask you again { $at }. You can answer before that too.
offer-no-later = There isn't enough time left for that.
accept = Accept
decline = Decline
see-request = See request
offer-named = You said yes in principle. One question is left. It waits until { $by }.
offer-seen = You have looked at this request. Could you take it? It waits until { $by }.
offer-declined = Thank you for answering. Nobody asks why.
decline-back-within =
    { $minutes ->
        [one] You can take it back for a minute.
       *[other] You can take it back for { $minutes } minutes.
    }
decline-back = Take it back
offer-known = Thank you. We ask someone else, and keep no reason.
offer-expired = This offer has ended. No harm done.
offer-recalled = This is no longer needed. Thank you.
offer-passed-on = Someone else is asked instead. Thank you.
offer-not-possible = Thank you. This one is not available any more.
offers-card =
    { $count ->
        [0] Nothing is waiting for you.
        [one] One request is with you. Its card is above.
       *[other] { $count } requests are with you. Their cards are above.
    }
pause = We have asked you a few times and heard nothing, which is fine. We pause until you are back.
pause-me = Pause
time-away = Time away
time-away-words = Nothing new is offered to you. A match that you have goes on. You can come back earlier with one tap.
away-how-long = How long?
away-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
until-i-am-back = Until I say that I am back
availability = Requests
available = you may be asked
available-not-yet = none yet
available-later = none until you are back
available-after = none until { $day } is over
available-leaving = none; you step back on { $day }
i-am-back = I'm back
welcome-back = Welcome back. You may be asked again.
not-away = You're not away. You may be asked as always.

name-title = One question
name-title-twice = Before you say yes
name-is = Name
name-know-or-evaluate = Do you know this person personally, or evaluate them?
name-evaluate = Do you evaluate this person? They asked for you by name.
name-then = If yes, we ask someone else and keep no reason. If no, you see how to reach them.
name-until = This waits until { $by }.
no-confirm = No, confirm
accept-confirm = Accept: neither
yes-someone-else = Yes, find someone else

before-call = Before you call
prepare-step-1 = Open: say who you are and that you volunteer. Ask if they can talk now, in private.
prepare-step-2 = Listen: let them lead. Stay with how it feels, not with the facts of the case. Nothing has to be fixed.
prepare-step-3 = Build: name what they do well. Ask what has helped them before.
prepare-step-4 = Close: agree on another talk, on other support, or that this is the end.
prepare-ask = Questions that open a talk:
prepare-ask-1 = What weighs on you most?
prepare-ask-2 = How do you get through the days?
prepare-ask-3 = Who is there for you?
prepare-ask-4 = What would help with work for now: time off, fewer hours?

match-title = How to reach them
match-by = Please reach out by { $by }.
match-soon = This is a friendly reminder. Please reach out by { $by }.
contact-is = Contact
way-is = Preferred way
times-are = Good times
language-is = Language
reason-is = Reason
match-listen = Listen; you may share your own experience. No advice, no notes. If you made a note, destroy it after the talk.
risk-ask = If you are worried, ask plainly: are you thinking of suicide? Asking does no harm.
risk-lines = If you fear for someone: { $danger }. To talk it through: { $talk }.
risk-adviser = { $name } at { $phone }
risk-opens = From { $opens }: { $name } at { $phone }.
match-exceptions = Confidence has the limits of everyday practice. These are a serious risk of harm to them or others, and good reason to fear unsafe behaviour.
details = Details
reached-thanks = Thank you.
nudge = Have you been able to reach out?
left-message = I left a message
wrote = I wrote, no answer yet
left-message-noted = Thank you for trying. They see that you did. Please tell us here once you have talked.
longer =
    { $hours ->
        [one] { $hours } hour longer
       *[other] { $hours } hours longer
    }
longer-until = That is fine. Please reach out by { $by }.
longer-used = You have had the extra time already. You can still reach out, or hand over.
hand-over = Hand over
hand-over-means = This match ends, and we look for someone else for your colleague. Nobody asks why. You won't see how to reach them any more.
hand-over-yes = Yes, hand over
handed-over = Thank you. This match has ended, and we look for someone else. Please destroy any note you made.
contact-changed = There is a new way to reach them. Please see the details.
not-reached-asked = Thank you. We ask them for a better way, and let you know.
not-reached-again = Thank you. They see that you tried.
closed-do-not-call = Closed. Please don't call; destroy any note you made.
closed-destroy-notes = Closed. Please destroy any note you made.

connected = Thank you for reaching out. We ask three quick taps on { $day }.
tracker-ask = Three quick taps about your match, when you have a moment.
tracker-open = Three taps
tracker-title = Three taps
tracker-took = Did a conversation take place?
took-under-30 = Yes, under 30 minutes
took-from-30-to-60 = Yes, 30 to 60 minutes
took-over-60 = Yes, over 60 minutes
took-not-yet = Not yet
took-decided-not-to = They decided not to
took-not-reached = I could not reach them
tracker-able = Did you feel able to give the support that was wanted?
able-fully = Fully
able-mostly = Mostly
able-partly = Partly
able-not-really = Not really
able-rather-not-say = Rather not say
tracker-next = What next?
next-another = Another conversation
next-done = We are done
next-pointed = Done, and I pointed to other support
next-hand-over = Hand over
tracker-usual =
    { $usual ->
        [one] One conversation is the usual number. These can help with more:
       *[other] { $usual } conversations are the usual number. These can help with more:
    }
tracker-saved = Saved. Thank you. Please destroy any note you made.
tracker-had = We have your answers already. Thank you.
talk-title = I had a talk
talk-card = Did you have a talk that nobody arranged here? It counts too.
talk-words = In a corridor, by phone, after rounds. We ask no name, and nothing of what was said. We keep your answers, with your site and the month.
talk-took = Did you have a talk that nobody arranged here?
debrief = I would like a debrief
debrief-noted = Noted. A coordinator will offer you one.
worried-safety = I am worried about someone's safety
safety-title = Someone's safety

away-until = You are away until { $until }. Nothing is offered to you until then.
away-open = You are away. Nothing is offered to you until you are back.
away-bad = Please give the last day away like this: away { $example }. Or only: away.
limit-set =
    { $limit ->
        [0] Nothing new is offered to you.
        [one] At most one request at a time.
       *[other] At most { $limit } requests at a time.
    }
limit-bad = Please give a number from 0 to { $most }, for example: limit { $most }.
leave-ask =
    { $days ->
        [one] You can step back now, or in { $days } day.
       *[other] You can step back now, or in { $days } days.
    }
leave-now = Step back now
leave-later =
    { $days ->
        [one] In { $days } day
       *[other] In { $days } days
    }
stay = Stay
leaving-on = You step back on { $day }. Nothing new is offered to you.
left = You have stepped back. Thank you for everything. A coordinator looks after any open match.
role-ended = You are no longer on the list of supporters. Thank you for everything.
role-ended-match = If you had an open match, a coordinator looks after it now. Please don't call, and destroy any note you made.
