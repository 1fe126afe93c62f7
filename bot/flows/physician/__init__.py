"""What the one who asks sees and does."""
