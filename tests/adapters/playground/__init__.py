"""The playground: its chat as a platform, its door, its answers, its page's line."""
