# The launch kit: posters, cards of a quarter page, and a text for the newsletter. They hang in the open, so they say little.

launch-headline = Hard day?
launch-invites = Talk with a colleague.
launch-listens = A physician like you is there to listen. You need not explain anything.
launch-listens-any-profession = A colleague like you is there to listen. You need not explain anything.
launch-how = Scan this code. Then press “Ask for a peer” and leave a way to reach you.
launch-how-short = Scan this code, then press “Ask for a peer”.
launch-code = A code to scan. It opens { $link }
launch-hours = Your colleague contacts you within { $hours } { $hours ->
        [one] hour
       *[other] hours
    } of your match.
launch-helps-point = You do not have to solve it. A trained peer can listen too. This code leads there:
launch-bounds = Confidential, within the limits of daily practice. No notes are kept.
launch-serves = For { $stages }.
launch-slack = No camera at hand? In Slack, look for the app { $app }.
launch-teams = No camera at hand? In Teams, look for the app { $app }.
launch-link = No camera at hand? { $link }

news-subject = Someone to talk with: { $programme }
news-open = Some days stay with you. You do not have to carry them alone.
news-what = { $site }: physicians here are trained to listen. They do not judge, and they do not tell you what to do. You need not explain anything.
news-what-any-profession = { $site }: colleagues here are trained to listen. They do not judge, and they do not tell you what to do. You need not explain anything.
news-how = Ask in a direct message. An automated helper answers: { $link }
news-then = Press “Ask for a peer” and leave a phone number or an email. A colleague contacts you within { $hours } { $hours ->
        [one] hour
       *[other] hours
    } of your match.
news-bounds = It is confidential, within the limits of everyday practice. No notes are kept, and leaders see totals only. Your employer may be able to read chat, so you are never asked to write down what happened.
news-month = For the monthly post
news-month-how = Choose one of these for a channel that people have joined for such news.
news-month-day = { monthly-day } Ask here: { $link }
news-month-small = { monthly-small } Ask here: { $link }
news-month-each = { monthly-each } Ask here: { $link }
# The word of the month, for those who joined it. It comes as a direct message; the newsletter's texts are the same.

monthly-day = A hard case, a hard talk, a hard week: a trained colleague will listen. You need not explain anything.
monthly-small = Nothing has to be wrong before you ask. One talk with a colleague can help.
monthly-each = You listen to people all day. Who listens to you? A trained colleague will.
monthly-title = A word a month
monthly-words = Once a month, a few warm lines and the way to ask, here in your own messages. It says nothing about you.
monthly-joined = You get a few lines here once a month. You can stop it at any time.
monthly-kept = While you are joined we keep that, your chat account and its language, and nothing else. No coordinator can see who did. Your employer may be able to read these messages.
monthly-join = Join
monthly-leave = Leave
monthly-stop = About these messages
