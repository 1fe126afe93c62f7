# What is kept about somebody, and its end.

people-forgotten = Your entry in this programme's list is deleted, with all that belonged to it. If you have questions, ask a coordinator.
people-removed = Your part in this programme has ended. If you have questions, ask a coordinator.
people-shown = Your entry in this programme's list was looked at. If you have questions, ask a coordinator.
people-exported = A copy of your entry in this programme's list was made for you. The code that opens it is behind “Open”.
people-code-title = The code of your copy
people-code = Code
people-code-words = Note it now: it is shown here for { $minutes } minutes and then nowhere any more. Whoever made the copy does not know it. The program that made the file opens it: people open.

kept-title = What is kept about me
kept-nothing = Nothing about you is kept here.
kept-listed = On this programme's list:
kept-roles = Your part here
kept-role-supporter = supporter
kept-role-coordinator = coordinator
kept-role-lead = lead
kept-role-provincial = coordinator of the province
kept-role-referrer = may think of a colleague
kept-role-technical = looks after the machine
gender-woman = woman
gender-man = man
kept-hours = { $hours } h
kept-accounts =
    { $count ->
        [0] No chat account.
        [one] Your chat account, so that messages reach you.
       *[other] Your { $count } chat accounts, so that messages reach you.
    }
kept-evaluates =
    { $count ->
        [one] Whom you evaluate: { $count } entry.
       *[other] Whom you evaluate: { $count } entries.
    }
kept-supporter =
    { $count ->
        [0] How you stand as a supporter. No match in the last twelve months.
        [one] How you stand as a supporter, with the month of { $count } match.
       *[other] How you stand as a supporter, with the months of { $count } matches.
    }
kept-request = Your open request, with what you sent.
kept-call = The call that you asked for.
kept-monthly = That you joined the word a month.
kept-seats = Your seats at gatherings.
kept-mark = A mark without your name, so that nobody asks you again. It ends by itself.
kept-unseen = Not shown here: lines in the list of what was done, and whether a colleague thought of you. Both go by themselves.

erase-me = Erase me
erase-title = Erase me
erase-listed = All that is kept about you here goes, with your entry in the list.
erase-listed-supporter = All that is kept about you here goes: your entry in the list, your training, your agreement.
erase-unlisted = All that is kept about you here goes.
erase-request = Your request is withdrawn, and nobody calls.
erase-supporter = What is offered to you goes to others. A match of yours gets another colleague.
erase-post = What is in your hands goes to whoever else is there.
erase-mark = A mark without your name stays until it ends, so that nobody asks you again.
erase-backups = Backups hold it for a time.
erase-again = If the programme's own list still names you, it can bring you back. Ask a coordinator to take you off.
erase-go-on = Go on
erase-keep = Keep everything
erase-sure = This can't be taken back. Shall we erase everything about you now?
erase-yes = Yes, erase me
erase-done = Done. Nothing about you is kept here any more. Within the hour, the last cards in your chat turn quiet. You can come back whenever you like.
erase-last = You are the only coordinator who can be reached, and requests would reach nobody. Please ask whoever keeps the list to enter somebody else first.
