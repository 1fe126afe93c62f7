# What the coordinator reads. Numbers only, until a name is needed.

helm-card = Request { $number } needs you.
helm-closed = Request { $number } is closed.
helm-in-hand = Request { $number } is in hand: a coordinator is seeing to it.
helm-at-rest = Request { $number } needs nothing from you right now.
helm-open-label = Open request { $number }
helm-title = Request { $number }
helm-state = State
helm-age = Open for
hours-old =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
helm-why-nobody = Nobody is left to ask.
helm-why-misses = A few offers came to nothing. We keep asking.
helm-why-long = The search is taking long.
helm-why-choose = Please choose a supporter.
helm-why-outside = Someone from another site is wished for.
helm-why-silent = It has waited for an answer.
helm-why-still = It still waits for a person.
helm-why-mark = No contact has been made by the agreed hour.
helm-why-no-contact = No contact was made. Please find someone else.
helm-why-unreached = The supporter could not reach anybody.
helm-why-left = The supporter had to stop.
helm-why-no-chat = The chat does not reach the one who asked. The phone may.
helm-why-asked = You asked to see it.
state-invited = Invited
state-seeking = Looking for a supporter
state-matched = Matched, first contact awaited
state-connected = In touch
state-closed = Closed
explained-title = Who can be asked
explained-nobody = This site has no supporter who can be reached.
explained = { $name }: { $place }
explained-place = place { $place }
explained-not-available = not available for this request
barrier-training = training not complete
barrier-agreement = agreement not signed
barrier-away = away
barrier-limit = at the limit
i-will-see-to-it = I will see to it
promised = Thank you. They now know that you will contact them.
search-again = Ask again
choose = Choose a supporter
choose-words = Only people who may be asked are listed. Whoever you choose can decline like anybody else.
choose-supporter = Supporter
send-offer = Send the offer
nobody-to-ask = Nobody can be asked right now.
find-someone-else = Find someone else
see-contact = Name and contact
contact-words = This look is noted in the audit. Please keep no copy.
close-handed-on = Close: other support found
close-unreachable = Close: not reachable
close-unfilled = Close: nobody found
queue-card = The queue is behind “Open”.
queue-title = Open requests
queue-empty = No open request needs you.
queue-line = { $number }: { $state }, { $hours } h
show-number = Show { $number }
no-such-number = No open request of yours has this number.
debrief-card = A supporter would like a debrief.
debriefs-title = Debriefs wished for
debriefs-offered = All were offered one
debriefs-none = Nobody is waiting for one.
