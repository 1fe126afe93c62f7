"""How a supporter joins, stands, and takes time off."""
