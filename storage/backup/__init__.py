"""Backup and restore, and the files that leave the database."""
