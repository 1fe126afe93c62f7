"""One file per conversation, in rooms by who it is for. routing.py sums up what each answers and who may."""
