"""Alembic: how the tables came to be, one file a step (storage/database/migrate.py runs them)."""
