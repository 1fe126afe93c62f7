"""A process that serves: wiring, HTTP, the demo, logs, figures for operators."""
