### What only Teams needs: texts that the other platforms do not ask for.

teams-update = You have an update
teams-title = For you
teams-label = { $label }:
teams-required = Please fill this in.
teams-open = There is something for you to read.
teams-done = Done.
teams-again = Try again
teams-cut = The rest does not fit here.
