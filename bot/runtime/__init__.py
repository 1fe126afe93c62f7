"""One event in, one transaction, one reply out; and what is due, sent and drawn beside it."""
