# A coordinator's post: here, or away with somebody who stands in.

post-title = My post
post-here = You're here. Requests that need a person come to you.
post-words = While you're away, whoever stands in has what is in your hands from the first minute.
post-stands-in = Who stands in
post-leave = I'm away from now on
post-until = You're away from your post until { $until }. Somebody stands in for you.
post-open = You're away from your post until you are back. Somebody stands in for you.
post-welcome = Welcome back. What needs you is behind “Open”.
post-not-away = You're not away. What needs you is behind “Open”.
post-alone = You're the only one here right now. Requests would reach nobody.
post-alone-ask = Ask a colleague who is away to come back, or name somebody to stand in for you.
post-alone-name = Name somebody to stand in for you.
post-deputy = Who stands in
post-deputy-hint = One person on your site's roster
post-deputy-words = Please ask them first. They have your part from the first minute until you're back, names and contacts of those who ask included. The audit notes that you named somebody.
post-deputy-unfit = They can't stand in. It has to be somebody on your site's roster who is no lead, evaluates nobody, and isn't away from a post.
post-name = Name them
post-left-out = Not everything that waits can come to whoever stands in. Until you're back, whoever asked has the phone number. To name somebody else, come back first.
post-nobody = You're away, and nobody stands in for you.
post-stand-in = A colleague is away and has named you to stand in. What it means is behind “Open”.
post-for = You stand in for { $names } until they're back.
post-for-words = Requests and calls that need a person come to you. A name or a number is for phoning only. Not everything is shown to you.
post-cannot = I can't stand in
post-cannot-done = Thank you for saying so. Whoever named you is told.
post-deputy-gone = Whoever you named can't stand in. Please name somebody else, or come back.
post-over = Your colleague is back. Thank you for standing in.
post-ended = Your colleague has left the post, so you no longer stand in. Thank you for standing in.
post-ask = Ask { $name } to come back
post-asked = They have been asked.
post-needed = You're needed here while others are away. Could you come back?
away-which-card = Time away is behind “Open”.
away-which-until = Until { $until } is over.
away-from = Away from what?
away-from-post = What needs a coordinator
away-from-offers = Requests as a supporter
away-from-both = Both
escalation-why-away = It was in other hands before.
escalation-passed-on = Request { $number } is with whoever stands in for you.
escalation-handed-back = Request { $number } is with somebody else now.
call-handed-back = Call { $number } is with somebody else now.
call-why-away = Whoever would have phoned is away.

# The queue: whose a request is, and what comes next.

queue-line = { $place }. { $number }: { $state }. { $why } { $hand } { $next }
queue-call = { $place }. { $number }: call asked for, { $hours } h. Next: phone them.
queue-state = { $state }, { $hours } h
queue-state-of = { $state }, { $hours } h of { $within }
queue-state-late = { $state }, { $hours } h of { $within }, late
queue-again = Ask again for all that wait
queue-asked =
    { $count ->
        [one] We're asking again for { $count } request.
       *[other] We're asking again for { $count } requests.
    }
queue-more = More
queue-take = I'll see to { $number }
queue-choose = Choose for { $number }
queue-contacted = I've contacted { $number }
queue-end = End { $number }
queue-why-asked = Somebody is asked right now.
queue-why-busy = Everybody who could help is busy or away.
queue-why-nobody = Nobody is left to ask.
queue-why-unfit = Nobody here may be asked as it stands.
hand-itself = It goes on by itself.
hand-nobody = Nobody has it in hand yet.
hand-told = With { $name } until { $by }.
hand-promised = { $name } contacts them by { $by }.
hand-missed = { $name } tried in vain, and tries again by { $by }.
hand-ending = They are asked whether it may end. Without a word it closes by { $by }.
hand-contacted = { $name } is in contact with them.
next-step-none = Next: nothing from you.
next-step-answer = Next: wait for a yes.
next-step-choose = Next: choose a supporter.
next-step-phone = Next: phone them.
next-step-write = Next: write to them.
told-phone = They were told that { $name } phones them by { $by }.
told-write = They were told that { $name } writes to them by { $by }.
told-broken = They were told that nobody got back to them as we said. They hear more by { $by }.
next-step-look = Next: see what it needs.
next-step-end = Next: end it when done.
