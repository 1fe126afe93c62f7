"""A store for each thing that is kept."""
