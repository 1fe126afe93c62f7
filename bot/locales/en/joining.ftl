# Becoming a supporter, the page, training, and leaving.

## The way in

joining-title = Being a supporter
joining-is = A supporter listens to a colleague, in one talk or a few. You choose how often, and you can decline each time.
joining-steps = First a coordinator looks at your offer. Then you train ({ $hours } h) and sign an agreement.
volunteer = I would like to help
suggest = Suggest a colleague
joining-waits = Thank you for your offer. A coordinator will look at it, and you hear of it here.
take-it-back = Take it back
joining-not-now = Thank you for your offer. It does not fit right now. You can offer again later.
joining-asked = A colleague thinks that you would be good at this, and so does a coordinator. Would you like to?
joining-yes = Yes, gladly
joining-no = No thanks
joining-gone = Thank you. Nothing of it is kept.
joining-nobody = Somebody else has to say yes to this, and your site has no other coordinator. Please phone the programme.
joining-not-listed = Supporters are colleagues on the list of this programme. To be one of them, ask a coordinator to add you.
suggest-title = Suggest a supporter
suggest-words = A coordinator looks at it first. Your colleague hears of it only if the answer is yes, and not who thought of them.
suggest-who = Your colleague
suggest-nobody = Please pick a name.
suggest-thanks = Thank you. If they are on the list, a coordinator will look at it. You will not hear of it again.

## How a supporter stands

role-card = What concerns you as a supporter is behind “Open”.
role-title = You as a supporter
role-ready = You can be asked.
role-away = You are away. Nothing is offered to you.
role-not-ready = You are not asked yet. Something is still missing:
training = Training
training-of = { $hours } of { $needed } h
agreement = Agreement
agreement-signed-on = signed on { $day }
agreement-older = there is a new one to sign
agreement-open = not signed yet
refresher = Refresher
refresher-due = due on { $day }
agreement-read = Read the agreement
agreement-read-and-sign = Read and sign
my-page = My page
save = Save

## The agreement

agreement-title = Agreement
agreement-keep = What a colleague tells you stays with you. You take no notes. If you did, you destroy them after the talk.
agreement-listen = You listen, as you were trained to. You give no advice and no care. You say so if you know or evaluate them.
agreement-version = Version
agreement-agreed = I have read this, and I agree.
agreement-sign = Sign
agreement-tick = Please tick this to sign.
agreement-newer = There is a newer one. Please read it first.
agreement-thanks = Thank you. You have signed.

## The page and the directory

profile-words = All of this is yours to choose, and to change at any time. Say nothing of anybody you support.
profile-bio = A few words about you
profile-bio-hint = For colleagues who look for somebody to talk to.
profile-bio-long = Please use { $most } letters or fewer.
profile-as-seen = This is what colleagues see.
profile-hidden = You have no page. Only you see this.

not-now-open = Not for me right now
not-now-title = Not for me right now
not-now-words = Tick what you'd rather not talk about right now. If a colleague shares that reason, we don't ask you. Nobody else sees this, and you can change it at any time.
tags-title = Wishes I could meet
tags-words = Whoever asks may make one wish. If you like, tick what is true of you. Nobody sees your ticks, no coordinator either. Someone who wished for this may guess it about you. A wish is on the list only while { $enough } colleagues here tick it.
shown-page = Show my page to colleagues
shown-stage = Show my career stage there
shown-specialty = Show my specialty there
shown-picture = Show my picture from Slack or Teams on my page
shown-by-name = I can be asked by name
shown-thanks = I can be thanked by name
directory-title = Our supporters
directory-words = These colleagues chose to be seen here. There are others. Nobody is told whose page you open.
directory-empty = Nobody has a page here yet. You can ask for a peer all the same.
directory-line = { $name }: { $about }
directory-choose = Whose page
directory-show = Show
directory-page = A supporter
directory-role = Role
directory-supporter = supporter
directory-stage = Career stage
directory-languages = Languages
directory-thanks = With thanks to
career-trainee = learner or resident
career-early = early-career physician
career-mid = mid-career physician
career-late = late-career physician
career-retired = retired physician
at-stage-trainee = in training
at-stage-early = early career
at-stage-mid = mid career
at-stage-late = late career
at-stage-retired = retired
ask-this-person = Ask this person
status-not-available = The colleague you named is not available. We ask others.

## A coordinator's eye

supporters-card = The list of those who help is behind “Open”.
supporters-title = Supporters
supporters-none = There is nobody yet.
supporter-line = { $name }: { $state }, { $load }
supporter-there = there
supporter-away = away until { $until }
supporter-leaving = steps back on { $day }
load-low = light load
load-middle = medium load
load-high = full load
capacity-more =
    Your supporters may be asked too often this year. At this pace, { $more ->
        [one] one more person
       *[other] about { $more } more people
    } would keep everybody within { $ceiling } matches a year.
capacity-mid = You need people in mid career or later most of all. Some requests go to them alone.
capacity-late = You need people who are late in their career or retired most of all. Some requests go to them alone.
capacity-near = One of your supporters is one match below the { $ceiling } of a year. After that, they are asked only when nobody else is free.
capacity-one-more = This is the time to find one more colleague.
capacity-how = Colleagues can offer to help, and anybody can suggest one. Both stand behind “Our supporters” in the list.
capacity-enough = As things stand, there are enough people to help again.
supporters-overdue = First contact is overdue
supporters-refresher = Refresher is due
supporter-choose = Choose a supporter
supporter-own = Another coordinator takes care of what is about you.
supporter-title = One supporter
supporter-state = Now
supporter-load = Load
supporter-yes = Say yes
supporter-no = Not now
supporter-told = Done. They will see it.
waiting-volunteered = They offer to be a supporter.
waiting-suggested = A colleague thinks they would be a good supporter. They do not know of it yet.
waiting-asked = They have been asked, and have not answered yet.
joinings-card = Someone may become a supporter. It needs your word.
joinings-title = Waiting for a yes
joinings-none = Nobody is waiting for your word.
not-yourself = This is about you. Another coordinator has to do it.
pause-offers = Pause offers
paused-for-you = A coordinator has paused what you are asked, so that you can rest. Come back when you like.

## Training

training-title = Record training
training-record = Record training
training-day = Day
training-day-hint = Year, month and day with a line between
training-day-bad = Please give a day until today, like this: { $example }
training-hours = Hours
training-hours-bad = Please give the hours as a number.
training-kind = What it was
training-initial = first training
training-refresher = refresher
next-refresher = Next refresher due on
next-refresher-hint = Leave it empty for none
next-refresher-bad = Please give a day that is still to come, like this: { $example }
training-line = { $day }: { $hours } h, { $kind }
training-credits = Credits
training-credits-hint = Leave it empty for { $credits } an hour
training-pay = Mark as paid
training-paid-on = Paid on
training-paid-bad = Please give a day from { $first } to { $last }.
training-paid = { $line }, paid on { $day }
training-entry = Entry
training-take-back = Take an entry back
refresher-card = A refresher is due for a supporter.
refresher-done = Thank you. This refresher is in hand.

## Leaving

leave-kept = Your page is deleted then. Your training and agreement stay on the list of people.
left-kept = Your page is deleted. Your training and agreement stay on the list of people; whom you supported stands nowhere.

## Onto the list, and changed there

supporter-add = Add a supporter
supporter-add-words = They are on the list at once. Nobody asks them before they are trained and have signed.
supporter-add-next = Add
supporter-added = They are on the list. Please fill in the rest.
supporter-change = Change
supporter-off = Take off the list
supporter-off-words = They are no supporter any more, and hear so. Any open offer goes to somebody else; any match goes to the coordinators, and the one who asked hears of it. Their page is deleted. Training and agreement stay. You can add them again later.
supporter-off-yes = Yes, take them off
supporter-off-done = Done. They will see it.
supporter-matching = For the matching
person-name-bad = Please give a name.
email-bad = Please give an email.
email-taken = This email is somebody else's on the list.
email-here = They are a supporter already. “Change” is on their page.
account-look = Please look once more at the account below and the name that it has here: is it { $name }? Whatever comes from it is theirs from then on.
account-is-theirs = Yes, this account is theirs
account-taken = This account is somebody else's on the list.
person-phone = Phone
person-account = Their account here
person-gender = Gender
not-known = Not known
person-evaluates = Whom they evaluate
person-evaluates-hint = Emails and departments, with commas
person-evaluates-bad = “{ $entry }” is not a whole email.
person-evaluates-nobody = The list does not have “{ $entry }”. If that is right, put an exclamation mark behind it.
person-signed-on = Agreement signed on
