"""One request from the search to its end: offers, first contact, tracker, escalation, closing."""
