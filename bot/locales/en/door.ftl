# The door: hello, the lines, the phone, and the one answer to anything typed.

footer = In danger, or need someone now? { $lines }.
line-call = { $phone } (call)
line-call-or-text = { $phone } (call or text)
line-call-text = { $phone } (call), { $text } (text)
line-text = { $text } (text)

hello = Talk with a trained colleague.
hello-nothing-to-explain = One to one and in confidence, with a volunteer physician who is trained to listen. No judgment, no treatment. You need not explain anything.
hello-any-profession = One to one and in confidence, with a volunteer colleague who is trained to listen. No judgment, no treatment. You need not explain anything.
ask = Ask for a peer
ask-again = Ask again
phone-instead = Phone instead
what-this-is = What this is
resources = Lines and services
privacy = Privacy
other-language = Français
open = Open
close = Close
back = Back
continue = Continue
send = Send
wait = Wait
not-now = Not now
coordinator = Coordinator
step = Step { $step } of { $steps }
slot-moved = There is a newer message below.

phone-words = You can phone instead. A person answers, and you do not need this helper for it.
# In all of these $site is whose number it is, by the name that the programme file gives it (phone_name).
phone-words-closed = You can phone instead, and you do not need this helper for it.
phone-line-open = Open day and night: { $name }, { $reach }.
phone-line-open-for = Open day and night: { $name }, { $reach }. { $audience }.
phone-route = Prefer the phone? { $site }: { $phone }.
phone-route-always = Prefer the phone? { $site }: { $phone }, day and night.
phone-route-hours = Prefer the phone? { $site }: { $phone }, { $hours }.
phone-route-open = Prefer the phone? { $site }: { $phone }. Open now.
phone-route-closed = Prefer the phone? { $site }: { $phone }. Closed now, opens { $opens }.
contact-name = Coordinator: { $name }.
contact-name-email = Coordinator: { $name }, { $email }.
contact-write = Or write to { $email }.
contact-email = Email
phone-span = { $days } { $opens } to { $closes }
days-all = every day
days-run = { $first } to { $last }
day-mon = Monday
day-tue = Tuesday
day-wed = Wednesday
day-thu = Thursday
day-fri = Friday
day-sat = Saturday
day-sun = Sunday

guest-words = Thank you for looking in. This door is for the people of this organisation. If you are one of them, ask the coordinator to add you.
text-lines = In danger, or just want a person now? { $lines }.
text-scheduler = I am an automated scheduler. The programme neither reads nor keeps what you type here. Your employer's Slack or Teams may.
text-to-ask = To talk with a colleague, press “Ask for a peer”.
worried = I am worried about a colleague right now
worried-title = Worried about someone
worried-lines = If they may be in danger, call now: { $lines }.
helps-title = What helps to say
helps-does = When a colleague has a hard time, this helps:
helps-do-1 = Be there. Find a quiet place, and put the phone away.
helps-do-2 = Say what you see: “You seem tired today. How are you?”
helps-do-3 = Listen. You need no answer: “That sounds hard.”
helps-do-4 = Ask what they need, and come back in a few days.
helps-does-not = This does not:
helps-leave-1 = “Don't take it so hard”, or “others have it worse”.
helps-leave-2 = “The same thing happened to me”, before they have finished.
helps-leave-3 = Asking who made the mistake. Advice that nobody asked for.
helps-point = You do not have to solve it. A trained peer or a line can listen too. You can show them the way.
worried-words = Stay with them if you can, and tell someone who can help. Nothing about this is kept here, and nobody is told that you looked.

scope-is = One talk, or a few, with a trained physician colleague who listens. No notes are kept.
scope-is-any-profession = One talk, or a few, with a trained colleague who listens. No notes are kept.
scope-is-not = It is not therapy or treatment. There is no diagnosis, and no career or clinical advice.
scope-else = Is it about thoughts of suicide, drugs or alcohol, your mental health or your own medical care? Do not wait here. Call { $lines }. “Lines and services” has more.
scope-serves = This programme serves: { $stages }. Others find the right place under “Lines and services”.
stage-all = every physician, from learners to the retired
stage-practising = practising physicians
stage-trainee = learners and residents
stage-early = early-career physicians
stage-mid = mid-career physicians
stage-late = late-career physicians
stage-retired = retired physicians
served-of-stages = { $professions } (career stage: { $stages })
profession-physician = Medicine
profession-physician_assistant = Physician assistant
profession-nurse = Nursing
profession-midwife = Midwifery
profession-pharmacist = Pharmacy
profession-dentist = Dentistry
profession-psychologist = Psychology
profession-social_worker = Social work
profession-therapist = Rehabilitation
profession-paramedic = Paramedic
profession-technologist = Lab, imaging
profession-other = Other fields

resources-card = Lines and services you can call.
resources-words = Nobody is told which of these you looked at.
need-crisis = In danger, or need someone now
need-talk = Someone to talk to
need-health = A physician health programme
need-peers = Other peer support and groups
need-legal = Legal questions
need-disclosure = Telling a patient, saying sorry
need-more = More
resource-audience = { $service }. { $audience }.
resource = { $name }: { $reach }
resource-hours = { $name }: { $reach }. { $hours }

privacy-card = How this keeps what you tell it.
privacy-kept = Nothing is kept before you press Send. Then we keep that you asked, how to reach you and your wishes, all sealed. It is erased here { $days ->
        [0] when your match closes
        [one] a day after your match closes
       *[other] { $days } days after your match closes
    }. Backups keep it longer. Only counts without names remain.
privacy-seen = A coordinator sees what is needed. A colleague who says yes sees your name first. They see your contact only after they confirm that they neither know you personally nor evaluate you. Leaders see totals only.
privacy-employer = Your employer may be able to read Slack or Teams, so messages here say little.
privacy-exceptions = This is confidential, but not legally privileged. The exceptions are those of everyday practice: a serious risk of harm to you or others, or unsafe behaviour.

not-for-you = This button is not meant for you. Nothing has changed.
for-coordinators = This part is for coordinators. To talk with a colleague, press “Ask for a peer”. With anything else a coordinator can help.
for-leads = The figures are for coordinators and leads. If you would like to know how it goes, ask a coordinator.
for-supporters = This part is for supporters. Would you like to be one? See “More for you” on the first card.
for-technical = This part is for whoever looks after the machine. Does something not work for you? Please tell a coordinator, or phone.
moved-on = This has moved on since. Nothing has changed.
closed-already = This is closed. There is nothing more to do.
too-fast = Somebody else was quicker. Please look again.
unavailable = We cannot save anything right now, so nothing was sent. Please try again in a minute, or phone.
still-running = This is taking long. Please look again in a minute before you repeat it.
went-wrong = Something went wrong on our side, and nothing was changed. Please try again. Code { $code }.

system-card = How the machine is, for whoever looks after it. Does something not work for you? Please tell a coordinator, or phone.
system-title = The machine
system-version = Version
system-programme = Programme file
system-database = Database
system-answers = answers
system-messages = Messages
system-deadlines = Deadlines
system-on-time = on time
system-again = something is being tried again
system-late =
    { $minutes ->
        [one] { $minutes } minute late
       *[other] { $minutes } minutes late
    }
system-words = Nothing about anybody stands here. The server's own check tells more.

## Each one's own part, behind “More for you”

more-title = More for you
more-status = Where things stand
more-supporter = You are a supporter here. You can pause, be away for some days or look at your page.
more-coordinator = You are a coordinator here. You look after the requests, and after those who help.
more-standing-in = You stand in for a coordinator who is away. Requests that need a person come to you.
more-provincial = You are the provincial coordinator. You look after requests that need another site.
more-lead = You are a lead here. You see the figures.
more-technical = You look after the machine here.
more-typed = Words to type (in Slack after /peer)
more-rest = The other buttons are here for everybody. Nobody is told that you looked.
more-everybody = These are here for everybody. Nobody is told that you looked.

## The pages that the app names to Slack and Teams

page-terms = Terms of use
page-where = Open it in Slack or Teams, and press “Ask for a peer”. All else is there too.
page-visit = This page sets no cookie and asks for no name.
page-freely = Asking is your choice, and so is helping. You can stop at any time.
page-questions = Questions? The first card in the chat names whom to ask.
