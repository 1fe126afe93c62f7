"""What every flow may use: the records and the pen, who may do what, cards, and pieces of forms."""
