"""Where transactions run, and what one of them holds."""
