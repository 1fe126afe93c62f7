"""A new master key: every value re-sealed, every index computed anew."""
