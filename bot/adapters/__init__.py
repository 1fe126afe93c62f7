"""One package per platform; ports/platform.py is what each of them offers."""
