"""Keys, sealed values and their blind indexes."""
