"""The database: tables, seals, the unit of work and the writers."""
