# What `check` prints: the guideline of a site, made from the programme file, and the list of steps to set a programme up.

guide-title = Guideline: { $programme }
guide-sites = For { $sites }
guide-made = This page is made from the programme file. What it says is what the bot does. To change it, change the file.

guide-when = When to ask
guide-when-any = Ask when you would like to talk with a colleague. You need no reason.
guide-when-reasons = People may tick a reason from this list:

guide-who = Whom it serves
guide-who-workspace = Anyone in the chat workspace may ask.
guide-who-roster = Only people on the list of the programme may ask.
guide-who-asked = Whoever has no profession on record is asked for it in the form.

guide-ways = How to ask
guide-ways-in = Press “Ask for a peer” in a direct message to the bot, then leave a phone number or an email.
guide-ways-entered = Whoever phones, writes or comes by is heard too. A coordinator reads out who sees what, asks who is not to know, and enters the request after a yes. It keeps to the same rules.
guide-ways-no-in = Nobody can ask in the chat here. The phone is the way in.
guide-ways-out = A coordinator may also ask you first. Nothing goes further until you say yes.
guide-ways-out-days = An invitation waits for { $open } { $open ->
        [one] day
       *[other] days
    }. After a no, nobody asks again for { $again } { $again ->
        [one] day
       *[other] days
    }.
guide-ways-no-out = Nobody is asked first here. It is for each person to reach in.

guide-match = How a match is made
guide-match-bot = The bot asks one supporter at a time, by the rules below.
guide-match-hand = A coordinator picks each supporter. The bot holds the coordinator to the rules below.
guide-never = The bot never asks a supporter who:
guide-never-training = has less than { $hours } { $hours ->
        [one] hour
       *[other] hours
    } of training
guide-never-agreement = has not signed version { $version } of the agreement
guide-never-away = is away or has stepped back
guide-never-limit = has { $count } open { $count ->
        [one] request
       *[other] requests
    } in hand, or as many as they chose to take
guide-never-self = is the one who asks
guide-never-evaluates = evaluates the one who asks or their department: by the roster, by the email they give, by the department they name
guide-never-evaluates-vouched = evaluates the one who asks or their department: by the roster, by their work email, by the email they give, by the department they name
guide-never-list = stands on the list “Keep this from”
guide-never-tried = has said no to this request
guide-never-lower = has a lower career stage, if the one who asks is in mid or late career (retired ranks with late)
guide-never-early = is a learner or in early career, if the one who asks is in mid or late career or retired
guide-never-profession = has another profession than the one who asks
guide-stage-unknown = Whoever has no career stage on record is asked for it in the form, and may say nothing. A stage that is not known, on either side, counts as mid.
guide-stage-bent = A coordinator can read that a career stage keeps a supporter out. From that they could guess the stage of the one who asks. For one request they may bend this rule, and no other. The audit notes it.
guide-order = Among the rest, this order decides:
guide-order-hand = The coordinator sees the rest in this order:
guide-order-name = who was asked for by name
guide-order-year = who had fewer than { $count } matches in the past year
guide-order-language = who speaks the language that was asked for
guide-order-wish = who fits the one wish, which may not come true
guide-order-department = who works in another department
guide-order-fewest = who had the fewest matches in the past year
guide-order-longest = who has waited the longest
guide-order-draw = in the end, a draw
guide-wishes = Supporters can tick, unseen, which of the site's own wishes they meet. Such a wish is on the form only while { $enough } of them tick it.
guide-offer = An offer stays open for { $open } { $open ->
        [one] hour
       *[other] hours
    }. There is a reminder after { $remind } { $remind ->
        [one] hour
       *[other] hours
    }.
guide-offer-steps = First the supporter says yes. Then they see the name, and have { $hours } { $hours ->
        [one] hour
       *[other] hours
    } to say that they neither know this person personally nor evaluate them. Quiet hours do not count. Only then do they see how to reach them.
guide-offer-name = The supporter opens the offer and sees the name. Looking is no yes and changes no hour. They accept if they neither know this person personally nor evaluate them. Only then do they see how to reach them.
guide-offer-names = If { $names } have seen the name with no match, nobody else does before the one who asked says yes.
guide-knows = If they know each other, someone else is asked, unless the supporter was asked for by name.
guide-decline = A supporter may say no. Nobody asks why, and nothing is kept of it.
guide-again = If nobody else is left, the bot may ask once more who gave no answer for { $hours } { $hours ->
        [one] hour
       *[other] hours
    }. A no is final.
guide-told-misses = A coordinator is told after { $offers } { $offers ->
        [one] offer
       *[other] offers
    } with no match, and at the latest after { $hours } { $hours ->
        [one] hour
       *[other] hours
    }.
guide-told-deputy = If the coordinator does not answer in { $hours } { $hours ->
        [one] hour
       *[other] hours
    }, the deputy is told. Then the one who asked hears how it stands.
guide-quiet = Nobody is asked anything new from { $start } to { $end }.
guide-no-quiet = Offers may come at any hour.
guide-outside = Someone outside the site can be asked for where the province has a coordinator for it.
guide-inter-site = Supporters here may be asked by other sites too.
guide-no-inter-site = Other sites do not ask supporters here.

guide-contact = First contact and the talks
guide-contact-hours = The supporter reaches out within { $hours } { $hours ->
        [one] hour
       *[other] hours
    } of the match.
guide-contact-remind = There is a reminder after { $hours } hours.
guide-longer = After that time they can take { $hours } { $hours ->
        [one] hour
       *[other] hours
    } more, at most { $times ->
        [one] once
       *[other] { $times } times
    }.
guide-no-longer = There is no more time to be had. A coordinator is told at once.
guide-talks = { $count ->
        [one] Plan for one talk. After that, close the match or point to other help.
       *[other] Plan for up to { $count } talks. After that, close the match or point to other help.
    }

guide-tracked = How it is tracked
guide-tracked-ask = The supporter gets a few short questions { $hours } { $hours ->
        [one] hour
       *[other] hours
    } after first contact. They ask if a talk took place, not what was said.
guide-tracked-silent = A match with no sign of life for { $days } { $days ->
        [one] day
       *[other] days
    } is closed.
guide-tracked-erase = All of it is erased { $days } { $days ->
        [one] day
       *[other] days
    } after the last word of the one who asked, closed or not.
guide-tracked-cells = Reports show counts only, and no count below { $count }.
guide-tracked-looks = The bot keeps a log of each look at contact details until the request closes, and for { $days } { $days ->
        [one] day
       *[other] days
    } at most.

guide-supporters = For supporters
guide-supporters-paid = You are paid { $rate } dollars for each hour of training.
guide-supporters-credits = You earn { $count } { $count ->
        [one] credit
       *[other] credits
    } for each hour of training.
guide-supporters-train = You need { $hours } { $hours ->
        [one] hour
       *[other] hours
    } of training and a signed agreement, version { $version }.
guide-supporters-none = No training is asked for. You need a signed agreement, version { $version }.
guide-supporters-site = At this site you also agree to this: { $text }
guide-supporters-advice = When a talk turns to risk, ring { $who }. When nobody answers there, the lines on every screen do.
guide-supporters-pause = After { $count } { $count ->
        [one] offer
       *[other] offers
    } with no answer the bot stops asking, until you say that you are back.
guide-supporters-leave = You can step back at any time, or leave in { $days } { $days ->
        [one] day
       *[other] days
    }.
guide-supporters-leave-now = You can step back at any time.

guide-lines = Lines and services

setup-title = Set-up checklist: { $programme }
setup-words = A cross marks what the bot can see. The rest is yours to tick.
setup-guides = In brackets stands the step of each guide:
setup-count = Done: { $done } of { $all }.
setup-missing = still open: { $sites }

setup-ready = Get ready
setup-team = A physician leads, and someone runs the office side.
setup-leaders = Leaders know why it is needed, and they are on board.
setup-needs = You have asked people what they need, and what could get in the way.
setup-charter = A charter says the goals, who does what, and by when.
setup-others = It fits with the other things you do for wellness.
setup-means = There is time and money to start it and to keep it going.
setup-serves = The file says whom you serve: { $stages }.
setup-rules = Write down the rules
setup-file = The programme file can be read.
setup-examples = No example address or number is left in the file.
setup-fresh = Someone rang each line, or looked at its page, within the past { $days } days.
setup-guideline = The site has read its guideline and agrees to it.
setup-adviser = Your legal adviser has read the words on consent and privacy.
setup-reporting = The file says if asking is reported to anyone, in words that your adviser wrote.
setup-owner = Each number stands under the name of whoever answers it.
setup-advice = A supporter who meets risk has someone to ring.
setup-lends = A site lends its supporters to others. Your provincial coordinator needs that.
setup-recruit = Find the people
setup-coordinators = Each site has a coordinator and a deputy whom the bot can reach.
setup-nominate = People were asked to name a colleague, or to come forward.
setup-volunteers = Each site has supporters on its list.
setup-train = Train them
setup-trained = Each site has a supporter who is trained, has signed, and can be reached.
setup-practice = Supporters have played through a talk, and know when to point to other help.
setup-debrief = Each site has a debrief group or a refresher in its calendar.
setup-launch = Launch
setup-ground = The database and its keys are in order.
setup-chat = Slack or Teams is set up.
setup-workspaces = Each site is linked to its workspace.
setup-after = After a hard event, someone asks the colleague first, as a matter of course.
setup-no-after = You have thought about asking people first. The file has this way in switched off.
setup-posters = Posters and a note for the newsletter are out.
setup-talks = You have told people about it at rounds and meetings.
setup-keep = Keep it going
setup-backup = A backup was made, and you have tried to bring it back.
setup-report = Someone reads the report each quarter, and puts right what does not work.
setup-feedback = What people say about it comes back to the team.
setup-thanks = Supporters are thanked, and new ones are trained.
