"""Whole conversations, told as transcripts through an adapter."""
