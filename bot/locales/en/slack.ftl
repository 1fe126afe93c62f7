### What only Slack needs: texts that the other platforms do not ask for.

slack-update = You have an update
slack-title = For you
slack-label = { $label }:
slack-yes = Yes
slack-may-close = You can close this window.
slack-press-again = That took too long to open. What you did is safe. Please press again.
slack-install-title = Peerline
slack-installed = Installed. People find the app under Apps in Slack. You can close this page.
slack-install-failed = Slack did not install the app. Nothing was kept. Open the install page again to start over.
slack-install-refused = This workspace is not part of the programme. Nothing was kept. Ask whoever runs Peerline to add it.
slack-install-later = That cannot be done just now. Nothing was kept. Please try again in a few minutes.
