### What only Teams needs: texts that the other platforms do not ask for.

teams-update = You have an update
teams-title = For you
teams-label = { $label }:
teams-required = Please fill this in.
teams-open = There is something for you to read.
teams-done = Done.
teams-again = Try again
teams-cut = The rest does not fit here.

## The app package, as the store and the command menu show it

teams-app-full-name = Peerline peer support
teams-app-short = A quiet way to talk with a trained colleague.
teams-app-full = Peerline brings physicians together with trained colleagues who listen. Everybody sees the same app. It does not read what you type, and it never writes into channels or group chats. In danger, or need someone now? Type “now” to see the lines.
teams-word-ask = Talk with a colleague
teams-word-now = Lines to call right now
teams-word-status = See where things stand
teams-word-resources = Lines and services
teams-word-privacy = How this keeps what you tell it
teams-word-language = English or French
teams-word-offers = For volunteers: what is open
teams-word-away = Away, or away and a day
teams-word-back = Back again
teams-word-queue = For coordinators: what waits
