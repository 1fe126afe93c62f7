"""Alembic: how the tables came to be, one file a step (storage/migrate.py runs them)."""
