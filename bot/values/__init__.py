"""What people type and paste, read the same wherever it comes in: in a form of the chat and in the roster file."""
