"""What is run by hand around the code: its size, the notices, a release."""
