"""How a supporter joins, what they see of it, and how they take time off."""
