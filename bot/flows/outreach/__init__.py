"""Somebody is thought of, asked once, or told once a month that asking is normal."""
