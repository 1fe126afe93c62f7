"""The launch kit."""
