"""Peerline: the confidential front door to physician peer support."""

VERSION = "0.1.0"  # as in pyproject.toml
