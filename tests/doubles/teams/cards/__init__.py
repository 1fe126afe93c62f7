"""Adaptive Cards as Teams takes them: what it refuses, what a person reads, and what their client checks."""
