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
helm-why-nobody = Nobody is left to ask. They were told that you phone.
helm-why-busy = Everybody who could help is busy or away. We keep looking, and ask the first who is free. They were told that you phone.
helm-why-unfit = Nobody here may be asked for this request as it stands. We keep looking. They were told that you phone.
helm-why-names-asked = They are asked whether one more colleague may see their name.
helm-why-none = Nobody can be asked right now. You hear it once somebody can.
helm-why-misses = A few offers came to nothing. We keep asking.
helm-why-long = The search is taking long.
helm-why-days = This request has been open for long.
helm-why-choose = Please choose a supporter.
helm-why-outside = Someone from another site is wished for.
helm-why-names = The name goes to nobody else. Please phone the one who asked.
names-wait = The one who asked has not said whether one more colleague may see their name. Nobody can be asked until then.
helm-why-silent = It has waited for an answer.
helm-why-still = It still waits for a person.
helm-why-open = It is still open. Please end it when nothing more is needed.
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
lends-none = No other site lends its supporters, so nobody can be asked. A site that wants to lend says so in the programme file.
lent-by-nobody = The sites that lend have no supporter who can be asked right now.
explained = { $name }: { $place }
explained-place = place { $place }
explained-asked = is being asked now
explained-not-available = not available for this request
barrier-training = training not complete
barrier-agreement = agreement not signed
barrier-away = away
barrier-limit = at the limit
barrier-stage = career stage ({ $stage })
barrier-stage-unknown = career stage (none on record)
i-will-see-to-it = I will see to it
i-have-contacted-them = I have contacted them
helm-in-contact = Request { $number } is in hand: a coordinator has contacted the one who asked.
contacted = Thank you. Please end the request when nothing more is needed.
already-in-hand = Someone else has it in hand.
end-request = End this request
end-words = Everything that links it to a person is erased here. How did it end?
promised = Thank you. They now know that you will contact them.
search-again = Ask again
choose = Choose a supporter
choose-words = Whoever you choose can decline like anybody else.
choose-words-bend = Nobody fits by the career rule. You may bend it for this request; no other rule bends.
choose-supporter = Supporter
choose-bend = Bend the career rule for this request. It is noted in the audit.
choose-bend-first = Please tick this first: the career rule keeps them out.
send-offer = Send the offer
nobody-to-ask = Nobody can be asked right now.
find-someone-else = Find someone else
see-contact = Name and contact
contact-words = This look is noted in the audit. Please keep no copy.
close-handed-on = Close: other support found
close-unreachable = Close: not reachable
close-unfilled = Close: nobody found
digest-waiting =
    { $count ->
        [one] { $count } request waits for you.
       *[other] { $count } requests wait for you.
    } The queue is behind “Open”.
digest-nothing = No request waits for you.
queue-card = The queue is behind “Open”. It is for coordinators.
queue-title = Open requests
queue-empty = No open request needs you.
show-number = Show { $number }
no-such-number = No open request of yours has this number.
debrief-card = A supporter would like a debrief.
debriefs-title = Debriefs wished for
debriefs-offered = All were offered one
debriefs-none = Nobody is waiting for one.

clock-match = Request to match
clock-contact = Match to first contact
clock-of = { $hours } h of { $within }
clock-late = { $hours } h of { $within }: late
queue-late =
    { $count ->
        [one] { $count } is late.
       *[other] { $count } are late.
    }
choose-ask = Ask { $name }
choose-rules = Automatic
rematch-words = The match ends here. The supporter hears so, and the next one is asked.
helm-why-agreed = It may be handed over by phone now.
helm-why-refused = It stays here. The search goes on.
transfer = Hand over by phone
transfer-words = For a site that does not use this bot. The one who asked has to say yes first. Then you phone the other site, and end the request here.
transfer-ask = Ask them first
transfer-asked = They have been asked if you may hand it over by phone.
transfer-agreed = They said yes: you may hand it over by phone. Their contact is behind “Name and contact”.
transfer-refused = They said no to a hand-over by phone.
transfer-done = I have handed it over
transfer-question = A coordinator can hand your request to another site by phone, and would give them your name and contact. Is that fine with you?
transfer-no-is-fine = No is fine too. Nobody asks why, and we keep looking.
transfer-thanks = Thank you. The other site gets a call. Someone there will contact you.
transfer-not = Don't hand it over
transfer-goes-on = Fine. Your request stays here, and we keep looking.
export-card = A file of the figures is made on the server: app.py export. The same figures are behind “Open”. They are for coordinators and leads.
audit-card = What was done here lately is behind “Open”. It is for coordinators.
audit-title = Audit
audit-words = The newest first. Nothing of a closed request is listed.
audit-empty = There is nothing to show.
audit-older = Older
audit-line = { $at }: { $what }, { $who }
audit-line-of = { $at }: { $what }, request { $number }, { $who }
audit-physician = the one who asked
audit-supporter = a supporter
audit-somebody = somebody who has left
audit-asked = asked for a peer
audit-named = saw the name
audit-confirmed = confirmed the match
audit-contact-seen = looked at the contact
audit-promised = took it in hand
audit-searched = searched again
audit-bent = bent the career rule
audit-rematched = looked for someone else
audit-contacted = made contact
audit-transfer-asked = asked about a hand-over
audit-invited = invited somebody
audit-nominations-seen = looked at the nominations
audit-supporter-yes = said yes to a supporter
audit-supporter-no = said not now to a supporter
audit-paused = paused offers
audit-training = recorded training
audit-training-removed = took training back
audit-agreement-signed = signed the agreement
audit-gathering = planned a gathering
audit-gathering-off = took a gathering down
audit-call-seen = looked at a call
