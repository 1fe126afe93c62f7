"""Ids of rows."""

import secrets


def fresh_id() -> str:
    """16 hexadecimal digits, which tell nothing about when it was made."""
    return secrets.token_hex(8)
