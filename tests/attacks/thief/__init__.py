"""Somebody who has files and JSON, and has read docs/formats.md. Nothing here imports Peerline."""
