"""The stage on each platform: what its screen shows, how a press travels, how it fails."""
