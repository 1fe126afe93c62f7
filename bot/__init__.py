"""Peerline: the confidential front door to physician peer support."""
