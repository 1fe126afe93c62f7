"""One package per platform; port.py is what each of them offers."""
