"""One file per conversation, in rooms by who it is for. routing.py is the whole table."""
