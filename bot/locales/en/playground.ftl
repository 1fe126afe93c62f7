### The playground page's own words. What the bot says stands in the other files.

## The page

playground-title = Peerline playground
playground-about = The people here are invented, and nothing leaves this machine.
playground-loading = Opening the chats
playground-lost = Connection lost. Trying again. What you send now waits here.
playground-refused = This page and its server do not understand each other. Please reload the page.
playground-failed = Something went wrong here. Please try again. If it stays, look for this number in the log:
playground-chats = Chats
playground-language = Language
playground-close = Close

## The clock

playground-clock = Demo clock
playground-hour = +1 h
playground-day = +24 h
playground-deadline = To the next deadline
playground-deadline-none = Nothing is due
playground-due-gathering-remind = a gathering, before it begins
playground-due-quarter = figures of a quarter
playground-due-monthly = the word of the month
playground-due-offer-remind = offer reminder
playground-due-offer-expire = offer ends
playground-due-offer-decline = a decline takes effect
playground-due-named-expire = open question ends
playground-due-seek-news = news for the physician
playground-due-seek-escalate = coordinator is told
playground-due-long-wait = coordinator hears of a long wait
playground-due-digest = a morning word to coordinators
playground-due-post-over = a deputy's time is over
playground-due-people-code-over = a code is no longer shown
playground-due-escalation = the next person is told
playground-due-connect-remind = reminder to reach out
playground-due-connect-mark = mark for first contact
playground-due-connect-over = extra time ends
playground-due-contact-ask = physician is asked about contact
playground-due-contact-again = supporter is reminded
playground-due-contact-rest = reminding rests
playground-due-contact-open = coordinator hears of open contact
playground-due-contact-denied = ends as not reached
playground-due-done-said = closes after “done”
playground-due-pointed-said = closes after pointing on
playground-due-track-ask = tracker
playground-due-unreached = coordinator is told
playground-due-close-silent = closes by itself
playground-due-nomination-weigh = what comes of a nomination
playground-due-suggestion-weigh = what comes of a suggestion
playground-due-nomination-over = nomination expires
playground-due-invite-over = invitation expires
playground-due-call-silent = the next person is told of a call
playground-due-step-again = coordinators are reminded to try again
playground-due-call-ask = somebody is asked whether they were phoned
playground-due-call-over = a call-back ends
playground-due-escalation-ask = the physician is asked about a call
playground-due-escalation-end = the end that a coordinator said
playground-due-months = months that are over are let go
playground-due-erase-silent = longest time is over
playground-due-erase = links are erased
playground-due-forget = who asked is forgotten
playground-due-leave = supporter steps back
playground-due-joining = someone waits to be a supporter
playground-due-agreement = agreement is to be signed
playground-due-refresher = refresher is due
playground-due-scrub = clean-up

## A chat

playground-bot = Peerline
playground-app = app
playground-card = card
playground-edited = edited
playground-typed = Stays in this chat. Peerline did not read it.
playground-only-you = Only you can see this
playground-dialog-note = Not part of the chat
playground-write = Write to Peerline
playground-write-hint = Write, or /peer
playground-send = Send
playground-send-label = Send the message
playground-role-physician = Physician
playground-role-supporter = Supporter
playground-role-coordinator = Coordinator

## A form

playground-choose = Choose
playground-optional = optional
playground-required = Please fill this in.
playground-too-many = Please choose fewer people.

## The drawer

playground-drawer = What is kept
playground-export = What an employer could export
playground-export-note = Every message posted into the chats, each version of it, and whatever people typed. Dialogs and private notices are never in it.
playground-database = What the database holds
playground-database-note = The rows as they lie on the disk. Sealed cells open with the key only.
playground-refresh = Refresh
playground-time = Time
playground-person = Chat of
playground-author = Written by
playground-text = Text
playground-buttons = Buttons
playground-empty = Nothing yet
playground-due-account-tell = whose an account is, asked
playground-due-account-over = whose an account is, no answer
