"""What the parts of the application ask of each other: storage, platforms, the application itself."""
