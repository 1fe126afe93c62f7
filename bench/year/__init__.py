"""A year of a province, played by invented people on the real house: `python -m bench.year`, or `make year`.

The town (`town`) is who there is; supporters, physicians and coordinators press the buttons that are on the cards
they were shown (`chat`, `hand`), whenever people do such things (`chance`, `waking`). A recorder in the database writes
down every change of state, and the inspector, which knows the rules from the documents and shares no code with the
house, ends the run at the first break.
"""
