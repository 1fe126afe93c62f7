# What the physician reads.

update = You have an update.

ask-elsewhere = The right place
ask-no-site = This workspace has no peer programme here. These can help.
ask-not-here = You cannot ask here in the chat. You can phone instead, or call one of these.
ask-not-physician = This programme is for physicians. These can help you, or tell you who can.
ask-not-profession = Here this programme is for: { $professions }. These can help you, or tell you who can.
ask-roster-only = This programme is open to people on its list. You can phone instead, or call one of these.
ask-not-served = This programme does not serve your career stage. These do, or can tell you who does.

before-title = Before you ask
before-lines = In danger, or need someone now? { $lines }.
before-helper = You need not explain anything. This is an automated helper, not a person, not an emergency service.
before-no-details = Please do not describe a patient, an event or your health.
before-kept = Nothing is kept before Send. Then: that you asked, how to reach you, your wishes. A coordinator sees what is needed.
before-name = A colleague who says yes sees your name, then your contact once they confirm that they neither know you personally nor evaluate you.
before-name-first = Each colleague we ask sees your name, also one who says no. Your contact follows once they confirm that they neither know you personally nor evaluate you.
before-erased = Erased here { $days ->
        [0] when the match closes
        [one] a day after the match closes
       *[other] { $days } days after the match closes
    }, and at the latest { $longest } days after you last wrote or pressed (or planned to talk); backups last longer.
before-employer = Your employer may read Slack or Teams. Confidential, not legally privileged. Exceptions: serious risk of harm, or unsafe behaviour.
before-reporting = { $site }: { $words }

form-title = Ask for a peer
form-scope = A colleague listens. It is not therapy, advice or treatment.
form-words = One line is enough. Coordinators could infer your career stage from whom it excludes.
form-contact = Phone or email
form-contact-hint = Employers can read work chat.
form-site = Your site
form-way = How to reach you
way-text = Text me
way-call = Call me
way-email = Email me
form-times = Good times
form-language = Language
form-wish = One wish, if we can
form-reason = Reason
form-share-reason = Share the reason. The colleague who takes your request will see this.
form-share-reason-each = Share the reason. Each colleague we ask sees this beside your name.
form-not-these = Keep this from
form-not-these-hint = They never see it.
form-outside = Someone outside my site
form-profession = Profession
profession-choose = Choose
profession-missing = Please choose your profession, so that we can ask a peer.
form-asked-for = Someone by name
no-preference = Any
rather-not-say = Rather not say
nobody-in-particular = Nobody
contact-bad = Please give us a whole phone number, like 204-555-0123, or an email.
contact-no-address = To be reached by email, please give an email address. Or choose another way.
times-mornings = Mornings
times-midday = Midday
times-evenings = Evenings
times-weekends = Weekends
language-en = English
language-fr = Français
wish-gender-woman = A woman
wish-gender-man = A man
wish-same-specialty = My specialty
wish-other-specialty = Another specialty
wish-other-department = Another department
reason-adverse_event = Adverse event
reason-complaint = Complaint
reason-conflict = Conflict
reason-life_stressor = Life outside work
reason-burnout = Burnout, moral injury
reason-work_change = Change at work
reason-discrimination = Discrimination or exclusion
reason-relationship = Strained relationship
reason-workplace_stress = Stress at work
reason-imposter = Imposter feelings
reason-medical_mistake = Medical mistake
reason-lawsuit = Lawsuit
reason-threat = Threat
reason-sad_case = Sad case

sent-title = Sent
sent-now = Sent. We're asking a colleague now. You'll hear from us by { $by }, even if we're still looking.
sent-later = Sent. We start asking { $starts }. You'll hear from us by { $by }, even if we're still looking.
# How a search stands: somebody who may help is left, or nobody may be asked.
search-goes-on = We haven't found someone who's free yet. We keep looking.
search-stuck = Right now there is nobody we can ask for your request as it stands. If that changes, we ask at once.
sent-busy = Sent. Nobody is free at this moment. We keep looking, and ask the first colleague who is. You'll hear from us by { $by }.
sent-words = You will see “You have an update” here. What it says stays behind “Open”. You can withdraw at any time.

heard-ask = How did you hear of this?
heard-title = One tap, if you like
heard-words = How did you hear of this? It is only counted, without your name or your request.
heard-colleague = A colleague
heard-leader = A leader or manager
heard-association = My medical association
heard-division = My division or medical staff
heard-health = A physician health programme
heard-cmpa = A medical protection association
heard-poster = A poster, card or web page
heard-meeting = A meeting or newsletter
heard-other = Something else

names-two = Two colleagues have seen your name and could not take it. May a third?
names-more =
    { $count ->
        [one] One colleague has seen your name and could not take it. May another?
       *[other] { $count } colleagues have seen your name and could not take it. May another?
    }
names-wait-for-you = We ask nobody else until you say so. It waits for your answer until { $until }. Then your request closes by itself.
names-known = { $name } knows that it waits, and will contact you by { $by }.
names-broken = We're sorry: nobody got back to you as we said. You hear from us again by { $by }.
names-next = You hear from us again by { $by }, even without an answer.
names-no = No, phone me
names-thanks = Thank you. We ask one more colleague as soon as somebody is free.
names-kept = Nobody else sees your name. A coordinator will phone you by { $by }.
names-kept-phone = Nobody else sees your name.
names-after-all = One more may see it
status-title = Your request
status-card = Your request, if you have one, is behind “Open”.
status-none = You have no open request. What is kept about you is behind “Privacy”.
status-asking = Still asking. You hear more by { $by }.
status-later = We start asking { $starts }. You hear more by { $by }, even if we're still looking.
status-helped = We're asking a colleague, and a coordinator knows of it too. You hear more by { $by }.
status-stuck = { $search } You hear more by { $by }.
status-looking = { $search } By { $by }, { $name } will phone you with what else is possible; you don't have to wait for us.
status-looking-write = { $search } By { $by }, { $name } will write to you with what else is possible; you don't have to wait for us.
status-choosing = A coordinator is choosing a colleague for you. You hear more by { $by }.
status-hand = A coordinator has been told. You hear more by { $by }.
status-unsure = Something came up with this match. It is not about you. You can ask for someone else at any time.
status-promised = { $name } is seeing to it, and will contact you by { $by }.
status-in-contact = We hear from { $name } that they have contacted you. If nobody has reached you, please say so. We also ask you here by { $by }.
status-in-contact-ask = We hear from { $name } that they have contacted you. Is that right?
status-ends-handed-on = { $name } says that you were in contact and that other support was found, and would end your request. Is that right? If we don't hear from you, it closes by { $by }.
status-ends-unreachable = { $name } says that you can't be reached any more, and would end your request. Is that right? If we don't hear from you, it closes by { $by }.
status-ends-unfilled = { $name } says that you were in contact and that no colleague was found, and would end your request. Is that right? If we don't hear from you, it closes by { $by }.
ending-yes = Yes, end it
ending-no = No, please keep it open
status-hand-agreed = You are in touch with { $name }.
status-hand-missed = { $name } tried to reach you, but could not. They try again by { $by }. Is your contact right?
hand-hears-it = Thank you for telling us. A coordinator hears of it now.
status-honest = We're sorry. { $search } You hear from us by { $by }. You don't have to wait for us: you can phone.
status-broken = We're sorry: nobody got back to you as we said. { $search } You hear from us by { $by }. You don't have to wait for us: you can phone.
status-alone = { $search } No coordinator here hears of it, since you left them out. You hear from us by { $by }. You can change what you sent, or phone.
status-honest-late = We are sorry that this takes so long. You can phone, or ask for someone else.
status-somebody = You can also turn to { $name }, a coordinator here: { $email }.
status-somebody-stands-in = You can also turn to { $name }, who stands in for the coordinator here: { $email }.
status-somebody-province = You can also turn to { $name }, who coordinates for the whole province: { $email }.
status-matched = You have a match. A colleague will contact you by { $by }.
status-overdue = Has your colleague reached you?
status-connected = You and your colleague are in touch.
status-not-reached = Your colleague could not reach you. Is your contact right?
see-who = See who
see-who-words = If you know each other, or would rather talk with someone else, nobody asks why.
your-colleague = Your colleague
specialty = Specialty
i-know-them = I know them: someone else
someone-else = Someone else
reached-yes = Yes
asked-already = Thank you. Your colleague is being asked already.
we-are-done = We are done
withdraw = Withdraw
correct-contact = Correct my contact
correct-contact-words = Your colleague sees the new one right away.
contact-saved = Saved. Your colleague sees it at once.
contact-saved-by = Saved. Your colleague sees it at once. We ask them to reach out by { $by }.
withdrawn-words =
    { $days ->
        [0] Done. Everything that linked you to this request is erased here. You can come back whenever you like.
        [one] Done. Everything that linked you to this request is erased here in { $days } day. You can come back whenever you like.
       *[other] Done. Everything that linked you to this request is erased here in { $days } days. You can come back whenever you like.
    }
closed-title = Closed
closed-words =
    { $days ->
        [0] Your request is closed. Everything that linked you to it is erased here. You can come back whenever you like.
        [one] Your request is closed. Everything that linked you to it is erased here within { $days } day. You can come back whenever you like.
       *[other] Your request is closed. Everything that linked you to it is erased here within { $days } days. You can come back whenever you like.
    }
opened-nothing =
    { $days ->
        [0] Nothing is open here. When a request closes, everything about it is erased. You can come back whenever you like.
        [one] Nothing is open here. When a request closes, everything about it is erased within { $days } day. You can come back whenever you like.
       *[other] Nothing is open here. When a request closes, everything about it is erased within { $days } days. You can come back whenever you like.
    }
true-now-title = What waits for you
closed-why = A request ends when you, your colleague or a coordinator says so, or when a date that we named here has passed without an answer.
closed-sorry = The phone is there for you too.
useful-ask = If you like, one tap, without your name: was this useful?
useful-yes = Yes
useful-somewhat = Somewhat
useful-no = No
useful-skip = Skip
useful-thanks = Thank you.
goal-title = Thank you
goal-ask = One more tap, if you like, without your name: what did you find here most?
goal-safe = A safe place to talk
goal-heard = Someone who listened
goal-strengths = Strengths of my own
goal-connected = A way to other help
goal-community = Being part of a community
goal-none = None of these
useful-had = Thank you, we have your answer already.
