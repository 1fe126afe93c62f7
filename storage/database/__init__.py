"""The database itself: opening it, its statements, its state, its version."""
