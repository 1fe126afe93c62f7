"""The programme file."""
