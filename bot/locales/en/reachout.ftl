# Reaching out: think of a colleague, the invitation, and "please phone me".

all-quiet = Nothing waits for you here right now.
pick-somebody = Please pick a name.

## Think of a colleague

refer = Think of a colleague
refer-card = Thinking of someone? The form is behind “Open”.
refer-title = Think of a colleague
refer-worried = Worried about someone right now? Do not wait here. Call { $lines }.
refer-words = Would a colleague like to talk with a peer? Pick them here. A coordinator may ask them, in kind words that are the same for everybody. They can say no.
refer-silence = We do not tell them who thought of them. We do not tell you what comes of it.
refer-colleague = Colleague
refer-colleague-hint = They are asked before anything else happens. Only the coordinators see the name. Not on the list? Tell them yourself that this is here, and the phone too.
refer-thanks = Thank you for thinking of someone. If they can be asked, a coordinator may ask them. You hear nothing more from us, whatever comes of it.
refer-not-here = Asking a colleague is not offered here in the chat. You can tell them yourself that this door is open. The phone is there for you both.

## The coordinator asks

invite-card = Offers of support are behind “Open”. This is for coordinators.
invite-offer = Offer support
invite-words = Pick the colleagues to ask. Each gets one short message, and can say no. Nobody else is told.
invite-colleagues = Colleagues
invite-colleagues-hint = After a hard event: everybody who was there.
invite-moment = Words
template-routine = We routinely check in
template-event = After a hard event
template-loss = After the loss of a patient
template-arrival = New here
template-return = Back from leave
ask-them = Ask them
invite-thanks-title = Thank you
invite-thanks = Thank you. Whoever can be asked is asked now. The answer is theirs, so you hear nothing more of it.
nominations-card = The list is behind “Open”. It is for coordinators.
nominations-new = There is something new behind “Open”.
nominations-none = Nothing waits for you here.
nominations-title = Thought of
nomination-line = { $name }, since { $on }
nomination-show = Ask { $name }?
nomination-name = Colleague
nomination-unlisted = Someone on no list ({ $user })
nomination-words = Choose the words and ask, or let it go. Nobody hears which. You do not hear the answer.
let-it-go = Let it go
let-go = Done. Nothing is kept of it.

## The invitation

invite-title = A word to you
moment-routine = We routinely check in with colleagues.
moment-event = After a hard event we check in with everybody who was there.
moment-loss = After the loss of a patient we check in with the whole team.
moment-arrival = We check in with everybody who is new here.
moment-return = We check in with everybody who comes back from leave.
invite-would-you = Would you like to talk with a colleague who is trained to listen?
invite-no-is-fine =
    { $days ->
        [one] No is fine. Nobody asks again for { $days } day, and nobody is told.
       *[other] No is fine. Nobody asks again for { $days } days, and nobody is told.
    }
invite-goes-away = Without an answer this goes away by itself on { $by }.
yes = Yes
no-thanks = No thanks
invite-no-words =
    { $days ->
        [one] Thank you. Everything about this is erased. What stays is a count, and a sealed mark so that nobody asks again for { $days } day. Then the mark goes too. You can come in yourself at any time.
       *[other] Thank you. Everything about this is erased. What stays is a count, and a sealed mark so that nobody asks again for { $days } days. Then the mark goes too. You can come in yourself at any time.
    }

## Please phone me

phone-me = Please phone me
call-title = Please phone me
call-words = A coordinator phones you. By { $by } they have phoned, or we tell you that nobody could.
call-kept = Only a coordinator who will phone sees your name and number. Both are erased when you say that you have talked, or a day after we asked you.
call-phone = Your phone number
call-not-these = Not through
phone-bad = Please give us the whole number, with its area code.
call-nobody = Nobody here can phone you right now, and nothing was kept. Please phone instead.
call-by = A coordinator phones you. You hear from a person, or from us, by { $by }.
call-missed = A coordinator phoned and could not reach you. Is your number right?
call-unmet = Nobody could phone you, and we are sorry. Please phone, or let us try again.
call-said = A coordinator has noted that they phoned you. Have you talked?
call-denied = Nobody phoned me
call-again-words = Is this the right number?
call-try-again = Please try again
correct-number = Correct my number
not-needed = No longer needed
call-gone = Done. Nothing of it is kept here.
call-number = Call { $number }
call-card = Call { $number }: somebody asks to be phoned.
call-why-new = Please phone them within the hours of the line.
call-why-again = They ask you to try again.
call-why-denied = They say that nobody has phoned them yet. Please try again.
call-why-changed = There is a new number.
call-why-silent = It has waited for an answer.
call-why-told = They know that nobody could phone so far. A late call is still welcome.
call-open-label = Open call { $number }
call-show = Show call { $number }
i-have-phoned = I have phoned
could-not-reach = Could not reach
call-done = Call { $number } is done. Thank you.
call-not-needed = Call { $number } is no longer needed.
call-number-asked = Call { $number }: they are asked if the number is right.
call-missed-noted = Thank you. We ask them if the number is right.
