"""The Slack adapter: what it shows, what it hears, what it sends."""
