"""Benchmarks: how fast the playground opens, a press is answered, and a press is made durable."""
