"""Each platform adapter, at its own edge."""
