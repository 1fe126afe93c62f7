# Groups, debriefs, training: a notice board. Nobody can list who comes.

gatherings-card = See what is planned.
gatherings-title = Gatherings
gatherings-words = Come if you like. Nobody keeps a list of who comes.
gatherings-none = Nothing is planned right now.
board-line = { $title }: { $at }
board-line-weekly = { $title }: weekly, next on { $at }
board-line-asked = { $title }: the day and hour are not published here. { $where }.
gathering-title = Gathering
gathering-when = When
gathering-moment = { $at }
gathering-where = Where
gathering-seats = Seats
seats-left =
    { $left ->
        [0] all are taken
        [one] { $left } left
       *[other] { $left } left
    }
gathering-join = Join online
gathering-calendar = For your calendar (this address works for some minutes)
gathering-no-list-reminded = Who set a reminder is not shown to anybody.
remind-me = Remind me
no-reminder = No reminder
reminder-set = We remind you before it begins. Nobody is told.
reminder-off = Your reminder is off. Nobody is told.
gathering-no-list = Who keeps a seat is not shown to anybody.
keep-seat = Keep me a seat
give-seat-back = Give my seat back
back-to-gatherings = All gatherings
seat-yours = A seat is kept for you.
reminder-yours = You asked for a reminder.
seat-kept = Your seat is kept. We remind you before it begins.
seat-given-back = Your seat is free again. Nobody is told.
gathering-full = All seats were taken just now.
gathering-over = This one is over, or was taken down.
gathering-off = A gathering that you had in mind was taken down.
gathering-cancel = Take it down
gathering-plan = Plan a gathering
gathering-plan-words = It hangs on the board of your site. Please name no person in it.
gathering-planned = It hangs on the board now.
gathering-kind-group = a group, for everybody
gathering-kind-debrief = a debrief, for supporters
gathering-kind-training = training, for supporters
gathering-kind-community = for coordinators and leads
plan-title = Its name
plan-kind = What is it?
plan-day = Day
plan-day-hint = Year, month, day, like { $example }
plan-hour = Hour
plan-hour-hint = On your site's clock, like { $example }
plan-weekly = Every week
plan-where = Where?
plan-link = Link to join online
plan-capacity = Number of seats
plan-capacity-hint = Leave it empty for no limit
plan-send = Hang it up
plan-bad-text = Please write a few words, at most { $most } characters.
plan-bad-hour = Please give a day like { $day } and an hour like { $hour }.
plan-past = This day is over. Please choose a later one.
plan-bad-link = Please give a link that begins with { $start }
plan-bad-capacity = Please give a number of seats.
agenda-title = Agenda
agenda-of = { $site }, { $period }. What the figures suggest:
agenda-met = Going well
agenda-not-met = Worth a talk
agenda-share = What works at your site that others could try?
agenda-care = How are your supporters, and what do they need?
agenda-try = What will each site try before you meet again?
agenda-small = Counts under { $small } are not told here either. Please name nobody.
