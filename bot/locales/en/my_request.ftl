# What the physician sees and changes of their own request, and what is asked before it ends.

withdraw-title = Withdraw?
withdraw-ask-seeking = We stop looking, and nobody else is asked. You can ask again whenever you like.
withdraw-ask-matched = Your match ends. Your colleague hears that it is closed, and is asked not to call. They are not told why.
withdraw-yes = Yes, withdraw
leave-for-now-title = Leave it for now?
leave-for-now-ask = This closes your request. You can ask again at any time.
leave-for-now-yes = Yes, close it
ending-erased =
    { $days ->
        [0] Everything that links you to this request is erased here at once.
        [one] Everything that links you to this request is erased here within { $days } day.
       *[other] Everything that links you to this request is erased here within { $days } days.
    }
someone-else-ask = This match ends. Your colleague hears that it is closed, and is asked not to call. We ask someone else for you.
someone-else-why = Nobody asks why, and nobody is blamed.
someone-else-yes = Yes, someone else
done-ask = Your match ends. Your colleague hears that it is closed. You can ask again whenever you like.
done-yes = Yes, we are done

form-department = Department
form-department-other = Another
form-stage = Career stage
form-stage-trainee = Learner
form-stage-early = Early
form-stage-mid = Mid
form-stage-late = Late
form-stage-retired = Retired

voicemail = Voicemail
voicemail-ask = May we leave a voicemail?
voicemail-yes = Yes, name and number only
voicemail-no = No
voicemail-name-only = Yes. Say only your name and number, nothing about support.
voicemail-none = No voicemail, please.
voicemail-look-first = Voicemail: only where the details say so.

show = Show
show-what-i-sent = Show what I sent
change = Change
change-title = Change my request
change-words = What you change counts from now on.
changed = Saved.
sent-by-me = What I sent
given-title = Whoever says yes will see this:
given-words = Your colleague will see this once they have confirmed.
given-not = For the search only:
wish-is = Wish
not-these-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
step-asked = You asked
step-yes = A colleague says yes
step-touch = You are in touch
step-now = { $step } (you are here)
step-another = We're asking another colleague. It's nothing you did.
step-another-asked = We're asking another colleague.
step-ended-asked = The match has ended, as you asked.
step-ended = It's nothing you did that the match ended.

left-out-coordinators = With the people you keep this from, no coordinator here hears of your request.
left-out-supporters = With the people you keep this from, nobody is left to ask.
left-out-everybody = With the people you keep this from, nobody is left to ask, and no coordinator hears of it.
left-out-change = You can change it, or send it all the same.
left-out-send = Send it all the same

receipt-title = I asked by phone
receipt-words = Whoever asked by phone, mail or visit was told some words: the receipt. With them your request is here, as if you had asked in this chat. Nobody but you can do this.
receipt-said = The words of the receipt
receipt-unknown = No open request has these words. You can ask us by phone.
receipt-not-coordinators = You coordinate here, so you cannot do this. Please ask by phone.
receipt-beside = You have an open request here already. Both go on. You can withdraw either of them: this one here, the other by phone.
