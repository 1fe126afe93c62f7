"""Somebody asked to be phoned."""
